"""First lines of documents: their kind, their day, and the instants of the clocks that hang on both."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from asrun.model.time import Timex, day_of
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HEADS = tomllib.loads((Path(__file__).parent / "heads.toml").read_text(encoding="utf-8"))["head"]


@pytest.mark.parametrize("head", HEADS, ids=[h["text"].strip().splitlines()[0][:40] for h in HEADS])
def test_the_roots_of_a_document(head: dict[str, Any]) -> None:
    reading = read(snapshot("d.txt", head["text"].lstrip().encode()))
    clocks = [t for t in reading.facts if isinstance(t, Timex) and t.type == "TIME" and t.value[11:12].isdigit()]
    told = {
        "kind": reading.header.kind,
        "created": str(day_of(reading.header.created)),
        "clocks": [f"{t.utc:%Y-%m-%dT%H:%M}" if t.utc else t.value for t in sorted(clocks, key=lambda t: t.span.start)],
    }
    assert {k: told[k] for k in head if k != "text"} == {k: v for k, v in head.items() if k != "text"}
