"""A snapshot's document: decoded by its format, with its lines and sections."""

import msgspec

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading import formats
from asrun.reading.layout import divide, lines


def document_of(snapshot: Snapshot, doc: str) -> Document | Notice:
    """The document that a snapshot holds, with lines and sections, under a version's id; else why there is none."""
    found = formats.document(snapshot, doc)
    if isinstance(found, Notice):
        return found
    if found.lines:
        return found
    shaped = msgspec.structs.replace(found, lines=lines(found.text)) if found.sections else divide(found)
    return shaped if shaped.lines else formats.without_words(doc)
