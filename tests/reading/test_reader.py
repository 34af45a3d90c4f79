"""The whole reader: it never throws, and every fact quotes its document exactly."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asrun.model.document import Section
from asrun.model.fact import Change, Observation, Plan, Statement, named_in
from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.reading.reader import read
from asrun.sources.file import snapshot

PIECES = [
    "The talks", "lunch", "was cancelled", "moved", "from 16:00 to 14:00", "two hours earlier", "30 minutes behind schedule",
    "Instead, she flew home", '"', "“", "”", "said", "told reporters that", "Ana Prates", "the minister", "J. K.", "he",
    "\n", "\n\n", ". ", ", ", "11:55 a.m./11:55 p.m.", "10:00 (09:00)", "2:30 a.m. EST", "IST", "12 March 2024", "at noon",
    "Thursday", "- ", "— X (@x) March 4, 2024", "first", "Times are Oslo time first, then Lima", "local time", "25:99",
    "9999", "0000", "\u200b", "\u202e", "\x0c", "\ufeff", "the second week of December", "the future", "31.12.9999",
    "1 January 0001", "A. ", "(", ")", "/",
]  # fmt: skip


def checked(text: str) -> None:
    reading = read(snapshot("x.txt", text.encode()), Given())
    for fact in reading.facts:
        if isinstance(fact, Section):
            continue
        quoted = [*fact.spans, *(s for m in named_in(fact) for s in m.spans)]
        if isinstance(fact, Statement):
            quoted += fact.quotes
        for span in quoted:
            assert text[span.start : span.end] == span.exact
            assert span.exact
    reading_json([reading])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30))
def test_no_text_makes_the_reader_throw(pieces: list[str]) -> None:
    text = " ".join(pieces).replace("\0", "").encode("utf-8", "ignore").decode()
    checked(text)


@pytest.mark.parametrize("folder", ["seed", "cases", "timex/timebank", "quotes/dev"])
def test_real_documents_are_quoted_exactly(shared: Path, folder: str) -> None:
    files = [p for p in sorted((shared / "data" / folder).rglob("*")) if p.suffix in (".txt", ".tml") and p.is_file()]
    assert files
    for path in files[:60]:
        checked(path.read_bytes().decode("utf-8", "replace").replace("\0", ""))


def facts(text: str, kind: type) -> list:  # type: ignore[type-arg]
    return [f for f in read(snapshot("x.txt", text.encode())).facts if isinstance(f, kind)]


HEAD = "OSLO, 12 March 2024 (Fjord Wire) — The day was long.\n\n"


@pytest.mark.parametrize(
    ("text", "kind", "delta", "certainty"),
    [
        ("The signing was called off.", "cancelled", None, "asserted"),
        ("The minister scrapped the dinner.", "cancelled", None, "asserted"),
        ("The press conference was brought forward to 14:00.", "advanced", None, "asserted"),
        ("The press conference has been moved from 16:00 to 14:00.", "advanced", "-PT2H", "asserted"),
        ("The briefing was pushed back from 9:15 to 10:00.", "delayed", "PT45M", "asserted"),
        ("The tour appeared to be running 20 minutes late.", "delayed", "PT20M", "hedged"),
        ("The ceremony may be cancelled.", "cancelled", None, "hedged"),
        ("The reception was postponed.", "postponed", None, "asserted"),
        ("The talks overran by half an hour.", "extended", "PT30M", "asserted"),
        ("The summit ended early.", "ended_early", None, "asserted"),
    ],
)
def test_a_change_is_read_with_its_amount_and_certainty(
    text: str, kind: str, delta: str | None, certainty: str
) -> None:
    (change,) = facts(HEAD + text, Change)
    assert (change.kind, change.delta, change.certainty) == (kind, delta, certainty)
    assert change.about is not None


@pytest.mark.parametrize(
    "text",
    [
        "The signing was not cancelled.",
        "The spokesman declined to say whether the dinner had been called off.",
        "If the talks are postponed, nobody will be surprised.",
        "Shares were moved to another account, and prices dropped by 3.2 per cent.",
        "The company cancelled its contract.",
        "She moved to Bergen two years ago.",
        "The envoy spoke at the signing. Instead of taking the car she walked home.",
    ],
)
def test_what_is_denied_asked_or_about_no_event_is_no_change(text: str) -> None:
    assert not facts(HEAD + text, Change)


def test_a_range_a_place_and_a_stated_length() -> None:
    items = "09:30-10:15 Round table, Harbour Hall\n14:00 Signing (25 min.)\nTown Hall\n18:00 Departure\n"
    text = f"Programme, 12 March 2024\n\n{items}"
    first, second, _ = facts(text, Plan)
    assert first.summary == "Round table"
    assert first.place == "Harbour Hall"
    assert second.duration == "PT25M"
    assert second.place == "Town Hall"


def test_a_clock_with_a_report_is_an_observation() -> None:
    (seen,) = facts(HEAD + "The round table opened at 9:40.", Observation)
    assert seen.phase == "started"
    assert seen.at is not None
    assert f"{seen.at.local:%H:%M}" == "09:40"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "PORT FORUM\nMonday 3 March 2025\n\nWe read the letter. Our boat left at nine.\n\nThe mayor told us nothing.\n",
            "statement",
        ),
        ("By Ada Holm\n\nWe read the letter. Our boat left at nine.\n\nThe mayor told us nothing.\n", "news_article"),
        ('Talks end\n\nThe boat left. "We were told," he said.\n\nIt sank. "Our luck," she said.\n', "news_article"),
        ("Minutes of the sitting of 3 March 2025\n\nThe Chair opened the sitting at nine.\n", "statement"),
        ("COURT CIRCULAR\n\n3 March 2025\n\nThe Queen opened the mill this morning.\n", "statement"),
    ],
)
def test_who_tells_in_an_own_voice_makes_a_statement(text: str, kind: str) -> None:
    assert read(snapshot("a.txt", text.encode())).header.kind == kind


def test_the_paragraph_of_the_date_line_is_the_lead() -> None:
    text = "Bridge closed\n\nTURKU, 4 May 2025 - The bridge was shut.\n\nNobody knew why.\n"
    found = [f for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Section)]
    assert [(s.kind, text[s.start : s.end].strip()) for s in found] == [
        ("lead", "TURKU, 4 May 2025 - The bridge was shut."),
        ("body", "Nobody knew why."),
    ]
