"""Sentences with whole quotes: a quote of several sentences goes with the words around it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asrun.reading.quotes.marks import Quote
from asrun.reading.sentences import Sentence

_NEXT, _MOST = 64, 40


class Unit(NamedTuple):
    """One or more sentences text[start:end] of a line, with the quotes that begin in them."""

    start: int
    end: int
    line: int
    quotes: tuple[Quote, ...]


def units(text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], says: frozenset[str]) -> Iterator[Unit]:
    """The units of one line; where a quote ends in "?" or "!", who says it may stand in the next sentence."""
    if not quotes:
        yield from (Unit(s.start, s.end, s.line, ()) for s in sentences)
        return
    number, start, passed = 0, -1, 0
    for place, sentence in enumerate(sentences):
        if start < 0:
            start = max(sentence.start, passed)
            if start >= sentence.end:
                start = -1
                continue
        last = place + 1 == len(sentences)
        following = sentences[place + 1].start if not last else sentence.end
        open_at = bisect_left(quotes, following, key=lambda q: q.opens) - 1
        inside = open_at >= 0 and quotes[open_at].closes > following
        if (
            not last
            and open_at - number < _MOST
            and (inside or _asks(text, sentence.end, quotes, open_at, following, says))
        ):
            continue
        first = number
        while number < len(quotes) and quotes[number].opens < sentence.end:
            number += 1
        passed = quotes[number - 1].closes if number else 0
        yield Unit(start, max(sentence.end, passed), sentence.line, tuple(quotes[first:number]))
        start = -1


def _asks(text: str, end: int, quotes: Sequence[Quote], near: int, following: int, says: frozenset[str]) -> bool:
    """Whether a quote ends here in "?" or "!" and the next words say whose it is."""
    if near < 0 or quotes[near].closes != end:
        return False
    asks = text[quotes[near].end - 1] in "?!…—-"
    rest, stop, _ = text[following : following + _NEXT].partition(".")
    words = rest.split()
    return (asks or (bool(stop) and len(words) < 5)) and any(w.strip(",") in says for w in words[:5])
