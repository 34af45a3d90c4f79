"""The joint reading of documents in the neutral exchange form."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from asrun.model.account import Account
from asrun.model.entry import LinkAdded
from asrun.model.exchange import exchange
from asrun.model.reading import Reading
from asrun.pipeline.entries import memory
from asrun.reconcile import reconcile

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def reading_json(readings: Sequence[Reading]) -> str:
    """`asrun-reading/1`, as JSON, of readings in order, with the status that reconciling them gives."""
    entries = memory(readings, _EPOCH)
    event_of = {e.payload.mention: e.payload.event for e in entries if isinstance(e.payload, LinkAdded)}
    made = exchange(readings, event_of, reconcile(entries))
    return json.dumps(made, ensure_ascii=False, indent=1)


def joint_account(readings: Sequence[Reading]) -> Account:
    """What readings in order come to."""
    return reconcile(memory(readings, _EPOCH))
