"""What somebody did in the place of what was off, told in the same sentence or the next."""

import pytest

from asrun.model.fact import Change
from asrun.model.source import Snapshot
from asrun.reading.reader import read

HEAD = "BRIDGETOWN, Barbados, 14 March 2023 (Island News) - Dame Ruth Alleyne spent a day in Saint Philip.\n\n"

TOLD = [
    (
        "The helicopter flight was scrubbed and she was taken instead to the library.",
        "Helicopter flight",
        "She was taken to the library",
    ),
    (
        "The boat trip was called off. Dame Ruth went to the sugar museum instead, arriving at 3 p.m.",
        "Boat trip",
        "Dame Ruth went to the sugar museum",
    ),
    ("The tour fell to the rain; she went to a school.", "Tour", "She went to a school"),
    ("She swapped the tour for a visit to a bakery.", "Tour", "Visit to a bakery"),
    ("There was no luncheon. Dame Ruth ate a sandwich instead.", "Luncheon", "Dame Ruth ate a sandwich"),
    ("The tour was given over to a speech by the mayor.", "Tour", "Speech"),
]


@pytest.mark.parametrize(("words", "planned", "other"), TOLD)
def test_one_change_tells_what_came_instead(words: str, planned: str, other: str) -> None:
    reading = read(Snapshot("a.txt", (HEAD + words + "\n").encode(), "text/plain", ""))
    found = [f for f in reading.facts if isinstance(f, Change)]
    assert [(c.kind, c.about and c.about.summary, c.replaced_by and c.replaced_by.summary) for c in found] == [
        ("replaced", planned, other)
    ]


def test_who_leaves_after_something_was_off_does_not_replace_it() -> None:
    words = "The tour was cancelled, and she flew home to Lisbon."
    reading = read(Snapshot("a.txt", (HEAD + words + "\n").encode(), "text/plain", ""))
    assert [f.kind for f in reading.facts if isinstance(f, Change)] == ["cancelled"]
