"""How certain words are left by those around them: told, denied, or with reserve."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from asrun.model.fact import Certainty
from asrun.model.wordbook import Wordbook
from asrun.reading.scan import Rare, Sieve

_WORDS = Wordbook(__package__, "certainty")
_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_CUT = _WORDS.pattern("cut", re.I)
_END = re.compile(r"[.!?](?=[\s\"”’']|$)")
_HARD = re.compile(r"[.!?;]\s|[“”\"]|''|``")
_WIDTH = 80
_LOOKED_AT = 6
_BACK = 160


class Lexicon(NamedTuple):
    """The data of certainty.toml; a cue with words `before` or `after` it that match tells no fact."""

    denials: frozenset[str]
    unreal: frozenset[str]
    hedges: frozenset[str]
    light: frozenset[str]
    averted: frozenset[str]
    reported: Rare
    doubted: Rare
    before: Sieve
    after: Sieve


@cache
def lexicon() -> Lexicon:
    """The words of doubt and denial."""
    return Lexicon(
        denials=_WORDS.words("denials"),
        unreal=_WORDS.words("unreal"),
        hedges=_WORDS.words("hedges"),
        light=_WORDS.words("light"),
        averted=_WORDS.words("averted"),
        reported=Rare(_WORDS.pattern("reported")),
        doubted=Rare(_WORDS.pattern("doubted")),
        before=Sieve([_WORDS.pattern(name) for name in ("opening_unreal", "dismissed", "urged")]),
        after=Sieve([_WORDS.pattern(name) for name in ("refuted", "conditioned")]),
    )


def words_before(text: str, start: int, cue: int) -> list[str]:
    """The few words before a cue in its clause, in small letters, the nearest last."""
    first = max(start, cue - _WIDTH)
    for cut in _CUT.finditer(text, first, cue):
        first = cut.end()
    return [w.lower().replace("’", "'") for w in _WORD.findall(text, first, cue)][-_LOOKED_AT:]


def negated(text: str, start: int, cue: int) -> bool:
    """Whether a word right before the cue denies it, with at most helping words and adverbs between.

    >>> negated("The talks were not yet cancelled.", 0, 23), negated("Not he but she left.", 0, 15)
    (True, False)
    """
    return _negated(words_before(text, start, cue))


def _negated(words: Sequence[str]) -> bool:
    """Whether one of the last words before a cue denies it."""
    known, between = lexicon(), 0
    for number, word in enumerate(reversed(words), 1):
        if word in known.denials or word.endswith("n't"):
            return between <= int(_WORDS["reach"].get(word, 0))
        joined = (number > 1 and words[-number + 1] in ("or", "nor")) or word in ("or", "nor")
        between += not (_light(word) or joined or (word in ("to", "going") and number <= 3))
    return False


def modal(text: str, start: int, cue: int) -> str | None:
    """The modal verb that the cue stands right under.

    >>> modal("The talks may yet be cancelled.", 0, 21), modal("The talks that may help were cancelled.", 0, 29)
    ('may', None)
    """
    return _modal(words_before(text, start, cue))


def _modal(words: Sequence[str]) -> str | None:
    """The modal verb that the last words before a cue hold right over it."""
    for number, word in enumerate(reversed(words), 1):
        if word.removesuffix("n't") in _WORDS.words("modals") or word == "can't" or word.endswith("'d"):
            return word
        if word == "to" and len(words) > number and words[-number - 1] in ("have", "has", "had"):
            return "have to"
        if not (_light(word) or word in lexicon().denials):
            return None
    return None


def _light(word: str) -> bool:
    """Whether a word between a verb and what denies it leaves the bond: helping verbs and adverbs."""
    return word in lexicon().light or word.endswith("ly")


def helping(words: str) -> bool:
    """Whether some words only help a verb: "has since been", "will probably be"."""
    known = lexicon()
    return all(
        _light(w) or w in known.hedges or w in _WORDS.words("help") for w in (w.lower() for w in _WORD.findall(words))
    )


def certainty(text: str, start: int, cue: int, end: int, stop: int) -> Certainty | None:
    """How certain a cue text[cue:end] is in a sentence text[start:stop]; None where it is denied, asked or only imagined.

    >>> certainty("The talks may be cancelled.", 0, 17, 26, 27), certainty("Were the talks cancelled?", 0, 15, 24, 25)
    ('hedged', None)
    """
    known = lexicon()
    words = before = words_before(text, start, cue)
    if words[-1:] and words[-1] in ("for", "after", "by", "of"):
        words = words[-1:]
    averted = words[len(words) - words[::-1].index("that") :] if "that" in words else words
    if _negated(before) or not known.averted.isdisjoint(averted) or _asked(text, end, stop):
        return None
    back = max(start, cue - _BACK)
    back = max((m.end() for m in _HARD.finditer(text, back, cue)), default=back)
    verb = (_modal(words) or "").removesuffix("n't")
    imagined = verb in _WORDS.words("unreal_modals") and not (
        verb == "would" and known.reported.search(text, back, cue)
    )
    if (
        imagined
        or not known.unreal.isdisjoint(words)
        or known.before.holds(text, back, cue)
        or known.after.holds(text[end : min(stop, end + _BACK)])
    ):
        return None
    hedged = verb in _WORDS.words("hedging_modals") or not known.hedges.isdisjoint(words)
    doubtful = hedged or known.doubted.search(text, back, cue)
    return "hedged" if doubtful else "asserted"


def _asked(text: str, end: int, stop: int) -> bool:
    """Whether the first mark that ends a sentence after a cue is a question mark."""
    mark = _END.search(text, end, min(len(text), stop + 1, end + 4 * _BACK))
    return bool(mark and mark[0] == "?")
