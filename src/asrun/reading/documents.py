"""A snapshot's document: decoded by its format, with its lines and sections."""

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading import formats
from asrun.reading.joining import shaped


def document_of(snapshot: Snapshot, doc: str) -> Document | Notice:
    """The document that a snapshot holds, with lines and sections, under a version's id; else why there is none."""
    found = formats.document(snapshot, doc)
    if isinstance(found, Notice):
        return found
    whole = shaped(found)
    return whole if whole.lines else formats.without_words(doc)
