"""What terse notes from the scene tell of, on texts written before the reader was tuned to them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from asrun.model.fact import Change, Observation
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HEAD = "Pool report #4\nOslo, 5 June 2024, 18:45\n\n"
ROWS = [json.loads(line) for line in Path(__file__).with_name("running_notes.jsonl").read_text("utf-8").splitlines()]


def facts(text: str) -> tuple[list[Observation], list[Change]]:
    told = read(snapshot("x.txt", (HEAD + text).encode())).facts
    return [f for f in told if isinstance(f, Observation)], [f for f in told if isinstance(f, Change)]


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
