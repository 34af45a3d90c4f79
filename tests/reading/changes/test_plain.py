"""Events of a small programme that a report tells of in plain words that they share with one title."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

PROGRAMME = """Visit of the Regent of Oland to Marrak
Tuesday 6 May 2025

09:30  Demonstration of the seaweed dryer, Pier 2
11:00  Round table with beekeepers, Old Mill
15:00  Walk with the shepherds
"""


def statuses(report: str) -> dict[str, str]:
    """The status of every planned event by the first word of its title."""
    head = "MARRAK, May 7, 2025 (Sund News) - "
    sources = [snapshot("a.txt", PROGRAMME.encode()), snapshot("b.txt", (head + report).encode())]
    events = json.loads(reading_json(read_together(sources, Given())))["events"]
    return {e["title"].split()[0]: e["status"] for e in events}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Demonstration", "Two tons of seaweed went in wet and came out crisp."),
        ("Round", "The beekeepers gave the Regent an earful."),
        ("Walk", "The shepherds sang all the way."),
    ],
)
def test_what_shares_its_words_tells_that_it_was_held(title: str, words: str) -> None:
    found = statuses(words)
    assert [t for t, status in found.items() if status == "held"] == [title]


@pytest.mark.parametrize(
    "words",
    [
        "Nobody saw the seaweed.",
        "The beekeepers waited in vain.",
        "Asked about the shepherds, she smiled.",
        "The seaweed dryer was never switched on.",
        '"The beekeepers told me everything," she wrote.',
        "The beekeepers were expected in the Old Mill.",
        "The town gave her tea.",
    ],
)
def test_what_was_not_done_or_is_not_told_of_tells_nothing(words: str) -> None:
    assert "held" not in statuses(words).values()
