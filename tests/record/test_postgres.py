"""What the store of a server promises beyond the contract: it refuses changes, and other programs' schemas are left alone."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from documents import NOW, document

from asrun.model.entry import EventAdded
from asrun.model.source import Snapshot
from asrun.record import open_record
from asrun.record.errors import NewerRecordError, NotARecordError, RecordLockedError, RecordUnreachableError
from asrun.record.postgres_server import safe

FORM = r"^[^;]+; [^;]+;.* would do"


@pytest.fixture
def where(postgres: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record with one event and a document."""
    monkeypatch.setenv("HOME", str(tmp_path))
    made = postgres()
    with open_record(made) as record:
        record.append([EventAdded("x")], [Snapshot("p.txt", b"words", "text/plain", "aa")], NOW)
        record.append(*document("doc"), NOW)
    return made


TABLES = (
    "record keys entries payloads snapshots tiles checkpoints versions readings ended frames events links tells parted "
    "voices days documents notes redactions refused"
).split()
ROW = "INTO entries VALUES"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_refuses_any_change(where: str, table: str) -> None:
    with psycopg.connect(where, autocommit=True) as db:
        found = db.execute(f"SELECT count(*), count(DISTINCT t) FROM {table} t".encode()).fetchone()
        column = db.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s",
            (table,),
        ).fetchone()
        assert found
        assert column
        statements = [f"TRUNCATE {table} CASCADE"]
        statements += [f"UPDATE {table} SET {column[0]} = {column[0]}", f"DELETE FROM {table}"] if found[0] else []
        for statement in statements:
            with pytest.raises(psycopg.Error, match=r"append-only|permission denied"):
                db.execute(statement.encode())
        assert db.execute(f"SELECT count(*), count(DISTINCT t) FROM {table} t".encode()).fetchone() == found


@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT {ROW} (99, 9000000000000000, 'event', '')",
        f"INSERT {ROW} ((SELECT max(seq) + 1 FROM entries), 1, 'event', '')",
        f"INSERT {ROW} (1, 9000000000000000, 'event', '')",
        "UPDATE payloads SET payload = ''",
        "UPDATE payloads SET payload = '', salt = ''",
        "INSERT INTO events VALUES (99, 'x', NULL)",
        "INSERT INTO versions VALUES (99, 'doc', 'doc', NULL)",
    ],
)
def test_the_server_itself_refuses_rows_out_of_order(where: str, statement: str) -> None:
    with psycopg.connect(where, autocommit=True) as db, pytest.raises(psycopg.errors.IntegrityError):
        db.execute(statement.encode())


def test_another_program_s_schema_is_left_alone(postgres: Callable[[], str]) -> None:
    where = postgres()
    with psycopg.connect(where, autocommit=True) as db:
        db.execute("CREATE TABLE visits (name TEXT)")
        with pytest.raises(NotARecordError, match=FORM):
            open_record(where)
        found = db.execute("SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace")
        assert found.fetchall() == [("visits",)]


def test_a_newer_form_is_refused(where: str) -> None:
    with psycopg.connect(where, autocommit=True) as db:
        db.execute("INSERT INTO asrun_form VALUES (999)")
    with pytest.raises(NewerRecordError, match=FORM):
        open_record(where)


def test_a_record_kept_locked_too_long_says_so(where: str) -> None:
    with open_record(where) as record, psycopg.connect(where) as other:
        record._do("SET lock_timeout = 50")
        other.execute("SELECT form FROM asrun_form WHERE form = 1 FOR UPDATE")
        with pytest.raises(RecordLockedError, match=FORM):
            record.append([EventAdded("y")], [], NOW)
        other.rollback()
        record.append([EventAdded("y")], [], NOW)


def test_a_server_that_is_not_there_says_so_without_the_password() -> None:
    with pytest.raises(RecordUnreachableError, match=FORM) as error:
        open_record("postgresql://asrun:secret@127.0.0.1:1/none")
    assert "secret" not in str(error.value)
    assert safe("postgresql://a:b@host/c") == "postgresql://a@host/c"
