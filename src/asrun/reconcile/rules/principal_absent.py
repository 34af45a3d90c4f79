"""An event that somebody on the plan did not take part in."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import deviation, evidence


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each event that was skipped, or whose participants changed."""
    events = {e.id: e for e in account.events}
    for line in account.changes:
        event = events.get(line.event or "")
        kind = line.change.kind
        if event and event.participants and line.change.certainty == "asserted":
            spans = (*line.change.spans, *evidence(event.planned_start))
            who = ", ".join(event.participants)
            if kind == "skipped":
                yield deviation(account, "principal-absent", event, spans, who=who)
            elif kind == "participants_changed":
                yield deviation(account, "principal-absent", event, spans, key="participants", who=who)
