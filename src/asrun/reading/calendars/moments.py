"""Dates, times and durations of calendars, as values and in the form of RFC 9557."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from asrun.model.time import Day, Instant, known_zone

_VALUE = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?([zZ])?)?\s*")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?(?:\[([\w+/-]+)\])?")
_LENGTH = re.compile(
    r"\s*([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?\s*", re.I
)


class Moment(NamedTuple):
    """A date or a wall clock; `utc` where the value itself says so."""

    day: date
    clock: datetime | None = None
    utc: bool = False

    @property
    def naive(self) -> datetime:
        """The wall clock; midnight of a day alone."""
        return self.clock or datetime(self.day.year, self.day.month, self.day.day)

    def moved(self, to: datetime) -> "Moment":
        """A moment of the same sort at another wall clock."""
        return Moment(to.date(), to if self.clock else None, self.utc)


def parsed(value: str) -> Moment | None:
    """The moment of an iCalendar value, None where it is none.

    >>> parsed("20190228T140500Z").clock, parsed("20190228").day, parsed("20190230")
    (datetime.datetime(2019, 2, 28, 14, 5), datetime.date(2019, 2, 28), None)
    """
    found = _VALUE.fullmatch(value[:40])
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return Moment(day)
        clock = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), min(int(found[6] or 0), 59))
    except ValueError:
        return None
    return Moment(day, clock, bool(found[7])) if 2 < day.year < 9998 else None


def written(moment: Moment, place: Callable[[datetime], tuple[timedelta, str]] | None) -> str:
    """A moment in the form of RFC 9557, in the zone that `place` puts a wall clock in, or in none."""
    if moment.clock is None:
        return moment.day.isoformat()
    clock = moment.clock.isoformat(timespec="seconds" if moment.clock.second else "minutes")
    if moment.utc:
        return f"{clock}Z"
    if place is None:
        return clock
    offset, zone = place(moment.clock)
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{clock}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}[{zone}]"


def when(stamp: str, floating: str | None, shown: str) -> Instant | Day | None:
    """The moment of a stamp of RFC 9557: `floating` is the zone of clocks without one, `shown` that of clocks in UTC.

    >>> str(when("2019-02-28T07:05Z", None, "Asia/Ho_Chi_Minh")), str(when("2019-02-28T14:05", None, "UTC"))
    ('2019-02-28 14:05 Asia/Ho_Chi_Minh', '2019-02-28')
    """
    found = _STAMP.fullmatch(stamp.strip())
    if not found:
        return None
    try:
        if found[2] is None:
            return Day(date.fromisoformat(found[1]), found[4] or floating)
        local = datetime.fromisoformat(f"{found[1]}T{found[2]}")
        if found[3] is None:
            zone = found[4] or floating
            if zone is None or not known_zone(zone):
                return Day(local.date(), None, clock=f"{local:%H:%M}")
            moment = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
            return Instant(moment, zone, "stated" if found[4] else "inferred")
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3].replace('Z', '+00:00')}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Instant(moment, found[4] or (shown if found[3] == "Z" else "UTC"))


def length(value: str) -> str | None:
    """The ISO 8601 duration of a value, as seconds can count it; None where it is none or goes back.

    >>> length("PT1H30M"), length("P1W"), length("-PT5M"), length("PT")
    ('PT1H30M', 'P7D', None, None)
    """
    found = _LENGTH.fullmatch(value[:60])
    if not found or found[1] == "-" or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(n or 0) for n in found.groups()[1:])
    days += 7 * weeks
    clock = "".join(f"{n}{letter}" for n, letter in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    return f"P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}" if days or clock else None
