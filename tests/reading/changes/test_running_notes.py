"""What terse notes from the scene tell of, on texts written before the reader was tuned to them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from asrun.model.fact import Change, Observation
from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HEAD = "Pool report #4\nOslo, 5 June 2024, 18:45\n\n"
ROWS = [json.loads(line) for line in Path(__file__).with_name("running_notes.jsonl").read_text("utf-8").splitlines()]


def facts(text: str) -> tuple[list[Observation], list[Change]]:
    told = read(snapshot("x.txt", (HEAD + text).encode())).facts
    changes = [f for f in told if isinstance(f, Change)]
    # What is about a noun on no list counts only where a plan has it.
    listed = [c for c in changes if not (c.about and c.about.rule == "happenings.unlisted")]
    return [f for f in told if isinstance(f, Observation)], listed


def named(about: Any, wanted: str | None) -> bool:
    return wanted is None or bool(about and re.search(rf"(?i)\b{re.escape(wanted)}", about.summary))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:50])
def test_a_note(row: dict[str, Any]) -> None:
    seen, changes = facts(row["text"])
    wanted = row["seen"]
    assert [(o.phase, str(o.at)[11:16]) for o in seen] == [(phase, at) for phase, _, at in wanted]
    assert all(named(o.about, about) for o, (_, about, _) in zip(seen, wanted, strict=True)), seen
    told = row.get("changes", [])
    assert [(c.kind, c.delta) for c in changes] == [(kind, delta) for kind, _, delta in told]
    assert all(named(c.about, about) for c, (_, about, _) in zip(changes, told, strict=True)), changes


ITEMS = ("10:00 Plenary, Main Hall", "12:00-13:00 Lunch, Grand Hotel", "15:00 Tour of the dock")
SCHEDULE = "\n".join(("Public schedule, 5 June 2024, Oslo", *ITEMS, ""))


@pytest.mark.parametrize(
    ("note", "changes"),
    [
        ("The plenary began at 10:25.", [("delayed", "PT25M")]),
        ("The plenary began at 10:04.", []),
        ("The plenary began at 10:25, 25 minutes late.", [("delayed", "PT25M")]),
        ("The plenary was moved to 10:30. It began at 10:45.", [("delayed", "PT30M")]),
        ("Lunch broke up at 12:20.", [("ended_early", "-PT40M")]),
        ("Lunch broke up at 13:35.", [("extended", "PT35M")]),
        ("The tour of the dock was cancelled.", [("cancelled", None)]),
    ],
)
def test_what_is_seen_well_off_its_planned_clock_is_a_change(note: str, changes: list[tuple[str, str | None]]) -> None:
    files = [snapshot("schedule.txt", SCHEDULE.encode()), snapshot("x.txt", (HEAD + note).encode())]
    made = json.loads(reading_json(read_together(files, Given())))["changes"]
    assert [(c["type"], c["delta"]) for c in made] == changes
