"""Columns of text told from columns of a table, by the white between them and the order in which they were drawn."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from asrun.reading.pages.words import Row, Word, rows

MOST_ROWS = 600
MOST_WORDS = 4_000
CLEAR = 0.2
_DEEPEST = 8
_TRIES = 4


@dataclass(slots=True)
class Block:
    """Rows that are read one after another; `limit` is how far to the right they may reach.

    `follows` when the block begins a column that goes on from the one before.
    """

    rows: list[Row]
    limit: float
    follows: bool = False


@dataclass(slots=True)
class Gutter:
    """A white strip at `x` beside which rows[first:last] have words on both sides."""

    x: float
    first: int
    last: int
    both: int
    left: int
    right: int


def blocks(many: Sequence[Word], limit: float, follows: bool = False, depth: int = 0) -> Iterator[Block]:
    """The blocks of a page or of a part of it, in reading order: a column is read to its end before the next one."""
    lines = rows(many)
    if not lines:
        return
    cut = _cut(lines) if depth < _DEEPEST and len(lines) <= MOST_ROWS and len(many) <= MOST_WORDS else None
    if cut is None:
        yield Block(lines, limit, follows)
        return
    band = lines[cut.first : cut.last]
    before, after = _sides(band, cut.x)
    above, below = ([w for row in part for w in row.words] for part in (lines[: cut.first], lines[cut.last :]))
    yield from blocks(above, limit, follows, depth + 1)
    yield from blocks(before, max(w.right for w in before), follows and not above, depth + 1)
    yield from blocks(after, limit, True, depth + 1)
    yield from blocks(below, limit, False, depth + 1)


def gutters(lines: Sequence[Row]) -> list[Gutter]:
    """The white strips with at least two words' rows on each side, those with most rows first."""
    em = median(row.em for row in lines)
    steps = [k for k in range(1, len(lines)) if _is_step(lines[k - 1], lines[k])]
    found = [g for x in _candidates(lines, em) for g in _bands(lines, steps, x, em)]
    return sorted(found, key=lambda g: (-min(g.left, g.right), -g.both, g.x))


def _is_step(row: Row, following: Row) -> bool:
    """Whether more than a line's white, or another size of type, parts two rows."""
    return row.base - following.base > 1.6 * following.height or not 0.85 < row.height / following.height < 1.18


def _cut(lines: Sequence[Row]) -> Gutter | None:
    """The best strip that parts columns of text: the surest, then the one with most rows."""
    best, sure = None, 0
    for gutter in gutters(lines):
        found = _parts_text(lines[gutter.first : gutter.last], gutter)
        if found > sure:
            best, sure = gutter, found
    return best


def _candidates(lines: Sequence[Row], em: float) -> list[float]:
    """Where a strip may lie: in wide gaps of rows, and before a left edge that several rows share."""
    gaps: Counter[int] = Counter()
    edges: Counter[int] = Counter()
    for row in lines:
        edges[round(row.left - 0.3 * em)] += 1
        reach = row.words[0].right
        for word in row.words[1:]:
            if word.left - reach > 0.8 * em:
                gaps[round(word.left - 0.3 * em)] += 1
                gaps[round(reach + 0.3 * em)] += 1
            reach = max(reach, word.right)
    found = [x for x, _ in gaps.most_common(24)] + [x for x, count in edges.most_common(12) if count >= 3]
    return [float(x) for x in dict.fromkeys(found)]


def is_clear(row: Row, x: float, margin: float) -> bool:
    """Whether no word of a row reaches into the strip."""
    number = bisect_left(row.words, x + margin, key=lambda w: w.left)
    return all(w.right <= x - margin for w in row.words[max(0, number - 3) : number])


def _is_far(row: Row, following: Row) -> bool:
    """Whether so much white parts two rows that they are no part of one column or table."""
    return row.base - following.base > 4 * max(row.height, following.height)


