"""Rows to paragraphs: what the end of a printed line had broken is joined, what stood apart stays apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from asrun.reading.pages.words import Row

_MARK = re.compile(r"(?:[-*•‣▪●◦·–]|\(?[a-z0-9]{1,2}[.)])$")
_CLOCK = re.compile(r"\[?\(?(?:[01]?\d|2[0-4])[:.h][0-5]\d|(?:[01]\d|2[0-3])[0-5]\d(?:hrs?|h)?$|\d{1,2}[ap]\.?m")
_TERMINAL = re.compile(r"[.!?:;][\"'”’)\]]*$")
HYPHEN = re.compile(r"[^\W\d_][-\u2010]$")
_APART = 1.3


@dataclass(slots=True)
class Paragraph:
    """Rows that make one line of text, which may reach to `edge`; `apart` when white stands above it."""

    edge: float
    rows: list[Row] = field(default_factory=list)
    apart: bool = False

    def takes(self, row: Row) -> bool:
        """Whether the first row of the next column goes on with the paragraph."""
        ended = _TERMINAL.search(self.rows[-1].words[-1].text) and not row.words[0].text[0].islower()
        return not ended and _goes_on(self.rows[-1:], row, self.edge, begun=self.rows[0])


def paragraphs(rows: Sequence[Row], limit: float) -> Iterator[Paragraph]:
    """The paragraphs of a block whose lines may reach as far as `limit`.

    A line goes on in the next one where the next one's first word would not have fitted behind it.
    """
    leading = _leading(rows)
    edge = _edge(rows, leading, limit)
    told = Counter(row.text for row in rows)
    current = Paragraph(edge)
    for row in rows:
        if not current.rows:
            current.rows.append(row)
            continue
        last = current.rows[-1]
        apart = last.base - row.base > _APART * leading
        if not apart and not _is_label(row, told) and _goes_on(current.rows, row, edge):
            current.rows.append(row)
        else:
            yield current
            current = Paragraph(edge, [row], apart)
    if current.rows:
        yield current


def _is_label(row: Row, told: Counter[str]) -> bool:
    """Whether a row of several words stands elsewhere in the block just so, as a repeated place does."""
    return len(row.words) > 1 and told[row.text] > 1


def _leading(rows: Sequence[Row]) -> float:
    """The distance of lines that follow on each other: a low one of all, at least the height of the type."""
    steps = sorted(a.base - b.base for a, b in pairwise(rows))
    lowest = min(r.height for r in rows)
    steps = [s for s in steps if s > 0.6 * lowest] or [0.0]
    return max(steps[len(steps) // 5], 0.8 * lowest)


def _edge(rows: Sequence[Row], leading: float, limit: float) -> float:
    """The right edge that lines were broken at: where the longest end if several show it, else the limit."""
    longest = max(r.right for r in rows)
    near = [(a, b) for a, b in pairwise(rows) if a.base - b.base <= _APART * leading]
    full = sum(_is_full(a, b, longest) for a, b in near)
    return longest if full >= max(3, 0.4 * len(near)) else max(longest, limit)


def _is_full(row: Row, following: Row, edge: float) -> bool:
    """Whether the next line's first word would not have fitted behind a line."""
    first = following.words[0]
    return row.right + 0.25 * row.em + (first.right - first.left) > edge - 0.05 * row.em


def _goes_on(rows: Sequence[Row], row: Row, edge: float, begun: Row | None = None) -> bool:
    """Whether a row goes on with a paragraph; `begun` is its first row where `rows` are only the last of it."""
    last, first = rows[-1], row.words[0].text
    if not 0.83 < row.height / last.height < 1.2:
        return False
    if _MARK.match(first) and len(row.words) > 1 and (row.words[1].left - row.words[0].right > 0.35 * row.em):
        return False
    if _CLOCK.match(first) and _CLOCK.match((begun or rows[0]).words[0].text):
        return False
    step = row.left - last.left
    if len(rows) > 1 and abs(step) > 0.5 * row.em:
        return False
    if _is_full(last, row, edge) or (HYPHEN.search(last.words[-1].text[-2:]) and first[0].islower()):
        return True
    width = edge - (last.left if begun else min(last.left, row.left))
    return first[0].islower() and not _TERMINAL.search(last.words[-1].text) and last.right - last.left > 0.7 * width
