"""Happenings whose nouns are on no list, told by a clock or by a programme in prose."""

import pytest

from asrun.model.fact import Observation, Plan
from asrun.reading.reader import read
from asrun.sources.file import snapshot


def facts(text: str) -> list[tuple[str, str, str]]:
    found = read(snapshot("a.txt", f"LISBON, 4 May 2024 — {text}\n".encode())).facts
    seen = [
        (f.phase, f.about.summary, f"{f.at}"[11:16])
        for f in found
        if isinstance(f, Observation) and f.about and f.about.summary
    ]
    return seen + [("plan", f.summary, f"{f.starts}"[11:16]) for f in found if isinstance(f, Plan)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A third pump trial began at 09:40.", {("started", "Third pump trial", "09:40")}),
        ("The beekeeping heats ended at 17:05.", {("ended", "Beekeeping heats", "17:05")}),
        ("The museum opened at 10:00.", set()),
        ("The chancellor started at 10:00.", set()),
        (
            "On the programme: a poetry slam at 10:00, the unveiling of a plaque at 11:30 and a regatta at 15:00.",
            {("plan", "Poetry slam", "10:00"), ("plan", "Regatta", "15:00")},
        ),
    ],
)
def test_what_a_clock_tells_of_an_unlisted_noun(text: str, wanted: set[tuple[str, str, str]]) -> None:
    found = set(facts(text))
    assert wanted <= found if wanted else not found
