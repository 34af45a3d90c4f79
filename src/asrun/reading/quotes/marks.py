"""What stands between quote marks: a state per paragraph that never throws."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from asrun.model.wordbook import Wordbook

_WORDS = Wordbook(__package__, "words")
_MARK = re.compile(r"[\"“”„«»]|``|''|‘‘|’’|(?<![\w’'])[‘'](?=\w)|(?<=[,.?!…])[’'](?!\w)")
_ANY = re.compile("[\"“”„«»`'‘’]")
# British quotes, not an apostrophe: a single mark counts where one behind a stop can close it.
_CLOSE = re.compile(r"[,.?!…][’'](?!\w)")
_REACH = 2000
_OPENS = frozenset(("“", "„", "«", "``", "‘‘"))
_CLOSES = frozenset(("”", "»", "’’"))
_SINGLE = frozenset("‘’'")


class Quote(NamedTuple):
    """Code points inside a pair of marks; `closed` is False where the paragraph ended first.

    `opens` and `closes` are the same stretch with its marks.
    """

    start: int
    end: int
    closed: bool
    opens: int
    closes: int


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The marks of a stretch; only where a sign of one stands is one looked for."""
    passed = start
    for sign in _ANY.finditer(text, start, end):
        if sign.start() >= passed and (match := _MARK.match(text, sign.start(), end)):
            passed = match.end()
            yield match


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """The quotes of one paragraph text[start:end], in order; a mark without a partner opens one to the paragraph's end."""
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    closing = -1
    for match in _marks(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            after = text[match.end() : match.end() + 1]
            if mark in _OPENS or (mark in ('"', "''") and match.end() < end and not after.isspace()):
                opened = match
            elif mark in _SINGLE and text[at + 1 : at + 2].isupper():
                if closing < at:
                    found_close = _CLOSE.search(text, at, end)
                    closing = found_close.start() if found_close else end
                opened = match if closing < min(end, at + _REACH) else None
            continue
        first = opened.group()
        if first in _SINGLE:
            if mark in _SINGLE and text[match.end() : match.end() + 1] in " ,.;\n)":
                found.append(Quote(opened.end(), at, True, opened.start(), match.end()))
                opened = None
        elif mark in _SINGLE:
            continue
        elif mark in _CLOSES or mark in ('"', "''") or (mark == "“" and first == "„"):
            if at > opened.end():
                found.append(Quote(opened.end(), at, True, opened.start(), match.end()))
            opened = None
        elif first != "``":
            opened = match
    if opened is not None and opened.end() < end and opened.group() not in _SINGLE:
        found.append(Quote(opened.end(), end, False, opened.start(), end))
    return found


def is_title(text: str, quote: Quote) -> bool:
    """Whether a quote is the title of an event or work: words in capitals after an article or a number, nothing said.

    >>> is_title('take part in a "Joint Pact Ceremony" today', Quote(16, 35, True, 15, 36))
    True
    """
    words = text[quote.start : quote.end].split()
    if not 1 < len(words) <= 9 or words[-1][-1] in ",.!?":
        return False
    capital = all(w[0].isupper() or w.lower() in _WORDS.words("small") for w in words if w[0].isalpha())
    before = text[max(0, quote.start - 30) : quote.start - 1]
    named = re.search(r"\b(?:an?|the|his|her|their|its|this|called|named|titled|entitled|-long|[a-z]+) $", before)
    return capital and bool(named)
