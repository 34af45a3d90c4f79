"""Which civil days are asked of."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

_DAY = timedelta(days=1)


class Days(msgspec.Struct, frozen=True):
    """The days that are named, else those from a first to a last one, both included; all where nothing is given.

    >>> date(2024, 3, 12) in Days(first=date(2024, 3, 11)), date(2024, 3, 12) in Days((date(2024, 3, 11),))
    (True, False)
    """

    named: tuple[date, ...] = ()
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return bool(self.named or self.first or self.last)

    def __contains__(self, day: date) -> bool:
        if self.named:
            return day in self.named
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def spells(self) -> Iterator[tuple[date, date]]:
        """Runs of days that hold these and those beside them: what begins on a day in one zone is of the next in another."""
        if not self.named:
            yield _beside(self.first or date.min, -1), _beside(self.last or date.max, 1)
            return
        first = last = None
        for day in sorted(self.named):
            if first is None or last is None or day - last > 2 * _DAY:
                if first and last:
                    yield _beside(first, -1), _beside(last, 1)
                first = day
            last = day
        if first and last:
            yield _beside(first, -1), _beside(last, 1)


def _beside(day: date, step: int) -> date:
    """The day before or after, where the calendar has one."""
    return day if day in (date.min, date.max) else day + step * _DAY
