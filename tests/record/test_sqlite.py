"""What the embedded store promises beyond the contract: its file refuses changes, and other files are left alone."""

import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from asrun.model.entry import EventAdded
from asrun.model.source import Snapshot
from asrun.record import open_record, sqlite, sqlite_file
from asrun.record.errors import (
    NewerRecordError,
    NotARecordError,
    RecordDamagedError,
    RecordError,
    RecordLockedError,
    RecordUnreachableError,
)
from asrun.record.store import migrations

NOW = datetime(2024, 3, 12, 8, 0, tzinfo=UTC)
FORM = r"^[^;]+; [^;]+;.* would do"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with one event and the bytes of one source."""
    path = tmp_path / "record.db"
    with open_record(path) as record:
        record.append([EventAdded("x")], [Snapshot("p.txt", b"words", "text/plain", "aa")], NOW)
    return path


ROW = "INTO entries VALUES"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET kind = 'y'",
        "UPDATE entries SET seq = 9",
        "DELETE FROM entries",
        f"REPLACE {ROW} (1, 9000000000000000, 'event', x'')",
        f"REPLACE {ROW} (2, (SELECT recorded_at FROM entries), 'event', x'')",
        f"INSERT {ROW} (3, 9000000000000000, 'event', x'')",
        f"INSERT {ROW} (2, 1, 'event', x'')",
        "UPDATE payloads SET payload = x''",
        "UPDATE payloads SET payload = x'', salt = x''",
        "DELETE FROM payloads",
        "REPLACE INTO payloads VALUES (1, x'', x'')",
        "INSERT INTO events VALUES (2, 'x', NULL)",
        "UPDATE events SET name = 'y'",
        "UPDATE checkpoints SET root = x''",
        "REPLACE INTO checkpoints SELECT * FROM checkpoints",
        "UPDATE snapshots SET data = x''",
        "DELETE FROM snapshots",
        "REPLACE INTO snapshots VALUES ('aa', 'p.txt', 'text/plain', x'', x'')",
    ],
)
@pytest.mark.parametrize("connect", [apsw.Connection, sqlite3.connect])
def test_the_file_itself_refuses_any_change(
    path: Path, connect: Callable[[str], sqlite3.Connection], statement: str
) -> None:
    db = connect(str(path))
    with pytest.raises((apsw.ConstraintError, sqlite3.IntegrityError), match=r"append-only|follow one another|named"):
        db.execute(statement)
    db.close()
    with open_record(path) as record:
        assert [e.payload for e in record.entries()] == [EventAdded("x")]


def test_every_table_is_guarded_against_change_and_removal(path: Path) -> None:
    db = apsw.Connection(str(path))
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    guards = [sql for (sql,) in db.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")]
    for table in tables:
        for change in ("UPDATE", "DELETE"):
            assert any(f"BEFORE {change} ON {table}" in g and "RAISE(ABORT" in g for g in guards), (table, change)


def test_what_is_acknowledged_is_on_the_disk(path: Path) -> None:
    with open_record(path) as record:
        asked = record._db.pragma  # type: ignore[attr-defined]
        assert (asked("journal_mode"), asked("synchronous"), asked("foreign_keys")) == ("wal", 2, 1)


def test_looking_into_a_record_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with open_record(path) as record:
        assert record.head() == 1
        assert not Path(f"{path}-wal").stat().st_size
    assert path.read_bytes() == before
    assert {p.name for p in path.parent.iterdir()} == {"record.db", "record.db.key"}


def test_a_record_in_use_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db"):
        header = (tmp_path / "record.db").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == sqlite_file.APPLICATION_ID


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with open_record(tmp_path / "empty") as record:
        assert record.head() == 0


def letter(path: Path) -> None:
    path.write_bytes(b"Dear reader, this is no record. " * 30)


def short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def other_program(path: Path) -> None:
    db = apsw.Connection(str(path))
    db.execute("CREATE TABLE t (x); PRAGMA user_version = 1")
    db.close()


def newer(path: Path) -> None:
    open_record(path).close()
    db = apsw.Connection(str(path))
    db.execute("PRAGMA user_version = 999")
    db.close()


def never_released(path: Path) -> None:
    db = apsw.Connection(str(path))
    db.execute(
        f"CREATE TABLE entries (seq); PRAGMA user_version = 1; PRAGMA application_id = {sqlite_file.APPLICATION_ID}"
    )
    db.close()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (never_released, NotARecordError),
        (letter, NotARecordError),
        (short, NotARecordError),
        (other_program, NotARecordError),
        (newer, NewerRecordError),
    ],
)
def test_what_is_no_record_is_refused_and_left_as_it_was(
    tmp_path: Path, make: Callable[[Path], None], error: type[RecordError]
) -> None:
    path = tmp_path / "file.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(error, match=FORM):
        open_record(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["file.db"]


def test_a_newer_record_in_use_is_refused_and_left_as_it_was(path: Path) -> None:
    db = apsw.Connection(str(path))
    db.execute("PRAGMA user_version = 999")
    before = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    assert int.from_bytes(before[0][60:64], "big") == len(migrations("sqlite"))  # the new form is in the WAL only
    with pytest.raises(NewerRecordError, match=FORM):
        open_record(path)
    assert (path.read_bytes(), Path(f"{path}-wal").read_bytes()) == before
    db.close()


@pytest.mark.parametrize(
    ("name", "error"),
    [
        (".", NotARecordError),
        ("missing/record.db", RecordUnreachableError),
        ("a\0b", RecordUnreachableError),
        ("x" * 300, RecordUnreachableError),
        ("/dev/null", NotARecordError),
        ("/proc/record.db", RecordUnreachableError),
    ],
)
def test_a_path_that_cannot_hold_a_record_says_so(tmp_path: Path, name: str, error: type[RecordError]) -> None:
    with pytest.raises(error, match=FORM):
        open_record(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_record_kept_locked_too_long_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_WAIT", 50)
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    with open_record(path) as record:
        assert record.head() == 1  # reading does not wait
        with pytest.raises(RecordLockedError, match=FORM):
            record.append([EventAdded("y")], [], NOW)
        other.execute("ROLLBACK")
        assert [e.seq for e in record.append([EventAdded("y")], [], NOW)] == [2]
    other.close()


def test_two_that_make_a_record_wait_for_each_other(path: Path) -> None:
    # As it is between the first commit of one process and its switch to WAL.
    other = apsw.Connection(str(path))
    assert other.pragma("journal_mode", "DELETE") == "delete"
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.1, other.execute, ["COMMIT"])
    release.start()
    with open_record(path) as record:
        assert record.head() == 1
    release.join()
    other.close()


def test_a_damaged_record_says_so(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(RecordDamagedError, match=FORM), open_record(path) as record:
        list(record.entries())


def test_an_entry_of_a_kind_unknown_here_says_so(path: Path) -> None:
    db = apsw.Connection(str(path))
    db.execute(f"INSERT {ROW} (2, 9000000000000000, 'rumour', x'')")
    db.execute("INSERT INTO payloads VALUES (2, x'', ?)", (b'{"is":"rumour"}',))
    db.close()
    with open_record(path) as record, pytest.raises(RecordDamagedError, match="newer asrun"):
        list(record.entries())


def test_an_old_library_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.2")
    with pytest.raises(RecordError, match=r"3\.51\.2; .*3\.51\.3"):
        open_record(path)
