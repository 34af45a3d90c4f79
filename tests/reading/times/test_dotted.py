"""Dotted clocks: where a document writes its clocks so, two dotted pairs of figures are one anywhere."""

import hashlib

import pytest

from asrun.model.source import Snapshot
from asrun.model.time import Timex
from asrun.reading.reader import read


def clocks(text: str) -> dict[str, str]:
    """The value of every clock of a document by its words."""
    snapshot = Snapshot("note.txt", text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest())
    found = read(snapshot).facts
    return {f.span.exact: f.value[-5:] for f in found if isinstance(f, Timex) and f.type == "TIME"}


def test_a_dotted_stamp_makes_dotted_pairs_clocks() -> None:
    text = (
        "Harbour Rota, note 4\nFriday 14 March 2025, sent 12.20 local\n\n"
        "He says the crossing slides to 15.45, and the concert, 19.00, is on. She was down for 16.15 on the steps.\n"
    )
    assert set(clocks(text)) == {"12.20 local", "15.45", "19.00", "16.15"}


def test_dotted_columns_are_clocks() -> None:
    text = (
        "Programme for Lisbon, Friday 14 March 2025\n\n"
        "07.30   Breakfast at the quay\n09.45   Tour of the yard\n\nThe tour slides to 10.15.\n"
    )
    assert set(clocks(text)) == {"07.30", "09.45", "10.15"}


@pytest.mark.parametrize(
    "words",
    [
        "Version 12.20 is out.",
        "The toll rose by 12.20 points.",
        "It cost $12.20 a head.",
        "See section 12.20 of the code.",
        "Some 12.20 million came.",
        "They paid 12.20 euros.",
    ],
)
def test_other_dotted_figures_are_no_clocks(words: str) -> None:
    stamp = "Harbour Rota, note 4\nFriday 14 March 2025, sent 11.05 local\n\n"
    assert set(clocks(stamp + words + "\n")) == {"11.05 local"}


def test_dotted_figures_are_no_clocks_where_clocks_are_written_otherwise() -> None:
    text = "Harbour Rota, note 4\nFriday 14 March 2025, sent 11:05 local\n\nThe gauge went to 12.20 and stayed.\n"
    assert "12.20" not in clocks(text)


def test_dotted_clocks_with_am_and_pm_make_bare_dotted_pairs_clocks() -> None:
    text = (
        "Foreign pool, note 2\nTuesday 4 March 2025, 4.35 pm\n\n"
        "Landing was 8.47, not 8.42. The tour got going at 9.50 rather than 9.25 and the lecture is going to 2.15.\n"
    )
    assert clocks(text) == {
        "4.35 pm": "16:35", "8.47": "08:47", "8.42": "08:42", "9.50": "09:50", "9.25": "09:25", "2.15": "14:15",
    }  # fmt: skip
