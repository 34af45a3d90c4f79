"""What every store does with a batch: it is committed to, filed, put under the tree and signed in one transaction."""

import os
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec

from asrun.model.entry import Entry, KeyRotated, Payload, Redacted, RedactionAdded, VersionAdded
from asrun.model.source import Snapshot
from asrun.record.errors import RecordError, RedactedError
from asrun.record.filing import Filing, clock_of, moment_of, places
from asrun.record.keys import Checkpoint, KeyFile, KeyPair, new_pair, signed_checkpoint
from asrun.record.looking import Looking, chunks
from asrun.record.merkle import TILE, Edge, leaf_hash

SALT = 16
_encoder = msgspec.json.Encoder(order="sorted")
_KEPT_AS_THEY_ARE = ("voices", "days")
_GOES_WITH = (
    ("links", "seq"), ("readings", "seq"), ("documents", "reading"), ("ended", "reading"), ("frames", "fact"),
    ("tells", "fact"), ("parted", "fact"), ("notes", "about"), ("notes", "seq"),
)  # fmt: skip


class Sealed(NamedTuple):
    """A payload as it is kept: its kind, the salt, its JSON, and what the tree commits to. Redacted, it has no JSON."""

    kind: str
    salt: bytes
    data: bytes
    commitment: bytes
    payload: Payload


@cache
def migrations(engine: str) -> tuple[str, ...]:
    """The migrations of an engine in order; the form of a record is how many of them it has."""
    folder = files(__package__).joinpath("migrations", engine)
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in found)


def commit_to(salt: bytes, data: bytes) -> bytes:
    """What the tree holds of a payload."""
    return sha256(salt + data).digest()


def leaf_of(seq: int, clock: int, kind: str, commitment: bytes) -> bytes:
    """The canonical JSON of an entry's leaf."""
    return f'{{"commitment":"{commitment.hex()}","kind":"{kind}","recorded_at":{clock},"seq":{seq}}}'.encode()


def seal(payloads: Sequence[Payload]) -> list[Sealed]:
    """Payloads with salts of their own."""
    salts = os.urandom(SALT * len(payloads))
    found = []
    for number, payload in enumerate(payloads):
        data = _encoder.encode(payload)
        salt = salts[number * SALT : number * SALT + SALT]
        found.append(Sealed(str(payload.__struct_config__.tag), salt, data, sha256(salt + data).digest(), payload))
    return found


