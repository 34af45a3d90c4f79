"""One happening that met the fate of another, and what pronouns before a change stand for."""

import pytest

from asrun.model.fact import Change
from asrun.reading.reader import read
from asrun.sources.file import snapshot


def told(text: str) -> list[tuple[str, str]]:
    """The kind of each change of a story, with the happening that it is about."""
    story = f"Harbour Post, 6 June 2026\n\nLISBON – {text}\n"
    facts = read(snapshot("story.txt", story.encode())).facts
    return [(f.kind, f.about.summary.lower()) for f in facts if isinstance(f, Change) and f.about]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The dinner was called off, and so was the reception.", "reception"),
        ("The dinner was scrapped on Friday. The reception met the same fate.", "reception"),
        ("The dinner was cancelled. The rally went the same way.", "rally"),
        ("The dinner did not take place. Neither did the rally.", "rally"),
        ("The dinner was dropped, as was the rally.", "rally"),
    ],
)
def test_what_met_the_same_fate(text: str, other: str) -> None:
    assert told(text) == [("cancelled", "dinner"), ("cancelled", other)]


@pytest.mark.parametrize(
    "text",
    ["The reception went the same way.", "The dinner began at 19:00, and so did the reception.", "So was the rally."],
)
def test_no_fate_is_met_where_none_is_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Many had waited for the dinner. A clerk said that it would not be held.",
        "Many had waited for the dinner. But an aide said it was cancelled.",
        "Many had waited for the dinner, which was called off.",
        "Next came the dinner. That was scrapped.",
        "Guests of the dinner were told at the door. An usher announced it was off.",
    ],
)
def test_what_a_pronoun_in_a_clause_stands_for(text: str) -> None:
    assert ("cancelled", "dinner") in told(text)


def test_a_pronoun_is_no_happening() -> None:
    assert all(
        about not in ("it", "they", "it was", "they were") for _, about in told("They were scrapped. It was off.")
    )
