"""Noun phrases without a parser: how far the words go that belong to a noun."""

import re
from functools import cache

from asrun.model.wordbook import Wordbook

_WORDS = Wordbook(__package__, "phrases")
_PREPOSITION = _WORDS.pattern("preposition")
_DETERMINER = _WORDS.pattern("determiner")
_WORD = re.compile(r"[ \u00a0]([“\"]?(?:\d{1,3}(?:,\d{3})+(?:-\w+)?|[\w’'.&-]*[\w’']))[”\"]?")
_MEASURED = re.compile(r"\d[\d,.]*-[a-z]+")
_AND = re.compile(r"[ \u00a0](?:and|&)(?=[ \u00a0])")
_LONGEST = 5


@cache
def _stop() -> frozenset[str]:
    """The words that no noun phrase goes on with: phrases.toml."""
    return frozenset(word for row in _WORDS["stop"].values() for word in row)


def phrase_end(text: str, start: int, stop: int) -> int:
    """Where the noun phrase ends that begins at the space text[start]; `start` where none begins there.

    >>> phrase_end(" the new ferry terminal at Tema", 0, 31), phrase_end(" Mr Osei collapsed", 0, 18)
    (23, 8)
    >>> phrase_end(" the San Telmo bridge, scheduled", 0, 32), phrase_end(" the Council collapsed", 0, 22)
    (21, 12)
    >>> phrase_end(" a 1,200-metre sea wall, it said", 0, 32)
    23
    """
    article = _DETERMINER.match(text, start, stop)
    position = article.end() if article else start
    proper = False
    count = 0
    while count < _LONGEST:
        word = _WORD.match(text, position, stop)
        if not word or word[1].lower() in _stop():
            break
        upper = word[1][:1].isupper() or word[1][:1] in '“"' or word[1][:1].isdigit()
        upper = upper and not _MEASURED.fullmatch(word[1])
        if not upper and (proper or (count and word[1].endswith("ed") and word[1] not in _WORDS.words("noun_like"))):
            if article and proper and not word[1].endswith("ed") and _ends_phrase(text, word.end(), stop):
                position = word.end()
            break
        proper = proper or (upper and count > 0) or (upper and not article)
        position, count = word.end(), count + 1
        joined = _AND.match(text, position, stop)
        after = _WORD.match(text, joined.end(), stop) if joined else None
        if (
            joined
            and after
            and (after[1][:1].isupper() == upper)
            and after[1].lower() not in _stop()
            and count < _LONGEST
        ):
            position, proper = joined.end(), False
    return position if count else start


def _ends_phrase(text: str, position: int, stop: int) -> bool:
    """Whether a noun phrase ends at a place: at a sign, or before a word that none goes on with."""
    after = _WORD.match(text, position, stop)
    return after is None or after[1].lower() in _stop()


def complement_end(text: str, start: int, stop: int) -> int:
    """Where the phrases with "of", "with", "to", "at" end that belong to the noun before text[start].

    >>> complement_end(" to the harbour at Tema, which was off", 0, 38), complement_end(" in Sedalia as storms came", 0, 26)
    (23, 11)
    """
    end = start
    for _ in range(3):
        preposition = _PREPOSITION.match(text, end, stop)
        if not preposition:
            break
        after = preposition.end()
        bare = text[preposition.start() + 1 : after] in ("to", "from") and text[after + 1 : after + 2].islower()
        if bare and not _DETERMINER.match(text, after, stop):
            break
        last = phrase_end(text, after, stop)
        if last == after:
            break
        end = last
    return end
