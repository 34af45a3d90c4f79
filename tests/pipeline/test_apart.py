"""Files with a PDF in them are read in a process of their own: the same reading, and an end where there would be none."""

import pytest

from asrun.model.fact import Plan
from asrun.model.source import Given
from asrun.pipeline import apart
from asrun.pipeline.reading import read_together
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from making import HANOI, printed

TEXT = HANOI.read_text(encoding="utf-8")


def nested(levels: int = 12, width: int = 16) -> bytes:
    """A PDF of forms that each draw the next one many times: a small file, and more words than there is time for."""
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</F 6 0 R>>>>>>"
    bodies += [page, b"<</Length 4>>stream\n/F Do\nendstream", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for number in range(levels):
        last = number == levels - 1
        drawn = b"BT /T 9 Tf 72 700 Td (Talks) Tj ET" if last else b"/F Do " * width
        inner = b"/XObject<</F %d 0 R>>" % (7 + number) if not last else b""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</T 5 0 R>>%s>>/Length %d>>"
        bodies.append(head % (inner, len(drawn)) + b"stream\n" + drawn + b"\nendstream")
    made, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % s for s in starts)
    size = len(bodies) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return made + end % (size, table, size, len(made))


def test_the_reading_of_another_process_is_the_same() -> None:
    given = Given(zones=("Asia/Ho_Chi_Minh",), basis={"zones": "declared"})
    source = snapshot("a.pdf", printed(TEXT))
    assert apart.read_apart(source, given, "day") == read(source, given, "day")


def test_a_file_that_costs_too_much_is_ended_with_a_notice() -> None:
    source = snapshot("a.pdf", nested())
    made = apart.read_apart(source, Given(), "day", seconds=2)
    (notice,) = made.notices
    assert (notice.code, notice.severity, notice.doc) == ("reading-ended", "error", "day")
    assert notice.message.count(";") == 2
    assert not made.facts


@pytest.mark.parametrize("name", ["a.pdf", "a.eml", "a.pdf.gz", "a.txt"])
def test_only_files_that_may_hold_a_pdf_are_read_apart(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def told(source: object, given: object, doc: str) -> object:
        sent.append(doc)
        return read(snapshot("b.txt", TEXT.encode()))

    monkeypatch.setattr(apart, "read_apart", told)
    data = b"From: a@b.example\nSubject: Day\n\nJVBERi0xLjQ\n" if name == "a.eml" else TEXT.encode()
    read_together([snapshot(name, data), snapshot("c.txt", TEXT.encode())], Given())
    assert sent == ([name] if name != "a.txt" else [])


def test_two_files_are_read_where_one_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = apart.read_apart
    monkeypatch.setattr(apart, "read_apart", lambda source, given, doc: whole(source, given, doc, seconds=2))
    bad, good = read_together([snapshot("a.pdf", nested()), snapshot("b.pdf", printed(TEXT))], Given())
    assert [n.code for n in bad.notices] == ["reading-ended"]
    assert sum(isinstance(f, Plan) for f in good.facts) == 6
