"""Which zone a TZID means: an IANA name, a name that other programs use for one, or the calendar's own rules."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from asrun.model.time import known_zone
from asrun.reading.calendars.components import Component

_TAIL = re.compile(r"(?:[A-Za-z]+/)?[A-Za-z]+/[A-Za-z0-9_+-]+$")
_LONGEST = 20_000


class Zones:
    """The zones of one calendar, each looked up once."""

    def __init__(self, components: Sequence[Component]) -> None:
        self.own = {_bare(c.value("tzid")): c for c in components}
        self.found: dict[str, str | tzinfo | None] = {}

    def get(self, tzid: str) -> str | tzinfo | None:
        """The IANA name of a TZID, else the rules that the calendar gives for it, else None."""
        name = _bare(tzid)
        if name not in self.found:
            self.found[name] = _iana(name) or self._ruled(name)
        return self.found[name]

    def _ruled(self, name: str) -> str | tzinfo | None:
        component = self.own.get(name)
        if component is None:
            return None
        place = component.value("x-lic-location")
        if place and known_zone(place):
            return place
        text = "\r\n".join(
            ["BEGIN:VTIMEZONE", *(f"{c.name.upper()}:{c.value}" for c in component.lines), "END:VTIMEZONE", ""]
        )
        return _rules(text) if len(text) <= _LONGEST and text.upper().count("RRULE") <= 20 else None


def _bare(tzid: str) -> str:
    return tzid.strip().strip('"').strip()


def _iana(name: str) -> str | None:
    """The IANA zone of a name: itself, behind a vendor's prefix, or in place of a name of Windows."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.lstrip("/")
    if plain.upper() in ("UTC", "Z", "GMT", "ETC/UTC"):
        return "UTC"
    if known_zone(plain):
        return plain
    tail = _TAIL.search(plain)
    while tail:
        if known_zone(tail.group()):
            return tail.group()
        tail = _TAIL.search(plain, tail.start() + tail.group().index("/") + 1)
    return WINDOWS_TO_OLSON.get(name)


def _rules(text: str) -> tzinfo | None:
    """The rules of a VTIMEZONE, as icalendar reads them."""
    from icalendar import Timezone

    try:
        component = Timezone.from_ical(text)
        if not isinstance(component, Timezone):
            return None
        made: tzinfo = component.to_tz(lookup_tzid=False)
        made.utcoffset(datetime(2000, 1, 1))
    except Exception:  # broken rules fail in every way there is; what their zone is then stays open
        return None
    return made


def placed(local: datetime, zone: str | tzinfo) -> tuple[timedelta, str]:
    """The offset of a wall clock in a zone, and the IANA name that it is told in."""
    if isinstance(zone, str):
        return local.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta(), zone
    try:
        offset = local.replace(tzinfo=zone).utcoffset() or timedelta()
    except (ValueError, OverflowError, IndexError):
        offset = timedelta()
    hours, rest = divmod(round(offset.total_seconds()), 3600)
    return offset, "UTC" if rest or not hours or not -12 <= hours <= 14 else f"Etc/GMT{-hours:+d}"
