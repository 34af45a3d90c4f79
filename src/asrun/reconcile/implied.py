"""What nobody stated and a schedule implies: an item is over when the next one begins, and who came there has travelled.

Such an end is a limit, "by 14:05 at the latest"; only a departure that its arrival follows ends when that one is. It is
never a planned end: no rule, change or deviation counts with it. Lists whose items run beside each other imply nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import msgspec

from asrun.model.account import EventAccount, Known
from asrun.model.fact import Plan
from asrun.model.time import Instant
from asrun.reconcile.measuring import clock
from asrun.reconcile.view import View

_MOVES = ("departure", "arrival")


class _Item(NamedTuple):
    """An item of a list: its event, its plan, its start, and those whose list it is (named by no words of its own)."""

    event: EventAccount
    plan: Plan
    start: Instant
    whose: frozenset[str]


def implied(events: Mapping[str, EventAccount], seen: View) -> dict[str, EventAccount]:
    """The events, those without a stated end or length with the one that the list of a day implies."""
    found = dict(events)
    for items in _lists(events.values(), seen):
        if not _in_turn(items):
            continue
        _travelled(items, found)
        after: _Item | None = None
        for number in range(len(items) - 1, -1, -1):
            item = items[number]
            following = items[number + 1] if number + 1 < len(items) else None
            if following and following.start.utc > item.start.utc:
                after = following
            open_end = not item.event.planned_end and item.plan.kind != "arrival"
            if after and open_end and not after.plan.tentative:
                found[item.event.id] = msgspec.structs.replace(
                    found[item.event.id], implied_end=_end(item, after, following)
                )
    return found


def _travelled(items: Sequence[_Item], found: dict[str, EventAccount]) -> None:
    """Makes held what moves of a list nobody told of, where the item that they lead to was held: who is there has come.

    What follows so is told apart, with the item and the words that it rests on.
    """
    there: Known | None = None
    for item in reversed(items):
        event = found[item.event.id]
        if item.plan.kind not in _MOVES:
            there = _seen_there(event) if event.outcome in ("held", "ended_early") else None
        elif event.outcome == "no_report" and event.plan == "planned" and there:
            found[event.id] = msgspec.structs.replace(
                event, outcome="held", state="Held, implied", implied_outcome=there
            )
        elif event.outcome == "held":
            there = there or _seen_there(event)


def _seen_there(event: EventAccount) -> Known | None:
    """An event with the words that tell of its start, which somebody must have come for."""
    seen = event.actual_start
    return Known(event.id, seen.evidence, seen.claimant) if seen and seen.evidence else None


def _lists(events: Iterable[EventAccount], seen: View) -> Iterable[list[_Item]]:
    """The items that schedules announce with a clock, by document and civil day, in the order of the page."""
    lists: dict[tuple[str, date], list[_Item]] = defaultdict(list)
    for event in events:
        row, plan = next(
            ((r, r.fact) for r in seen.rows[event.id] if isinstance(r.fact, Plan) and not r.fact.restates), (None, None)
        )
        header = seen.headers.get(row.added.version) if row else None
        start = clock(event.planned_start)
        if plan and start and plan.starts == start and header and header.kind == "schedule":
            words = " ".join(s.exact for s in plan.spans)
            whose = frozenset(p for p in plan.participants if p.rpartition(" ")[2] not in words)
            lists[plan.spans[0].doc, start.local.date()].append(_Item(event, plan, start, whose))
    for items in lists.values():
        items.sort(key=lambda i: i.plan.spans[0].start)
        yield items


def _in_turn(items: Sequence[_Item]) -> bool:
    """Whether items follow each other: none begins before the one above it or before that has ended, all of one person's."""
    for one, other in pairwise(items):
        until = clock(one.event.planned_end) or one.start
        beside = one.start.utc == other.start.utc and not {one.plan.kind, other.plan.kind} & set(_MOVES)
        if other.start.utc < until.utc or beside or (one.whose and other.whose and not one.whose & other.whose):
            return False
    return True


def _end(item: _Item, after: _Item, following: _Item | None) -> Known:
    """The end of an item that the next start after its own implies."""
    plans = item.plan, after.plan
    arrives = after is following and [p.kind for p in plans] == [*_MOVES]
    if arrives and plans[0].destination in (None, plans[1].destination):
        value = Instant(after.start.utc, item.start.zone, "derived")
    else:
        value = Instant(after.start.utc, item.start.zone, "bounded", "latest")
    return Known(value, after.plan.spans, item.event.publisher)
