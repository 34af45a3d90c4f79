"""What one line of a text is: a list mark, an item that begins with a clock, a heading, the signature of a post."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from asrun.model.document import Line
from asrun.model.wordbook import Wordbook
from asrun.reading.listing.clocks import head_of
from asrun.reading.scan import Rare

_WORDS = Wordbook(__package__, "lines")
_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x85\u2028\u2029]*\S)?")
_BULLET = re.compile(r"[-*•‣▪●◦·–]\s+|\(?[a-z0-9]{1,2}\)\s+")
_EMBED = re.compile(r"\s*(?:[—–]|--)\s?[^()]{1,80}\(@\w{1,40}\)")
_ITEM = _WORDS.pattern("item", re.I)
_DAMAGED = _WORDS.pattern("damaged", re.I)
_CLOSING = _WORDS.pattern("closing", re.I)
_CLOCKED = _WORDS.pattern("clocked", re.I)
_SPOKEN = _WORDS.pattern("spoken", re.I)
LEGEND = Rare(_WORDS.pattern("legend", re.I))
_LIVE = _WORDS.pattern("live", re.I)
_TERMINAL = re.compile(r"[.!?:;,…][\"'”’)\]]*$|[\"”]$")
_ROW = _WORDS.pattern("row", re.I)
_MARKS, _ROWS, _WIDE = 12, 3, 160


def lines(text: str) -> tuple[Line, ...]:
    """The lines that hold something, trimmed, with their list marks taken off."""
    found = []
    for match in _LINE.finditer(text):
        inner, start = match.group(), match.start()
        mark = None if inner[:3].isalpha() else _BULLET.match(inner)
        if mark and len(inner) > mark.end():
            found.append(Line(start + mark.end(), start + len(inner), inner[mark.end() :], True))
        else:
            parts = _enumerated(inner) if inner.count(";") >= _ROWS - 1 else [(0, len(inner))]
            found += [Line(start + first, start + last, inner[first:last]) for first, last in parts]
    return tuple(found)


def _enumerated(inner: str) -> list[tuple[int, int]]:
    """Where a line parts into the items of a programme that it holds, each behind its clock, and what introduces them.

    >>> text = "Card: 8.30 coffee; 10.00 boat to the farm; 13.00 lunch."
    >>> [text[first:last] for first, last in _enumerated(text)]
    ['Card:', '8.30 coffee;', '10.00 boat to the farm;', '13.00 lunch.']
    """
    begun = [m.start("item") for m in _ROW.finditer(inner)]
    edges = [0, *begun] if begun and begun[0] else begun
    if len(begun) < _ROWS or any(b - a > _WIDE for a, b in pairwise((*begun, len(inner)))):
        return [(0, len(inner))]
    return [(a, a + len(inner[a:b].rstrip())) for a, b in pairwise((*edges, len(inner)))]


@lru_cache(1 << 13)
def _begins(words: str) -> bool | None:
    """Whether the first words of a line begin with a clock, None where it may be a damaged one; lines are asked again."""
    return True if _ITEM.match(words) else None if _DAMAGED.match(words) else False


def is_item(line: Line) -> bool:
    """Whether the line begins with a clock, as the items of a schedule do."""
    if line.stamp:
        return False
    begins = _begins(line.text[:60])
    if begins is not None:
        return begins
    head = head_of(line.text)
    return head is not None and (head.clock is None or head.clock.half in ("a", "p"))


def is_embed_mark(line: Line) -> bool:
    """Whether the line signs an embedded post: "— Name (@handle) Month D, YYYY"."""
    return bool(_EMBED.match(line.text[:140]))


def is_heading(line: Line) -> bool:
    """Whether the line is short and does not end as a sentence does."""
    return (
        not (line.bullet or line.stamp)
        and len(line.text) <= 90
        and len(line.text.split()) <= 14
        and not ends_sentence(line.text)
        and not is_item(line)
        and any(c.isalpha() for c in line.text)
    )


def is_live(lines: Sequence[Line]) -> bool:
    """Whether a document is a running report, whose entries begin with a clock as the items of a schedule do."""
    return any(_LIVE.match(n.text[:60]) and is_heading(n) for n in lines[:2])


def ends_sentence(text: str) -> bool:
    """Whether words end as those of a sentence or a quotation do."""
    return bool(_TERMINAL.search(text, max(0, len(text) - _MARKS)))


def has_clock(line: Line) -> bool:
    """Whether a line of a programme tells of an item and its clock, wherever it stands: "Wreath-laying, 10:30, old pier"."""
    text = line.text
    return len(text) < 300 and bool(_CLOCKED.search(text) or _CLOSING.search(text) or _SPOKEN.search(text))
