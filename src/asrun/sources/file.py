"""Files, directories and standard input as snapshots."""

import hashlib
import mimetypes
import sys
from collections.abc import Iterable
from pathlib import Path

from asrun.model.notice import Notice
from asrun.model.source import Snapshot

LARGEST = 128 * 1024 * 1024
STDIN = "-"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NAMES = mimetypes.MimeTypes()
_NAMES.add_type("application/pdf", ".pdf")
_NAMES.add_type(DOCX, ".docx")


def snapshot(name: str, data: bytes) -> Snapshot:
    """A snapshot of bytes under a name; the media type is taken from the name, from the first bytes when it says nothing.

    Bytes of a name that are no UTF-8 are spelled out.
    """
    name = name.encode("utf-8", "backslashreplace").decode()
    media_type = mimetypes.guess_type(name)[0] or _NAMES.guess_type(name)[0] or sniffed(data)
    return Snapshot(name, data, media_type, hashlib.sha256(data).hexdigest())


def sniffed(data: bytes) -> str:
    """The media type that bytes show by their beginning: PDF, a package that holds a Word document, else text.

    >>> sniffed(b"%PDF-1.7 ..."), sniffed(b"14:05 Signing")
    ('application/pdf', 'text/plain')
    """
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    return DOCX if data.startswith(b"PK\3\4") and b"word/document" in data else "text/plain"


def snapshots(paths: Iterable[str]) -> tuple[list[Snapshot], list[Notice]]:
    """The snapshots of paths in order, a directory's files by name, and an error notice for each that gave none."""
    found: list[Snapshot] = []
    notices: list[Notice] = []
    for path in paths:
        for one in [path] if path == STDIN else _files(Path(path), notices):
            got = _load(one)
            if isinstance(got, Notice):
                notices.append(got)
            else:
                found.append(got)
    return _named_apart(found), notices


def _files(path: Path, notices: list[Notice]) -> list[str]:
    """A path itself, or the plain files of a directory that are not hidden."""
    try:
        if not path.is_dir():
            return [str(path)]
        files = sorted(str(p) for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
    except (OSError, ValueError) as error:
        notices.append(_unreadable(str(path), error))
        return []
    if not files:
        message = "a directory without files; there is nothing to read; a directory of documents would do"
        notices.append(Notice("empty-directory", "error", message, doc=str(path)))
    return files


def _load(path: str) -> Snapshot | Notice:
    """The bytes of a file, or why there are none; never more than the limit is held."""
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    if len(data) > LARGEST:
        message = f"more than {LARGEST // 1024 // 1024} MiB; no document may be longer; parts of it would do"
        return Notice("too-large", "error", message, doc=path)
    return snapshot("stdin" if path == STDIN else Path(path).name, data)


def _unreadable(path: str, error: Exception) -> Notice:
    """The notice for a path that the system does not open."""
    reason = str(getattr(error, "strerror", None) or error).lower()
    message = f"the path could not be opened; {reason}; an existing, readable file would do"
    return Notice("unreadable-file", "error", message, doc=path.replace("\0", "\\0"))


def _named_apart(found: list[Snapshot]) -> list[Snapshot]:
    """The snapshots with names that differ: a second "note.txt" becomes "note.txt (2)"."""
    seen: dict[str, int] = {}
    apart = []
    for one in found:
        seen[one.name] = number = seen.get(one.name, 0) + 1
        name = one.name if number == 1 else f"{one.name} ({number})"
        apart.append(Snapshot(name, one.data, one.media_type, one.sha256))
    return apart
