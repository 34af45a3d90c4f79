"""Word documents to text and marks, and what stops one from being read."""

import io
import zipfile

import docx.document
import pytest
from docx.oxml import OxmlElement

from asrun.model.document import Document
from asrun.model.fact import Plan
from asrun.model.notice import Notice
from asrun.reading.documents import document_of
from asrun.reading.formats import docx as reader
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from making import HANOI, hanoi, word, word_table, word_text, word_xml

TEXT = HANOI.read_text(encoding="utf-8")
WHOLE = word_text("10:00 Talks")


def document(data: bytes) -> Document:
    found = document_of(snapshot("a.docx", data), "a.docx")
    assert isinstance(found, Document), found
    return found


def marks(data: bytes) -> list[tuple[str, str, str]]:
    found = document(data)
    return [(m.kind, m.value, found.text[m.start : m.end]) for m in found.marks]


def plans(name: str, data: bytes) -> list[tuple[object, ...]]:
    found = [f for f in read(snapshot(name, data)).facts if isinstance(f, Plan)]
    return [(f.summary, f.kind, f.starts, f.ends, f.duration, f.place, f.participants, f.origin) for f in found]


def test_the_example_gives_the_same_plans_as_paragraphs_and_as_a_table() -> None:
    head, rows = hanoi()
    assert plans("a.docx", word_text(TEXT)) == plans("a.txt", TEXT.encode())
    assert plans("a.docx", word_table(rows, head)) == plans("a.txt", TEXT.encode())


def test_paragraphs_are_lines() -> None:
    assert document(word_text("Programme\n\n10:00 Talks")).text == "Programme\n\n10:00 Talks\n"


def test_headings_items_and_cells_are_marked() -> None:
    def build(made: docx.document.Document) -> None:
        made.add_paragraph("Before")
        made.add_heading("Second day", 2)
        made.add_paragraph("Talks", style="List Bullet")
        made.add_paragraph("Lunch", style="List Number")
        table = made.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Morning"
        table.cell(1, 0).text = "10:00"
        table.cell(1, 1).text = "Talks\nwith\tall"
        table.cell(1, 2).add_table(1, 1).cell(0, 0).text = "Hall 4"

    assert (
        document(word(build)).text
        == "Before\n\nSecond day\nTalks\nLunch\n\nMorning\t\n10:00\tTalks with all\tHall 4\n\n"
    )
    assert marks(word(build)) == [
        ("heading", "2", "Second day"),
        ("item", "", "Talks"),
        ("item", "", "Lunch"),
        ("cell", "1,1", "Morning"),
        ("cell", "2,1", "10:00"),
        ("cell", "2,2", "Talks with all"),
        ("cell", "2,3", "Hall 4"),
    ]


def test_tracked_and_struck_words_are_kept_and_marked() -> None:
    content = (
        '<w:r><w:t xml:space="preserve">Talks at </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>10</w:delText></w:r><w:r><w:delText>:00</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>11:30</w:t></w:r></w:ins>'
        '<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve"> in Hall 4</w:t></w:r>'
        '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t xml:space="preserve"> at home</w:t></w:r>'
    )
    data = word_xml(content)
    assert document(data).text == "Talks at 10:0011:30 in Hall 4 at home\n"
    assert marks(data) == [("deleted", "", "10:00"), ("inserted", "", "11:30"), ("deleted", "", " in Hall 4")]


def test_what_is_not_printed_in_the_body_is_left_out() -> None:
    def build(made: docx.document.Document) -> None:
        made.sections[0].header.paragraphs[0].text = "Letterhead"
        made.sections[0].footer.paragraphs[0].text = "Page 1"
        run = made.add_paragraph("10:00").add_run(" secret")
        run.font.hidden = True
        field = OxmlElement("w:instrText")
        field.text = "PAGE"
        made.add_paragraph("Talks").add_run()._r.append(field)

    assert document(word(build)).text == "10:00\nTalks\n"


def test_breaks_tabs_links_and_content_controls_are_words() -> None:
    data = word_xml(
        "<w:r><w:t>10:00</w:t><w:tab/><w:t>Talks</w:t><w:br/><w:t>11:00</w:t></w:r>",
        "<w:hyperlink><w:r><w:t>Press</w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:t> hall</w:t></w:r></w:sdtContent></w:sdt>",
    )
    assert document(data).text == "10:00\tTalks\n11:00\nPress hall\n"


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    content = f"<w:r><w:t>Around</w:t><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
    content += f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    assert document(word_xml(content)).text == "Around\nIn a box\n"


def changed(part: str, content: bytes) -> bytes:
    """A Word document with the content of one part replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_text("10:00 Talks"))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return made.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no package", "broken-document"),
        (WHOLE[: len(WHOLE) // 2], "broken-document"),
        (WHOLE[:-200] + bytes(200), "broken-document"),
        (changed("word/document.xml", b"<w:document"), "broken-document"),
        (changed("[Content_Types].xml", b"<x/>"), "broken-document"),
        (changed("_rels/.rels", b"\0"), "broken-document"),
        (LOCKED[:600], "broken-document"),
        (LOCKED, "password-protected"),
        (word_text(""), "empty-document"),
        (changed("word/document.xml", b" " * (65 << 20)), "too-large"),
        (changed("word/media/none.xml", b""), None),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_cannot_be_read_says_why(data: bytes, code: str | None) -> None:
    found = document_of(snapshot("a.docx", data), "a.docx")
    if code is None:
        assert isinstance(found, Document)
        return
    assert isinstance(found, Notice)
    assert (found.code, found.severity, found.doc) == (code, "error", "a.docx")
    assert found.message.count(";") == 2


def test_what_is_unpacked_is_bounded_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST", 1000)
    found = document_of(snapshot("a.docx", WHOLE), "a.docx")
    assert isinstance(found, Notice)
    assert found.code == "too-large"
