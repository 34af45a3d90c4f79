"""Where a place of the text stands: its line, its section, whether that is a schedule."""

from bisect import bisect_right

from asrun.model.document import Document, Line


class Standing:
    """The lines and sections of one document by code points."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._sections = [s.start for s in document.sections]
        self._lines = [line.start for line in document.lines]

    def number(self, position: int) -> int:
        """The number of the line."""
        return max(0, bisect_right(self._lines, position) - 1)

    def line(self, position: int) -> Line:
        """The line."""
        return self.document.lines[self.number(position)]

    def section(self, position: int) -> int:
        """The number of the section."""
        return max(0, bisect_right(self._sections, position) - 1)

    def in_schedule(self, position: int) -> bool:
        """Whether the section is a schedule."""
        section = self.document.sections[self.section(position)] if self.document.sections else None
        return section is not None and section.kind == "schedule" and section.start <= position
