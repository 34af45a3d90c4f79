"""The shipped Hanoi day: sources in order of arrival, the account at several minutes, page, data and calendar."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

import asrun.examples
from asrun.model.account import Account, EventAccount
from asrun.model.source import Given
from asrun.model.time import Instant
from asrun.pipeline.asking import Question, ask
from asrun.pipeline.demo import run
from asrun.pipeline.moments import parse_moment
from asrun.pipeline.store import add, open_record
from asrun.publish import publish
from asrun.record import Record
from asrun.sources.file import snapshot

FOLDER = Path(asrun.examples.__file__).parent / "hanoi-2019"
LISTING = tomllib.loads((FOLDER / "sources.toml").read_text())


def fill(record: Record, count: int = 99) -> None:
    for source in LISTING["source"][:count]:
        issued = datetime.fromisoformat(source["issued"]).astimezone(UTC)
        given = Given(issued, None, tuple(source["zones"]), source["publisher"], None, LISTING["calendar"])
        assert add(record, snapshot(source["file"], (FOLDER / source["file"]).read_bytes()), given, issued).version


@pytest.fixture(scope="module")
def record() -> Record:
    made = open_record(":memory:")
    fill(made)
    return made


def asked(record: Record, clock: str | None = None, seq: int | None = None) -> Account:
    as_of = parse_moment(f"2019-02-28T{clock}+07:00", None) if clock else None
    return ask(record, Question(as_of=as_of, seq=seq))


def event(account: Account, words: str) -> EventAccount:
    return next(e for e in account.events if words in e.summary.lower())


@pytest.mark.parametrize(
    ("clock", "words", "state"),
    [
        ("12:30", "signing", "Planned"),
        ("12:40", "signing", "Planned"),
        ("16:19", "signing", "No report yet"),
        (None, "signing", "Cancelled"),
        (None, "lunch", "Skipped"),
        (None, "departure", "Replaced"),
        (None, "flew home", "Held, not planned"),
        (None, "press conference", "Held"),
        (None, "one-on-one", "No report yet"),
    ],
)
def test_the_state_of_an_event_as_of_a_minute(record: Record, clock: str | None, words: str, state: str) -> None:
    assert event(asked(record, clock), words).state == state


@pytest.mark.parametrize(
    ("clock", "first", "lines"),
    [
        (
            "07:00",
            "6 events were planned for 28 February 2019: 6 still ahead.",
            ["Planned: Working lunch", "Planned: Joint agreement signing ceremony", "Planned: Press conference"],
        ),
        (
            "12:30",
            "Expanded bilateral meeting of the US and North Korean delegations: 30 min late, it seems.",
            [
                "Delayed, it seems: Working lunch",
                "Planned: Joint agreement signing ceremony",
                "No report yet: One-on-one",
            ],
        ),
        (
            "12:40",
            "A change of programme was announced; which one was not said.",
            ["Delayed, it seems: Working lunch", "Planned: Press conference"],
        ),
        (
            "13:00",
            "Press conference: 2 h earlier (16:00 → 14:00).",
            ["Planned: Press conference", "Planned: Joint agreement signing ceremony", "Expected 14:00 Hanoi"],
        ),
        (
            "18:00",
            "Expanded bilateral meeting of the US and North Korean delegations ended early, without an agreement.",
            [
                "Skipped: Working lunch",
                "Cancelled: Joint agreement signing ceremony",
                "Held: Press conference",
                "Held, not planned: The President flew home",
                "Actual 14:15 Hanoi",
                "1 h 45 min earlier",
            ],
        ),
    ],
)
def test_the_day_in_words_as_of_five_moments(record: Record, clock: str, first: str, lines: list[str]) -> None:
    account = asked(record, clock)
    assert first in [h.words for h in account.highlights]
    text = " ".join(publish(account, "text").decode().split())
    assert [line for line in lines if line not in text] == []


def test_one_instant_in_two_zones_with_the_right_dates(record: Record) -> None:
    lunch = event(asked(record), "lunch").planned_start
    assert lunch is not None
    assert isinstance(lunch.value, Instant)
    assert f"{lunch.value.local:%Y-%m-%d %H:%M}" == "2019-02-28 11:55"
    home = Instant(lunch.value.utc, "America/New_York")
    assert f"{home.local:%Y-%m-%d %H:%M}" == "2019-02-27 23:55"


def test_the_press_conference_was_moved_two_hours_earlier_and_began_a_little_later(record: Record) -> None:
    press = event(asked(record, "13:00"), "press conference")
    assert press.deviation == "2 h earlier"
    assert event(asked(record), "press conference").deviation == "1 h 45 min earlier"


def test_what_was_known_between_the_two_reports(record: Record) -> None:
    before, after = asked(record, "12:30"), asked(record, "12:40")
    assert "unspecified" not in [c.change.kind for c in before.changes]
    assert "unspecified" in [c.change.kind for c in after.changes]
    assert event(before, "delegation").deviation == "30 min late, it seems"


def test_a_question_asked_again_at_its_seq_has_the_same_answer_whatever_was_added_since() -> None:
    with open_record(":memory:") as record:
        fill(record, 3)
        seq = record.head()
        first = [asked(record, clock, seq) for clock in ("12:30", "12:40", None)]
        fill_rest = LISTING["source"][3:]
        assert fill_rest
        for source in fill_rest:
            issued = datetime.fromisoformat(source["issued"]).astimezone(UTC)
            add(record, snapshot(source["file"], (FOLDER / source["file"]).read_bytes()), Given(issued), issued)
        assert record.head() > seq
        assert [asked(record, clock, seq) for clock in ("12:30", "12:40", None)] == first


def test_no_agreement_leads_the_highlights_and_each_has_evidence(record: Record) -> None:
    account = asked(record)
    assert "without an agreement" in account.highlights[0].words
    assert all(h.evidence for h in account.highlights)


def test_the_demo_writes_a_calendar_of_the_same_instants(tmp_path: Path, record: Record) -> None:
    printed = b"".join(run(tmp_path)).decode()
    assert "As of 12:30 Hanoi" in printed
    assert "As of 12:40 Hanoi" in printed
    calendar = icalendar.Calendar.from_ical((tmp_path / "calendar.ics").read_bytes())
    found = {str(e["UID"]): e for e in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT")) == len(asked(record).events)
    signing = found[f"{event(asked(record), 'signing').id}@asrun"]
    assert str(signing["STATUS"]) == "CANCELLED"
    assert signing["DTSTART"].dt.astimezone(UTC) == datetime(2019, 2, 28, 7, 5, tzinfo=UTC)
    assert signing["DTEND"].dt.astimezone(UTC) == datetime(2019, 2, 28, 7, 40, tzinfo=UTC)
    press = found[f"{event(asked(record), 'press conference').id}@asrun"]
    assert press["DTSTART"].dt.astimezone(UTC) == datetime(2019, 2, 28, 7, 15, tzinfo=UTC)
