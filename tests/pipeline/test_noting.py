"""A person's own word: read like a report, on the record's day and zone, and kept as a source of its own."""

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from asrun.cli import main
from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask
from asrun.pipeline.noting import keep_note, note, read_note
from asrun.pipeline.store import add, open_record
from asrun.record import Record
from asrun.sources.file import snapshot

NOW = datetime(2024, 3, 20, tzinfo=UTC)
PLAN = "Public schedule of the governor, Porto, 12 March 2024\n\n10:00 Visit to the fish market\n12:00 Lunch with exporters\n"


@pytest.fixture
def record() -> Record:
    made = open_record(":memory:")
    assert add(made, snapshot("plan.txt", PLAN.encode()), Given(), NOW).version
    return made


def test_a_note_is_on_the_day_and_in_the_zone_of_the_record_and_stands_from_its_clock_on(record: Record) -> None:
    made, given = note(record, "11:40 lunch 30 min late", "Ann Boyle", NOW, Given(), None)
    assert given.day == date(2024, 3, 12)
    assert given.basis == {"day": "assumed from the record", "zones": "assumed from the record"}
    assert given.issued_at == datetime(2024, 3, 12, 11, 40, tzinfo=UTC)
    assert keep_note(record, made, given, NOW).version
    lunch = next(e for e in ask(record, Question()).events if "Lunch" in e.summary)
    assert lunch.deviation == "30 min late"
    assert lunch.planned_end is None
    line = next(c for c in ask(record, Question()).changes if c.event == lunch.id)
    assert (line.claimant, line.known_from) == ("Ann Boyle", given.issued_at)


def test_a_note_without_words_or_record_is_read_as_nothing(record: Record) -> None:
    made, given = note(record, "  ", "Ann", NOW, Given(), None)
    assert [f for f in read_note(made, given).facts if getattr(f, "about", None)] == []
    empty, told = note(open_record(":memory:"), "lunch cancelled", "Ann", NOW, Given(), None)
    assert told.day is None
    assert read_note(empty, told).facts


def test_a_note_without_words_is_refused_before_a_record_is_looked_at() -> None:
    done = CliRunner().invoke(main, ["note", "  ", "--yes"])
    assert done.exit_code == 2
    assert "without words" in done.output
