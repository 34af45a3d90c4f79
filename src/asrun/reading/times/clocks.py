"""Clocks to instants: the wall time of a zone on a day, two clocks of one instant, clocks that do not exist or come twice."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import NamedTuple
from zoneinfo import ZoneInfo

from asrun.reading.times.drafts import Draft


class Wall(NamedTuple):
    """A clock on a day of its own zone; `utc` is None where it cannot be placed, `problem` says why."""

    local: datetime
    zone: str | None
    utc: datetime | None
    problem: str | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value, "2019-02-28T14:05"."""
        return self.local.isoformat(timespec="minutes")


def place(hour: int, minute: int, day: date, zone: str | None, fold: int | None = None) -> Wall:
    """The moment of a clock on a day in a zone; one that a clock change skips, or repeats without a `fold`, is not chosen."""
    local = datetime(day.year, day.month, day.day, hour, minute)
    if zone is None:
        return Wall(local, None, None)
    try:
        first = local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
        second = local.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
    except OverflowError:
        return Wall(local, zone, None)
    if first == second:
        return Wall(local, zone, first)
    back = first.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    problem = "clock-skipped" if back != local else "clock-repeated"
    if problem == "clock-repeated" and fold is not None:
        return Wall(local, zone, (first, second)[fold])
    return Wall(local, zone, None, problem)


def shifted_wall(utc: datetime | None, zone: str | None, seconds: int) -> Wall | None:
    """The wall time so many seconds from an instant; None where there is none."""
    if utc is None or zone is None:
        return None
    try:
        moment = utc + timedelta(seconds=seconds)
        return Wall(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone, moment)
    except OverflowError:
        return None


def moved(day: date, days: int) -> date:
    """The day so many days away; the day itself at either end of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def pair(first: Draft, second: Draft, zones: tuple[str, str], local: str, on: date) -> tuple[Wall, Wall] | None:
    """Two clocks as one instant, each on the day of its own zone, the venue's clock on `on`; None when they disagree.

    A repeated clock is settled by the other one.
    """
    for shift, other in product((0, -1, 1), (0, -1, 1)):
        try:
            days = (on + timedelta(days=shift), on + timedelta(days=other))
        except OverflowError:
            continue
        if days[zones.index(local) if local in zones else 0] != on:
            continue
        for a, b in product(_readings(first, days[0], zones[0]), _readings(second, days[1], zones[1])):
            if a.utc == b.utc:
                return a, b
    return None


def _readings(draft: Draft, day: date, zone: str) -> list[Wall]:
    """The one or two moments that a clock may be."""
    wall = place(draft.hour, draft.minute, day, zone)
    if wall.utc or wall.problem != "clock-repeated":
        return [wall] if wall.utc else []
    zoned = [wall.local.replace(tzinfo=ZoneInfo(zone), fold=f).astimezone(UTC) for f in (0, 1)]
    return [Wall(wall.local, zone, utc) for utc in zoned]


def zone_by_difference(first: Draft, second: Draft, zone: str, others: list[str], on: date) -> str | None:
    """The one zone among others in which the second clock is the first one's instant; None where several or none are."""
    fitting = []
    for other in others:
        if other != zone and pair(first, second, (zone, other), zone, on):
            fitting.append(other)
    offsets = {place(first.hour, first.minute, on, z).utc for z in fitting}
    return fitting[0] if len(offsets) == 1 else None
