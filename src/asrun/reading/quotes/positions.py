"""Who stands nearest to a quote: the second reading of who speaks, by position alone."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.quotes.marks import Quote
from asrun.reading.quotes.told import Stretch, Told
from asrun.reading.quotes.words import is_closed

_WORDS = Wordbook(__package__, "positions")
if TYPE_CHECKING:
    from asrun.reading.quotes.statements import Reader

_SUBJECT = _WORDS.pattern("subject", re.A)
_PRONOUNS = frozenset(("He", "She", "They", "I", "We"))
_ARTICLES = frozenset(("The", "A", "An", "His", "Her", "One"))
_LED = _WORDS.pattern("led")
_BEHIND = 40
_BEFORE = 160


class Positions:
    """The speakers of one section by where their names stand, paragraph by paragraph."""

    def __init__(self, context: Context) -> None:
        self.context, self.text = context, context.document.text
        self.last: Stretch | None = None

    def turn(self, told: Sequence[Told]) -> None:
        """Ends a paragraph: the next may go on with its last speaker."""
        self.last = next((t.source for t in reversed(told) if t.source), self.last)

    def near(self, quote: Quote, start: int, end: int) -> Stretch | None:
        """The mention nearest to a quote in text[start:end]: behind one that a comma or mark ends, else the first before."""
        if self.text[quote.end - 1] in ",.?!…—-" or self.text[quote.closes : quote.closes + 1] == ",":
            behind = self._first(quote.closes, min(end, quote.closes + _BEHIND))
            if behind:
                return behind
        return self._first(max(start, quote.opens - _BEFORE), quote.opens)

    def _first(self, start: int, end: int) -> Stretch | None:
        """The first mention of somebody in a stretch, or of what may be one; behind a preposition only where none else is."""
        weak: Stretch | None = None
        for match in _SUBJECT.finditer(self.text, start, end):
            first, _, rest = match.group().partition(" ")
            if (
                first[0].isupper()
                and is_closed(first.lower())
                and first not in _PRONOUNS
                and (not rest or first not in _ARTICLES)
            ):
                continue
            if any(h.kind == "place" for h in self.context.names.between(match.start(), match.start() + 1)):
                continue
            if _LED.search(self.text, max(start, match.start() - 12), match.start()):
                weak = weak or match.span()
                continue
            return match.span()
        return weak


def same(one: Stretch, other: Stretch, reader: "Reader") -> bool:
    """Whether two places name the same speaker: they touch, or mean one of the names."""
    if one[0] < other[1] and other[0] < one[1]:
        return True
    name = reader.named(one)
    return name is not None and name == reader.named(other)
