"""The tables of a document by row and column, and which of them are schedules."""

import re
from functools import cache
from typing import NamedTuple

from asrun.model.document import Document
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.gazetteer import zone_of

_WORDS = Wordbook(__package__, "grid")
_STRICT = (
    r"(?:[01]?\d|2[0-4])[:h][0-5]\d\b(?![:.]\d)"
    r"|(?:1[0-2]|0?[1-9])(?:[.:][0-5]\d)?[ \u00a0]?[ap]\.?[ \u00a0]?m\b|(?:noon|midnight)\b"
)
_DAY = r"(?:(?:[A-Z][a-z]{2,8},? )?\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?,? |\d{4}-\d\d-\d\d )?"
_CLOCK = re.compile(rf"\W{{0,3}}{_DAY}(?:(?:at|from|about|approx\.?|c\.) )?(?:{_STRICT})", re.I)
_LOOSE = re.compile(
    rf"\W{{0,3}}{_DAY}(?:(?:at|from|about|approx\.?|c\.) )?"
    rf"(?:{_STRICT}|(?:[01]?\d|2[0-4])\.[0-5]\d\b|(?:[01]\d|2[0-3])[0-5]\d\b)",
    re.I,
)
_WITHIN = re.compile(
    rf"^\W{{0,3}}(?:{_STRICT})|(?:\bat |[,:(\[–—-]) ?(?:{_STRICT})(?: ?[-–—] ?(?:{_STRICT}))?[)\].]?\s*$", re.I
)
_OPEN = _WORDS.pattern("open", re.I)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_HEAD = re.compile(
    rf"\W*(?P<weekday>{'|'.join(WEEK)})[a-z]*\.?,?"
    r"(?:\s+(?:[A-Z][a-z]+\.? )?(?P<number>\d{1,2})(?:st|nd|rd|th)?\.?(?: [A-Z][a-z]+\.?)?)?(?:,? \d{4})?\W*",
    re.I,
)
_MARK = re.compile(r"[A-Z]{1,4}T|UTC|GMT")
_TIMES = ("start", "end")


class Cell(NamedTuple):
    """The words text[start:end] of one cell; `column` counts from 1."""

    column: int
    start: int
    end: int
    text: str


class Table(NamedTuple):
    """The cells of a table's rows by column; `roles` are what its columns hold, as its head row `head` says.

    One whose clocks stand side by side in a row is `turned`: its columns are taken as rows.
    """

    rows: tuple[dict[int, Cell], ...]
    head: int | None
    roles: dict[int, str]
    turned: bool = False

    @property
    def start(self) -> int:
        """Where its first row begins."""
        return min(c.start for row in (self.rows if self.turned else self.rows[:1]) for c in row.values())

    @property
    def end(self) -> int:
        """Where its last row ends."""
        return max(c.end for row in (self.rows if self.turned else self.rows[-1:]) for c in row.values())

    @property
    def body(self) -> tuple[dict[int, Cell], ...]:
        """The rows below the head."""
        return self.rows if self.head is None else self.rows[self.head + 1 :]

    def heads(self) -> dict[int, Cell]:
        """The cells of the head row."""
        return {} if self.head is None else self.rows[self.head]

    def clock_columns(self) -> tuple[int, ...]:
        """The columns most of whose cells begin with a clock, or name a part of the day beside such."""
        counts: dict[int, list[int]] = {}
        for row in self.body:
            for column, cell in row.items() if not alone(row) else ():
                if any(c.isalnum() for c in cell.text):
                    clock = (_LOOSE if self.roles.get(column) in _TIMES else _CLOCK).match(cell.text[:40])
                    count = counts.setdefault(column, [0, 0, 0])
                    count[0] += 1
                    count[1] += bool(clock)
                    count[2] += bool(clock or _OPEN.match(cell.text[:40]))
        return tuple(
            column for column, (every, clocks, fits) in sorted(counts.items()) if clocks and fits * 5 >= every * 3
        )

    def shared_column(self) -> int | None:
        """The column whose cells hold a title and its clock, where no column holds clocks alone."""
        if self.clock_columns():
            return None
        for column in sorted({c for row in self.body for c in row}):
            cells = [
                row[column].text for row in self.body if column in row and row[column].text.strip() and not alone(row)
            ]
            clocked = sum(bool(_WITHIN.search(text[:160])) and len(text) < 160 for text in cells)
            if clocked > 1 and clocked * 5 >= len(cells) * 3:
                return column
        return None

    def days(self) -> dict[int, re.Match[str]]:
        """The columns whose heads name days, with what these say; none where their cells do not begin with clocks."""
        head = self.rows[0] if self.rows else {}
        found = {column: m for column, cell in head.items() if (m := _DAY_HEAD.fullmatch(cell.text))}
        if len(found) < 2 or any(c.text.strip() for column, c in head.items() if column not in found and column > 1):
            return {}
        cells = [row[c].text for row in self.rows[1:] for c in found if c in row and row[c].text.strip()]
        clocked = sum(bool(_CLOCK.match(text[:40])) for text in cells)
        return found if clocked > 1 and clocked * 5 >= len(cells) * 3 else {}

    @property
    def is_schedule(self) -> bool:
        """Whether it lists what happens at which clock: two rows of that, or one under a head that says so."""
        if self.days() or self.shared_column() is not None:
            return True
        columns = self.clock_columns()
        told = any(role in _TIMES for role in self.roles.values())
        rows = sum(any(_LOOSE.match(row[c].text[:40]) for c in columns if c in row) for row in self.body)
        others = {
            c
            for row in self.body
            for c, cell in row.items()
            if c not in columns and any(w.isalpha() for w in cell.text)
        }
        return rows >= (1 if told else 2) and bool(others)


