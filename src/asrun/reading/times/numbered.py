"""Headings that number the days of a programme, "Day 2", "Second day": the day that each stands for."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from asrun.model.document import Document, Line
from asrun.reading.times.days import Anchor, full_date, tells_issue
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language

_LONG, _MOST, _WEEKS = 80, 31, 21


class _Heading(NamedTuple):
    """A line that numbers a day."""

    line: Line
    number: int


class Numbered:
    """The numbered days of one document; `drafts` are its first expressions."""

    def __init__(self, document: Document, language: Language, own: Anchor | None, drafts: Collection[Draft]) -> None:
        found = list(_headings(document, language)) if own else []
        self._days: list[tuple[int, date]] = []
        if own and len({h.number for h in found}) > 1:
            first = _first(document, found, own, drafts)
            self._days = [(h.line.start, first + timedelta(days=h.number - 1)) for h in found]

    def above(self, position: int) -> tuple[int, date] | None:
        """Where the numbered heading above a place begins, and its day."""
        number = bisect_right(self._days, position, key=lambda d: d[0]) - 1 if self._days else -1
        return self._days[number] if number >= 0 else None


def _headings(document: Document, language: Language) -> Iterator[_Heading]:
    cue = language.cues["numbered_day"]
    for line in document.lines:
        if len(line.text) <= _LONG and (match := cue.match(line.text)):
            words = (match[1] or match[2]).lower()
            number = language.words.get("dayordinal", {}).get(words) or language.number(words)
            if isinstance(number, int) and 0 < number <= _MOST:
                yield _Heading(line, number)


def _first(document: Document, found: list[_Heading], own: Anchor, drafts: Collection[Draft]) -> date:
    """The first day: by a date in a numbered heading, the earliest in the lines above, the document's own."""
    dated = [(d, day) for d in drafts if (day := full_date(d, own.day.year))]
    starts = [draft.start for draft, _ in dated]
    for heading in found:
        number = bisect_left(starts, heading.line.start)
        if number < len(starts) and starts[number] < heading.line.end:
            return dated[number][1] - timedelta(days=heading.number - 1)
    above = [n for n in document.lines_between(0, found[0].line.start) if not tells_issue(n.text)]
    days = [day for n in above for _, day in dated[bisect_left(starts, n.start) : bisect_left(starts, n.end)]]
    near = [d for d in days if abs((d - own.day).days) <= _WEEKS]
    return min(near, default=own.day)
