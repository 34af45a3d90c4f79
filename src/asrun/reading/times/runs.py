"""Runs of clocks: a range, or one instant told in two zones, and the zones that marks beside them name."""

import re
from collections.abc import Sequence
from itertools import pairwise

from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.halves import Halves
from asrun.reading.times.zones import Mark, beside, place_zone, read_mark

_STOP = re.compile(r"[.!?][\"”’)]?\s|[\n\r]")
_OPENED = re.compile(r"\s?[(\[][^()\[\]\d]{3,40}(?=\d)")
_CLAUSE, _KEPT = 80, 64


class Runs:
    """The clocks of one document; `zones` are those that its legend orders, `local` the venue's."""

    def __init__(
        self,
        text: str,
        language: Language,
        halves: Halves,
        zones: Sequence[str],
        local: str | None,
    ) -> None:
        self.text, self.language, self.zones, self.local = text, language, zones, local
        self._halves = halves
        self._marks: dict[int, Mark | None] = {}

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
        groups = [[run[0]]]
        for before, one in pairwise(run):
            if self._range(before, one):
                groups[-1].append(one)
            else:
                groups.append([one])
        for one in run:
            if one.twelve and not one.half:
                self._halves.settle(one)
            if len(groups) == 1 and self._here(one):
                self._halves.note(one)
        if len(groups) > 1:
            self._note(groups)
        return groups

    def _here(self, one: Draft) -> bool:
        """Whether a clock is one of the venue's."""
        mark = self.mark(one)
        return mark is None or mark.zone in (None, self.local)

    def _note(self, groups: list[list[Draft]]) -> None:
        """Remembers the venue's clocks of one instant told in several zones."""
        marked = [g for g in groups if (m := self.mark(g[-1])) and m.zone == self.local]
        place = self.zones.index(self.local) if self.local in self.zones else 0
        for one in (marked or groups[place : place + 1] or groups)[0]:
            self._halves.note(one)

    def mark(self, one: Draft) -> Mark | None:
        """The zone that the words of a clock, or those just after it, name."""
        if one.start not in self._marks:
            if len(self._marks) > _KEPT:
                self._marks.clear()
            self._marks[one.start] = self._read_mark(one)
        return self._marks[one.start]

    def _read_mark(self, one: Draft) -> Mark | None:
        if "mark" in one.slots or "offset" in one.slots or one.found.words[-1] == "Z":
            return read_mark(one.found.words, self.language, self.local)
        bracketed = self._bracketed(one)
        zone = place_zone(bracketed[1]) if bracketed else None
        if zone:
            return Mark(zone)
        opened = _OPENED.match(self.text, one.end)
        others = opened and self.language.names["zone_bracketed"].search(opened[0])
        named = None if others else beside(self.text, one.end, self.language, self.local)
        return named or self._there(one) or self._port(one)

    def _bracketed(self, one: Draft) -> re.Match[str] | None:
        """A name before a clock within brackets that hold nothing else, "(Oslo 18:05)", from the bracket on."""
        if self.text[one.end : one.end + 1] not in (")", "]"):
            return None
        before = self.text[max(0, one.start - _CLAUSE) : one.start]
        named: re.Match[str] | None = self.language.names["zone_bracketed"].search(before)
        return named

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
        if len(between) <= _CLAUSE and (named := self._bracketed(other)) and self.mark(other):
            return between.strip() == named[0].strip()
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


def _share(one: Draft, other: Draft) -> None:
    """Shares one half of the day, "8:00–8:45 a.m.": the first clock takes the one that puts it before the second."""
    hour = one.hour % 12 + (12 if other.half == "p" else 0)
    if (hour, one.minute) > (other.hour, other.minute):
        hour = (hour + 12) % 24
    one.hour, one.twelve, one.half = hour, False, "p" if hour >= 12 else "a"
