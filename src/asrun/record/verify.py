"""A whole record gone through: payloads against commitments, the tree against what was signed, look-ups against payloads."""

import hashlib
import tempfile
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from asrun.model.entry import KeyRotated, Redacted, RedactionAdded, VersionAdded
from asrun.model.source import Snapshot
from asrun.record.errors import RecordDamagedError, RecordError
from asrun.record.filing import places
from asrun.record.keys import Checkpoint, public_key
from asrun.record.log import commit_to, encode
from asrun.record.merkle import leaf_hash
from asrun.record.proofs import grown
from asrun.record.sqlite import scratch
from asrun.record.store import Batch, Store, checked

_MOST = 20  # findings told
# Every table by which entries are found, with its order; of the last two more may stand where words were redacted.
_TABLES = {
    "tiles": "level, number", "checkpoints": "size", "keys": "id", "versions": "seq", "readings": "seq",
    "ended": "reading, seq", "frames": "reading, fact", "events": "seq", "links": "seq",
    "tells": "event, claimant, aspect, seq, fact", "parted": "event, fact, seq", "documents": "day, reading",
    "notes": "about, seq", "redactions": "entry", "refused": "mark", "voices": "event, claimant, aspect",
    "days": "day, event",
}  # fmt: skip
_MORE = ("voices", "days")


class Verified(NamedTuple):
    """What going through a record came to; it stands where there are no findings."""

    entries: int
    checkpoints: int
    redacted: int
    left_out: int
    root: Checkpoint | None
    findings: list[str]


def verify(store: Store, since: Checkpoint | None = None) -> Verified:
    """Goes through a record, or through what came after a checkpoint that was kept elsewhere.

    The whole record is filed again into a scratch store beside it, and every row by which entries are found is compared.
    """
    try:
        with store.unchanging():
            return _Run(store, since).verified()
    except RecordDamagedError as error:
        return Verified(0, 0, 0, 0, None, [str(error)])


