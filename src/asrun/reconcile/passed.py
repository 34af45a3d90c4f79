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
# When something that was held was due, and which event that is.
_Held = tuple[datetime, str]


def passed(events: Mapping[str, EventAccount], seen: View) -> dict[str, EventAccount]:
    """The events, those held that no report tells of, and one speaks of behind an earlier one of the day that was held."""
    found = dict(events)
    waiting = [e for e in events.values() if e.outcome == "no_report" and e.plan == "planned" and e.kind not in _MOVES]
    held: dict[date, tuple[_Held, _Held]] = {}
    for event in events.values() if waiting else ():
        start = clock(event.planned_start)
        if start and event.outcome in ("held", "ended_early"):
            one = start.utc, event.id
            first, last = held.get(start.local.date(), (one, one))
            held[start.local.date()] = min(first, one), max(last, one)
    for event in waiting if held else ():
        start = clock(event.planned_start)
        ends = held.get(start.local.date()) if start else None
        if start is None or ends is None or ends[0][0] >= start.utc:
            continue
        words = _spoken_of(event, ends[1][0] > start.utc, seen)
        if words:
            known = Known(ends[0][1], words.evidence, words.claimant)
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
