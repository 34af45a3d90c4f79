"""The half of the day that a bare hour belongs to: by the words beside it, the plan of the day, and the clocks around it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language

_STOP = re.compile(r"[.!?][\"”’)]?\s|[\n\r]")
_HALF_DAY, _NEAR_PLAN, _NEAR = 720, 90, 160
# What it costs, in minutes, to read an hour as one of the morning or of the evening; of those left out, nothing.
_EARLY = {1: 480, 2: 480, 3: 420, 4: 360, 5: 300, 6: 300}
_LATE = {7: 90, 8: 150, 9: 210, 10: 270, 11: 330}
# How much the distance from the clock before counts: in its paragraph, above it, from the stamp of a report; and that
# of a clock told back in time, for what is told mostly goes on from there; that from a planned clock.
_BESIDE, _ABOVE, _STAMP, _BACK, _COMING, _PLAN = 1.0, 0.3, 0.15, 1.5, 0.7, 2.5


def in_minutes(clocks: Iterable[str]) -> list[int]:
    """Clocks HH:MM in minutes after midnight."""
    return [int(clock[:2]) * 60 + int(clock[3:]) for clock in clocks]


def by_plan(minutes: int, planned: Sequence[int]) -> int:
    """Of the two halves of the day, the one in which a clock is nearer to a planned one and within an hour and a half of it.

    All are minutes after midnight; the clock itself where neither is near.

    >>> by_plan(7 * 60, [10 * 60, 18 * 60 + 30]), by_plan(7 * 60, [7 * 60 + 15, 18 * 60])
    (1140, 420)
    """
    other = (minutes + _HALF_DAY) % (2 * _HALF_DAY)
    here, there = (min((abs(clock - one) for one in planned), default=_HALF_DAY) for clock in (minutes, other))
    return other if there <= _NEAR_PLAN and there < here else minutes


class _Near(NamedTuple):
    """A clock whose half is known, by its minutes after midnight and where it ends."""

    minutes: int
    end: int


class Halves:
    """The bare hours of one document, in order; `head` are its first drafts, `planned` the clocks of the day's plan, HH:MM.

    `top` is the place where its first short lines end: a clock there is a stamp.
    """

    def __init__(self, text: str, language: Language, head: Iterable[Draft], planned: Iterable[str], top: int) -> None:
        self.text, self.language, self._planned, self._top = text, language, in_minutes(planned), top
        clocks = [d for d in head if d.kind == "clock"]
        figures = [d for d in clocks if d.found.words[:1].isdigit() and not d.half]
        self._told = {(d.hour, d.minute) for d in clocks if not d.twelve}
        self._twelve = any(d.half in ("a", "p") for d in clocks)
        single = any(d.hour < 10 and d.found.words[:1] != "0" and len(d.found.words) > 2 for d in figures)
        self._full = not self._twelve and any(
            d.hour > 12 or (d.found.words[:1] == "0" and (d.hour == 0 or not single)) for d in figures
        )
        self._last: _Near | None = None
        self._stamp: _Near | None = None

    def note(self, one: Draft) -> None:
        """Remembers a clock of the venue whose half is known, for those that follow it."""
        near = _Near(one.hour * 60 + one.minute, one.end)
        if one.end <= self._top:
            self._stamp = near
        else:
            self._last = near

    def settle(self, one: Draft, following: Sequence[Draft]) -> None:
        """Gives a bare hour its half; `following` are the drafts behind it."""
        one.twelve = False
        spoken = one.found.words[:1].isalpha() or "spoken" in one.slots
        if not spoken and self._full and len(one.found.words) > 2:
            return
        late = one.hour % 12 + 12
        told = self._nearest(one)
        if told:
            one.hour = late if told == "evening" and one.hour < 12 else one.hour
            return
        if one.hour < 12 and self._is_late(one, late, following, spoken):
            one.hour = late

    def _is_late(self, one: Draft, late: int, following: Sequence[Draft], spoken: bool) -> bool:
        """Whether an hour is of the later half of the day."""
        if spoken and ((late, one.minute) in self._told) != ((one.hour, one.minute) in self._told):
            return (late, one.minute) in self._told
        early, other = one.hour * 60 + one.minute, late * 60 + one.minute
        costs = [float(_EARLY.get(one.hour, 0)), float(_LATE.get(one.hour, 0))]
        for half, minutes in enumerate((early, other) if self._planned else ()):
            costs[half] += _PLAN * min(_NEAR_PLAN, *(abs(minutes - clock) for clock in self._planned))
        for near, weight in self._around(one, following):
            for half, minutes in enumerate((early, other)):
                gap = minutes - near.minutes if near.end <= one.start else near.minutes - minutes
                costs[half] += weight * (gap if gap >= 0 else -gap * _BACK)
        return costs[1] < costs[0]

    def _around(self, one: Draft, following: Sequence[Draft]) -> list[tuple[_Near, float]]:
        """The clocks beside one whose halves are known, and how much each counts."""
        found: list[tuple[_Near, float]] = []
        last, stamp = self._last, self._stamp
        if last:
            above = one.start - last.end > 2 * _NEAR or "\n" in self.text[last.end : one.start]
            found.append((last, _ABOVE if above else _BESIDE))
        elif stamp and stamp.minutes >= (one.hour % 12 + 12) * 60 + one.minute:
            found.append((stamp, _STAMP))
        for other in following:
            if other.start - one.end > _NEAR or "\n" in self.text[one.end : other.start]:
                break
            if other.kind == "clock" and not other.twelve:
                found.append((_Near(other.hour * 60 + other.minute, other.end), _COMING))
                break
        return found

    def _nearest(self, one: Draft) -> str | None:
        """The cue of the half of a day, morning or evening, that stands nearest to a clock in its sentence."""
        before, behind = self.text[max(0, one.start - 60) : one.start], self.text[one.end : one.end + 60]
        if not self.language.halves.sift(self.text[max(0, one.start - 60) : one.end + 60]):
            return None
        begin = one.start - len(before) + max((m.end() for m in _STOP.finditer(before)), default=0)
        stop = _STOP.search(behind)
        end = one.end + (stop.start() if stop else len(behind))
        found = [
            (max(match.start() - one.end, one.start - match.end()), name)
            for name in ("morning", "evening")
            for match in self.language.cues[name].finditer(self.text, begin, end)
        ]
        return min(found)[1] if found else None
