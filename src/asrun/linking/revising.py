"""What a version does to the one before it: each of its items on an event of that, and the differences as changes."""

from collections.abc import Sequence
from datetime import date

from asrun.linking.amending import amend
from asrun.linking.history import History
from asrun.linking.pairing import pairs
from asrun.linking.versions import compare
from asrun.model.comparison import Comparison, Difference, Told
from asrun.model.fact import Change, Mention, Plan
from asrun.model.source import Version
from asrun.model.span import Span
from asrun.model.time import Day, DayPart, Instant, When, day_of, iso_duration

RULE = "versions"


def revise(before: Sequence[Plan], after: Sequence[Plan], gone: Sequence[Plan]) -> Comparison | None:
    """The comparison of a version with the state before it; None where they are of other days.

    What lies outside the days of the newer version is no part of it, and is not dropped.
    """
    days = [d for p in after if (d := _day(p))]
    if not days:
        return compare(before, after, (gone,)) if before and after else None
    first, last = min(days), max(days)
    outside = [p for p in before if (d := _day(p)) and not first <= d <= last]
    if before and len(outside) == len(before):
        return None
    if outside:
        kept = {id(m.before) for m in pairs(before, after)}
        kept |= {id(p) for p in before} - {id(p) for p in outside}
        before = [p for p in before if id(p) in kept]
    return compare(before, after, (gone,))


def changes_of(made: Comparison, plans: Sequence[Plan]) -> tuple[Change, ...]:
    """The differences of a comparison as changes, those of mass changes held; `plans` are those of both versions."""
    known = {p.spans[0]: p for p in plans if p.spans}
    found = [_change(d, known, False) for d in made.changes]
    return tuple(found + [_change(d, known, True) for m in made.mass_changes for d in m.members])


def revise_again(history: History, version: Version) -> tuple[Change, ...]:
    """The changes of a version that has come to stand after another one than before."""
    state = history.state(version.revision_of)
    before, gone = list(state.plans.values()), list(state.gone.values())
    plans, amendments = history.listed(version.id), history.amendments[version.id]
    if amendments:
        amended = amend(amendments, plans, before, gone)
        return changes_of(amended.comparison, (*before, *gone, *amended.plans))
    made = revise(before, plans, gone) if before else None
    return changes_of(made, (*before, *gone, *plans)) if made else ()


def _change(difference: Difference, known: dict[Span, Plan], held: bool) -> Change:
    """One difference as a change of the event that it is about."""
    span = difference.spans[-1]
    plan = known.get(span)
    timed = plan is not None and difference.kind in ("shortened", "extended")
    return Change(
        difference.kind,
        difference.spans[::-1],
        Mention(difference.summary, plan.kind if plan else "other", (span,)),
        _plain(difference.before),
        _plain(difference.after),
        iso_duration(difference.seconds) if difference.seconds else None,
        new_duration=_length(plan) if plan and timed else None,
        rule=RULE,
        field=difference.field or "event",
        held=held,
    )


def _length(plan: Plan) -> str | None:
    """How long an item is, where it has a start and an end or says so."""
    if isinstance(plan.starts, Instant) and isinstance(plan.ends, Instant):
        return iso_duration(round((plan.ends.utc - plan.starts.utc).total_seconds()))
    return plan.duration


def _plain(value: Told) -> When | str | None:
    """A value as a change holds it."""
    if isinstance(value, Instant | Day | DayPart):
        return value
    if isinstance(value, tuple):
        return ", ".join(value) or None
    return None if value is None else str(value)


def _day(plan: Plan) -> date | None:
    return day_of(plan.starts) if isinstance(plan.starts, Instant | Day | DayPart) else None
