"""Whether a path holds a record, judged before anything could be written to it, and SQLite's errors in the record's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

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

MEMORY = ":memory:"
APPLICATION_ID = 0x41535255  # "ASRU"
OLDEST_LIBRARY = (3, 51, 3)  # before it, resetting the WAL while another connection reads could corrupt the file
_MAGIC = b"SQLite format 3\0"
_HEADER = 100


def check_library() -> None:
    """Refuses an SQLite that could corrupt a record."""
    found = apsw.sqlite_lib_version()
    if tuple(int(n) for n in found.split(".")[:3]) < OLDEST_LIBRARY:
        needed = ".".join(map(str, OLDEST_LIBRARY))
        raise RecordError(f"SQLite {found}; it can corrupt a record; {needed} or newer would do (pip install -U apsw)")


def check_file(path: str, known: int) -> None:
    """Refuses what is no record, or one of a newer form than `known`; only ever reads.

    The header's bytes tell who made the file: they are there from the first commit on, which is not made in WAL mode. The
    number of the form may be newer in the WAL than in the header, so a connection that cannot write asks for it.
    """
    if path == MEMORY:
        return
    header = _header(path)
    if not header:
        return
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise NotARecordError(f"{path}: no SQLite file; a record is one; a record of asrun or a new path would do")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotARecordError(
            f"{path}: a database of another program; nothing of asrun is in it; a record of asrun or a new path would do"
        )
    check_form(path, int.from_bytes(header[60:64], "big"), known)
    try:
        looking = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
        try:
            check_form(path, looking.pragma("user_version"), known)
        finally:
            looking.close()
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.BusyError):
        # A journal or WAL that a crash left behind can only be looked into by a connection that may write: the form is
        # checked again there.
        return


def check_form(path: str, form: int, known: int) -> None:
    """Refuses a record of a newer form."""
    if form > known:
        raise NewerRecordError(
            f"{path}: a record of form {form}; this asrun knows forms up to {known}; a newer asrun would do"
        )


def _header(path: str) -> bytes:
    """The first bytes of a file; none where there is no file, or an empty one."""
    if "\0" in path:
        raise RecordUnreachableError(f"{path!r}: a null byte; no file has one in its name; another path would do")
    file = Path(path)
    try:
        if not file.exists():
            if not file.absolute().parent.is_dir():
                raise RecordUnreachableError(
                    f"{path}: there is no folder {file.parent}; a record needs one; an existing folder would do"
                )
            return b""
        if file.is_dir():
            raise NotARecordError(f"{path}: a folder; a record is one file; a path inside it would do")
        if not file.is_file():
            raise NotARecordError(f"{path}: no plain file; a record is one; a record of asrun or a new path would do")
        with file.open("rb") as opened:
            return opened.read(_HEADER)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RecordUnreachableError(
            f"{path}: {reason}; the record could not be read; a readable file would do"
        ) from error


@contextmanager
def told(path: str, wait: int) -> Iterator[None]:
    """Turns the errors of SQLite into those of a record; `wait` is how many milliseconds a lock was waited for."""
    try:
        yield
    except apsw.BusyError as error:
        raise RecordLockedError(
            f"{path}: kept locked by another process for {wait / 1000:g} s; nothing was added; "
            "the same command would do once it is free"
        ) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise RecordUnreachableError(
            f"{path}: {_said(error)}; nothing was added; a file and folder that may be written would do"
        ) from error
    except apsw.FullError as error:
        raise RecordError(f"{path}: the disk is full; nothing was added; free space would do") from error
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise RecordDamagedError(
            f"{path}: {_said(error)}; the record does not hold together; a copy of it from before would do"
        ) from error
    except UnicodeDecodeError as error:
        raise RecordDamagedError(
            f"{path}: words that are no Unicode text; the record does not hold together; a copy of it from before would do"
        ) from error
    except UnicodeEncodeError as error:
        raise no_text(path, error) from error
    except apsw.ConstraintError as error:
        raise _refused(path, error) from error
    except apsw.Error as error:
        raise RecordError(f"{path}: {_said(error)}; nothing was added; the same command again may do") from error


def _refused(path: str, error: apsw.ConstraintError) -> RecordError:
    if "named already" in str(error):
        return AlreadyRecordedError(
            f"{path}: a version or an event under a name that is given already; names are for life; nothing was added; "
            "the same command again would do where another process was faster"
        )
    if "FOREIGN KEY" in str(error):
        return RecordError(f"{path}: a version without its bytes; nothing was added; its snapshot beside it would do")
    return RecordError(f"{path}: {_said(error)}; nothing was added; new entries would do")


def _said(error: apsw.Error) -> str:
    """What SQLite said, without the name of its error."""
    return str(error).removeprefix(f"{type(error).__name__}: ")
