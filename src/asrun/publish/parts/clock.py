"""Moments as they are printed: each clock with its zone beside it, the venue's first, and its day mark."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from asrun.model.account import Account, EventAccount, Known, ZoneColumn
from asrun.model.time import Day, DayPart, Instant, Relative, Start

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}
_BOUNDS = {"latest": "by", "earliest": "not before"}
# Bidirectional controls could make a line read other than it is written.
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Clock(msgspec.Struct, frozen=True):
    """One wall clock: "23:55", its zone's short name, "−1 day" against the event's day, and the ISO form with offset."""

    hour: str
    zone: str
    mark: str
    iso: str

    def __str__(self) -> str:
        return f"{self.hour} {self.zone}{' ' + self.mark if self.mark else ''}"


class Moment(msgspec.Struct, frozen=True):
    """A moment in every zone of the account, or in words where it is no instant.

    `own` is the clock of its own place where that is none of the account's zones; `bound` is "by" or "not before" and `note`
    says how it is known when it was not stated.
    """

    words: str = ""
    clocks: tuple[Clock, ...] = ()
    own: Clock | None = None
    bound: str = ""
    note: str = ""

    def __str__(self) -> str:
        told = ", ".join(str(c) for c in ((self.own,) if self.own else ()) + self.clocks) or self.words
        return f"{self.bound + ' ' if self.bound else ''}{told}{f' ({self.note})' if self.note else ''}"


def spanned(start: Moment, end: Moment | None) -> str:
    """A start with its end in words, zone by zone: "09:00–10:15 Lisbon, 05:00–06:15 Ottawa (end derived)"."""
    if end is None:
        return str(start)
    if start.own or end.own or len(start.clocks) != len(end.clocks) or not start.clocks or start.bound or end.bound:
        return f"{start} to {end}"
    parts = [
        f"{a} to {b}" if a.mark or b.mark or a.zone != b.zone else f"{a.hour}–{b.hour} {a.zone}"
        for a, b in zip(start.clocks, end.clocks, strict=True)
    ]
    notes = [w for w in (start.note, f"end {end.note}" if end.note else "") if w]
    return ", ".join(parts) + (f" ({', '.join(notes)})" if notes else "")


def clean(text: str) -> str:
    r"""A source's words on one line: blanks collapsed, control and direction characters and lone surrogates left out.

    >>> clean("two\n lines\x1b[31m")
    'two lines[31m'
    """
    flat = " ".join(text.split())
    if flat.isascii() and flat.isprintable():
        return flat
    return "".join(c for c in flat if c not in _BIDI and unicodedata.category(c) not in ("Cc", "Cs"))


def long_day(day: date) -> str:
    """A civil day in full.

    >>> long_day(date(2031, 3, 14))
    'Friday 14 March 2031'
    """
    return f"{_DAYS[day.weekday()]} {short_day(day)}"


def short_day(day: date) -> str:
    """A civil day without its weekday."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def mark(day: date, against: date | None) -> str:
    """How many days a date lies from the event's own.

    >>> mark(date(2031, 3, 13), date(2031, 3, 14)), mark(date(2031, 3, 16), date(2031, 3, 14))
    ('−1 day', '+2 days')
    """
    days = (day - against).days if against else 0
    return f"{'−' if days < 0 else '+'}{abs(days)} day{'s' if abs(days) > 1 else ''}" if days else ""


def offset(moment: datetime, zone: str) -> str:
    """The zone's distance from UTC at a moment.

    >>> offset(datetime(2031, 3, 14, tzinfo=UTC), "America/Toronto")
    'UTC−4'
    """
    return offset_words(moment.astimezone(ZoneInfo(zone)).utcoffset())


