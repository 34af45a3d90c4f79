"""The rows of a schedule's table: which of its words are whose, what is struck out or added, and the clocks of each item."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from asrun.model.document import Document, Mark, MarkKind, raw_range
from asrun.model.span import Span
from asrun.model.time import Timex
from asrun.reading.context import Context
from asrun.reading.tables.clocks import is_clock
from asrun.reading.tables.grid import Cell, Table, alone, states

_OPEN = 16
_STATE = re.compile(
    r"\W*(?P<before>[a-z]+(?: [a-z]+)?)\s*[:–—-]\s*(?=\w)|[\s(\[,;:–—-]+(?P<behind>[a-z]+(?: [a-z]+)?)[)\].!]*$", re.I
)


class Words(NamedTuple):
    """A stretch of a cell, text[start:end], with a mark that covers it: "deleted", "inserted" or ""."""

    start: int
    end: int
    mark: str


class Row(NamedTuple):
    """One item: its summary's stretch, its own spans, its clocks by what they are, and what its marks and words say of it."""

    what: Words
    spans: tuple[Span, ...]
    starts: tuple[Timex, ...]
    ends: tuple[Timex, ...]
    times: tuple[Timex, ...]
    places: tuple[Words, ...]
    who: Cell | None
    remark: Cell | None
    state: str
    open: bool


