"""Claims side by side that cannot all be right, and nobody has settled."""

from asrun.model.account import Contest, EventAccount
from asrun.model.fact import Change, Disagreement, Observation
from asrun.model.span import Span
from asrun.reconcile.view import View


def contests(seen: View, events: dict[str, EventAccount]) -> tuple[Contest, ...]:
    """What documents disagree about in themselves, and events that one saw and another called off."""
    found = []
    for row in seen.facts:
        if isinstance(row.fact, Disagreement):
            found.append(Contest(row.fact.kind, row.fact.message, row.fact.spans))
    for event in events.values():
        if event.outcome == "contested":
            words = f"{event.summary}: called off by one source, seen to take place by another"
            found.append(Contest("outcome", words, _spans(seen, event.id)))
    return tuple(found)


def _spans(seen: View, event: str) -> tuple[Span, ...]:
    """The words of both sides."""
    facts = (r.fact for r in seen.rows[event])
    sides = [f for f in facts if isinstance(f, Observation) or (isinstance(f, Change) and f.certainty == "asserted")]
    return tuple(f.spans[0] for f in sides)
