"""What every store does with a batch: it is committed to, filed, put under the tree and signed in one transaction."""

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
from asrun.record.keys import Checkpoint, new_pair, signed_checkpoint
from asrun.record.log import Log, Sealed, leaf_of, seal
from asrun.record.looking import chunks
from asrun.record.merkle import Edge

_KEPT_AS_THEY_ARE = ("voices", "days")
_GOES_WITH = (
    ("links", "seq"), ("readings", "seq"), ("documents", "reading"), ("ended", "reading"), ("frames", "fact"),
    ("tells", "fact"), ("parted", "fact"), ("notes", "about"), ("notes", "seq"),
)  # fmt: skip


class Batch(NamedTuple):
    """What one transaction appended, with the checkpoint that it was signed with."""

    places: Sequence[int]
    clocks: Sequence[int]
    entries: Sequence[Sealed]
    checkpoint: Checkpoint
    snapshots: Sequence[Snapshot] = ()


@cache
def migrations(engine: str) -> tuple[str, ...]:
    """The migrations of an engine in order; the form of a record is how many of them it has."""
    folder = files(__package__).joinpath("migrations", engine)
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in found)


def checked(snapshot: Snapshot) -> bytes:
    """What stands beside bytes, by which damage of their name is seen."""
    return sha256(f"{snapshot.sha256}\n{snapshot.name}\n{snapshot.media_type}".encode()).digest()


class Store(Log):
    """A record in an engine that gives transactions under one lock. See `asrun.record.Record`."""

    _edge: Edge | None = None

    @abstractmethod
    def _write(self) -> AbstractContextManager[None]:
        """One transaction under the one lock of the record: all of it or nothing."""

    @abstractmethod
    def unchanging(self) -> AbstractContextManager[None]:
        """Everything that is asked meanwhile is of one moment, whoever writes."""

    @abstractmethod
    def settle(self) -> None:
        """Lets the engine tidy its files after a large load."""

    @abstractmethod
    def _purge(self) -> None:
        """Sees to it that what was redacted is gone from the engine's files."""

    @abstractmethod
    def rows_of(self, table: str, order: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in an order."""

    @abstractmethod
    def check(self) -> list[str]:
        """What the engine itself finds wrong."""

    @abstractmethod
    def facts(self) -> dict[str, str]:
        """What there is to say of the engine."""

    @abstractmethod
    def backup(self, path: str) -> None:
        """Copies the record to a new file while others use it."""

    @abstractmethod
    def close(self) -> None:
        """Ends the use of the record."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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
        given = {s.sha256 for s in snapshots}
        wanted = {s.payload.version.sha256 for s in sealed if isinstance(s.payload, VersionAdded)}
        for digest in wanted - given:
            if not self._bytes(digest):
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
        self,
        seq: int,
        clocks: Sequence[int],
        sealed: Sequence[Sealed],
        snapshots: Iterable[Snapshot],
        lenient: bool = False,
    ) -> tuple[int, bytes]:
        """Writes a batch after entry `seq`; the size and root of the tree with it. `lenient`: names may be gone."""
        edge = self._edge if self._edge and self._edge.size == seq else self.edge(seq)
        self._edge = None  # until the batch stands; a transaction that fails leaves none
        fresh = {
            s.sha256: (s.sha256, s.name, s.media_type, s.data, checked(s))
            for s in snapshots
            if not self._bytes(s.sha256)
        }
        self._insert("snapshots", list(fresh.values()), False)
        filing = Filing(self, lenient)
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
        every: dict[str, Sequence[tuple[Any, ...]]] = {
            "entries": entries,
            "payloads": payloads,
            **filing.rows,
            "tiles": tiles,
        }
        for table, rows in every.items():
            if rows:
                self._insert(table, rows, table in _KEPT_AS_THEY_ARE)
        if gone:
            self._blank(gone)
        self._edge = edge
        return edge.size, edge.root()

    def _bytes(self, digest: str) -> bool:
        """Whether the bytes of a hash are there."""
        return bool(self._ask("SELECT 1 FROM snapshots WHERE sha256 = ?", digest))

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

    # Whole records

    def batches(self, after: int = 0) -> Iterator[Batch]:
        """The batches after a checkpoint of so many entries, in order, as they were signed."""
        query = (
            "SELECT e.seq, e.recorded_at, e.kind, e.commitment, p.salt, p.payload FROM entries e "
            "JOIN payloads p ON p.seq = e.seq WHERE e.seq > ? AND e.seq <= ? ORDER BY e.seq"
        )
        for checkpoint in self.checkpoints(after):
            rows = self._ask(query, after, checkpoint.size)
            entries = [
                Sealed(kind, salt, data, commitment, self._payload(data) if data else self._redacted(seq, kind))
                for seq, _, kind, commitment, salt, data in rows
            ]
            yield Batch([r[0] for r in rows], [r[1] for r in rows], entries, checkpoint)
            after = checkpoint.size

    def begin(self, origin: str, key: str) -> None:
        """Names an empty record that another one is restored into."""
        with self._write():
            if self.origin or self.head():
                raise RecordError(
                    f"{self.path}: a record with entries of its own; a whole record goes into an empty one; nothing "
                    "was added; a new path or schema would do"
                )
            self._do("INSERT INTO record VALUES (?)", origin)
            self._insert_key(key)

    def restore(self, batches: Sequence[Batch]) -> None:
        """Appends batches of another store as they were, in one transaction; each must make the tree that was signed."""
        with self._write():
            for batch in batches:
                seq, _ = self._end()
                tree = self._put(seq, batch.clocks, batch.entries, batch.snapshots, lenient=True)
                for one in batch.entries:
                    if isinstance(one.payload, KeyRotated):
                        self._insert_key(one.payload.key)
                made = batch.checkpoint
                if tree != (made.size, made.root) or made.key != self._newest_key() or not made.stands():
                    raise RecordError(
                        f"{self.path}: the entries up to {made.size} are not those that were signed; they were altered; "
                        "nothing was added from here on; the export as it was written would do"
                    )
                self._keep(made)

    def row(self, seq: int) -> tuple[int, str, bytes, bytes, bytes] | None:
        """An entry as it is kept: clock, kind, commitment, salt and JSON."""
        query = (
            "SELECT e.recorded_at, e.kind, e.commitment, p.salt, p.payload FROM entries e JOIN payloads p ON p.seq = e.seq "
            "WHERE e.seq = ?"
        )
        return next((tuple(row) for row in self._ask(query, seq)), None)

    def digests(self, versions: Iterable[str]) -> set[str]:
        """The hashes of the bytes of some versions."""
        found = (self._ask("SELECT sha256 FROM versions WHERE id = ? AND sha256 IS NOT NULL", v) for v in versions)
        return {sha256 for rows in found for (sha256,) in rows}

    def events_of_entries(self, seqs: Sequence[int]) -> list[str]:
        """The events that some facts and links tell of."""
        query = "SELECT e.seq, e.name FROM {0} t JOIN events e ON e.seq = t.event WHERE t.{1} IN ({{}})"
        told = [*self._each(query.format("links", "seq"), seqs), *self._each(query.format("tells", "fact"), seqs)]
        return [name for _, name in sorted(set(map(tuple, told)))]

    def unnamed(self, places: Sequence[int]) -> list[int]:
        """Those of some places that are versions without a name here."""
        query = "SELECT e.seq FROM entries e LEFT JOIN versions v ON v.seq = e.seq "
        query += "WHERE e.kind = 'version' AND v.seq IS NULL AND e.seq IN ({})"
        return sorted(seq for (seq,) in self._each(query, places))

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
