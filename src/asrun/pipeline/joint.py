"""The joint reading of documents in the neutral exchange form."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from asrun.model.entry import LinkAdded
from asrun.model.exchange import exchange
from asrun.model.reading import Reading
from asrun.pipeline.entries import memory
from asrun.reconcile import reconcile

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def joint_reading(readings: Sequence[Reading]) -> dict[str, Any]:
    """`asrun-reading/1` of readings in order, with the status that reconciling them gives."""
    entries = memory(readings, _EPOCH)
    event_of = {e.payload.mention: e.payload.event for e in entries if isinstance(e.payload, LinkAdded)}
    return exchange(readings, event_of, reconcile(entries))
