"""Word documents (DOCX): paragraphs, list items, headings, tables, tracked and struck words, in order of the body."""

import zipfile
from io import BytesIO
from typing import Any

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading.wordprocessing import Body, Styles

MEDIA_TYPES = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
LARGEST = 256 * 1024 * 1024
LARGEST_PART = 16 * 1024 * 1024
MOST_PARTS = 10_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The text of the body with its marks, or an error notice."""
    if snapshot.data.startswith(_OLE):
        return _compound(snapshot.data, version)
    problem = _bounds(snapshot.data, version)
    if problem:
        return problem
    found = _parsed(snapshot.data)
    if isinstance(found, str):
        return _broken(found, version)
    body = Body(Styles(found.part.styles.element))
    body.blocks(found.element.body)
    return Document(version, snapshot.media_type, body.text(), marks=body.marks_in_order())


def _parsed(data: bytes) -> Any | str:
    """The document as python-docx opens it, or why it does not."""
    import docx

    try:
        return docx.Document(BytesIO(data))
    except MemoryError:
        return "it holds more than the memory does"
    except Exception as error:  # the parts of a damaged package fail in every way there is
        return " ".join(str(error).split())[:120] or type(error).__name__


def _bounds(data: bytes, version: str) -> Notice | None:
    """Why the package cannot be opened: no package at all, or more than the limits once unpacked.

    What a part declares is what is unpacked of it at most: zipfile stops there.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except Exception as error:  # zipfile lets errors of struct, of codecs and its own through
        return _broken(" ".join(str(error).split())[:120], version)
    whole = sum(p.file_size for p in parts)
    longest = max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
    if whole <= LARGEST and longest <= LARGEST_PART and len(parts) <= MOST_PARTS:
        return None
    message = (
        f"{len(parts):,} parts with {whole:,} bytes once unpacked, {longest:,} in one; at most {MOST_PARTS:,} parts with"
        f" {LARGEST // 2**20} MiB, {LARGEST_PART // 2**20} MiB in one, are opened; parts of the document would do"
    )
    return Notice("too-large", "error", message, doc=version)


def _compound(data: bytes, version: str) -> Notice:
    """The notice for a compound file: a document under a password, or one of before 2007."""
    if _ENCRYPTED in data:
        message = "a document under a password; its words cannot be read; a copy saved without the password would do"
        return Notice("password-protected", "error", message, doc=version)
    return _broken("it is a Word file of before 2007, or other old Office data", version)


def _broken(reason: str, version: str) -> Notice:
    message = f"a damaged Word document ({reason}); its words cannot be read; a copy saved anew as DOCX would do"
    return Notice("broken-document", "error", message.replace("\0", "\\0"), doc=version)
