"""Instants: the zones and moments of a clock, of a list of clocks that share a mark, and of one instant told twice."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from itertools import pairwise
from typing import NamedTuple

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.reading.times.clocks import Wall, moved, pair, place, zone_by_difference
from asrun.reading.times.doubts import disagreement
from asrun.reading.times.drafts import Draft
from asrun.reading.times.runs import Runs
from asrun.reading.times.zones import Mark

_ROLL = re.compile(r"\s?(?:\(([+−-])([12])(?: days?)?\)|(\+)([12])(?![\d:]))")
_ROLL_BEFORE = re.compile(r"(?:^|[\n\r])[ \t]*\([+−-]([12])(?: days?)?\)[ \t]{1,4}$")
Groups = list[list[Draft]]


class Setting(NamedTuple):
    """The zone of a group of clocks, the mark that gave it, and the moment of its first clock where a pair settles it."""

    zone: str | None
    mark: Mark | None
    wall: Wall | None = None


def rolled(text: str, start: int, end: int) -> int:
    """How many days a roll mark behind a clock, or before one that opens its line, "(+1) 05.50", moves it."""
    match = _ROLL.match(text, end, end + 12) or _ROLL_BEFORE.search(text, max(0, start - 16), start)
    if not match:
        return 0
    return int(next(g for g in match.groups() if g and g.isdigit())) * (1 if "+" in match.group() else -1)


class Instants:
    """The zones of one document: `local` the venue's, `order` as its legend or the caller lists them, `known` its places'."""

    def __init__(
        self,
        document: Document,
        runs: Runs,
        local: str | None,
        order: Sequence[str],
        known: Sequence[str],
        say: Callable[[Notice], None],
    ) -> None:
        self.document, self.runs, self.local, self.order, self.known, self.say = (
            document,
            runs,
            local,
            order,
            known,
            say,
        )

    def settings(self, groups: Groups, following: Sequence[Draft], day: date | None) -> list[Setting]:
        """One setting a group; `following` are the drafts from the last clock on, for a mark that a list shares."""
        marks = [next((m for d in reversed(g) if (m := self._mark(d, day))), None) for g in groups]
        if len(groups) == 1:
            mark = marks[0] or self._shared(following, day)
            return [Setting(mark.zone if mark else self._usual, mark)]
        order = self.order if len(self.order) > 1 else []
        marks = [None if m and m.place and order else m for m in marks]
        zones = [m.zone if m else (order[n] if n < len(order) else None) for n, m in enumerate(marks)]
        self._guess(groups, zones, marks, day)
        walls = self._agreeing(groups, zones, marks, day)
        return [Setting(z, m, w) for z, m, w in zip(zones, marks, walls, strict=True)]

    @property
    def _usual(self) -> str | None:
        """The zone of a clock alone that names none: the only one that a legend gives, else the venue's."""
        return self.order[0] if len(self.order) == 1 else self.local or next(iter(self.order), None)

    def iso(self, moment: datetime) -> Wall:
        """The wall time of a moment with its own offset, or of the venue where it has none."""
        draft_day, wall = moment.date(), moment.replace(tzinfo=None)
        zone = self.local
        if moment.tzinfo:
            zone = Mark(None, shift=moment.utcoffset()).at(wall, self.local).zone
        return place(wall.hour, wall.minute, draft_day, zone)

    def _mark(self, one: Draft, day: date | None) -> Mark | None:
        mark = self.runs.mark(one)
        return (
            mark.at(datetime(day.year, day.month, day.day, one.hour, one.minute), self.local) if mark and day else mark
        )

    def _shared(self, following: Sequence[Draft], day: date | None) -> Mark | None:
        """The mark of the last clock of a list, "8 p.m. and 11 p.m. ET", for the first, which has none."""
        for one, other in pairwise(following):
            between = self.document.text[one.end : other.start]
            unlike = one.hour > 12 and not one.half and other.half
            if other.kind != "clock" or unlike or not self.runs.language.cues["listed"].fullmatch(between):
                return None
            if mark := self._mark(other, day):
                return None if mark.place else mark
        return None

    def _guess(self, groups: Groups, zones: list[str | None], marks: list[Mark | None], day: date | None) -> None:
        """Fills the zones of the first two clocks where one or both name none, by the difference of the clocks."""
        first, second = groups[0][0], groups[1][0]
        for here, there, one, other in ((0, 1, first, second), (1, 0, second, first)):
            mark, zone = marks[here], zones[there]
            if zones[here] is None and mark and mark.others and zone and day:
                zones[here] = zone_by_difference(other, one, zone, list(mark.others), day)
        if zones[0] is None and zones[1] is None:
            zones[:2] = self._both(first, second, day)
        elif zones[0] is None and not (marks[0] and marks[0].others):
            zones[0] = next((z for z in (self.local, *self.order) if z and z not in zones), None)
        if zones[0] and zones[1] is None and day:
            known = list(dict.fromkeys(z for z in (self.local, *self.known) if z))
            zones[1] = zone_by_difference(first, second, zones[0], known, day)

    def _both(self, first: Draft, second: Draft, day: date | None) -> list[str | None]:
        """The zones of two clocks that nothing names: the venue's and one other place's, in the one order that fits."""
        known = list(dict.fromkeys(z for z in (*self.order, *self.known) if z))
        if self.local is None or day is None:
            return [None, None]
        after = zone_by_difference(first, second, self.local, known, day)
        before = zone_by_difference(second, first, self.local, known, day)
        if bool(after) == bool(before):
            return [self.local, None] if not after else [None, None]
        return [self.local, after] if after else [before, self.local]

    def _agreeing(
        self, groups: Groups, zones: Sequence[str | None], marks: Sequence[Mark | None], day: date | None
    ) -> list[Wall | None]:
        """The first clock of each group as the same instant, or without one and with a notice."""
        first, second = groups[0][0], groups[1][0]
        if day is None or zones[0] is None:
            return [place(g[0].hour, g[0].minute, day, z) if day else None for g, z in zip(groups, zones, strict=True)]
        if zones[1] is None:
            wall = place(first.hour, first.minute, day, zones[0])
            open_mark = marks[1] and marks[1].others
            return [wall, None if open_mark else _unnamed(wall, second), *(None for _ in groups[2:])]
        local = self.local if self.local in zones else zones[0]
        walls = pair(first, second, (zones[0], zones[1]), local or zones[0], day)
        if walls is None and not any(marks[:2]) and len(groups) == 2:
            # Another part of the text may print the clocks the other way round.
            walls = pair(first, second, (zones[1], zones[0]), local or zones[0], day)
        if walls:
            rest = [
                pair(first, g[0], (zones[0], z), local if local in (zones[0], z) else zones[0], walls[0].local.date())
                if z
                else None
                for g, z in zip(groups[2:], zones[2:], strict=True)
            ]
            return [*walls, *(r[1] if r else None for r in rest)]
        span = self.document.span(first.start, second.end)
        self.say(disagreement(span, (zones[0], zones[1]), day))
        one, other = (place(d.hour, d.minute, day, z) for d, z in ((first, zones[0]), (second, zones[1])))
        return [one._replace(utc=None), other._replace(utc=None), *(None for _ in groups[2:])]


def _unnamed(wall: Wall, other: Draft) -> Wall | None:
    """The other clock of an instant in a zone that nothing names: on the day that brings both clocks nearest."""
    clock = time(other.hour, other.minute)
    days = (datetime.combine(moved(wall.local.date(), d), clock) for d in (0, -1, 1))
    return Wall(min(days, key=lambda d: abs(d - wall.local)), None, wall.utc)
