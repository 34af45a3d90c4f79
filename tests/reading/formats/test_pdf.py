"""PDF pages to text in reading order, where the words stand on the page, and what stops a PDF from being read."""

import zlib
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image, ImageChops

from asrun.model.document import Document, boxes
from asrun.model.fact import Plan
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.pipeline.picture import page_picture
from asrun.reading.documents import document_of
from asrun.reading.pages.words import Row
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from bounded import read_bounded
from making import HANOI, hanoi, pdf, printed, printed_table

TEXT = HANOI.read_text(encoding="utf-8")
PROSE = (
    "The minister's visit to the shipyard was cut short on Monday morning. Nobody at the ministry would say why the "
    "visit had been shortened. The transport minister left the yard an hour early, without a word to the workers.\n\n"
    "The convoy stood with its engines running from half past nine, one of them said. We had a good morning in Gdynia "
    "and learned a lot from those who build our ships, the minister wrote later."
)


def document(data: bytes) -> Document:
    found = document_of(snapshot("a.pdf", data), "a.pdf")
    assert isinstance(found, Document), found
    return found


def plans(name: str, data: bytes) -> list[tuple[object, ...]]:
    found = [f for f in read(snapshot(name, data)).facts if isinstance(f, Plan)]
    return [(f.summary, f.kind, f.starts, f.ends, f.duration, f.place, f.participants, f.origin) for f in found]


def content(drawing: bytes, page: bytes = b"", pages: int = 1) -> bytes:
    """A PDF whose pages draw what is given, in Helvetica as /F1."""
    packed = zlib.compress(drawing, 9)
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]%s/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>" % page]
        * pages,
    ]
    made, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % s for s in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, len(made))
    return made + head + table + tail


@pytest.mark.parametrize(("columns", "size"), [(1, 10), (1, 14), (2, 10), (2, 12), (3, 9)])
def test_the_example_gives_the_same_plans_in_columns(columns: int, size: float) -> None:
    assert plans("a.pdf", printed(TEXT, columns, size)) == plans("a.txt", TEXT.encode())


@pytest.mark.parametrize("widths", [(25, 50, 25), (15, 30, 20), (12, 30, 30)])
def test_the_example_gives_the_same_plans_as_a_table(widths: tuple[int, ...]) -> None:
    head, rows = hanoi()
    data = printed_table(rows, widths, "\n\n".join(head))
    assert plans("a.pdf", data) == plans("a.txt", TEXT.encode())
    found = document(data)
    cells = [(m.value, found.text[m.start : m.end]) for m in found.marks if m.kind == "cell"]
    assert cells[:3] == [(f"1,{n}", words) for n, words in enumerate(rows[0], 1)]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_wrapped_prose_is_one_line_a_paragraph(columns: int) -> None:
    assert [n for n in document(printed(PROSE, columns)).text.split("\n") if n] == PROSE.split("\n\n")


def test_a_heading_over_columns_comes_first_and_a_line_under_them_last() -> None:
    def draw(made: FPDF) -> None:
        made.cell(
            0, 10, "Daily guidance of the ministry, Monday 4 March 2024", align="C", new_x="LMARGIN", new_y="NEXT"
        )
        with made.text_columns(ncols=2, gutter=8, balance=True) as area:
            area.write(PROSE)
        made.ln(20)
        made.cell(
            0, 10, "Issued by the press office of the ministry, Swietojanska 1, Gdynia, for all who may ask for it"
        )

    lines = [n for n in document(pdf(draw)).text.split("\n") if n]
    assert lines[0].startswith("Daily guidance")
    assert lines[1:3] == PROSE.split("\n\n")
    assert lines[3].startswith("Issued by")


def test_columns_drawn_line_by_line_are_columns_where_lines_are_full() -> None:
    words = PROSE.replace("\n\n", " ").split()
    lines = [" ".join(words[n : n + 6]).ljust(38, ".") for n in range(0, 72, 6)]
    lines = [n for n in lines if n.strip(".")]
    half = len(lines) // 2
    drawn = b"".join(
        b"1 0 0 1 %d %d Tm (%s) Tj " % (x, 700 - 12 * n, line.encode().replace(b"'", b""))
        for n, pair in enumerate(zip(lines[:half], lines[half:], strict=False))
        for x, line in zip((50, 320), pair, strict=True)
    )
    text = document(content(b"BT /F1 9 Tf " + drawn + b"ET")).text
    assert text.index(lines[half - 1][:12].replace("'", "")) < text.index(lines[half][:12].replace("'", ""))


