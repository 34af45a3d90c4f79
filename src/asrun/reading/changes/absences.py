"""Who was away, and who took the part: "has flu. His deputy gives the accounts", "couldn't make it, so X did the honours"."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from asrun.model.fact import Change, Mention
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.lexicon import data
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "absences")
_BACK = 400
_NEAR = 300
_HELPS = r"(?: (?:will|is to|was to|then|instead|duly|now|has|had|therefore|had to|has to|is|was|also))*"
_CAUSE = _WORDS.pattern("cause")


@cache
def patterns() -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    """Words of absence, the same compiled, and somebody who does what is done at a happening."""
    rows = data()["absences"]
    name = r"(?:,? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*,?)?"
    does = rf"{rows['deputy']}{name}{_HELPS} (?:{rows['honours']}|{rows['plays']})"
    return rows["away"], re.compile(rows["away"]), re.compile(does)


def part_taken(
    context: Context, sentence: Sentence, own: Sequence[Happening], previous: Sequence[Mention], away: int | None
) -> tuple[Change | None, int | None]:
    """The part that somebody else took, and where this sentence tells of an absence; `away` is where the one before did."""
    text = context.document.text
    words, absent, does = patterns()
    if away is None and not context.sentences.filed.spots(words).within(sentence.start, sentence.end):
        return None, None
    here = absent.search(text, sentence.start, sentence.end)
    if here and certainty(text, sentence.start, *here.span(), sentence.end) != "asserted":
        here = None
    told = None
    if here and _CAUSE.search(text, sentence.start, sentence.end):
        told = does.search(text, here.end(), sentence.end) or does.search(text, sentence.start, here.start())
    elif away is not None:
        told = does.match(text, sentence.start, sentence.end)
    start = sentence.start if here else away
    if told is None or start is None or sentence.end - start > _BACK:
        return None, sentence.start if here else None
    about = _about(context, sentence, own, previous, told)
    if about is None:
        return None, sentence.start if here else None
    said = context.said_around(told.start(), told.start() + 1)
    last = max(told.end(), here.end() if here else 0)
    made = Change(
        "participants_changed", (context.document.span(start, last),), about, reported_by=said.speaker if said else None,
        cue=context.document.span(*(here or told).span()), rule="changes.part-taken",
    )  # fmt: skip
    return made, None


def _about(
    context: Context, sentence: Sentence, own: Sequence[Happening], previous: Sequence[Mention], told: re.Match[str]
) -> Mention | None:
    """The happening whose part is taken: the object of the verb, listed or not, else the one told of before."""
    if told["object"]:
        first, last = told.span("object")
        listed = next((h.mention for h in own if first <= h.start < last or first <= h.head <= last + 1), None)
        if listed:
            return listed
        words = told["object"].partition(" ")[2]
        span = context.document.span(last - len(words), last)
        return Mention(words[:1].upper() + words[1:], "other", (span,), definite=True, rule="happenings.unlisted")
    near = [h.mention for h in own if h.end <= told.start()] or [
        m for m in previous if m.spans[0].start > sentence.start - _NEAR
    ]
    return msgspec.structs.replace(near[-1], definite=True) if near else None
