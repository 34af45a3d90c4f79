"""An invented day whose schedule prints the home zone first, with pool reports and a wire article without a date line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from asrun.model.account import Account, EventAccount
from asrun.model.source import Given
from asrun.model.time import Instant
from asrun.pipeline.asking import Question, ask_files
from asrun.sources.file import snapshots

FOLDER = Path(__file__).parent / "nairobi_2024"


@pytest.fixture(scope="module")
def account() -> Account:
    found, _ = snapshots([str(FOLDER)])
    return ask_files(found, Given(), datetime(2024, 7, 13, tzinfo=UTC), Question())[0]


def event(account: Account, words: str) -> EventAccount:
    return next(e for e in account.events if words in e.summary.lower())


def test_the_venue_stands_first_though_the_home_zone_is_printed_first(account: Account) -> None:
    assert [(c.zone, c.role) for c in account.zones] == [("Africa/Nairobi", "local"), ("America/New_York", "home")]
    planned = event(account, "remarks").planned_start
    assert planned is not None
    assert isinstance(planned.value, Instant)
    assert f"{planned.value.local:%H:%M}" == "11:45"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("arrival ceremony", "No report yet"),
        ("bilateral", "Held"),
        ("remarks", "Held"),
        ("signing", "Cancelled"),
        ("tour of the seed bank", "Cancelled"),
        ("airport", "Held"),
    ],
)
def test_what_came_of_each_event(account: Account, words: str, state: str) -> None:
    assert event(account, words).state == state


@pytest.mark.parametrize(("words", "minutes"), [("remarks", 85), ("airport", 108)])
def test_how_late_it_was(account: Account, words: str, minutes: int) -> None:
    assert event(account, words).deviation_seconds == minutes * 60


def test_a_title_is_not_its_deputy(account: Account) -> None:
    assert "the Vice President" in event(account, "arrival ceremony").participants
