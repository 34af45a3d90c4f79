"""Web pages: the main text, a line a block and a line a table's row, each run leading back to the page's own code points."""

import re
from collections.abc import Iterable

import msgspec

from asrun.model.document import Document, Section
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading.html.choice import chosen
from asrun.reading.html.items import items
from asrun.reading.html.linked import linked
from asrun.reading.html.render import Rendered
from asrun.reading.html.structure import Page, Step, structure
from asrun.reading.html.things import MOST, events
from asrun.reading.joining import joined
from asrun.reading.records import DATA
from asrun.reading.weaving import Weaver

MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.-]{1,40})", re.I
)
# Names of character sets as browsers read them; of all others none is tried.
_WIDER = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("shift-jis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987"), "cp949"),
    "iso-8859-9": "cp1254", "tis-620": "cp874", "utf8": "utf-8", "macintosh": "mac-roman", "big5": "big5hkscs",
}  # fmt: skip
_KNOWN = re.compile(
    r"utf-8|iso-8859-\d\d?|windows-125\d|cp\d{3,4}|koi8-[ru]|gb18030|big5hkscs|euc-jp|iso-2022-jp|mac-roman"
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NULLS = 100


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The page's text with its pieces and marks, or an error notice where the bytes are no text."""
    raw = _decoded(snapshot.data, version)
    if isinstance(raw, Notice):
        return raw
    if raw.count("\0") * _NULLS > len(raw):
        message = "null bytes all over; text has none, so this is a binary or damaged file; a page in UTF-8 would do"
        return Notice("not-text", "error", message, doc=version)
    page = structure(raw)
    made = _rendered(raw, page, chosen(raw, page))
    if not any(c.isalnum() for c in made.text()):
        page = structure(raw, asides=True)
        made = _rendered(raw, page, page.steps)
    text, pieces, marks = made.finish()
    found = Document(version, snapshot.media_type, text, pieces=pieces, marks=marks)
    return _with_events(raw, page, found)


def _with_events(raw: str, page: Page, found: Document) -> Document:
    """The document with the events that the page's markup tells as a section of records below its text."""
    things = [thing for start, end in page.linked for thing in linked(raw, start, end)] + items(raw)
    block = Weaver()
    cut = events(raw, things, block) if things else False
    if not block.length:
        return found
    end = block.length
    told = Document(
        found.id,
        found.media_type,
        block.text(),
        sections=(Section("schedule", 0, end, genre=DATA),),
        pieces=tuple(block.pieces),
        marks=block.ordered(),
    )
    whole = joined(found, [told])
    if not cut:
        return whole
    message = f"more than {MOST:,} events in the page's markup; those behind were not read; parts of the page would do"
    return msgspec.structs.replace(whole, notices=(Notice("markup-cut", "warning", message, doc=found.id),))


def _rendered(raw: str, page: Page, steps: Iterable[Step]) -> Rendered:
    made = Rendered(raw)
    made.head(page)
    made.steps(steps)
    return made


def _decoded(data: bytes, version: str) -> str | Notice:
    """The page's characters: by its byte order mark, as it declares, else as UTF-8."""
    named = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if named is None:
        declared = _DECLARED.search(data, 0, 4096)
        label = ((declared[1] or declared[2]).decode().lower() if declared else "utf-8").replace("_", "-")
        label = _WIDER.get(label, label)
        named = label if _KNOWN.fullmatch(label) else "utf-8"
    try:
        return data.decode(named)
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {error.start:,} is no UTF-8" + (
            "" if named == "utf-8" else f", nor is the page in {named} as it says"
        )
        message = f"{where}; its words cannot be quoted exactly; the page saved as UTF-8 would do"
        return Notice("not-utf8", "error", message, doc=version)
