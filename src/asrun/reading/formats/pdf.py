"""PDF: the words of its pages in reading order, with the box of every printed line."""

import math
import re
import zlib
from collections.abc import Iterator
from ctypes import byref, c_double
from threading import Lock
from typing import Any

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading.pages.text import Pages
from asrun.reading.pages.words import Glyph, Word, stamped, words

MEDIA_TYPES = frozenset({"application/pdf"})
LARGEST = 64 * 1024 * 1024
MOST_PAGES = 1000
MOST_GLYPHS = 3_000_000
MOST_OF_A_PAGE = 100_000
LARGEST_STREAM = 8 * 1024 * 1024
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DRAWS_NOTHING = re.compile(rb"/Subtype\s*/Image|/Length[123]\b|/(?:Type1C|CIDFontType0C|OpenType)\b")
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-"}
PDFIUM = Lock()
_UNDER_A_PASSWORD = 4
_IMAGE = 3
_LEVEL = 0.1
_CHUNK = 65536
_FAR = 100_000.0
_BLANKS = frozenset(b" \t\r\n")


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The text of the pages, or an error notice."""
    if len(snapshot.data) > LARGEST:
        return _too_large(f"{len(snapshot.data) / 2**20:,.0f} MiB", version)
    if _bursts(snapshot.data):
        return _too_large(f"a stream of more than {LARGEST_STREAM // 2**20} MiB", version)
    import pypdfium2

    with PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(snapshot.data)
        except pypdfium2.PdfiumError as error:
            return _unopened(getattr(error, "err_code", None), str(error), version)
        try:
            return _read(pdf, snapshot.media_type, version)
        finally:
            pdf.close()


def _bursts(data: bytes) -> bool:
    """Whether a stream that may draw unpacks to more than the limit: PDFium holds a hundred times as much of it.

    Images and fonts are passed over; streams packed otherwise than by deflate count as they are.
    """
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 1000) : match.start()].rpartition(b" obj")[2]
        if _DRAWS_NOTHING.search(head):
            continue
        if b"/Fl" not in head:
            end = data.find(b"endstream", match.end(), match.end() + LARGEST_STREAM + 20)
            if end < 0 and len(data) - match.end() > LARGEST_STREAM:
                return True
            continue
        unpacking, packed, size = zlib.decompressobj(), memoryview(data)[match.end() :], 0
        try:
            while packed and not unpacking.eof and size <= LARGEST_STREAM:
                size += len(unpacking.decompress(packed[:_CHUNK], LARGEST_STREAM))
                packed = packed[min(_CHUNK, len(packed)) - len(unpacking.unconsumed_tail) :]
        except zlib.error:
            pass
        if size > LARGEST_STREAM:
            return True
    return False


def _read(pdf: Any, media_type: str, version: str) -> Document | Notice:
    """The document of an open PDF; a page that cannot be loaded is passed over."""
    import pypdfium2

    if len(pdf) > MOST_PAGES:
        return _too_large(f"{len(pdf):,} pages", version)
    pages, glyphs, images = Pages(), 0, 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue
        count = text.count_chars()
        glyphs += count
        if count > MOST_OF_A_PAGE or glyphs > MOST_GLYPHS:
            return _too_large(f"{count:,} characters on page {number + 1}, {glyphs:,} so far", version)
        upright, turned, width = _page(page, text)
        pages.add(number + 1, words(upright), width, turned)
        images += not upright and any(True for _ in page.get_objects(filter=[_IMAGE], max_depth=2))
        text.close()
        page.close()
    found = pages.document(version, media_type)
    if not found.text.strip() and images:
        message = (
            f"a PDF of images, {images} pages of it, without text; there are no words to quote; the same file after OCR,"
            " with a layer of text, would do"
        )
        return Notice("image-only", "error", message, doc=version)
    return found


def _page(page: Any, text: Any) -> tuple[list[Glyph], list[list[Word]], float]:
    """The upright glyphs of a page in the order they were drawn, lines of words at other angles, and the page's width."""
    quarter = page.get_rotation() // 90 % 4
    box = page.get_bbox()
    level = -quarter * math.pi / 2  # PDFium counts angles clockwise
    upright: list[Glyph] = []
    turned: list[list[Glyph]] = [[]]
    for angle, glyph in _glyphs(text):
        if abs(math.remainder(angle - level, math.tau)) < _LEVEL:
            upright.append(_seen(glyph, quarter, box))
        elif glyph.char in "\r\n":
            turned.append([])
        else:
            turned[-1].append(_seen(glyph, quarter, box))
    left, bottom, right, top = box
    lines = [found for line in turned if (found := stamped(line))]
    return upright, lines, (top - bottom if quarter % 2 else right - left)


def _seen(glyph: Glyph, quarter: int, box: tuple[float, float, float, float]) -> Glyph:
    """A glyph as the page is shown: turned clockwise by quarters, from the lower left corner of what is seen."""
    if quarter == 0 and box[0] == box[1] == 0:
        return glyph
    char, left, bottom, right, top, base = glyph
    if quarter == 0:
        return Glyph(char, left - box[0], bottom - box[1], right - box[0], top - box[1], base - box[1])
    if quarter == 1:
        return Glyph(char, bottom - box[1], box[2] - right, top - box[1], box[2] - left, box[2] - base)
    if quarter == 2:
        return Glyph(char, box[2] - right, box[3] - top, box[2] - left, box[3] - bottom, box[3] - base)
    return Glyph(char, box[3] - top, left - box[0], box[3] - bottom, right - box[0], base - box[0])


def _glyphs(text: Any) -> Iterator[tuple[float, Glyph]]:
    """The characters of a page with the angle they are drawn at; where lines run up the page, the base is the abscissa."""
    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    to_box, to_x, to_y = byref(box), byref(x), byref(y)
    handle, high, angle = text.raw, 0, 0.0
    for number in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, number)
        if code in _BLANKS:
            yield angle, Glyph(chr(code), 0.0, 0.0, 0.0, 0.0, 0.0)
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        char = chr(code) if 0 < code < 0x110000 else "\ufffd"
        raw.FPDFText_GetLooseCharBox(handle, number, to_box)
        raw.FPDFText_GetCharOrigin(handle, number, to_x, to_y)
        angle = max(raw.FPDFText_GetCharAngle(handle, number), 0.0)
        base = x.value if abs(math.sin(angle)) > 0.7 else y.value
        edges = (box.left, box.bottom, box.right, box.top, base)
        if max(edges) < _FAR and min(edges) > -_FAR:
            yield angle, Glyph(_HYPHENS.get(char, char), *edges)


def _unopened(code: int | None, words: str, version: str) -> Notice:
    """The notice for a PDF that does not open."""
    if code == _UNDER_A_PASSWORD or "password" in words.lower():
        message = "a document under a password; its words cannot be read; a copy saved without the password would do"
        return Notice("password-protected", "error", message, doc=version)
    message = "a damaged PDF; it cannot be opened; a copy saved or printed anew as PDF would do"
    return Notice("broken-document", "error", message, doc=version)


def _too_large(size: str, version: str) -> Notice:
    message = (
        f"a PDF of {size}; at most {LARGEST // 2**20} MiB, {MOST_PAGES:,} pages and {MOST_GLYPHS:,} characters,"
        f" {MOST_OF_A_PAGE:,} on one page, are read; parts of it would do"
    )
    return Notice("too-large", "error", message, doc=version)
