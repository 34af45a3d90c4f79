"""Who told of it, and when: at 17:05 "a page let it be known that the regatta was off" is an announcement about the lunch."""

import re
from collections.abc import Sequence

import msgspec

from asrun.model.fact import Change, Fact, Mention, Observation
from asrun.model.time import Instant, Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.announcing import relayed
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.nearby import is_amount, is_former
from asrun.reading.changes.phases import announcing
from asrun.reading.changes.sightings import is_planned
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "tidings")
_OPENS = _WORDS.pattern("opens", re.I)
_TO_TELL = _WORDS.pattern("to_tell")
_AHEAD = _WORDS.pattern("ahead")
_TELLS = _WORDS.pattern("tells", re.I)
_CLOSED = re.compile(r"[^()\n]{0,30}\)")
_REACH, _CLOSE = 140, 60
_MOVES = ("cancelled", "postponed", "replaced", "restored", "relocated", "skipped")


def with_tidings(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    found: Sequence[Change],
    facts: Sequence[Fact],
    topic: Mention | None,
) -> list[Fact]:
    """The facts of a sentence; what else would be seen at the clock of an announcement is the announcement."""
    for time in context.times.between(sentence.start, sentence.end):
        if time.type == "TIME" and isinstance(time.when, Instant) and not time.twin:
            made = _announcement(context, sentence, own, found, time, topic) or _told(
                context, sentence, own, found, time
            )
            if made is None:
                continue
            at = made.at
            kept = [f for f in facts if not (isinstance(f, Observation) and f.at == at and not _stands(f))]
            known = any(isinstance(f, Observation) and f.at == at for f in kept)
            return [*kept, *([] if known else [made])]
    return list(facts)


def _stands(one: Observation) -> bool:
    """Whether an observation is an announcement of something."""
    return one.phase == "announcement" and one.about is not None


def _announcement(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    found: Sequence[Change],
    time: Timex,
    topic: Mention | None,
) -> Observation | None:
    """The announcement made at a clock that opens its clause, where one is."""
    text = context.document.text
    if is_amount(text, time) or is_former(text, time) or is_planned(context, time):
        return None
    floor = max(sentence.start, time.span.start - 30)
    lead = text[floor : time.span.start]
    opens = _OPENS.search(lead if floor > sentence.start else f" {lead}")
    after = _behind(context, time)
    if not (opens or _TO_TELL.match(text, after)):
        return None
    stop = min(sentence.end, after + _REACH)
    patterns = announcing()
    verbs = (patterns.tells, patterns.rules, patterns.decides)
    told, ruled, decided = (pattern.match(text, after, stop) for pattern in verbs)
    verb = min((m for m in (told, ruled, decided) if m), key=lambda m: m.end(), default=None)
    if verb is None or certainty(text, after, *verb.span(), sentence.end) is None:
        return None
    behind = [c for c in found if c.spans[-1].end > verb.end() and c.certainty == "asserted"]
    news = patterns.news.search(text, verb.end(), sentence.end)
    if not behind and not ruled and not (told and news):
        return None
    about = next((c.about for c in behind if c.about), None)
    about = about or next((h.mention for h in own if h.start >= verb.end()), None)
    about = about or next((h.mention for h in own if time.span.end <= h.start < verb.start()), None)
    whole = context.document.span(time.span.start, _end(text, sentence.end))
    ahead = _AHEAD.search(text, time.span.end, verb.end())
    if about is None and topic is not None and not ahead:
        about = msgspec.structs.replace(topic, definite=True)
    about = about or Mention("", "other", (whole,), starts=time.when, definite=True, rule="tidings.under-way")
    return Observation(
        "announcement", (whole,), about, time.when, whole.exact, reported_by=relayed(context, time), rule="tidings"
    )


def _behind(context: Context, time: Timex) -> int:
    """Where a clock and what says the same hour elsewhere end: "at 2:25 p.m. (8:25 a.m. in Rome)"."""
    end = time.span.end
    twin = next((t for t in context.times.between(end, end + _CLOSE) if t.twin == time.span), None)
    if twin is None:
        return end
    closed = _CLOSED.match(context.document.text, twin.span.end)
    return closed.end() if closed else twin.span.end


def _told(
    context: Context, sentence: Sentence, own: Sequence[Happening], found: Sequence[Change], time: Timex
) -> Observation | None:
    """What is told at a clock behind the verb: what the sentence tells changed, else the happening named after the clock."""
    text = context.document.text
    begin = max(sentence.start, time.span.start - _CLOSE)
    telling = max(_TELLS.finditer(text, begin, time.span.start), key=lambda m: m.start(), default=None)
    if telling is None or is_former(text, time) or is_planned(context, time):
        return None
    if not isinstance(time.when, Instant) or certainty(text, begin, *telling.span(), sentence.end) != "asserted":
        return None
    changed = next((c.about for c in found if c.about and c.spans[-1].end > telling.end()), None)
    about = changed or next((h.mention for h in own if h.start > time.span.end), None)
    if about is None:
        return None
    last = about.spans[0].end if about.spans[0].end <= sentence.end else 0
    whole = context.document.span(telling.start(), max(time.span.end, last))
    return Observation(
        "announcement", (whole,), about, time.when, whole.exact, reported_by=relayed(context, time), rule="tidings.told"
    )


def _end(text: str, end: int) -> int:
    while text[end - 1] in " .\n":
        end -= 1
    return end
