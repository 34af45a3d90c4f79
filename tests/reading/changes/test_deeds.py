"""Events that a report tells by what was done at them, on small programmes and reports."""

import json

import pytest

from asrun.model.fact import Mention
from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.reading.reader import read
from asrun.sources.file import snapshot

PROGRAMME = """Visit of the Regent of Oland to Marrak
Tuesday 6 May 2025

09:30  Wreath-laying at the Sailors' Monument
10:30  Talks with Premier Jana Holub, Premier's Office
12:00  Signing of the shipping accord, Premier's Office
13:00  Luncheon hosted by the Premier
15:00  Visit to the lighthouse school
17:00  Joint press conference, Blue Hall
20:00  Concert, Opera
"""
HEAD = "MARRAK, May 6 (Sund News) - "


def statuses(report: str) -> dict[str, str]:
    """The status of every planned event by the first word of its title."""
    sources = [snapshot("a.txt", PROGRAMME.encode()), snapshot("b.txt", (HEAD + report).encode())]
    events = json.loads(reading_json(read_together(sources, Given())))["events"]
    return {e["title"].split()[0]: e["status"] for e in events}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Wreath-laying", "The Regent bowed before the stone anchor."),
        ("Wreath-laying", "Flowers were set down at dawn by two cadets."),
        ("Talks", "The delegations sat facing each other for an hour."),
        ("Signing", "The ministers exchanged folders and shook hands."),
        ("Luncheon", "Dumplings were served to forty guests."),
        ("Luncheon", "Over pea soup the hosts talked about herring."),
        ("Visit", "Pupils sang for the guest in three languages."),
        ("Joint", "The two took four questions."),
        ("Concert", "The orchestra played two encores."),
        ("Wreath-laying", "The wreath-laying passed off without a hitch."),
        ("Luncheon", "Rain drove the luncheon off the terrace and into the hall."),
        ("Luncheon", "The cook was still at work when two hundred sat through the luncheon."),
        ("Visit", "The visit to the school drew a small crowd."),
    ],
)
def test_held(title: str, words: str) -> None:
    assert statuses(f"It rained in Marrak.\n\n{words}")[title] == "held"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Signing", "The shipping accord lay unsigned in its folder."),
        ("Concert", "The orchestra was sent home, for the roof leaked."),
        ("Luncheon", "The soup was never served."),
    ],
)
def test_not_held(title: str, words: str) -> None:
    assert statuses(f"It rained in Marrak.\n\n{words}")[title] == "not_held"


@pytest.mark.parametrize(
    "words",
    [
        "Soup will be served to forty guests.",
        "Last year soup was served on the quay.",
        "The cook had hoped to serve soup.",
        "Soup is usually served at noon.",
        "If soup was served, nobody saw it.",
        "On Monday the mayor served soup to the harbour pilots.",
        "Nobody served soup.",
        "The luncheon will draw forty guests.",
        "Forty guests had hoped to attend the luncheon.",
    ],
)
def test_no_deed_of_the_day(words: str) -> None:
    assert statuses(f"It rained in Marrak.\n\n{words}")["Luncheon"] == "unknown"


def test_what_two_plans_fit_is_told_of_neither() -> None:
    sources = [
        snapshot("a.txt", b"PROGRAMME\nTuesday 6 May 2025\n\n12:30  Lunch, Club\n20:00  Dinner, Club\n"),
        snapshot("b.txt", (HEAD + "It rained.\n\nSoup was served by sailors.").encode()),
    ]
    events = json.loads(reading_json(read_together(sources, Given())))["events"]
    assert {e["status"] for e in events} == {"unknown"}


def test_a_deed_founds_no_event() -> None:
    sources = [snapshot("b.txt", (HEAD + "It rained.\n\nSoup was served by sailors.").encode())]
    assert json.loads(reading_json(read_together(sources, Given())))["events"] == []


def test_words_of_no_day_tell_nothing() -> None:
    found = read(snapshot("x.txt", b"Soup was served to the ministers.")).facts
    assert not [f for f in found if isinstance(f, Mention)]
