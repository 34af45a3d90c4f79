"""What one sentence tells in two ways told once: a swap for what it undoes, a beginning for a sighting at its plan."""

from collections.abc import Iterator, Sequence

import msgspec

from asrun.model.fact import Change, Fact, Mention, Observation, Outcome, Plan
from asrun.model.time import Instant
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.instead import instead, went
from asrun.reading.changes.planned import Planned
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

UNDONE = ("cancelled", "skipped", "postponed", "replaced")


def kept_to(context: Context, moments: Sequence[Planned], facts: Sequence[Fact]) -> Iterator[Observation]:
    """What went ahead at its planned clock was seen to begin then."""
    known = {f.at for f in facts if isinstance(f, Observation)}
    for one in moments:
        if one.sense == "kept" and isinstance(one.when, Instant) and one.when not in known:
            span = context.document.span(one.start, one.end)
            yield Observation("started", (span,), one.happening.mention, one.when, span.exact, rule="reader.kept")


def begun(facts: Sequence[Fact], moments: Sequence[Planned]) -> Iterator[Fact]:
    """The facts, of which what is seen of a happening beside its plan is its beginning: "slated for 2, was at 3"."""
    due = {m.happening.mention.spans[0]: m.when for m in moments if m.sense == "planned"}
    for one in facts:
        when = due.get(one.about.spans[0]) if isinstance(one, Observation) and one.about else None
        if isinstance(one, Observation) and one.phase == "other" and isinstance(when, Instant) and one.at != when:
            yield msgspec.structs.replace(one, phase="started")
        else:
            yield one


def without_new_start(fact: Fact, found: Sequence[Change]) -> Fact:
    """A plan told; one whose start a change leads to is no plan of its own: "the tasting will now be on Friday"."""
    if not isinstance(fact, Plan) or not any(c.after == fact.starts and _about(c, fact) for c in found):
        return fact
    return msgspec.structs.replace(as_mention(fact), held="future", starts=None)


def _about(change: Change, plan: Plan) -> bool:
    return change.about is not None and change.about.spans[:1] == plan.spans[:1]


def swapped(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    plan: Mention | None,
    undone: Mention | None,
    said: Sequence[Change],
    found: list[Change],
) -> tuple[list[Change], list[Change]]:
    """What came instead of a plan, and the other changes; what was undone in the same sentence is told by the one change."""
    if any(c.cue and c.cue.exact.lower() == "instead" for c in said):
        return [], found
    gone = next((c for c in reversed(found) if c.kind in UNDONE), None)
    swaps = list(instead(context, sentence, own, plan or undone, gone, undone is not None))
    if not (swaps and gone):
        return swaps, found
    swaps = [msgspec.structs.replace(s, spans=(*gone.spans, *s.spans)) for s in swaps]
    return swaps, [c for c in found if c is not gone]


def gone_elsewhere(context: Context, sentence: Sentence, found: list[Change]) -> tuple[list[Change], list[Change]]:
    """Where somebody went in the place of what the same sentence tells was off, and the other changes."""
    gone = next((c for c in reversed(found) if c.kind == "cancelled" and c.certainty == "asserted"), None)
    made = went(context, sentence, gone) if gone else None
    return ([made], [c for c in found if c is not gone]) if made else ([], found)


def within(one: Change, other: Change) -> bool:
    """Whether a change is told by the words of another."""
    return one.cue is not None and any(s.start <= one.cue.start and one.cue.end <= s.end for s in other.spans)


def outcomes(context: Context, spot: Spot, own: Sequence[Happening], previous: Sequence[Mention]) -> Iterator[Outcome]:
    """What a summit or talks came to."""
    about = next((h.mention for h in own if h.mention.kind in ("summit", "meeting", "visit")), None)
    about = about or next((m for m in reversed(previous) if m.kind == "summit"), None)
    said = context.said_around(spot[0], spot[0] + 1)
    yield Outcome(
        "no_agreement", (context.document.span(*spot),), about, said.speaker if said else None, "changes.outcome"
    )


def as_mention(plan: Plan) -> Mention:
    """A plan as what a later sentence refers to."""
    return Mention(
        plan.summary, plan.kind, plan.spans[:1], plan.starts, plan.place, plan.origin, plan.destination, plan.participants,
        definite=True, rule="changes.plan-before",
    )  # fmt: skip
