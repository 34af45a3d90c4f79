"""Small documents of each kind: their kind, title and day, with a folder that was kept untouched while they were read."""

import json
from pathlib import Path

import pytest

from asrun.model.fact import Plan
from asrun.model.time import day_of
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HERE = Path(__file__).parent / "kinds"
ASKED = {part: json.loads((HERE / f"{part}.json").read_text(encoding="utf-8")) for part in ("development", "untouched")}


def told(path: Path) -> dict[str, object]:
    reading = read(snapshot(path.name, path.read_bytes()))
    header = reading.header
    return {"kind": header.kind, "title": header.title, "created": str(day_of(header.created))}


@pytest.mark.parametrize("name", ASKED["development"])
def test_a_document_says_what_it_is(name):
    asked = dict(ASKED["development"][name])
    sections = asked.pop("sections")
    path = HERE / "development" / f"{name}.txt"
    assert told(path) == asked
    found = [f.kind for f in read(snapshot(path.name, path.read_bytes())).facts if type(f).__name__ == "Section"]
    assert all(found.count(kind) >= sections.count(kind) for kind in sections)


def test_untouched_documents_say_what_they_are():
    right = sum(
        told(HERE / "untouched" / f"{name}.txt") == {k: v for k, v in asked.items() if k != "sections"}
        for name, asked in ASKED["untouched"].items()
    )
    assert right >= 5


def test_one_line_under_a_title_that_says_schedule_is_an_event():
    path = HERE / "development" / "one_line.txt"
    plans = [f for f in read(snapshot(path.name, path.read_bytes())).facts if isinstance(f, Plan)]
    assert [p.summary for p in plans] == ["Signing ceremony"]
