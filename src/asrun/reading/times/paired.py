"""The venue's zone where clocks stand beside their GMT: "19:05 (1805 GMT)" is told in a zone an hour ahead of it."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from asrun.model.fact import Place
from asrun.reading.times.drafts import Draft
from asrun.reading.times.zones import offset

_BESIDE = re.compile(r"(?:{nb}|,)?[(\[/]?{nb}?".replace("{nb}", "[ \u00a0\u202f]"))
_GMT = frozenset(("GMT", "UTC", "Z"))
_SEASONS = (date(2024, 1, 15), date(2024, 7, 15))
_DAY, _EAST = 24 * 60, 14 * 60


def paired_zone(zone: str | None, places: Iterable[Place], drafts: Iterable[Draft], text: str) -> str | None:
    """The zone, or that of the place named most among those that clocks beside their GMT, in another, can be told in."""
    shown = {
        (first.hour - second.hour) * 60 + first.minute - second.minute
        for first, second in pairwise(drafts)
        if first.kind == second.kind == "clock"
        and second.slots.get("mark") in _GMT
        and not (first.twelve or second.twelve or first.slots.get("mark"))
        and _BESIDE.fullmatch(text, first.end, second.start)
    }
    shifts = {(s + _DAY - _EAST - 1) % _DAY - (_DAY - _EAST - 1) for s in shown}
    if zone is None or len(shifts) != 1:
        return zone
    named = sorted((p for p in places if p.zone), key=lambda p: -len(p.mentions))
    return next((z for z in (zone, *(p.zone or "" for p in named)) if not shifts.isdisjoint(_minutes(z))), zone)


def _minutes(zone: str) -> set[int]:
    """The minutes that a zone is ahead of GMT, in winter and in summer."""
    printed = (offset(zone, day) for day in _SEASONS)
    return {(int(p[1:3]) * 60 + int(p[4:6])) * (-1 if p[0] == "-" else 1) for p in printed}
