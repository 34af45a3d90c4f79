"""What tests share: the shared data, programs that must be there, goldens."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_left_out = pytest.StashKey[int]()


def shared_folder() -> Path | None:
    """The folder of shared data, where it is there."""
    folder = ROOT / os.environ.get("ASRUN_SHARED", "../shared")
    return folder if (folder / "data").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data; where it is missing, the tests that need it are one skip and a loud line."""
    folder = shared_folder()
    if folder is None:
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


@pytest.fixture
def postgres() -> Iterator[Callable[[], str]]:
    """A maker of addresses of empty schemas on the server of $ASRUN_POSTGRES; they are dropped at the end."""
    server = os.environ.get("ASRUN_POSTGRES")
    if not server:
        message = "no PostgreSQL server at $ASRUN_POSTGRES: the promises are NOT tested on it"
        if os.environ.get("ASRUN_REQUIRE") == "all":
            pytest.fail(message)
        pytest.skip(message)
    import psycopg

    made: list[str] = []

    def make() -> str:
        made.append(f"asrun_{uuid.uuid4().hex[:12]}")
        with psycopg.connect(server, autocommit=True) as db:
            db.execute(f"CREATE SCHEMA {made[-1]}".encode())
        return f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{made[-1]}"

    yield make
    with psycopg.connect(server, autocommit=True) as db:
        for schema in made:
            db.execute(f"DROP SCHEMA {schema} CASCADE".encode())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without shared data one test that needs it stays, to be the one counted skip; the others are deselected."""
    needing = [item for item in items if "shared" in getattr(item, "fixturenames", ())]
    if shared_folder() is None and needing:
        config.stash[_left_out] = len(needing)
        config.hook.pytest_deselected(items=needing[1:])
        items[:] = [item for item in items if item not in needing[1:]]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not os.environ.get("ASRUN_POSTGRES"):
        terminalreporter.write_line("NO SERVER at $ASRUN_POSTGRES: the record on PostgreSQL was NOT tested", red=True)
    if count := config.stash.get(_left_out, 0):
        terminalreporter.write_line(
            f"SHARED DATA IS MISSING at $ASRUN_SHARED: {count} tests on real documents did NOT run", red=True
        )
