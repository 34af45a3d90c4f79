"""Cities, countries and those who live there, with their zones: a small table of the whole world."""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import re2

from asrun.model.document import Document
from asrun.model.fact import EntityMention, Place


class Row(NamedTuple):
    """One printed name; `zone` is None where the name spans several zones, `form` is name or adjective."""

    name: str
    kind: str
    country: str
    zone: str | None
    form: str


@cache
def places() -> dict[str, Row]:
    """Every printed name, demonyms included, in its usual case; a city of a name goes before a country of it."""
    text = files("asrun.reading").joinpath("data/places.tsv").read_text(encoding="utf-8")
    found: dict[str, Row] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, kind, country, zone, form = line.split("\t")
            if name not in found or (found[name].form == "adjective" and form == "name"):
                found[name] = Row(name, kind, country, None if zone == "-" else zone, form)
    return found


@cache
def longest() -> int:
    """The most words that one name has."""
    return max(len(name.split()) for name in places())


def zone_of(name: str) -> str | None:
    """The zone of a place or demonym; of an upper-case dateline as well."""
    row = places().get(name) or places().get(name.title())
    return row.zone if row else None


def places_by_name(document: Document) -> tuple[Place, ...]:
    """The places of a text by their names alone, where no other name follows them; those without one zone are left out.

    This is far cheaper than `reading.names`, which also tells a town from a person of its name.
    """
    found: dict[Row, list[EntityMention]] = defaultdict(list)
    data = document.text.encode("utf-8", "surrogatepass")
    seen = points = 0
    for match in _pattern().finditer(data):
        start, end = match.span()
        points += len(data[seen:start].decode("utf-8", "surrogatepass"))
        seen = start
        words = data[start:end].decode()
        row = places().get(words) or places()[words.title()]
        if row.zone and not _part_of_a_name(document.text, points + len(words)):
            found[row].append(EntityMention(document.span(points, points + len(words)), "name"))
    return tuple(Place(row.name, row.kind, tuple(m), (), row.zone) for row, m in found.items())


@cache
def _pattern() -> Any:
    """One pattern over all names, and over the cities in capital letters, as a date line has them."""
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = 64 << 20
    names = {
        *places(),
        *(n.upper() for n, row in places().items() if row.kind == "city" and n.upper().title() in places()),
    }
    listed = "|".join(re2.escape(n) for n in sorted(names, key=len, reverse=True))
    return re2.compile(rf"\b(?:{listed})\b", options)


def _part_of_a_name(text: str, end: int) -> bool:
    """Whether a word with a capital letter stands right behind, as in "Paris Match"."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
