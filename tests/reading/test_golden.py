"""Goldens beside their documents: what the reader finds, whole; `make golden` rewrites them, the diff is reviewed."""

import os
from pathlib import Path

import pytest

from asrun.model.source import Given
from asrun.model.text import dumps_all
from asrun.reading.reader import read
from asrun.sources.file import snapshot

CASES = sorted((Path(__file__).parent / "golden").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_a_document_is_read_as_its_golden_says(path: Path) -> None:
    reading = read(snapshot(path.name, path.read_bytes()), Given())
    found = dumps_all(reading.facts) + "".join(f"\n# {notice}\n" for notice in reading.notices)
    golden = path.with_suffix(".facts")
    if os.environ.get("ASRUN_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_there_are_goldens() -> None:
    assert CASES
