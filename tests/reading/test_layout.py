"""Lines, headings, lists and the sections that they make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asrun.model.document import Document
from asrun.reading.layout import divide
from asrun.reading.sentences import LONGEST, sentences

ARTICLE = """\
- The minister's visit to the shipyard was cut short on Monday morning.
- Nobody at the ministry would say why the visit had been shortened.
The transport minister left the yard an hour early on Monday, without a word to the workers who waited at the gate.
The programme follows. All times are local time in Gdynia, then Brussels.
09:00/09:00 Arrival at the yard
Main gate
10:30/10:30 Tour of the dry dock
Dock 4
What the workers saw
The convoy stood with its engines running from half past nine, one of them said.
We had a good morning in Gdynia and learned a lot from those who build our ships.
— Jan Wrona (@janwrona) March 4, 2024
"""


def sections(text: str) -> list[tuple[str, str | None]]:
    return [
        (s.kind, s.heading.exact if s.heading else None) for s in divide(Document("x", "text/plain", text)).sections
    ]


@pytest.mark.parametrize("lead", ["", "\n" * 300, "\r\n\r\n"])
def test_an_article_falls_into_its_sections(lead: str) -> None:
    assert sections(lead + ARTICLE) == [
        ("key_points", None),
        ("lead", None),
        ("schedule", None),
        ("body", "What the workers saw"),
        ("embed", None),
    ]


def test_prose_alone_is_one_body() -> None:
    assert sections("The talks went on until late.\n\nNobody came out to speak.") == [("body", None)]


def test_a_list_of_items_is_a_schedule() -> None:
    text = (
        "Programme of the visit\n\n08.15 Breakfast\n10.00 hrs Talks, Blue Room\n1 p.m. Lunch\n[12:10 Press gathers]\n"
    )
    assert sections(text)[-1][0] == "schedule"


def test_paragraphs_that_begin_with_a_clock_are_no_schedule() -> None:
    long = (
        " and the delegations went on talking behind closed doors about the same three articles of the draft text" * 3
    )
    text = f"12:25 The minister came out{long}.\n12:40 The other side followed{long}.\n"
    assert "schedule" not in [kind for kind, _ in sections(text)]


def words_of(text: str) -> list[str]:
    document = divide(Document("x", "text/plain", text))
    return [text[s.start : s.end] for s in sentences(document)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The talks began at 4 p.m. The lunch did not.", 2),
        ("They met at 4 p.m. Monday in the U.S. Embassy.", 1),
        ("Mr. Adeyemi and Gen. J. Okoro spoke. Nobody asked.", 2),
        ('"It is over." She left the room.', 2),
        ('"Is it over?" she asked. He nodded.', 2),
        ("No. 7 Harbour Street is the venue.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(words_of(text)) == count


@given(st.text(alphabet=st.sampled_from(list("aB1:. \n\r-•—(@)\"“”'apm…\u2028\ufeff"))))
def test_sections_cover_every_line_in_order_whatever_the_text(text: str) -> None:
    document = divide(Document("x", "text/plain", text))
    starts = [s.start for s in document.sections]
    assert starts == sorted(starts)
    for line in document.lines:
        assert text[line.start : line.end] == line.text
        assert sum(s.start <= line.start and line.end <= s.end for s in document.sections) == 1
    for sentence in sentences(document):
        assert 0 < sentence.end - sentence.start <= LONGEST


def test_points_that_sum_up_a_live_report_stand_under_their_heading() -> None:
    text = "\n".join((
        "Harbour vote live: boats win", "", "Friday 9 May 2025", "Ana Roth is in Porto. Freshest entry first.", "",
        "What matters so far", "• The vote is over", "• Boats stay in the old dock", "", "17.40",
        "The vote is over. It closed at 17.30.", "", "16.20", "The hall was full.", "", "15.10", "The vote began at 15.00.",
    ))  # fmt: skip
    sections = divide(Document("x", "text/plain", text)).sections
    (points,) = [s for s in sections if s.kind == "key_points"]
    assert points.heading is not None
    assert points.heading.exact == "What matters so far"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Programme of the week\n\nThe plan of 2029 is gone.\nA board of 2031 has it.\nIn 2032 it is due.\n", "lead"),
        ("Programme of the week\n\nLunch, 12:45, Blue Hall\nTour, 15:10, old mill\nSupper, 19:30, deck\n", "schedule"),
    ],
)
def test_a_year_is_no_clock_of_a_programme(text: str, kind: str) -> None:
    assert {k for k, _ in sections(text)} - {"lead", "body"} == ({kind} - {"lead"})
