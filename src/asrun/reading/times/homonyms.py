"""Which of several places of one name is meant: that of a country in the text, or that whose clock fits the other's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

import msgspec

from asrun.model.fact import Place
from asrun.reading.gazetteer import Row, places
from asrun.reading.times.clocks import pair
from asrun.reading.times.drafts import Draft
from asrun.reading.times.legends import Legend
from asrun.reading.times.namesakes import Namesakes
from asrun.reading.times.regions import plain, region_of

_NEAR = 24
# Clock changes aside, the difference of two zones is that of any winter day.
_ANY = date(2024, 1, 15)


@cache
def _homonyms() -> dict[str, tuple[Row, ...]]:
    """The places that share a name, by that name: "victoria" of Canada and of Seychelles."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in places().values():
        if row.kind == "city" and row.form == "name" and row.zone:
            found[plain(row.name)].setdefault(row.zone, row)
    return {name: tuple(rows.values()) for name, rows in found.items() if len(rows) > 1}


def settled(places_of: Sequence[Place], namesakes: Namesakes) -> tuple[Place, ...]:
    """Places, with the zones of those that a region behind them or the text's countries tell from others of their name."""
    zones = ((p, region_of(p, namesakes.text) or namesakes.meant(p.name)) for p in places_of)
    return tuple(msgspec.structs.replace(p, zone=zone) if zone else p for p, zone in zones)


def fitting(found: list[Legend], namesakes: Namesakes, drafts: Iterable[Draft]) -> list[Legend]:
    """A legend's zones, with that of a name of several places as the countries of the text or the pairs of clocks tell it."""
    made: list[Legend] = []
    clocks = [d for d in drafts if d.kind == "clock"]
    beside = [(a, b) for a, b in pairwise(clocks) if b.start - a.end <= _NEAR]
    for legend in found:
        words = plain(namesakes.text[legend.start : legend.end])
        rows = next((r for name, r in _homonyms().items() if name in words and _has(words, name)), ())
        zone = next((z for r in rows if (z := namesakes.meant(r.name))), legend.zone)
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
