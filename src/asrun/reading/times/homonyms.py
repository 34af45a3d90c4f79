"""Which of several places of one name is meant: that of a country in the text, or that whose clock fits the other's."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import msgspec

from asrun.model.document import Document
from asrun.model.fact import Place
from asrun.reading.gazetteer import Row, places
from asrun.reading.times.clocks import pair
from asrun.reading.times.drafts import Draft
from asrun.reading.times.legends import Legend

_NEAR = 24
_REGION = re.compile(
    r", ?((?:[A-Z]\.[ ]?)+[A-Z][a-z]*\.|[A-ZÀ-Þ][\w’'-]*\.?(?: (?:and |de |del |do |of )?[A-ZÀ-Þ][\w’'-]*){0,2})"
)
# Clock changes aside, the difference of two zones is that of any winter day.
_ANY = date(2024, 1, 15)


def plain(name: str) -> str:
    """A name without accents, in small letters, and without the country behind it.

    >>> plain("Córdoba, Spain")
    'cordoba'
    """
    bare = unicodedata.normalize("NFKD", name.partition(",")[0].partition(" (")[0])
    return "".join(c for c in bare if not unicodedata.combining(c)).lower()


@cache
def _homonyms() -> dict[str, tuple[Row, ...]]:
    """The places that share a name, by that name: "victoria" of Canada and of Seychelles."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in places().values():
        if row.kind == "city" and row.form == "name" and row.zone:
            found[plain(row.name)].setdefault(row.zone, row)
    return {name: tuple(rows.values()) for name, rows in found.items() if len(rows) > 1}


def meant(name: str, text: str) -> str | None:
    """The zone of the place of a name, among several of it, whose country a text names twice and no other's; else None.

    A city that its zone is called by is meant wherever its name stands: London is not that of Canada.

    >>> meant("SAN JOSE", "Costa Rica lost to Cuba. Costa Rica went home."), meant("London", "Canada won. Canada!")
    ('America/Costa_Rica', None)
    """
    rows = _homonyms().get(plain(name), ())
    if rows and rows[0].zone and plain(rows[0].zone.rpartition("/")[2].replace("_", " ")) == plain(name):
        return None
    named = {row.zone: text.count(row.country) for row in rows if row.country != name and row.country in text}
    return next(iter(named)) if len(named) == 1 and max(named.values()) > 1 else None


@cache
def _regions() -> dict[str, str]:
    """The zone of each country that has one, and of each region, by the names that stand behind a town's."""
    countries = {
        row.name: row.zone for row in places().values() if row.kind == "country" and row.form == "name" and row.zone
    }
    return countries | {name: zone for zone, names in _data()["region"].items() for name in names}


@cache
def _apart() -> frozenset[str]:
    """The towns that keep other clocks than their region."""
    return frozenset(_data()["apart"])


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(
        files("asrun.reading").joinpath("data/regions.toml").read_text(encoding="utf-8")
    )
    return found


def beside(text: str, end: int, town: str) -> str | None:
    """The zone of the region or country behind the name of a town, "Cambridge, Ontario"; None where there is none.

    A town keeps its own clock beside its own country, and where it is known to keep another than its region.

    >>> beside("CAMBRIDGE, Ontario, 3 May", 9, "Cambridge"), beside("In Oslo, Bergen and Paris", 7, "Oslo")
    ('America/Toronto', None)
    """
    region = _REGION.match(text, end)
    row = places().get(town) or places().get(town.title())
    if not region or (row and row.name in _apart()):
        return None
    words = region[1].split(" ")
    for name in (" ".join(words[:n]) for n in range(len(words), 0, -1)):
        zone = _regions().get(name) or _regions().get(name.rstrip("."))
        if zone:
            return None if row and row.zone and row.country == name else zone
    return None


def settled(places_of: Sequence[Place], text: str) -> tuple[Place, ...]:
    """Places, with the zones of those that a region behind them or the text's countries tell from others of their name."""
    zones = ((p, _region_of(p, text) or meant(p.name, text)) for p in places_of)
    return tuple(msgspec.structs.replace(p, zone=zone) if zone else p for p, zone in zones)


def fitting(found: list[Legend], document: Document, drafts: Iterable[Draft]) -> list[Legend]:
    """A legend's zones, with that of a name of several places as the countries of the text or the pairs of clocks tell it."""
    made: list[Legend] = []
    clocks = [d for d in drafts if d.kind == "clock"]
    beside = [(a, b) for a, b in pairwise(clocks) if b.start - a.end <= _NEAR]
    for legend in found:
        words = plain(document.text[legend.start : legend.end])
        rows = next((r for name, r in _homonyms().items() if name in words and _has(words, name)), ())
        zone = next((z for r in rows if (z := meant(r.name, document.text))), legend.zone)
        others = [other for other in found if other.zone != legend.zone]
        if zone == legend.zone and len(others) == 1 and beside:
            zones = [zone, *(r.zone for r in rows if r.zone)]
            zone = max(zones, key=lambda z: _fits(z, legend, others[0], beside))
        made.append(legend._replace(zone=zone))
    return made


def _has(words: str, name: str) -> bool:
    """Whether a name stands among some words as a whole."""
    return f" {name} " in " " + "".join(c if c.isalnum() else " " for c in words) + " "


def _fits(zone: str, legend: Legend, other: Legend, beside: Sequence[tuple[Draft, Draft]]) -> int:
    """How many pairs of clocks are one instant in a legend's zone and the other's."""
    zones = (zone, other.zone) if legend.order < other.order else (other.zone, zone)
    return sum(pair(a, b, zones, zones[0], _ANY) is not None for a, b in beside)


def _region_of(place: Place, text: str) -> str | None:
    """The zone of the region or other country that stands behind some mention of a town."""
    if place.kind != "city":
        return None
    zones = (beside(text, m.span.end, place.name) for m in place.mentions)
    return next((zone for zone in zones if zone), None)
