"""A document as the readers see it: its text, its sections, and the way back to the raw source."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Literal

import msgspec

from asrun.model.notice import Notice
from asrun.model.source import Given
from asrun.model.span import Span

SectionKind = Literal["key_points", "lead", "schedule", "body", "embed"]


class Section(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="section"):
    """A run of whole lines of one kind; `genre` is the module of `reading.genres` that reads it."""

    kind: SectionKind
    start: int
    end: int
    heading: Span | None = None
    genre: str = ""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line's content without its line break and outer blanks: text[start:end]; `bullet` when a list mark precedes it.

    `stamp` is how many of its characters are the clock of an entry in a running report, with the marks behind it.
    """

    start: int
    end: int
    text: str
    bullet: bool = False
    stamp: int = 0


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Where text[start:end] stands in the decoded source: raw_start..raw_end.

    Pieces of one length are copied code point by code point; others (an entity, an escape) stand as a whole.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int


MarkKind = Literal[
    "deleted", "inserted", "cell", "heading", "item", "moment", "page", "record", "field", "quoted"
]  # fmt: skip


class Mark(msgspec.Struct, frozen=True, gc=False):
    """What the format says of text[start:end]: struck out, added, a table's cell, a heading, a list's item, a page.

    A record is one entry of a data format with its fields; quoted is an older text that a mail carries along.
    `value` is the machine's word for it where there is one: "3,2" (row, column) of a cell, the datetime of a moment. Of a
    field it is its name, and where its text is no prose "name=value", the value as a machine has it.
    """

    kind: MarkKind
    start: int
    end: int
    value: str = ""


class Box(msgspec.Struct, frozen=True, gc=False):
    """Where text[start:end], a printed line or a part of one, stands on a page: points from its lower left corner.

    Pages count from 1. `edges` are the left edges of its characters; without them they share the width alike.
    """

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float
    edges: Sequence[float] = ()


_line_start = attrgetter("start")


class Document(msgspec.Struct, frozen=True, gc=False):
    """Decoded text with its lines and sections in order; offsets are code points of `text`.

    `pieces` lead back to the source, in order of `start`; without them the text is the source. `marks` are in order of start.
    `stated` is what the format's own headers say of the document, `notices` what of the source could not be taken over.
    `boxes` are the printed lines of a format with pages, in order of start.
    """

    id: str
    media_type: str
    text: str
    lines: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    pieces: tuple[Piece, ...] = ()
    marks: tuple[Mark, ...] = ()
    stated: Given | None = None
    notices: tuple[Notice, ...] = ()
    boxes: tuple[Box, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end]."""
        return Span(self.id, start, end, self.text[start:end])

    def lines_between(self, start: int, end: int) -> Sequence[Line]:
        """The lines that begin in text[start:end]."""
        first = bisect_left(self.lines, start, key=_line_start)
        return self.lines[first : bisect_left(self.lines, end, first, key=_line_start)]


def boxes(document: Document, span: Span) -> tuple[Box, ...]:
    """Where the words of a span are printed, a box for each line that they stand on.

    >>> line = Box(0, 4, 1, 10.0, 0.0, 50.0, 12.0)
    >>> (found,) = boxes(Document("a.pdf", "application/pdf", "Talk", boxes=(line,)), Span("a.pdf", 1, 3, "al"))
    >>> found.page, found.left, found.right
    (1, 20.0, 40.0)
    """
    found = []
    for box in document.boxes[bisect_right(document.boxes, span.start, key=lambda b: b.end) :]:
        if box.start >= span.end:
            break
        start, end = max(box.start, span.start), min(box.end, span.end)
        found.append(Box(start, end, box.page, _edge(box, start), box.bottom, _edge(box, end), box.top))
    return tuple(found)


def _edge(box: Box, point: int) -> float:
    """How far to the right a character of a box begins."""
    if point >= box.end:
        return box.right
    if box.edges:
        return box.edges[point - box.start]
    return box.left + (box.right - box.left) * (point - box.start) / (box.end - box.start)


def raw_range(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """The range of the source that text[start:end] was made of.

    >>> pieces = (Piece(0, 5, 100, 105), Piece(5, 6, 105, 112), Piece(6, 9, 112, 115))
    >>> raw_range(pieces, 3, 8), raw_range(pieces, 5, 6), raw_range((), 3, 8)
    ((103, 114), (105, 112), (3, 8))
    """
    if not pieces:
        return start, end
    first = pieces[max(0, bisect_right(pieces, start, key=lambda p: p.start) - 1)]
    last = pieces[max(0, bisect_right(pieces, max(start, end - 1), key=lambda p: p.start) - 1)]
    return _raw(first, start, first.raw_start), _raw(last, end, last.raw_end)


def _raw(piece: Piece, point: int, whole: int) -> int:
    """A point of a piece in the source; inside a piece that stands as a whole, the given end of it."""
    if piece.end - piece.start != piece.raw_end - piece.raw_start:
        return whole
    return piece.raw_start + min(max(point - piece.start, 0), piece.end - piece.start)
