"""Happenings of which the words around their name tell that they were held, or lie ahead."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from asrun.model.fact import Change, Mention
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.deeds import HABIT
from asrun.reading.changes.happenings import Happening, is_none
from asrun.reading.changes.phases import tells_of_it, words
from asrun.reading.context import Context
from asrun.reading.inflections import inflect
from asrun.reading.scan import Endings
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "held")
_HELD = _WORDS.pattern("held")
_TO_COME = _WORDS.pattern("to_come")
_FUTURE = _WORDS.pattern("future")
_STILL_ON = _WORDS.pattern("still_on")
_OFF = ("cancelled", "skipped", "postponed", "rescheduled", "replaced")
_NOT = _WORDS.pattern("not")
_OTHER = _WORDS.pattern("other")
_ONLY_OF = _WORDS.pattern("only_of")
_WHOSE = 30
_QUARREL = _WORDS.pattern("quarrel", re.I)
_BACK, _ON = 40, 110


@cache
def _told() -> tuple[re.Pattern[str], Endings, Endings, re.Pattern[str]]:
    """What stands behind a happening that was held, before it, and around one that was moved."""
    rows = words()["held"]
    behind = "|".join(_past(rows["behind"]))
    return (
        re.compile(
            rf"(?:,? (?:which|that) )?(?:,? (?:at|in|on|of|for) [^,.;:]{{2,50}}?,? )?(?: ?(?:had|then|also|itself|finally))*"
            rf" ?(?:(?:{behind})\b|,? (?:well |thinly )?(?:attended|hosted|chaired|watched|led) by\b)"
        ),
        Endings(form for verb in rows["before"] for form in inflect(verb).past),
        Endings(form for verb in rows["moved"] for form in inflect(verb).past),
        re.compile(rf"(?: \w+){{0,2}}? {rows['moved_to']}\b"),
    )


def _past(verbs: Sequence[str]) -> list[str]:
    forms = {re.escape(form) for verb in verbs for form in inflect(verb).past}
    return sorted(forms, key=len, reverse=True)


def held(context: Context, sentence: Sentence, own: Sequence[Happening], found: Sequence[Change]) -> Iterator[Mention]:
    """The mentions of which their clause says that they were held or lie ahead, and every summit.

    Those of which verbs tell it found no event: a plan tells of one.
    """
    text = context.document.text
    about = {c.about.spans[0] for c in found if c.about}
    off = {c.about.spans[0] for c in found if c.about and c.kind in _OFF}
    habit = bool(own) and bool(HABIT.search(text, sentence.start, sentence.end))
    for one in () if habit else own:
        mention = one.mention
        before = text[max(sentence.start, one.start - 24) : one.start]
        said: Literal["held", "future"] | None = None
        if is_other(text, sentence, one):
            continue
        if mention.spans[0] not in about and mention.kind != "other":
            tasted = tells_of_it().match(text, one.end, sentence.end)
            if (_HELD.search(before) or tasted) and not _TO_COME.search(text, sentence.start, sentence.end):
                said = "held"
            elif _FUTURE.search(before) or _STILL_ON.match(text, one.end, sentence.end):
                said = "future"
            if said or mention.kind == "summit":
                yield msgspec.structs.replace(mention, held=said)
        if said is None and mention.spans[0] not in off and not is_none(text, one) and _is_told(text, sentence, one):
            yield msgspec.structs.replace(mention, held="held", definite=True, rule="held.told")


def is_other(text: str, sentence: Sentence, one: Happening) -> bool:
    """Whether a happening is another one of the same sort, or only led to."""
    first = max(sentence.start, one.start - _WHOSE)
    return bool(_ONLY_OF.search(text[first : one.start]) or _OTHER.search(text, first, one.end))


def _is_told(text: str, sentence: Sentence, one: Happening) -> bool:
    """Whether verbs around a happening tell that it was held."""
    behind, before, moved, moved_to = _told()
    begin = max(sentence.start, one.start - _BACK)
    lead = text[begin : one.start]
    after = behind.match(text, one.end, min(sentence.end, one.end + _ON))
    verb = before.before(text, begin, one.start)
    if verb is None and moved_to.match(text, one.end, sentence.end):
        verb = moved.before(text, begin, one.start)
    meal = one.mention.kind in ("meal", "reception") and lead.lower().endswith("over ") and not _QUARREL.search(lead)
    verb = None if verb is not None and _NOT.search(text[begin:verb]) else verb
    if not (after or verb is not None or meal) or _TO_COME.search(text, sentence.start, sentence.end):
        return False
    return certainty(text, sentence.start, one.start, after.end() if after else one.end, sentence.end) == "asserted"
