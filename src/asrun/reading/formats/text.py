"""Plain text in UTF-8: the document's text is the file's, code point by code point."""

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Snapshot

MEDIA_TYPES = frozenset({"text/plain", "text/markdown"})


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The decoded text, or an error notice where the bytes are no text."""
    zero = snapshot.data.find(b"\0")
    if zero >= 0:
        message = (
            f"a null byte at byte {zero:,}; text has none, so this is a binary or damaged file; UTF-8 text would do"
        )
        return Notice("not-text", "error", message, doc=version)
    try:
        text = snapshot.data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = (
            f"byte {error.start:,} is no UTF-8; its words cannot be quoted exactly; the file saved as UTF-8 would do"
        )
        return Notice("not-utf8", "error", message, doc=version)
    return Document(version, snapshot.media_type, text)
