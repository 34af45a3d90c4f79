"""Cities, countries and those who live there, with their zones: a small table of the whole world."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


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
