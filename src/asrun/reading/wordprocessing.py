"""WordprocessingML to text and marks: a walk over the elements of a body (ECMA-376 part 1, chapter 17)."""

from collections.abc import Iterator
from typing import Any

from asrun.model.document import Mark, MarkKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_TRACKED: dict[str, MarkKind] = {
    f"{_W}ins": "inserted", f"{_W}moveTo": "inserted", f"{_W}del": "deleted", f"{_W}moveFrom": "deleted",
}  # fmt: skip
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_WORDS = {f"{_W}t", f"{_W}delText"}
_OFF = ("0", "false", "off")
_ASIDE = {
    f"{_W}{name}" for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "instrText", "delInstrText", "fldData", "ruby",
    )
}  # fmt: skip
_DEEPEST = 40


def _on(properties: Any, name: str) -> bool | None:
    """Whether a property is set, None where nothing is said of it."""
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{_W}val") not in _OFF


def _value(properties: Any, name: str) -> str | None:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    value = None if found is None else found.get(f"{_W}val")
    return None if value is None else str(value)


class Styles:
    """What the named styles say that bears on reading: headings, lists, struck and hidden words."""

    def __init__(self, element: Any) -> None:
        self._styles = {s.get(f"{_W}styleId"): s for s in element.iterfind(f"{_W}style")}
        self._levels: dict[str | None, str | None] = {}
        self._lists: dict[str | None, bool] = {}

    def level(self, properties: Any) -> str | None:
        """The outline level of a heading ("1" to "9"), "" for a title, None for other paragraphs."""
        own = _value(properties, "outlineLvl")
        if own is not None:
            return _outline(own)
        name = _value(properties, "pStyle")
        if name not in self._levels:
            self._levels[name] = next((v for s in self._chain(name) if (v := _level(s)) is not None), None)
        return self._levels[name]

    def is_item(self, properties: Any) -> bool:
        """Whether a paragraph is an item of a list, by itself or by its style."""
        own = _number(properties)
        if own is not None:
            return own
        name = _value(properties, "pStyle")
        if name not in self._lists:
            told = (_number(s.find(f"{_W}pPr")) for s in self._chain(name))
            self._lists[name] = next((t for t in told if t is not None), False)
        return self._lists[name]

    def on(self, properties: Any, prop: str) -> bool:
        """Whether a property of a run is set, by itself or by its style."""
        own = _on(properties, prop)
        if own is not None:
            return own
        chain = self._chain(_value(properties, "rStyle"))
        return next((told for s in chain if (told := _on(s.find(f"{_W}rPr"), prop)) is not None), False)

    def _chain(self, name: str | None) -> Iterator[Any]:
        """A style and those that it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name) if name else None
            if style is None:
                return
            yield style
            name = _value(style, "basedOn")


def _level(style: Any) -> str | None:
    """What one style says of a heading's level."""
    own = _value(style.find(f"{_W}pPr"), "outlineLvl")
    if own is not None:
        return _outline(own)
    name = (_value(style, "name") or "").lower()
    if name == "title":
        return ""
    word, _, number = name.partition(" ")
    return number if word == "heading" and number in "123456789" else None


def _outline(value: str) -> str | None:
    """The level of a heading; 9 is that of the body."""
    return str(int(value) + 1) if value in tuple("012345678") else None


def _number(properties: Any) -> bool | None:
    """Whether a list numbers the paragraph; number 0 takes a style's list off."""
    found = properties.find(f"{_W}numPr") if properties is not None else None
    return None if found is None else _value(found, "numId") != "0"


