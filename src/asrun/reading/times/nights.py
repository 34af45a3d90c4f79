"""Midnight between clocks: those of the day after in a list or a story; those of the evening before a report's stamp."""

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from asrun.model.time import Instant
from asrun.reading.times.days import Anchor, clause_tense
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.instants import rolled
from asrun.reading.times.standing import Standing

# Minutes after midnight: where evening and night begin, where a night ends in a story and in a list in order, noon.
_EVENING, _NIGHT, _DAWN, _MORNING, _NOON, _DAY = 18 * 60, 21 * 60, 5 * 60, 9 * 60, 12 * 60, 24 * 60
# How long a story may pause over midnight, how far apart its clocks may stand, and the words that open a line before one.
_PAUSE, _APART, _CLAUSE = 390, 700, 100
_ONE = timedelta(days=1)
# How many expressions count below a stamp, how long a day's heading and in which lines a report's stamp stands.
_MOST, _HEADING, _TOP = 40, 50, 4
_OPENS = re.compile(r"[^\w\n]*(?:\d{1,2}[.)]\s+)?(?:at |from |about |c\. ?|ca\. ?)?", re.I)
# The clock of another zone behind one, which tells the day of both.
_PAIRED = re.compile(r"[ \t]?[/|(=][ \t]?\d{1,2}[:.h]?\d")
_STOP = re.compile(r"[.!?][\"”’)]?\s+[A-Z\"“]|[;\n\r]")


class _Clock(NamedTuple):
    """A clock that was read: its minutes after midnight, its day and the one that it would have but for midnight."""

    start: int
    end: int
    minutes: int
    day: date
    base: date
    opens: bool


