"""The last moment that the documents of the exchange form know of."""

from collections.abc import Sequence
from datetime import datetime

from asrun.model.reading import Header
from asrun.model.time import Instant, When

END_OF_DAY = "T23:59:59Z"


def utc_stamp(moment: datetime) -> str:
    """A moment of UTC as the form writes it."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def latest(created: When | None) -> str:
    """The last moment of a document's own time, as a stamp."""
    if isinstance(created, Instant):
        return utc_stamp(created.utc)
    return f"{created.day}{END_OF_DAY}" if created else ""


def last_moment(headers: Sequence[Header]) -> str:
    """The stamp as of which the state of events is told: the last document's.

    A schedule without a clock of its own stands before the reports on its day.
    """
    every = [latest(h.created) for h in headers]
    last = max(every, default="")
    later = [s for s, h in zip(every, headers, strict=True) if s[:10] == last[:10] and h.kind != "schedule"]
    return max(later, default=last)
