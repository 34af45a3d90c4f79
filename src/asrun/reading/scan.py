"""Where the words of a lexicon stand: the words of a document are filed once, then each lexicon looks its own up.

Most sentences hold no word of a given lexicon; those that hold none are never looked at again.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import re2

Spot = tuple[int, int]

_WORD = re.compile(r"\w+", re.A)


@lru_cache(64)
def _by_first(words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The words and phrases of a lexicon by the word that they begin with, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted((w.lower() for w in words), key=len, reverse=True):
        first = _WORD.match(phrase)
        if first is None:
            raise ValueError(f'"{phrase}" begins with no letter')
        found[first[0]].append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


@lru_cache(1 << 14)
def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of whole phrases, the first that fits."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})\b", re.A)


@lru_cache(64)
def _longest(pattern: str) -> Any:
    """A pattern in any case whose matches are the longest ones."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.longest_match = True
    options.max_mem = 64 << 20
    return re2.compile(pattern, options)


class Spots:
    """Some places of a text in order, none overlapping."""

    __slots__ = ("all", "starts")

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.all = list(spots)
        self.starts = [start for start, _ in self.all]

    def within(self, start: int, end: int) -> bool:
        """Whether one of them begins in text[start:end]."""
        number = bisect_left(self.starts, start)
        return number < len(self.starts) and self.starts[number] < end

    def between(self, start: int, end: int) -> list[Spot]:
        """Those that begin in text[start:end]."""
        first = bisect_left(self.starts, start)
        return self.all[first : bisect_left(self.starts, end, first)]


class Filed:
    """The words of a text in small letters, each with where it stands."""

    def __init__(self, text: str) -> None:
        lower = text.lower()
        # A few capital letters have small forms of two code points; such a text keeps them as they are.
        self._text = text
        self._lower = lower if len(lower) == len(text) else "".join(c.lower() if c.isascii() else c for c in text)
        self._starts: dict[str, list[int]] = defaultdict(list)
        starts = self._starts
        for match in _WORD.finditer(self._lower):
            starts[match[0]].append(match.start())
        self._spots: dict[frozenset[str] | str, Spots] = {}

    def spots(self, words: frozenset[str]) -> Spots:
        """Where the words and phrases of a lexicon stand as whole words: the first that fit, the longest of each place."""
        known = self._spots.get(words)
        if known is None:
            known = self._spots[words] = Spots(self._found(words))
        return known

    def matches(self, pattern: str) -> Spots:
        """Where a pattern matches, the longest matches."""
        known = self._spots.get(pattern)
        if known is None:
            known = self._spots[pattern] = Spots(m.span() for m in _longest(pattern).finditer(self._text))
        return known

    def _found(self, words: frozenset[str]) -> list[Spot]:
        lexicon, filed = _by_first(words), self._starts
        spots: list[Spot] = []
        for first in lexicon.keys() & filed.keys():
            phrases = lexicon[first]
            if phrases == (first,):
                size = len(first)
                spots += [(start, start + size) for start in filed[first]]
            else:
                match = _any(phrases).match
                spots += [m.span() for start in filed[first] if (m := match(self._lower, start))]
        spots.sort()
        reached, found = 0, []
        for spot in spots:
            if spot[0] >= reached:
                found.append(spot)
                reached = spot[1]
        return found
