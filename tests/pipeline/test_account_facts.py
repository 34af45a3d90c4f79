"""The account of whole document sets against their gold, by the benchmark that measures it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "accounts.py"


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("seed", {"events": 0.85, "status": 1, "planned": 1, "history": 1, "conflicts": 0.7}),
        ("rail-accord-kathmandu", {"events": 0.75, "planned": 1, "history": 1}),
        ("itinerary-table-newfoundland", {"events": 0.6, "planned": 1, "history": 1}),
    ],
)
def test_the_account_has_the_facts_of_the_gold(name: str, floors: dict[str, float], shared: Path) -> None:
    command = [sys.executable, str(BENCHMARK), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"ASRUN_SHARED": str(shared)})
    assert done.returncode == 0, done.stderr
    head, scored, _ = (line.split() for line in done.stdout.splitlines())
    shares = dict(zip(head[1:], scored[1:], strict=True))
    assert {k: v for k, v in shares.items() if k in floors and float(v) < floors[k]} == {}


def as_of(shared: Path, clock: str) -> dict[str, Any]:
    """The account of the seed article as of a clock of its venue."""
    folder = shared / "data" / "seed"
    names = [p.name for p in folder.glob("*.txt")]
    asrun = [sys.executable, "-m", "asrun.cli", "account", "--from-files", "--format", "json", "--as-of", clock, *names]
    return json.loads(subprocess.run(asrun, cwd=folder, capture_output=True, check=True).stdout)


def test_an_article_is_told_as_of_the_minutes_that_it_tells_of(shared: Path) -> None:
    before, after = as_of(shared, "12:30"), as_of(shared, "12:40")
    for account in (before, after):
        states = {e["kind"]: e["state"] for e in account["events"]}
        assert states["meal"] == "Delayed, it seems"
        assert states["ceremony"] == "Planned"
        late = [c["change"] for c in account["changes"] if c["change"]["kind"] == "delayed"]
        assert {c["certainty"] for c in late} == {"hedged"}
    assert "unspecified" not in {c["change"]["kind"] for c in before["changes"]}
    announced = [c for c in after["changes"] if c["change"]["kind"] == "unspecified"]
    assert [c["known_from"] for c in announced] == ["2019-02-28T05:35:00Z"]
    assert any("change of programme was announced" in h["words"] for h in after["highlights"])