def test_a_hyphen_at_a_line_s_end_stays_as_printed() -> None:
    drawing = (
        b"BT /F1 12 Tf 72 700 Td (The minister and all of her dele-) Tj 0 -14 Td (gation left the hall at 14:05.) Tj ET"
    )
    assert document(content(drawing)).text == "The minister and all of her dele-gation left the hall at 14:05.\n"


def test_lists_and_short_lines_stay_apart() -> None:
    lines = ["Programme", "- Talks at 10:00", "- Lunch at 12:30", "1. Signing", "2. Press", "JW Marriott"]
    assert document(pdf(lambda p: p.multi_cell(0, 5, "\n".join(lines)))).text.split("\n")[:-1] == lines


def test_pages_are_marked_and_set_apart() -> None:
    def draw(made: FPDF) -> None:
        for number in range(3):
            made.cell(0, 5, f"Words of page {number + 1}")
            made.add_page()

    found = document(pdf(draw))
    assert found.text == "Words of page 1\n\nWords of page 2\n\nWords of page 3\n"
    assert [(m.value, found.text[m.start : m.end]) for m in found.marks] == [
        (str(n), f"Words of page {n}") for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("quarter", "matrix"), [(0, b"1 0 0 1"), (90, b"0 1 -1 0"), (180, b"-1 0 0 -1"), (270, b"0 -1 1 0")]
)
def test_a_turned_page_is_read_as_it_is_seen(quarter: int, matrix: bytes) -> None:
    drawing = b"BT /F1 12 Tf " + matrix + b" 300 400 Tm (Signing at 14:05) Tj 0 -14 Td (Hall 4) Tj ET"
    found = document(content(drawing, b"/Rotate %d/CropBox[10 20 600 780]" % quarter))
    assert found.text == "Signing at 14:05\nHall 4\n"
    first, second = found.boxes
    assert first.left == pytest.approx(second.left)
    assert first.bottom > second.bottom
    wide, high = (760, 590) if quarter % 180 else (590, 760)
    assert all(0 < b.left < b.right < wide and 0 < b.bottom < b.top < high for b in found.boxes)


def test_words_at_an_angle_follow_the_others() -> None:
    drawing = (
        b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (DRAFT COPY) Tj /F1 12 Tf 1 0 0 1 72 700 Tm (10:00 Talks) Tj ET"
    )
    assert document(content(drawing)).text == "10:00 Talks\nDRAFT COPY\n"


def test_the_boxes_of_a_span_hold_its_ink_and_no_other() -> None:
    data = printed(TEXT, 2)
    found = document(data)
    start = found.text.index("THE PRESIDENT has a working lunch")
    span = found.span(start, start + len("THE PRESIDENT has a working lunch with Chairman Kim"))
    framed = boxes(found, span)
    assert "".join(found.text[b.start : b.end] for b in framed).replace(" ", "") == span.exact.replace(" ", "")
    assert {b.page for b in framed} == {1}
    assert framed[-1].left > framed[0].right or framed[-1].bottom < framed[0].bottom
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[0]
    ink = page.render(scale=4).to_pil().convert("L").point(lambda v: 255 * (v < 128))
    high = page.get_size()[1]
    for box in framed:
        around = tuple(int(4 * v) for v in (box.left - 2, high - box.top, box.right + 2, high - box.bottom))
        left, _, right, _ = ink.crop(around).getbbox()
        assert left / 4 - 2 == pytest.approx(0, abs=1.5)
        assert (right - (around[2] - around[0])) / 4 + 2 == pytest.approx(0, abs=1.5)


def test_boxes_of_words_that_are_nowhere_are_none() -> None:
    assert boxes(Document("a.txt", "text/plain", "Talk"), Span("a.txt", 0, 4, "Talk")) == ()