def offset_words(there: timedelta | None) -> str:
    """A distance from UTC.

    >>> offset_words(timedelta(hours=5, minutes=45))
    'UTC+5:45'
    """
    minutes = round(there.total_seconds() / 60) if there else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def columns(account: Account) -> tuple[ZoneColumn, ...]:
    """The account's zones, the venue's first; those of its events' own clocks where it names none."""
    if account.zones:
        return account.zones
    starts = [k.value for e in account.events for k in (e.planned_start, e.expected_start, e.actual_start) if k]
    first = {i.zone: i for i in reversed(starts) if isinstance(i, Instant)}
    told = list(reversed(first.items()))[:2]
    return tuple(
        ZoneColumn(z, f"{_city(z)} ({offset(i.utc, z)})", "home" if n else "local") for n, (z, i) in enumerate(told)
    )


def short(column: ZoneColumn) -> str:
    """The zone's name without its offset."""
    return clean(column.label.partition(" (")[0])


def clock(moment: datetime, column: ZoneColumn, day: date | None = None) -> Clock:
    """One clock of a moment; its offset is named where it is not the one of the column's label (summer time)."""
    local = moment.astimezone(ZoneInfo(column.zone))
    there = offset(moment, column.zone)
    zone = short(column) if there in column.label else f"{short(column)} ({there})"
    hour = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return Clock(hour, zone, mark(local.date(), day), local.isoformat(timespec="minutes"))


def clocks(moment: datetime | None, zones: tuple[ZoneColumn, ...], day: date | None = None) -> tuple[Clock, ...]:
    """The clocks of a moment in all zones of the account; in UTC where it has none."""
    if moment is None:
        return ()
    return tuple(clock(moment, z, day) for z in zones or (ZoneColumn("UTC", "UTC (UTC+0)", "utc"),))


def moment_of(
    value: Start | str | None, zones: tuple[ZoneColumn, ...], day: date | None, names: dict[str, str]
) -> Moment:
    """A value of an account as it is printed; `names` gives the summary of the event that a relative start follows."""
    if isinstance(value, Instant):
        own = None
        if zones and value.zone not in [z.zone for z in zones]:
            own = clock(value.utc, ZoneColumn(value.zone, _city(value.zone), "local"), day)
        note = value.basis if value.basis in ("derived", "inferred") else ""
        return Moment("", clocks(value.utc, zones, day), own, _BOUNDS.get(value.bound or "", ""), note)
    return Moment(in_words(value, names))


def in_words(value: Start | str | None, names: dict[str, str]) -> str:
    """A value that is no instant, in words."""
    if isinstance(value, Day):
        hour = f"{value.clock}, zone not known" if value.clock else "no hour given"
        return f"{short_day(value.day)}, {hour}"
    if isinstance(value, DayPart):
        return f"{short_day(value.day)}, {_PARTS.get(value.part, value.part)}"
    if isinstance(value, Relative):
        gap = f"{value.gap_seconds // 60} min " if value.gap_seconds and value.gap_seconds >= 60 else ""
        return f"{gap}after {names.get(value.after, 'another event')}"
    return clean(str(value)) if value else ""


def event_day(event: EventAccount, zones: tuple[ZoneColumn, ...]) -> date | None:
    """The civil day that an event belongs to, in the venue's zone: of its planned, else expected, else actual start."""
    for known in (event.planned_start, event.expected_start, event.actual_start):
        day = _day(known, zones)
        if day:
            return day
    return None


def _day(known: Known | None, zones: tuple[ZoneColumn, ...]) -> date | None:
    value = known.value if known else None
    if isinstance(value, Instant):
        told = [z.zone for z in zones]
        return value.utc.astimezone(ZoneInfo(told[0] if value.zone in told else value.zone)).date()
    return value.day if isinstance(value, Day | DayPart) else None


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def utc_words(moment: datetime) -> str:
    """A moment of the record's clock.

    >>> utc_words(datetime(2031, 3, 14, 18, 2, tzinfo=UTC))
    '14 March 2031, 18:02 UTC'
    """
    there = moment.astimezone(UTC)
    return f"{short_day(there.date())}, {there:%H:%M} UTC"
