"""Changes and sightings in prose, on sentences written before the reader was tuned, and on articles of general politics.

Floors stand a little below what was measured; the untouched third was never looked at while tuning.
"""

from pathlib import Path

import pytest
from politics import measured
from sentences import changes_of, sightings_of


@pytest.mark.parametrize(
    ("part", "precision", "recall", "whole"), [("open", 0.95, 0.9, 0.88), ("untouched", 0.95, 0.88, 0.85)]
)
def test_changes_of_sentences(part: str, precision: float, recall: float, whole: float) -> None:
    made = changes_of(part)
    told = f"{made}\n" + "\n".join(made.wrong)
    assert made.precision >= precision, told
    assert made.recall >= recall, told
    assert made.exact >= whole, told


@pytest.mark.parametrize(("part", "recall"), [("open", 0.45), ("untouched", 0.6)])
def test_sightings_of_lines(part: str, recall: float) -> None:
    made = sightings_of(part)
    told = f"{made}\n" + "\n".join(made.wrong)
    assert made.precision >= 0.9, told
    assert made.exact >= recall, told


def test_linked_changes_of_general_politics(shared: Path) -> None:
    made = measured(shared / "data/quotes/train/text")
    assert made.precision >= 0.9, made
    assert made.recall >= 0.7, made