def _bands(lines: Sequence[Row], steps: Sequence[int], x: float, em: float) -> Iterator[Gutter]:
    """The runs of rows that leave a strip clear and have words on both sides of it, whole and from or up to a step."""
    first = 0
    for number in range(len(lines) + 1):
        clear = number < len(lines) and is_clear(lines[number], x, CLEAR * em)
        if clear and (number == first or not _is_far(lines[number - 1], lines[number])):
            continue
        if number - first > 1:
            inside = [k for k in steps if first < k < number]
            ends = [(first, number), *((k, number) for k in inside[:_TRIES]), *((first, k) for k in inside[-_TRIES:])]
            yield from {(g.first, g.last): g for a, b in ends if (g := _trimmed(lines, x, a, b))}.values()
        first = number if clear else number + 1


def _trimmed(lines: Sequence[Row], x: float, first: int, last: int) -> Gutter | None:
    """A run of clear rows from where both sides have begun to where, after a wide gap, one side stands alone."""
    left = [k for k in range(first, last) if lines[k].left < x]
    right = [k for k in range(first, last) if lines[k].words[-1].left >= x]
    if len(left) < 2 or len(right) < 2:
        return None
    begin = max(left[0], right[0])
    while begin > first and _beside(lines[begin - 1], lines[begin]):
        begin -= 1
    end, stop = min(left[-1], right[-1]) + 1, max(left[-1], right[-1]) + 1
    while end < stop and lines[end - 1].base - lines[end].base < 2.5 * lines[end].height:
        end += 1
    left, right = [k for k in left if begin <= k < end], [k for k in right if begin <= k < end]
    if len(left) < 2 or len(right) < 2:
        return None
    both = max(len(set(left) & set(right)), _crossings(lines[begin:end], x))
    return Gutter(x, begin, end, both, len(left), len(right))


def _beside(row: Row, following: Row) -> bool:
    """Whether a row stands beside the next one: nearly as high, or drawn after it had begun (a cell's upper line)."""
    drawn = min(w.order for w in row.words) > min(w.order for w in following.words)
    return drawn or row.base - following.base < 0.7 * following.height


def _crossings(band: Sequence[Row], x: float) -> int:
    """How often drawing crossed the strip to the right, to words beside those drawn before."""
    drawn = sorted((w for row in band for w in row.words), key=lambda w: w.order)
    count, low, high = 0, 0.0, 0.0
    for last, word in pairwise(drawn):
        if last.left >= x or not low < high:
            low, high = word.bottom, word.top
        if word.left < x:
            low, high = min(low, word.bottom), max(high, word.top)
        elif last.left < x:
            count += word.bottom < high and low < word.top
    return count


def _sides(band: Sequence[Row], x: float) -> tuple[list[Word], list[Word]]:
    """The words before and after a strip."""
    every = [w for row in band for w in row.words]
    return [w for w in every if w.left < x], [w for w in every if w.left >= x]


def _parts_text(band: Sequence[Row], gutter: Gutter) -> int:
    """How surely a strip parts columns that are read one after the other (0: not); in a table rows are read across.

    Columns are drawn one after the other, and neither is a narrow one of labels; a table is drawn cell by cell. Text
    drawn line by line across both is told by lines that fill their column.
    """
    if min(gutter.left, gutter.right) < 3:
        return 0
    before, after = _sides(band, gutter.x)
    drawn = sorted([(w.order, 0) for w in before] + [(w.order, 1) for w in after])
    turns = sum(a[1] != b[1] for a, b in pairwise(drawn))
    widths = [max(w.right for w in side) - min(w.left for w in side) for side in (before, after)]
    narrow = widths[0] < 0.5 * widths[1] or widths[1] < 0.3 * widths[0]
    paired = gutter.both >= 0.8 * min(gutter.left, gutter.right)
    if turns <= 2:
        return 0 if narrow and paired else 4 - turns
    if narrow:
        return 0
    long = min(gutter.left, gutter.right) >= 6
    return int(turns < 0.5 * gutter.both or (long and all(_fills(side) for side in (before, after))))


def _fills(side: Sequence[Word]) -> bool:
    """Whether most lines of a column reach near its right edge, as those of running text do."""
    lines = rows(side)
    edge, begin = max(r.right for r in lines), min(r.left for r in lines)
    return sum(row.right > edge - 0.2 * (edge - begin) for row in lines) >= 0.7 * len(lines)
