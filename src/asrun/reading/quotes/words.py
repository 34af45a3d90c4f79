"""The words of a sentence outside of its quotes, each with its class; a quote stands as one word."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress
from typing import NamedTuple

from asrun.model.wordbook import read_book
from asrun.reading.quotes.marks import Quote

# One letter a class, so that the words of a sentence are one short string.
QUOTE, NAME, WORD, PRONOUN = "q", "N", "w", "n"
_CLASSES = {
    "adverb": "a", "preposition": "p", "subordinator": "s", "relative": "r", "joint": "k", "auxiliary": "x",
    "determiner": "d", "pronoun": PRONOUN,
}  # fmt: skip
_POINTS = {",": ",", ";": ";", ":": ":", ".": ".", "?": ".", "!": ".", "…": ".", "(": "(", ")": ")", "[": "(", "]": ")"}
_DASHES = "—–-"
_WORD = re.compile(
    r"([a-z]+(?=[ ,])|\([^()\s]{1,20}\)|[A-Z][a-z]{0,4}\.(?=,| [A-Z0-9(])|(?:[A-Z]\.){1,6}(?![A-Z])|[ap]\.m\."
    r"|\d[\d.,:/]*(?<![.,:/])|[@#]?[^\W_](?:[\w’'.&-]*\w)?|[^\w\s])"
)


class Lists(NamedTuple):
    """The closed lists of words.toml that are asked for by name."""

    hearer: frozenset[str]
    addressing: frozenset[str]
    setting: frozenset[str]
    posting: frozenset[str]
    quoting: frozenset[str]
    minding: frozenset[str]
    framing: frozenset[str]
    apart: frozenset[str]
    being: frozenset[str]
    undone: frozenset[str]
    clausal: frozenset[str]
    not_adverb: frozenset[str]
    account: frozenset[str]
    telling: frozenset[str]
    owner: frozenset[str]
    credited: frozenset[str]
    relayed: frozenset[str]
    conceding: frozenset[str]
    denying: frozenset[str]
    giving: frozenset[str]
    judged: frozenset[str]
    untrue: frozenset[str]
    length: frozenset[str]
    avowing: frozenset[str]
    readily: frozenset[str]
    phrasing: frozenset[str]
    heard: frozenset[str]
    cited: frozenset[str]
    coming: frozenset[str]
    empty: frozenset[str]
    differing: frozenset[str]
    stating: frozenset[str]
    passing: frozenset[str]
    reserved: frozenset[str]


@cache
def _data() -> dict[str, list[str]]:
    return read_book(__package__, "words")


@cache
def lists() -> Lists:
    """The word lists; read on first use."""
    return Lists(**{name: frozenset(_data()[name]) for name in Lists._fields})


@cache
def _classes() -> dict[str, str]:
    """The class of each closed word; the last list that holds it counts."""
    return {word: letter for name, letter in _CLASSES.items() for word in _data()[name]}


def is_preposition(word: str) -> bool:
    """Whether a word in small letters is a preposition."""
    return _classes().get(word) == "p"


def is_closed(word: str) -> bool:
    """Whether a word in small letters is one of the closed classes: "but", "after", "the"."""
    return word in _classes()


def _contracted(word: str) -> str | None:
    """The class of a pronoun with its verb: "he's", "they'll"."""
    head, mark, _ = word.replace("’", "'").partition("'")
    return PRONOUN if mark and _classes().get(head) == PRONOUN else None


@lru_cache(1 << 13)
def _classed(word: str) -> tuple[str, str]:
    """A word in small letters and its class, "" for a short bracket."""
    lower, first = word.lower(), word[0]
    kind = _classes().get(lower) or _contracted(lower)
    if kind:
        return lower, kind
    if first.isupper() or first == "@":
        return lower, NAME
    if first.isalnum() or (first == "#" and len(word) > 1):
        return lower, "a" if lower.endswith("ly") and lower not in lists().not_adverb else WORD
    if first == "(" and len(word) > 1:
        return lower, ""
    return lower, _POINTS.get(word) or ("-" if word in _DASHES else "'" if word in "'’‘" else "o")


class Words:
    """The words of text[start:end] in order: `starts`, `ends`, `lower`, and `kinds`, one letter each."""

    __slots__ = ("ends", "kinds", "lower", "starts", "text")

    def __init__(self, text: str, start: int, end: int, quotes: Sequence[Quote]) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lower: list[str] = []
        self.kinds = ""
        for quote in quotes:
            self._add(start, min(quote.opens, end))
            self.starts.append(quote.start)
            self.ends.append(quote.end)
            self.lower.append("")
            self.kinds += QUOTE
            start = max(start, quote.closes)
        self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        """The words of a stretch without quotes; a short bracket, "(D-Va.)", is none."""
        parts = _WORD.split(self.text[start:end])
        places = list(accumulate(map(len, parts), initial=start))
        lower, kinds = zip(*map(_classed, parts[1::2]), strict=True) if len(parts) > 1 else ((), ())
        self.starts += compress(places[1:-1:2], kinds)
        self.ends += compress(places[2::2], kinds)
        self.lower += compress(lower, kinds)
        self.kinds += "".join(kinds)
