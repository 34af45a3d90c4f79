"""Zones: the marks and names beside a clock, and offsets."""

import re
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from asrun.reading.gazetteer import zone_of
from asrun.reading.times.engine import Language, zone_marks

_OFFSET = re.compile(r"(?:(?:UTC|GMT)[ \u00a0]?|(?<=\d))([+−-])(\d\d?)(?::?(\d\d))?$")


def offset(zone: str, day: date | None) -> str:
    """The offset of a zone at noon of a day, like +05:45."""
    noon = datetime.combine(day or date(2000, 1, 1), datetime.min.time()).replace(hour=12, tzinfo=ZoneInfo(zone))
    printed = noon.strftime("%z")
    return f"{printed[:3]}:{printed[3:5]}"


class Mark(NamedTuple):
    """What a zone mark beside a clock says: its zone, or other zones it may mean; `season` as printed."""

    zone: str | None
    others: tuple[str, ...] = ()
    season: str | None = None


def read_mark(words: str, language: Language, local: str | None) -> Mark | None:
    """The zone of a mark at the end of a clock's words; None where there is none."""
    marks = zone_marks()
    if language.cues["ends_local"].search(words):
        return Mark(local)
    shifted = _OFFSET.search(words)
    if shifted:
        sign, hours, minutes = shifted[1], int(shifted[2]), int(shifted[3] or 0)
        total = (hours * 60 + minutes) * (-1 if sign in "−-" else 1)
        return Mark(_fixed(total))
    mark = re.search(r"([A-Z]{1,5})$", words)
    if not mark or mark[1] in ("AM", "PM", "M"):
        return None
    name = mark[1]
    if name in marks["utc"]:
        return Mark("UTC")
    if name in marks["ambiguous"]:
        zones = tuple(marks["ambiguous"][name])
        return Mark(local if local in zones else None, zones)
    zone = marks["generic"].get(name)
    season = "summer" if name in marks["summer"] else "winter" if name in marks["winter"] else None
    return Mark(zone, season=season) if zone else None


def _fixed(minutes: int) -> str:
    """A zone of a fixed offset: whole hours have one, others are told in UTC's clock."""
    if minutes == 0 or minutes % 60:
        return "UTC"
    return f"Etc/GMT{'-' if minutes > 0 else '+'}{abs(minutes) // 60}"


def zone_beside(text: str, end: int, language: Language) -> tuple[str | None, bool]:
    """The zone that the words just after a clock name ("14:00 Hanoi time", "(Oslo)"), and whether they say "local"."""
    match = language.names["zone_beside"].match(text, end, end + 60)
    if match:
        zone = longest_zone(next(g for g in match.groups() if g))
        if zone:
            return zone, False
    return None, bool(language.cues["local"].match(text, end, end + 40))


def longest_zone(name: str) -> str | None:
    """The zone of the longest known name that the words hold, from their start or to their end."""
    parts = name.replace("’", "'").removesuffix("'s").split(" ")
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            zone = zone_of(" ".join(parts[start : start + length]).strip(",. "))
            if zone:
                return zone
    return None
