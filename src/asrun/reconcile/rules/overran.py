"""An event that was seen to end after its planned end."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import SLIGHT, clock, deviation, evidence, seconds


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each event that ended five minutes or more after its planned end."""
    for event in account.events:
        planned, actual = clock(event.planned_end), clock(event.actual_end)
        if planned and actual and (amount := seconds(actual, planned)) >= SLIGHT:
            spans = evidence(event.planned_end, event.actual_end)
            yield deviation(account, "overran", event, spans, amount, planned=planned)
