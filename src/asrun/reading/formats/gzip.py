"""Packed files (gzip): what is in them, by its own name and first bytes, up to 128 MiB unpacked."""

import zlib

from asrun.model.document import Document
from asrun.model.media import media_type
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading import formats

MEDIA_TYPES = frozenset({"application/gzip", "application/x-gzip"})
MOST = 128 * 1024 * 1024
_NESTED = 2


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The document of the file inside; a packed file inside that is unpacked too, but none inside that one."""
    name, data = snapshot.name, snapshot.data
    for _ in range(_NESTED):
        unpacked = _unpacked(data, version)
        if isinstance(unpacked, Notice):
            return unpacked
        data, name = unpacked, name.removesuffix(".gz").removesuffix(".GZ")
        kind = media_type(name, data)
        if kind not in MEDIA_TYPES and not data.startswith(b"\x1f\x8b"):
            return formats.document(Snapshot(name, data, kind, snapshot.sha256), version)
    message = "a packed file in a packed file in a packed file; two are unpacked; the file itself would do"
    return Notice("gzip-nested", "error", message, doc=version)


def _unpacked(data: bytes, version: str) -> bytes | Notice:
    """The bytes of all members, never more than the limit held."""
    parts: list[bytes] = []
    room = MOST
    while data:
        reader = zlib.decompressobj(wbits=31)
        try:
            part = reader.decompress(data, room + 1)
        except zlib.error as error:
            if parts and not data.startswith(b"\x1f\x8b"):
                break
            message = f"a packed file that cannot be unpacked; {error}; the file as it was packed would do"
            return Notice("gzip-damaged", "error", message, doc=version)
        room -= len(part)
        if room < 0:
            message = f"a packed file of more than {MOST // 2**20} MiB; no document may be longer; parts of it would do"
            return Notice("too-large", "error", message, doc=version)
        parts.append(part)
        if not reader.eof:
            message = "a packed file that ends too early; its end is missing; the file as it was packed would do"
            return Notice("gzip-damaged", "error", message, doc=version)
        data = reader.unused_data
    return b"".join(parts)
