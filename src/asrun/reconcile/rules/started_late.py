"""An event that was seen to start after its planned start."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import SLIGHT, clock, deviation, evidence, seconds


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each event that started five minutes or more after its time."""
    for event in account.events:
        planned, actual = clock(event.planned_start), clock(event.actual_start)
        if planned and actual and (amount := seconds(actual, planned)) >= SLIGHT:
            spans = evidence(event.planned_start, event.actual_start)
            yield deviation(account, "started-late", event, spans, amount, planned=planned)
