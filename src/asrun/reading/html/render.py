"""Steps to text: lines, one line a table's row, with the pieces that lead back and the marks of the page."""

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

from asrun.model.document import Mark, MarkKind, Piece
from asrun.reading.html.structure import Page, Step
from asrun.reading.html.tokens import BLANKS

_RUN = re.compile(
    rf"(?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});?)"
    rf"|(?P<blank>[{BLANKS}]+)"
    rf"|(?P<dropped>[\0\xad\ufeff]+)"
    rf"|(?P<words>&|[^&\0\xad\ufeff{BLANKS}]+(?: [^&\0\xad\ufeff{BLANKS}]+)*)"
)
_DATED = re.compile(r"\s*\d{4}-\d\d-\d\d")
_IN_CELL = " · "
_CHANGES = ("deleted", "inserted")
# After so many pieces a run of them stands as one; so many cells, and characters of them, are repeated or spread at most.
_MOST_PIECES = 500_000
_MOST_CELLS, _MOST_REPEATED, _LONGEST_REPEATED = 20_000, 400_000, 400


class _Carried(NamedTuple):
    """A cell that reaches down: to which row, over how many columns, and what of the output it is."""

    last: int
    wide: int
    start: int
    end: int
    parts: tuple[int, int]
    pieces: tuple[int, int]
    marks: tuple[int, int]


class _Grid:
    """A table under way: the row and the column next to fill, and by column the cells that reach into the row."""

    def __init__(self) -> None:
        self.row = 0
        self.column = 1
        self.begun = False
        self.carried: dict[int, _Carried] = {}
        self.cell: tuple[int, int, int, int, int, int] | None = None


