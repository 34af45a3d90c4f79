"""An event that a later version of its schedule no longer holds, without anybody having cancelled it."""

from collections.abc import Iterator

from asrun.model.account import Account
from asrun.model.notice import Notice


def check(account: Account) -> Iterator[Notice]:
    """One notice for each dropped event."""
    for event in account.events:
        if event.plan == "dropped" and event.planned_start:
            message = f'"{event.summary}" is not in the latest version; nobody cancelled it; its publisher could tell'
            yield Notice("event-dropped", "warning", message, event.planned_start.evidence[0])
