"""Commands under limits of the system: one that takes more processor time or memory than it may is killed."""

import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SECONDS, MEBIBYTES = 120, 2560


def read_bounded(
    folder: Path, files: Mapping[str, bytes | str], seconds: int = SECONDS
) -> subprocess.CompletedProcess[str]:
    """What `asrun read` prints of files, in order, within limits."""
    paths = []
    for name, data in files.items():
        path = folder / name
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        paths.append(str(path))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20, MEBIBYTES << 20))

    command = [sys.executable, "-m", "asrun.cli", "read", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limit)
    assert done.returncode in (0, 1), f"ended by {done.returncode}: {done.stderr[-2000:]}"
    return done
