"""A change of a plan that became known only after the event was due."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.model.time import Instant
from asrun.reconcile.measuring import SLIGHT, clock, deviation, evidence, seconds

_ANNOUNCED = ("cancelled", "postponed", "rescheduled", "delayed", "advanced", "relocated", "replaced")


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each change known five minutes or more after the planned start, from a source with a clock."""
    events = {e.id: e for e in account.events}
    clocks = {s.doc for s in account.sources if s.issued_at}
    for line in account.changes:
        event = events.get(line.event or "")
        planned = clock(event.planned_start) if event else None
        if event is None or planned is None or line.known_from is None or line.change.kind not in _ANNOUNCED:
            continue
        dated = line.change.at or line.change.spans[0].doc in clocks
        amount = seconds(Instant(line.known_from, "UTC"), planned)
        if dated and line.change.certainty == "asserted" and amount >= SLIGHT:
            spans = (*line.change.spans, *evidence(event.planned_start))
            yield deviation(account, "announced-after-start", event, spans, amount, planned=planned)
