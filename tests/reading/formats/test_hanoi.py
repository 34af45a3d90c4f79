"""One day written as text, calendar, mail, web page, PDF and Word document, alone or attached, gives the same events."""

import base64
import gzip
import html
import re

import pypdfium2
import pytest

from asrun.model.document import Document, boxes, raw_range
from asrun.model.fact import Plan
from asrun.model.reading import Reading
from asrun.reading.documents import document_of
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from conftest import ROOT
from making import printed, word_text

TEXT = (ROOT / "examples" / "hanoi-2019" / "1-schedule.txt").read_text(encoding="utf-8")
HOTEL = "Sofitel Legend Metropole Hanoi"
DAY = [
    ("090000", "THE PRESIDENT holds a one-on-one meeting with Chairman Kim", HOTEL, ""),
    (
        "094500",
        "THE PRESIDENT takes part in an expanded bilateral meeting of the US and North Korean delegations",
        HOTEL,
        "",
    ),
    ("115500", "THE PRESIDENT has a working lunch with Chairman Kim", HOTEL, ""),
    ("140500", "THE PRESIDENT attends a joint agreement signing ceremony with Chairman Kim", HOTEL, "DURATION:PT35M"),
    ("144000", "THE PRESIDENT departs the Sofitel Legend Metropole Hanoi for the JW Marriott", HOTEL, ""),
    ("160000", "THE PRESIDENT holds a press conference", "JW Marriott", ""),
]


def folded(line: str) -> str:
    """A content line in physical lines of at most 40 signs."""
    return "\r\n ".join(line[n : n + 40] for n in range(0, len(line), 40))


def calendar() -> str:
    events = []
    for number, (clock, summary, place, more) in enumerate(DAY):
        lines = [
            "BEGIN:VEVENT",
            f"UID:{number}@hanoi.example",
            "DTSTAMP:20190227T230000Z",
            f"DTSTART;TZID=Asia/Ho_Chi_Minh:20190228T{clock}",
            more,
            f"SUMMARY:{summary}",
            f"LOCATION:{place}",
            "END:VEVENT",
        ]
        events += [folded(line) for line in lines if line]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def mail() -> str:
    head, _, body = TEXT.partition("\n\n")
    soft = "\n".join("=\n".join(line[n : n + 60] for n in range(0, len(line), 60)) for line in body.split("\n"))
    return (
        f"From: Press office <press@office.example>\nDate: Thu, 28 Feb 2019 06:10:00 +0700\nSubject: {head}\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + soft
    )


def page() -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in TEXT.splitlines() if line)
    return f"<!doctype html><html><body>\n{lines}</body></html>"


def plans(reading: Reading) -> list[Plan]:
    return [f for f in reading.facts if isinstance(f, Plan)]


def told(plan: Plan) -> tuple[object, ...]:
    """All of a plan but where it stands, by which rule, and what only a format with names for its fields has."""
    return (
        plan.summary, plan.kind, plan.starts, plan.duration, plan.place, plan.origin, plan.destination,
        plan.participants, plan.tentative, plan.restates,
    )  # fmt: skip


def attached() -> str:
    words = base64.encodebytes(printed(TEXT)).decode()
    return (
        "From: Press office <press@office.example>\nDate: Thu, 28 Feb 2019 06:10:00 +0700\nSubject: The day\n"
        "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nPlease find it attached.\n--x\nContent-Type: application/pdf\n"
        f"Content-Transfer-Encoding: base64\n\n{words}\n--x--\n"
    )


MADE: dict[str, str | bytes] = {
    "day.ics": calendar(), "day.eml": mail(), "day.html": page(), "day.pdf": printed(TEXT), "columns.pdf": printed(TEXT, 2),
    "day.docx": word_text(TEXT), "attached.eml": attached(), "day.txt.gz": gzip.compress(TEXT.encode()),
}  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_every_format_gives_the_plans_of_the_text(name: str) -> None:
    text = plans(read(snapshot("day.txt", TEXT.encode())))
    assert len(text) == 6
    data = MADE[name]
    reading = read(snapshot(name, data.encode() if isinstance(data, str) else data))
    assert not [n for n in reading.notices if n.severity != "info"]
    assert [told(p) for p in plans(reading)] == [told(p) for p in text]
    if name.endswith(".ics"):
        assert [str(p.ends) for p in plans(reading) if p.ends] == ["2019-02-28 14:40 Asia/Ho_Chi_Minh"]
    else:
        assert [p.ends for p in plans(reading)] == [p.ends for p in text]
        assert [p.says for p in plans(reading)] == [p.says for p in text]
        assert [len(p.also) for p in plans(reading)] == [len(p.also) for p in text]


def test_the_words_of_a_plan_are_found_in_the_raw_file() -> None:
    for name, made, fold in (("day.ics", calendar(), "\r\n "), ("day.eml", mail(), "=\n"), ("day.html", page(), "")):
        reading = read(snapshot(name, made.encode()))
        for plan in plans(reading):
            for span in plan.spans:
                start, end = raw_range(reading.pieces, span.start, span.end)
                assert html.unescape(made[start:end].replace(fold, "") if fold else made[start:end]) == span.exact


def test_the_words_of_a_plan_are_found_on_the_page() -> None:
    """The words that PDFium finds within the boxes of a plan's spans are the words of the spans."""
    data = printed(TEXT, 2)
    source = snapshot("day.pdf", data)
    found = document_of(source, "day.pdf")
    assert isinstance(found, Document)
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    for plan in plans(read(source)):
        for span in plan.spans:
            drawn = ""
            for box in boxes(found, span):
                middle, band = (box.bottom + box.top) / 2, (box.top - box.bottom) / 8
                drawn += text.get_text_bounded(box.left, middle - band, box.right, middle + band)
            assert re.findall(r"\w", drawn) == re.findall(r"\w", span.exact)
