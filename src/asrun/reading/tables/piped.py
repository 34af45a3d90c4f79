"""Tables that plain text draws with upright bars: each bar parts two cells."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from asrun.model.document import Line, Mark

_RULE = re.compile(r"[|+\s:=-]*")
_STRUCK = re.compile(r"~~([^~\n]{1,200})~~")


def piped(text: str, lines: Sequence[Line]) -> tuple[Mark, ...]:
    r"""The marks of cells, and of struck words in them, of runs of lines that begin with a bar; rules between rows are none.

    >>> row = "| 9:00 | Talks |"
    >>> [(row[m.start:m.end], m.value) for m in piped(row + "\\n" + row, (Line(0, 16, row), Line(17, 33, row)))][:2]
    [('9:00', '1,1'), ('Talks', '1,2')]
    """
    marks: list[Mark] = []
    run: list[Line] = []
    for line in (*lines, None):
        if line and line.text.count("|") > 1 and line.text.startswith("|"):
            run.append(line)
            continue
        if len(run) > 1:
            marks += _run(text, run)
        run = []
    return tuple(marks)


def _run(text: str, run: Sequence[Line]) -> Iterator[Mark]:
    """The marks of one table."""
    number = 0
    for line in run:
        if _RULE.fullmatch(line.text):
            continue
        number += 1
        bars = [m.start() for m in re.finditer(r"\|", line.text)]
        edges = bars if line.text.endswith("|") else [*bars, len(line.text)]
        for column, (left, right) in enumerate(pairwise(edges), 1):
            start, end = line.start + left + 1, line.start + right
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            struck = [(m.start(), m.end()) for m in _STRUCK.finditer(text, start, end)]
            whole = len(struck) == 1 and struck[0] == (start, end)
            yield Mark("cell", start + 2 * whole, end - 2 * whole, f"{number},{column}")
            for first, last in struck:
                yield Mark("deleted", first + 2, last - 2)
