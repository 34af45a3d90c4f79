"""Crashes, power cuts, damaged files, full disks, lost connections: full counts by `make faults`, a sample otherwise."""

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from documents import FIRST, NOW, document
from faulty import AloneRecord, Disk, DiskVFS, Server, batches, kill_a_writer, look_at, small_disk, times

from asrun.model.entry import EventAdded
from asrun.record import open_record
from asrun.record.errors import RecordError, RecordUnreachableError
from asrun.record.moving import export
from asrun.record.verify import verify

FORM = r"^[^;]+; [^;]+;.* would do"
_ROUNDS = 25  # killed writers of one record


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.node.name)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of this test's own."""
    if not list(Path("/usr/lib/postgresql").glob("*/bin")) and not shutil.which("initdb"):
        if os.environ.get("ASRUN_REQUIRE") == "all":
            pytest.fail("no PostgreSQL is installed")
        pytest.skip("no PostgreSQL is installed")
    folder = Path(tempfile.mkdtemp(prefix="asrun-server-"))
    made = Server(folder)
    made.start()
    yield made
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)


def test_killed_writers_lose_nothing(fresh: Callable[[], str], chance: random.Random) -> None:
    where = fresh()
    for number in range(times(200 if "://" in where else 1000, 4)):
        if number % _ROUNDS == 0:
            where = fresh()
        last = kill_a_writer(where, f"w{number}", chance)
        with open_record(where) as record:
            look_at(record, f"w{number}", last)


def test_a_server_that_is_stopped_at_once_loses_nothing(
    server: Server, chance: random.Random, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for number in range(times(20, 1)):
        last = kill_a_writer(server.url, f"w{number}", chance, server.stop)
        server.start()
        with open_record(server.url) as record:
            look_at(record, f"w{number}", last)


def test_a_server_that_may_lose_what_it_acknowledged_is_refused(server: Server) -> None:
    server.stop()
    server.start("fsync=off")
    with pytest.raises(RecordError, match=r"fsync is off; .* fsync = on would do"):
        open_record(server.url)
    server.stop()
    with pytest.raises(RecordUnreachableError, match=FORM):
        open_record(server.url)
    server.start()
    with pytest.raises(RecordError, match="synchronous_commit is off"):
        open_record(f"{server.url}?options=-csynchronous_commit%3Doff")


def test_a_lost_connection_in_mid_batch_adds_nothing(
    postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    where = postgres()
    with open_record(where) as record, open_record(where) as other:
        record.append(*document("before"), NOW)
        pid = record._db.info.backend_pid  # type: ignore[attr-defined]
        monkeypatch.setattr(record, "_sign", lambda *_: other._ask("SELECT pg_terminate_backend(?)", pid))
        with pytest.raises(RecordUnreachableError, match=FORM):
            record.append(*document("lost"), NOW)
        assert other.version("lost") is None
        other.append(*document("lost"), NOW)
        assert verify(other).findings == []


def test_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path, chance: random.Random) -> None:
    for number in range(times(500, 12)):
        place = tmp_path / str(number)
        before, after = place / "before", place / "after"
        before.mkdir(parents=True)
        after.mkdir()
        disk = Disk()
        vfs = DiskVFS(f"disk{number}", disk)
        acknowledged = 0
        with AloneRecord(str(before / "record.db"), vfs=f"disk{number}") as record:
            record.append([EventAdded("first")], [], NOW)
            disk.cut_at = disk.writes + chance.randrange(60)
            for payloads in batches(12, chance):
                made = record.append(payloads, [], NOW)
                acknowledged = made[-1].seq if disk.at_cut is None else acknowledged
            if disk.at_cut is None:
                disk.cut_at = disk.writes
                disk.write("", 0, b"")
        vfs.unregister()
        for path, image in disk.images(chance):
            if path:
                (after / Path(path).name).write_bytes(image)
        (after / "record.db-shm").unlink(missing_ok=True)
        shutil.copy(before / "record.db.key", after / "record.db.key")
        with open_record(after / "record.db") as record:
            assert record.head() >= max(acknowledged, 1)
            assert verify(record).findings == []
            record.append([EventAdded("after")], [], NOW)
        shutil.rmtree(place)


def test_every_flipped_bit_that_alters_anything_is_found(tmp_path: Path, chance: random.Random) -> None:
    path = tmp_path / "record.db"
    with open_record(path) as record:
        number = 0
        while record.head() < 1000:
            record.append(*document(f"d{number}", events=(f"e{number}", f"f{number}"), others=8), NOW)
            number += 1
        before = told(path)
    whole = path.read_bytes()
    pages = range(0, len(whole), 8192)
    slack = found = 0
    for page in pages if times(1, 0) else chance.sample(pages, 6):
        for _ in range(times(6, 2)):
            data = bytearray(whole)
            data[page + chance.randrange(8192)] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
            for name in ("record.db-wal", "record.db-shm"):
                (tmp_path / name).unlink(missing_ok=True)
            try:
                with open_record(path) as record:
                    stands = not verify(record).findings
            except RecordError:
                stands = False
            if stands:
                assert told(path) == before, f"a flipped bit of page {page // 8192} was not found"
                slack += 1
            else:
                found += 1
    print(f"{found} flips found, {slack} in slack, {len(pages)} pages")
    assert found


def told(path: Path) -> list[object]:
    """All that a record answers."""
    with open_record(path) as record:
        tables = [n for (n,) in record._ask("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        rows: list[object] = [list(record._ask(f"SELECT * FROM {t}")) for t in tables]
        return [*rows, *export(record, NOW, private=True), record.state((FIRST, FIRST)), record.versions()]


def test_a_full_disk_adds_nothing_and_says_so(tmp_path: Path) -> None:
    with small_disk(tmp_path, "2m") as folder:
        added = 0
        with open_record(folder / "record.db") as record:
            with pytest.raises(RecordError, match=r"full; nothing was added|nothing was added"):  # noqa: PT012
                for number in range(10_000):
                    record.append(*document(f"d{number}", others=50), NOW)
                    added = number + 1
            assert record.count_versions("d0") == 1
            assert len(record.versions()) == added
        subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)
        with open_record(folder / "record.db") as record:
            assert len(record.versions()) == added
            record.append(*document("after"), NOW)
            assert verify(record).findings == []
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        with pytest.raises(RecordUnreachableError, match=FORM), open_record(folder / "record.db") as record:
            record.append(*document("more"), NOW)
