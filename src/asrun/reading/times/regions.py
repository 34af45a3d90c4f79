"""Regions: the one that stands behind the name of a town, "Cambridge, Ontario", tells which town is meant."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from asrun.model.fact import Place
from asrun.reading.gazetteer import places

_REGION = re.compile(
    r", ?((?:[A-Z]\.[ ]?)+[A-Z][a-z]*\.|[A-ZÀ-Þ][\w’'-]*\.?(?: (?:and |de |del |do |of )?[A-ZÀ-Þ][\w’'-]*){0,2})"
)


def plain(name: str) -> str:
    """A name without accents, in small letters, and without the country behind it.

    >>> plain("Córdoba, Spain")
    'cordoba'
    """
    bare = unicodedata.normalize("NFKD", name.partition(",")[0].partition(" (")[0])
    return "".join(c for c in bare if not unicodedata.combining(c)).lower()


@cache
def regions() -> dict[str, str]:
    """The zone of each country that has one, and of each region, by the names that stand behind a town's."""
    countries = {
        row.name: row.zone for row in places().values() if row.kind == "country" and row.form == "name" and row.zone
    }
    return countries | {name: zone for zone, names in _data()["region"].items() for name in names}


@cache
def month_first() -> frozenset[str]:
    """The countries that write the month before the day in a date in figures."""
    return frozenset(_data()["month_first"])


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
        zone = regions().get(name) or regions().get(name.rstrip("."))
        if zone:
            return None if row and row.zone and row.country == name else zone
    return None


def region_of(place: Place, text: str) -> str | None:
    """The zone of the region or other country that stands behind some mention of a town."""
    if place.kind != "city":
        return None
    zones = (beside(text, m.span.end, place.name) for m in place.mentions)
    return next((zone for zone in zones if zone), None)
