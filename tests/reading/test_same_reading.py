"""One text, one reading: the order in which sets of words are walked tells nothing."""

import os
import subprocess
import sys
from pathlib import Path

TEXT = """Pool report 2
Sent: Tuesday, 3 June 2025, 6:20 PM EEST

The envoy spoke of Athens, of Helsinki, of Sofia and of Riga. The car moved at 5:05.
"""


def test_readings_do_not_depend_on_the_seed_of_hashes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    asrun = Path(sys.executable).with_name("asrun")
    found = {
        subprocess.run(
            [asrun, "read", "--json", file], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in "0123"
    }
    assert len(found) == 1