def test_a_place_is_framed_on_a_picture_of_its_page(tmp_path: Path) -> None:
    source = snapshot("a.pdf", printed(TEXT, 2))
    found = document(source.data)
    start = found.text.index("9:45 p.m.")
    made = page_picture(source, start, start + 9)
    assert isinstance(made, bytes)
    (tmp_path / "a.png").write_bytes(made)
    picture = Image.open(tmp_path / "a.png").convert("RGB")
    red, green, _ = picture.split()
    frame = ImageChops.subtract(red, green).point(lambda v: 255 * (v > 150)).getbbox()
    (box,) = boxes(found, found.span(start, start + 9))
    high = picture.size[1]
    wanted = (box.left * 2, high - box.top * 2, box.right * 2, high - box.bottom * 2)
    assert frame == pytest.approx(wanted, abs=4)


def test_no_page_holds_the_words_of_a_text() -> None:
    found = page_picture(snapshot("a.txt", b"10:00 Talks"), 0, 5)
    assert isinstance(found, Notice)
    assert found.code == "no-page"


def locked(made: FPDF) -> None:
    made.set_encryption(owner_password="x", user_password="y")
    made.cell(text="secret")


def pictured(made: FPDF) -> None:
    made.image(Image.new("RGB", (40, 30), "grey"), 10, 10, 100)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 no more than this", "broken-document"),
        (printed(TEXT)[:700], "broken-document"),
        (pdf(locked), "password-protected"),
        (pdf(FPDF.get_x), "empty-document"),
        (pdf(pictured), "image-only"),
        (content(b"BT ET", pages=1001), "too-large"),
        (content(b"BT /F1 9 Tf " + b"(Hello world) Tj " * 10_000 + b"ET"), "too-large"),
        (content(b"q " * (5 << 20)), "too-large"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    found = document_of(snapshot("a.pdf", data), "a.pdf")
    assert isinstance(found, Notice)
    assert (found.code, found.severity, found.doc) == (code, "error", "a.pdf")
    assert found.message.count(";") == 2
    assert code != "image-only" or "OCR" in found.message


ODD = [
    b"BT /F1 12 Tf 1e38 1e38 Td (Hello) Tj -1e38 0 Td (x) Tj /F1 0 Tf (none) Tj /F1 1e30 Tf (vast) Tj ET",
    b"BT /F1 -12 Tf 300 300 Td (mirrored) Tj ET",
    b"BT /F1 1 Tf 72 700 Td " + b"0 -0.003 Td (a b) Tj " * 20_000 + b"ET",
    b"BT /F1 8 Tf "
    + b"".join(b"1 0 0 1 %d %d Tm (%d) Tj " % (n * 37 % 600, n * 91 % 780, n) for n in range(3000))
    + b"ET",
    b"BT /F1 8 Tf "
    + b"".join(b"1 0 0 1 %d %d Tm (ab) Tj " % (n % 13 * 40, 780 - n // 13) for n in range(7800))
    + b"ET",
]


def test_odd_drawings_are_read_within_bounds(tmp_path: Path) -> None:
    read_bounded(tmp_path, {f"{number}.pdf": content(drawing) for number, drawing in enumerate(ODD)})


def test_a_hundred_pages_are_read_whole() -> None:
    data = content(
        b"BT /F1 10 Tf 72 740 Td "
        + b"0 -13 Td (It is a line of some length that stands on a page of words.) Tj " * 45
        + b"ET",
        pages=100,
    )
    assert len(document(data).text) > 250_000


def test_the_heights_of_rows_are_asked_for_a_few_times_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Row] = []
    height = Row.height.fget
    assert height
    monkeypatch.setattr(Row, "height", property(lambda row: asked.append(row) or height(row)))
    lines = b"".join(b"0 -7 Td (Words of line %d that go on) Tj " % n for n in range(100))
    found = document(content(b"BT /F1 6 Tf 72 780 Td " + lines + b"ET"))
    assert "Words of line 99" in found.text
    assert len(asked) < 100 * 20