class Body:
    """The text of a body as it grows, a paragraph or a table's row a line; `flat` text has no line breaks and tabs."""

    def __init__(self, styles: Styles, flat: bool = False) -> None:
        self.styles = styles
        self._flat = flat
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def marks_in_order(self) -> tuple[Mark, ...]:
        """The marks so far in order of their start, the longer first."""
        return tuple(sorted(self._marks, key=lambda m: (m.start, -m.end)))

    def blocks(self, container: Any, depth: int = 0) -> None:
        """The paragraphs and tables of a body, a content control or a text box."""
        for block in container:
            if block.tag == f"{_W}p":
                self._paragraph(block)
            elif block.tag == f"{_W}tbl":
                self._table(block)
            elif block.tag not in _ASIDE and depth < _DEEPEST:
                self._within(_TRACKED.get(block.tag), lambda b=block: self.blocks(b, depth + 1))

    def _within(self, kind: MarkKind | None, write: Any, value: str = "") -> None:
        """A mark around what is written meanwhile; one that follows on another of its kind makes it longer."""
        start = self._length
        write()
        if kind is None or self._length == start:
            return
        last = self._marks[-1] if self._marks else None
        if last and last.kind == kind and last.end == start and kind in ("inserted", "deleted"):
            self._marks[-1] = Mark(kind, last.start, self._length)
        else:
            self._marks.append(Mark(kind, start, self._length, value))

    def _write(self, words: str) -> None:
        if words:
            words = " ".join(words.split("\n")).replace("\t", " ") if self._flat else words
            self._parts.append(words)
            self._length += len(words)

    def _apart(self) -> None:
        """An empty line, unless one is there."""
        if self._parts and not "".join(self._parts[-2:]).endswith("\n\n"):
            self._write("\n")

    def _paragraph(self, paragraph: Any) -> None:
        properties = paragraph.find(f"{_W}pPr")
        level = self.styles.level(properties)
        kind: MarkKind | None = None
        if level is not None:
            kind = "heading"
            self._apart()
        elif self.styles.is_item(properties):
            kind = "item"
        boxes: list[Any] = []
        self._within(kind, lambda: self._words(paragraph, boxes), level or "")
        self._write("\n")
        for box in boxes:
            self.blocks(box)

    def _words(self, element: Any, boxes: list[Any], depth: int = 0) -> None:
        """The words of an element of a paragraph; text boxes are put aside."""
        if depth > _DEEPEST:
            return
        for part in element:
            tag = part.tag
            if tag in _WORDS:
                self._write(part.text or "")
            elif tag in _CHARACTERS:
                self._write(_CHARACTERS[tag])
            elif tag == f"{_W}r":
                self._run(part, boxes, depth)
            elif tag == f"{_W}txbxContent":
                boxes.append(part)
            elif tag == _ALTERNATE:
                self._words(part[:1], boxes, depth + 1)
            elif tag not in _ASIDE:
                self._within(_TRACKED.get(tag), lambda p=part: self._words(p, boxes, depth + 1))

    def _run(self, run: Any, boxes: list[Any], depth: int) -> None:
        properties = run.find(f"{_W}rPr")
        if self.styles.on(properties, "vanish"):
            return
        struck = self.styles.on(properties, "strike") or self.styles.on(properties, "dstrike")
        self._within("deleted" if struck else None, lambda: self._words(run, boxes, depth + 1))

    def _table(self, table: Any) -> None:
        """A line a row, between empty lines."""
        self._apart()
        for number, row in enumerate(_inside(table, f"{_W}tr"), 1):
            properties = row.find(f"{_W}trPr")
            tracked = (_TRACKED[p.tag] for p in (() if properties is None else properties) if p.tag in _TRACKED)
            self._within(next(tracked, None), lambda r=row, n=number: self._row(r, n))
            self._write("\n")
        self._apart()

    def _row(self, row: Any, number: int) -> None:
        column = 1
        for place, cell in enumerate(_inside(row, f"{_W}tc")):
            if place:
                self._write("\t")
            inner = Body(self.styles, flat=True)
            inner.cell(cell)
            self._within("cell", lambda i=inner: self._take(i), f"{number},{column}")
            span = _value(cell.find(f"{_W}tcPr"), "gridSpan") or "1"
            column += min(int(span), 1000) if span.isdecimal() and span.isascii() and len(span) < 5 else 1

    def _take(self, inner: "Body") -> None:
        """The words and marks of another text, without its outer blanks."""
        words = inner.text()
        left, right = len(words) - len(words.lstrip()), len(words.rstrip())
        for mark in inner.marks_in_order():
            start, end = max(mark.start, left), min(mark.end, right)
            if start < end:
                self._marks.append(Mark(mark.kind, start - left + self._length, end - left + self._length, mark.value))
        self._write(words[left:right])

    def cell(self, cell: Any, depth: int = 0) -> None:
        """The words of all paragraphs of a cell, those of tables and boxes in it too, in one line."""
        for block in cell:
            if block.tag == f"{_W}p":
                boxes: list[Any] = []
                self._words(block, boxes)
                self._write(" ")
                for box in boxes:
                    self.cell(box, depth + 1)
            elif block.tag not in _ASIDE and depth < _DEEPEST:
                self.cell(block, depth + 1)


def _inside(container: Any, tag: str) -> Iterator[Any]:
    """The children of a kind, those inside content controls and other wrappers too."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag not in _ASIDE and child.tag not in (f"{_W}tc", f"{_W}p", f"{_W}tr"):
            yield from _inside(child, tag)
