"""Where the words of a lexicon stand: the words of a document are filed once, then each lexicon looks its own up.

Most sentences hold no word of a given lexicon; those that hold none are never looked at again.
"""

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import add
from string import ascii_letters, digits
from typing import Any, NamedTuple

import re2

from asrun.model.wordbook import later

Spot = tuple[int, int]
# The words and phrases of a lexicon, a pattern, or some patterns.
Sought = frozenset[str] | str | tuple[str, ...]

_WORD = re.compile(r"\w+", re.A)
_LETTERS = frozenset(ascii_letters + digits + "_")
# Each byte of a text in ASCII as it stands in its words alone: letters small, what is no part of a word a blank.
_WORDS_ALONE = bytes(ord(chr(code).lower()) if chr(code) in _LETTERS else 32 for code in range(256))
# The parts of a pattern: an escape, a class of characters, the beginning of a group, any other sign.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:<[=!]|[=!:]|P<\w+>|[a-zA-Z]*(?:-[a-z]+)?:))?|.", re.S)
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_BLANKS = r"\t-\r\x1c-\x1f "
_OTHERWISE = {r"\s": f"[{_BLANKS}]", "$": r"\n?$"}
_FOREIGN = re.compile(r"[^\x00-\x7f\u2010-\u2027\u2030-\u203a]")
# A gap of any letters in a pattern, and a stretch of any words; how many patterns with stretches are one.
_GAP, _TOGETHER = re.compile(r"\](?:[*+]|\{)"), 4
_STRETCH = re.compile(r"\[[^\]]* [^\]]*\](?:\*|\{)")
_FLAGS = {"i": re.I, "m": re.M, "s": re.S}


class _Row(NamedTuple):
    """What a lexicon holds that begins with a word: the word itself, or phrases by the words they go on with.

    Under each word stand those that go on, under "" the phrases that end there, the longest first.
    """

    lexicon: int
    branch: dict[str, Any] | None


class _Begun(NamedTuple):
    """What all lexicons hold that begins with a word: what may stand there whatever follows, and what needs a next word."""

    rows: tuple[_Row, ...]
    longer: dict[str, tuple[_Row, ...]]

    def more(self, row: _Row) -> "_Begun":
        """With what one lexicon more holds."""
        return self._replace(rows=(*self.rows, row))

    def needing(self, row: _Row, words: Iterable[str]) -> "_Begun":
        """With what one lexicon more holds, if one of some words follows."""
        return self._replace(longer=self.longer | {word: (*self.longer.get(word, ()), row) for word in words})


_NOTHING = _Begun((), {})


class _Known(NamedTuple):
    """The lexicons that anybody has asked for, each with its number, and what they hold by first word."""

    lexicons: dict[frozenset[str], int]
    begun: dict[str, _Begun]

    def more(self, phrases: frozenset[str]) -> "_Known":
        """With one lexicon more."""
        number, begun = len(self.lexicons), dict(self.begun)
        shared: dict[int, _Begun] = {}
        for word, branch in _by_words(phrases).items():
            before = begun.get(word, _NOTHING)
            if branch == {"": [word]}:
                begun[word] = shared.get(id(before)) or shared.setdefault(id(before), before.more(_Row(number, None)))
            elif "" in branch:
                begun[word] = before.more(_Row(number, branch))
            else:
                begun[word] = before.needing(_Row(number, branch), branch)
        return _Known({**self.lexicons, phrases: number}, begun)


_known = _Known({}, {})


def _with(phrases: frozenset[str]) -> _Known:
    """All known lexicons, one among them."""
    global _known  # noqa: PLW0603
    if phrases not in _known.lexicons:
        _known = _known.more(phrases)
    return _known


def _by_words(phrases: frozenset[str]) -> dict[str, Any]:
    """A lexicon word by word."""
    found: dict[str, Any] = {}
    for phrase in sorted(map(str.lower, phrases), key=len, reverse=True):
        words = _WORD.findall(phrase)
        if not words or not phrase.startswith(words[0]):
            raise ValueError(f'"{phrase}" begins with no letter')
        branch = found
        for word in words:
            branch = branch.setdefault(word, {})
        branch.setdefault("", []).append(phrase)
    return found


