"""Changes that whole little reports tell of their plans: small_stories.toml, each read as one record."""

import json
import tomllib
from pathlib import Path
from typing import Any

from against_plan import Measure, clock_of, measured

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot


def changes_of(part: str) -> Measure:
    """The changes of a part of the stories against what was expected of them."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return measured((row["report"].strip()[:32], row["changes"], _told(row)) for row in data[part])


def _told(row: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Kind, planned clock of the item ("-" for none of them) and new clock of each change."""
    told = row["report"].strip()
    told = told if "Posts:" in told else told.replace("\n", " ")
    plan = row["plan"].strip()
    files = [snapshot(n, f"{t}\n".encode()) for n, t in (("plan.txt", plan), ("report.txt", told))]
    made = json.loads(reading_json(read_together(files, Given())))
    if not any((e["planned_start"] or {}).get("zone") for e in made["events"]):
        made = json.loads(reading_json(read_together(files, Given(zones=("Europe/London",)))))
    planned = {e["id"]: clock_of(e["planned_start"]) or "-" for e in made["events"]}
    return [(c["type"], planned.get(c["event"], "-"), clock_of(c["after"])) for c in made["changes"]]
