"""Records of each store: a test that takes `where` or `fresh` runs on SQLite and on a real PostgreSQL server."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

STORES = ("sqlite", "postgres")


@pytest.fixture(params=STORES)
def fresh(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """A maker of places of new, empty records of each store."""
    monkeypatch.setenv("HOME", str(tmp_path))
    if request.param == "postgres":
        make: Callable[[], str] = request.getfixturevalue("postgres")
        return make
    numbers = count()
    return lambda: str(tmp_path / f"record{next(numbers)}.db")


@pytest.fixture
def where(fresh: Callable[[], str]) -> str:
    """Where a new, empty record of each store is."""
    return fresh()
