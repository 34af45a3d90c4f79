"""Hours of what is still to come: "she will be at the mill at 3", "new time for the talks: noon", as hints of a change."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from asrun.model.fact import Change, Fact, Mention, Observation, Plan
from asrun.model.time import Instant, Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes import companions
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.hints import by_words
from asrun.reading.changes.nearby import is_former
from asrun.reading.changes.sightings import is_planned
from asrun.reading.changes.tellings import past_verb
from asrun.reading.changes.turns import HINT
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "ahead")
AHEAD = f"{HINT}ahead"
_COMING, _OTHER = _WORDS.pattern("coming", re.I), _WORDS.pattern("other", re.I)
_LEAD, _BOUND = _WORDS.pattern("lead", re.I), _WORDS.pattern("bound", re.I)
_NOT_UNTIL = _WORDS.pattern("not_until", re.I)
_DATELINE = re.compile(r"[A-Z][^.!?\n]{2,60} [-–—] (?=\w+ \w)")
# Plans of a happening that is named or done, rather than of somewhere to be.
_PLAINLY = ("planned.", "acts.", "moves.", "retold.", "intended")
_NEAR, _BEHIND = 140, 30


def coming_hours(
    context: Context, sentence: Sentence, clauses: Clauses, previous: Sequence[Mention], found: Sequence[Fact]
) -> Iterator[Change]:
    """The clocks that a report gives what is to come, each as a hint that the item of its words is due then."""
    if context.header.kind == "schedule":
        return
    text = context.document.text
    taken = {
        t for f in found if isinstance(f, Change | Observation) and not f.rule.startswith(HINT) for t in _moments(f)
    }
    for time in context.times.between(sentence.start, sentence.end):
        if not _is_clock(time) or time.when in taken or is_former(text, time) or _was_planned(context, time):
            continue
        around = clauses.around((time.span.start, time.span.end))
        begin = max(around[0], time.span.start - _NEAR, *_datelines(text, sentence, time))
        stop = min(around[1], time.span.end + _BEHIND)
        lead, behind = text[begin : time.span.start], text[time.span.end : stop]
        if any(_is_clock(t) and not is_former(text, t) for t in context.times.between(begin, time.span.start)):
            continue
        not_until = _NOT_UNTIL.search(lead)
        if not _COMING.search(lead + "|" + behind) or _OTHER.search(lead) or past_verb(text, begin, time.span.start):
            continue
        if not _LEAD.search(lead) or (_BOUND.search(lead) and not not_until):
            continue
        sure = "asserted" if not_until else certainty(text, begin, time.span.start, time.span.end, sentence.end)
        if sure is None or companions.ended(text, begin, time.span.start):
            continue
        plan = next(
            (f for f in found if isinstance(f, Plan) and f.starts == time.when and f.rule.startswith(_PLAINLY)), None
        )
        scope = begin, max(time.span.end, around[1])
        about = by_words(context, sentence, time.span, scope, previous)
        if plan:
            about = msgspec.structs.replace(about, spans=(plan.spans[0], *about.spans[1:]))
        said = context.said_around(time.span.start, time.span.start + 1)
        yield Change(
            "rescheduled", (context.document.span(begin, time.span.end),), about, None, time.when, certainty=sure,
            reported_by=(said.via[-1] if said.via else said.speaker) if said else None, cue=time.span,
            rule=f"{AHEAD}{companions.who(context, begin, time.span.start)}{companions.bare(context, scope, time.when)}",
        )  # fmt: skip


def _datelines(text: str, sentence: Sentence, time: Timex) -> Iterator[int]:
    """Where the words begin that stand behind the place and the day at the head of a text."""
    yield sentence.start
    if dateline := _DATELINE.match(text, sentence.start, time.span.start):
        yield dateline.end()


def _was_planned(context: Context, time: Timex) -> bool:
    """Whether a clock is told as one that something was planned for, rather than is."""
    return is_planned(context, time) and not _COMING.search(
        context.document.text[max(0, time.span.start - _BEHIND) : time.span.start]
    )


def _is_clock(time: Timex) -> bool:
    return time.type == "TIME" and isinstance(time.when, Instant) and not (time.relative_to or time.twin or time.until)


def _moments(fact: Change | Observation) -> tuple[object, ...]:
    return (fact.at,) if isinstance(fact, Observation) else (fact.before, fact.after, fact.at)
