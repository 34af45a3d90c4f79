"""Real versions of schedules against what is known to have changed between them."""

import gzip
import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from asrun.model.comparison import Comparison
from asrun.model.source import Given
from asrun.pipeline.differing import Differing, diff_json, diff_text, differ
from asrun.sources.file import snapshots

MASSES: dict[tuple[str, str], list[tuple[str, int, int | None]]] = {
    ("0626", "0627"): [],
    ("0167", "0168"): [("delayed", 136, 3600)],
    ("0628", "0629"): [("advanced", 49, -3600)],
    ("0627", "0628"): [],
    ("1008", "1009"): [("added", 119, None)],
    ("1009", "1010"): [("dropped", 344, None)],
    ("1010", "1011"): [("added", 344, None)],
    ("1017", "1018"): [("added", 342, None)],
}
FIELDS = {"added": "added", "dropped": "removed", "relocated": "room", "retitled": "title"}
FIELDS |= {"participants_changed": "persons", "shortened": "duration", "extended": "duration"}


def compared(shared: Path, *numbers: str) -> Differing:
    folder = shared / "data" / "revisions-36c3"
    files = [str(next(folder.glob(f"{n}_*.json.gz"))) for n in numbers]
    made = differ(snapshots(files)[0], Given())
    assert isinstance(made, Differing)
    return made


def net(shared: Path, number: str) -> set[tuple[str, str]]:
    """The changes of a revision by event and field, but for one instant written in another way."""
    folder = shared / "data" / "revisions-36c3"
    commit = next(folder.glob(f"{number}_*.json.gz")).name[5:12]
    found = set()
    with gzip.open(folder / "revisions.jsonl.gz") as lines:
        for row in map(json.loads, lines):
            same = row["change"] == "start" and moment(row["before"]) == moment(row["after"])
            if row["commit"].startswith(commit) and not same:
                found.add((row["guid"], row["change"]))
    return found


def moment(words: str) -> datetime:
    return datetime.fromisoformat(words)


def all_of(made: Comparison) -> set[tuple[str, str]]:
    """The changes and the members of mass changes by event and field."""
    whole = [*made.changes, *(c for m in made.mass_changes for c in m.members)]
    return {(c.event, FIELDS.get(c.kind, "start")) for c in whole}


@pytest.mark.parametrize("pair", MASSES, ids="-".join)
def test_versions_differ_in_what_their_history_says(shared: Path, pair: tuple[str, str]) -> None:
    made = compared(shared, *pair).comparison
    assert all_of(made) == net(shared, pair[1])
    assert [(m.kind, m.count, m.seconds) for m in made.mass_changes] == MASSES[pair]
    assert not {"cancelled", "unspecified", "postponed"} & {c.kind for c in made.changes}


def test_what_is_told_one_by_one(shared: Path) -> None:
    kinds = {pair: Counter(c.kind for c in compared(shared, *pair).comparison.changes) for pair in MASSES}
    assert kinds["0626", "0627"] == {"added": 4}
    assert kinds["0167", "0168"] == {"added": 16}
    assert kinds["1009", "1010"] == kinds["1010", "1011"] == kinds["1017", "1018"] == {}


def test_what_came_back_is_known_from_the_version_before(shared: Path) -> None:
    made = compared(shared, "1009", "1010", "1011").comparison
    assert [(m.kind, m.count) for m in made.mass_changes] == [("restored", 344)]
    assert not made.changes


def test_spans_lead_to_the_event_in_the_file(shared: Path) -> None:
    made = compared(shared, "0627", "0628")
    told: dict[str, Any] = json.loads(diff_json(made))
    file = next((shared / "data" / "revisions-36c3").glob("0628_*.json.gz"))
    raw = gzip.decompress(file.read_bytes()).decode()
    for change in (c for c in told["changes"] if c["kind"] != "dropped"):
        place = change["spans"][-1]
        assert json.loads(raw[place["start"] : place["end"]])["guid"] == change["event"]


def test_a_revised_day_of_a_foreign_minister(shared: Path) -> None:
    folder = shared / "data" / "state-schedules-2009-2011"
    files = [str(folder / f"{n}.txt") for n in ("C05762766", "C05762778")]
    made = differ(snapshots(files)[0], Given(zones=("America/New_York",)))
    assert isinstance(made, Differing)
    lines = diff_text(made).splitlines()
    assert lines[0] == "OFFICE TIME ends 12:15 instead of 12:45 pm"
    added = [line.rpartition(", ")[2] for line in lines if line.startswith("added: ")]
    assert added == ["12:15 pm", "12:20 pm", "3:15 pm", "5:40 pm", "5:45 pm", "6:20 pm", "6:30 pm"]
    others = [line for line in lines[1:] if not line.startswith("added: ")]
    assert len(others) == 2
    assert "starts 5:35 instead of 4:00 pm" in others[0]
    assert "goes to White House instead of Private Residence" in others[1]
