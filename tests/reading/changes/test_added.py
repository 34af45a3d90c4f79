"""Items that a report says were added, at their clock."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline.joint import joint_account, reading_json
from asrun.pipeline.reading import read_together
from asrun.publish import publish
from asrun.sources.file import snapshot


@pytest.mark.parametrize(
    ("words", "title", "clock"),
    [
        ("A visit to the dam has been added at 4:30 p.m.", "Visit to the dam", "16:30"),
        ("Her office added a call with the mayors at 5 p.m.", "Call with the mayors", "17:00"),
        ("A stop at a dairy was added to the schedule for 2 p.m.", "Stop at a dairy", "14:00"),
        ("A reception has been squeezed in at 7 p.m.", "Reception", "19:00"),
    ],
)
def test_what_is_added_is_planned_at_its_clock(words: str, title: str, clock: str) -> None:
    text = f"BOISE, April 21, 2026 - {words}\n"
    made = json.loads(reading_json(read_together([snapshot("a.txt", text.encode())], Given())))
    assert [(c["type"], c["after"]["local"][11:16]) for c in made["changes"]] == [("added", clock)]
    assert [(e["title"], e["planned_start"]["local"][11:16]) for e in made["events"]] == [(title, clock)]


def test_what_is_said_besides_is_no_added_item() -> None:
    text = "BOISE, April 21, 2026 - The governor added a joke at the lunch at 1 p.m.\n"
    made = json.loads(reading_json(read_together([snapshot("a.txt", text.encode())], Given())))
    assert not made["changes"]


def test_nothing_is_said_of_a_new_time_for_what_was_added() -> None:
    words = "BOISE, April 21, 2026 - A visit to the dam has been added at 4:30 p.m.\n"
    account = publish(joint_account(read_together([snapshot("a.txt", words.encode())], Given())), "table").decode()
    assert "16:30" in account
    assert "nothing reported so far" in account
    assert "no new time" not in account


def test_what_is_opened_at_a_clock_is_seen_once() -> None:
    text = "GALWAY, 9 May 2025 (Reef Wire) - The Premier opened the pier at 10.45am.\n"
    made = json.loads(reading_json(read_together([snapshot("a.txt", text.encode())], Given())))
    titles = {e["id"]: e["title"] for e in made["events"]}
    assert [(o["phase"], titles.get(o["about"])) for o in made["observations"]] == [("started", "Opening of pier")]
