"""Sections as they are told: what of a document stands above its text, and the days of a list."""

import pytest

from asrun.model.document import Section
from asrun.reading.reader import read
from asrun.sources.file import snapshot

ISSUER = "MINISTRY OF MINES\nPress Unit\n\nPROGRAMME OF THE MINISTER\nTuesday 3 March 2026, all times EET\n\n"
TUESDAY = "Tuesday 3 March 2026\n09:00  Cabinet meeting\n11:00  Visit to a quarry\n\n"
WEDNESDAY = "Wednesday 4 March 2026\n10:00  Talks with miners\n14:00  Press conference\n"
PROSE = "The quarry was shut when the minister came, and nobody had the key to its gate.\n\nHe went home.\n"


def sections(text: str) -> list[tuple[str, str | None, str]]:
    """Kind, heading and first words of each section."""
    found = [f for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Section)]
    return [(s.kind, s.heading.exact if s.heading else None, text[s.start : s.start + 9]) for s in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ISSUER + TUESDAY.partition("\n")[2], [("schedule", "PROGRAMME OF THE MINISTER", "MINISTRY ")]),
        (
            "MINISTRY OF MINES\nProgramme\n\n" + TUESDAY + WEDNESDAY,
            [
                ("schedule", "Tuesday 3 March 2026", "Tuesday 3"),
                ("schedule", "Wednesday 4 March 2026", "Wednesday"),
            ],
        ),
        ("MINISTRY OF MINES\nStatement\n4 March 2026\n\n" + PROSE, [("body", None, "The quarr")]),
        ("Pool report #2\n4 March 2026\n\n" + PROSE, [("body", None, "Pool repo")]),
        (
            "Nobody had the key\n\nBy Ada Lind\nThe Mercury, 4 March 2026\n\n" + PROSE,
            [("lead", None, "The quarr"), ("body", None, "He went h")],
        ),
    ],
)
def test_sections_are_told_by_what_stands_above_them(text: str, told: list[tuple[str, str | None, str]]) -> None:
    assert sections(text) == told
