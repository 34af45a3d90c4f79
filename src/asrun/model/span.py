"""A place in a source: the exact words a fact was read from (W3C Web Annotation)."""

import msgspec


class Span(msgspec.Struct, frozen=True, gc=False, order=True):
    """Code points `start`..`end` of document `doc`; `exact` is the text between them, whole.

    `doc` is the version's id: a file's name outside a record.
    """

    doc: str
    start: int
    end: int
    exact: str

    def __str__(self) -> str:
        return f"{self.doc}@{self.start}-{self.end}"
