"""The embedded store: SQLite in WAL mode through apsw, one file."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw
import msgspec

from asrun.model.entry import Entry, EventAdded, FactAdded, LinkAdded, Payload, ReadingAdded, VersionAdded
from asrun.model.source import Snapshot, Version
from asrun.record.errors import NewerRecordError, NotARecordError, RecordError, RecordLockedError

APPLICATION_ID = 0x41535255  # "ASRU"
OLDEST_LIBRARY = (3, 51, 3)  # before it, a WAL that is reset while it is read can corrupt the file
_WAIT = 10_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Payload)


@cache
def _migrations() -> tuple[str, ...]:
    """The migrations in order; a record's version is how many of them it has."""
    folder = files(__package__).joinpath("migrations")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in found)


class SqliteRecord:
    """A record in one SQLite file."""

    def __init__(self, path: str) -> None:
        library = tuple(int(n) for n in apsw.sqlite_lib_version().split("."))
        if library < OLDEST_LIBRARY:
            needed = ".".join(map(str, OLDEST_LIBRARY))
            raise RecordError(
                f"SQLite {apsw.sqlite_lib_version()}; it may corrupt a record; {needed} or newer would do"
            )
        self.path = path
        self._check_file()
        try:
            self._db = apsw.Connection(path)
            self._db.set_busy_timeout(_WAIT)
            self._prepare()
        except apsw.BusyError as error:
            raise RecordLockedError(_locked(path)) from error
        except apsw.NotADBError as error:
            raise NotARecordError(_foreign(path)) from error
        except apsw.Error as error:
            raise RecordError(f"{path}: {error}; the record could not be opened; a writable place would do") from error

    def _check_file(self) -> None:
        """Refuses what is no record before anything could be written to it."""
        if self.path == ":memory:":
            return
        file = Path(self.path)
        try:
            if file.is_dir():
                raise NotARecordError(f"{self.path}: a directory; a record is one file; a path inside it would do")
            if not file.exists():
                if not file.absolute().parent.is_dir():
                    raise RecordError(
                        f"{self.path}: no such directory; a record needs a place; an existing one would do"
                    )
                return
            with file.open("rb") as opened:
                head = opened.read(100)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise RecordError(
                f"{self.path}: {reason}; the record could not be read; a readable file would do"
            ) from error
        if not head:
            return
        if len(head) < 100 or head[:16] != b"SQLite format 3\0":
            raise NotARecordError(_foreign(self.path))
        if int.from_bytes(head[68:72]) != APPLICATION_ID:
            raise NotARecordError(
                f"{self.path}: a database of another program; a record of asrun or a new path would do"
            )
        version = int.from_bytes(head[60:64])
        if version > len(_migrations()):
            raise NewerRecordError(
                f"{self.path}: form {version} of a record; this asrun knows {len(_migrations())}; a newer asrun would do"
            )

    def _prepare(self) -> None:
        """Sets the guarantees and brings the schema to this version."""
        run = self._db.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA foreign_keys = ON")
        with self._write():
            done = run("PRAGMA user_version").get
            for number, migration in enumerate(_migrations()[done:], done + 1):
                run(migration)
                run(f"PRAGMA user_version = {number}")
            run(f"PRAGMA application_id = {APPLICATION_ID}")

    def _write(self) -> "_Transaction":
        return _Transaction(self)

    def append(self, payloads: Sequence[Payload], snapshots: Sequence[Snapshot], now: datetime) -> list[Entry]:
        """Appends payloads in one transaction; each a microsecond or more after the one before it."""
        with self._write():
            run = self._db.execute
            for one in snapshots:
                values = (one.sha256, one.name, one.media_type, one.data)
                run("INSERT INTO snapshots VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", values)
            seq, last = run("SELECT coalesce(max(seq), 0), coalesce(max(recorded_at), 0) FROM entries").get
            clock = (now - _EPOCH) // timedelta(microseconds=1)
            made = []
            for payload in payloads:
                seq, last = seq + 1, max(last + 1, clock)
                run("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", (seq, last, *_columns(payload)))
                made.append(Entry(seq, _EPOCH + timedelta(microseconds=last), payload))
        return made

    def entries(self, seq: int | None = None) -> Iterator[Entry]:
        """The entries up to a place, in order."""
        limit = self.head() if seq is None else seq
        query = "SELECT seq, recorded_at, payload FROM entries WHERE seq <= ? ORDER BY seq"
        for number, clock, payload in self._db.execute(query, (min(limit, 2**63 - 1),)):
            yield Entry(number, _EPOCH + timedelta(microseconds=clock), _decoder.decode(payload))

    def head(self) -> int:
        """The last seq."""
        return int(self._db.execute("SELECT coalesce(max(seq), 0) FROM entries").get)

    def latest_version(self, source: str) -> Version | None:
        """The latest version of a source."""
        query = "SELECT payload FROM entries WHERE source = ? ORDER BY seq DESC LIMIT 1"
        found = self._db.execute(query, (source,)).get
        payload = _decoder.decode(found) if found else None
        return payload.version if isinstance(payload, VersionAdded) else None

    def snapshot(self, sha256: str) -> Snapshot | None:
        """The bytes of a hash."""
        query = "SELECT name, data, media_type, sha256 FROM snapshots WHERE sha256 = ?"
        found = self._db.execute(query, (sha256,)).get
        return Snapshot(*found) if found else None

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Transaction:
    """One write under one lock; its errors are those of the record."""

    def __init__(self, record: SqliteRecord) -> None:
        self.record = record

    def __enter__(self) -> None:
        self._run("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("ROLLBACK" if error else "COMMIT")

    def _run(self, statement: str) -> None:
        try:
            self.record._db.execute(statement)
        except apsw.BusyError as error:
            raise RecordLockedError(_locked(self.record.path)) from error
        except apsw.ReadOnlyError as error:
            raise RecordError(f"{self.record.path}: it cannot be written; a writable file would do") from error
        except apsw.Error as error:
            raise RecordError(f"{self.record.path}: {error}; nothing was added; a sound file would do") from error


def _columns(payload: Payload) -> tuple[str, str | None, str | None, str | None, bytes]:
    """A payload's look-up columns and its JSON."""
    source = payload.version.source if isinstance(payload, VersionAdded) else None
    version = payload.version.id if isinstance(payload, VersionAdded) else None
    if isinstance(payload, ReadingAdded | FactAdded):
        version = payload.version
    event = payload.event if isinstance(payload, EventAdded | LinkAdded) else None
    kind = str(type(payload).__struct_config__.tag)
    return kind, source, version, event, _encoder.encode(payload)


def _foreign(path: str) -> str:
    return f"{path}: no SQLite file; a record is one; a record of asrun or a new path would do"


def _locked(path: str) -> str:
    wait = _WAIT // 1000
    return f"{path}: locked by another process for {wait} s; nothing was added; the same command, once it is free, would do"
