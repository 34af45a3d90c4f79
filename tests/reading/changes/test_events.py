"""Events told in prose, on texts written before the reader was tuned; a third was never looked at meanwhile."""

import pytest
from told_events import told


@pytest.mark.parametrize(("part", "events", "sightings"), [("open", 0.75, 0.8), ("untouched", 0.7, 0.8)])
def test_events_of_short_texts(part: str, events: float, sightings: float) -> None:
    made, seen = told(part)
    assert made.f1 >= events, f"{made}\n" + "\n".join(made.wrong)
    assert seen.f1 >= sightings, f"{seen}\n" + "\n".join(seen.wrong)
