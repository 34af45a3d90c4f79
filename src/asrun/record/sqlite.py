"""The embedded store: one SQLite file in WAL mode through apsw; what it acknowledged survives a crash."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from types import TracebackType
from typing import Any, Self

import apsw
import msgspec

from asrun.model.entry import Entry, EventAdded, LinkAdded, Payload, VersionAdded
from asrun.model.source import Snapshot, Version
from asrun.record.errors import RecordDamagedError
from asrun.record.sqlite_file import APPLICATION_ID, MEMORY, check_file, check_form, check_library, told

_WAIT = 10_000  # milliseconds that another process's lock is waited for
_PAGE = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Payload)


@cache
def _migrations() -> tuple[str, ...]:
    """The migrations in order; the form of a record is how many of them it has."""
    folder = files(__package__).joinpath("migrations")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in found)


class SqliteRecord:
    """A record in one SQLite file; made when there is none. See `asrun.record.Record`."""

    def __init__(self, path: str) -> None:
        check_library()
        self.path = path
        with told(path, _WAIT):
            check_file(path, len(_migrations()))
            self._db = apsw.Connection(path)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        """Sets the guarantees and brings the form up to this version's."""
        self._db.set_busy_timeout(_WAIT)
        self._db.pragma("foreign_keys", True)
        # FULL also before the switch to WAL, so that the first commit is as durable as every later one.
        self._db.pragma("synchronous", "FULL")
        if self._db.pragma("user_version") != len(_migrations()):
            with self._write() as run:
                # Another process may have been first while this one waited.
                form = self._db.pragma("user_version")
                check_form(self.path, form, len(_migrations()))
                for number, migration in enumerate(_migrations()[form:], form + 1):
                    run(migration)
                    run(f"PRAGMA user_version = {number}")
                run(f"PRAGMA application_id = {APPLICATION_ID}")
        if self.path != MEMORY:
            self._to_wal()

    def _to_wal(self) -> None:
        """Switches to WAL, which stays with the file. SQLite does not wait by itself for others that open it meanwhile."""
        until = time.monotonic() + _WAIT / 1000
        while True:
            try:
                self._db.pragma("journal_mode", "WAL")
            except apsw.BusyError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return

    @contextmanager
    def _write(self) -> Iterator[Any]:
        """One transaction under the one lock of the record: all of it or nothing."""
        with told(self.path, _WAIT):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db.execute
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _ask(self, query: str, *values: Any) -> list[Any]:
        with told(self.path, _WAIT):
            return list(self._db.execute(query, values))

    def append(self, payloads: Sequence[Payload], snapshots: Sequence[Snapshot], now: datetime) -> list[Entry]:
        """Appends payloads in one transaction; each is recorded at `now`, or a microsecond after the one before it."""
        with told(self.path, _WAIT):
            rows = [_row(p) for p in payloads]
        clock = (now - _EPOCH) // _TICK
        made = []
        with self._write() as run:
            for one in snapshots:
                if not run("SELECT 1 FROM snapshots WHERE sha256 = ?", (one.sha256,)).get:
                    run("INSERT INTO snapshots VALUES (?, ?, ?, ?)", (one.sha256, one.name, one.media_type, one.data))
            seq, last = run("SELECT seq, recorded_at FROM entries ORDER BY seq DESC LIMIT 1").get or (0, clock - 1)
            for payload, row in zip(payloads, rows, strict=True):
                seq, last = seq + 1, max(last + 1, clock)
                run("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (seq, last, *row))
                made.append(Entry(seq, _EPOCH + last * _TICK, payload))
        return made

    def entries(self, seq: int | None = None) -> Iterator[Entry]:
        """The entries up to a place in the record, the head by default, in order."""
        head = self.head()
        return self._pages(head if seq is None else min(seq, head))

    def _pages(self, until: int) -> Iterator[Entry]:
        """Entries a page at a time: rows that stand never change, so no lock is held while they are looked at."""
        query = "SELECT seq, recorded_at, payload FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?"
        last = 0
        while rows := self._ask(query, last, until, _PAGE):
            yield from map(self._entry, rows)
            last = rows[-1][0]

    def _entry(self, row: tuple[int, int, bytes]) -> Entry:
        seq, clock, payload = row
        return Entry(seq, _EPOCH + clock * _TICK, self._payload(payload))

    def _payload(self, data: bytes) -> Payload:
        try:
            payload: Payload = _decoder.decode(data)
        except msgspec.MsgspecError as error:
            raise RecordDamagedError(
                f"{self.path}: an entry that this asrun does not understand ({error}); it is damaged, or of a newer asrun; "
                "a newer asrun, or a copy of the record from before, would do"
            ) from error
        return payload

    def head(self) -> int:
        """The last `seq`; 0 in an empty record."""
        return int(self._ask("SELECT coalesce(max(seq), 0) FROM entries")[0][0])

    def seq_at(self, recorded_by: datetime) -> int:
        """The last `seq` recorded by a moment; 0 before the first."""
        query = "SELECT seq FROM entries WHERE recorded_at <= ? ORDER BY recorded_at DESC LIMIT 1"
        found = self._ask(query, (recorded_by - _EPOCH) // _TICK)
        return int(found[0][0]) if found else 0

    def latest_version(self, source: str) -> Version | None:
        """The latest version of a source."""
        found = self._versions("source = ? ORDER BY seq DESC LIMIT 1", source)
        return found[0] if found else None

    def version(self, name: str) -> Version | None:
        """The version of an id."""
        found = self._versions("version = ? AND kind = 'version'", name)
        return found[0] if found else None

    def versions(self) -> list[Version]:
        """Every version of every source, in the order in which they were recorded."""
        return self._versions("source IS NOT NULL ORDER BY seq")

    def _versions(self, where: str, *values: str) -> list[Version]:
        rows = self._ask(f"SELECT payload FROM entries WHERE {where}", *values)
        payloads = (self._payload(data) for (data,) in rows)
        return [p.version for p in payloads if isinstance(p, VersionAdded)]

    def snapshot(self, sha256: str) -> Snapshot | None:
        """The bytes of a hash."""
        found = self._ask("SELECT name, data, media_type, sha256 FROM snapshots WHERE sha256 = ?", sha256)
        return Snapshot(*found[0]) if found else None

    def close(self) -> None:
        """Ends the use of the record."""
        with told(self.path, _WAIT):
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _row(payload: Payload) -> tuple[str, str | None, str | None, str | None, str | None, bytes]:
    """A payload's kind, the columns it is looked up by (source, version, sha256, event), and its JSON."""
    source: str | None = None
    version: str | None = None
    sha256: str | None = None
    event: str | None = None
    if isinstance(payload, VersionAdded):
        added = payload.version
        source, version, sha256 = added.source, added.id, added.sha256
    elif isinstance(payload, EventAdded | LinkAdded):
        event = payload.event
    else:
        version = payload.version
    return str(type(payload).__struct_config__.tag), source, version, sha256, event, _encoder.encode(payload)
