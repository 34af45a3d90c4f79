"""Mail: the part that is read, its words, the way back, and what hostile messages come to."""

import base64
import gzip
from datetime import UTC, date, datetime

import pytest

from asrun.model.document import Document, raw_range
from asrun.model.fact import Plan
from asrun.model.notice import Notice
from asrun.model.time import Timex, day_of
from asrun.reading.formats import document
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from making import printed, word_text


def made(raw: str | bytes) -> Document:
    found = document(snapshot("a.eml", raw.encode() if isinstance(raw, str) else raw), "a.eml")
    assert isinstance(found, Document), found
    assert "".join(found.text[p.start : p.end] for p in found.pieces) == found.text
    return found


def back(found: Document, raw: str, words: str) -> str:
    at = found.text.index(words)
    start, end = raw_range(found.pieces, at, at + len(words))
    return raw[start:end]


HEAD = "From: Ana Reis <a@town.example>\nSubject: Programme\nDate: Tue, 12 Mar 2024 08:00:00 +0100\nMIME-Version: 1.0\n"


def test_subject_sender_and_text_stand_in_this_order() -> None:
    raw = HEAD + "\nTalks begin at 10:00.\n"
    found = made(raw)
    assert found.text == "Programme\nFrom: Ana Reis\n\nTalks begin at 10:00.\n"
    assert back(found, raw, "Ana Reis") == "Ana Reis"
    assert back(found, raw, "10:00") == "10:00"
    assert found.stated
    assert found.stated.issued_at == datetime(2024, 3, 12, 7, tzinfo=UTC)


def test_an_encoded_subject_and_quoted_printable_lead_back_to_what_is_written() -> None:
    raw = (
        "From: =?iso-8859-1?Q?Ren=E9_Sauv=E9?= <r@town.example>\n"
        "Subject: =?utf-8?B?UMO0cnRvOiA=?=\n =?utf-8?Q?d=C3=AEner?=\nDate: Tue, 12 Mar 2024 08:00:00 +0000\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "The caf=C3=A9 at the har=\nbour opens =\nat 9:00.\n1+1=3D2\n"
    )
    found = made(raw)
    assert found.text.startswith("Pôrto: dîner\nFrom: René Sauvé\n\nThe café at the harbour opens at 9:00.\n1+1=2\n")
    assert back(found, raw, "harbour") == "har=\nbour"
    assert back(found, raw, "café") == "caf=C3=A9"
    assert back(found, raw, "é at") == "=C3=A9 at"
    assert back(found, raw, "9:00") == "9:00"


def test_base64_leads_back_to_the_whole_part() -> None:
    body = base64.encodebytes("Signing at 14:05, Café Réal".encode()).decode()
    raw = HEAD + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + body
    found = made(raw)
    assert found.text.endswith("Signing at 14:05, Café Réal\n")
    assert back(found, raw, "14:05") == body


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1252", "iso-2022-jp"])
def test_a_line_of_base64_leads_back_to_its_line(charset: str) -> None:
    text = "".join(f"{n}:05 Talks, part {n}\r\n" for n in range(10, 24)) + ("Café" if "-jp" not in charset else "終")
    lines = base64.encodebytes(text.encode(charset)).decode()
    kind = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    found = made(HEAD + kind + lines)
    assert found.text.rstrip("\n").endswith(text.replace("\r\n", "\n"))
    there = back(found, HEAD + kind + lines, "20:05 Talks, part 20")
    assert there in lines
    assert there.count("\n") <= 2 < lines.count("\n")


@pytest.mark.parametrize(("encoding", "chosen"), [("7bit", "plain words"), ("base64", "marked words")])
def test_of_alternatives_the_part_that_can_be_quoted_is_read(encoding: str, chosen: str) -> None:
    plain = "plain words" if encoding == "7bit" else base64.b64encode(b"plain words").decode()
    raw = HEAD + (
        'Content-Type: multipart/alternative; boundary="b b"\n\npreamble\n--b b\nContent-Type: text/plain\n'
        f"Content-Transfer-Encoding: {encoding}\n\n{plain}\n--b b\nContent-Type: text/html\n\n"
        "<p>marked&nbsp;words</p>\n--b b--\n"
    )
    assert made(raw).text.replace("\u00a0", " ").rstrip().endswith(chosen)


