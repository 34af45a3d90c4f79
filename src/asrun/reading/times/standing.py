"""Where a place of the text stands: its line, its section, whether that is a schedule."""

import re
from bisect import bisect_right

from asrun.model.document import Document, Line

_LONG, _CLOCK = 60, re.compile(r"\d[:.h]\d\d|\b(?:[01]\d|2[0-3])[0-5]\d\b|\d ?[ap]\.?m", re.I)


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
        """Whether the section is a schedule, and the line no sentence by which an article introduces it."""
        section = self.document.sections[self.section(position)] if self.document.sections else None
        if section is None or section.kind != "schedule" or position < section.start:
            return False
        if self.document.sections[0].kind not in ("lead", "key_points"):
            return True
        words = self.line(position).text
        return len(words) <= _LONG or not words.endswith((".", ":")) or bool(_CLOCK.search(words))
