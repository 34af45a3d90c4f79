"""Cities, countries and those who live there, with their zones: a small table of the whole world."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from asrun.model.document import Document
from asrun.model.fact import EntityMention, Place

_CAPITAL = re.compile(r"(?<![\w])[A-ZÀ-Þ][^\W\d_]*")


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
    row = places().get(name) or (_capitals().get(name) if name.isupper() else places().get(name.title()))
    return row.zone if row else None


def places_by_name(document: Document) -> tuple[Place, ...]:
    """The places of a text by their names alone, where no other name follows them; those without one zone are left out.

    This is far cheaper than `reading.names`, which also tells a town from a person of its name.
    """
    found: dict[Row, list[EntityMention]] = defaultdict(list)
    for row, start, end in names_in(document.text, 0, len(document.text)):
        if row.zone and not _part_of_a_name(document.text, end):
            found[row].append(EntityMention(document.span(start, end), "name"))
    return tuple(Place(row.name, row.kind, tuple(m), (), row.zone) for row, m in found.items())


def names_in(text: str, start: int, end: int) -> Iterator[tuple[Row, int, int]]:
    """The places that a stretch of text names, also within the names of bodies, "Government of Malta"; with their ends."""
    last = start
    for match in _CAPITAL.finditer(text, start, end):
        lengths = _lengths().get(match.group().title())
        named = _longest_name(text, match.start(), lengths) if lengths and match.start() >= last else None
        if named:
            row, last = named
            yield row, match.start(), last


def zone_named(text: str) -> str | None:
    """The zone of the places that a text names, also within the names of bodies; None if several."""
    found = {row.zone for row, _, _ in names_in(text, 0, len(text))}
    return next(iter(found)) if len(found) == 1 else None


@cache
def _capitals() -> dict[str, Row]:
    """Every printed name as a date line has it, in capital letters."""
    return {name.upper(): row for name, row in places().items()}


@cache
def _lengths() -> dict[str, list[int]]:
    """For each first word of a name, in title case, the lengths of the names that it begins, longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for name in places():
        word = _CAPITAL.match(name)
        if word:
            found[word.group().title()].add(len(name))
    return {word: sorted(lengths, reverse=True) for word, lengths in found.items()}


def _longest_name(text: str, start: int, lengths: list[int]) -> tuple[Row, int] | None:
    """The longest name that begins at a place, as listed or as a date line has it, and where it ends."""
    for length in lengths:
        words, after = text[start : start + length], text[start + length : start + length + 1]
        row = places().get(words) or (_capitals().get(words) if words.isupper() and length > 3 else None)
        if row and not after.isalnum():
            return row, start + length
    return None


def _part_of_a_name(text: str, end: int) -> bool:
    """Whether a word with a capital letter stands right behind, as in "Paris Match"."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
