"""Changes that whole little reports tell of their plans: small_stories.toml, each read as one record."""

import json
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot


class Measure(NamedTuple):
    """How many changes were expected, found and right, and what was missed or should not be there."""

    expected: int
    found: int
    right: int
    wrong: list[str]


def changes_of(part: str) -> Measure:
    """The changes of a part of the stories against what was expected of them."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    expected = found = right = 0
    wrong: list[str] = []
    for row in data[part]:
        told = _told(row)
        open_ones = list(told)
        head = row["report"].strip()[:32]
        for one in [tuple(c) for c in row["changes"]]:
            match = next((t for t in open_ones if t[:2] == one[:2] and (not one[2] or t[2] == one[2])), None)
            if match:
                open_ones.remove(match)
                right += 1
            else:
                wrong.append(f"missed {one}: {head}")
        wrong += [f"not told {one}: {head}" for one in open_ones]
        expected += len(row["changes"])
        found += len(told)
    return Measure(expected, found, right, wrong)


def _told(row: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Kind, planned clock of the item ("-" for none of them) and new clock of each change."""
    told = row["report"].strip()
    told = told if "Posts:" in told else told.replace("\n", " ")
    plan = row["plan"].strip()
    files = [snapshot(n, f"{t}\n".encode()) for n, t in (("plan.txt", plan), ("report.txt", told))]
    made = json.loads(reading_json(read_together(files, Given())))
    if not made["zones"]:
        made = json.loads(reading_json(read_together(files, Given(zones=("Europe/London",)))))
    planned = {e["id"]: _clock(e["planned_start"]) or "-" for e in made["events"]}
    return [(c["type"], planned.get(c["event"], "-"), _clock(c["after"])) for c in made["changes"]]


def _clock(after: Any) -> str:
    return after["local"][11:16] if isinstance(after, dict) and after.get("local") else ""
