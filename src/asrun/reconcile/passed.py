"""Items that a report goes past: it tells of an earlier one of their day as held, and speaks of them once they were due.

Nobody told that they were held; it follows from the day that went on, as where somebody travelled from where he was.
"""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from asrun.model.account import EventAccount, Known
from asrun.model.fact import Mention
from asrun.reconcile.deeds import is_over
from asrun.reconcile.measuring import clock
from asrun.reconcile.view import View

_BESIDE = "plain.beside"
_MOVES = ("departure", "arrival", "journey")


def passed(events: Mapping[str, EventAccount], seen: View) -> dict[str, EventAccount]:
    """The events, those held that no report tells of, and one speaks of behind an earlier one of the day that was held."""
    found = dict(events)
    waiting = [e for e in events.values() if e.outcome == "no_report" and e.plan == "planned" and e.kind not in _MOVES]
    held: dict[date, list[tuple[datetime, EventAccount]]] = {}
    for event in events.values() if waiting else ():
        start = clock(event.planned_start)
        if start and event.outcome in ("held", "ended_early"):
            held.setdefault(start.local.date(), []).append((start.utc, event))
    for event in waiting if held else ():
        start = clock(event.planned_start)
        others = held.get(start.local.date(), []) if start else []
        before = min((o for o in others if start and o[0] < start.utc), key=lambda o: o[0], default=None)
        after = any(start and o[0] > start.utc for o in others)
        words = _spoken_of(event, after, seen) if before else None
        if before and words:
            known = Known(before[1].id, words.evidence, words.claimant)
            found[event.id] = msgspec.structs.replace(
                event, outcome="held", state="Held, implied", implied_outcome=known
            )
    return found


def _spoken_of(event: EventAccount, followed: bool, seen: View) -> Known | None:
    """The words of a report that speak of an event once it was due: by a clock, a day, or one that `followed`."""
    told = [(r, r.fact) for r in seen.rows[event.id] if isinstance(r.fact, Mention)]
    if any(m.held == "future" for _, m in told):
        return None
    for row, mention in told:
        if mention.rule == _BESIDE and is_over(row, event.expected_start or event.planned_start, seen, followed):
            return Known(event.id, mention.spans, row.added.claimant)
    return None
