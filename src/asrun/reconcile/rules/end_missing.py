"""An event that was seen to begin, whose end was planned, and of whose end there is no report."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import clock, deviation, evidence, latest


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each event whose planned end has passed without a word of it."""
    until = latest(account)
    for event in account.events:
        end, start = clock(event.planned_end), clock(event.actual_start)
        if start and end and until and end.utc < until and event.outcome == "held" and event.actual_end is None:
            spans = evidence(event.planned_end, event.actual_start)
            yield deviation(account, "end-missing", event, spans, planned=end)
