"""Words of HTML inside another format: by the format that reads HTML, with their way back."""

import msgspec

from asrun.model.document import Document, Mark, Piece
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading import formats
from asrun.reading.records import DATA
from asrun.reading.weaving import Weaver, through

_BOM = b"\xef\xbb\xbf"


def document_of(words: str, version: str) -> Document | Notice:
    """The document of a page whose words are decoded already: what the page says of its characters does not count."""
    data = _BOM + words.encode("utf-8", "replace")
    found = formats.document(Snapshot(version, data, "text/html", ""), version)
    if isinstance(found, Notice):
        return found
    pieces = (Piece(p.start, p.end, max(0, p.raw_start - 1), max(0, p.raw_end - 1)) for p in found.pieces)
    return msgspec.structs.replace(found, pieces=tuple(pieces))


def weave(part: Weaver, made: Weaver, version: str) -> None:
    """Adds the words of a part that is HTML to a text, with what the markup says of them, but no events of markup."""
    found = document_of(part.text(), version)
    if isinstance(found, Notice):
        return
    base, end = made.length, next((s.start for s in found.sections if s.genre == DATA), len(found.text))
    pieces = [p for p in found.pieces if p.end <= end]
    made.weave(found.text[:end].rstrip("\n"), through(pieces, part.pieces) if pieces else part.pieces)
    made.marks += [Mark(m.kind, m.start + base, m.end + base, m.value) for m in found.marks if m.end <= end]
