"""Where the words of a lexicon stand: one linear pass over a section, then asked sentence by sentence.

Most sentences hold no word of a given lexicon; those that hold none are never looked at again.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import re2

# One byte a code point, so that places need no counting; a letter beyond Latin stands as "?", a mark like any other.
_BYTES = "latin-1"


@lru_cache(64)
def _pattern(words: frozenset[str]) -> Any:
    """One pattern over words, in any case."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = 64 << 20
    options.encoding = re2.Options.Encoding.LATIN1
    forms = "|".join(re2.escape(w) for w in sorted(words, key=len, reverse=True))
    return re2.compile(rf"\b(?:{forms})".encode(_BYTES, "replace"), options)


class Places:
    """Where the words stand in text[start:end]."""

    def __init__(self, text: str, start: int, end: int, words: Iterable[str]) -> None:
        found = _pattern(frozenset(words)).finditer(text[start:end].encode(_BYTES, "replace"))
        self.starts = [start + match.start() for match in found]

    def within(self, start: int, end: int) -> bool:
        """Whether one of the words begins in text[start:end]."""
        number = bisect_left(self.starts, start)
        return number < len(self.starts) and self.starts[number] < end


Spot = tuple[int, int]


@lru_cache(64)
def _longest(pattern: str) -> Any:
    """A pattern in any case whose matches are the longest ones."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.longest_match = True
    options.max_mem = 64 << 20
    return re2.compile(pattern, options)


@lru_cache(64)
def any_of(words: frozenset[str]) -> str:
    """The pattern of some whole words."""
    return rf"\b(?:{'|'.join(re2.escape(w) for w in sorted(words))})\b"


class Spots:
    """Where a pattern matches in text[start:end], the longest matches that fit, none of them the first half of a compound."""

    def __init__(self, text: str, start: int, end: int, pattern: str) -> None:
        found = ((start + m.start(), start + m.end()) for m in _longest(pattern).finditer(text[start:end]))
        self.all: list[Spot] = [(a, b) for a, b in found if b >= end or text[b] != "-"]