def either(words: Iterable[str]) -> str:
    """A pattern of words and phrases in any case, the longest first, that do not begin inside a word.

    Those of one letter stand together and that letter comes first: so `re` is done with most places at one look.
    """
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        by_letter[word[0].lower()].append(re.escape(word[1:]))
    begins = {letter: f"[{letter}{letter.upper()}]" for letter in by_letter}
    told = (f"{begins[letter]}(?i:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return rf"(?=[{''.join(b[1:-1] for b in begins.values())}])\b(?:{'|'.join(told)})"


def led(*rows: tuple[str, str]) -> str:
    """A pattern of several that each begin with a sign of some class: `re` looks only where such a sign stands."""
    told = "|".join(f"(?<=[{signs}])(?:{rest})" for signs, rest in rows)
    return f"[{''.join(signs for signs, _ in rows)}](?:{told})"


def led_by(words: Iterable[str], rest: str) -> tuple[str, str]:
    """A row of `led`: words that do not begin inside of another, and the pattern that goes on behind them."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_letter[word[0]].append(re.escape(word[1:]))
    told = "|".join(f"(?<={letter})(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return "".join(by_letter), rf"(?<=\b.)(?:{told}){rest}"


def words_back(text: str, start: int, end: int, count: int) -> int:
    """Where the last few words of text[start:end] begin, blanks between them and one behind them."""
    at = end
    for _ in range(count + 1):
        at = text.rfind(" ", start, at)
        if at < 0:
            return start
    return at + 1


def apart(alternatives: Iterable[str]) -> tuple[str, ...]:
    """Some patterns as few, of whole words: those with gaps in them, and with stretches, have automata of their own.

    One that knows all has a state for every way in which a stretch may go on in the midst of any other pattern.
    """
    plain: list[str] = []
    gaps: list[str] = []
    stretches: list[str] = []
    for one in alternatives:
        (stretches if _STRETCH.search(one) else gaps if _GAP.search(one) else plain).append(one)
    shares = (stretches[first : first + _TOGETHER] for first in range(0, len(stretches), _TOGETHER))
    return tuple(rf"\b(?:{'|'.join(ones)})\b" for ones in (plain, gaps, *shares) if ones)


class Endings:
    """Words and phrases in small letters, looked for right before a place, a blank behind them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_last: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words, key=len, reverse=True):
            self._by_last[word.rpartition(" ")[2]].append(word)

    def before(self, text: str, start: int, end: int) -> int | None:
        """Where the longest of them begins that ends text[start:end]."""
        last = text[words_back(text, start, end, 1) : end - 1]
        for word in self._by_last.get(last, ()):
            at = end - 1 - len(word)
            inside = at > start and (text[at - 1].isalnum() or text[at - 1] == "_")
            if at >= start and not inside and text.startswith(f"{word} ", at):
                return at
        return None


class Sieve:
    """Patterns that few texts match: one automaton tells in a single pass which of them a text may match.

    re2 has no look-around and knows the words and blanks of ASCII alone. So what stands around a match is left out, and a
    text with other signs than ASCII, dashes and quote marks may match every pattern; `re` has the last word.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._all = range(len(patterns))
        self._set = re2.Set.SearchSet(_options(capture=False))
        for pattern in patterns:
            flags = "".join(letter for letter, flag in _FLAGS.items() if pattern.flags & flag)
            self._set.Add((f"(?{flags})" if flags else "") + _bare(pattern.pattern))
        self._set.Compile()

    def sift(self, text: str) -> Sequence[int]:
        """The numbers of the patterns that a text may match."""
        plain = text.isascii() or not _FOREIGN.search(text)
        return (self._set.Match(text.encode(errors="surrogatepass")) or ()) if plain else self._all

    def first(self, text: str, start: int = 0, end: int = sys.maxsize) -> int | None:
        """The number of the first pattern that text[start:end] does match."""
        for number in sorted(self.sift(text[start:end])):
            if self._patterns[number].search(text, start, end):
                return number
        return None

    def holds(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether text[start:end] matches any of the patterns."""
        return self.first(text, start, end) is not None


