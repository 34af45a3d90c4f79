"""Several documents as one: the text of each below the one before, with its own lines, sections, marks and way back."""

from collections.abc import Sequence

import msgspec

from asrun.model.document import Document, Line, Mark, Piece, Section
from asrun.model.span import Span
from asrun.reading.layout import divide
from asrun.reading.lines import lines


def shaped(document: Document) -> Document:
    """A document with its lines and sections, as its format told them or as they look."""
    if document.lines or not document.text.strip():
        return document
    if document.sections:
        return msgspec.structs.replace(document, lines=lines(document.text))
    return divide(document)


def joined(first: Document, others: Sequence[Document]) -> Document:
    """The first document with the text of others below; their pieces lead into the same source already."""
    whole = shaped(first)
    text = [whole.text]
    at = len(whole.text)
    found_lines, sections = list(whole.lines), list(whole.sections)
    marks, pieces = list(whole.marks), list(whole.pieces) or [Piece(0, at, 0, at)] * bool(at)
    for other in map(shaped, others):
        gap = "\n\n" if at else ""
        text += [gap, other.text]
        if gap:
            pieces.append(Piece(at, at + len(gap), pieces[-1].raw_end, pieces[-1].raw_end))
        at += len(gap)
        found_lines += [Line(n.start + at, n.end + at, n.text, n.bullet) for n in other.lines]
        sections += [_moved(s, at) for s in other.sections]
        marks += [Mark(m.kind, m.start + at, m.end + at, m.value) for m in other.marks]
        pieces += [Piece(p.start + at, p.end + at, p.raw_start, p.raw_end) for p in other.pieces]
        at += len(other.text)
    return msgspec.structs.replace(
        whole,
        text="".join(text),
        lines=tuple(found_lines),
        sections=tuple(sections),
        marks=tuple(marks),
        pieces=tuple(pieces),
    )


def _moved(section: Section, by: int) -> Section:
    head = section.heading
    span = Span(head.doc, head.start + by, head.end + by, head.exact) if head else None
    return Section(section.kind, section.start + by, section.end + by, span, section.genre)
