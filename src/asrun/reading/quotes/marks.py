"""What stands between quote marks: a state per paragraph that never throws."""

import re
from typing import NamedTuple

_MARK = re.compile(r"[\"“”„«»]")
_SMALL = frozenset("of the and for on in to a an with at by de la el".split())


class Quote(NamedTuple):
    """Code points inside a pair of marks; `closed` is False where the paragraph ended first."""

    start: int
    end: int
    closed: bool


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """The quotes of one paragraph text[start:end], in order; a mark without a partner opens one to the paragraph's end."""
    found: list[Quote] = []
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            after = text[at + 1 : at + 2]
            if mark in "“„«" or (mark == '"' and after and not after.isspace()):
                opened = match.end()
        elif mark in '"”»' or (mark == "“" and opened and text[opened - 1] == "„"):
            if at > opened:
                found.append(Quote(opened, at, True))
            opened = None
        elif mark in "“«":
            opened = match.end()
    if opened is not None and opened < end:
        found.append(Quote(opened, end, False))
    return found


def is_title(text: str, quote: Quote) -> bool:
    """Whether a quote is the title of an event or work: words in capitals after an article or a number, nothing said.

    >>> is_title('take part in a "Joint Pact Ceremony" today', Quote(16, 35, True))
    True
    """
    words = text[quote.start : quote.end].split()
    if not 1 < len(words) <= 9 or words[-1][-1] in ",.!?":
        return False
    capital = all(w[0].isupper() or w.lower() in _SMALL for w in words if w[0].isalpha())
    before = text[max(0, quote.start - 30) : quote.start - 1]
    named = re.search(r"\b(?:an?|the|his|her|their|its|this|called|named|titled|entitled|-long|[a-z]+) $", before)
    return capital and bool(named)
