"""An invented day with other forms: four-digit and dotted clocks, a pool note, an article of the day after."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from asrun.model.account import Account, EventAccount
from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask_files
from asrun.sources.file import snapshots

FOLDER = Path(__file__).parent / "valparaiso_2024"


@pytest.fixture(scope="module")
def account() -> Account:
    found, _ = snapshots([str(FOLDER)])
    return ask_files(found, Given(), datetime(2024, 11, 8, tzinfo=UTC), Question())[0]


def event(account: Account, words: str) -> EventAccount:
    return next(e for e in account.events if words in e.summary.lower())


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("arrival", "No report yet"),
        ("bilateral", "Held"),
        ("wreath", "Cancelled"),
        ("signing", "Cancelled"),
        ("press conference", "Held"),
        ("departure", "Held"),
    ],
)
def test_what_came_of_each_event(account: Account, words: str, state: str) -> None:
    assert event(account, words).state == state


@pytest.mark.parametrize(("words", "minutes"), [("bilateral", 40), ("press conference", 60), ("departure", 55)])
def test_how_late_it_was(account: Account, words: str, minutes: int) -> None:
    assert event(account, words).deviation_seconds == minutes * 60


def test_a_delay_told_twice_is_one_change(account: Account) -> None:
    moved = [c for c in account.changes if c.event == event(account, "signing").id and c.change.kind == "delayed"]
    assert len(moved) == 1
    assert moved[0].change.delta == "PT45M"
    assert moved[0].restated_in
