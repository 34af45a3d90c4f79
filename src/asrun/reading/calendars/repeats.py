"""Recurrence rules (RFC 5545, 3.3.10), unfolded day by day within a window; no rule can make it run on."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_READ = frozenset(
    "FREQ UNTIL COUNT INTERVAL BYDAY BYMONTHDAY BYMONTH BYSETPOS BYYEARDAY BYHOUR BYMINUTE BYSECOND WKST".split()
)
MOST = 400
WINDOW = timedelta(days=366)
_PERIODS = 20_000


class Rule(NamedTuple):
    """A recurrence rule; lists are empty where the rule leaves them out."""

    freq: str
    interval: int
    times: int | None
    until: str | None
    days: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]
    positions: tuple[int, ...]
    year_days: tuple[int, ...]
    hours: tuple[int, ...]
    minutes: tuple[int, ...]
    week_start: int


def rule(value: str) -> Rule | None:
    """The rule of a value; None where it is none, or one finer than a day, or of weeks of the year."""
    parts = dict(p.upper().strip().partition("=")[::2] for p in value[:2000].split(";") if "=" in p)
    if not set(parts) <= _READ or parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return None
    try:
        days = tuple((int(d[:-2] or 0), _DAYS[d[-2:]]) for d in parts.get("BYDAY", "").split(",") if d)
        made = Rule(
            parts["FREQ"],
            max(1, int(parts.get("INTERVAL") or 1)),
            int(parts["COUNT"]) if parts.get("COUNT") else None,
            parts.get("UNTIL"),
            days,
            _numbers(parts, "BYMONTHDAY"),
            _numbers(parts, "BYMONTH"),
            _numbers(parts, "BYSETPOS"),
            _numbers(parts, "BYYEARDAY"),
            tuple(sorted(_numbers(parts, "BYHOUR"))),
            tuple(sorted(_numbers(parts, "BYMINUTE"))),
            _DAYS[parts.get("WKST") or "MO"],
        )
    except (ValueError, KeyError):
        return None
    return made if all(0 <= h < 24 for h in made.hours) and all(0 <= m < 60 for m in made.minutes) else None


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    return tuple(int(n) for n in parts.get(name, "").split(",") if n)


def starts(of: Rule, first: datetime, until: datetime | None, last: datetime) -> Iterator[datetime]:
    """The starts of a series from its first on, none after `until` or `last`, in order; the first one always counts."""
    count = 0
    clocks = [(h, m) for h in of.hours or (first.hour,) for m in of.minutes or (first.minute,)]
    seen = False
    for days in _periods(of, first, last):
        for day in days:
            for hour, minute in clocks:
                start = first.replace(year=day.year, month=day.month, day=day.day, hour=hour, minute=minute)
                if start < first:
                    continue
                if not seen and start > first:
                    seen, count = True, count + 1
                    yield first
                seen = True
                if start > last or (until and start > until) or (of.times is not None and count >= of.times):
                    return
                count += 1
                yield start
    if not seen:
        yield first


def _periods(of: Rule, first: datetime, last: datetime) -> Iterator[list[date]]:
    """The days that each period of a rule (day, week, month, year) has, in order."""
    at = first.date()
    if of.freq == "WEEKLY":
        at -= timedelta(days=(at.weekday() - of.week_start) % 7)
    elif of.freq == "MONTHLY":
        at = at.replace(day=1)
    elif of.freq == "YEARLY":
        at = at.replace(day=1, month=1)
    for _ in range(_PERIODS):
        if at > last.date():
            return
        days = sorted(_days(of, at, first.date()))
        if of.positions:
            days = sorted({days[p - 1 if p > 0 else p] for p in of.positions if p and -len(days) <= p <= len(days)})
        yield days
        following = _next(of, at)
        if following is None:
            return
        at = following


def _next(of: Rule, at: date) -> date | None:
    try:
        if of.freq == "DAILY":
            return at + timedelta(days=of.interval)
        if of.freq == "WEEKLY":
            return at + timedelta(weeks=of.interval)
        months = of.interval * (12 if of.freq == "YEARLY" else 1)
        years, month = divmod(at.month - 1 + months, 12)
        return date(at.year + years, month + 1, 1)
    except (ValueError, OverflowError):
        return None


def _days(of: Rule, at: date, first: date) -> Iterator[date]:
    """The days of the period that begins at a day, as the rule's parts choose them."""
    if of.freq == "DAILY":
        span = [at]
    elif of.freq == "WEEKLY":
        span = [at + timedelta(days=n) for n in range(7)]
    else:
        months = [at.month] if of.freq == "MONTHLY" else range(1, 13)
        span = [date(at.year, m, d) for m in months for d in range(1, monthrange(at.year, m)[1] + 1)]
    chosen = of.days or of.month_days or of.year_days
    for day in span:
        if of.months and day.month not in of.months:
            continue
        if of.month_days and not _counted(day.day, monthrange(day.year, day.month)[1], of.month_days):
            continue
        if of.year_days and not _counted(day.timetuple().tm_yday, 366 if _leap(day.year) else 365, of.year_days):
            continue
        if of.days and not any(_weekday(of, day, number, weekday) for number, weekday in of.days):
            continue
        if not chosen and not _like_first(of, day, first):
            continue
        yield day


def _like_first(of: Rule, day: date, first: date) -> bool:
    """Whether a day is the one that the series' first start implies where the rule chooses no days."""
    if of.freq == "DAILY":
        return True
    if of.freq == "WEEKLY":
        return day.weekday() == first.weekday()
    if of.freq == "MONTHLY":
        return day.day == first.day
    return day.day == first.day and (day.month == first.month or bool(of.months))


def _counted(number: int, many: int, wanted: tuple[int, ...]) -> bool:
    return number in wanted or number - many - 1 in wanted


def _weekday(of: Rule, day: date, number: int, weekday: int) -> bool:
    """Whether a day is such a weekday, and the n-th of its month or year where a number stands before it."""
    if day.weekday() != weekday:
        return False
    if not number or of.freq in ("DAILY", "WEEKLY"):
        return True
    if of.freq == "MONTHLY" or of.months:
        at, many = day.day, monthrange(day.year, day.month)[1]
    else:
        at, many = day.timetuple().tm_yday, 366 if _leap(day.year) else 365
    return number in ((at - 1) // 7 + 1, -((many - at) // 7 + 1))


def _leap(year: int) -> bool:
    return monthrange(year, 2)[1] == 29
