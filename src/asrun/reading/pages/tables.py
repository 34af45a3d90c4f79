"""The rows of tables: cells whose lines were drawn one after the other belong together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from asrun.reading.pages.columns import CLEAR, MOST_ROWS, MOST_WORDS, Gutter, gutters, is_clear
from asrun.reading.pages.words import Row, Word, rows

_MARK = re.compile(r"(?:[-*•‣▪●◦·–]|\(?[A-Za-z0-9]{1,2}[.)])$")
MOST_STRIPS = 16
_DEEPEST = 12


@dataclass(slots=True)
class TableRow:
    """The cells of a row, from the first column on; each has its printed lines, an empty one has none."""

    cells: list[list[Row]]


def parts(lines: list[Row], depth: int = 0) -> Iterator[list[Row] | list[TableRow]]:
    """A block's rows as runs of lines and tables, from the top down."""
    table = _table(lines) if 2 <= len(lines) <= MOST_ROWS and depth < _DEEPEST else None
    if table is None:
        if lines:
            yield lines
        return
    first, last, strips = table
    yield from parts(lines[:first], depth + 1)
    yield _rows(lines[first:last], strips)
    yield from parts(lines[last:], depth + 1)


def _table(lines: Sequence[Row]) -> tuple[int, int, list[float]] | None:
    """The first and last row of the best table, and the strips between its columns."""
    if sum(len(row.words) for row in lines) > MOST_WORDS:
        return None
    em = median(row.em for row in lines)
    found = [g for g in gutters(lines) if _is_table(lines[g.first : g.last], g, em)]
    if not found:
        return None
    best, merit = None, (-len(lines), 0, 0)
    for start in sorted(found, key=lambda g: (-g.both, g.last - g.first))[:MOST_STRIPS]:
        band = lines[start.first : start.last]
        strips, groups = _strips(band, start, found, em)
        own = (len(band) - groups, start.both, -len(band))
        if own > merit and _is_square(_rows(band, strips)):
            best, merit = (start.first, start.last, strips), own
    return best


def _strips(band: Sequence[Row], start: Gutter, found: Sequence[Gutter], em: float) -> tuple[list[float], int]:
    """A strip and those others that do not tear the rows that drawing makes, and how many rows these are."""
    strips, count = [start.x], len(_groups(band, [start.x]))
    for x in list(dict.fromkeys(g.x for g in found))[:MOST_STRIPS]:
        more = sorted([*strips, x])
        parted = all(any(a < w.left < b for row in band for w in row.words) for a, b in pairwise(more))
        if parted and all(is_clear(row, x, CLEAR * em) for row in band):
            groups = len(_groups(band, more))
            if groups <= count:
                strips, count = more, groups
    return strips, count


def _is_square(many: Sequence[TableRow]) -> bool:
    """Whether the cells of most rows begin at one height, or have their middles there."""
    wide = [[cell for cell in row.cells if cell] for row in many]
    pairs = [(cells[0], cell) for cells in wide for cell in cells[1:]]
    near = 0
    for one, other in pairs:
        tops, ends = one[0].base - other[0].base, one[-1].base - other[-1].base
        near += min(abs(tops), abs(tops + ends) / 2) < 0.6 * one[0].height
    return near >= 0.7 * len(pairs)


def _is_table(band: Sequence[Row], gutter: Gutter, em: float) -> bool:
    """Whether rows are read across a strip.

    Several have words on both sides, most of them more than a list's mark before it; what stands behind it is set in line,
    and the white is wide, or cells of several lines were drawn one after the other.
    """
    if gutter.both < 2 or gutter.both < 0.3 * min(gutter.left, gutter.right):
        return False
    before = [[w for w in row.words if w.left < gutter.x] for row in band]
    after = [[w for w in row.words if w.left >= gutter.x] for row in band]
    marks = sum(len(words) == 1 and bool(_MARK.match(words[0].text)) for words in before)
    if marks >= 0.5 * gutter.left:
        return False
    starts, ends = [words[0].left for words in after if words], [words[-1].right for words in after if words]
    if max(_in_line(starts, em), _in_line(ends, em)) < 0.5 * len(starts):
        return False
    gaps = [b[0].left - a[-1].right for a, b in zip(before, after, strict=True) if a and b]
    return not gaps or median(gaps) > 1.2 * em or _by_cells(band, gutter.x)


def _in_line(edges: Sequence[float], em: float) -> int:
    """How many edges stand near the middle one or at the commonest place."""
    return max(sum(abs(e - edge) < 0.3 * em for e in edges) for edge in {round(e) for e in edges})


def _by_cells(band: Sequence[Row], x: float) -> bool:
    """Whether drawing went down a line before it crossed the strip, as it does in cells of several lines."""
    drawn = sorted((w for row in band for w in row.words), key=lambda w: w.order)
    return any(
        last.left < x and word.left < x and ahead.left >= x and word.base < last.base - 0.5 * (word.top - word.bottom)
        for last, word, ahead in _turns(drawn, x)
    )


def _turns(drawn: Sequence[Word], x: float) -> Iterator[tuple[Word, Word, Word]]:
    """The first and last word of each run before the strip, with the word behind it that was drawn next."""
    first: Word | None = None
    for last, word in pairwise(drawn):
        if last.left >= x:
            first = None
        else:
            first = first or last
            if word.left >= x:
                yield first, last, word


def _rows(band: Sequence[Row], strips: list[float]) -> list[TableRow]:
    """The rows of a table by the order of drawing where it makes sense, else a row a printed line."""
    groups = _groups(band, strips)
    apart = all(min(w.base for w in a) > max(w.base for w in b) for a, b in pairwise(groups))
    made = groups if apart else [list(row.words) for row in band]
    return [_cells(group, strips) for group in made]


def _groups(band: Sequence[Row], strips: Sequence[float]) -> list[list[Word]]:
    """Words drawn one after the other until drawing went back to an earlier column, or up or far down in one."""
    groups: list[list[Word]] = []
    last = -1
    for word in sorted((w for row in band for w in row.words), key=lambda w: w.order):
        column = _column(word, strips)
        lifted = bool(groups) and word.base > groups[-1][-1].base + 0.5 * (word.top - word.bottom)
        if not groups or column < last or (column == last and (lifted or _far(groups[-1][-1], word))):
            groups.append([])
        groups[-1].append(word)
        last = column
    return groups


def _far(last: Word, word: Word) -> bool:
    """Whether a word stands so far below the last one that it begins a row of its own."""
    return last.base - word.base > 1.9 * (word.top - word.bottom)


def _column(word: Word, strips: Sequence[float]) -> int:
    return sum(word.left >= x for x in strips)


def _cells(group: Sequence[Word], strips: Sequence[float]) -> TableRow:
    columns: list[list[Word]] = [[] for _ in range(len(strips) + 1)]
    for word in group:
        columns[_column(word, strips)].append(word)
    return TableRow([rows(column) for column in columns])