def alone(row: dict[int, Cell]) -> Cell | None:
    """The one cell of a row that holds any words, across several columns or beside empty ones."""
    told = {cell.start: cell for cell in row.values() if cell.text.strip()}
    return next(iter(told.values())) if len(told) == 1 and len(row) > 1 else None


def tables(document: Document) -> tuple[Table, ...]:
    """The tables of a document in order."""
    found: list[dict[int, dict[int, Cell]]] = []
    for mark in document.marks:
        if mark.kind != "cell":
            continue
        row, _, column = mark.value.partition(",")
        if mark.value == "1,1" or not found:
            found.append({})
        cell = Cell(int(column), mark.start, mark.end, document.text[mark.start : mark.end])
        found[-1].setdefault(int(row), {})[int(column)] = cell
    return tuple(_upright(tuple(rows[number] for number in sorted(rows))) for rows in found)


def _upright(rows: tuple[dict[int, Cell], ...]) -> Table:
    """A table, or the same one turned where its first row holds the clocks of what stands below them."""
    table = _table(rows)
    first = [cell for cell in rows[0].values() if any(c.isalnum() for c in cell.text)] if rows else []
    clocks = sum(bool(_CLOCK.match(cell.text[:40])) for cell in first)
    if table.is_schedule or clocks < 2 or clocks < len(first) - 1 or len(rows) > 12:
        return table
    columns = sorted({column for row in rows for column in row})
    turned = tuple(
        {number: row[column]._replace(column=number) for number, row in enumerate(rows, 1) if column in row}
        for column in columns
    )
    return _table(turned)._replace(turned=True)


def _table(rows: tuple[dict[int, Cell], ...]) -> Table:
    """A table with its head: the first row of several cells, where none is a clock and one tells what stands below."""
    number = next((n for n, row in enumerate(rows[:4]) if not alone(row) and any(c.text for c in row.values())), None)
    head = rows[number] if number is not None else {}
    if number is None or len(rows) < 2 or any(_LOOSE.match(c.text[:40]) or len(c.text) > 60 for c in head.values()):
        return Table(rows, None, {})
    found = Table(rows, number, {column: role for column, cell in head.items() if (role := _role(cell.text))})
    over = [head[c].text for c in found.clock_columns() if c in head]
    return found if found.roles or (any(over) and not any(_OPEN.match(w) for w in over)) else Table(rows, None, {})


def _role(words: str) -> str | None:
    """What a column holds by the words of its head; clocks where these name no more than a zone."""
    outside = re.sub(r"\([^()]*\)", " ", words)
    names = re.findall(r"[^\W\d_]+(?:[ .’'-]+[^\W\d_]+)*", words.replace("’", "'"))
    told = [(w, roles()[w]) for w in re.findall(r"[^\W\d_]+", outside.lower()) if w in roles()]
    strong = [role for w, role in told if w not in _WORDS.words("weak")] or [role for _, role in told]
    if not strong:
        return "start" if any(zone_of(n) or _MARK.fullmatch(n) for n in names) else None
    return strong[0] if re.search(r"\b(?:of|and)\b|[/&]", outside) else strong[-1]


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = read_book(__package__, "heads")
    return found


@cache
def roles() -> dict[str, str]:
    """The words of heads, with what a column under them holds."""
    return {word: role for role, words in _data()["roles"].items() for word in words}


@cache
def states() -> dict[str, str]:
    """The words that say what became of a row's item, with what they say."""
    return {word: state for state, words in _data()["states"].items() for word in words}
