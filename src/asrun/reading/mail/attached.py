"""Parts of a mail that are documents themselves: each read as what it is, by its own format, with its way back."""

import re
from collections.abc import Sequence

import msgspec

from asrun.model.document import Document, Piece
from asrun.model.media import media_type
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading import formats, markup
from asrun.reading.joining import shaped
from asrun.reading.mail.decoding import body, contents
from asrun.reading.mail.parts import Part
from asrun.reading.weaving import Weaver, through

MOST = 50
LARGEST = 32 * 1024 * 1024
_PACKED = frozenset({"application/pdf", "application/gzip", "application/x-gzip"})
_NAME = re.compile(r"\b(?:file)?name\*?\s*=\s*(?:utf-8'[^']*')?\"?([^\";\r\n]{1,200})", re.I)


class Attached:
    """The documents found in a mail's parts, the parts that are none, and what was wrong with some."""

    def __init__(self, raw: str, parts: Sequence[Part], version: str) -> None:
        self.raw, self.version = raw, version
        self.documents: list[Document] = []
        self.unread: list[Part] = []
        self.notices: list[Notice] = []
        self._seen: set[bytes] = set()
        self._room = LARGEST
        for part in parts:
            if len(self.documents) + len(self.notices) >= MOST or self._room <= 0:
                self.unread.append(part)
            else:
                self._read(part)

    def _read(self, part: Part) -> None:
        """Reads one part; the same bytes once more, as invitations carry them, are passed over."""
        data = contents(self.raw, part)
        name = _name(self.raw, part)
        kind = part.type
        if kind not in formats.media_types() or kind == "text/plain":
            kind = media_type(name, data)
        guessed = kind == "text/plain" and part.type != kind and not name.lower().endswith((".txt", ".md"))
        if guessed or kind not in formats.media_types() or not data.strip():
            self.unread.append(part)
            return
        if data.strip() in self._seen:
            return
        self._seen.add(data.strip())
        packed = kind in _PACKED or kind.startswith("application/vnd")
        woven = None if packed else body(self.raw, part)
        if woven and kind == "text/html":
            found = markup.document_of(woven.text(), self.version)
        else:
            given = woven.text().encode("utf-8", "replace") if woven else data
            found = formats.document(Snapshot(name, given, kind, ""), self.version)
        if isinstance(found, Notice):
            self.notices.append(self._told(found, name or kind))
            return
        self._room -= len(found.text)
        self.notices += [self._told(n, name or kind) for n in found.notices]
        pieces = woven.pieces if woven else (Piece(0, len(found.text), part.start, part.end),)
        made = Weaver()
        made.weave(found.text, through(found.pieces, pieces) if woven and found.pieces else pieces)
        self.documents.append(shaped(msgspec.structs.replace(found, pieces=tuple(made.pieces), boxes=(), notices=())))

    def _told(self, notice: Notice, name: str) -> Notice:
        """A notice of a part as one of the mail: the rest of it is read."""
        severity = "warning" if notice.severity == "error" else notice.severity
        return Notice(notice.code, severity, f"{name}: {notice.message}", None, doc=self.version)


def _name(raw: str, part: Part) -> str:
    """The name that a part's headers give the file; nothing where they give none."""
    heads = (h for h in part.headers if h.name in ("content-disposition", "content-type"))
    found = next((m for h in heads if (m := _NAME.search(raw, h.start, min(h.end, h.start + 2000)))), None)
    return found[1].strip().encode("utf-8", "replace").decode() if found else ""
