"""The embedded store: one SQLite file in WAL mode through apsw; what it acknowledged survives a crash."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import apsw

from asrun.record.errors import NotARecordError, RecordError, RecordLockedError
from asrun.record.keys import KeyFile
from asrun.record.sqlite_file import APPLICATION_ID, MEMORY, check_file, check_form, check_library, told
from asrun.record.store import Store, migrations

_WAIT = 10_000  # milliseconds that another process's lock is waited for
_PAGE_SIZE = 8192  # bytes, of a new file: a tile of the tree fills one
ENGINE = "sqlite"
_SCHEMA = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"


class SqliteRecord(Store):
    """A record in one SQLite file; made when there is none. See `asrun.record.Record`."""

    def __init__(self, path: str, vfs: str | None = None) -> None:
        check_library()
        self.path = path
        self.keys = KeyFile(None if path == MEMORY else Path(f"{path}.key"))
        with told(path, _WAIT):
            check_file(path, len(migrations(ENGINE)))
            self._db = apsw.Connection(path, vfs=vfs)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        """Sets the guarantees and brings the form up to this version's."""
        self._db.set_busy_timeout(_WAIT)
        self._db.pragma("foreign_keys", True)
        # What is redacted is overwritten, not only unlinked.
        self._db.pragma("secure_delete", True)
        # FULL also before the switch to WAL, so that the first commit is as durable as every later one.
        self._db.pragma("synchronous", "FULL")
        self._db.pragma("page_size", _PAGE_SIZE)
        if self._db.pragma("user_version") != len(migrations(ENGINE)):
            with self._write():
                # Another process may have been first while this one waited.
                form = self._db.pragma("user_version")
                check_form(self.path, form, len(migrations(ENGINE)))
                if form and not self._ask("SELECT 1 FROM sqlite_schema WHERE name = 'payloads'"):
                    raise NotARecordError(
                        f"{self.path}: a record of a form that was never released; nothing reads it any more; its documents "
                        "added to a new path would do"
                    )
                for number, migration in enumerate(migrations(ENGINE)[form:], form + 1):
                    self._db.execute(migration)
                    self._db.execute(f"PRAGMA user_version = {number}")
                self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
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
    def _write(self) -> Iterator[None]:
        """One transaction under the one lock of the record: all of it or nothing."""
        with told(self.path, _WAIT):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._edge = None
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _told(self) -> AbstractContextManager[None]:
        return told(self.path, _WAIT)

    def _ask(self, query: str, *values: Any) -> list[Any]:
        with told(self.path, _WAIT):
            return self._db.execute(query, values).fetchall()

    def _do(self, statement: str, *values: Any) -> None:
        self._db.execute(statement, values)

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]], once: bool) -> None:
        if rows:
            marks = ",".join("?" * len(rows[0]))
            self._db.executemany(
                f"INSERT INTO {table} VALUES ({marks}){' ON CONFLICT DO NOTHING' if once else ''}", rows
            )

    def _end(self) -> tuple[int, int]:
        found: tuple[int, int] | None = self._db.execute(
            "SELECT seq, recorded_at FROM entries ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return found or (0, -(2**62))

    def _holds(self, column: str) -> str:
        return f"instr(lower(CAST({column} AS TEXT)), ?) > 0"

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Everything that is asked meanwhile is of one moment, whoever writes."""
        with told(self.path, _WAIT):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")

    def settle(self) -> None:
        """Moves what is in the WAL into the file, as far as no reader hinders it, and looks at the indexes."""
        with told(self.path, _WAIT):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize")

    def _purge(self) -> None:
        """Moves all of the WAL into the file and cuts it off; waits for those who read meanwhile."""
        if self.path == MEMORY:
            return
        until = time.monotonic() + _WAIT / 1000
        with told(self.path, _WAIT):
            while any(busy for busy, _, _ in self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")):
                if time.monotonic() > until:
                    raise RecordLockedError(
                        f"{self.path}: read by another process for {_WAIT / 1000:g} s; the redaction stands, its words are "
                        "still in the file beside it that ends with -wal; they go with the next command once it is free"
                    )
                time.sleep(0.05)

    def rows_of(self, table: str, order: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in an order."""
        with told(self.path, _WAIT):
            yield from self._db.execute(f"SELECT * FROM {table} ORDER BY {order}")

    def check(self) -> list[str]:
        """What the engine itself finds wrong with its file."""
        with told(self.path, _WAIT):
            found = [words for (words,) in self._db.execute("PRAGMA integrity_check(20)")]
            broken = self._db.execute("PRAGMA foreign_key_check").fetchall()
            schema = self._db.execute(_SCHEMA).fetchall()
        found = [w for w in found if w != "ok"] + [f"row {b[1]} of {b[0]} names none of {b[2]}" for b in broken]
        fresh = apsw.Connection(MEMORY)
        for migration in migrations(ENGINE):
            fresh.execute(migration)
        wanted = set(fresh.execute(_SCHEMA))
        fresh.close()
        return found + [f"{kind} {name} is not as asrun makes it" for kind, name, _ in set(schema) ^ wanted]

    def facts(self) -> dict[str, str]:
        """What `doctor` prints of the engine and its file."""
        size = 0 if self.path == MEMORY else os.path.getsize(self.path)
        return {
            "store": f"SQLite {apsw.sqlite_lib_version()} through apsw {apsw.apsw_version()}",
            "size": f"{size:,} bytes",
        }

    def backup(self, path: str) -> None:
        """Copies the record to a new file while others use it."""
        if os.path.exists(path):
            raise RecordError(
                f"{path}: there already; a backup never overwrites; nothing was copied; a new path would do"
            )
        with told(path, _WAIT):
            copy = apsw.Connection(path)
            try:
                with copy.backup("main", self._db, "main") as running:
                    while not running.done:
                        running.step(1000)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()

    def close(self) -> None:
        """Ends the use of the record."""
        with told(self.path, _WAIT):
            self._db.close()


def scratch(folder: str) -> SqliteRecord:
    """An empty record in a folder that is thrown away: nothing of it has to survive."""
    made = SqliteRecord(f"{folder}/scratch.db")
    with made._told():
        made._db.pragma("synchronous", "OFF")
    return made
