"""Pages to one text, with the box of every printed line and the marks of pages and cells."""

from array import array
from collections.abc import Sequence

from asrun.model.document import Box, Document, Mark
from asrun.reading.pages.columns import blocks
from asrun.reading.pages.paragraphs import HYPHEN, Paragraph, paragraphs
from asrun.reading.pages.tables import TableRow, parts
from asrun.reading.pages.words import Row, Word

_SLACK = 6.0
_MARGIN = 24.0


def _reach(words: Sequence[Word], width: float) -> float:
    """How far to the right lines of a page may reach: as far from its edge as they begin, unless they reach farther."""
    left, right = min((w.left for w in words), default=0.0), max((w.right for w in words), default=0.0)
    return width - left if right < width - left + _SLACK else max(right, width - _MARGIN)


def _joined(words: Sequence[Word], limit: float) -> list[list[Paragraph] | list[TableRow]]:
    """The parts of a page in reading order; a paragraph that a column's end had broken is one again."""
    found: list[list[Paragraph] | list[TableRow]] = []
    for block in blocks(words, limit):
        follows = block.follows
        for part in parts(block.rows):
            if isinstance(part[0], TableRow):
                found.append(part)
                continue
            many = list(paragraphs(part, block.limit))
            last = found[-1][-1] if follows and found else None
            if isinstance(last, Paragraph) and last.takes(many[0].rows[0]):
                last.rows += many.pop(0).rows
            else:
                many[0].apart = True
            if many:
                found.append(many)
            follows = False
    return found


class Pages:
    """The text of pages as they are added, each set off by an empty line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._boxes: list[Box] = []
        self._marks: list[Mark] = []

    def add(self, number: int, words: Sequence[Word], width: float, turned: Sequence[Sequence[Word]] = ()) -> None:
        """A page's words in reading order; words that do not stand upright follow on lines of their own."""
        if not words and not turned:
            return
        self._apart()
        start, marks = self._length, len(self._marks)
        for part in _joined(words, _reach(words, width)):
            if isinstance(part[0], TableRow):
                self._table(number, part)
            else:
                self._prose(number, part)
        for line in turned:
            for place, word in enumerate(line):
                self._write(" " if place else "")
                self._words(number, [word])
            self._write("\n")
        end = self._length - (2 if "".join(self._parts[-2:]).endswith("\n\n") else 1)
        self._marks.insert(marks, Mark("page", start, end, str(number)))

    def document(self, version: str, media_type: str) -> Document:
        """The document that the pages make."""
        return Document(version, media_type, "".join(self._parts), marks=tuple(self._marks), boxes=tuple(self._boxes))

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _apart(self) -> None:
        """An empty line, unless one is there."""
        if self._parts and "".join(self._parts[-2:])[-2:] != "\n\n":
            self._write("\n")

    def _prose(self, page: int, many: Sequence[Paragraph]) -> None:
        for paragraph in many:
            if paragraph.apart:
                self._apart()
            self._lines(page, paragraph.rows)
            self._write("\n")

    def _table(self, page: int, many: Sequence[TableRow]) -> None:
        """A line a row, between empty lines."""
        self._apart()
        for number, row in enumerate(many, 1):
            for column, lines in enumerate(row.cells, 1):
                if column > 1:
                    self._write("\t")
                start = self._length
                self._lines(page, lines, wide=" ")
                if self._length > start:
                    self._marks.append(Mark("cell", start, self._length, f"{number},{column}"))
            self._write("\n")
        self._apart()

    def _lines(self, page: int, rows: Sequence[Row], wide: str = "\t") -> None:
        """Printed lines joined to one; a hyphen at the end of one stays as it is printed."""
        for number, row in enumerate(rows):
            if number and not HYPHEN.search(rows[number - 1].words[-1].text[-2:]):
                self._write(" ")
            self._words(page, row.words, wide)

    def _words(self, page: int, words: Sequence[Word], wide: str = "\t") -> None:
        """The words of one printed line, `wide` where they stand far apart, and the line's box."""
        start, edges = self._length, array("f")
        reach = words[0].left
        for number, word in enumerate(words):
            if number:
                self._write(wide if word.left - reach > 2 * max(word.em, 0.8 * (word.top - word.bottom)) else " ")
                edges.append(reach)
            self._write(word.text)
            edges.extend(word.edges)
            reach = word.right
        low, high = min(w.bottom for w in words), max(w.top for w in words)
        right = max(w.right for w in words)
        self._boxes.append(Box(start, self._length, page, min(w.left for w in words), low, right, high, edges))
