"""Who stood in for whom: somebody takes another's part in a happening that goes on."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from asrun.model.fact import Mention
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.lexicon import data
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_PERSONS = ("person", "group", "unnamed")
_NEAR = 90
_BACK = 160
_NAME = re.compile(r"(?<![\w’'.-])(?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+")
_WHOM = re.compile(r" (?:(?:the|an?|his|her|their) (?:[a-z-]+ ){0,2}?[a-z-]+|[A-Z][\w’'-]+)")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rows = data()["standins"]
    return tuple(re.compile(rows[name], re.I) for name in ("takes", "taken", "plays", "refers"))


def _named(text: str, start: int, end: int) -> list[re.Match[str]]:
    """A capitalised name before a place, of nobody who is known."""
    return list(_NAME.finditer(text, max(start, end - _NEAR), end))[-1:]


def stood_in(
    context: Context, sentence: Sentence, own: Sequence[Happening], previous: Sequence[Mention], spot: Spot
) -> tuple[Mention, int, int] | None:
    """The happening of words like "in her stead", "sat in for X", "was replaced by X", and the words that tell it.

    It is the one that the sentence names, else the one told of before.
    """
    text = context.document.text
    takes, taken, plays, refers = _patterns()
    words = text[slice(*spot)]
    people = [h for h in context.names.between(sentence.start, sentence.end) if h.kind in _PERSONS]
    before = [h for h in people if spot[0] - _NEAR < h.end <= spot[0]]
    begins = [h.start for h in before[:1]] or [m.start() for m in _named(text, sentence.start, spot[0])]
    after = [h for h in people if 0 <= h.start - spot[1] < 24]
    clause = text[max(sentence.start, spot[0] - _NEAR) : spot[0]]
    if takes.fullmatch(words):
        told = bool(begins) and (
            bool(after) or not words.endswith((" for", " from", " of")) or bool(_WHOM.match(text, spot[1]))
        )
    elif taken.match(text, spot[0]):
        told = bool(before) and any(h.start <= spot[1] + 12 for h in after)
    else:
        told = bool(plays.search(clause)) and any(h.form != "pronoun" for h in before)
        told = told and (bool(after) or not text[spot[1] : sentence.end].strip(' .!"”'))
    if not told:
        return None
    named = next((h.mention for h in reversed(own) if h.end <= spot[0] + 1), next((h.mention for h in own), None))
    if named is None or (refers.search(clause) and not any(h.end <= spot[0] + 1 for h in own)):
        near = previous and previous[-1].spans[0].end > sentence.start - _BACK
        named = msgspec.structs.replace(previous[-1], definite=True) if near else named
    if named is None:
        return None
    end = max([spot[1], *(h.end for h in after[:1])])
    first = min(begins[:1] + [named.spans[0].start] * (sentence.start <= named.spans[0].start < end))
    return named, first, end
