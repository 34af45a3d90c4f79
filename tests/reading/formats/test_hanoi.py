"""One day written as text, as a calendar, as a mail and as a web page gives the same planned events."""

import html

from asrun.model.document import raw_range
from asrun.model.fact import Plan
from asrun.model.reading import Reading
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from conftest import ROOT

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
    return (plan.summary, plan.kind, plan.starts, plan.place, plan.origin, plan.destination, plan.participants)


def test_a_calendar_a_mail_and_a_page_give_the_plans_of_the_text() -> None:
    text = plans(read(snapshot("day.txt", TEXT.encode())))
    assert len(text) == 6
    for name, made in (("day.ics", calendar()), ("day.eml", mail()), ("day.html", page())):
        reading = read(snapshot(name, made.encode()))
        assert not [n for n in reading.notices if n.severity != "info"]
        found = plans(reading)
        assert [told(p) for p in found] == [told(p) for p in text]
        assert [p.duration for p in found] == [p.duration for p in text]


def test_the_words_of_a_plan_are_found_in_the_raw_file() -> None:
    for name, made, fold in (("day.ics", calendar(), "\r\n "), ("day.eml", mail(), "=\n")):
        reading = read(snapshot(name, made.encode()))
        for plan in plans(reading):
            for span in plan.spans:
                start, end = raw_range(reading.pieces, span.start, span.end)
                assert made[start:end].replace(fold, "") == span.exact
