"""Content lines: name, parameters and value, unfolded, with the way back."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from asrun.reading.weaving import Weaver

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_NAME = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9-]{0,60})(?=[;:])")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})=("[^"]*"|[^;:"]*)((?:,(?:"[^"]*"|[^;:,"]*))*)')
_ESCAPE = re.compile(r"\\([nN,;\\:\"])")
_KNOWN = frozenset(
    "BEGIN END ACTION ATTACH ATTENDEE CALSCALE CATEGORIES CLASS COLOR COMMENT COMPLETED CONFERENCE CONTACT CREATED "
    "DESCRIPTION DTEND DTSTAMP DTSTART DUE DURATION EXDATE EXRULE FREEBUSY GEO IMAGE LAST-MODIFIED LOCATION METHOD "
    "NAME ORGANIZER PERCENT-COMPLETE PRIORITY PRODID RDATE RECURRENCE-ID REFRESH-INTERVAL RELATED-TO REPEAT "
    "REQUEST-STATUS RESOURCES RRULE SEQUENCE SOURCE STATUS SUMMARY TRANSP TRIGGER TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL "
    "UID URL VERSION".split()
)
LONGEST = 100_000


class Content(NamedTuple):
    """One content line: name in small letters, parameters by name in capitals, and its value as it stands, unfolded."""

    name: str
    parameters: dict[str, str]
    value: str
    pieces: Weaver
    start: int
    end: int
    glued: bool = False


def content_lines(raw: str) -> Iterator[Content]:
    """The content lines of a calendar in order. A line that is none goes to the value before it, as a broken text does."""
    held: list[tuple[int, int]] = []
    glued = False
    at = 1 if raw.startswith("\ufeff") else 0
    while at < len(raw):
        found = _LINE.match(raw, at)
        start, end, following = at, found.end(1) if found else len(raw), found.end() if found else len(raw)
        at = following
        if start == end:
            continue
        if raw[start] in " \t" and held and raw[held[0][0]] not in " \t":
            held.append((start + 1, end))
        elif _begins(raw, start, end, bool(held)):
            if held:
                yield from _content(raw, held, glued)
            held, glued = [(start, end)], False
        elif held:
            held.append((start - 1, end))
            glued = True
    if held:
        yield from _content(raw, held, glued)


def _begins(raw: str, start: int, end: int, within: bool) -> bool:
    """Whether a line is one of its own; behind another one only where its name is one that calendars use."""
    name = _NAME.match(raw, start, end)
    if not name:
        return False
    word = name[1].upper()
    return not within or word in _KNOWN or word.startswith("X-") or raw[name.end()] == ";"


def _content(raw: str, held: list[tuple[int, int]], glued: bool) -> Iterator[Content]:
    """The content line of its physical lines."""
    made = Weaver()
    for start, end in held:
        room = LONGEST - made.length
        made.copy(raw[start : min(end, start + room)], start)
        if room <= 0:
            break
    words = made.text()
    name = _NAME.match(words)
    if not name:
        return
    at = name.end()
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(words, at):
        parameters.setdefault(found[1].upper(), found[2].strip('"'))
        at = found.end()
    colon = words.find(":", at)
    if colon < 0:
        return
    yield Content(
        name[1].lower(), parameters, words[colon + 1 :], _part(made, colon + 1), held[0][0], held[-1][1], glued
    )


def _part(made: Weaver, start: int) -> Weaver:
    """The part of a text from a place on."""
    text, found = made.text(), Weaver()
    for piece in made.pieces:
        if piece.end > start:
            begin = max(piece.start, start)
            found.copy(text[begin : piece.end], piece.raw_start + begin - piece.start)
    return found


def unescaped(pieces: Weaver) -> Weaver:
    """A text value without its escapes."""
    text, made, at = pieces.text(), Weaver(), 0
    if "\\" not in text:
        return pieces
    raw = [(p.start, p.raw_start) for p in pieces.pieces]
    number = 0

    def place(point: int) -> int:
        nonlocal number
        while number + 1 < len(raw) and raw[number + 1][0] <= point:
            number += 1
        return raw[number][1] + point - raw[number][0]

    def copy(start: int, end: int) -> None:
        while start < end:
            begin = place(start)
            stop = min(end, raw[number + 1][0] if number + 1 < len(raw) else end)
            made.copy(text[start:stop], begin)
            start = stop

    for found in _ESCAPE.finditer(text):
        copy(at, found.start())
        sign = "\n" if found[1] in "nN" else found[1]
        made.put(sign, place(found.start()), place(found.end() - 1) + 1)
        at = found.end()
    copy(at, len(text))
    return made
