"""An event that is, or was, at another place than planned."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import deviation


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each event whose place changed."""
    for event in account.events:
        if event.place and event.current_place and event.current_place != event.place:
            moved = [c for c in account.changes if c.event == event.id and c.change.kind == "relocated"]
            spans = tuple(dict.fromkeys(s for c in moved for s in c.change.spans))
            yield deviation(account, "event-relocated", event, spans, before=event.place, after=event.current_place)
