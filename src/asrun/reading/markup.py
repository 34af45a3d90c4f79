"""Words of HTML inside another format: by the format that reads HTML, with their way back."""

from asrun.model.document import Document, Mark
from asrun.model.source import Snapshot
from asrun.reading import formats
from asrun.reading.weaving import Weaver, through


def weave(part: Weaver, made: Weaver, version: str) -> None:
    """Adds the words of a part that is HTML to a text, with what the markup says of them."""
    data = part.text().encode("utf-8", "replace")
    found = formats.document(Snapshot(version, data, "text/html", ""), version)
    if isinstance(found, Document):
        base = made.length
        made.weave(found.text, through(found.pieces, part.pieces) if found.pieces else part.pieces)
        made.marks += [Mark(m.kind, m.start + base, m.end + base, m.value) for m in found.marks]