class Whole:
    """Patterns in any case, without look-around, that fit texts as a whole: one automaton tells which of them do."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._set = re2.Set.FullMatchSet(_options(longest=True))
        for pattern in patterns:
            self._set.Add(f"(?i:{pattern})")
        self._set.Compile()

    def fitting(self, text: str) -> list[int]:
        """The numbers of the patterns that a text fits, in order."""
        return sorted(self._set.Match(text.encode(errors="surrogatepass")) or ())


class Rare:
    """A pattern that few texts match."""

    def __init__(self, pattern: str | re.Pattern[str], flags: int = 0) -> None:
        self._pattern = later(lambda: pattern, flags) if isinstance(pattern, str) else pattern
        self._sieve: Sieve | None = None

    def _may(self, text: str) -> Sequence[int]:
        if self._sieve is None:
            self._sieve = Sieve([self._pattern])
        return self._sieve.sift(text)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in text[start:end]."""
        return self._pattern.search(text, start, end) if self._may(text[start:end]) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The match that a text begins with."""
        return self._pattern.match(text)

    def sub(self, other: str, text: str) -> str:
        """A text with other words where it matches."""
        return self._pattern.sub(other, text) if self._may(text) else text


def _bare(pattern: str) -> str:
    """A pattern of `re` without its look-around, in the syntax of re2."""
    kept, depth = [], 0
    for token in _TOKEN.findall(pattern):
        if depth or token in _AROUND:
            depth += token.startswith("(") - (token == ")")
        elif token in _OTHERWISE:
            kept.append(_OTHERWISE[token])
        else:
            kept.append(token.replace(r"\s", _BLANKS))
    return "".join(kept)


@lru_cache(64)
def _longest(pattern: str) -> Any:
    """A pattern in any case whose matches are the longest ones."""
    return re2.compile(f"(?i){pattern}", _options(longest=True))


def _options(*, capture: bool = True, longest: bool = False) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = not capture
    options.longest_match = longest
    options.max_mem = 24 << 20
    return options


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
    """The words of a text in small letters, each with where it stands, and what is sought in the text."""

    def __init__(self, text: str) -> None:
        self._text, self._data = text, text.encode()
        parts = text.encode("ascii", "replace").translate(_WORDS_ALONE).decode("ascii").split(" ")
        starts = map(add, accumulate(map(len, parts), initial=0), count())
        self._starts = [*compress(starts, parts)]
        self._words = [*filter(None, parts), " "]
        self._spots: dict[Sought, Spots] = {}

    def spots(self, sought: Sought) -> Spots:
        """Where what is sought stands, the first that fit, the longest of each place: phrases stand as whole words."""
        if sought not in self._spots:
            if isinstance(sought, frozenset):
                self._file(_with(sought))
            else:
                self._spots[sought] = Spots(self._matched(sought))
        return self._spots[sought]

    def _file(self, known: _Known) -> None:
        """Looks all known lexicons up in one pass."""
        begun, words = known.begun, self._words
        found: list[list[Spot]] = [[] for _ in known.lexicons]
        for number, here in enumerate(map(begun.get, words)):
            if here is None:
                continue
            start, word = self._starts[number], words[number]
            for lexicon, branch in (*here.rows, *here.longer.get(words[number + 1], ())):
                spots = found[lexicon]
                if spots and start < spots[-1][1]:
                    continue
                end = self._longest(number, branch) if branch else start + len(word)
                if end:
                    spots.append((start, end))
        self._spots.update(zip(known.lexicons, map(Spots, found), strict=True))

    def _longest(self, number: int, branch: dict[str, Any] | None) -> int:
        """Where the longest phrase of a branch of a lexicon ends that stands at a word as whole words; else 0."""
        start, found = self._starts[number], 0
        while branch:
            for phrase in branch.get("", ()):
                end = start + len(phrase)
                after = self._text[end : end + 1] in _LETTERS
                if (phrase[-1] in _LETTERS) != after and self._text[start:end].lower() == phrase:
                    found = end
                    break
            number += 1
            branch = branch.get(self._words[number])
        return found

    def _matched(self, patterns: str | tuple[str, ...]) -> Iterator[Spot]:
        """The longest matches of a pattern, or of several as if they were one."""
        found = self._several(patterns) if isinstance(patterns, tuple) else self._one(patterns)
        data, seen, points = self._data, 0, 0
        for start, end in found:
            points += len(data[seen:start].decode())
            seen = start
            yield points, points + len(data[start:end].decode())

    def _one(self, pattern: str) -> Iterator[Spot]:
        """Where a pattern matches, in bytes."""
        return (match.span() for match in _longest(pattern).finditer(self._data))

    def _several(self, patterns: tuple[str, ...]) -> Iterator[Spot]:
        """Where any of some patterns matches, in bytes."""
        data = self._data
        ahead = [(pattern, pattern.search(data)) for pattern in map(_longest, patterns)]
        while ahead := [(pattern, match) for pattern, match in ahead if match]:
            start, end = min((match.span() for _, match in ahead), key=lambda spot: (spot[0], -spot[1]))
            yield start, end
            ahead = [(p, match if match.start() >= end else p.search(data, end)) for p, match in ahead]
