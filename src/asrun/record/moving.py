"""A record on the move: out as lines of JSON, and into another store under the same tree, signatures and all."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from asrun.model.entry import Payload, Redacted, VersionAdded, version_of
from asrun.model.source import Snapshot, Version
from asrun.record.errors import RecordError
from asrun.record.keys import Checkpoint
from asrun.record.log import Sealed, commit_to
from asrun.record.store import Batch, Store

FORM = "asrun-record/1"
_NONE = msgspec.Raw(b"null")
_TOGETHER = 5_000  # entries of one transaction of an import


class Head(msgspec.Struct, tag_field="is", tag="record"):
    """The first line: the form, the record's name, and the key that signed it first."""

    form: str
    origin: str
    key: str


class Bytes(msgspec.Struct, tag_field="is", tag="snapshot"):
    """The bytes of a version, before its batch."""

    sha256: str
    name: str
    media_type: str
    data: bytes


class Line(msgspec.Struct, tag_field="is", tag="entry"):
    """An entry; without salt and payload where it is redacted or left out."""

    seq: int
    recorded_at: int
    kind: str
    commitment: bytes
    salt: bytes = b""
    payload: msgspec.Raw = _NONE
    by: int = 0


class Signed(msgspec.Struct, tag_field="is", tag="checkpoint"):
    """The checkpoint that ends a batch."""

    size: int
    root: bytes
    key: str
    signature: bytes
    before: bytes | None = None


Exported = Head | Bytes | Line | Signed
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Exported)
_payload = msgspec.json.Decoder(Payload)


def withheld(version: Version, now: datetime) -> bool:
    """Whether a version stays out of what leaves the house: private, or under embargo still."""
    return version.private or bool(version.embargo_until and version.embargo_until > now)


def export(store: Store, now: datetime, private: bool = False) -> Iterator[bytes]:
    """The lines of a record; without `private` the words of private and embargoed sources are left out, not their leaves."""
    keys = store.public_keys()
    if not keys:
        raise RecordError(f"{store.path}: an empty record; there is nothing to export; asrun add would fill it")
    yield _line(Head(FORM, store.origin, keys[0]))
    out: set[str] = set()
    for batch in store.batches():
        for sealed in batch.entries:
            if isinstance(sealed.payload, VersionAdded) and not private and withheld(sealed.payload.version, now):
                out.add(sealed.payload.version.id)
        rows = [_left_out(s) if out and version_of(s.payload) in out else s for s in batch.entries]
        for sealed in rows:
            if isinstance(sealed.payload, VersionAdded) and (found := store.snapshot(sealed.payload.version.sha256)):
                yield _line(Bytes(found.sha256, found.name, found.media_type, found.data))
        for seq, clock, sealed in zip(batch.places, batch.clocks, rows, strict=True):
            by = sealed.payload.by if isinstance(sealed.payload, Redacted) else 0
            raw = msgspec.Raw(sealed.data) if sealed.data else _NONE
            yield _line(Line(seq, clock, sealed.kind, sealed.commitment, sealed.salt, raw, by))
        yield _line(Signed(*batch.checkpoint))


def _left_out(sealed: Sealed) -> Sealed:
    return sealed._replace(salt=b"", data=b"", payload=Redacted(sealed.kind))


def _line(value: Any) -> bytes:
    return _encoder.encode(value) + b"\n"


def restore(store: Store, lines: Iterable[bytes]) -> int:
    """Fills an empty record from the lines of another; how many entries it has. All is checked as it comes.

    What was imported stays where a later line cannot stand: it is whole up to its last checkpoint.
    """
    rows = _decoded(lines)
    head = next(rows, None)
    if not isinstance(head, Head) or head.form != FORM:
        raise RecordError(f"this is no export of a record; its first line names no form {FORM}; asrun export makes one")
    store.begin(head.origin, head.key)
    waiting: list[Batch] = []
    size = 0
    for batch in _batches(rows):
        waiting.append(batch)
        size += len(batch.entries)
        if size >= _TOGETHER:
            store.restore(waiting)
            waiting, size = [], 0
    store.restore(waiting)
    store.settle()
    return store.head()


def _decoded(lines: Iterable[bytes]) -> Iterator[Exported]:
    for number, line in enumerate(lines, 1):
        try:
            yield _decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise RecordError(
                f"line {number} is no line of an export ({error}); the record is whole up to the batch before; "
                "the export as it was written would do"
            ) from error


def _batches(rows: Iterable[Exported]) -> Iterator[Batch]:
    """Lines put together to batches, each with what it commits to checked."""
    entries: list[Sealed] = []
    places: list[int] = []
    clocks: list[int] = []
    snapshots: list[Snapshot] = []
    for row in rows:
        match row:
            case Bytes(sha256=sha256, name=name, media_type=media_type, data=data):
                snapshots.append(Snapshot(name, data, media_type, sha256))
            case Line():
                entries.append(_sealed(row))
                places.append(row.seq)
                clocks.append(row.recorded_at)
            case Signed():
                checkpoint = Checkpoint(row.size, row.root, row.key, row.signature, row.before)
                yield Batch(places, clocks, entries, checkpoint, tuple(snapshots))
                entries, places, clocks, snapshots = [], [], [], []
            case Head():
                raise RecordError("a second record begins in this export; one at a time would do")
    if entries:
        raise RecordError(
            f"the export ends after entry {places[-1]}, before its checkpoint; the record is whole up to the batch before; "
            "the whole export would do"
        )


def _sealed(row: Line) -> Sealed:
    data = bytes(row.payload)
    if data == bytes(_NONE):
        return Sealed(row.kind, b"", b"", row.commitment, Redacted(row.kind, row.by))
    if commit_to(row.salt, data) != row.commitment:
        raise RecordError(
            f"entry {row.seq} of this export is not what its commitment says; it was altered; the export as written would do"
        )
    return Sealed(row.kind, row.salt, data, row.commitment, _payload.decode(data))


def tiles(store: Store) -> Iterator[tuple[str, bytes]]:
    """The files of a tlog-tiles log (C2SP): the last checkpoint, tiles of hashes and bundles of leaves, by their paths."""
    last = store.checkpoint()
    if not last:
        raise RecordError(f"{store.path}: an empty record; there is nothing to export; asrun add would fill it")
    yield "checkpoint", last.note.encode()
    level = 0
    while last.size >> 8 * level:
        count = last.size >> 8 * level
        for first in range(0, count, 256):
            width = min(256, count - first)
            name = _tile_path(first // 256) + ("" if width == 256 else f".p/{width}")
            yield f"tile/{level}/{name}", b"".join(store.nodes(level, first, width))
            if level == 0:
                leaves = store.leaves(first, width)
                yield f"tile/entries/{name}", b"".join(len(one).to_bytes(2, "big") + one for one in leaves)
        level += 1


def _tile_path(number: int) -> str:
    parts = [f"{number % 1000:03}"]
    while number := number // 1000:
        parts.append(f"x{number % 1000:03}")
    return "/".join(reversed(parts))
