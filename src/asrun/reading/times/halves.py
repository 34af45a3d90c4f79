"""The half of the day that a bare hour belongs to: by the words beside it, the plan of the day, and the clocks around it."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language

_STOP = re.compile(r"[.!?;][\"”’)]?\s|[\n\r]")
_HALF_DAY, _NEAR_PLAN, _NEAR = 720, 90, 160
# What it costs, in minutes, to read an hour as one of the morning or of the evening; of those left out, nothing.
_EARLY = {1: 480, 2: 480, 3: 420, 4: 360, 5: 300, 6: 300}
_LATE = {7: 90, 8: 150, 9: 210, 10: 270, 11: 330}
# How much the distance from the clock before counts: in its paragraph, above it, from the stamp of a report; and that
# of a clock told back in time, for what is told mostly goes on from there; that from a planned clock.
_BESIDE, _ABOVE, _STAMP, _BACK, _COMING, _PLAN, _LATER = 1.0, 0.3, 0.15, 3.0, 0.7, 2.5, 0.3
# What it costs to read a clock against the word beside it; how many clocks that come count, among how many expressions, how
# far they may be apart, how many are kept; how far words of the half of the day may stand.
_AGAINST, _CHAIN, _WINDOW, _FAR, _KEPT, _WORDS, _HEAD, _LIST = 600, 8, 24, 800, 64, 90, 70, 24


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


class _Way(NamedTuple):
    """One reading of a clock, in minutes after midnight, and what it costs, in minutes."""

    cost: float
    minutes: int


def _between(one: int, other: int, weight: float) -> float:
    """What it costs that a clock stands behind another."""
    gap = other - one
    return weight * (gap if gap >= 0 else -gap * _BACK)


class Halves:
    """The bare hours of one document, in order; `head` are its first drafts, `planned` the clocks of the day's plan, HH:MM.

    `top` is the place where its first short lines end: a clock there is a stamp.
    """

    def __init__(
        self, text: str, language: Language, head: Collection[Draft], planned: Iterable[str], top: int
    ) -> None:
        self.text, self.language, self._planned, self._top = text, language, in_minutes(planned), top
        self._coming = head
        self._known: dict[int, list[_Way]] = {}
        clocks = [d for d in head if d.kind == "clock"]
        figures = [d for d in clocks if d.found.words[:1].isdigit() and not d.half and not self._stamps(d)]
        self._told = {(d.hour, d.minute) for d in clocks if not d.twelve}
        self._twelve = any(d.half in ("a", "p") for d in clocks)
        single = any(d.hour < 10 and d.found.words[:1] != "0" and len(d.found.words) > 2 for d in figures)
        self._full = not self._twelve and any(
            d.hour > 12 or (d.found.words[:1] == "0" and (d.hour == 0 or not single)) for d in figures
        )
        self._last: _Near | None = None
        self._stamp: _Near | None = None

    def _stamps(self, one: Draft) -> bool:
        """Whether a clock ends a short line of no sentence, as the head of a report does: it tells no other clock's style."""
        begin = self.text.rfind("\n", max(0, one.start - _HEAD), one.start) + 1
        if not (begin or one.start <= _HEAD):
            return False
        end = self.text.find("\n", one.end, one.end + _HEAD)
        line = self.text[begin : end if end >= 0 else one.end + _HEAD].strip()
        return begin < one.start and len(line) <= _HEAD and line[-1:] not in ".!?:;" and line[:1].isalpha()

    def note(self, one: Draft) -> None:
        """Remembers a clock of the venue whose half is known, for those that follow it."""
        near = _Near(one.hour * 60 + one.minute, one.end)
        if one.end <= self._top:
            self._stamp = near
        else:
            self._last = near

    def settle(self, one: Draft) -> None:
        """Gives a bare hour its half."""
        spoken = one.found.words[:1].isalpha() or "spoken" in one.slots
        late = one.hour % 12 + 12
        if not spoken and self._full and len(one.found.words) > 2:
            one.twelve = False
            return
        told = self._nearest(one)
        is_late = told == "evening" if told else one.hour < 12 and self._is_late(one, late, spoken)
        one.twelve = False
        if is_late and one.hour < 12:
            one.hour = late

    def _is_late(self, one: Draft, late: int, spoken: bool) -> bool:
        """Whether an hour is of the later half of the day: by the least cost of it and of the clocks that come."""
        if spoken and ((late, one.minute) in self._told) != ((one.hour, one.minute) in self._told):
            return (late, one.minute) in self._told
        ways = self._ways(one)
        for number, way in enumerate(ways):
            ways[number] = way._replace(cost=way.cost + self._since(one, way.minutes))
        halves = [[way] for way in ways]
        for half in halves:
            self._go_on(one, half)
        return len(ways) > 1 and min(halves[1]).cost < min(halves[0]).cost

    def _since(self, one: Draft, minutes: int) -> float:
        """What it costs that a clock is read so after the last one, or before the stamp."""
        last, stamp = self._last, self._stamp
        if last and not self._turned(last.end, one.start):
            above = one.start - last.end > 2 * _NEAR or "\n" in self.text[last.end : one.start]
            return _between(last.minutes, minutes, _ABOVE if above else _BESIDE)
        if stamp and stamp.minutes >= (one.hour % 12 + 12) * 60 + one.minute:
            return _between(stamp.minutes, minutes, _STAMP)
        return 0.0

    def _turned(self, start: int, end: int) -> bool:
        """Whether a day to come is told between two clocks: "It sits again tomorrow at ten"."""
        return any(d.kind == "day" and d.slots.get("shift", 0) > 0 for d in self._coming if start <= d.start < end)

    def _go_on(self, one: Draft, half: list[_Way]) -> None:
        """Adds up what the clocks that come cost, each by its cheapest way, until one whose half is known or too far."""
        before, left = one, _CHAIN
        for other in islice(self._coming, _WINDOW):
            if other.start <= one.start or other.kind != "clock":
                continue
            gap = other.start - before.end
            if gap > _FAR or not left:
                return
            above = gap > _NEAR or "\n" in self.text[before.end : other.start]
            weight = _ABOVE if above else _COMING
            half[:] = [
                _Way(
                    min(w.cost + _between(w.minutes, way.minutes, weight) for w in half) + way.cost * _LATER,
                    way.minutes,
                )
                for way in self._ways(other)
            ]
            if len(half) == 1 and not above:
                return
            before, left = other, left - 1

    def _ways(self, one: Draft) -> list[_Way]:
        """The minutes that a clock may stand for, early first, and what each costs by its hour, its words and the plan."""
        if one.start not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[one.start] = self._read_ways(one)
        return list(self._known[one.start])

    def _read_ways(self, one: Draft) -> list[_Way]:
        early, other = one.hour * 60 + one.minute, (one.hour % 12 + 12) * 60 + one.minute
        spoken = one.found.words[:1].isalpha() or "spoken" in one.slots
        if not one.twelve or one.hour >= 12 or (not spoken and self._full and len(one.found.words) > 2):
            return [_Way(0.0, early)]
        told = self._nearest(one)
        ways = []
        for minutes, costs, half in ((early, _EARLY, "morning"), (other, _LATE, "evening")):
            cost = float(costs.get(one.hour, 0)) + (_AGAINST if told and told != half else 0)
            if self._planned:
                cost += _PLAN * min(_NEAR_PLAN, *(abs(minutes - clock) for clock in self._planned))
            ways.append(_Way(cost, minutes))
        return ways

    def _nearest(self, one: Draft) -> str | None:
        """The cue of the half of a day, morning or evening, that stands nearest to a clock in its sentence."""
        before, behind = self.text[max(0, one.start - _WORDS) : one.start], self.text[one.end : one.end + _WORDS]
        if not self.language.halves.sift(self.text[max(0, one.start - _WORDS) : one.end + _WORDS]):
            return None
        if greeting := self.language.cues["greeting"].search(self.text, max(0, one.start - _WORDS), one.end + _WORDS):
            return "morning" if greeting[1] else "evening"
        begin = one.start - len(before) + max((m.end() for m in _STOP.finditer(before)), default=0)
        if self._last and begin < self._last.end <= one.start and self._last.end - begin > _LIST:
            begin = self._last.end
        stop = _STOP.search(behind)
        end = one.end + (stop.start() if stop else len(behind))
        found = [
            (max(match.start() - one.end, one.start - match.end()), name)
            for name in ("morning", "evening")
            for match in self.language.cues[name].finditer(self.text, begin, end)
        ]
        return min(found)[1] if found else None
