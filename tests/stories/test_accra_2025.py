"""An invented day of which two papers tell otherwise: who says what stands side by side, and nothing is chosen silently."""

from pathlib import Path

import pytest

from asrun.publish import publish
from asrun.record import Record
from stories.telling import as_of, event, told

FOLDER = Path(__file__).parent / "accra_2025"
ARRIVALS = [
    ("1-programme.txt", None, "2025-04-02T18:00+00:00"),
    ("2-morning.txt", None, "2025-04-03T11:00+00:00"),
    ("3-evening.txt", None, "2025-04-03T19:00+00:00"),
]


@pytest.fixture(scope="module")
def record() -> Record:
    return told(FOLDER, ARRIVALS)


@pytest.mark.parametrize(
    ("moment", "words", "state"),
    [
        ("2025-04-03T09:00+00:00", "Meeting", "Planned"),
        ("2025-04-03T12:00+00:00", "Meeting", "Held"),
        (None, "Meeting", "Contested"),
        ("2025-04-03T11:45+00:00", "Opening", "Planned"),
        ("2025-04-03T12:00+00:00", "Opening", "Cancelled"),
        (None, "Opening", "Cancelled"),
    ],
)
def test_the_state_of_an_event_as_of_a_moment(record: Record, moment: str | None, words: str, state: str) -> None:
    assert event(as_of(record, moment), words).state == state


def test_both_sides_stand_with_their_words_and_claimants(record: Record) -> None:
    account = as_of(record, None)
    contest = next(c for c in account.contests if c.kind == "outcome")
    assert {s.span.doc for s in contest.sides} == {"2-morning.txt", "3-evening.txt"}
    assert len({s.claimant for s in contest.sides}) == 2
    assert not [h for h in account.highlights if "Meeting" in h.words and "was cancelled" in h.words]
    assert any(h.words.startswith("Contested: Meeting") for h in account.highlights)


def test_the_account_says_in_words_who_says_what(record: Record) -> None:
    text = " ".join(publish(as_of(record, None), "text").decode().split())
    for words in (
        "Contested: Meeting with Ambassador Lars Holm (Parliament House)",
        "Sources disagree on whether it took place",
        "called off or denied by one source, seen to take place by another",
        "“The meeting with Ambassador Lars Holm was cancelled”",
        "“The meeting with Ambassador Lars Holm began at 10:20 a.m.",
        "Opening ceremony of the book fair: said to stand as planned, then changed",
    ):
        assert words in text


def test_every_sentence_has_words_that_stand_in_a_document(record: Record) -> None:
    account = as_of(record, None)
    texts = {name: (FOLDER / name).read_text(encoding="utf-8") for name, _, _ in ARRIVALS}
    told_by = [
        *(h.evidence for h in account.highlights), *(d.evidence for d in account.deviations),
        *(c.change.spans for c in account.changes), *(c.spans for c in account.contests),
    ]  # fmt: skip
    assert len(told_by) > 8
    for evidence in told_by:
        assert evidence
        assert all(texts[s.doc][s.start : s.end] == s.exact for s in evidence)
