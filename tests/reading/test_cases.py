"""The gold of every document set is whole: its spans are the words, its instants and references hold together."""

import subprocess
import sys
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/gold.json")))
def test_the_gold_holds_together(case: str, shared: Path) -> None:
    checker = [sys.executable, str(shared / "tools" / "check_gold.py"), str(CASES / case)]
    done = subprocess.run(checker, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_set_is_described() -> None:
    described = (CASES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in CASES.iterdir() if path.is_dir() and f"**{path.name}.**" not in described] == []