class Struck:
    """Where the words text[start:end] of a document are struck out or added."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.document = document
        first, last = (bisect_right(document.marks, place, key=lambda m: m.start) for place in (start, end))
        near = document.marks[max(0, first - _OPEN) : last]
        self.marks: dict[str, list[Mark]] = {k: [m for m in near if m.kind == k] for k in ("deleted", "inserted")}
        self.starts = {kind: [m.start for m in marks] for kind, marks in self.marks.items()}

    def of(self, start: int, end: int) -> str:
        """The mark that covers text[start:end] whole: "deleted", "inserted" or ""."""
        for kind, marks in self.marks.items():
            number = bisect_right(self.starts[kind], start)
            if any(m.start <= start and end <= m.end for m in marks[max(0, number - _OPEN) : number]):
                return kind
        return ""

    def parts(self, start: int, end: int) -> Iterator[Words]:
        """text[start:end], parted where a struck or added stretch begins or ends."""
        edges = {start, end}
        for kind, marks in self.marks.items():
            first = bisect_right(self.starts[kind], start - 1)
            last = bisect_right(self.starts[kind], end)
            for mark in marks[max(0, first - _OPEN) : last]:
                edges |= {e for e in (mark.start, mark.end) if start <= e <= end}
        for first, last in pairwise(sorted(edges)):
            yield Words(first, last, self.of(first, last))

    def stretches(self, cell: Cell) -> list[Words]:
        """The parts of a cell without what is no word at their edges."""
        parts = (trimmed(self.document.text, w.start, w.end) for w in self.parts(cell.start, cell.end))
        return [Words(start, end, self.of(start, end)) for start, end in parts if start < end]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """text[start:end] without what is no word at its edges, so far as one holds any."""
    while start < end and text[start] in " \u00a0·;,:@/|\n\t–—-":
        start += 1
    while start < end and text[end - 1] in " \u00a0·;,:@/|\n\t–—-":
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else (start, start)


class Rows:
    """The rows of one table as items."""

    def __init__(self, context: Context, table: Table) -> None:
        self.context, self.table = context, table
        self.document = context.document
        self.struck = Struck(context.document, table.start, table.end)
        self.columns = table.clock_columns()
        self.shared = table.shared_column()
        self.roles = self._roles()
        self.seen: dict[int, int] = {}

    def items(self) -> Iterator[Row]:
        """Each row that tells of an item, in order."""
        for row in self.table.body:
            item = self._item(row)
            for cell in row.values():
                self.seen.setdefault(self._raw(cell), cell.start)
            if item:
                yield item

    def _raw(self, cell: Cell) -> int:
        return raw_range(self.document.pieces, cell.start, max(cell.end, cell.start + 1))[0]

    def _own(self, cell: Cell) -> bool:
        """Whether a cell does not only reach into its row from above."""
        return self.seen.get(self._raw(cell), cell.start) == cell.start

    def _roles(self) -> dict[int, str]:
        """What each column holds: as its head says, else by what stands in it."""
        roles = {c: r for c, r in self.table.roles.items() if c not in self.columns and r not in ("start", "end")}
        for number, column in enumerate(self.columns):
            told = self.table.roles.get(column)
            roles[column] = "end" if told == "end" and number else "start"
        if self.shared is not None:
            roles[self.shared] = "summary"
        every = sorted({c for row in self.table.body for c in row} - set(roles))
        for column in every:
            cells = [c for row in self.table.body if not alone(row) and (c := row.get(column)) and c.text.strip()]
            if cells and 2 * sum(self._only(c, "DATE") for c in cells) >= len(cells):
                roles[column] = "day"
            elif cells and 2 * sum(self._only(c, "DURATION") for c in cells) >= len(cells):
                roles[column] = "length"
        lengths = {
            c: sum(len(row[c].text) for row in self.table.body if c in row and not alone(row))
            for c in every
            if c not in roles
        }
        if "summary" not in roles.values() and lengths:
            roles[max(lengths, key=lambda c: lengths[c])] = "summary"
        if "place" not in roles.values():
            rest = [c for c in every if c not in roles and self._named(c)]
            roles |= dict.fromkeys(rest[:1], "place")
        return roles

    def _only(self, cell: Cell, kind: str) -> bool:
        """Whether a cell holds little more than one time expression of a kind."""
        inside = self.context.times.between(cell.start, cell.end)
        return any(t.type == kind and len(cell.text) - (t.span.end - t.span.start) <= 6 for t in inside)

    def _named(self, column: int) -> bool:
        """Whether most cells of a column begin with the name of a place."""
        cells = [
            c
            for row in self.table.body
            if not alone(row) and (c := row.get(column)) and any(w.isalnum() for w in c.text)
        ]
        hits = [any(h.kind == "place" for h in self.context.names.between(c.start, c.start + 6)) for c in cells]
        return bool(cells) and 2 * sum(hits) >= len(cells)

    def _cells(self, row: dict[int, Cell], role: str) -> list[Cell]:
        """The cells of a role in a row, each once; the venue's clocks first."""
        return list({row[c].start: row[c] for c in sorted(self.roles) if self.roles[c] == role and c in row}.values())

    def _item(self, row: dict[int, Cell]) -> Row | None:
        """The item of a row; None for a head, a day's line or a remark across the table."""
        told = {cell.start: cell for cell in row.values()}
        own = [cell for start, cell in sorted(told.items()) if self._own(cell)]
        single = alone(row)
        clocks = [t for cell in told.values() for t in self.context.times.between(cell.start, cell.end) if is_clock(t)]
        if single:
            what = (
                [Words(clocks[-1].span.end, single.end, self.struck.of(*single[1:3]))]
                if clocks and clocks[0].span.start - single.start < 6
                else []
            )
        else:
            what = [w for cell in self._cells(row, "summary")[:1] for w in self.struck.stretches(cell)]
        if not what or not own:
            return None
        starts = self._times([single] if single else self._cells(row, "start"))
        if self.shared is not None and self.shared in row and not single:
            starts = tuple(t for t in self._times([row[self.shared]]) if is_clock(t))[:1]
            what = [self._unclocked(w) for w in what]
        ends = self._times(self._cells(row, "end"))
        places = [w for cell in self._cells(row, "place")[:1] for w in self.struck.stretches(cell)]
        remark = next((c for c in self._cells(row, "remarks") if c.text.strip()), None)
        every = [
            w
            for c in own
            for w in self.struck.stretches(c)
            if any(x.isalnum() for x in self.document.text[w.start : w.end])
        ]
        marks = {w.mark for w in every}
        kept = next((w for w in what if w.mark != "deleted"), what[0])
        alone_word = states().get(re.sub(r"[^a-z ]", "", self.document.text[kept.start : kept.end].lower()).strip())
        if alone_word and kept is not what[0]:
            kept = what[0]
        state = (
            {"deleted": "cancelled", "inserted": "added"}.get(kept.mark, "")
            if len(marks) == 1 or len(what) == 1
            else ""
        )
        state = state or alone_word or ""
        kept, worded = self._worded(kept)
        state = state or worded or (self._remarked(remark) if remark else "")
        tentative = any(re.search(r"\bTB[ACD]\b", c.text) for c in told.values())
        times = tuple(t for c in told.values() for t in self.context.times.between(c.start, c.end))
        who = next(iter(self._cells(row, "who")), None)
        return Row(kept, self._spans(own, told), starts, ends, times, tuple(places), who, remark, state, tentative)

    def _unclocked(self, what: Words) -> Words:
        """The words of a cell without the clocks at their beginning or end."""
        times = [t.span for t in self.context.times.between(what.start, what.end) if is_clock(t)]
        text, start, end = self.document.text, what.start, what.end
        if times and not re.search(r"\w", text[start : times[0].start]):
            start = next(
                (s.end for s in reversed(times) if len(re.findall(r"[^\W\d]{3,}", text[start : s.start])) == 0), start
            )
        elif times:
            end = times[0].start
            end = start + len(re.sub(r"[\s,:(\[–—-]*(?:\bat\s*)?$", "", text[start:end]))
        begin, stop = trimmed(text, start, end)
        return Words(begin, stop, what.mark) if begin < stop else what

    def _times(self, cells: Sequence[Cell]) -> tuple[Timex, ...]:
        """The times of cells in order, those of the venue's zone first."""
        found = [t for c in cells for t in self.context.times.between(c.start, c.end) if t.type == "TIME"]
        return tuple(sorted(found, key=lambda t: (t.zone != self.context.times.local, t.twin is not None)))

    def _worded(self, what: Words) -> tuple[Words, str]:
        """A summary without the word that says what became of it: "CANCELLED: Signing", "Signing (postponed)"."""
        text = self.document.text
        for match in _STATE.finditer(text, what.start, what.end):
            word = (match["before"] or match["behind"]).lower()
            if match["before"] and match.start() > what.start:
                continue
            if states().get(word) in ("cancelled", "postponed", "added"):
                rest = (
                    Words(match.end(), what.end, what.mark)
                    if match["before"]
                    else Words(what.start, match.start(), what.mark)
                )
                return rest, states()[word]
        return what, ""

    def _remarked(self, remark: Cell) -> str:
        """What a remark says became of the item: its first words."""
        words = re.findall(r"[a-z]+", remark.text.lower()[:40])
        return next((s for n in (2, 1) if (s := states().get(" ".join(words[:n])))), "")

    def _spans(self, own: Sequence[Cell], told: dict[int, Cell]) -> tuple[Span, ...]:
        """The row's own words: one span for each run of cells that no cell from above parts."""
        spans: list[tuple[int, int]] = []
        apart = True
        kept = {c.start for c in own}
        for start, cell in sorted(told.items()):
            if start not in kept or cell.start == cell.end:
                apart = apart or start not in kept
            elif apart or not spans or self.table.turned:
                spans.append((cell.start, cell.end))
                apart = False
            else:
                spans[-1] = (spans[-1][0], cell.end)
        return tuple(self.document.span(start, end) for start, end in spans)


def marked(struck: Struck, times: Sequence[Timex], kind: MarkKind | str) -> list[Timex]:
    """The times under a mark, or under none."""
    return [t for t in times if struck.of(t.span.start, t.span.end) == kind]