class Nights:
    """The nights of one document, noted clock by clock."""

    def __init__(self, standing: Standing, language: Language, own: Anchor | None, upcoming: Collection[Draft]) -> None:
        self.standing, self.text, self.language = standing, standing.document.text, language
        self._own, self._upcoming = own, upcoming
        self._lent = own is not None and own.why.startswith("day assumed")
        self._last: _Clock | None = None
        self._entry: _Clock | None = None
        self._rises = True
        self._stamp: Instant | None = None
        self._evening: tuple[int, date] | None = None

    def stamped(self, stamp: Instant) -> None:
        """Remembers when the document was sent: what it tells of has been by then."""
        self._stamp = stamp

    def told(self, start: int, day: date) -> None:
        """Remembers the evening that a part of a day names: "last night"."""
        self._evening = (start, day)

    def note(self, one: Draft, day: date, base: date) -> None:
        """Remembers a clock of a day; `base` is the one that it would have but for midnight."""
        last = self._last
        same = last is not None and last.base == base
        self._rises = not same or (
            self._rises and last is not None and (last.day, last.minutes) <= (day, _minutes(one))
        )
        self._last = _Clock(one.start, one.end, _minutes(one), day, base, self._opens(one))
        if self._stamps(one):
            self._entry = self._last

    def day(self, one: Draft, day: date) -> date:
        """The day of a clock that would take one told before, its list's or the document's own."""
        if self.standing.line(one.start).stamp:
            return self._day_of_entry(one, day)
        last, minutes = self._last, _minutes(one)
        if last is None and self._lent and minutes < _DAWN and self._follows(one):
            return day + _ONE
        if last and last.base == day and self._goes_on(last, one):
            if last.day > day and last.minutes <= minutes < _NOON:
                return last.day
            if last.day == day and self._crosses(last, one, minutes):
                return day + _ONE
        return day - _ONE if self._was_before(one, minutes, day) else day

    def _day_of_entry(self, one: Draft, day: date) -> date:
        """The day of an entry's clock in a running report, and of a clock in its words."""
        entry, minutes = self._entry, _minutes(one)
        known = entry if entry and entry.base == day else None
        if not self._stamps(one):
            if known is None or known.day == day:
                return day - _ONE if known and self._was_before(one, minutes, day) else day
            late = known.minutes < _DAWN and minutes >= _EVENING and known.day > day
            return day if late else known.day
        if known and known.day > day and known.minutes <= minutes < _NOON:
            return known.day
        crossed = known and known.day == day and known.minutes >= _EVENING and minutes < _DAWN
        if crossed or (minutes < _DAWN and not self._sent(day) and self._falls(one)):
            return day + _ONE
        return day - _ONE if self._was_before(one, minutes, day) else day

    def _stamps(self, one: Draft) -> bool:
        """Whether a clock is that of an entry."""
        line = self.standing.line(one.start)
        return one.start - line.start < line.stamp

    def _falls(self, one: Draft) -> bool:
        """Whether the entries below run back over midnight, the newest on top."""
        minutes = _minutes(one)
        for other in islice(self._upcoming, 1, _MOST):
            if other.kind in ("date", "weekday") and len(self.standing.line(other.start).text) < _HEADING:
                return False
            if other.kind == "clock" and self._stamps(other):
                if _minutes(other) >= _EVENING:
                    return True
                if _minutes(other) > minutes:
                    return False
                minutes = _minutes(other)
        return False

    def _follows(self, stamp: Draft) -> bool:
        """Whether a stamp of the small hours, on a day lent by its plan, stands over clocks of that evening."""
        clocks = [_minutes(d) for d in islice(self._upcoming, 1, _MOST) if d.kind == "clock" and d.start > stamp.end]
        top = self.standing.number(stamp.start) < _TOP
        return top and sum(m >= _NOON for m in clocks) * 2 > len(clocks) > 0

    def _opens(self, one: Draft) -> bool:
        line = self.standing.line(one.start)
        near = one.start - line.start <= _CLAUSE
        return near and bool(_OPENS.fullmatch(self.text, line.start, one.start))

    def _goes_on(self, last: _Clock, one: Draft) -> bool:
        """Whether a clock goes on the list or the story of the last one."""
        if self.standing.section(last.start) != self.standing.section(one.start):
            return False
        if self.standing.in_schedule(one.start):
            return last.opens and self._opens(one) and not _PAIRED.match(self.text, one.end)
        return one.start - last.end <= _APART and not self.standing.line(one.start).stamp

    def _crosses(self, last: _Clock, one: Draft, minutes: int) -> bool:
        """Whether midnight lies between a clock of the evening and one of the small hours told after it."""
        dawn = _MORNING if last.minutes >= _NIGHT and self.standing.in_schedule(one.start) else _DAWN
        if last.minutes < _EVENING or minutes >= dawn or one.half == "n" or rolled(self.text, one.start, one.end):
            return False
        if self.standing.in_schedule(one.start):
            return minutes < _DAWN or self._rises
        begin = self._clause(one.start)
        back = self.language.cues["had"].search(self.text, begin, one.start)
        back = back or self.language.cues["told_back"].search(self.text, begin, one.start)
        return not back and minutes + _DAY - last.minutes <= _PAUSE

    def _was_before(self, one: Draft, minutes: int, day: date) -> bool:
        """Whether what is told at a clock had been on the evening before: it is later than the stamp, or of "last night"."""
        if self._own is None or day != self._own.day:
            return False
        cues, begin = self.language.cues, self._clause(one.start)
        evening = self._evening
        near = evening and evening[1] == day - timedelta(days=1) and one.start - evening[0] <= _APART
        near = near and "\n" not in self.text[evening[0] : one.start] if evening else False
        sent = self._sent(day)
        now = sent.hour * 60 + sent.minute if sent else _DAY
        if minutes < _EVENING - 60 or (sent and minutes <= now) or not (near or now < _DAWN):
            return False
        if cues["was_to_be"].search(self.text, begin, one.start) or cues["clock_to_come"].search(
            self.text, begin, one.start
        ):
            return False
        tense = clause_tense(self.text, one, self.language)
        return tense < 0 or (tense == 0 and now < _DAWN)

    def _sent(self, day: date) -> datetime | None:
        """When the document was sent on a day."""
        return self._stamp.local if self._stamp and self._stamp.local.date() == day else None

    def _clause(self, start: int) -> int:
        """Where the clause of a clock begins."""
        begin = max(0, start - _CLAUSE)
        return max((m.end() - 1 for m in _STOP.finditer(self.text, begin, start)), default=begin)


def _minutes(one: Draft) -> int:
    return one.hour * 60 + one.minute
