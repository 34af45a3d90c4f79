"""Which of several towns of one name is meant: that of the country or region of which a text names most else."""

import re
from collections import Counter, defaultdict
from functools import cache, cached_property
from typing import NamedTuple

from asrun.reading.gazetteer import names_in, places
from asrun.reading.times.regions import plain, regions
from asrun.reading.times.towns import rare_names

_REGION = re.compile(r"(?<![^\W\d_])[A-ZÀ-Þ][\w’'.-]*(?: (?:and |de |del |do )?[A-ZÀ-Þ][\w’'.-]*){0,2}")
# What a region, a country and a city count that are named, and how much must be told of a country.
_REGIONAL, _COUNTRY, _CITY, _TOLD, _NEARER = 3, 2, 1, 3, 2


class _Town(NamedTuple):
    country: str
    zone: str


class Namesakes:
    """The towns of one name that one text may mean; what it names of each country and zone is counted once, when asked.

    >>> Namesakes("Costa Rica lost to Cuba. Costa Rica went home.").meant("SAN JOSE"), Namesakes("Canada!").meant("London")
    ('America/Costa_Rica', None)
    >>> Namesakes("Cambridge had rain, the Massachusetts governor said in Boston.").meant("Cambridge")
    'America/New_York'
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def meant(self, name: str) -> str | None:
        """The zone of the town of a name that the text is about, where it is another than the one usually meant; else None.

        A country counts by whatever of it the text names: itself, who lives there, its cities and regions; by a region or by
        more than one name, and more than twice as much as the country of the town that is usually meant. A city that its
        zone is called by is meant wherever its name stands: London is not that of Canada.
        """
        word = plain(name)
        towns = _namesakes().get(word, ())
        usual = places().get(name) or places().get(name.title())
        if not towns or not usual or not usual.zone or plain(usual.zone.rpartition("/")[2].replace("_", " ")) == word:
            return None
        own: Counter[str | None] = self._told.get(word, Counter())
        known = (*towns, _Town(usual.country, usual.zone))
        countries = {t.country: self._all[t.country] - own[t.country] for t in known}
        zones = {t.zone: self._all[t.zone] - own[t.zone] for t in known}
        best = max(towns, key=lambda t: (countries[t.country], zones[t.zone]))
        if best.country == usual.country:
            return best.zone if zones[best.zone] > zones[usual.zone] else None
        count = countries[best.country]
        return best.zone if count >= _TOLD and count > _NEARER * countries[usual.country] else None

    @cached_property
    def _told(self) -> dict[str, Counter[str | None]]:
        """How much the text tells of each country and of each zone, by the name that it has for it."""
        told: dict[str, Counter[str | None]] = defaultdict(Counter)
        for row, _, _ in names_in(self.text, 0, len(self.text)):
            weight = _COUNTRY if row.kind == "country" else _REGIONAL if row.name in regions() else _CITY
            counted = told[plain(row.name)]
            counted[row.country] += weight
            counted[None if row.kind == "country" else row.zone] += weight
        for match in _REGION.finditer(self.text):
            name = match[0].removesuffix("'s").removesuffix("’s")
            zone = regions().get(name)
            if zone and name not in places():
                told[plain(name)].update({_country(zone): _REGIONAL, zone: _REGIONAL})
        return told

    @cached_property
    def _all(self) -> Counter[str | None]:
        """All that is told of each country, and of each zone."""
        total: Counter[str | None] = Counter()
        for told in self._told.values():
            total.update(told)
        return total


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
