"""A printed page as a picture, with frames around the words of a place."""

import struct
import zlib
from typing import Any

from asrun.model.document import Box, boxes
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading.documents import document_of

_SCALE = 2.0
_LARGEST = 4000.0
_RED = (200, 0, 0, 255)


def page_picture(snapshot: Snapshot, start: int, end: int) -> bytes | Notice:
    """The page that text[start:end] begins on, as PNG with a frame around each line of it, or why there is none."""
    document = document_of(snapshot, snapshot.name)
    if isinstance(document, Notice):
        return document
    framed = boxes(document, document.span(start, end))
    if not framed:
        message = "words that stand on no printed page; there is nothing to show; a place in the text of a PDF would do"
        return Notice("no-page", "error", message, doc=snapshot.name)
    return _png(*_drawn(snapshot.data, [b for b in framed if b.page == framed[0].page]))


def _drawn(data: bytes, framed: list[Box]) -> tuple[int, int, bytes]:
    """Width, height and the rows of a page in RGB, with frames."""
    import pypdfium2

    from asrun.reading.formats.pdf import PDFIUM

    with PDFIUM:
        pdf = pypdfium2.PdfDocument(data)
        try:
            page = pdf[framed[0].page - 1]
            width, height = page.get_size()
            scale = min(_SCALE, _LARGEST / max(width, height, 1.0))
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            for box in framed:
                _frame(bitmap, box, scale, height)
            step = bitmap.width * 3
            held = bytes(bitmap.buffer)
            rows = (held[y * bitmap.stride : y * bitmap.stride + step] for y in range(bitmap.height))
            return bitmap.width, bitmap.height, b"".join(b"\0" + row for row in rows)
        finally:
            pdf.close()


def _frame(bitmap: Any, box: Box, scale: float, height: float) -> None:
    """A frame two pixels thick around a box; pictures count from the top down."""
    left, right = int(box.left * scale) - 2, int(box.right * scale) + 2
    top, bottom = int((height - box.top) * scale) - 2, int((height - box.bottom) * scale) + 2
    for x, y, wide, high in (
        (left, top, right - left, 2),
        (left, bottom - 2, right - left, 2),
        (left, top, 2, bottom - top),
        (right - 2, top, 2, bottom - top),
    ):
        bitmap.fill_rect(_RED, x, y, wide, high)


def _png(width: int, height: int, rows: bytes) -> bytes:
    """Rows of RGB, each behind its filter byte, as PNG (ISO/IEC 15948)."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
