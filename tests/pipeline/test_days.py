"""A day told again, many days counted, and what is new since a moment."""

import csv
import json
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from asrun.model.days import Days
from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask, ask_changed
from asrun.pipeline.counting import COLUMNS, stats
from asrun.pipeline.replaying import replay, replay_lines
from asrun.pipeline.store import add, open_record
from asrun.publish import publish
from asrun.record import Record
from asrun.sources.file import snapshot

NOW = datetime(2024, 3, 20, tzinfo=UTC)
PLAN = """Public schedule of the governor, Porto, 12 March 2024

10:00 Visit to the fish market
12:00-13:00 Lunch with exporters
15:00 Press conference
"""
NOON = """Pool report #1, Porto, 12 March 2024, 12:40

The lunch started at 12:25. The press conference has been cancelled.
"""


@pytest.fixture
def record() -> Record:
    made = open_record(":memory:")
    for number, (name, text) in enumerate((("plan.txt", PLAN), ("noon.txt", NOON))):
        added = add(made, snapshot(name, text.encode()), Given(calendar="governor"), NOW + timedelta(hours=number))
        assert added.version
    return made


def test_a_replay_tells_each_moment_once_in_order_and_what_it_did(record: Record) -> None:
    lines = list(replay_lines(*replay(record, Question())))
    text = "\n".join(lines)
    assert "12 March 2024  12:40 Porto" in text
    assert "Press conference: cancelled." in text
    assert text.count("The lunch started at 12:25") == 1
    _, moments = replay(record, Question())
    found = [m.at for m in moments]
    assert found == sorted(set(found))


def test_a_replay_of_an_empty_record_is_a_title() -> None:
    assert list(replay_lines(*replay(open_record(":memory:"), Question()))) == ["As run"]


def test_stats_count_by_calendar_and_kind(record: Record) -> None:
    rows = list(csv.DictReader(stats(record, Question()).splitlines()))
    assert tuple(rows[0]) == COLUMNS
    whole = next(r for r in rows if r["kind"] == "all")
    assert (whole["calendar"], whole["planned"], whole["held"], whole["off"], whole["no_report"]) == (
        "governor", "3", "1", "1", "1",
    )  # fmt: skip
    assert (whole["late"], whole["median_minutes_late"], whole["median_minutes_of_notice"]) == ("1", "25", "140")
    assert stats(record, Question(Days(first=datetime(2024, 3, 13).date()))).splitlines() == [",".join(COLUMNS)]


def test_since_a_moment_only_what_is_new_stands(record: Record) -> None:
    new = ask_changed(record, Question(), NOW + timedelta(minutes=30))
    assert sorted(e.summary for e in new.events) == ["Lunch with exporters", "Press conference"]
    assert all(any(n.startswith("before: ") for n in e.notes) for e in new.events)
    assert {c.change.kind for c in new.changes} == {"cancelled"}
    assert not ask_changed(record, Question(), NOW + timedelta(hours=2)).events
    before = ask_changed(record, Question(), NOW - timedelta(days=1))
    assert [e.id for e in before.events] == [e.id for e in ask(record, Question()).events]


MAYOR = """Public schedule of the mayor, Porto, 13 March 2024

10:00 Council session
15:00 Press conference, Town Hall
"""
LATER = """Pool report #2, Porto, 13 March 2024, 15:40

The press conference started at 15:20. "It went well," spokesman Tom Hale said.
"""


@pytest.fixture
def trip(record: Record) -> Record:
    for number, (name, text) in enumerate((("mayor.txt", MAYOR), ("later.txt", LATER)), 2):
        added = add(record, snapshot(name, text.encode()), Given(calendar="mayor"), NOW + timedelta(hours=number))
        assert added.version
    return record


def day(number: int) -> date:
    return date(2024, 3, number)


def test_days_and_calendars_are_asked_of_together(trip: Record) -> None:
    whole = ask(trip, Question())
    assert [e.name for e in whole.events] == [
        "Visit to the fish market (12 March)",
        "Lunch with exporters (12 March)",
        "Press conference (12 March)",
        "Council session (13 March)",
        "Press conference (13 March)",
    ]
    assert [e.state for e in whole.events if "Press" in e.name] == ["Cancelled", "Held"]
    assert whole.title.startswith("governor, mayor, 12 March 2024 to 13 March 2024")
    for question in (Days((day(12), day(13))), Days(first=day(12), last=day(13)), Days(first=day(12))):
        assert ask(trip, Question(question)).events == whole.events
    assert ask(trip, Question(calendars=("mayor", "governor"))).events == whole.events


def test_a_day_takes_in_its_own_alone(trip: Record) -> None:
    for question in (Question(Days((day(13),))), Question(Days(first=day(13))), Question(calendars=("mayor",))):
        account = ask(trip, question)
        assert [e.name for e in account.events] == ["Council session", "Press conference"]
        assert [s.doc for s in account.sources] == ["mayor.txt", "later.txt"]
        assert [s.statement.speaker for s in account.statements] == ["Tom Hale"]
        assert {o.observation.spans[0].doc for o in account.observations} == {"later.txt"}
    assert not ask(trip, Question(Days((day(12),)))).statements


def test_several_days_read_well_in_every_format(trip: Record) -> None:
    account = ask(trip, Question())
    for form in ("text", "table", "html"):
        printed = publish(account, form).decode()
        for words in (
            "Tuesday 12 March 2024",
            "Wednesday 13 March 2024",
            "Press conference (12 March), planned for 15:00",
        ):
            assert words in printed, (form, words)
        assert "Town Hall · mayor" in printed
    calendar = icalendar.Calendar.from_ical(publish(account, "ics"))
    assert len(calendar.walk("VEVENT")) == 5
    assert {c for e in calendar.walk("VEVENT") for c in e["CATEGORIES"].cats} >= {"governor", "mayor"}
    assert {e["calendar"] for e in json.loads(publish(account, "json"))["events"]} == {"governor", "mayor"}


def test_a_replay_of_two_days_names_the_day_of_each_moment(trip: Record) -> None:
    lines = list(replay_lines(*replay(trip, Question(Days(first=day(12), last=day(13))))))
    assert [line.partition("  ")[0] for line in lines if line.endswith("Porto")] == ["12 March 2024", "13 March 2024"]
