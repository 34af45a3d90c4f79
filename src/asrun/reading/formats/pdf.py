"""PDF: the words of its pages in reading order, with the box of every printed line."""

import math
from collections.abc import Iterator
from ctypes import byref, c_double
from threading import Lock
from typing import Any

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading.pages.text import Pages
from asrun.reading.pages.words import Glyph, words

MEDIA_TYPES = frozenset({"application/pdf"})
LARGEST = 64 * 1024 * 1024
MOST_PAGES = 1000
MOST_GLYPHS = 5_000_000
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-"}
_PDFIUM = Lock()
_UNDER_A_PASSWORD = 4
_IMAGE = 3


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The text of the pages, or an error notice."""
    if len(snapshot.data) > LARGEST:
        return _too_large(f"{len(snapshot.data) / 2**20:,.0f} MiB", version)
    import pypdfium2

    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(snapshot.data)
        except pypdfium2.PdfiumError as error:
            return _unopened(getattr(error, "err_code", None), str(error), version)
        try:
            return _read(pdf, snapshot.media_type, version)
        finally:
            pdf.close()


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
        glyphs += text.count_chars()
        if glyphs > MOST_GLYPHS:
            return _too_large(f"more than {MOST_GLYPHS:,} characters", version)
        upright, turned, width = _page(page, text)
        pages.add(number + 1, words(upright), width, words(turned))
        images += not upright and any(True for _ in page.get_objects(filter=[_IMAGE], max_depth=2))
        text.close()
        page.close()
    found = pages.document(version, media_type)
    if not found.text.strip() and images:
        message = (
            f"{images} pages that are images without text; there are no words to quote; the same file after OCR, with a"
            " layer of text, would do"
        )
        return Notice("image-only", "error", message, doc=version)
    return found


def _page(page: Any, text: Any) -> tuple[list[Glyph], list[Glyph], float]:
    """The upright glyphs of a page in the order they were drawn, the others, and the page's width."""
    quarter = page.get_rotation() // 90 % 4
    left, bottom, right, top = page.get_bbox()
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph, angle in _glyphs(text):
        seen = _seen(glyph, quarter, (left, bottom, right, top))
        level = abs(math.remainder(angle - quarter * math.pi / 2, 2 * math.pi)) < 0.1
        (upright if level else turned).append(seen)
    return upright, turned, (top - bottom if quarter % 2 else right - left)


def _seen(glyph: Glyph, quarter: int, box: tuple[float, float, float, float]) -> Glyph:
    """A glyph as the page is shown: turned clockwise by quarters, from the lower left corner of what is seen."""
    char, left, bottom, right, top, base = glyph
    if quarter == 0:
        return Glyph(char, left - box[0], bottom - box[1], right - box[0], top - box[1], base - box[1])
    if quarter == 1:
        return Glyph(char, bottom - box[1], box[2] - right, top - box[1], box[2] - left, box[2] - base)
    if quarter == 2:
        return Glyph(char, box[2] - right, box[3] - top, box[2] - left, box[3] - bottom, box[3] - base)
    return Glyph(char, box[3] - top, left - box[0], box[3] - bottom, right - box[0], base - box[0])


def _glyphs(text: Any) -> Iterator[tuple[Glyph, float]]:
    """The characters of a page with the angle they are drawn at; where lines run up the page, the base is the abscissa."""
    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    handle, high = text.raw, 0
    for number in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, number)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        char = chr(code) if 0 < code < 0x110000 else "\ufffd"
        raw.FPDFText_GetLooseCharBox(handle, number, byref(box))
        raw.FPDFText_GetCharOrigin(handle, number, byref(x), byref(y))
        angle = raw.FPDFText_GetCharAngle(handle, number)
        base = x.value if abs(math.sin(angle)) > 0.7 else y.value
        yield Glyph(_HYPHENS.get(char, char), box.left, box.bottom, box.right, box.top, base), max(angle, 0.0)


def _unopened(code: int | None, words: str, version: str) -> Notice:
    """The notice for a PDF that does not open."""
    if code == _UNDER_A_PASSWORD or "password" in words.lower():
        message = "a document under a password; its words cannot be read; a copy saved without the password would do"
        return Notice("password-protected", "error", message, doc=version)
    message = "a damaged PDF; it cannot be opened; a copy saved or printed anew as PDF would do"
    return Notice("broken-document", "error", message, doc=version)


def _too_large(size: str, version: str) -> Notice:
    message = (
        f"a PDF of {size}; at most {LARGEST // 2**20} MiB, {MOST_PAGES:,} pages and {MOST_GLYPHS:,} characters are read;"
        " parts of it would do"
    )
    return Notice("too-large", "error", message, doc=version)
