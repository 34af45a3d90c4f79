"""The lines of a mail's text: reply marks off, wrapped lines joined, and the older texts it carries along marked."""

import re
from itertools import pairwise
from typing import NamedTuple

from asrun.model.document import Line, Mark
from asrun.reading.lines import is_item
from asrun.reading.weaving import Weaver, through

_LINE = re.compile(r"[^\n]*\n?")
_REPLY = re.compile(r"(?:>[ \t]?)+|(?:\|[ \t]){1,5}(?=\S)")
_OLDER = re.compile(
    r"\s*(?:-{2,}\s*(?:original (?:message|appointment)|forwarded (?:message|by)|urspr.ngliche nachricht|mensaje original"
    r"|message d'origine)\b.{0,80}|begin forwarded message:|_{20,}|start of forwarded (?:message|text).{0,40})\s*$",
    re.I,
)
_HEADERS = re.compile(r"\s*\*?(?:from|sent|date|von|de)\*?\s*:", re.I)
_WROTE = re.compile(r"\s*(?:on|am|le|el)\b.{6,200}\b(?:wrote|schrieb|a écrit|escribió)\s*:\s*$", re.I | re.S)
_END = re.compile(r"[.!?:;]['\"”’)\]]*\s*$")
_MARK = re.compile(r"\s*(?:[-*•‣–—>#|]|\d{1,2}[.)]\s|\(?[a-z]\)\s)")
NARROW, WIDE = 56, 84


class _Row(NamedTuple):
    """A line: where its words begin and end, how often it is quoted, and the width it was wrapped at."""

    start: int
    end: int
    after: int
    depth: int


def shape(part: Weaver, made: Weaver, flowed: bool = False, joined: bool = False) -> None:
    """Adds a part's text to a mail's, shaped."""
    text = part.text()
    rows = _rows(text)
    older = _older(text, rows)
    join = _flowed(text, rows, joined) if flowed else _wrapped(text, rows)
    piece = Weaver()
    opened: tuple[int, int] | None = None
    for number, row in enumerate(rows):
        depth = row.depth + (older is not None and number >= older)
        if depth != (opened[1] if opened else 0):
            if opened:
                piece.mark("quoted", opened[0], str(opened[1]))
            opened = (piece.length, depth) if depth else None
        if number in join:
            end = row.end - (1 if flowed and joined else 0)
            piece.copy(text[row.start : end], row.start)
            if not (flowed and joined):
                piece.put(" ", row.end, max(row.after, rows[number + 1].start))
        else:
            start = piece.length
            piece.copy(text[row.start : row.end], row.start)
            if number == older:
                piece.mark("field", start, "separator=older")
            piece.put("\n", row.end, row.after)
    if opened:
        piece.mark("quoted", opened[0], str(opened[1]))
    base = made.length
    made.weave(piece.text(), through(piece.pieces, part.pieces))
    made.marks += [Mark(m.kind, m.start + base, m.end + base, m.value) for m in piece.marks]


def _rows(text: str) -> list[_Row]:
    rows = []
    at = 0
    while at < len(text):
        found = _LINE.match(text, at)
        after = found.end() if found else len(text)
        words = text[at:after].rstrip("\r\n")
        quoted = _REPLY.match(words)
        depth = quoted.group().count(">") + quoted.group().count("|") if quoted else 0
        start = at + (quoted.end() if quoted else 0)
        rows.append(_Row(start, at + len(words), after, depth))
        at = after
    return rows


def _older(text: str, rows: list[_Row]) -> int | None:
    """The line from which on an older mail stands below the new one, whole."""
    for number, row in enumerate(rows):
        if row.depth or row.end - row.start > 240:
            continue
        words = text[row.start : row.end]
        if _OLDER.match(words):
            below = "\n".join(text[r.start : r.end] for r in rows[number + 1 : number + 5])
            if "_" not in words or any(_HEADERS.match(w) for w in below.split("\n")):
                return number
        if _WROTE.match(words) and not any(r.depth for r in rows[number + 1 : number + 4]):
            return number
    return None


def _flowed(text: str, rows: list[_Row], joined: bool) -> set[int]:
    """Lines that a blank at their end joins to the next one (RFC 3676)."""
    return {
        n
        for n, (row, following) in enumerate(pairwise(rows))
        if text[row.start : row.end].endswith(" ")
        and text[row.start : row.end] != "-- "
        and row.depth == following.depth
    }


def _wrapped(text: str, rows: list[_Row]) -> set[int]:
    """Lines that a mail program broke where the next word did not fit any more."""
    lengths = [row.end - row.start for row in rows]
    width = max((n for n in lengths if n <= WIDE), default=0)
    if width < NARROW:
        return set()
    found: set[int] = set()
    first = 0
    while first < len(rows):
        last = first
        while (
            last + 1 < len(rows) and lengths[last + 1] and lengths[last] and rows[last + 1].depth == rows[first].depth
        ):
            last += 1
        block = [text[r.start : r.end] for r in rows[first : last + 1]]
        full = [_full(block[n], block[n + 1], width) for n in range(len(block) - 1)]
        whole = len(block) > 2 and all(full) and not any(_item(w) for w in block)
        found |= {first + n for n, f in enumerate(full) if f and (whole or block[n + 1].lstrip()[:1].islower())}
        first = last + 1
    return found


def _full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room in a line that may go on."""
    word = following.split(maxsplit=1)[:1]
    if not word or not NARROW - 8 <= len(line) <= WIDE or _MARK.match(following) or _item(following):
        return False
    return len(line.rstrip()) + 1 + len(word[0]) > width


def _item(words: str) -> bool:
    return is_item(Line(0, len(words.strip()), words.strip()))