def test_a_mail_of_html_alone_gives_its_words() -> None:
    raw = HEAD + (
        "Content-Type: text/html; charset=utf-8\n\n<html><head><style>p {}</style></head>\n"
        "<body><p>14:05 Signing &amp; photo</p>\n<p>15:00 Lunch</p></body></html>"
    )
    found = made(raw)
    assert [w for w in found.text.split("\n") if w][2:] == ["14:05 Signing & photo", "15:00 Lunch"]
    assert back(found, raw, "Signing & photo") == "Signing &amp; photo"


def test_older_texts_are_kept_and_marked_off() -> None:
    raw = HEAD + (
        "\nThe lunch is off.\n\nOn Mon, 11 Mar 2024, Jonas Weber wrote:\n> 12:00 Lunch\n>> 13:00 Talks\n\n"
        "-----Original Message-----\nFrom: Jonas Weber\nSent: 10 March\n\n11:00 Walk\n"
    )
    found = made(raw)
    quoted = [(m.value, found.text[m.start : m.end].strip()) for m in found.marks if m.kind == "quoted"]
    assert quoted[0] == ("1", "12:00 Lunch")
    assert quoted[1] == ("2", "13:00 Talks")
    assert quoted[2][1].endswith("11:00 Walk")
    assert found.text.index("off") < found.text.index("12:00 Lunch")


def test_a_forwarded_message_stands_below_as_older() -> None:
    raw = HEAD + (
        "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below.\n--x\nContent-Type: message/rfc822\n\n"
        "Subject: First plan\n\n12:00 Lunch\n--x--\n"
    )
    found = made(raw)
    (mark,) = [m for m in found.marks if m.kind == "quoted"]
    assert found.text[mark.start : mark.end].strip() == "First plan\n\n12:00 Lunch"


def test_wrapped_lines_are_joined_and_items_are_not() -> None:
    raw = HEAD + (
        "\nThe delegation will be received at the town hall by the mayor, who will\nalso give a lunch for it.\n\n"
        "10:00 The mayor holds a long and thorough meeting with the port wardens\nTown Hall\n"
    )
    text = made(raw).text
    assert "who will also give" in text
    assert "wardens\nTown Hall" in text


def test_flowed_text_is_joined_at_its_soft_breaks() -> None:
    raw = HEAD + "Content-Type: text/plain; format=flowed\n\nThe talks \nbegin at \n10:00.\nLunch.\n"
    found = made(raw)
    assert "The talks begin at 10:00.\nLunch." in found.text.replace("  ", " ")


def test_charsets_of_eight_bits_are_decoded() -> None:
    raw = (HEAD + "Content-Type: text/plain; charset=windows-1252\n\nDîner à 19:00\n").encode("windows-1252")
    assert made(raw).text.endswith("Dîner à 19:00\n")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("just words\nand more", "not-a-mail"),
        (HEAD.replace("Tue, 12 Mar 2024 08:00:00 +0100", "soon") + "\nTalks.\n", "mail-date"),
        (
            "From a@b Tue Mar 12 08:00:00 2024\n"
            + HEAD
            + "\nOne.\n\nFrom a@b Tue Mar 12 09:00:00 2024\n"
            + HEAD
            + "\nTwo.\n",
            "mail-more",
        ),
        (
            HEAD
            + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHi.\n--x\nContent-Type: application/zip\n\nPK\n--x--\n",
            "mail-part-unread",
        ),
    ],
)
def test_what_is_odd_says_so(raw: str, code: str) -> None:
    found = document(snapshot("a.eml", raw.encode()), "a.eml")
    notices = [found] if isinstance(found, Notice) else list(found.notices)
    assert code in [n.code for n in notices]
    assert all(n.message.count(";") == 2 for n in notices)


