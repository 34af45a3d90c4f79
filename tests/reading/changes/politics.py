"""Linked changes in 840 articles of general politics, against what a careful reader found in them.

`politics.jsonl` holds facts alone: where a true change of a scheduled event is told, and which linked changes were judged
false. A linked change that nobody judged counts as false.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from asrun.linking import link
from asrun.model.fact import Change
from asrun.model.known import Known
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HERE = Path(__file__).parent


class Measure(NamedTuple):
    """Precision and recall of the linked changes, and those that nobody judged."""

    precision: float
    recall: float
    unjudged: list[str]


def linked(folder: Path) -> Iterator[tuple[str, Change]]:
    """The changes of a folder of articles whose happening is linked to an event, with the article's name."""
    for path in sorted(folder.glob("*.txt")):
        reading = read(snapshot(path.name, path.read_bytes()))
        changes = [f for f in reading.facts if isinstance(f, Change) and f.about]
        if changes or reading.hints:
            made = link(reading, Known())
            joined = {one.mention for one in made.links}
            changes += made.changes
            yield from ((path.stem, c) for c in changes if c.about and c.about.spans[0] in joined)


def measured(folder: Path) -> Measure:
    """How the linked changes of the articles stand against the judged ones."""
    rows = [json.loads(line) for line in (HERE / "politics.jsonl").read_text(encoding="utf-8").splitlines()]
    true = [r for r in rows if r["true"]]
    found: set[int] = set()
    right = read_ones = 0
    unjudged: list[str] = []
    for document, change in linked(folder):
        cue = change.cue or change.spans[0]
        judged = [r for r in rows if r["document"] == document and r["start"] < cue.end and cue.start < r["end"]]
        good = [r for r in judged if r["true"] and change.kind in r["kinds"]]
        read_ones += 1
        if good and all(r["true"] for r in judged):
            right += 1
            found |= {id(r) for r in good}
        elif not judged:
            unjudged.append(f"{document}@{cue.start}-{cue.end}: {change.kind}")
    return Measure(right / max(1, read_ones), len(found) / len(true), unjudged)
