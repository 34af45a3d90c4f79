"""What single sentences change of a programme, on sentences written before the reader was tuned to them.

Floors stand a little below what was measured; the `apart` sentences were not looked at while tuning.
"""

import pytest
from against_plan import changes_of


@pytest.mark.parametrize(("part", "precision", "recall"), [("sentence", 0.88, 0.88), ("apart", 0.7, 0.5)])
def test_changes_against_a_programme(part: str, precision: float, recall: float) -> None:
    made = changes_of(part)
    told = f"{made}\n" + "\n".join(made.wrong)
    assert made.right / made.found >= precision, told
    assert made.right / made.expected >= recall, told
