"""What single sentences of a report change of one plan: one_plan.toml. Floors stand a little below what was measured."""

import json
import tomllib
from pathlib import Path

import pytest
from against_plan import clock_of

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

_DATA = tomllib.loads(Path(__file__).with_name("one_plan.toml").read_text(encoding="utf-8"))


def _told(sentence: str) -> list[list[str]]:
    """Kind, planned clock of the item and, of what moved, the new clock of each change that a sentence tells."""
    report = f"COLOMBO, 14 May 2026 - The day began in drizzle. {sentence}\n"
    files = [snapshot(n, t.encode()) for n, t in (("plan.txt", _DATA["plan"]), ("report.txt", report))]
    made = json.loads(reading_json(read_together(files, Given())))
    planned = {e["id"]: clock_of(e["planned_start"]) or "-" for e in made["events"]}
    return [
        [
            c["type"],
            planned.get(c["event"], "-"),
            *([clock_of(c["after"])] if c["type"] in ("delayed", "advanced") else []),
        ]
        for c in made["changes"]
    ]


@pytest.mark.parametrize(
    ("part", "least", "wrong"),
    [
        ("lengths", 29, 0), ("clocks", 23, 1), ("places", 10, 0), ("people", 9, 0), ("replacements", 10, 0),
        ("undone", 12, 1), ("put_off", 8, 2), ("nothing", 0, 1),
    ],
)  # fmt: skip
def test_changes_of_sentences(part: str, least: int, wrong: int) -> None:
    found, amiss = 0, []
    for sentence, wanted in _DATA[part].items():
        told, want = _told(sentence), wanted.split()
        right = [t for t in told if want and t[: len(want)] == want]
        found += bool(right)
        amiss += [f"{t}: {sentence}" for t in told if t not in right[:1]]
    assert found >= least, found
    assert len(amiss) <= wrong, amiss