class Rendered:
    """The text of a page with its pieces and marks, step by step."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.marks: list[Mark] = []
        self.gap = ""
        self.blank = -1
        self.open: dict[MarkKind, list[tuple[int, str]]] = {}
        self.changed: tuple[int, MarkKind] = (0, "item")
        self.grids: list[_Grid] = []
        self.cells = self.repeated = 0

    def text(self) -> str:
        """The whole text."""
        return "".join(self.parts)

    def head(self, page: Page) -> None:
        """The page's title and own dates, a line each."""
        if page.title:
            self._line(*page.title, "heading", "title")
        dates = [d for d in (page.published, page.changed) if d]
        if len(dates) == 2 and self.raw[slice(*dates[0])] == self.raw[slice(*dates[1])]:
            dates.pop()
        for start, end in dates:
            if _DATED.match(self.raw, start, end):
                self._line(start, end, "moment", unescape(self.raw[start:end]).strip())

    def _line(self, start: int, end: int, kind: MarkKind, value: str) -> None:
        self.gap = "\n"
        self._open(kind, value)
        self._words(start, end)
        self._close(kind)
        self.gap, self.blank = "\n\n", -1

    def steps(self, steps: Iterable[Step]) -> None:
        """Adds steps in order."""
        for step in steps:
            kind, table = step.kind, step.table
            if kind in ("text", "pre"):
                self._words(step.start, step.end, kind == "pre")
            elif kind == "break":
                self._break(step.start)
            elif kind == "open":
                self._open(step.mark, step.value)
            elif kind == "close":
                self._close(step.mark)
            elif table and table.layout:
                self._break(2 if kind in ("table", "end_table") else 1)
            elif kind == "table":
                self._break(2)
                self.grids.append(_Grid())
            elif self.grids and kind == "row":
                self._row(self.grids[-1])
            elif self.grids and kind == "cell":
                self._cell(self.grids[-1], step.start, step.end)
            elif self.grids and kind == "end_cell":
                self._end_cell(self.grids[-1])
            elif self.grids and kind == "end_table":
                self._fill(self.grids[-1], None)
                self.grids.pop()
                self._break(2)

    def finish(self) -> tuple[str, tuple[Piece, ...], tuple[Mark, ...]]:
        """The text, its pieces, and its marks in order without blanks at their edges."""
        text = self.text()
        kept = []
        for mark in self.marks:
            start, end = mark.start, mark.end
            while start < end and text[start] in " \n\t":
                start += 1
            while start < end and text[end - 1] in " \n\t":
                end -= 1
            if start < end or mark.kind == "cell":
                kept.append(Mark(mark.kind, start, end, mark.value))
        kept.sort(key=lambda m: (m.start, -m.end))
        return text, tuple(self.pieces), tuple(kept)

    def _put(self, words: str, start: int, end: int) -> None:
        """Adds words that stand at raw[start:end], behind the gap or blank before them."""
        if self.gap and self.length:
            self._bare(self.gap)
        elif self.blank >= 0 and self.length and self.parts[-1] not in ("\t", "\n", "\n\n"):
            self._add(" ", self.blank, self.blank + 1)
        self.gap, self.blank = "", -1
        self._add(words, start, end)

    def _bare(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def _add(self, words: str, start: int, end: int) -> None:
        stop = self.length + len(words)
        last = self.pieces[-1] if self.pieces else None
        copied = last and last.end - last.start == last.raw_end - last.raw_start and len(words) == end - start
        follows = copied and last and last.end == self.length and last.raw_end == start
        coarse = last and len(self.pieces) >= _MOST_PIECES and end - last.raw_start != stop - last.start
        if last and (follows or coarse):
            self.pieces[-1] = Piece(last.start, stop, last.raw_start, end)
        else:
            self.pieces.append(Piece(self.length, stop, start, end))
        self._bare(words)

    def _words(self, start: int, end: int, pre: bool = False) -> None:
        """Adds raw[start:end]: entities read, blanks as one."""
        for match in _RUN.finditer(self.raw, start, end):
            kind, begin, stop = match.lastgroup, match.start(), match.end()
            if kind == "words":
                self._put(match.group(), begin, stop)
            elif kind == "blank":
                self._blank(match.group(), begin, pre)
            elif kind == "entity":
                read = unescape(match.group())
                if read[:1] in BLANKS:
                    self._blank(read or " ", begin, pre)
                elif read not in ("\xad", "\ufffd"):
                    self._put(read, begin, stop)

    def _blank(self, blanks: str, start: int, pre: bool) -> None:
        lines = blanks.count("\n") if pre else 0
        if lines:
            self._break(min(lines, 2))
        elif self.blank < 0:
            self.blank = start

    def _break(self, amount: int) -> None:
        """A break of lines, or inside of a cell what parts its lines."""
        if not self.grids:
            self.gap = max(self.gap, "\n" * amount)
        elif (cell := self.grids[-1].cell) and self.length > cell[0]:
            self.gap = _IN_CELL

    def _open(self, kind: MarkKind, value: str) -> None:
        beside = self.length == self.changed[0] and kind != self.changed[1] and kind in _CHANGES
        if beside and self.grids and (cell := self.grids[-1].cell) and self.length > cell[0]:
            self.gap = _IN_CELL
        self.open.setdefault(kind, []).append((self.length, value))

    def _close(self, kind: MarkKind) -> None:
        """Ends the mark of a kind that began last."""
        if self.open.get(kind):
            start, value = self.open[kind].pop()
            self.changed = (self.length, kind) if kind in _CHANGES else self.changed
            if self.length > start:
                self.marks.append(Mark(kind, start, self.length, value))

    def _row(self, grid: _Grid) -> None:
        """Begins a row on a line of its own."""
        self._fill(grid, None)
        self.gap = "\n" if grid.row else "\n\n"
        grid.column, grid.begun = 1, True

    def _cell(self, grid: _Grid, wide: int, tall: int) -> None:
        """Begins a cell in the first free column of its row."""
        if grid.cell:
            self._end_cell(grid)
        if grid.begun:
            grid.row, grid.begun = grid.row + 1, False
        self._fill(grid, grid.column)
        self._tab(grid)
        counts = (len(self.parts), len(self.pieces), len(self.marks))
        grid.cell = (self.length, *counts, wide, tall)

    def _tab(self, grid: _Grid) -> None:
        """The line break before a row's first cell, the tab before another one."""
        if grid.column == 1 and self.gap and self.length:
            self._bare(self.gap)
        elif grid.column > 1:
            self._bare("\t")
        self.gap, self.blank = "", -1

    def _end_cell(self, grid: _Grid) -> None:
        if grid.cell is None:
            return
        start, parts, pieces, marks, wide, tall = grid.cell
        self.gap, self.blank, grid.cell = "", -1, None
        end = self.length
        if tall > 1:
            grid.carried[grid.column] = _Carried(
                grid.row + tall - 1,
                wide,
                start,
                end,
                (parts, len(self.parts)),
                (pieces, len(self.pieces)),
                (marks, len(self.marks)),
            )
        self._place(grid, start, end, wide)

    def _place(self, grid: _Grid, start: int, end: int, wide: int) -> None:
        """Marks text[start:end] as the cell of the next columns; those behind the first one stay empty on the line."""
        for number in range(wide):
            if number:
                self.cells += 1
                if self.cells > _MOST_CELLS:
                    break
                self._bare("\t")
            self.marks.append(Mark("cell", start, end, f"{grid.row},{grid.column}"))
            grid.column += 1

    def _fill(self, grid: _Grid, column: int | None) -> None:
        """Repeats the cells that reach into the row from above: up to a free column, or to the row's end."""
        if grid.begun:
            return
        last = max(grid.carried, default=0) if column is None else 0
        while grid.carried and self.cells <= _MOST_CELLS:
            following = grid.carried.get(grid.column)
            if following and following.last >= grid.row:
                self._repeat(grid, following)
            elif following:
                del grid.carried[grid.column]
            elif grid.column < last:
                self.cells += 1
                self._tab(grid)
                grid.column += 1
            else:
                break

    def _repeat(self, grid: _Grid, one: _Carried) -> None:
        """One cell once more, on another line: its words lead back to the same place."""
        self.cells += 1
        self.repeated += one.end - one.start
        self._tab(grid)
        start = self.length
        if (
            one.end - one.start > _LONGEST_REPEATED
            or self.repeated > _MOST_REPEATED
            or len(self.pieces) >= _MOST_PIECES
        ):
            self._place(grid, one.start, one.end, one.wide)
            return
        moved = start - one.start
        self.parts += self.parts[slice(*one.parts)]
        self.length += one.end - one.start
        for piece in self.pieces[slice(*one.pieces)]:
            self.pieces.append(Piece(piece.start + moved, piece.end + moved, piece.raw_start, piece.raw_end))
        for mark in self.marks[slice(*one.marks)]:
            self.marks.append(Mark(mark.kind, mark.start + moved, mark.end + moved, mark.value))
        self._place(grid, start, self.length, one.wide)
