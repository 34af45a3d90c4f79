"""Meetings that are told with a day and no clock."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

HEAD = "HALDEN, June 12, 2025 (Fjord Wire) - "


def events(words: str) -> list[tuple[str, object, str]]:
    """Status, planned start and day of what a report of Thursday tells."""
    made = json.loads(reading_json(read_together([snapshot("b.txt", (HEAD + words).encode())], Given())))
    return [(e["status"], e["planned_start"], e["actual_start"]["local"]) for e in made["events"]]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The party secretary met the port director at the depot yesterday.", "2025-06-11"),
        ("President Solem received a delegation of the pilots' union at Elk House on Tuesday.", "2025-06-10"),
        ("Kari Moe met Jan Lund on Monday to talk about quotas.", "2025-06-09"),
    ],
)
def test_people_met(words: str, day: str) -> None:
    assert events(words) == [("held", None, day)]


@pytest.mark.parametrize(
    "words",
    [
        "The party met its target on Tuesday.",
        "Kari Moe met with fierce criticism on Monday.",
        "The mayor welcomed the governor's ruling on Tuesday.",
        "Prices met resistance on Monday.",
        "Kari Moe did not meet Jan Lund on Monday.",
        "The board met on Tuesday.",
    ],
)
def test_nobody_met(words: str) -> None:
    assert events(words) == []
