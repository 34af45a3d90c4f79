"""The store of a server: PostgreSQL 15 or newer through psycopg; writers follow one another by a lock on one row."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from asrun.record.errors import RecordError
from asrun.record.keys import KeyFile
from asrun.record.postgres_server import check_schema, check_server, safe, told
from asrun.record.store import Store, migrations

ENGINE = "postgres"
_WAIT = 10_000  # milliseconds that another writer's lock is waited for
_COPIED = 200  # rows from which on COPY is faster
_ROWS = 1_000  # rows of one INSERT


class PostgresRecord(Store):
    """A record in the first schema of a connection's search path; made when that is empty. See `asrun.record.Record`."""

    def __init__(self, url: str) -> None:
        self.path = safe(url)
        self.keys = KeyFile(None, Path.home() / ".config" / "asrun")
        with told(self.path, _WAIT):
            self._db = psycopg.connect(url, autocommit=True, connect_timeout=10)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        """Checks the server's guarantees and brings the form up to this version's."""
        check_server(self.path, self._db)
        self._db.execute(f"SET lock_timeout = {_WAIT}")
        known = migrations(ENGINE)
        if check_schema(self.path, self._db, len(known)) == len(known):
            return
        with self._db.transaction():
            # Another process may have been first while this one waited.
            self._db.execute("SELECT pg_advisory_xact_lock(hashtext('asrun ' || current_schema()))")
            form = check_schema(self.path, self._db, len(known))
            if not form:
                self._db.execute("CREATE TABLE asrun_form (form BIGINT NOT NULL)")
            for number, migration in enumerate(known[form:], form + 1):
                self._db.execute(migration.encode())
                self._db.execute("INSERT INTO asrun_form VALUES (%s)", (number,))

    @contextmanager
    def _write(self) -> Iterator[None]:
        """One transaction under the one lock of the record: all of it or nothing."""
        with told(self.path, _WAIT):
            try:
                with self._db.transaction():
                    self._db.execute("SELECT form FROM asrun_form WHERE form = 1 FOR UPDATE")
                    yield
            except BaseException:
                self._edge = None
                raise

    def _told(self) -> AbstractContextManager[None]:
        return told(self.path, _WAIT)

    def _ask(self, query: str, *values: Any) -> list[Any]:
        with told(self.path, _WAIT):
            return self._db.execute(_marked(query), values).fetchall()

    def _do(self, statement: str, *values: Any) -> None:
        self._db.execute(_marked(statement), values)

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]], once: bool) -> None:
        if len(rows) > _COPIED and not once:
            with self._db.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        for start in range(0, len(rows), _ROWS):
            part = rows[start : start + _ROWS]
            marks = ",".join([f"({','.join(['%s'] * len(part[0]))})"] * len(part))
            statement = f"INSERT INTO {table} VALUES {marks}{' ON CONFLICT DO NOTHING' if once else ''}"
            self._db.execute(statement.encode(), [value for row in part for value in row])

    def _end(self) -> tuple[int, int]:
        found = self._db.execute("SELECT seq, recorded_at FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
        return found or (0, -(2**62))

    def _holds(self, column: str) -> str:
        return f"strpos(lower(convert_from({column}, 'UTF8')), ?) > 0"

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Everything that is asked meanwhile is of one moment, whoever writes."""
        with told(self.path, _WAIT), self._db.transaction():
            self._db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def settle(self) -> None:
        """Lets the server count what is there."""
        with told(self.path, _WAIT):
            self._db.execute("ANALYZE")

    def _purge(self) -> None:
        """Rewrites the tables that held the words: rows that were blanked stay in a table's file until then."""
        with told(self.path, _WAIT):
            for table in ("payloads", "snapshots", "versions", "links", "tells", "frames"):
                self._db.execute(f"VACUUM FULL {table}".encode())
            if self._may_checkpoint():
                self._db.execute("CHECKPOINT")

    def _may_checkpoint(self) -> bool:
        query = "SELECT rolsuper OR pg_has_role('pg_checkpoint', 'USAGE') FROM pg_roles WHERE rolname = current_user"
        return bool(self._ask(query)[0][0])

    def rows_of(self, table: str, order: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in an order."""
        with told(self.path, _WAIT), self._db.transaction(), self._db.cursor(name="rows") as cursor:
            yield from cursor.execute(f"SELECT * FROM {table} ORDER BY {order}".encode())

    def check(self) -> list[str]:
        """What the engine itself finds wrong with its tables and indexes, where it has amcheck; `verify` reads them all."""
        with told(self.path, _WAIT):
            if not self._ask("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'"):
                return []
            query = (
                "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' "
                "AND c.relkind = 'i' AND c.relnamespace = current_schema()::regnamespace"
            )
            found = []
            for (index,) in self._ask(query):
                try:
                    self._db.execute("SELECT bt_index_check(%s::regclass, true)", (index,))
                except psycopg.errors.DataError as error:
                    found.append(str(error))
            return found

    def facts(self) -> dict[str, str]:
        """What `doctor` prints of the engine and its database."""
        version, size = self._ask("SELECT current_setting('server_version'), pg_database_size(current_database())")[0]
        return {"store": f"PostgreSQL {version} through psycopg {psycopg.__version__}", "size": f"{size:,} bytes"}

    def backup(self, path: str) -> None:
        """A server's record is not copied by asrun."""
        raise RecordError(
            f"{self.path}: a record of a server, no file for {path}; nothing was copied; pg_dump or asrun export would do"
        )

    def close(self) -> None:
        """Ends the use of the record."""
        self._db.close()


def _marked(query: str) -> bytes:
    """A query with psycopg's marks for values."""
    return query.replace("%", "%%").replace("?", "%s").encode()
