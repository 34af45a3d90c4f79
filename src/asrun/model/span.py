"""A place in a source: the exact words a fact was read from (W3C Web Annotation)."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Code points `start`..`end` of document `doc`; `exact` is the text between them, whole.

    `doc` is the version's id: a file's name outside a record.
    """

    doc: str
    start: int
    end: int
    exact: str

    def overlaps(self, other: "Span") -> bool:
        """Whether both share at least one character of one document."""
        return self.doc == other.doc and self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.doc == other.doc and self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        return f"{self.doc}@{self.start}-{self.end}"
