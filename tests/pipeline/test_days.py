"""A day told again, many days counted, and what is new since a moment."""

import csv
from datetime import UTC, datetime, timedelta

import pytest

from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask, ask_changed
from asrun.pipeline.counting import COLUMNS, stats
from asrun.pipeline.replaying import replay, replay_lines
from asrun.pipeline.store import add, open_record
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
    rows = list(csv.DictReader(stats(record, Question(), None, None).splitlines()))
    assert tuple(rows[0]) == COLUMNS
    whole = next(r for r in rows if r["kind"] == "all")
    assert (whole["calendar"], whole["planned"], whole["held"], whole["off"], whole["no_report"]) == (
        "governor", "3", "1", "1", "1",
    )  # fmt: skip
    assert (whole["late"], whole["median_minutes_late"], whole["median_minutes_of_notice"]) == ("1", "25", "140")
    assert stats(record, Question(), datetime(2024, 3, 13).date(), None).splitlines() == [",".join(COLUMNS)]


def test_since_a_moment_only_what_is_new_stands(record: Record) -> None:
    new = ask_changed(record, Question(), NOW + timedelta(minutes=30))
    assert sorted(e.summary for e in new.events) == ["Lunch with exporters", "Press conference"]
    assert all(any(n.startswith("before: ") for n in e.notes) for e in new.events)
    assert {c.change.kind for c in new.changes} == {"cancelled"}
    assert not ask_changed(record, Question(), NOW + timedelta(hours=2)).events
    before = ask_changed(record, Question(), NOW - timedelta(days=1))
    assert [e.id for e in before.events] == [e.id for e in ask(record, Question()).events]
