"""What tests share: the shared data, programs that must be there, goldens."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_missing_shared = 0


def shared_folder() -> Path | None:
    """The folder of shared data, where it is there."""
    folder = ROOT / os.environ.get("ASRUN_SHARED", "../shared")
    return folder if (folder / "data").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data; a test that needs it is skipped, loudly, where it is missing."""
    folder = shared_folder()
    if folder is None:
        global _missing_shared  # noqa: PLW0603 - counted for the closing lines
        _missing_shared += 1
        pytest.skip("no shared data at $ASRUN_SHARED")
    return folder


@pytest.fixture
def require() -> Callable[[str, str], str]:
    """A program by name, or by an environment variable that holds it; missing, it is a failure under ASRUN_REQUIRE=all."""

    def find(program: str, variable: str = "") -> str:
        found = os.environ.get(variable) or shutil.which(program)
        if not found:
            message = f"{program} is not installed"
            if os.environ.get("ASRUN_REQUIRE") == "all":
                pytest.fail(message)
            pytest.skip(message)
        return found

    return find


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if shared_folder() is None:
        terminalreporter.write_line(
            "SHARED DATA IS MISSING: set ASRUN_SHARED; the figures on real documents were NOT checked", red=True
        )
