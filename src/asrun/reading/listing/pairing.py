"""Which rows of a list open an item, and which close the one before: the cheapest reading of the whole run.

A row costs more the less it looks like what it is read as. A start is a title, a movement or nothing (a title blacked
out); an end is later than its start and holds a place or the rest of a title. Where the list goes on at the clock of a row,
that row was an end. No sign decides alone, so that neither a damaged clock nor a missing word breaks the rows after it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from asrun.reading.changes.happenings import kinds
from asrun.reading.listing.rows import Row, in_two_zones
from asrun.reading.listing.words import capitals, labelled, moving, names_place, parts, route
from asrun.reading.memory import remembered

_NEVER = 99.0
LONGEST = 420  # minutes that an item may last over midnight
_WRAPS, _LAST = re.compile(r"(?:\b(?:AND|OF|THE|FOR|TO|WITH|ON|IN|AT|BY|A)|w/|[,/&-])$", re.I), 4
_PLAIN = re.compile(r"(?<![\w’'-])[a-zß-ÿ]{4,}")
_WORDED, _LOCATION = re.compile(r"\w{2}"), re.compile(r"\bLocation\s?:")


class Told(NamedTuple):
    """What the words of a row tell, whichever list they stand in; `run` is how long the capitals of the title are."""

    words: str
    loud: bool
    empty: bool
    run: int
    all_capitals: bool
    moves: bool
    held: bool
    event: bool
    place: bool
    labelled: bool
    closed: bool
    wraps: bool


@remembered
def told(text: str) -> Told:
    """What the words of a row tell."""
    words = parts(text).words
    title, _ = route(words)
    run, nouns = capitals(title), kinds().nouns
    label = labelled(words)
    return Told(
        words,
        loud=capitals(text) > 0,
        empty=not _WORDED.search(words),
        run=run,
        all_capitals=run >= len(title) > 0,
        moves=moving(title) is not None,
        held=bool(nouns.search(title)),
        event=bool(nouns.match(title)) and not names_place(title),
        place=bool(title or words) and (only_place(title or words) or only_place(title[run:])),
        labelled=label,
        closed=bool(_LOCATION.search(text)) and not label,
        wraps=bool(_WRAPS.search(title, max(0, len(title) - _LAST))),
    )


def only_place(text: str) -> bool:
    """Whether words name a place and nothing that is done there before it.

    >>> only_place("Mill Hotel, Market Road"), only_place("Tea with the guild, Market Road")
    (True, False)
    """
    first = text.partition(",")[0]
    return names_place(text) and (first == text or names_place(first) or not _PLAIN.search(first))


class Signs:
    """What a row tells in its list: its words, its clock, and whether the line right under it is a place."""

    __slots__ = ("housed", "minutes", "told", "until")

    def __init__(self, row: Row) -> None:
        self.told, self.minutes = told(row.text), row.minutes
        self.until = bool(row.head and row.head.until)
        self.housed = bool(row.notes) and _houses(row.notes[0])


def _houses(note: Row) -> bool:
    """Whether the line right under a row is its place."""
    return note.kind == "words" and note.gap == 0 and not capitals(note.text) and names_place(note.text)


def in_capitals(rows: Sequence[Row]) -> bool:
    """Whether the list sets its titles in capitals."""
    return _loud([told(row.text) for row in rows if row.text])


def _loud(rows: Sequence[Told]) -> bool:
    """Whether a third of some rows begin with capitals."""
    return sum(row.loud for row in rows) * 3 >= len(rows)


def in_pairs(rows: Sequence[Row]) -> bool:
    """Whether a third of the timed rows, and more than one, close an item with its place."""
    timed = [row for row in rows if row.kind == "timed"]
    return not in_two_zones(timed) and sum(ends(timed)) >= max(2, len(timed) / 3)


def in_places(rows: Sequence[Row]) -> bool:
    """Whether a fourth of the timed rows, and more than two, hold no more than the place where the one before them ends."""
    timed = [row for row in rows if row.kind == "timed"]
    closing = ends(timed)
    placed = sum(
        closed and only_place(row.text) and not kinds().nouns.match(row.text)
        for row, closed in zip(timed, closing, strict=True)
    )
    return not in_two_zones(timed) and placed >= max(3, len(timed) / 4)


def common_gap(rows: Sequence[Row]) -> int:
    """How many empty lines part rows that belong together."""
    gaps = sorted(row.gap for row in rows[1:])
    return gaps[len(gaps) // 4] if gaps else 0


def ends(rows: Sequence[Row]) -> list[bool]:
    """For each row of a run of timed rows whether it closes the row before it."""
    if not rows:
        return []
    signs = [Signs(row) for row in rows]
    spoken, close = _loud([sign.told for row, sign in zip(rows, signs, strict=True) if row.text]), common_gap(rows)
    starts, closes = [0.0], [_NEVER]
    back: list[tuple[bool, bool]] = [(False, False)]
    for number in range(1, len(rows)):
        opening = _opens(signs, number, spoken)
        single, paired = starts[-1] + _alone(signs, number - 1), closes[-1]
        closing = starts[-1] + _closes(rows, signs, number, spoken, close)
        back.append((paired < single, False))
        starts.append(min(single, paired) + opening)
        closes.append(closing)
    last = closes[-1] < starts[-1] + _alone(signs, len(rows) - 1)
    found = [False] * len(rows)
    for number in range(len(rows) - 1, -1, -1):
        found[number] = last
        last = False if last else back[number][0]
    return found


def _alone(signs: Sequence[Signs], number: int) -> float:
    """The cost of an item without an end."""
    sign = signs[number]
    return 0.0 if sign.told.moves or sign.told.closed else 0.6


def _opens(signs: Sequence[Signs], number: int, spoken: bool) -> float:
    """The cost of a row as a start."""
    sign = signs[number]
    if sign.told.moves:
        return 0.0
    if sign.told.labelled:
        return 4.0
    if sign.told.empty:
        return 0.8
    cost = 0.0
    if spoken and not sign.told.run:
        cost += 2.5
    if sign.told.place and not sign.told.event and sign.told.run == 0:
        cost += 1.5
    return cost


def _closes(rows: Sequence[Row], signs: Sequence[Signs], number: int, spoken: bool, close: int) -> float:
    """The cost of a row as the end of the item that the row before opens."""
    before, sign = signs[number - 1], signs[number]
    opener = rows[number - 1].titled or rows[number - 1]
    if opener.line == rows[number].line:
        return -5.0
    cost = _span(before, sign)
    if before.told.moves:
        cost += 5.0
    if before.told.closed or before.housed:
        cost += 2.0
    if before.until or sign.until:
        cost += 6.0
    if sign.told.moves:
        cost += 5.0
    if sign.told.empty:
        cost += 0.5 if before.told.empty else 1.6
    elif sign.told.event and (sign.told.all_capitals or not spoken):
        cost += 1.4 if before.told.wraps or len(before.told.words) > 40 else 3.0
    elif spoken and sign.told.all_capitals:
        wide = before.told.wraps or len(before.told.words) > 40
        cost += 0.2 if wide else (2.4 if sign.told.held else 1.6)
    elif not spoken and not sign.told.place:
        cost += 1.6
    gap = rows[number].gap
    if gap <= close:
        cost -= 0.5
    elif gap > close + 1:
        cost += 0.5
    follows = signs[number + 1] if number + 1 < len(signs) else None
    if follows and follows.minutes is not None and sign.minutes is not None:
        if follows.minutes == sign.minutes:
            cost -= 1.0
        elif follows.minutes < sign.minutes and sign.minutes - follows.minutes < 600:
            cost += 1.0
    return cost


def _span(before: Signs, sign: Signs) -> float:
    """The cost of the time between a start and its end."""
    if sign.minutes is None:
        return 0.3 if sign.told.place and not sign.told.moves else 3.0
    if before.minutes is None:
        return 0.5
    length = sign.minutes - before.minutes
    if length < 0:
        length += 1440
        if length > LONGEST:
            return 4.0 if sign.told.place and not sign.told.all_capitals else 6.0
        return 1.0 + length / 240
    if length == 0:
        return 4.0
    return max(0.0, (length - 180) / 120)
