"""Midnight between clocks, days that a programme numbers, days of the month that name no month."""

import hashlib

import pytest

from asrun.model.source import Given, Snapshot
from asrun.model.time import Timex
from asrun.reading.reader import read


def clocks(text: str) -> list[str]:
    """Day of the month and clock of each time of a document in Dakar."""
    data = text.encode()
    snapshot = Snapshot("a.txt", data, "text/plain", hashlib.sha256(data).hexdigest())
    facts = read(snapshot, Given(zones=("Africa/Dakar",))).facts
    return [f.value[8:16] for f in facts if isinstance(f, Timex) and f.type == "TIME" and f.value[11:12].isdigit()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Programme, 4 March 2031\n\n21:00 Concert\n23:30 Drive to the quay\n00:15 Boat leaves\n02:40 Landing\n",
            ["04T21:00", "04T23:30", "05T00:15", "05T02:40"],
        ),
        (
            "Programme, 4 March 2031\n\n06:00 Swim\n23:30 Drive to the quay\n05:15 Boat leaves\n",
            ["04T06:00", "04T23:30", "05T05:15"],
        ),
        (
            "Programme, 4 March 2031\n\n09:00 Talks\n06:00 Swim\n23:30 Drive to the quay\n05:15 Boat leaves\n",
            ["04T09:00", "04T06:00", "04T23:30", "04T05:15"],
        ),
        (
            "DAKAR, 6 March 2031 - The tug sailed at 11.20pm on Tuesday. It met the raft at 1.05am and by 3am all were safe.",
            ["04T23:20", "05T01:05", "05T03:00"],
        ),
        (
            "DAKAR, 6 March 2031 - The tug sailed at 11.20pm on Tuesday. The raft had been seen at 1.05am by a pilot.",
            ["04T23:20", "04T01:05"],
        ),
        (
            "Pool report 4\n5 March 2031, 00:35\nDakar\n\nThe toasts ended at 22:10. The cars left at 23:05. "
            "Breakfast will be at 07:30.",
            ["05T00:35", "04T22:10", "04T23:05", "05T07:30"],
        ),
        (
            "Pool report 4\n5 March 2031, 07:35\nDakar\n\nLast night he dined until 22:10. He came out at 22:40. "
            "The start was moved to 21:00.",
            ["05T07:35", "04T22:10", "04T22:40", "05T21:00"],
        ),
    ],
)
def test_clocks_over_midnight(text: str, expected: list[str]) -> None:
    assert clocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Choir meeting, Dakar\n4-6 March 2031\n\nDAY ONE\n09:00 Welcome\n11:00 Song\n\nDAY THREE\n10:00 Farewell\n",
            ["04T09:00", "04T11:00", "06T10:00"],
        ),
        (
            "Choir meeting, Dakar\n4 and 5 March 2031\n\nFirst day\n09:00 Welcome\n11:00 Song\n\nSecond day\n10:00 Close\n",
            ["04T09:00", "04T11:00", "05T10:00"],
        ),
        (
            "Choir meeting, Dakar\n\nDay 1 (Tuesday 4 March 2031)\n09:00 Welcome\n11:00 Song\n\nDay 2\n10:00 Farewell\n",
            ["04T09:00", "04T11:00", "05T10:00"],
        ),
        (
            "Choir tour of Dakar, March 2031\n\nMonday 31st\n09:00 Welcome\n11:00 Song\n\nTuesday 1st\n10:00 Farewell\n",
            ["31T09:00", "31T11:00", "01T10:00"],
        ),
        (
            "Choir tour of Dakar\nMarch 4 and 5, 2031\n\n09:00 Welcome\n11:00 Song\n14:00 March\n",
            ["04T09:00", "04T11:00", "04T14:00"],
        ),
        (
            "Choir tour of Dakar, 4–6 March 2031\n\nTuesday\n09:00 Welcome\n11:00 Song\n\nThursday\n14:00 March\n",
            ["04T09:00", "04T11:00", "06T14:00"],
        ),
        (
            "DAKAR, 4 March 2031 - The mayor fell ill, his office said. The service on Friday starts at 10:00.",
            ["07T10:00"],
        ),
    ],
)
def test_days_of_headings(text: str, expected: list[str]) -> None:
    assert clocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Harbour notes\n5 March 2031\n\nThe Residence, Dakar, 4th March\n\nHe opened the quay at 10:20 this morning.\n"
            "He gave a dinner at 20:15.\n",
            ["04T10:20", "04T20:15"],
        ),
        (
            "THE DAY OF THE BOATS\n\nDakar, 8 March 2031\n\nThe sheet for Tuesday gave him a walk at 09:00.\n\n"
            "On Tuesday the wind rose. By 07:15 the quay was shut.\n\nHe was due at 10:30 on Tuesday and came at 11:00.\n",
            ["04T09:00", "04T07:15", "04T10:30", "04T11:00"],
        ),
        (
            "Pool report 1\n4 March 2031, Dakar\n\nThe cars left at 6:45. He came to the hall at 7:20.\n"
            "He spoke at 8:10.\nThe walk began at 1:30, and by 3 the yard was empty.\n",
            ["04T06:45", "04T07:20", "04T08:10", "04T13:30", "04T15:00"],
        ),
        (
            "Storm live\n\n4 March 2031\n\n00:40 The bridge is shut, police say.\n\n00:05 The mayor has left the hall.\n\n"
            "23:20 The road was closed at 23:10, police say.\n\n21:15 We begin our coverage here, he said.\n",
            ["04T21:15", "04T23:20", "04T23:10", "05T00:05", "05T00:40"],
        ),
    ],
)
def test_days_and_halves_of_stories(text: str, expected: list[str]) -> None:
    assert clocks(text) == expected


def test_of_two_clocks_of_one_instant_the_venue_tells_the_day() -> None:
    text = (
        "Tour of the envoy to Busan\nWednesday, 5 March 2031. Denver time first, Busan second.\n\n"
        "8:30 p.m./12:30 p.m. Lunch at the docks\n11:15 p.m./3:15 p.m. Launch of the tug\n2:30 a.m./6:30 p.m. Supper\n"
    )
    snapshot = Snapshot("a.txt", text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest())
    times = [f for f in read(snapshot, Given()).facts if isinstance(f, Timex) and f.type == "TIME"]
    assert [t.value[8:16] for t in times if t.zone == "Asia/Seoul"] == ["05T12:30", "05T15:15", "05T18:30"]
