"""Moments and time expressions: TIMEX3 values and zone-aware instants with their basis.

Every moment says how it is known (`basis`): stated in the words, derived by arithmetic on stated ones, inferred from
context, or only bounded (`bound` says on which side).
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from asrun.model.span import Span

Basis = Literal["stated", "derived", "inferred", "bounded"]
Bound = Literal["latest", "earliest"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
ZoneRole = Literal["local", "home", "utc"]


class Instant(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="instant"):
    """One moment, `utc` aware and in UTC, as told in the IANA zone `zone` of the place where it matters."""

    utc: datetime
    zone: str
    basis: Basis = "stated"
    bound: Bound | None = None

    @property
    def local(self) -> datetime:
        """The wall clock of the zone, aware."""
        return self.utc.astimezone(ZoneInfo(self.zone))

    def shifted(self, seconds: int, basis: Basis = "derived") -> "Instant":
        """The instant so many seconds later (negative: earlier)."""
        return Instant(self.utc + timedelta(seconds=seconds), self.zone, basis)

    def __str__(self) -> str:
        return f"{self.local.replace(tzinfo=None).isoformat(' ', 'minutes')} {self.zone}"


class Day(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="day"):
    """A civil date, of the zone's calendar where one is known.

    `clock` is the wall clock HH:MM that stands with it where no zone is known to place it.
    """

    day: date
    zone: str | None = None
    basis: Basis = "stated"
    clock: str | None = None

    def __str__(self) -> str:
        return self.day.isoformat()


class DayPart(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="daypart"):
    """A part of a day by its TIMEX3 letters: MO, AF, EV, NI."""

    day: date
    part: str
    zone: str | None = None
    basis: Basis = "stated"

    def __str__(self) -> str:
        return f"{self.day.isoformat()}T{self.part}"


class Relative(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="relative"):
    """A start that is only known as "after" something else: a span in reading, an event's id after linking."""

    after: str
    gap_seconds: int | None = None


When = Instant | Day | DayPart
Start = Instant | Day | DayPart | Relative


def instant(local: datetime, zone: str, basis: Basis = "stated", fold: int = 0) -> Instant:
    """The instant of a naive wall clock in a zone; `fold` chooses between the two readings of a repeated hour.

    >>> str(instant(datetime(2019, 2, 28, 14, 5), "Asia/Ho_Chi_Minh").utc)
    '2019-02-28 07:05:00+00:00'
    """
    aware = local.replace(tzinfo=ZoneInfo(zone), fold=fold)
    return Instant(aware.astimezone(UTC), zone, basis)


def day_of(when: When | None) -> date | None:
    """The civil date of a moment in its own zone."""
    if when is None:
        return None
    return when.local.date() if isinstance(when, Instant) else when.day


class Timex(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="timex"):
    """A time expression with its TIMEX3 type and value, and its instant where one is known.

    `value` is TIMEX3 (a clock: the local wall time `2019-02-28T14:05` of its own zone). `utc` is None where the words do not
    settle it. `twin` is the span of the first clock when this one is another clock of the same instant ("11:55 a.m./11:55
    p.m."); `until` the span of the clock that ends a range which this one starts. `anchor` says in words what gave the day
    and `rule`, `slots` how the words were read; `alternatives` are other values the words allow.
    """

    span: Span
    type: TimexType
    value: str
    zone: str | None = None
    utc: datetime | None = None
    mod: str | None = None
    quant: str | None = None
    relative_to: Span | None = None
    twin: Span | None = None
    until: Span | None = None
    basis: Basis = "stated"
    rule: str = ""
    slots: dict[str, str] = {}
    anchor: str = ""
    alternatives: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words, as every fact has them."""
        return (self.span,)

    @property
    def placed(self) -> bool:
        """Whether this expression names an instant."""
        return bool(self.utc and self.zone)

    @property
    def when(self) -> When | None:
        """The moment that this expression names: an instant, a day or a part of a day, else None."""
        if self.utc and self.zone:
            return Instant(self.utc, self.zone, self.basis)
        if self.type not in ("DATE", "TIME"):
            return None
        try:
            day = date.fromisoformat(self.value[:10])
        except ValueError:
            return None
        if self.type == "DATE":
            return Day(day, self.zone, self.basis) if len(self.value) == 10 else None
        part = self.value[11:]
        return DayPart(day, part, self.zone, self.basis) if part in ("MO", "AF", "EV", "NI") else None

    @property
    def seconds(self) -> int | None:
        """The length of a clock duration (weeks, days, hours, minutes, seconds), else None."""
        return duration_seconds(self.value) if self.type == "DURATION" else None


class ZoneUse(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="zone"):
    """A zone that a document prints clocks in; `order` 1 is the one printed first."""

    zone: str
    offset: str
    role: ZoneRole
    order: int
    spans: tuple[Span, ...] = ()
    rule: str = ""


_UNITS = {"W": 604800, "D": 86400, "H": 3600, "M": 60, "S": 1}


@lru_cache(1024)
def duration_seconds(value: str) -> int | None:
    """The seconds of an ISO 8601 duration without years and months, signed; None where it has none.

    >>> duration_seconds("-PT2H"), duration_seconds("PT1H15M"), duration_seconds("P1Y")
    (-7200, 4500, None)
    """
    sign = -1 if value.startswith("-") else 1
    days, _, clock = value.lstrip("-").removeprefix("P").partition("T")
    total, number = 0.0, ""
    for part, letters in ((days, "WD"), (clock, "HMS")):
        for char in part:
            if char.isdigit() or char == ".":
                number += char
            elif char in letters and number.replace(".", "", 1).isdigit():
                total += float(number) * _UNITS[char]
                number = ""
            else:
                return None
    return None if number or not (days or clock) else sign * round(total)


def iso_duration(seconds: int) -> str:
    """The ISO 8601 form of a signed number of seconds, in hours, minutes and seconds.

    >>> iso_duration(-7200), iso_duration(4500), iso_duration(0)
    ('-PT2H', 'PT1H15M', 'PT0M')
    """
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    text = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if n)
    return f"{'-' if seconds < 0 else ''}PT{text or '0M'}"


def known_zone(name: str) -> bool:
    """Whether a name is an IANA zone.

    >>> known_zone("Asia/Kathmandu"), known_zone("Asia/Atlantis"), known_zone("../etc")
    (True, False, False)
    """
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
