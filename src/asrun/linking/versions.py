"""Two versions of one schedule compared: what was added, dropped, restored, and which fields of what stayed changed."""

from collections.abc import Sequence

from asrun.linking.fields import differences, event_of
from asrun.linking.masses import hold
from asrun.linking.pairing import pairs
from asrun.model.comparison import Comparison, Difference, Match, Told
from asrun.model.fact import ChangeKind, Plan


def compare(before: Sequence[Plan], after: Sequence[Plan], earlier: Sequence[Sequence[Plan]] = ()) -> Comparison:
    """What the newer version changes of the older one; `earlier` are versions before that, the latest last.

    An item that is gone is dropped, which is less than cancelled; one that only an earlier version had is restored.
    """
    old, new = [p for p in before if not p.restates], [p for p in after if not p.restates]
    matches = pairs(old, new)
    kept = {id(m.after): m for m in matches}
    left = {id(m.before) for m in matches}
    fresh = [p for p in new if id(p) not in kept]
    known = _known(fresh, new, earlier)
    returned = tuple(known.values())
    found: list[Difference] = []
    for plan in new:
        if id(plan) in kept:
            found += differences(kept[id(plan)])
        elif id(plan) in known:
            found.append(_whole("restored", plan, known[id(plan)].before.starts, plan.starts))
        else:
            found.append(_whole("added", plan, None, plan.starts))
    found += [_whole("dropped", p, p.starts, None) for p in old if id(p) not in left]
    changes, masses = hold(found, _events(old), _events(new))
    return Comparison(changes, masses, tuple(matches), returned=returned)


def _known(fresh: Sequence[Plan], new: Sequence[Plan], earlier: Sequence[Sequence[Plan]]) -> dict[int, Match]:
    """The fresh items of a version that an earlier one had, with how the latest of these had them."""
    found: dict[int, Match] = {}
    wanted = {id(p) for p in fresh}
    for version in reversed(earlier) if fresh else ():
        for match in pairs([p for p in version if not p.restates], new):
            if id(match.after) in wanted:
                found.setdefault(id(match.after), match)
    return found


def _whole(kind: ChangeKind, plan: Plan, before: Told, after: Told) -> Difference:
    """The change of an event as a whole."""
    return Difference(kind, event_of(plan), plan.summary, None, before, after, None, plan.spans[:1])


def _events(plans: Sequence[Plan]) -> int:
    """How many events a version holds: a uid that stands at several items is one."""
    return len({p.uid or id(p) for p in plans})
