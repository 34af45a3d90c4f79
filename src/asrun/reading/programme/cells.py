"""The cell of a place without what stands around it on its line: a label before, people in the column behind."""

import re

from asrun.model.wordbook import Wordbook
from asrun.reading.context import Names
from asrun.reading.programme.openings import Stretch

_WORDS = Wordbook(__package__, "cells")
_LABEL = _WORDS.pattern("label", re.I)
_GAP, _TITLED = re.compile(r" {2,}|\t"), 30


def own_cell(text: str, stretch: Stretch, names: Names) -> Stretch:
    """The stretch of a place without its label and without the column of people behind it."""
    label = _LABEL.match(text, stretch.start, stretch.end)
    start = label.end() if label else stretch.start
    gap = _GAP.search(text, start, stretch.end)
    people = gap and any(h.kind == "person" for h in names.between(gap.end(), min(stretch.end, gap.end() + _TITLED)))
    return Stretch(start, gap.start() if gap and people else stretch.end)
