"""What little reports change of their plans, in many voices, on stories written before the reader was tuned to them.

Floors stand a little below what was measured; the `apart` and `kept` stories were not looked at while tuning.
"""

import pytest
from small_stories import changes_of


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [("story", 0.8, 0.65), ("apart", 0.85, 0.5), ("voices", 0.75, 0.55), ("kept", 0.75, 0.35)],
)
def test_changes_of_small_stories(part: str, precision: float, recall: float) -> None:
    made = changes_of(part)
    told = f"{made}\n" + "\n".join(made.wrong)
    assert made.right / made.found >= precision, told
    assert made.right / made.expected >= recall, told