class _Run:
    def __init__(self, store: Store, since: Checkpoint | None) -> None:
        self.store, self.since = store, since
        self.findings: list[str] = []
        self.entries = self.checkpoints = self.redacted = self.left_out = 0
        self.signed = since.size if since else 0
        self.gone: dict[int, int] = {}
        self.blank: dict[int, int] = {}
        self.digests: set[str] = set()
        self.last: Checkpoint | None = None

    def verified(self) -> Verified:
        self.findings += self.store.check()[:_MOST]
        batches = self._looked_at(self.store.batches(self.signed))
        try:
            if self.since:
                grown(self.store, self.since)
                for _ in batches:
                    pass
                self._tree()
            else:
                self._filed_again(batches)
                self._snapshots()
        except RecordError as error:
            self._find(str(error))
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            # A damaged row may hold a value of another type than its column.
            self._find(f"a row is not as it was written ({error})")
        if (head := self.store.head()) != self.signed:
            self._find(f"entries {self.signed + 1} to {head} are under no checkpoint")
        for entry, by in self.blank.items():
            if by and self.gone.get(entry) != by and not self.since:
                self._find(f"entry {entry}: blank, and no redaction names it")
        return Verified(self.entries, self.checkpoints, self.redacted, self.left_out, self.last, self.findings[:_MOST])

    def _find(self, words: str) -> None:
        if len(self.findings) < _MOST:
            self.findings.append(words)

    def _looked_at(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        """The batches, each looked at: places, clocks, commitments."""
        clock = 0
        for batch in batches:
            wanted = list(range(self.signed + 1, batch.checkpoint.size + 1))
            if list(batch.places) != wanted:
                raise RecordError(f"entries {self.signed + 1} to {batch.checkpoint.size}: some are missing")
            for place, at, sealed in zip(batch.places, batch.clocks, batch.entries, strict=True):
                if at <= clock:
                    self._find(f"entry {place}: recorded at {at}, not after the one before it")
                clock = at
                if isinstance(sealed.payload, Redacted):
                    self.blank[place] = sealed.payload.by
                    self.redacted += bool(sealed.payload.by)
                    self.left_out += not sealed.payload.by
                elif commit_to(sealed.salt, sealed.data) != sealed.commitment:
                    self._find(f"entry {place}: its words are not those that were committed to")
                elif sealed.kind != str(sealed.payload.__struct_config__.tag) or encode(sealed.payload) != sealed.data:
                    self._find(f"entry {place}: not written as its kind is")
                if isinstance(sealed.payload, RedactionAdded):
                    self.gone |= dict.fromkeys(places(sealed.payload.entries), place)
                elif isinstance(sealed.payload, VersionAdded):
                    self.digests.add(sealed.payload.version.sha256)
                elif isinstance(sealed.payload, KeyRotated):
                    self._rotation(batch, place)
            self.entries += len(batch.entries)
            self.checkpoints += 1
            self.signed, self.last = batch.checkpoint.size, batch.checkpoint
            yield batch

    def _rotation(self, batch: Batch, place: int) -> None:
        """The checkpoint of a new key is signed by the one before too."""
        made, keys = batch.checkpoint, self.store.public_keys()
        before = keys[keys.index(made.key) - 1] if made.key in keys else None
        if not (made.before and before and public_key(before).signed(made.text, made.before)):
            self._find(f"entry {place}: a new key that the one before did not sign; who made it has to say so")

    def _tree(self) -> None:
        """The roots that were signed since a checkpoint, against the tree."""
        since = self.since.size if self.since else 0
        edge = self.store.edge(since)
        for checkpoint in self.store.checkpoints(since):
            first = edge.size
            rows = self.store.leaves(first, checkpoint.size - first)
            edge.extend(map(leaf_hash, rows))
            if (edge.size, edge.root()) != (checkpoint.size, checkpoint.root) or not checkpoint.stands():
                self._find(f"the checkpoint of {checkpoint.size} entries is not that of these entries")

    def _filed_again(self, batches: Iterator[Batch]) -> None:
        """Files a record again and compares."""
        keys = self.store.public_keys()
        if not keys:
            return
        if any(public_key(key).origin != self.store.origin for key in keys):
            self._find(f"the record is called {self.store.origin}, its keys are of another")
        with tempfile.TemporaryDirectory() as folder, scratch(folder) as again:
            again.begin(self.store.origin, keys[0])
            waiting: list[Batch] = []
            for batch in batches:
                waiting.append(batch)
                if sum(len(b.entries) for b in waiting) > 5_000:
                    again.restore(waiting)
                    waiting = []
            again.restore(waiting)
            for table, order in _TABLES.items():
                self._compare(table, self.store.rows_of(table, order), again.rows_of(table, order))

    def _compare(self, table: str, found: Iterator[Any], derived: Iterator[Any]) -> None:
        """The rows of a table against those that its entries make."""
        if table in _MORE and self.gone:
            rest = iter(found)
            for row in derived:
                if not any(tuple(one[:2]) == tuple(row[:2]) for one in rest):
                    self._find(f"{table}: {row} is missing")
                    return
            return
        for one, other in zip_longest(found, derived):
            if one is None or other is None or tuple(one) != tuple(other):
                self._find(f"{table}: {one} stands where its entries make {other}")
                return

    def _snapshots(self) -> None:
        """The bytes of every version, against their hashes."""
        told = self.store.rows_of("snapshots", "sha256")
        there = set()
        for sha256, name, media_type, data, beside in told:
            there.add(sha256)
            if hashlib.sha256(data).hexdigest() != sha256 or checked(Snapshot(name, b"", media_type, sha256)) != beside:
                self._find(f"snapshot {sha256[:12]}: its bytes are not those of this hash")
        if not (self.gone or self.left_out):
            for digest in sorted(self.digests - there):
                self._find(f"snapshot {digest[:12]}: its bytes are not there")
