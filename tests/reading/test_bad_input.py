"""Broken, locked and hostile files: each a clear notice within bounds, and the other files of the command are read."""

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from asrun.model.notice import Notice
from asrun.reading.documents import document_of
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from bounded import read_bounded
from making import pdf, printed

GOOD = "12 March 2024\n\n14:05 Signing of the pact\n15:30 Lunch\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def package(document: str) -> bytes:
    """A Word document of one part, packed as tightly as it goes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, words in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document),
        ):
            made.writestr(name, words)
    return data.getvalue()


def worded(body: str, before: str = "") -> bytes:
    return package(f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>')


def growing(root: str) -> str:
    """A document type whose last entity stands for a thousand million signs."""
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY e0 "ha">{nested}]>'


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def locked(made: FPDF) -> None:
    made.set_encryption(owner_password="x", user_password="y")
    made.cell(text="secret")


def pictured(made: FPDF) -> None:
    made.image(Image.new("RGB", (40, 30), "grey"), 10, 10, 100)


def series(rule: str) -> str:
    return (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talks\nDTSTART:20240312T140500Z\n"
        f"RRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR\n"
    )


HEAD = "From: a@b.example\nSubject: Day\nDate: Tue, 12 Mar 2024 08:00:00 +0100\nContent-Type: multipart/mixed;boundary=x\n\n"
FEED = (
    f"{growing('rss')}<rss><channel><item><title>&e9;</title><description>&e9; x</description></item></channel></rss>"
)
# By name: the bytes, and the code of the notice that the file must give; none where it is read whole.
BAD: dict[str, tuple[bytes | str, str]] = {
    "locked.pdf": (pdf(locked), "password-protected"),
    "broken.pdf": (printed(GOOD)[:600], "broken-document"),
    "images.pdf": (pdf(pictured), "image-only"),
    "bomb.docx": (worded(paragraph(" " * 300_000_000)), "too-large"),
    "paragraphs.docx": (worded(paragraph("a") * 600_000), "too-large"),
    "entities.docx": (worded(paragraph("&e9;"), growing("w:document")), "broken-document"),
    "deep.docx": (worded("<w:ins>" * 100_000 + "</w:ins>" * 100_000), "broken-document"),
    "bomb.txt.gz": (gzip.compress(b"\0" * 400_000_000, 1), "too-large"),
    "entities.rss": (FEED, "feed-entities"),
    "deep.html": ("<div>" * 10_000 + "14:05 Signing" + "</div>" * 10_000, ""),
    "million.ics": (series("FREQ=DAILY;COUNT=1000000"), "calendar-series-cut"),
    "seconds.ics": (series("FREQ=SECONDLY;COUNT=1000000"), "calendar-rule"),
    "colons.csv": ("date:time:event\n" + "2024-03-12:14.05:Talks\n" * 50_000, "csv-columns"),
    "parts.eml": (HEAD + "--x\n\n14:05 Talks\n" * 1100 + "--x--\n", "mail-cut"),
    "files.eml": (HEAD + "--x\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n\n" * 1000 + "--x--\n", "calendar-empty"),
}  # fmt: skip


# Texts that go on and on: a few seconds each, far more where each of their parts is looked for in all of them.
LONG = {
    "initials": f"the {'A.' * 26}!official spoke. " * 3,
    "ranges": "MURTON, 3 May 2031 - It ran " + "16–18 May 2031 and " * 5_000,
    "commas": "MURTON, 3 May 2031 - It opened at 10:15.\n\n" + ", " * 60_000 + "9:40 at " * 8_000,
    "days": "Programme\n5 May 2031\n"
    + "On 7 May we sang.\n" * 4_000
    + "Day 1\n9:00 Talks\nDay 2\n10:00 Walk\n" * 2_000,
    "datelines": "MURTON, 3 May 2031 - It opened at 10:15.\n\n" + "Quay Hall, 2 May\nIt was cold.\n" * 6_000,
    "notices": "What: Tea\nWhen: 3 May 2031, 10:15\nWhere: Quay Hall\nWho: the growers\n\n" * 3_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_read_in_time(tmp_path: Path, name: str) -> None:
    read_bounded(tmp_path, {"long.txt": LONG[name]}, 10)


def test_bad_files_say_why_and_the_good_one_is_read(tmp_path: Path) -> None:
    files = {name: data for name, (data, _) in BAD.items()}
    done = read_bounded(tmp_path, {**files, "good.txt": GOOD})
    for name, (_, code) in BAD.items():
        told = re.findall(rf"^\w+: {re.escape(name)}\S*: .*\[([\w-]+)\]$", done.stderr, re.M)
        assert code in told or not code, (name, told)
    assert re.search(r"^plan 2024-03-12 .*14:05.*  Signing of the pact$", done.stdout, re.M)
    assert "Traceback" not in done.stderr


def test_a_notice_of_images_names_the_way_out() -> None:
    found = document_of(snapshot("a.pdf", pdf(pictured)), "a.pdf")
    assert isinstance(found, Notice)
    assert "OCR" in found.message


def test_entities_from_outside_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("14:05 Hidden words")
    before = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    made = read(snapshot("a.docx", worded(paragraph("10:00 Talks &x; end"), before)))
    assert "Hidden" not in str(made)