class Store(Looking):
    """A record in an engine that gives transactions under one lock. See `asrun.record.Record`."""

    keys: KeyFile
    _edge: Edge | None = None

    @abstractmethod
    def _write(self) -> AbstractContextManager[None]:
        """One transaction under the one lock of the record: all of it or nothing."""

    @abstractmethod
    def _do(self, statement: str, *values: Any) -> None:
        """Runs a statement with "?" for its values."""

    @abstractmethod
    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]], once: bool) -> None:
        """Inserts whole rows; with `once` rows that are there stay as they are."""

    @abstractmethod
    def _purge(self) -> None:
        """Sees to it that what was redacted is gone from the engine's files."""

    @abstractmethod
    def close(self) -> None:
        """Ends the use of the record."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def origin(self) -> str:
        """The name of the record, under which its checkpoints are signed; empty before the first entry."""
        return next((name for (name,) in self._ask("SELECT origin FROM record")), "")

    def append(self, payloads: Sequence[Payload], snapshots: Sequence[Snapshot], now: datetime) -> list[Entry]:
        """Appends payloads in one transaction; each is recorded at `now`, or a microsecond after the one before it."""
        if any(isinstance(p, Redacted | KeyRotated | RedactionAdded) for p in payloads):
            raise RecordError(
                f"{self.path}: a redaction or key among payloads; these change the store too; nothing was added; "
                "redact or rotate_key would do"
            )
        with self._told():
            sealed = seal(payloads)
        with self._write():
            return self._append(sealed, snapshots, now)

    def _append(self, sealed: Sequence[Sealed], snapshots: Sequence[Snapshot], now: datetime) -> list[Entry]:
        """Appends within a transaction that is open."""
        seq, clock = self._end()
        first = max(clock_of(now), clock + 1)
        clocks = range(first, first + len(sealed))
        if snapshots:
            self._refuse_redacted(snapshots)
        tree = self._put(seq, clocks, sealed, snapshots)
        for payload in (s.payload for s in sealed):
            if isinstance(payload, VersionAdded) and not self._bytes(payload.version.sha256):
                raise RecordError(
                    f"{self.path}: a version without its bytes; nothing was added; its snapshot beside it would do"
                )
        if sealed:
            self._sign(*tree)
        return [Entry(seq + n, moment_of(c), s.payload) for n, (c, s) in enumerate(zip(clocks, sealed, strict=True), 1)]

    @abstractmethod
    def _told(self) -> AbstractContextManager[None]:
        """Turns errors of the engine into those of a record."""

    @abstractmethod
    def _end(self) -> tuple[int, int]:
        """The last entry and its clock, under the lock of the transaction."""

    def _put(
        self, seq: int, clocks: Sequence[int], sealed: Sequence[Sealed], snapshots: Iterable[Snapshot]
    ) -> tuple[int, bytes]:
        """Writes a batch after entry `seq`; the size and root of the tree with it."""
        edge = self._edge if self._edge and self._edge.size == seq else self._load_edge(seq)
        self._edge = None  # until the batch stands; a transaction that fails leaves none
        for one in snapshots:
            if not self._bytes(one.sha256):
                self._insert("snapshots", [(one.sha256, one.name, one.media_type, one.data)], False)
        filing = Filing(self)
        entries, payloads, leaves, gone = [], [], [], []
        for number, (clock, (kind, salt, data, commitment, payload)) in enumerate(
            zip(clocks, sealed, strict=True), seq + 1
        ):
            entries.append((number, clock, kind, commitment))
            payloads.append((number, salt, data))
            leaves.append(sha256(b"\0" + leaf_of(number, clock, kind, commitment)).digest())
            filing.add(number, payload)
            if isinstance(payload, RedactionAdded):
                gone += places(payload.entries)
        tiles = edge.extend(leaves)
        self._insert("entries", entries, False)
        self._insert("payloads", payloads, False)
        for table, rows in filing.rows.items():
            if rows:
                self._insert(table, rows, table in _KEPT_AS_THEY_ARE)
        if tiles:
            self._insert("tiles", tiles, False)
        if gone:
            self._blank(gone)
        self._edge = edge
        return edge.size, edge.root()

    def _bytes(self, digest: str) -> bool:
        """Whether the bytes of a hash are there."""
        return bool(self._ask("SELECT 1 FROM snapshots WHERE sha256 = ?", digest))

    # The tree

    def _load_edge(self, size: int) -> Edge:
        """The right edge of the tree over the first entries."""
        levels, level = [self.nodes(0, size - size % TILE, size % TILE)], 1
        while size >> 8 * level:
            count = size >> 8 * level
            levels.append(self.nodes(level, count - count % TILE, count % TILE))
            level += 1
        return Edge(levels)

    def nodes(self, level: int, first: int, count: int) -> list[bytes]:
        """The hashes of a level of the tree, from a place on, so many: those of whole subtrees of 256 ** level entries."""
        tile, rest = divmod(first, TILE)
        if (
            rest + count <= TILE
            and count
            and (found := self._ask("SELECT data FROM tiles WHERE level = ? AND number = ?", level, tile))
        ):
            data = found[0][0]
            return [data[n : n + 32] for n in range(32 * rest, 32 * (rest + count), 32)]
        if level:
            query = "SELECT root FROM tiles WHERE level = ? AND number >= ? AND number < ? ORDER BY number"
            return [root for (root,) in self._ask(query, level - 1, first, first + count)]
        query = "SELECT seq, recorded_at, kind, commitment FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq"
        return [leaf_hash(leaf_of(*row)) for row in self._ask(query, first, first + count)]

    # Keys and checkpoints

    def _sign(self, size: int, root: bytes) -> None:
        """Signs the root of a batch."""
        self._keep(signed_checkpoint(self._pair(), size, root))

    def _keep(self, made: Checkpoint) -> None:
        """Keeps a checkpoint."""
        key = self._one("SELECT id FROM keys WHERE key = ?", made.key)
        self._insert("checkpoints", [(made.size, made.root, key, made.signature, made.before)], False)

    def _pair(self) -> KeyPair:
        """The key that this record is signed with; that of a new record is made on first use."""
        newest, origin = self._newest_key(), self.origin
        pair = self.keys.read(origin) if origin else None
        if pair and newest and str(pair.public) != newest:
            self.keys.forget()  # another process may have changed it
            pair = self.keys.read(origin)
        if newest is None:
            pair = self.keys.read("") or new_pair(f"asrun.record/{os.urandom(8).hex()}")
            self.keys.write(pair)
            self._do("INSERT INTO record VALUES (?)", pair.public.origin)
            self._insert_key(str(pair.public))
        elif pair is None or str(pair.public) != newest:
            found = "not there" if pair is None else "another one"
            raise RecordError(
                f"{self.keys.path}: the key that this record is signed with is {found}; nothing was added; a copy of it "
                "would do, or asrun rotate-key, which makes a new one"
            )
        return pair

    def _newest_key(self) -> str | None:
        return next((key for (key,) in self._ask("SELECT key FROM keys ORDER BY id DESC LIMIT 1")), None)

    def _insert_key(self, key: str) -> None:
        self._do("INSERT INTO keys (id, key) SELECT coalesce(max(id), 0) + 1, CAST(? AS TEXT) FROM keys", key)

    def public_keys(self) -> list[str]:
        """The keys that have signed this record, in order."""
        return [key for (key,) in self._ask("SELECT key FROM keys ORDER BY id")]

    def rotate_key(self, reason: str, now: datetime) -> Entry:
        """A new key from here on: an entry says so, and both keys sign its checkpoint where the one before is there."""
        with self._write():
            self.keys.forget()
            origin, newest = self.origin, self._newest_key()
            held = self.keys.read(origin)
            before = held if held and str(held.public) == newest else None
            pair = new_pair(origin, held.secret if held else None)
            seq, clock = self._end()
            at = max(clock_of(now), clock + 1)
            sealed = seal([KeyRotated(str(pair.public), reason)])
            self._insert_key(str(pair.public))
            self._keep(signed_checkpoint(pair, *self._put(seq, [at], sealed, ()), before))
        self.keys.write(pair)
        return Entry(seq + 1, moment_of(at), sealed[0].payload)

    def checkpoints(self, after: int = 0) -> Iterator[Checkpoint]:
        """The signed checkpoints over more than so many entries, in order."""
        query = (
            "SELECT c.size, c.root, k.key, c.signature, c.before FROM checkpoints c JOIN keys k ON k.id = c.key "
            "WHERE c.size > ? ORDER BY c.size LIMIT 1000"
        )
        while rows := self._ask(query, after):
            yield from (Checkpoint(*row) for row in rows)
            after = rows[-1][0]

    def checkpoint(self, size: int | None = None) -> Checkpoint | None:
        """The first checkpoint over at least so many entries; the last one by default."""
        query = "SELECT c.size, c.root, k.key, c.signature, c.before FROM checkpoints c JOIN keys k ON k.id = c.key "
        query += "ORDER BY c.size DESC LIMIT 1" if size is None else "WHERE c.size >= ? ORDER BY c.size LIMIT 1"
        found = self._ask(query, *(() if size is None else (size,)))
        return Checkpoint(*found[0]) if found else None

    # Redaction

    def _refuse_redacted(self, snapshots: Sequence[Snapshot]) -> None:
        """Refuses bytes that were taken down."""
        if not self._ask("SELECT 1 FROM refused LIMIT 1"):
            return
        pair = self.keys.read(self.origin)
        for one in snapshots:
            found = self._ask("SELECT seq FROM refused WHERE mark = ?", pair.mark(one.sha256)) if pair else []
            if found:
                raise RedactedError(
                    f"{one.name}: these bytes were redacted by entry {found[0][0]}; a takedown is for good; nothing was "
                    "added; another document would do"
                )

    def redact(self, redaction: RedactionAdded, now: datetime, digests: Sequence[str] = ()) -> Entry:
        """Appends a redaction and blanks what it names, and the bytes of some hashes, in one transaction.

        The words are gone from the files of the record when this returns.
        """
        with self._write():
            marks = tuple(map(self._pair().mark, digests))
            made = self._append(seal([msgspec.structs.replace(redaction, marks=marks)]), (), now)[0]
            for digest in digests:
                self._do("DELETE FROM snapshots WHERE sha256 = ?", digest)
        self._purge()
        return made

    def _blank(self, gone: Sequence[int]) -> None:
        """Blanks the payloads of some entries and what they were looked up by."""
        for chunk in chunks(sorted(gone)):
            self._do(
                f"UPDATE payloads SET salt = ?, payload = ? WHERE seq IN ({chunk}) AND payload <> ?", b"", b"", b""
            )
            self._do(f"UPDATE versions SET sha256 = NULL WHERE seq IN ({chunk}) AND sha256 IS NOT NULL")
            for table, column in _GOES_WITH:
                self._do(f"DELETE FROM {table} WHERE {column} IN ({chunk})")
