"""What was still going on after it should have been over: "should have broken up at ten; they were at it at 11:15"."""

from collections.abc import Iterator, Sequence
from functools import cache

from asrun.model.fact import Change, Fact, Observation
from asrun.model.time import Instant, iso_duration
from asrun.reading.changes.lengths import Length
from asrun.reading.changes.lexicon import data
from asrun.reading.context import Context
from asrun.reading.scan import Rare
from asrun.reading.sentences import Sentence

_AROUND, _FEW = 70, 600
_LENGTHS = ("extended", "ended_early", "shortened")


@cache
def _due_end() -> Rare:
    """What leads to the clock at which something should have ended."""
    return Rare(data()["lengths"]["due_end"])


def overruns(context: Context, sentence: Sentence, facts: Sequence[Fact], meant: Sequence[Length]) -> Iterator[Change]:
    """The overrun of what a sentence sees going on: past the end that it tells, or with a length that was planned."""
    if any(isinstance(f, Change) and f.kind in _LENGTHS for f in facts):
        return
    going = next(
        (
            f
            for f in facts
            if isinstance(f, Observation)
            and f.phase == "in_progress" and f.about and isinstance(f.at, Instant) and f.certainty == "asserted"
        ),
        None,
    )  # fmt: skip
    if going is None or not isinstance(going.at, Instant):
        return
    text = context.document.text
    gap, spans = 0.0, [going.spans[0]]
    for time in context.times.between(sentence.start, going.spans[0].end):
        lead = text[max(sentence.start, time.span.start - _AROUND) : time.span.start]
        if isinstance(time.when, Instant) and time.when != going.at and _due_end().search(lead):
            gap, spans = (going.at.utc - time.when.utc).total_seconds(), [time.span, going.spans[0]]
    length = next(iter(meant), None)
    if gap < _FEW and length is None:
        return
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    yield Change(
        "extended", (context.document.span(first, last),), going.about, None, going.at if gap else None,
        iso_duration(round(gap)) if gap else None, reported_by=going.reported_by, cue=going.spans[0], rule="changes.overruns",
    )  # fmt: skip
