"""Which of several towns of one name is meant: that of the country or region of which a text names most else."""

import re
from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

from asrun.reading.gazetteer import names_in, places
from asrun.reading.times.regions import plain, regions
from asrun.reading.times.towns import rare_names

_REGION = re.compile(r"(?<![^\W\d_])[A-ZÀ-Þ][\w’'.-]*(?: (?:and |de |del |do )?[A-ZÀ-Þ][\w’'.-]*){0,2}")
_TOLD, _NEARER = 2, 2


class _Town(NamedTuple):
    country: str
    zone: str


def meant(name: str, text: str) -> str | None:
    """The zone of the town of a name that a text is about, where it is another than the one usually meant; else None.

    A country counts by whatever of it the text names: itself, who lives there, its cities and regions; twice, and more than
    twice as often as the country of the town that is usually meant. A city that its zone is called by is meant wherever
    its name stands: London is not that of Canada.

    >>> meant("SAN JOSE", "Costa Rica lost to Cuba. Costa Rica went home."), meant("London", "Canada won. Canada!")
    ('America/Costa_Rica', None)
    >>> meant("Cambridge", "Cambridge had rain, the Massachusetts governor said in Boston.")
    'America/New_York'
    """
    word = plain(name)
    towns = _namesakes().get(word, ())
    usual = places().get(name) or places().get(name.title())
    if not towns or not usual or not usual.zone or plain(usual.zone.rpartition("/")[2].replace("_", " ")) == word:
        return None
    countries, zones = _told(text, word)
    best = max(towns, key=lambda t: (countries[t.country], zones[t.zone]))
    count = countries[best.country]
    if best.country == usual.country:
        return best.zone if zones[best.zone] > zones[usual.zone] else None
    return best.zone if count >= _TOLD and count > _NEARER * countries[usual.country] else None


def _told(text: str, word: str) -> tuple[Counter[str], Counter[str]]:
    """How often a text names something of each country and of each zone, but for one name."""
    countries: Counter[str] = Counter()
    zones: Counter[str] = Counter()
    for row, _, _ in names_in(text, 0, len(text)):
        if plain(row.name) != word:
            countries[row.country] += 1
            if row.zone and row.kind != "country":
                zones[row.zone] += 1
    for match in _REGION.finditer(text):
        zone = regions().get(match[0].removesuffix("'s").removesuffix("’s"))
        if zone and plain(match[0]) != word and match[0] not in places():
            zones[zone] += 1
            countries[_country(zone)] += 1
    return countries, zones


@cache
def _country(zone: str) -> str:
    """The country of a zone."""
    return next((row.country for row in places().values() if row.zone == zone), "")


@cache
def _namesakes() -> dict[str, tuple[_Town, ...]]:
    """The towns of one name, of which some keep other clocks, by that name."""
    found: dict[str, dict[_Town, None]] = defaultdict(dict)
    for row in places().values():
        if row.kind == "city" and row.form == "name" and row.zone:
            found[plain(row.name)][_Town(row.country, row.zone)] = None
    for word, country, zone in rare_names():
        found[word][_Town(country, zone)] = None
    return {word: tuple(towns) for word, towns in found.items() if len({t.zone for t in towns}) > 1}
