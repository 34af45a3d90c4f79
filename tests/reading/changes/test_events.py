"""Events told in prose, on texts written before the reader was tuned; a third was never looked at meanwhile."""

import json
from typing import Any

import pytest
from told_events import exchange, told

from asrun.model.fact import Plan
from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.reading.reader import read
from asrun.sources.file import snapshot


@pytest.mark.parametrize(("part", "events", "sightings"), [("open", 0.85, 0.9), ("untouched", 0.7, 0.8)])
def test_events_of_short_texts(part: str, events: float, sightings: float) -> None:
    made, seen = told(part)
    assert made.f1 >= events, f"{made}\n" + "\n".join(made.wrong)
    assert seen.f1 >= sightings, f"{seen}\n" + "\n".join(seen.wrong)


def test_what_follows_another_event_is_ordered_after_it() -> None:
    made = exchange(
        "The talks are due to start at 10 a.m. on Thursday. A reception follows the talks. "
        "A signing will take place immediately after the reception."
    )
    found: dict[str, Any] = {e["title"]: e for e in made["events"]}
    assert [e["status"] for e in found.values()] == ["future_scheduled"] * 3
    assert found["Reception"]["planned_start"] is None
    assert found["Reception"]["order"] == [{"rel": "after", "event": found["Talks"]["id"]}]
    assert found["Signing"]["order"] == [{"rel": "after", "event": found["Reception"]["id"]}]


def test_a_corrected_sighting_is_one_observation_with_the_words_of_both_reports() -> None:
    reports = (
        "Pool report #4, Lima, 3 June 2025, 09:50\n\nThe motorcade left the residence at 09:42.\n",
        "Pool report #5, Lima, 3 June 2025, 10:15\n\n"
        "CORRECTION to report #4: the motorcade left the residence at 09:24, not 09:42.\n",
    )
    readings = read_together([snapshot(f"{n}.txt", t.encode()) for n, t in enumerate(reports)], Given())
    (seen,) = json.loads(reading_json(readings))["observations"]
    assert seen["at"]["local"][11:16] == "09:24"
    assert {s["doc"] for s in seen["spans"]} == {"0.txt", "1.txt"}


@pytest.mark.parametrize(
    "text",
    [
        "Rein Lepp, who travelled to Narva with the minister, said at 12:25 p.m. that he was tired.",
        "Aino Salu took the stage at 10:12 a.m. and spoke for an hour.",
    ],
)
def test_a_clock_of_another_verb_makes_no_event(text: str) -> None:
    assert exchange(text)["events"] == []


@pytest.mark.parametrize(
    "text", ["", "which was to have at 3 p.m.", "Wheels up at 25:61. " * 40, "the talks, " * 400, "at 3 p.m. " * 400]
)
def test_odd_text_gives_no_error(text: str) -> None:
    assert exchange(text)["schema"] == "asrun-reading/1"


@pytest.mark.parametrize(
    ("told", "summary"),
    [
        ("Mayor Ana Holt was to have cut the ribbon on the pier at 10 a.m. on Friday.", "Ribbon-cutting on the pier"),
        ("Mayor Ana Holt had been due to lecture at the naval school.", "Lecture at the naval school"),
        ("Mayor Ana Holt was slated to dine at the customs house.", "Dinner at the customs house"),
    ],
)  # fmt: skip
def test_an_act_that_was_to_be_done_is_a_plan(told: str, summary: str) -> None:
    text = f"PORT ELWIN, 6 May 2022 (Harbour News) - {told}\n"
    facts = read(snapshot("a.txt", text.encode())).facts
    assert summary in [f.summary for f in facts if isinstance(f, Plan)]
