"""An event in whose place something else happened."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import deviation


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each replaced event, with what took its place."""
    names = {e.id: e.name for e in account.events}
    for event in account.events:
        if event.outcome == "replaced":
            lines = [c for c in account.changes if c.event == event.id and c.change.kind == "replaced"]
            spans = tuple(dict.fromkeys(s for c in lines for s in c.change.spans)) or event.mentions[:1]
            other = names.get(event.replaced_by or "")
            key = None if other else "replaced-by-nothing"
            yield deviation(account, "replaced", event, spans, key=key, other=other)
