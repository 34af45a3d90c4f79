"""What little reports change of their plans, in many voices, on stories written before the reader was tuned to them.

Floors stand a little below what was measured; the `unlooked` stories were not looked at while tuning.
"""

import pytest
from small_stories import changes_of


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [
        ("story", 0.88, 0.74),
        ("apart", 0.95, 0.83),
        ("voices", 0.84, 0.6),
        ("kept", 0.85, 0.52),
        ("fresh", 0.88, 0.75),
        ("unlooked", 0.82, 0.62),
        ("natural", 0.7, 0.34),
        ("unread", 0.62, 0.4),
    ],
)
def test_changes_of_small_stories(part: str, precision: float, recall: float) -> None:
    made = changes_of(part)
    told = f"{made}\n" + "\n".join(made.wrong)
    assert made.right / made.found >= precision, told
    assert made.right / made.expected >= recall, told
