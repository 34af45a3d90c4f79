"""A disk that loses power, writers that are killed, a server of one's own: what the tests of faults need."""

import multiprocessing
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest
from documents import NOW, document

from asrun.model.entry import EventAdded, Payload
from asrun.record import open_record
from asrun.record.sqlite import SqliteRecord
from asrun.record.store import Store
from asrun.record.verify import verify

FULL = os.environ.get("ASRUN_FAULTS") == "full"
SECTOR = 512


def times(full: int, sample: int) -> int:
    """How often a fault is tried: in `make faults`, and in `make test`."""
    return full if FULL else sample


def write_for_ever(where: str, name: str, acknowledged: Any) -> None:
    """Appends batches of two events, and now and then a document; says each that is acknowledged."""
    with open_record(where) as record:
        number = 0
        while True:
            if number % 5 == 4:
                rows, snapshots = document(f"{name}-{number}")
                record.append(rows, snapshots, NOW)
            else:
                record.append([EventAdded(f"{name}-{number}a"), EventAdded(f"{name}-{number}b")], [], NOW)
            acknowledged.send(number)
            number += 1


def kill_a_writer(where: str, name: str, chance: random.Random, stop: Any = None) -> int:
    """Starts a writer and kills it at a random moment; the last batch that it acknowledged, -1 where none."""
    context = multiprocessing.get_context("fork")
    listening, acknowledged = context.Pipe(False)
    writer = context.Process(target=write_for_ever, args=(where, name, acknowledged), daemon=True)
    writer.start()
    acknowledged.close()
    last = -1
    if listening.poll(20):
        last = listening.recv()
    time.sleep(chance.random() * 0.02)
    if stop:
        stop()
    assert writer.pid
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    while True:
        try:
            last = listening.recv()
        except EOFError:
            return last


def look_at(record: Store, name: str, last: int) -> None:
    """Nothing acknowledged is lost, no batch is there by half, the record verifies."""
    found = {e.payload.event for e in record.entries() if isinstance(e.payload, EventAdded)}
    for number in range(last + 1):
        wanted = {f"ev-of-{name}-{number}"} if number % 5 == 4 else {f"{name}-{number}a", f"{name}-{number}b"}
        assert wanted <= found, f"batch {number} of {name} was acknowledged and is lost"
    whole = [e for e in found if e.startswith(f"{name}-")]
    assert len({e[:-1] for e in whole}) * 2 == len(whole), "half a batch"
    assert verify(record).findings == []


class Disk:
    """A disk that keeps what was synced, and of the rest whatever chance leaves when the power goes."""

    def __init__(self) -> None:
        self.synced: dict[str, bytearray] = {}
        self.pending: dict[str, list[tuple[int, bytes | None]]] = {}
        self.writes = 0
        self.cut_at = -1
        self.at_cut: tuple[dict[str, bytes], dict[str, list[tuple[int, bytes | None]]]] | None = None

    def write(self, path: str, offset: int, data: bytes | None) -> None:
        """A write, or with no data a cut to a length."""
        if self.writes == self.cut_at:
            self.at_cut = {p: bytes(d) for p, d in self.synced.items()}, {p: list(w) for p, w in self.pending.items()}
        self.writes += 1
        self.pending.setdefault(path, []).append((offset, data))

    def sync(self, path: str) -> None:
        """All that was written to a file is kept."""
        image = self.synced.setdefault(path, bytearray())
        for offset, data in self.pending.pop(path, []):
            apply(image, offset, data)

    def delete(self, path: str) -> None:
        """A file that goes."""
        self.synced.pop(path, None)
        self.pending.pop(path, None)

    def images(self, chance: random.Random) -> Iterator[tuple[str, bytes]]:
        """The files after the cut: of what was not synced each write is there, gone or torn."""
        assert self.at_cut
        synced, pending = self.at_cut
        for path in {*synced, *pending}:
            image = bytearray(synced.get(path, b""))
            for offset, data in pending.get(path, []):
                fate = chance.random()
                if fate < 0.4 or (data is None and fate < 0.7):
                    apply(image, offset, data)
                elif data and fate < 0.7:
                    torn = chance.randrange(0, len(data) // SECTOR + 1) * SECTOR
                    apply(image, offset, data[:torn])
            yield path, bytes(image)


def apply(image: bytearray, offset: int, data: bytes | None) -> None:
    """One write on an image of a file."""
    if data is None:
        del image[offset:]
        return
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


class DiskVFS(apsw.VFS):
    """SQLite's way to the files, through a disk that may lose power."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: Any) -> Any:
        return DiskFile(self.disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.disk.delete(filename)


class DiskFile(apsw.VFSFile):
    """A file on such a disk."""

    def __init__(self, disk: Disk, name: Any, flags: Any) -> None:
        super().__init__("", name, flags)
        self.disk = disk
        self.path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self.disk.write(self.path, offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self.disk.write(self.path, newsize, None)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.disk.sync(self.path)


class AloneRecord(SqliteRecord):
    """A record whose file nobody else uses: a WAL through such files needs no shared memory then."""

    def _prepare(self) -> None:
        self._db.pragma("locking_mode", "EXCLUSIVE")
        super()._prepare()


def batches(count: int, chance: random.Random) -> Iterator[list[Payload]]:
    """Batches of some events."""
    for number in range(count):
        yield [EventAdded(f"{number}/{part}") for part in range(chance.randrange(1, 6))]


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of so little room."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.getuid() or not shutil.which("mount") or subprocess.run(command, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


class Server:
    """A PostgreSQL server of one's own, which may be stopped at once."""

    def __init__(self, folder: Path) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        program = shutil.which("initdb")
        self.bin = Path(program).parent if program else found[-1]
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        self._run("initdb", "-D", f"{folder}/db", "-A", "trust", "-U", "asrun", "-E", "UTF8", "--locale=C.UTF-8")
        self.url = f"postgresql://asrun@127.0.0.1:{self.port}/postgres"

    def _run(self, program: str, *words: str) -> None:
        command = [str(self.bin / program), *words]
        if os.getuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def start(self, *settings: str) -> None:
        """Starts it, with settings like "fsync=off"."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 " + " ".join(
            f"-c {s}" for s in settings
        )
        self._run("pg_ctl", "-D", f"{self.folder}/db", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self) -> None:
        """Stops it at once, as a crash does."""
        self._run("pg_ctl", "-D", f"{self.folder}/db", "-m", "immediate", "-w", "stop")
