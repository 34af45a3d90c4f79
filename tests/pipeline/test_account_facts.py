"""The account of whole document sets against their gold, by the benchmark that measures it."""

import subprocess
import sys
from pathlib import Path

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
