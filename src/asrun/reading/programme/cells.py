"""The cell of a place without what stands around it on its line: a label before, people in the column behind."""

import re

from asrun.model.document import Document
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Names
from asrun.reading.gazetteer import places
from asrun.reading.programme.openings import Stretch

_WORDS = Wordbook(__package__, "cells")
_LABEL = _WORDS.pattern("label", re.I)
_ALL = _WORDS.pattern("all", re.I)
_ABOVE = 10
_GAP, _TITLED = re.compile(r" {2,}|\t"), 30


def own_cell(text: str, stretch: Stretch, names: Names) -> Stretch:
    """The stretch of a place without its label and without the column of people behind it."""
    label = _LABEL.match(text, stretch.start, stretch.end)
    start = label.end() if label else stretch.start
    gap = _GAP.search(text, start, stretch.end)
    people = gap and any(h.kind == "person" for h in names.between(gap.end(), min(stretch.end, gap.end() + _TITLED)))
    return Stretch(start, gap.start() if gap and people else stretch.end)


def common_place(document: Document, names: Names, start: int) -> str | None:
    """Where all items of the list that begins at `start` are, as a line above it says; towns say nothing."""
    for line in document.lines_between(0, max(start, 1))[:_ABOVE]:
        found = _ALL.match(line.text) or _LABEL.match(line.text)
        if found and line.start + found.end() < start:
            at = line.start + found.end()
            hit = next((h for h in names.between(at, at + 1) if h.kind == "place"), None)
            if hit and hit.name not in places():
                return hit.name
    return None
