"""Tables of text: their cells by place, and the declared mappings that say what a column holds."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

MOST_CELLS = 500
_LONGEST = 20_000
DELIMITERS = ",;\t|"


class Cell(NamedTuple):
    """One cell: where its words stand without quote marks, and whether doubled quote marks stand in it."""

    start: int
    end: int
    escaped: bool = False


class Mapping(NamedTuple):
    """What the columns of one kind of table hold, how its days and clocks are written, and the zone they are in."""

    name: str
    title: str
    columns: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    days: tuple[str, ...]
    clocks: tuple[str, ...]
    zone: str
    skip: dict[str, frozenset[str]]


@cache
def mappings() -> tuple[Mapping, ...]:
    """Every declared mapping, by name."""
    folder = files("asrun.reading").joinpath("mappings").joinpath("csv")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(mapping(f.name[:-5], f.read_text(encoding="utf-8")) for f in found)


def mapping(name: str, text: str) -> Mapping:
    """The mapping that a file declares."""
    data: dict[str, Any] = tomllib.loads(text)
    return Mapping(
        name,
        data["title"],
        {field: tuple(columns) for field, columns in data["columns"].items()},
        tuple(data["needs"]),
        tuple(data["days"]),
        tuple(data.get("clocks", ())),
        data.get("zone", ""),
        {field: frozenset(words) for field, words in data.get("skip", {}).items()},
    )


def rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """The rows of a table (RFC 4180), those without words left out; a quote mark that never closes is plain text."""
    cell = _cell(delimiter)
    row: list[Cell] = []
    at = 1 if text.startswith("\ufeff") else 0
    last = text.rfind('"')
    while at < len(text):
        found = cell.match(text, at) if at <= last or text[at] != '"' else None
        if found and found[1] is not None:
            made = Cell(found.start(1), found.end(1), '""' in found[1])
        else:
            found = _bare(delimiter).match(text, at)
            assert found
            made = Cell(found.start(1), found.end(1))
        if len(row) < MOST_CELLS:
            row.append(made)
        at = found.end()
        if found[2] != delimiter:
            if any(c.end > c.start for c in row):
                yield row
            row = []
        elif at == len(text):
            row.append(Cell(at, at))
    if row:
        yield row


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'[ \t]*+"([^"]*+(?:""[^"]*+)*+)"[ ]*+({re.escape(delimiter)}|\r\n|\n|\r|\Z)')


@cache
def _bare(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"([^{re.escape(delimiter)}\r\n]*+)({re.escape(delimiter)}|\r\n|\n|\r|\Z)")


def words_of(text: str, cell: Cell) -> str:
    """The words of a cell."""
    words = text[cell.start : min(cell.end, cell.start + _LONGEST)]
    return (words.replace('""', '"') if cell.escaped else words).strip()


def fitting(heads: Sequence[str]) -> tuple[Mapping, dict[str, list[int]]] | None:
    """The mapping that knows most of a table's columns and finds all that it needs, with its fields' columns."""
    names = [" ".join(h.lower().replace("_", " ").split()) for h in heads]
    best: tuple[Mapping, dict[str, list[int]]] | None = None
    for one in mappings():
        found = {
            field: at
            for field, columns in one.columns.items()
            if (at := [names.index(n) for c in columns if (n := c.replace("_", " ")) in names])
        }
        known = len({n for at in found.values() for n in at})
        if all(n in found for n in one.needs) and (
            best is None or known > len({n for a in best[1].values() for n in a})
        ):
            best = one, found
    return best


def day_of(words: str, forms: Sequence[str]) -> date | None:
    """The day that words name in one of the forms; a clock behind an ISO day is let be."""
    for form in forms:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return None


def clock_of(words: str, forms: Sequence[str]) -> time | None:
    """The clock that words name in one of the forms."""
    plain = re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", words, flags=re.I)
    plain = re.sub(r"(?<=\d)(?=[ap]m$)", " ", plain, flags=re.I)
    for form in forms:
        try:
            return datetime.strptime(plain, form).time()
        except ValueError:
            continue
    return None
