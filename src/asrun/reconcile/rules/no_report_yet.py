"""A planned event whose time has passed without any report."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import SLIGHT, clock, deviation, evidence, latest


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each event that was due by the account's moment, and of which nobody has told anything."""
    until = latest(account)
    put_back = {c.event for c in account.changes if c.change.kind in ("delayed", "advanced") and c.after is None}
    for event in account.events:
        due = clock(event.expected_start) or clock(event.planned_start)
        if not (due and until and event.outcome == "no_report") or event.ahead or event.id in put_back:
            continue
        if event.plan in ("planned", "tentative") and (until - due.utc).total_seconds() >= SLIGHT:
            yield deviation(
                account, "no-report-yet", event, evidence(event.planned_start, event.expected_start), planned=due
            )
