"""Changes that a report tells of as gone by, on a small programme: what they say came of the event."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

PROGRAMME = """Visit of the Lady Provost to Skerran
Tuesday 6 May 2025, all times BST

10:30  Talks with Provost Jana Muir, Burgh Hall
13:00  Luncheon, Burgh Hall
17:00  Hustings, Corn Exchange
"""


def statuses(head: str, report: str) -> dict[str, str]:
    """The status of every planned event by the first word of its title."""
    sources = [snapshot("a.txt", PROGRAMME.encode()), snapshot("b.txt", f"{head} {report}".encode())]
    events = json.loads(reading_json(read_together(sources, Given())))["events"]
    return {e["title"].split()[0]: e["status"] for e in events}


SAME, NEXT = "SKERRAN, May 6, 2025 (Isles News) -", "SKERRAN, May 7, 2025 (Isles News) -"


@pytest.mark.parametrize(
    ("head", "title", "words", "status"),
    [
        (SAME, "Luncheon", "The luncheon slid to 13:40.", "held"),
        (NEXT, "Luncheon", "The luncheon was shifted to the boathouse.", "held"),
        (SAME, "Luncheon", "The luncheon has been put back to 13:40.", "unknown"),
        (SAME, "Talks", "The talks wrapped up 25 minutes early.", "held"),
        (SAME, "Talks", "The talks finished early.", "held"),
        (SAME, "Talks", "The talks broke off an hour early.", "ended_early"),
        (SAME, "Talks", "The talks collapsed after a quarrel over the ferry.", "ended_early"),
    ],
)
def test_what_came_of_it(head: str, title: str, words: str, status: str) -> None:
    assert statuses(head, words)[title] == status
