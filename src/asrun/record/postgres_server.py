"""Whether a server and a schema can hold a record, and PostgreSQL's errors in the record's words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import errors

from asrun.record.errors import (
    AlreadyRecordedError,
    NewerRecordError,
    NotARecordError,
    RecordDamagedError,
    RecordError,
    RecordLockedError,
    RecordUnreachableError,
    no_text,
)

OLDEST_SERVER = 15
_DURABLE = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}


def safe(url: str) -> str:
    """An address as it may be printed: without its password."""
    return re.sub(r"(//[^:/@]*):[^@]*@", r"\1@", url)


def check_server(path: str, db: psycopg.Connection[Any]) -> None:
    """Refuses a server that is too old, or that does not keep what it acknowledged."""
    version = db.info.server_version // 10000
    if version < OLDEST_SERVER:
        raise RecordError(
            f"{path}: PostgreSQL {version}; a record needs {OLDEST_SERVER} or newer; a newer server would do"
        )
    for name, kept in _DURABLE.items():
        found = db.execute("SELECT current_setting(%s)", (name,)).fetchone()
        if not found or found[0] not in kept:
            raise RecordError(
                f"{path}: {name} is {found[0] if found else 'unknown'}; what it acknowledges may be lost in a crash; "
                f"nothing was added; {name} = on would do"
            )


def check_schema(path: str, db: psycopg.Connection[Any], known: int) -> int:
    """The form of the record in the current schema, 0 where the schema is empty; refuses another program's and newer ones."""
    found = db.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    )
    tables = {name for (name,) in found}
    if not tables:
        return 0
    if "asrun_form" not in tables:
        raise NotARecordError(
            f"{path}: a schema of another program; nothing of asrun is in it; a record of asrun or an empty schema would do"
        )
    row = db.execute("SELECT max(form) FROM asrun_form").fetchone()
    form = int(row[0] or 0) if row else 0
    if form > known:
        raise NewerRecordError(
            f"{path}: a record of form {form}; this asrun knows forms up to {known}; a newer asrun would do"
        )
    return form


@contextmanager
def told(path: str, wait: int) -> Iterator[None]:
    """Turns the errors of PostgreSQL into those of a record; `wait` is how many milliseconds a lock was waited for."""
    try:
        yield
    except (errors.LockNotAvailable, errors.DeadlockDetected) as error:
        raise RecordLockedError(
            f"{path}: kept locked by another process for {wait / 1000:g} s; nothing was added; "
            "the same command would do once it is free"
        ) from error
    except (errors.DiskFull, errors.OutOfMemory) as error:
        raise RecordError(f"{path}: the server's disk is full; nothing was added; free space would do") from error
    except (errors.ReadOnlySqlTransaction, errors.InsufficientPrivilege, errors.InvalidCatalogName) as error:
        raise RecordUnreachableError(
            f"{path}: {_said(error)}; nothing was added; a server, database and role that may be written would do"
        ) from error
    except (errors.DataCorrupted, errors.IndexCorrupted, errors.UndefinedTable, errors.UndefinedColumn) as error:
        raise RecordDamagedError(
            f"{path}: {_said(error)}; the record does not hold together; a copy of it from before would do"
        ) from error
    except errors.UniqueViolation as error:
        if error.diag.constraint_name in ("versions_id_key", "events_name_key"):
            raise AlreadyRecordedError(
                f"{path}: a version or an event under a name that is given already; names are for life; nothing was added; "
                "the same command again would do where another process was faster"
            ) from error
        raise RecordError(f"{path}: {_said(error)}; nothing was added; new entries would do") from error
    except errors.ForeignKeyViolation as error:
        raise RecordError(
            f"{path}: a version without its bytes; nothing was added; its snapshot beside it would do"
        ) from error
    except errors.IntegrityError as error:
        raise RecordError(f"{path}: {_said(error)}; nothing was added; new entries would do") from error
    except UnicodeEncodeError as error:
        raise no_text(path, error) from error
    except psycopg.OperationalError as error:
        raise RecordUnreachableError(
            f"{path}: {_said(error)}; what was not acknowledged may be there or not; the same command again would do"
        ) from error
    except psycopg.Error as error:
        raise RecordError(f"{path}: {_said(error)}; nothing was added; the same command again may do") from error


def _said(error: psycopg.Error) -> str:
    """What PostgreSQL said, in a line."""
    return " ".join(str(error).split())
