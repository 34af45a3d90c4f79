"""Runs of clocks: a range, or one instant told in two zones, and the half of the day that a bare hour belongs to."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.zones import Mark, beside, place_zone, read_mark

_STOP = re.compile(r"[.!?][\"”’)]?\s|[\n\r]")
_CLAUSE = 80
_HALF_DAY, _NEAR_PLAN = 720, 90


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


class Runs:
    """The clocks of one document; `zones` are those that its legend orders, `local` the venue's, `head` its first drafts.

    `planned` are the clocks of the day's plan in another document, each HH:MM.
    """

    def __init__(
        self,
        text: str,
        language: Language,
        head: Iterable[Draft],
        zones: Sequence[str],
        local: str | None,
        planned: Iterable[str] = (),
    ) -> None:
        self._planned = in_minutes(planned)
        self.text, self.language, self.zones, self.local = text, language, zones, local
        clocks = [d for d in head if d.kind == "clock"]
        self._told = {(d.hour, d.minute) for d in clocks if not d.twelve}
        self._twelve = any(d.half in ("a", "p") for d in clocks)
        self._full = any(d.hour > 12 and not d.half and d.found.words[:1].isdigit() for d in clocks)

    def groups(self, drafts: Sequence[Draft]) -> list[list[Draft]]:
        """The clock that comes first with those beside it: one group a zone, each a clock or the two of a range."""
        run = [drafts[0]]
        for following in drafts[1:]:
            if following.kind != "clock" or not (self._range(run[-1], following) or self._pairs(run[-1], following)):
                break
            run.append(following)
        for one, other in pairwise(run):
            if one.twelve and other.half in ("a", "p") and self._range(one, other):
                _share(one, other)
        self._share_of_list(drafts[len(run) - 1 :])
        for one in run:
            if one.twelve and not one.half:
                self._halve(one)
        groups = [[run[0]]]
        for before, one in pairwise(run):
            if self._range(before, one):
                groups[-1].append(one)
            else:
                groups.append([one])
        return groups

    def mark(self, one: Draft) -> Mark | None:
        """The zone that the words of a clock, or those just after it, name."""
        if "mark" in one.slots or "offset" in one.slots or one.found.words[-1] == "Z":
            return read_mark(one.found.words, self.language, self.local)
        return beside(self.text, one.end, self.language, self.local) or self._there(one) or self._port(one)

    def _port(self, one: Draft) -> Mark | None:
        """The zone of the place that a journey left or reached at a clock, "left Lima at 9:20"; none under a legend."""
        if self.zones:
            return None
        port = self.language.names["zone_port"].search(self.text, max(0, one.start - _CLAUSE), one.start)
        zone = place_zone(port[1]) if port else None
        return Mark(zone) if zone else None

    def _there(self, one: Draft) -> Mark | None:
        """The zone of the place that a clause names before its clock: "for those in Oslo, that is 6:15 there"."""
        if not self.language.cues["there"].match(self.text, one.end):
            return None
        before = self.text[max(0, one.start - _CLAUSE) : one.start]
        begin = max((m.end() for m in _STOP.finditer(before)), default=0)
        named = (place_zone(m[1]) for m in self.language.names["zone_there"].finditer(before, begin))
        zone = next((z for z in named if z), None)
        return Mark(zone) if zone else None

    def _range(self, one: Draft, other: Draft) -> bool:
        """Whether one clock runs to another: "9–10", but not "9 GMT – 11 CEST"."""
        cues, gap = self.language.cues, self.text[one.end : other.start]
        if len(gap) > 24 or not cues["between"].fullmatch(gap):
            before = self.text[max(0, one.start - 16) : one.start]
            if len(gap) > 24 or not (cues["between_and"].fullmatch(gap) and cues["between_before"].search(before)):
                return False
        marks = self.mark(one), self.mark(other)
        return marks[0] is None or marks[1] is None or marks[0] == marks[1]

    def _pairs(self, one: Draft, other: Draft) -> bool:
        """Whether two neighbouring clocks are one instant: by their brackets or slash, and two zones to read them in."""
        between = self.text[one.end : other.start]
        if len(between) > 16 or not self.language.cues["same_instant"].fullmatch(between):
            return False
        bracketed = between.strip()[:1] in ("/", "(", "[", "|", "=") and not between.startswith(",")
        return bracketed or len(self.zones) > 1 or bool(self.mark(one) or self.mark(other))

    def _share_of_list(self, drafts: Sequence[Draft]) -> None:
        """The half of the day of the last clock of a list, "4:15, 5:25 and 6:30 a.m.", for the first one."""
        for one, other in pairwise(drafts):
            listed = other.kind == "clock" and self.language.cues["listed"].fullmatch(self.text, one.end, other.start)
            if not drafts[0].twelve or drafts[0].half or not listed:
                return
            if other.half in ("a", "p"):
                _share(drafts[0], other)
                return

    def _halve(self, one: Draft) -> None:
        """A bare hour takes the half of the day that the nearest word gives, or that another clock of the text has."""
        late, figures = one.hour % 12 + 12, one.found.words[:1].isdigit()
        if figures and self._full and not self._twelve and len(one.found.words) > 2:
            one.twelve = False
            return
        told = self._nearest_half(one)
        if told:
            one.hour = late if told == "evening" and one.hour < 12 else one.hour
        elif not figures:
            clocks = self._told
            if (late, one.minute) in clocks or ((one.hour, one.minute) not in clocks and one.hour < 7):
                one.hour = late
        elif self._twelve and one.hour < 7:
            one.hour = late
        if not told and self._planned:
            one.hour = by_plan(one.hour * 60 + one.minute, self._planned) // 60
        one.twelve = False

    def _nearest_half(self, one: Draft) -> str | None:
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


def _share(one: Draft, other: Draft) -> None:
    """Shares one half of the day, "8:00–8:45 a.m.": the first clock takes the one that puts it before the second."""
    hour = one.hour % 12 + (12 if other.half == "p" else 0)
    if (hour, one.minute) > (other.hour, other.minute):
        hour = (hour + 12) % 24
    one.hour, one.twelve, one.half = hour, False, "p" if hour >= 12 else "a"
