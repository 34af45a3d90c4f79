"""Rows grouped into items: the row that opens one, the row that closes it, the words under them, what they say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from asrun.reading.changes.happenings import kinds
from asrun.reading.listing.clocks import Clock, head_of
from asrun.reading.listing.pairing import common_gap, ends, in_capitals
from asrun.reading.listing.rows import Row
from asrun.reading.listing.words import (
    Parts,
    capitals,
    is_remark,
    labelled,
    names_place,
    moving,
    numbered_room,
    parts,
    place_of,
    route,
    tidy,
)

_GATHER = re.compile(
    r"\W*(?:(?:final|press|media|pool|crew|travel|tv|photo|stills?|guests?|staff)\s+)*"
    r"(?:gather(?:ing)?s?|pre-?sets?|meet(?:ing)? point|doors open|(?:press|media|pool|crew|tv) call)\b"
    r"|\W*call time\b.*\b(?:press|media|pool|crew)\b",
    re.I,
)
_INNER = re.compile(r"(?<=[A-Za-z)\]\s,.])\d{1,2}:\d\d\s?[ap]\.?m\b")
_UNSET = re.compile(r"(?:room |place |time |location )?(?:tbd|tbc|tba)\W*$", re.I)
_STRAIGHT = re.compile(r"(?:[A-Z][a-z]\S*\s?|(?:of|the|and|de|at)\s){1,6}")
_UNENDED = re.compile(r"\b(?:AND|OF|THE|FOR|TO|WITH|ON|IN|AT|BY)$|[,/&-]$", re.I)
_FOLLOWING = 5


@dataclass
class Item:
    """An item of a list: its rows, its words, where it is; `used` are the rows under it that say so.

    `plain` marks one line of plain words that holds all there is.
    """

    row: Row
    end: Row | None = None
    used: list[Row] = field(default_factory=list)
    title: str = ""
    places: list[tuple[Row, str]] = field(default_factory=list)
    origin: tuple[Row, str] | None = None
    destination: tuple[Row, str] | None = None
    moves: str = ""
    tentative: bool = False
    withheld: bool = False
    mended: list[Row] = field(default_factory=list)
    plain: bool = False


def gathers(row: Row) -> bool:
    """Whether a timed row tells when the press or guests come together: a note of an event, no event."""
    return row.kind == "timed" and bool(_GATHER.match(row.text))


def items_of(rows: Sequence[Row]) -> Iterator[Item]:
    """The items of one block of rows; other rows are notes of the timed row before them."""
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
    _settle(timed)
    close = common_gap(timed)
    for row in timed:
        _take_title(row, close)
    spoken = in_capitals(timed)
    closing = ends(timed)
    for number, row in enumerate(timed):
        if not closing[number]:
            after = timed[number + 1] if number + 1 < len(timed) and closing[number + 1] else None
            yield _item(row, after, spoken, close)


def _settle(timed: Sequence[Row]) -> None:
    """Gives clocks that lost their half of the day the one that keeps the list in order."""
    halves = [row.head.clock.half for row in timed if row.head and row.head.clock]
    if sum(h in ("a", "p") for h in halves) * 2 < len(halves):
        return
    before = 0
    for number, row in enumerate(timed):
        clock = row.head.clock if row.head else None
        if row.head and clock and clock.half in ("", "?") and clock.minutes < 780:
            after = next((r.minutes for r in timed[number + 1 :] if r.minutes is not None and r.head), None)
            both = (clock.minutes % 720, clock.minutes % 720 + 720)
            kept = [v for v in both if v >= before and (after is None or v <= after)] or [
                v for v in both if v >= before
            ]
            row.minutes = (kept or [both[1]])[0]
            mended = Clock(row.minutes, "p" if row.minutes >= 720 else "a", True)
            row.head = row.head._replace(clock=mended, damaged=True)
        before = row.minutes if row.minutes is not None else before


def _take_title(row: Row, close: int) -> None:
    """Gives a bare time the words of the line under it, where that line is no remark."""
    if row.text or not row.notes:
        return
    note = row.notes[0]
    inner = _INNER.search(note.text)
    words = note.text.lstrip(") ")
    if note.kind != "words" or (note.gap > 0 and not inner) or is_remark(words) or not re.search(r"[A-Za-z]{3}", words):
        return
    if names_place(words) or route(" " + words)[1]:
        return
    row.notes = row.notes[1:]
    row.text, row.start = words, note.line.start
    row.titled = note
    head = head_of(note.text[inner.start() :]) if inner else None
    if inner and head and row.head and head.clock:
        row.text = tidy(note.text[: inner.start()].lstrip(") "))
        row.head = row.head._replace(until=head.clock)
        row.behind = tidy(note.text[inner.start() + head.end :])


def _item(row: Row, end: Row | None, spoken: bool, close: int) -> Item:
    """One item with its words parted into title, places and remarks."""
    item = Item(row, end)
    said = parts(row.text)
    closing = parts(end.text) if end else None
    item.mended = [r for r, p in ((row, said), (end, closing)) if r and p and p.damaged]
    item.tentative = said.tentative or row.tentative or bool(end and end.tentative and end.minutes is not None)
    item.tentative = item.tentative or bool(closing and re.search(r"\([tT0I]\)", end.text if end else ""))
    notes = [*row.notes, *(end.notes if end else [])] if end is None else [*end.notes]
    following = _following(notes, max(close, end.gap if end else 0))
    title, destination = route(said.words)
    verb = moving(title)
    whole = not spoken and end is None and not item.mended and bool(row.text) and row.titled is None
    item.plain = whole and not destination and not following and bool(row.head and not row.head.damaged)
    if verb and end is None:
        _journey(item, verb, title, destination, said.remark, following)
        return item
    _event(item, said, closing or Parts("", "", False, False), spoken, following)
    return item


def _following(notes: Sequence[Row], close: int) -> list[Row]:
    """The lines right under a row, up to the first that is a remark or stands apart."""
    found: list[Row] = []
    for note in notes[:_FOLLOWING]:
        if note.kind != "words" or note.gap > max(close, 0) or (is_remark(note.text) and not route(note.text)[1]):
            break
        found.append(note)
    return found


def _journey(
    item: Item, verb: re.Match[str], title: str, destination: str, remark: str, following: Sequence[Row]
) -> None:
    """A departure or an arrival: from where, where to."""
    row = item.row
    word = verb[0].lower()
    known = next((k for m, k in kinds().moves.items() if word.strip(" .,:").startswith(m)), None)
    item.moves = known or ("arrival" if word.startswith(("arriv", "wheels down")) else "departure")
    if not destination and remark:
        destination = route(" " + remark)[1] or (remark if item.moves == "departure" and names_place(remark) else "")
    here = place_of(title[verb.end() :])
    here = tidy(re.sub(r"\(?\b[Tt]bd\)?$", "", here)) if here.lower() != "tbd" else ""
    if not destination:
        for note in following[:3]:
            leads = route(note.text)[1]
            if leads:
                destination = leads
                item.used.append(note)
                item.destination = (note, destination)
                break
    if not here and following and not route(following[0].text)[1]:
        here = place_of(following[0].text)
        item.used.append(following[0])
    item.title = title
    if destination and not _UNSET.match(destination):
        item.destination = item.destination or (row, destination)
    if here and item.moves == "departure":
        item.origin = (row, here)
        item.places = [(row, here)]
    elif here:
        item.destination = (row, here)
        item.places = [(row, here)]


def _event(item: Item, said: Parts, closing: Parts, spoken: bool, following: Sequence[Row]) -> None:
    """Title and place of an event from the row that opens it, the row that closes it and the lines under them."""
    row, end = item.row, item.end
    words, remark, behind = said.words, said.remark, closing.remark
    title, place = words, ""
    where = row
    if spoken:
        cut = capitals(words)
        if 0 < cut < len(words) and (names_place(words[cut:]) or (end is None and _STRAIGHT.fullmatch(words[cut:]))):
            title, place = tidy(words[:cut]), tidy(words[cut:])
        elif cut == 0 and end is None and names_place(words):
            title, place = "", words
    labels = re.search(r"\b(?:Location|Venue|Place)\s?:", words)
    if labels and not place:
        title, place = tidy(words[: labels.start()]), tidy(words[labels.start() :])
    rest = closing.words
    if rest:
        wide = len(words) > 26 or not re.search(r"\w{2}", words)
        cut = capitals(rest) if spoken and (wide or capitals(rest) < len(rest)) else 0
        if cut == len(rest):
            cut = 0 if _UNSET.match(rest) else numbered_room(rest)
        if cut and (cut < len(rest) or not names_place(rest) or len(words) > 38 or _UNENDED.search(words)):
            title, rest = tidy(f"{title} {place} {rest[:cut]}"), tidy(rest[cut:])
            place = ""
        if rest and end:
            place, where = rest, end
    if row.behind and not place:
        place = row.behind
    goes_on = bool(place) and len((end or row).line.text) > 70 and not behind and len(place.split()) < 3
    for note in following:
        if route(note.text)[1]:
            break
        under = parts(note.text)
        cut = capitals(under.words) if spoken else 0
        if behind or (remark and end is None and row.text.endswith(remark) and len(row.line.text) > 75):
            break
        if goes_on:
            place = tidy(f"{place} {under.words}")
            item.used.append(note)
            break
        if place:
            break
        if cut and not labelled(under.words):
            title = tidy(f"{title} {under.words[:cut]}")
            item.used.append(note)
        if cut < len(under.words):
            place, where = tidy(under.words[cut:]), note
            item.used.append(note)
        elif under.remark and names_place(under.remark):
            place, where = under.remark, note
    for one, holder in ((remark, row), (behind, end)):
        if not place and one and holder and (labelled(one) or (names_place(one) and len(one.split()) < 8)):
            place, where = one, holder
    item.title = title
    item.withheld = not re.search(r"\w", said.words) or not re.search(r"\w", title)
    place = place_of(place)
    if place and not _UNSET.match(place) and not route(" " + place)[1]:
        item.places = [(where, place)]
