"""What the rows of an item say: its title, where it is, from where and where to, and how firm it is."""

import re
from dataclasses import dataclass, field
from typing import Literal

from asrun.reading.changes.happenings import kinds
from asrun.reading.listing.items import Item
from asrun.reading.listing.rows import Row
from asrun.reading.listing.words import (
    Parts,
    capitals,
    labelled,
    moving,
    names_place,
    numbered_room,
    parts,
    place_of,
    route,
    tidy,
    unset,
)

_STRAIGHT = re.compile(r"(?:[A-Z][a-z]\S*\s?|(?:of|the|and|de|at)\s){1,6}")
_UNENDED = re.compile(r"\b(?:AND|OF|THE|FOR|TO|WITH|ON|IN|AT|BY)$|[,/&-]$", re.I)
_LOCATED = re.compile(r"\b(?:Location|Venue|Place)\s?:")
_MARKED, _WORDED = re.compile(r"\(\s?[tT]\s?\)"), re.compile(r"\w")
_WIDE, _LONG = 26, 38  # letters of a title that may run on, and of one that surely fills its line
_FULL = 70
_NOTHING = Parts("", "", False, False)

Where = tuple[Row, str]


@dataclass
class Said:
    """What an item's rows say; `used` are lines under them that say some of it, `mended` rows with a broken mark.

    `withheld` marks an item whose title is not there, `plain` one line of plain words that holds all there is.
    """

    title: str = ""
    place: Where | None = None
    origin: Where | None = None
    destination: Where | None = None
    moves: Literal["", "departure", "arrival"] = ""
    tentative: bool = False
    withheld: bool = False
    plain: bool = False
    used: list[Row] = field(default_factory=list)
    mended: list[Row] = field(default_factory=list)


def said_by(item: Item) -> Said:
    """What an item's rows say."""
    row, end = item.row, item.end
    opening, closing = parts(row.text), parts(end.text) if end else _NOTHING
    said = Said()
    said.mended = [r for r, p in ((row, opening), (end, closing)) if r and p.damaged]
    marked = closing.damaged or bool(end and _MARKED.search(end.text))
    said.tentative = opening.tentative or row.tentative or marked
    said.tentative = said.tentative or bool(end and end.tentative and end.minutes is not None)
    title, destination = route(opening.words)
    verb = moving(title)
    leads = route(" " + closing.words)[1]
    if verb and (end is None or leads):
        _journey(said, item, verb, title, destination or leads, opening.remark)
    else:
        _event(said, item, opening, closing)
    whole = end is None and bool(row.text) and row.titled is None and not item.following and not destination
    said.plain = whole and not item.spoken and not said.mended and bool(row.head and not row.head.damaged)
    return said


def _journey(said: Said, item: Item, verb: re.Match[str], title: str, destination: str, remark: str) -> None:
    """A departure or an arrival: from where, where to."""
    word = verb[0].lower().strip(" .,:")
    known = next((kind for move, kind in kinds().moves.items() if word.startswith(move)), "departure")
    said.moves = "arrival" if known == "arrival" or word.startswith("arriv") else "departure"
    said.title = title
    where = item.row
    if not destination and remark:
        destination = route(" " + remark)[1]
        if not destination and said.moves == "departure" and names_place(remark):
            destination = remark
    here = place_of(title[verb.end() :])
    if not destination:
        lines = [(note, leads) for note in item.following[:3] if (leads := route(note.text)[1])]
        if lines:
            where, destination = lines[0]
            said.used.append(where)
    if not here and item.following and not route(item.following[0].text)[1]:
        here = place_of(item.following[0].text)
        said.used.append(item.following[0])
    if destination and not unset(destination):
        said.destination = (where, destination)
    if here and not unset(here):
        said.place = (item.row, re.sub(r"\s\(?T[Bb][Dd]\)?$", "", here))
        if said.moves == "departure":
            said.origin = said.place
        else:
            said.destination = said.place


def _event(said: Said, item: Item, opening: Parts, closing: Parts) -> None:
    """Title and place of an event from the row that opens it, the row that closes it and the lines under them."""
    title, place = _opened(item, opening.words)
    where = item.row
    if closing.words and item.end:
        title, place = _closed(item, title, place, closing.words)
        where = item.end if place in closing.words else where
    title, found = _under(said, item, title, place, where, bool(closing.remark), opening.remark)
    remarks = ((opening.remark, item.row), (closing.remark, item.end))
    for remark, row in remarks:
        short = names_place(remark) and len(remark.split()) < 8
        if not found[1] and row and (labelled(remark) or short):
            found = (row, remark)
    said.title = title
    said.withheld = not _WORDED.search(opening.words) or not _WORDED.search(title)
    name = place_of(found[1])
    if name and not unset(name) and not route(" " + name)[1]:
        said.place = (found[0], name)


def _opened(item: Item, words: str) -> tuple[str, str]:
    """Title and place of the row that opens an event; a place stands behind the capitals of a title, or behind its label."""
    if item.spoken:
        cut = capitals(words)
        rest = words[cut:]
        if 0 < cut < len(words) and (names_place(rest) or (item.end is None and _STRAIGHT.fullmatch(rest))):
            return tidy(words[:cut]), tidy(rest)
        if cut == 0 and item.end is None and names_place(words):
            return "", words
    label = _LOCATED.search(words)
    return (tidy(words[: label.start()]), tidy(words[label.start() :])) if label else (words, "")


def _closed(item: Item, title: str, place: str, rest: str) -> tuple[str, str]:
    """Title and place with the row that closes an event: capitals go on with a title that may not have ended."""
    opened = parts(item.row.text).words
    wide = len(opened) > _WIDE or not re.search(r"\w{2}", opened)
    run = capitals(rest) if item.spoken else 0
    cut = run if wide or run < len(rest) else 0
    if cut == len(rest):
        cut = 0 if unset(rest) else numbered_room(rest)
    if cut and (cut < len(rest) or not names_place(rest) or len(opened) > _LONG or _UNENDED.search(opened)):
        return tidy(f"{title} {place} {rest[:cut]}"), tidy(rest[cut:])
    return title, rest


def _under(
    said: Said, item: Item, title: str, place: str, where: Row, remarked: bool, remark: str
) -> tuple[str, Where]:
    """Title and place with the rest of either from the lines under the rows, unless these go on with a remark."""
    last = item.end or item.row
    full = len(last.line.text) > _FULL
    if remarked or (remark and item.end is None and full):
        return title, (where, place)
    goes_on = bool(place) and full and len(place.split()) < 3
    for note in item.following:
        if (place and not goes_on) or route(note.text)[1]:
            break
        under = parts(note.text)
        if goes_on:
            said.used.append(note)
            return title, (where, tidy(f"{place} {under.words}"))
        cut = capitals(under.words) if item.spoken else 0
        if cut and not labelled(under.words):
            title = tidy(f"{title} {under.words[:cut]}")
            said.used.append(note)
        if cut < len(under.words):
            place, where = tidy(under.words[cut:]), note
            said.used.append(note)
        elif names_place(under.remark):
            place, where = under.remark, note
    return title, (where, place)
