"""A planned end that lies after the next item's start on the same schedule."""

from collections.abc import Iterator
from itertools import pairwise

from asrun.model.account import Account
from asrun.model.notice import Notice
from asrun.model.time import Instant


def check(account: Account) -> Iterator[Notice]:
    """One notice for each pair of neighbours that overlap."""
    planned = [e for e in account.events if e.planned_start and isinstance(e.planned_start.value, Instant)]
    for event, following in pairwise(planned):
        end = event.planned_end.value if event.planned_end else None
        start = following.planned_start.value if following.planned_start else None
        if (
            isinstance(end, Instant)
            and isinstance(start, Instant)
            and end.utc > start.utc
            and event.publisher == following.publisher
        ):
            message = (
                f'"{event.summary}" is planned to end at {end.local:%H:%M}, "{following.summary}" to start at '
                f"{start.local:%H:%M}; both are kept; a corrected schedule would settle it"
            )
            yield Notice(
                "end-overlaps-next", "info", message, event.planned_end.evidence[0] if event.planned_end else None
            )
