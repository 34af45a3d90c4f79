"""A document as the readers see it: its text, its sections, and the way back to the raw source."""

from typing import Literal

import msgspec

from asrun.model.span import Span

SectionKind = Literal["key_points", "lead", "schedule", "body", "embed"]


class Section(msgspec.Struct, frozen=True, tag_field="is", tag="section"):
    """A run of whole lines of one kind; `genre` is the module of `reading.genres` that reads it."""

    kind: SectionKind
    start: int
    end: int
    heading: Span | None = None
    genre: str = ""


class Line(msgspec.Struct, frozen=True):
    """One line's content without its line break and outer blanks: text[start:end]; `bullet` when a list mark precedes it."""

    start: int
    end: int
    text: str
    bullet: bool = False


class Document(msgspec.Struct, frozen=True):
    """Decoded text with its lines and sections in order; offsets are code points of `text`."""

    id: str
    media_type: str
    text: str
    lines: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end]."""
        return Span(self.id, start, end, self.text[start:end])
