"""What was still going on after it should have been over: "should have closed at ten; it was still open at 11:15"."""

from collections.abc import Iterator, Sequence
from functools import cache

from asrun.model.fact import Change, Fact, Observation
from asrun.model.time import Instant, Timex, iso_duration
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
    """The overrun of what a sentence sees going on or ending: past a told end, or with a planned length."""
    if any(isinstance(f, Change) and f.kind in _LENGTHS for f in facts):
        return
    due = _due(context, sentence)
    for seen in facts:
        if not (isinstance(seen, Observation) and seen.about and isinstance(seen.at, Instant)):
            continue
        if seen.phase not in ("in_progress", "ended") or seen.certainty != "asserted" or (due and seen.at == due.when):
            continue
        gap = round((seen.at.utc - due.when.utc).total_seconds()) if due and isinstance(due.when, Instant) else 0
        if (abs(gap) < _FEW and not (meant and seen.phase == "in_progress")) or (gap < 0 and seen.phase != "ended"):
            continue
        spans = [seen.spans[0], *([due.span] if due else ())]
        first, last = min(s.start for s in spans), max(s.end for s in spans)
        yield Change(
            "ended_early" if gap < 0 else "extended", (context.document.span(first, last),), seen.about, None,
            seen.at if gap else None, iso_duration(gap) if gap else None, reported_by=seen.reported_by, cue=seen.spans[0],
            rule="changes.overruns",
        )  # fmt: skip
        return


def _due(context: Context, sentence: Sentence) -> Timex | None:
    """The clock at which a sentence says that something should have ended."""
    text = context.document.text
    for time in context.times.between(sentence.start, sentence.end):
        lead = text[max(sentence.start, time.span.start - _AROUND) : time.span.start]
        if isinstance(time.when, Instant) and _due_end().search(lead):
            return time
    return None