def deep(levels: int) -> str:
    raw = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(levels))
    return HEAD + raw + "\nwords\n"


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + "Content-Type: multipart/mixed; boundary=x\n\n" + "--x\n\nw\n" * 20_000,
        deep(3000),
        HEAD + "Content-Type: text/plain; charset=no-such\nContent-Transfer-Encoding: base64\n\n!!!!",
        HEAD + "Content-Type: text/plain; charset=utf-16\n\nodd",
        HEAD + "Content-Type: text/plain; charset=idna\n\n" + "x" * 200,
        HEAD + "Content-Transfer-Encoding: quoted-printable\n\n" + "=E" * 50_000 + "=",
        HEAD + "Subject: " + "=?utf-8?q?" * 50_000 + "\n\nw",
        HEAD + "Content-Type: text/html\n\n" + "<script " * 50_000,
        HEAD + "Content-Type: text/html\n\n" + "<a " * 50_000 + "&amp" * 50_000,
        HEAD + "\n" + "> " * 100_000 + "w\n",
        "From:\n" * 100_000 + "\nw",
        HEAD + 'Content-Type: text/plain; charset="' + "\\" * 50_000 + "\n\nw",
    ],
    ids=range(12),
)
def test_hostile_mails_are_read_or_refused_soon(raw: str) -> None:
    reading = read(snapshot("a.eml", raw.encode()))
    assert all(isinstance(n, Notice) for n in reading.notices)


ICS = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1@town.example\nDTSTAMP:20240301T080000Z\nSUMMARY:Signing of the harbour\n  pact\n"
    "DTSTART:20240312T140500Z\nDTEND:20240312T150000Z\nLOCATION:Town Hall\nEND:VEVENT\nEND:VCALENDAR\n"
)


def mixed(*parts: str) -> str:
    body = "".join(f"--x\n{part}\n" for part in parts)
    return HEAD + f"Content-Type: multipart/mixed; boundary=x\n\n{body}--x--\n"


def attached(data: bytes | str, kind: str, name: str) -> str:
    if isinstance(data, str):
        return f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment\n\n{data}'
    words = base64.encodebytes(data).decode()
    disposition = f'Content-Disposition: attachment; filename="{name}"'
    return f"Content-Type: {kind}\n{disposition}\nContent-Transfer-Encoding: base64\n\n{words}"


def plans(raw: str) -> list[tuple[str, str]]:
    reading = read(snapshot("a.eml", raw.encode()))
    return [(f.summary, str(f.starts)[:16]) for f in reading.facts if isinstance(f, Plan)]


SIGNING = ("Signing of the harbour pact", "2024-03-12 14:05")


def test_an_attached_calendar_leads_back_into_its_part() -> None:
    raw = mixed("\nSee the calendar.", attached(ICS, "text/calendar", "day.ics"))
    assert plans(raw) == [SIGNING]
    reading = read(snapshot("a.eml", raw.encode()))
    (plan,) = [f for f in reading.facts if isinstance(f, Plan)]
    there = [raw[slice(*raw_range(reading.pieces, s.start, s.end))] for s in plan.spans]
    assert there == ["Signing of the harbour\n  pact", "20240312T140500Z", "20240312T150000Z", "Town Hall"]


