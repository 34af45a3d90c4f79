"""How far something went by the clock: "talked on until two", "sat from nine", "was not opened until noon"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from asrun.model.fact import Change, Fact, Mention, Observation, Phase
from asrun.model.time import Instant, Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.announcing import relayed
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import CLAUSE, Happening, is_none
from asrun.reading.changes.lexicon import data
from asrun.reading.changes.nearby import is_former
from asrun.reading.changes.sightings import is_planned
from asrun.reading.changes.tellings import PIECE, taken_by, told_of
from asrun.reading.context import Context
from asrun.reading.scan import Rare
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "lasting")
_NEAR, _FAR = 90, 400
_LONGEST = 5 * 3600
_LEAD = _WORDS.pattern("lead")
_RANGE = _WORDS.pattern("range")
_NOT_YET = _WORDS.pattern("not_yet")
_TO_COME = _WORDS.pattern("to_come")


@cache
def _patterns() -> dict[str, Rare]:
    rows = data()["lasting"]
    return {
        name: Rare(rows[name], re.I) for name in ("lasted", "stretched", "waited", "not_until", "not_ended", "vehicles")
    }


def lasting(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    facts: Sequence[Fact],
    found: Sequence[Change],
) -> Iterator[Observation]:
    """The clocks of a sentence from which or until which something went on, where none of the other facts has them."""
    text = context.document.text
    own = [h for h in own if not is_none(text, h)]
    changed = [c.at for c in found] + [c.before for c in found]
    taken = {*changed, *taken_by([f for f in facts if not isinstance(f, Change)])}
    start: Timex | None = None
    for time in context.times.between(sentence.start, sentence.end):
        if time.type != "TIME" or time.relative_to or time.twin or not isinstance(time.when, Instant):
            continue
        begun, start = start, None
        if time.when in taken or is_planned(context, time):
            continue
        begin, stop = clauses.around((time.span.start, time.span.end))
        begin = max(begin, time.span.start - _NEAR)
        before = text[begin : time.span.start]
        begin += max((m.end() for m in PIECE.finditer(before)), default=0)
        phase = _phase(text[begin : time.span.start])
        if phase == "ended" and is_former(text, time):
            continue
        if begun and _RANGE.fullmatch(text, begun.span.end, time.span.start):
            begin, phase = begun.span.end, "ended"
        if phase is None or certainty(text, begin, time.span.start, time.span.end, sentence.end) == "hedged":
            continue
        start = time if phase == "started" else None
        about = told_of(context, own, previous, time.when, (time.span.start, time.span.end), (begin, stop), sentence)
        span = context.document.span(trimmed(text, begin, time.span.start), time.span.end)
        yield Observation(
            phase, (span,), about, time.when, span.exact, reported_by=relayed(context, time), rule="lasting"
        )


def _phase(before: str) -> Phase | None:
    """Whether the words before a clock tell that something went on until it, or began at it at last."""
    lead = _LEAD.search(before)
    if lead is None:
        return None
    words, told = before[: lead.start()], _patterns()
    cue = "lasted" if lead["lead"] in ("from", "until", "till") else "stretched"
    if cue == "lasted" and lead["lead"] != "from" and told["waited"].search(words):
        return "started"
    went_on = told[cue].search(words)
    lasted = went_on is not None and not _NOT_YET.search(words, 0, went_on.start())
    if lead["lead"] == "from":
        return "started" if lasted else None
    if cue == "lasted" and told["not_until"].search(words):
        if _TO_COME.search(words):
            return None
        if told["vehicles"].search(words):
            return "departure"
        return "ended" if told["not_ended"].search(words) else "started"
    return "ended" if lasted else None


def trimmed(text: str, start: int, end: int) -> int:
    """Without the blanks and marks before the words."""
    while start < end and text[start] in " ,;:":
        start += 1
    return start


def ends_of_begun(facts: Sequence[Fact], before: Sequence[Observation]) -> list[Fact]:
    """The facts; an end that is of no named happening is that of the last one of its paragraph that was seen to begin."""
    told: list[Fact] = []
    seen = list(before)
    for one in facts:
        if isinstance(one, Observation):
            begun = next((o for o in reversed(seen) if o.phase != "announcement"), None)
            fact = one
            if one.phase == "ended" and _nameless(one) and begun and _goes_on(begun, one):
                fact = msgspec.structs.replace(one, about=_continued(one.about, begun.about))
            seen.append(fact)
            told.append(fact)
        else:
            told.append(one)
    return told


def once(facts: Sequence[Fact]) -> list[Fact]:
    """The facts but what was seen of no named happening where the same words tell it of a named one."""
    seen = [f for f in facts if isinstance(f, Observation)]
    named = {(o.phase, o.spans) for o in seen if o.about and o.about.summary}
    return [f for f in facts if not isinstance(f, Observation) or not _nameless(f) or (f.phase, f.spans) not in named]


def _continued(about: Mention | None, begun: Mention | None) -> Mention | None:
    """A mention of what was told before by other words."""
    if about is None or begun is None:
        return about
    return msgspec.structs.replace(about, spans=(about.spans[0], begun.spans[0]), rule=CLAUSE)


def _nameless(one: Observation) -> bool:
    return one.about is not None and not one.about.summary and len(one.about.spans) == 1


def _goes_on(begun: Observation, ended: Observation) -> bool:
    """Whether what was seen to begin is near enough to be what ended."""
    if begun.about is None or begun.phase not in ("started", "in_progress"):
        return False
    if not isinstance(begun.at, Instant) or not isinstance(ended.at, Instant):
        return False
    near = 0 < ended.spans[0].start - begun.spans[0].start < _FAR
    return near and 0 < (ended.at.utc - begun.at.utc).total_seconds() < _LONGEST
