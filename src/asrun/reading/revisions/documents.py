"""Which documents are revisions that list only what changes, by what most of their lines are."""

import re
from collections.abc import Iterator, Sequence

from asrun.model.document import Document, Line
from asrun.model.time import Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.lines import is_item
from asrun.reading.revisions.clauses import Clause, clauses
from asrun.reading.revisions.cues import cues
from asrun.reading.scan import Rare, either
from asrun.reading.times.days import tells_issue

_WORDS = Wordbook(__package__, "documents")
_MOST_LINES, _LONGEST = 80, 320
_HEAD = 4
_PROSE = Rare(_WORDS.pattern("prose", re.I))
_OF_ITSELF = _WORDS.pattern("of_itself", re.I)
_PAST = re.compile(rf"{either(('was', 'were', 'had'))}\b")
_LABEL = r"(?:time|place|venue|location|room|when|where|what|event)\s*:"
_GOES_ON, _LABELLED = re.compile(rf"(?:new\s)?{_LABEL}", re.I), re.compile(_LABEL, re.I)

Dates = Sequence[tuple[int, int]]


def no_clocks(times: Sequence[Timex], local: str | None) -> list[tuple[int, int]]:
    """The places of what names no moment of an item: whole days, and of two clocks of one instant the one from elsewhere."""
    days = [t.span for t in times if t.type == "DATE" and t.value[4:5] == "-" == t.value[7:8]]
    pairs = [(t.twin, t) for t in times if t.twin]
    elsewhere = [first if t.zone and t.zone == local else t.span for first, t in pairs]
    return sorted((s.start, s.end) for s in (*days, *elsewhere))


class Revised:
    """What the lines of one document say of items: each line is read once, whichever part of the document is judged."""

    def __init__(self, document: Document, dates: Dates) -> None:
        self._text, self._dates = document.text, dates
        self._known: dict[tuple[int, int], list[Clause]] = {}

    def read(self, lines: Sequence[Line]) -> Iterator[tuple[Line, list[Clause]]]:
        """Some lines with what they say of items; a line that goes on with an item's new values joins it."""
        line = None
        for following in lines:
            if line and _GOES_ON.match(following.text):
                line = Line(line.start, following.end, self._text[line.start : following.end], line.bullet)
                continue
            if line:
                yield line, self._clauses(line)
            line = following
        if line:
            yield line, self._clauses(line)

    def _clauses(self, line: Line) -> list[Clause]:
        """What one line says of items."""
        place = (line.start, line.end)
        found = self._known.get(place)
        if found is None:
            issue = tells_issue(line.text) and not cues().signed(line.text)
            told = () if issue else clauses(self._text, *place, self._dates)
            found = self._known[place] = [c for c in told if not _OF_ITSELF.match(self._text, c.start)]
        return found

    def is_partial(self, lines: Sequence[Line], named: bool = False) -> bool:
        """Whether lines list only what changes: most of those that tell of items tell what becomes of them.

        Without a name such as "Revision 2", unless they are `named` from outside, all of them do, at least two, and none
        is a sentence of the past. Lines under labels that any programme has ("Venue:") tell nothing of a change.
        """
        if not 0 < len(lines) <= _MOST_LINES or any(len(n.text) > _LONGEST for n in lines):
            return False
        called = any(cues().names.search(n.text[:100]) for n in lines[:_HEAD])
        if not (named or called) and any(_PAST.search(n.text) for n in lines):
            return False
        told = changed = 0
        for line, found in self.read([n for n in lines if not _LABELLED.match(n.text)]):
            if found or is_prose(line):
                told += 1
                changed += not is_prose(line) and any(c.signed or (called and c.trailing) for c in found)
            elif not (named or called):
                return False
            elif is_item(line):
                told += 1
        if not (named or called):
            return changed == told >= 2
        return changed * 5 > told * 3


def is_prose(line: Line) -> bool:
    """Whether a line reports what somebody says."""
    return bool(_PROSE.search(line.text))
