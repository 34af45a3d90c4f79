"""What every store promises; run on each of them."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asrun.model.entry import EventAdded, Payload, VersionAdded
from asrun.model.source import Given, Snapshot, Version
from asrun.record import Record, open_record
from asrun.record.errors import NewerRecordError, NotARecordError, RecordError
from asrun.record.sqlite import APPLICATION_ID

NOW = datetime(2024, 3, 12, 8, 0, tzinfo=UTC)
Open = Callable[[], Record]


@pytest.fixture(params=["sqlite"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    return lambda: open_record(tmp_path / "record.db")


def version(number: int, sha256: str, source: str = "programme") -> VersionAdded:
    return VersionAdded(Version(f"{source}~{number}", source, number, sha256, "text/plain", Given()))


def events(*names: str) -> list[Payload]:
    return [EventAdded(name) for name in names]


def test_seq_is_dense_and_the_clock_strictly_increases(opened: Open) -> None:
    with opened() as record:
        record.append(events("a", "b"), [], NOW)
        record.append(events("c"), [], NOW - timedelta(days=1))
        found = list(record.entries())
    assert [e.seq for e in found] == [1, 2, 3]
    clocks = [e.recorded_at for e in found]
    assert clocks == sorted(set(clocks))


def test_what_was_appended_is_there_after_reopening(opened: Open) -> None:
    with opened() as record:
        made = record.append([version(1, "aa"), *events("x")], [Snapshot("p.txt", b"words", "text/plain", "aa")], NOW)
    with opened() as record:
        assert list(record.entries()) == made
        found = record.snapshot("aa")
        assert found is not None
        assert found.data == b"words"


def test_a_b_a_is_three_versions(opened: Open) -> None:
    with opened() as record:
        for number, sha256 in enumerate(("aa", "bb", "aa"), 1):
            record.append([version(number, sha256)], [], NOW)
        latest = record.latest_version("programme")
        assert latest is not None
        assert (latest.number, latest.sha256) == (3, "aa")
        assert record.latest_version("another") is None


def test_a_batch_is_all_or_nothing(opened: Open) -> None:
    with opened() as record:
        with pytest.raises(TypeError):
            record.append([EventAdded("a"), EventAdded(object())], [], NOW)  # type: ignore[arg-type]
        assert record.head() == 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=6), st.integers(0, 30))
def test_entries_up_to_a_place_never_change(batches: list[list[str]], place: int) -> None:
    with open_record(":memory:") as record:
        seen = []
        for batch in batches:
            record.append(events(*batch), [], NOW)
            seen.append(list(record.entries(min(place, record.head()))))
        for earlier, later in pairwise(seen):
            assert later[: len(earlier)] == earlier


def test_writers_at_once_lose_and_double_nothing(opened: Open) -> None:
    opened().close()

    def write(writer: int) -> None:
        with opened() as record:
            for number in range(20):
                record.append(events(f"{writer}/{number}", f"{writer}/{number}+"), [], NOW)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with opened() as record:
        names = [e.payload.event for e in record.entries() if isinstance(e.payload, EventAdded)]
    assert len(names) == len(set(names)) == 160
    assert all(names[n] + "+" == names[n + 1] for n in range(0, 160, 2))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET event = 'y'",
        "DELETE FROM entries",
        "UPDATE snapshots SET data = x''",
        "DELETE FROM snapshots",
        "INSERT INTO entries VALUES (9, 9000000000000000, 'event', NULL, NULL, 'z', x'')",
        "INSERT INTO entries VALUES (2, 1, 'event', NULL, NULL, 'z', x'')",
    ],
)
def test_the_file_itself_refuses_any_change(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "record.db"
    with open_record(path) as record:
        record.append(events("x"), [Snapshot("p.txt", b"words", "text/plain", "aa")], NOW)
    with pytest.raises(apsw.ConstraintError, match=r"append-only|follow one another"):
        apsw.Connection(str(path)).execute(statement)


def foreign(path: Path) -> None:
    path.write_bytes(
        b"a letter, not a record, and long enough to be looked at more closely than its first hundred bytes" * 3
    )


def other_program(path: Path) -> None:
    apsw.Connection(str(path)).execute("CREATE TABLE t (x)")


def newer(path: Path) -> None:
    open_record(path).close()
    db = apsw.Connection(str(path))
    db.execute("PRAGMA user_version = 999")
    db.close()
    assert int.from_bytes(path.read_bytes()[68:72]) == APPLICATION_ID


@pytest.mark.parametrize(
    ("make", "error"), [(foreign, NotARecordError), (other_program, NotARecordError), (newer, NewerRecordError)]
)
def test_what_is_no_record_is_refused_and_left_as_it_was(
    tmp_path: Path, make: Callable[[Path], None], error: type[RecordError]
) -> None:
    path = tmp_path / "file.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(error, match="would do"):
        open_record(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", [".", "missing/record.db"])
def test_a_path_that_cannot_hold_a_record_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordError, match="would do"):
        open_record(tmp_path / name)
