"""An invented day in two zones: a programme in three revisions, one of which only lists changes, and a pool report."""

from pathlib import Path

import pytest

from asrun.model.time import Instant
from asrun.publish import publish
from asrun.record import Record
from stories.telling import as_of, event, told

FOLDER = Path(__file__).parent / "riga_2025"
ARRIVALS = [
    ("1-programme.txt", "programme", "2025-05-05T18:00+03:00"),
    ("2-programme.txt", "programme", "2025-05-06T07:00+03:00"),
    ("3-delta.txt", "programme", "2025-05-06T10:40+03:00"),
    ("4-pool.txt", None, "2025-05-06T12:50+03:00"),
    ("5-programme.txt", "programme", "2025-05-06T12:55+03:00"),
]


@pytest.fixture(scope="module")
def record() -> Record:
    return told(FOLDER, ARRIVALS)


@pytest.mark.parametrize(
    ("moment", "words", "state", "deviation"),
    [
        ("2025-05-05T20:00+03:00", "Talks", "Planned", None),
        ("2025-05-06T08:00+03:00", "Talks", "Planned", "30 min late"),
        ("2025-05-06T08:00+03:00", "Press", "Planned", None),
        ("2025-05-06T11:00+03:00", "Press", "Cancelled", None),
        ("2025-05-06T11:00+03:00", "Signing", "Planned", "45 min late"),
        (None, "Talks", "Held", "41 min late"),
        (None, "Signing", "Held", "50 min late"),
        ("2025-05-06T12:52+03:00", "tram", "Planned", None),
        (None, "tram", "Planned", "30 min late"),
        (None, "Lunch", "Planned", None),
        ("2025-05-06T13:30+03:00", "Lunch", "No report yet", None),
    ],
)
def test_the_state_of_an_event_as_of_a_moment(
    record: Record, moment: str | None, words: str, state: str, deviation: str | None
) -> None:
    found = event(as_of(record, moment), words)
    assert (found.state, found.deviation) == (state, deviation)


def test_the_account_says_what_changed_in_both_zones(record: Record) -> None:
    account = as_of(record, None)
    assert [z.zone for z in account.zones] == ["Europe/Riga", "Asia/Tokyo"]
    assert [c.words for c in account.changes] == [
        "Talks with Governor Kenji Mori starts 09:30 instead of 09:00 (30 min later).",
        "Added: Visit to the tram depot, 16:45.",
        "Cancelled: Press conference, 15:30.",
        "Signing of the rail charter starts 12:15 instead of 11:30 (45 min later).",
        "Lunch with the port board is at Black Cat Inn instead of Hotel Neiburgs.",
        "Visit to the tram depot starts 17:15 instead of 16:45 (30 min later).",
    ]
    assert not [d for d in account.deviations if d.rule == "silent-revision"]


def test_what_was_planned_before_a_revision_is_not_known_of_the_later_one(record: Record) -> None:
    assert [e.summary for e in as_of(record, "2025-05-05T20:00+03:00").events if "tram" in e.summary] == []


def test_the_day_reads_as_a_story_with_each_revision_in_turn(record: Record) -> None:
    text = " ".join(publish(as_of(record, None), "text").decode().split())
    for words in (
        "Held: Signing of the rail charter (Blackheads House) [2][14][18]. Planned 11:30 Riga, 17:30 Tokyo. Actual "
        "12:20–12:38 Riga, 18:20–18:38 Tokyo",
        "Planned: Lunch with the port board (Hotel Neiburgs → Black Cat Inn)",
        "Cancelled: Press conference",
        "5 events were planned for 6 May 2025: 2 took place, 1 did not take place, 2 still ahead.",
    ):
        assert words in text
    positions = [text.index(w) for w in ("starts 09:30 instead", "Cancelled: Press conference, 15:30", "17:15 instead")]
    assert positions == sorted(positions)
    depot = event(as_of(record, None), "tram")
    assert [f"{k.value.local:%H:%M}" for k in depot.history if isinstance(k.value, Instant)] == ["16:45", "17:15"]
