"""Tables whose columns are days: each cell is an item of the day that the head of its column names."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from asrun.model.document import Line
from asrun.model.span import Span
from asrun.model.time import Timex
from asrun.reading.context import Times
from asrun.reading.tables.grid import WEEK, Cell, Table
from asrun.reading.times.clocks import place


def items(table: Table) -> Iterator[Line]:
    """The lines of the cells, one day after another."""
    for column in table.days():
        for cell in _cells(table, column):
            at = cell.start
            for text in cell.text.split("\n"):
                words = text.strip()
                start = at + len(text) - len(text.lstrip())
                if words:
                    yield Line(start, start + len(words), words)
                at += len(text) + 1


def in_days(table: Table, times: Times) -> dict[Span, Timex]:
    """The clocks of the cells on the days of their columns, on none where a head's number and weekday disagree."""
    found: dict[Span, Timex] = {}
    known = [t.value for t in times.timexes if t.type == "DATE" and re.match(r"\d{4}-\d\d", t.value)]
    for column, head in table.days().items():
        cell = table.rows[0][column]
        own = [t.value for t in times.between(cell.start, cell.end) if t.type == "DATE" and t.value in known]
        day = _day(head, [*own, *known])
        for body in _cells(table, column) if day or head["number"] else ():
            for time in times.between(body.start, body.end):
                if time.type != "TIME" or not time.value[11:12].isdigit():
                    continue
                if day is None:
                    value = f"XXXX-XX-XX{time.value[10:]}"
                    found[time.span] = msgspec.structs.replace(time, value=value, utc=None, anchor="")
                else:
                    hour, minute = int(time.value[11:13]), int(time.value[14:16])
                    wall = place(hour, minute, day, time.zone or times.local)
                    found[time.span] = msgspec.structs.replace(
                        time, value=wall.value, zone=wall.zone, utc=wall.utc, anchor="its column"
                    )
    return found


def _cells(table: Table, column: int) -> Iterator[Cell]:
    """The cells of a column below its head, each once."""
    seen = set()
    for row in table.rows[1:]:
        cell = row.get(column)
        if cell and cell.text.strip() and cell.start not in seen:
            seen.add(cell.start)
            yield cell


def _day(head: re.Match[str], known: Sequence[str]) -> date | None:
    """The day of a head: its own date, else its number or its weekday in the month or week that the document names."""
    weekday = WEEK.index(head["weekday"].lower())
    for value in known:
        if head["number"]:
            day = _date(f"{value[:7]}-{int(head['number']):02}")
        else:
            first = _date(value[:10])
            day = first + timedelta((weekday - first.weekday()) % 7) if first else None
        if day and day.weekday() == weekday:
            return day
    return None


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
