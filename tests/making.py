"""Makes the PDF and Word documents that tests read."""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import docx.document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

HANOI = Path(__file__).parent.parent / "examples" / "hanoi-2019" / "1-schedule.txt"
Rows = Sequence[Sequence[str]]


def pdf(draw: Callable[[FPDF], object], size: float = 10) -> bytes:
    """A PDF with what a function draws on its first page."""
    made = FPDF()
    made.set_font("Helvetica", size=size)
    made.add_page()
    draw(made)
    return bytes(made.output())


def printed(text: str, columns: int = 1, size: float = 10) -> bytes:
    """A PDF with a text in columns, broken into lines as a word processor does."""

    def draw(made: FPDF) -> None:
        with made.text_columns(ncols=columns, gutter=8, text_align="L", balance=True) as area:
            area.write(text)

    return pdf(draw, size)


def printed_table(rows: Rows, widths: Sequence[int] = (25, 50, 25), before: str = "") -> bytes:
    """A PDF with a table whose cells break their words."""

    def draw(made: FPDF) -> None:
        made.multi_cell(0, 5, before, new_x="LMARGIN", new_y="NEXT")
        with made.table(col_widths=tuple(widths), first_row_as_headings=False) as table:
            for row in rows:
                table.row(row)

    return pdf(draw)


def word(build: Callable[[docx.document.Document], object]) -> bytes:
    """A Word document as a function builds it."""
    made = docx.Document()
    build(made)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def word_text(text: str) -> bytes:
    """A Word document with a paragraph for each line."""
    return word(lambda made: [made.add_paragraph(line) for line in text.rstrip("\n").split("\n")])


def word_table(rows: Rows, before: Sequence[str] = ()) -> bytes:
    """A Word document with a table after paragraphs."""

    def build(made: docx.document.Document) -> None:
        for line in before:
            made.add_paragraph(line)
        table = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words

    return word(build)


def word_xml(*paragraphs: str) -> bytes:
    """A Word document with paragraphs of WordprocessingML: their content, without the element around it."""

    def build(made: docx.document.Document) -> None:
        for content in paragraphs:
            made.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"))

    return word(build)


def hanoi() -> tuple[list[str], list[list[str]]]:
    """The example's schedule as its opening lines and the rows of a table: clocks, words, place."""
    lines = [line for line in HANOI.read_text(encoding="utf-8").split("\n") if line]
    rows: list[list[str]] = []
    for line in lines[2:]:
        clocks = re.match(r"(\S+ [ap]\.m\./\S+ [ap]\.m\.) (.*)", line)
        if clocks:
            rows.append([clocks[1], clocks[2], ""])
        else:
            rows[-1][2] = line
    return lines[:2], rows
