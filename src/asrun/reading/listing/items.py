"""Rows grouped into items: the row that opens one, the row that closes it, the lines under them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from asrun.model.wordbook import Wordbook
from asrun.reading.listing.clocks import Clock, head_of
from asrun.reading.listing.pairing import common_gap, ends, in_capitals
from asrun.reading.listing.rows import Row
from asrun.reading.listing.words import capitals, is_remark, moving, names_place, parts, route

_WORDS = Wordbook(__package__, "items")
_GATHER = _WORDS.pattern("gather", re.I)
_INNER = re.compile(r"(?<=[A-Za-z)\]\s,.])\d{1,2}:\d\d\s?[ap]\.?m\b")
_FOLLOWING = 5


@dataclass
class Item:
    """An item of a list: its rows, and the lines right under them."""

    row: Row
    end: Row | None = None
    following: list[Row] = field(default_factory=list)
    spoken: bool = False


def gathers(row: Row) -> bool:
    """Whether a timed row tells when the press or guests come together: a note of an event, no event."""
    return row.kind == "timed" and bool(_GATHER.match(row.text))


def items_of(rows: Sequence[Row]) -> Iterator[Item]:
    """The items of one block of rows; other rows are notes of the timed row before them."""
    timed = _noted(rows)
    _settle(timed)
    for row in timed:
        _take_title(row)
    spoken = in_capitals(timed)
    timed = [part for row in timed for part in _parted(row, spoken)]
    close, closing = common_gap(timed), ends(timed)
    for number, row in enumerate(timed):
        if closing[number]:
            continue
        end = timed[number + 1] if number + 1 < len(timed) and closing[number + 1] else None
        gap = max(close, end.gap if end else 0)
        yield Item(row, end, _following((end or row).notes, gap), spoken)


def _noted(rows: Sequence[Row]) -> list[Row]:
    """The timed rows of a block with the rows under them as notes; when guests gather is a note too."""
    timed: list[Row] = []
    early: list[Row] = []
    for row in rows:
        if row.kind == "timed" and not gathers(row):
            timed.append(row)
        elif timed:
            timed[-1].notes.append(row)
        elif gathers(row):
            early.append(row)
    if timed:
        timed[0].notes += early
    return timed


def _settle(timed: Sequence[Row]) -> None:
    """Gives clocks that lost their half of the day the one that keeps the list in order."""
    halves = [row.head.clock.half for row in timed if row.head and row.head.clock]
    if sum(h in ("a", "p") for h in halves) * 2 < len(halves):
        return
    before = 0
    for number, row in enumerate(timed):
        clock = row.head.clock if row.head else None
        if row.head and clock and clock.half in ("", "?") and clock.minutes < 780:
            after = next((r.minutes for r in timed[number + 1 : number + 9] if r.minutes is not None), 1440)
            later = [v for v in (clock.minutes % 720, clock.minutes % 720 + 720) if v >= before]
            row.minutes = next((v for v in later if v <= after), later[0] if later else clock.minutes % 720 + 720)
            mended = Clock(row.minutes, "p" if row.minutes >= 720 else "a", True)
            row.head = row.head._replace(clock=mended, damaged=True)
        before = row.minutes if row.minutes is not None else before


def _take_title(row: Row) -> None:
    """Gives a bare time the words of the line under it, where that line is no remark and no place."""
    if row.text or not row.notes:
        return
    note = row.notes[0]
    words = note.text.lstrip(") ")
    inner = _INNER.search(words)
    title = words[: inner.start()] if inner else words
    apart = note.gap > 0 and not inner and not moving(words)
    if note.kind != "words" or apart or is_remark(words) or not re.search(r"[A-Za-z]{3}", words):
        return
    if moving(title) or (not names_place(title) and not route(" " + words)[1]):
        row.notes = row.notes[1:]
        row.text, row.start, row.titled = words, note.line.end - len(words), note


def _parted(row: Row, spoken: bool) -> Iterator[Row]:
    """A row, and the row that the clock of its end opens where both were printed or scanned into one line."""
    inner = _INNER.search(row.text)
    head = head_of(row.text[inner.start() :]) if inner else None
    late = head and head.clock and row.minutes is not None and head.clock.minutes > row.minutes
    if not (inner and head and head.clock and late) or not (
        row.titled or (spoken and inner[0] in parts(row.text).words)
    ):
        yield row
        return
    title, rest = row.text[: inner.start()].rstrip(), row.text[inner.start() + head.end :]
    if row.titled is None and (capitals(title) < len(title) or not re.search(r"\w", rest)):
        yield row
        return
    line = (row.titled or row).line
    base = row.start - line.start + inner.start()
    moved = head._replace(start=base, end=base + head.end)
    text = rest.strip(" \t•")
    start = row.start + len(row.text) - len(rest.lstrip(" \t•"))
    row.text = title
    yield row
    yield Row(line, "timed", moved, start, text, 0, head.clock.minutes, row.notes)
    row.notes = []


def _following(notes: Sequence[Row], close: int) -> list[Row]:
    """The lines right under a row, up to the first that is a remark or stands apart; a place may stand a line lower."""
    found: list[Row] = []
    for note in notes[:_FOLLOWING]:
        if (
            note.kind != "words"
            or note.gap > close + names_place(note.text)
            or (is_remark(note.text) and not route(note.text)[1])
        ):
            break
        found.append(note)
    return found