SCHEDULE = "Programme of 12 March 2024. All times are in UTC.\n\n14:05 Signing of the harbour pact\n15:30 Lunch\n"


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (SCHEDULE.encode(), "text/plain", "day.txt"),
        (SCHEDULE, "text/plain", "day.txt"),
        (gzip.compress(SCHEDULE.encode()), "application/gzip", "day.txt.gz"),
        (f"<pre>{SCHEDULE}</pre>", "text/html", "day.html"),
        (printed(SCHEDULE), "application/octet-stream", "day.pdf"),
        (printed(SCHEDULE), "application/pdf", ""),
        (word_text(SCHEDULE), "application/octet-stream", "day.docx"),
        ((HEAD + "\n" + SCHEDULE).encode(), "message/rfc822", ""),
        (HEAD + "\n" + SCHEDULE, "message/rfc822", ""),
        (
            "date,time,event\n2024-03-12,14:05,Signing of the harbour pact\n2024-03-12,15:30,Lunch\n",
            "text/csv",
            "a.csv",
        ),
    ],
    ids=range(10),
)
def test_a_document_in_a_part_is_read_as_what_it_is(data: bytes | str, kind: str, name: str) -> None:
    raw = mixed("\nSee below.", attached(data, kind, name))
    found = [p[0] for p in plans(raw)]
    assert found == ["Signing of the harbour pact", "Lunch"]
    there = back(made(raw), raw, "Lunch").strip()
    assert there == "Lunch" if isinstance(data, str) else len(there) > 40


def test_an_invitation_is_one_event_however_often_it_is_carried() -> None:
    words = "\n12 March 2024. All times are in UTC.\n\n14:05 Signing of the harbour pact\n15:30 Lunch\n"
    calendar = f"Content-Type: text/calendar; method=REQUEST\n\n{ICS}"
    alternative = f"Content-Type: multipart/alternative; boundary=y\n\n--y\n{words}\n--y\n{calendar}--y--"
    again = attached(ICS.encode(), "application/ics", "invite.ics")
    raw = mixed(alternative, again)
    assert [p[0] for p in plans(raw)] == [SIGNING[0], "Lunch"]
    reading = read(snapshot("a.eml", raw.encode()))
    plan = next(f for f in reading.facts if isinstance(f, Plan))
    assert str(plan.starts) == "2024-03-12 14:05 UTC"
    assert (plan.place, plan.uid, str(plan.ends)[:16]) == ("Town Hall", "1@town.example", "2024-03-12 15:00")


def test_a_broken_part_leaves_the_others() -> None:
    raw = mixed(
        "\nSee below.", attached(b"%PDF-1.7 cut", "application/pdf", "a.pdf"), attached(ICS, "text/calendar", "b.ics")
    )
    assert plans(raw) == [SIGNING]
    (notice,) = made(raw).notices
    assert (notice.code, notice.severity) == ("broken-document", "warning")
    assert notice.message.startswith("a.pdf: ")


def test_no_more_than_fifty_parts_are_read_as_documents() -> None:
    parts = [attached(ICS.replace("1@", f"{n}@"), "text/calendar", "") for n in range(60)]
    raw = mixed("\nSee below.", *parts)
    assert len(plans(raw)) == 50
    assert "mail-part-unread" in [n.code for n in made(raw).notices]


@pytest.mark.parametrize("disposition", ["", "Content-Disposition: attachment\n"])
def test_what_a_page_in_a_mail_says_of_its_characters_does_not_count(disposition: str) -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Café &amp; thé at 14:05</p></body></html>'
    raw = mixed(f"Content-Type: text/html; charset=utf-8\n{disposition}\n{page}")
    found = made(raw)
    assert "Café & thé at 14:05" in found.text
    assert back(found, raw, "thé at 14:05") == "thé at 14:05"
    assert back(found, raw, "& thé") == "&amp; thé"


def test_tomorrow_is_the_day_after_a_mail_was_sent_and_not_the_one_after_its_programme() -> None:
    raw = (
        HEAD.replace("Programme", "Programme, Wednesday 13 March 2024")
        + "\nBelow is all for tomorrow.\n\n10:00 Talks\n"
    )
    reading = read(snapshot("a.eml", raw.encode()))
    assert [f.value for f in reading.facts if isinstance(f, Timex)][1:] == ["2024-03-13", "2024-03-13T10:00"]
    assert day_of(reading.header.created) == date(2024, 3, 12)
