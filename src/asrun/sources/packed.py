"""Packed bytes: a file kept in gzip as the document that it holds."""

import re
import zlib

import msgspec

from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.sources.file import LARGEST
from asrun.sources.file import snapshot as snapshot_of

_GZIP = b"\x1f\x8b"
_ENDING = re.compile(r"(?:\.gz)?(?: \(\d+\))?$", re.I)


def unpacked(snapshot: Snapshot) -> Snapshot | Notice:
    """The snapshot with what its bytes hold where they are gzip, else as it is; never more than the limit is held.

    Its hash stays that of the bytes that were fetched.
    """
    if not snapshot.data.startswith(_GZIP):
        return snapshot
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(snapshot.data, LARGEST + 1)
    except zlib.error as error:
        message = f"gzip that cannot be unpacked; {str(error).lower()}; the file fetched once more would do"
        return Notice("gzip-damaged", "error", message, doc=snapshot.name)
    if len(data) > LARGEST:
        message = f"more than {LARGEST // 1024 // 1024} MiB unpacked; no document may be longer; parts of it would do"
        return Notice("too-large", "error", message, doc=snapshot.name)
    if not unpacker.eof:
        message = "gzip that ends before its end; the rest is missing; the file fetched once more would do"
        return Notice("gzip-damaged", "error", message, doc=snapshot.name)
    media_type = snapshot_of(_ENDING.sub("", snapshot.name, count=1), data).media_type
    return msgspec.structs.replace(snapshot, data=data, media_type=media_type)
