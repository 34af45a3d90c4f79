"""What a report tells at clocks without a verb that says so: "with the crews from ten until 10:40", "home at 5:32"."""

import re
from collections.abc import Iterator, Sequence

from asrun.model.fact import Fact, Mention, Observation, Phase
from asrun.model.time import Instant, Timex, When, day_of
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.announcing import relayed
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, is_none
from asrun.reading.changes.lasting import trimmed
from asrun.reading.changes.nearby import is_former
from asrun.reading.changes.sightings import is_planned
from asrun.reading.changes.tellings import NOT_SEEN, PIECE, past_verb, phase_of, says, taken_by, told_of, weather
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "clocked")
_AHEAD, _AHEAD_AFTER = _WORDS.pattern("ahead", re.I), _WORDS.pattern("ahead_after", re.I)
_HABIT = _WORDS.pattern("habit", re.I)
_UNTIL, _LISTED = _WORDS.pattern("until"), _WORDS.pattern("listed", re.I)
_STATES: dict[Phase, re.Pattern[str]] = {
    p: _WORDS.pattern(p, re.I) for p in ("ended", "arrival", "departure", "started")
}
_WORD = re.compile(r"[^\W\d]{2,}")
_BOUNDS: tuple[Phase, Phase] = ("started", "ended")
_NEAR, _LONGEST = 110, 9 * 3600
_PLANNED_MINUTES = 5


def clocked(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    found: Sequence[Fact],
) -> Iterator[Observation]:
    """The clocks of a sentence that none of the facts `found` in it has: two that bound something, and states at one."""
    text = context.document.text
    own = [h for h in own if not is_none(text, h)]
    taken = set(taken_by(found))
    times = [t for t in context.times.between(sentence.start, sentence.end) if _passed(context, t)]
    for number, time in enumerate(times):
        if (time.when in taken and time.until is None) or is_planned(context, time):
            continue
        around = clauses.around((time.span.start, time.span.end))
        begin = max(around[0], time.span.start - _NEAR)
        lead = text[begin : time.span.start]
        begin = trimmed(text, begin + max((m.end() for m in PIECE.finditer(lead)), default=0), time.span.start)
        before = text[begin : time.span.start]
        if (
            _LISTED.search(lead)
            or _is_stamp(context, time, begin)
            or _AHEAD.search(before)
            or _AHEAD_AFTER.match(text, time.span.end)
        ):
            continue
        if certainty(text, begin, time.span.start, time.span.end, sentence.end) != "asserted":
            continue
        until = next((t for t in times[number + 1 :] if t.span == time.until and _bounds(lead, time, t)), None)
        bounds = [(time, _BOUNDS[0]), (until, _BOUNDS[1])] if until else []
        ends = bounds or ([] if is_former(text, time) else [(time, p) for p in _state(before, time.when)])
        at = (time.span.start, time.span.end)
        for one, told in ends:
            if one.when in taken or not isinstance(one.when, Instant):
                continue
            taken.add(one.when)
            about = told_of(context, own, previous, one.when, at, around, sentence)
            span = context.document.span(begin, one.span.end)
            by = relayed(context, time)
            yield Observation(told, (span,), about, one.when, span.exact, reported_by=by, rule="clocked")


def _passed(context: Context, time: Timex) -> bool:
    """Whether a time is a clock that was over when the document was made."""
    made = context.header.created
    if time.type != "TIME" or time.relative_to or time.twin or not isinstance(time.when, Instant):
        return False
    if isinstance(made, Instant) and not context.dispatches:
        return time.when.utc <= made.utc
    day, written = day_of(time.when), day_of(made)
    return day is None or written is None or day <= written


def _is_stamp(context: Context, time: Timex, begin: int) -> bool:
    """Whether a clock tells when the report was written: in the head of a dispatch, or behind nothing but a date."""
    dispatch = context.dispatch(time.span.start)
    if time.when == context.header.created or (dispatch and time.span.start < dispatch.body):
        return True
    last = begin
    for date in (t for t in context.times.between(begin, time.span.start) if t.type == "DATE"):
        if _WORD.search(context.document.text, last, date.span.start):
            return False
        last = date.span.end
    return last > begin and not _WORD.search(context.document.text, last, time.span.start)


def _bounds(before: str, time: Timex, until: Timex) -> bool:
    """Whether two clocks bound something that the words before them tell of as over, or name without a verb."""
    if not isinstance(time.when, Instant) or not isinstance(until.when, Instant) or says(before):
        return False
    if not 0 < (until.when.utc - time.when.utc).total_seconds() <= _LONGEST:
        return False
    return past_verb(before, 0, len(before)) or not _HABIT.search(before)


def _state(before: str, at: When | None) -> Iterator[Phase]:
    """What the words right before a clock say had come about by it, without a verb or with "was" alone.

    Other words without a verb do so at a clock that nobody plans for: "pen to paper at 2:14".
    """
    if says(before) or weather().search(before):
        return
    if _UNTIL.search(before):
        if not _HABIT.search(before):
            yield "ended"
        return
    if NOT_SEEN.search(before):
        return
    states = [(m.start(), phase) for phase, words in _STATES.items() for m in words.finditer(before)]
    if states:
        yield max(states)[1]
    elif len(_WORD.findall(before)) > 1:
        exact = isinstance(at, Instant) and at.local.minute % _PLANNED_MINUTES
        if exact or past_verb(before, 0, len(before)):
            yield phase_of(before)
