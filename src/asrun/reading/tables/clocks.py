"""The clocks of a table's columns in the zones of their heads: one instant a row, and parts of the day as times."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Timex, day_of
from asrun.reading.context import Times
from asrun.reading.tables.grid import Cell, Table, alone, tables
from asrun.reading.tables.week import in_days
from asrun.reading.times.clocks import Wall, moved, place
from asrun.reading.times.doubts import disagreement
from asrun.reading.times.engine import Language, spoken
from asrun.reading.times.legends import head_zones

_FIGURES = re.compile(r"(?<![\d.,:])(?:([01]?\d|2[0-3])[.:h]([0-5]\d)|([01]\d|2[0-3])([0-5]\d))(?![\d%]|[.,:]\d)")
_SHORT, _BESIDE = 40, 12
_RANGE = re.compile(r"\s?[-–—]\s?")
_MARKS = frozenset("AM PM A.M P.M".split())


def in_columns(document: Document, given: Given, times: Times) -> Times:
    """The times of a document, those in the columns of a schedule's table in the zone that the column's head names."""
    found = [t for t in tables(document) if t.is_schedule]
    if not found:
        return times
    words = spoken(document.text, given.language)
    changed: dict[Span, Timex] = {}
    added: list[Timex] = []
    notices: list[Notice] = []
    for table in found:
        if days := in_days(table, times):
            changed |= days
            continue
        reader = _Columns(document, times, table, words, given.zones[0] if given.zones else None)
        reader.read()
        changed |= reader.changed
        added += (changed.get(t.span, t) for t in (*reader.added, *(f for own in reader.inside.values() for f in own)))
        notices += reader.notices
    timexes = sorted((*(changed.get(t.span, t) for t in times.timexes), *added), key=lambda t: t.span.start)
    return replace(times, timexes=tuple(timexes), notices=(*times.notices, *notices))


def is_clock(time: Timex) -> bool:
    """Whether an expression is a clock of the day."""
    return time.type == "TIME" and time.value[11:12].isdigit()


class _Columns:
    """The clocks of one table, row by row; `day` is that of the rows under way."""

    def __init__(self, document: Document, times: Times, table: Table, words: Language, venue: str | None) -> None:
        self.document, self.times, self.table, self.words = document, times, table, words
        told = {use.spans[0].start: use.zone for use in times.zones if use.spans}
        heads = head_zones(table, words, venue)
        self.zones = {column: told.get(legend.start, legend.zone) for column, legend in heads.items()}
        self.columns = table.clock_columns()
        self.day: date | None = None
        self.changed: dict[Span, Timex] = {}
        self.added: list[Timex] = []
        self.inside: dict[int, list[Timex]] = {}
        self.notices: list[Notice] = []

    def read(self) -> None:
        """Reads every row of the body."""
        inside = self.times.between(self.table.start, self.table.end)
        self.day = next((day_of(t.when) or _day(t) for t in inside if is_clock(t)), None)
        zoned = [c for c in self.columns if c in self.zones]
        base = next((c for c in zoned if self.zones[c] == self.times.local), zoned[0] if zoned else None)
        for row in self.table.body:
            self._note_day(row)
            if alone(row):
                continue
            for column in self.columns:
                if column in row and row[column].start not in self.inside:
                    self._figures(row[column])
            if base:
                self._row(row, zoned, base)
            for cell in self._open_cells(row):
                self._part(cell)

    def _clocks(self, cell: Cell | None) -> list[Timex]:
        """The clocks of a cell that bear no mark of their own."""
        inside = self.times.between(cell.start, cell.end) if cell and cell.end > cell.start else ()
        every = sorted((*inside, *self.inside.get(cell.start if cell else -1, ())), key=lambda t: t.span.start)
        return [t for t in every if is_clock(t) and not _marked(t.span.exact)]

    def _figures(self, cell: Cell) -> None:
        """Adds the clocks of a cell that are none elsewhere: the column tells that "12.15" and "0930" are clocks."""
        found: list[Timex] = []
        self.inside[cell.start] = found
        known = self.times.between(cell.start, cell.end) if cell.end > cell.start else ()
        day = self.day or day_of(self.times.created)
        if day is None or len(cell.text) > _SHORT:
            return
        for match in _FIGURES.finditer(cell.text):
            start, end = cell.start + match.start(), cell.start + match.end()
            if any(t.span.start < end and start < t.span.end for t in known):
                continue
            hour, minute = int(match[1] or match[3]), int(match[2] or match[4])
            wall = place(hour, minute, day, self.times.local)
            last = found[-1] if found else None
            if last and not last.until and _RANGE.fullmatch(cell.text, last.span.end - cell.start, match.start()):
                if wall.value < last.value:
                    wall = place(hour, minute, moved(day, 1), self.times.local)
                found[-1] = msgspec.structs.replace(last, until=self.document.span(start, end))
            span = self.document.span(start, end)
            found.append(Timex(span, "TIME", wall.value, wall.zone, wall.utc, rule="tables.clock", anchor="its row"))

    def _note_day(self, row: dict[int, Cell]) -> None:
        """The day that a row names, or else that of its clocks."""
        inside = [(t, c) for c in row.values() for t in self.times.between(c.start, c.end) if day_of(t.when)]
        named = [t for t, c in inside if t.type == "DATE" and len(c.text) - (t.span.end - t.span.start) <= _BESIDE]
        named = named or [t for t, _ in inside if t.type == "TIME"]
        self.day = day_of(named[0].when) if named else self.day

    def _row(self, row: dict[int, Cell], zoned: Sequence[int], base: int) -> None:
        """The clocks of a row: the venue's column on its own day, the others as the same instants."""
        first = self._clocks(row.get(base))
        for time in first:
            self._put(time, _wall(time, 0, self.zones[base]), None)
        for column in zoned:
            other = self._clocks(row.get(column))
            if column == base or (row[column].start == row[base].start if {column, base} <= row.keys() else False):
                continue
            paired = len(other) == len(first) and self.table.roles.get(column) == self.table.roles.get(base)
            for number, time in enumerate(other):
                twin = self.changed.get(first[number].span) if paired else None
                self._place(time, self.zones[column], twin)

    def _place(self, time: Timex, zone: str, twin: Timex | None) -> None:
        """Puts a clock on the day that makes it the same instant as its twin in the venue's column."""
        walls = [_wall(time, shift, zone) for shift in (0, -1, 1)]
        if twin is None or twin.utc is None:
            self._put(time, walls[0], None)
            return
        same = next((w for w in walls if w and w.utc == twin.utc), None)
        if same is None and walls[0]:
            span = min(time.span, twin.span)
            end = max(time.span.end, twin.span.end)
            self.notices.append(
                disagreement(self.document.span(span.start, end), (twin.zone or zone, zone), walls[0].local.date())
            )
            self._put(twin, Wall(walls[0].local, twin.zone, None), None, keep=True)
            self._put(time, walls[0]._replace(utc=None), twin.span)
            return
        self._put(time, same, twin.span)

    def _put(self, time: Timex, wall: Wall | None, twin: Span | None, keep: bool = False) -> None:
        """Notes the reading of a clock; `keep` its value."""
        if wall is None:
            return
        value = time.value if keep else wall.value
        self.changed[time.span] = msgspec.structs.replace(
            time, value=value, zone=wall.zone, utc=wall.utc, twin=twin or time.twin, alternatives=()
        )

    def _open_cells(self, row: dict[int, Cell]) -> Iterator[Cell]:
        """The cells of the clock columns that hold no clock and no other time, each once."""
        seen = set()
        for column in self.columns:
            cell = row.get(column)
            if (
                cell
                and cell.start not in seen
                and not self.inside.get(cell.start)
                and not self.times.between(cell.start, max(cell.end, cell.start + 1))
            ):
                seen.add(cell.start)
                yield cell

    def _part(self, cell: Cell) -> None:
        """A cell that says no more than a part of the day: "Afternoon"."""
        part = self.words.words["part"].get(cell.text.lower())
        day = self.day or day_of(self.times.created)
        if part and day:
            zone = self.times.local
            span = self.document.span(cell.start, cell.end)
            self.added.append(Timex(span, "TIME", f"{day}T{part}", zone, rule="tables.part", anchor="its row"))


def _day(time: Timex) -> date | None:
    """The day of a clock in any zone or none."""
    return None if "X" in time.value else date.fromisoformat(time.value[:10])


def _wall(time: Timex, shift: int, zone: str) -> Wall | None:
    """A clock on its day, or one beside it, in a zone; None where its day is not known."""
    try:
        local = datetime.fromisoformat(time.value) + timedelta(days=shift)
    except (ValueError, OverflowError):
        return None
    return place(local.hour, local.minute, local.date(), zone)


def _marked(words: str) -> bool:
    """Whether a clock bears a zone mark of its own."""
    last = words.rstrip(".").rpartition(" ")[2].rpartition("\u00a0")[2]
    return len(last) > 1 and last.isupper() and last.upper() not in _MARKS and last.isalpha()
