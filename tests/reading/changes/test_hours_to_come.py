"""Hours that a note of the day tells beside those that it replaces, and corrections of hours that are past."""

import pytest
from test_by_words import PROGRAMME

from asrun.model.fact import Change, Disagreement
from asrun.model.source import Given
from asrun.pipeline import read_together
from asrun.sources.file import snapshot

NOTE = "MINISTRY OF CULTURE, TARTU\nNote, 12 March 2025, 7:40\n\nA line about the day. "


def told(text: str) -> tuple[list[tuple[str, str]], int]:
    files = [snapshot("a.txt", PROGRAMME), snapshot("b.txt", f"{NOTE}{text}\n".encode())]
    facts = read_together(files, Given())[1].facts
    changes = [(f.kind, str(f.after)[11:16]) for f in facts if isinstance(f, Change)]
    return changes, sum(isinstance(f, Disagreement) for f in facts)


@pytest.mark.parametrize(
    "text",
    [
        "The talks start at 10:40, not 10:00.",
        "Please note that the talks are at 10:40, not at 10:00.",
        "The talks open at 10:40 and not 10:00.",
    ],
)
def test_another_hour_to_come_is_a_change(text: str) -> None:
    assert told(text) == ([("delayed", "10:40")], 0)


def test_another_hour_of_what_is_past_is_a_correction() -> None:
    assert told("The talks had started at 6:40, not 6:00.") == ([], 1)
