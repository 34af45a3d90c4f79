"""Clocks that tell when their document, or a report in it, was issued: at its head, in its date line, or below it."""

import re
from collections.abc import Sequence

from asrun.model.document import Document
from asrun.model.time import Timex
from asrun.reading.times.engine import Language
from asrun.reading.times.standing import Standing

_LINE, _TOP, _MORE = 90, 400, 12
_HEAD, _HEAD_OF_LIST, _DATELINE = 3, 5, 4
# What ends a date line behind its clock, and what stands in none before it.
_DASHED = re.compile(
    r"(?: ?(?:local(?: time)?|hrs?|hours|h|[A-Z]{2,5}))?(?: ?\([^()\n]{2,40}\))? ?[-–—]+ ?(?=[^\W\d]|[\"“‘])"
)
_ENDS = re.compile(r"[.!?;] |[–—] | [-:] ")


class Stamps:
    """Where the clocks of a document stand."""

    def __init__(self, document: Document, language: Language, standing: Standing) -> None:
        self._text, self._language, self._standing = document.text, language, standing

    def is_stamp(self, time: Timex, before: Sequence[Timex]) -> bool:
        """Whether a clock, with the expressions `before` it, tells when its document was issued."""
        return self.heads(time) or self._in_dateline(time, before) or self._closes(time)

    def heads(self, time: Timex) -> bool:
        """Whether a clock stands beside a date, a number or the word local in one of the first short lines."""
        if time.span.start > _TOP:
            return False
        line, words = self._standing.number(time.span.start), self._standing.line(time.span.start).text
        in_list = self._standing.in_schedule(time.span.start)
        cue = self._language.cues["issued" if in_list else "stamp"]
        return line < (_HEAD_OF_LIST if in_list else _HEAD) and len(words) <= _LINE and bool(cue.search(words))

    def heads_report(self, time: Timex, before: Sequence[Timex]) -> bool:
        """Whether a clock ends a line that holds no more than a date and it, as each report of a file has at its head."""
        line = self._standing.line(time.span.start)
        day = _day(time, before, line.start)
        return day is not None and len(line.text) - (time.span.end - day.span.start) <= _MORE

    def _in_dateline(self, time: Timex, before: Sequence[Timex]) -> bool:
        """Whether a clock ends the words before the dash of a date line, behind its day."""
        if time.span.start > _TOP or not _DASHED.match(self._text, time.span.end):
            return False
        line = self._standing.line(time.span.start)
        lead = self._text[line.start : time.span.start]
        first = self._standing.number(time.span.start) < _DATELINE and len(lead) <= _LINE
        return first and _day(time, before, line.start) is not None and not _ENDS.search(lead)

    def _closes(self, time: Timex) -> bool:
        """Whether a clock stands in a last short line that says when the text was issued: "(Filed at 17:10)"."""
        line = self._standing.line(time.span.start)
        last = len(self._text) - line.end <= _MORE and not self._text[line.end :].strip()
        return last and len(line.text) <= _LINE and bool(self._language.cues["issued"].search(line.text))


def _day(time: Timex, before: Sequence[Timex], begin: int) -> Timex | None:
    """The day that is told before a clock in its line."""
    return next((t for t in before if t.type == "DATE" and begin <= t.span.start < time.span.start), None)
