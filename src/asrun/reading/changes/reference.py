"""What stands for a happening before a cue: a pronoun that opens its clause, or "which" right behind the happening.

>>> text = "A clerk said that it would not be held"
>>> pronoun_before(text, 0, text.index("would"))
'it'
"""

import re
from collections.abc import Sequence

from asrun.model.wordbook import Wordbook
from asrun.reading.changes.certainty import helping
from asrun.reading.changes.happenings import Happening
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "reference")
_NEAR = 40
_OPENS = _WORDS.pattern("opens", re.I)
_WITHIN = _WORDS.pattern("within")
_FIRST = _WORDS.pattern("first", re.I)
_WHICH = re.compile(r",? (?:which|that)\b")


def pronoun_before(text: str, begin: int, cue: int, within: bool = True) -> str | None:
    """The pronoun that is the subject of the cue at text[cue], in the clause that begins at text[begin], lower-cased.

    It may also stand `within` that clause, behind a word that opens another.
    """
    inner = _WITHIN.search(text, max(begin, cue - _NEAR), cue) if within else None
    for found in (_OPENS.match(text, begin, cue), inner):
        if found and helping(text[found.end() : cue]):
            return found["it"].lower()
    return None


def owner_of_clause(text: str, begin: int, cue: int, own: Sequence[Happening]) -> Happening | None:
    """The happening that a clause with "which" right behind it tells the cue of."""
    which = _WHICH.search(text, max(begin, cue - _NEAR), cue)
    if which is None or not helping(text[which.end() : cue]):
        return None
    return next((one for one in own if one.end == which.start()), None)


def is_pronoun_first(text: str, sentence: Sentence) -> bool:
    """Whether a sentence begins with what stands for something told before it: "It was held at two"."""
    return _FIRST.match(text, sentence.start, sentence.end) is not None
