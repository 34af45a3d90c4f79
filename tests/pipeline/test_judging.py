"""A person's verdicts: each counts from its entry on, each can be undone, and none changes what was known before."""

from datetime import UTC, datetime, timedelta

import pytest

from asrun.model.account import Account
from asrun.model.days import Days
from asrun.model.entry import FactAdded
from asrun.model.fact import Change
from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask
from asrun.pipeline.judging import correct, doubts, fact_text, judge, merge, relink, split
from asrun.pipeline.store import add, open_record
from asrun.record import Record
from asrun.record.errors import RecordError
from asrun.sources.file import snapshot

NOW = datetime(2024, 3, 20, tzinfo=UTC)
PLAN = """Public schedule of the governor, Porto, 12 March 2024

10:00 Visit to the fish market
12:00 Lunch with exporters
15:00 Press conference
"""
NOON = """Pool report #1, Porto, 12 March 2024, 12:40

The press conference has been cancelled. The dinner was called off.
"""


@pytest.fixture
def record() -> Record:
    made = open_record(":memory:")
    for name, text in (("plan.txt", PLAN), ("noon.txt", NOON)):
        assert add(made, snapshot(name, text.encode()), Given(), NOW).version
    return made


def state(account: Account, words: str) -> str:
    return next(e.state for e in account.events if words in e.summary)


def event(record: Record, words: str) -> str:
    return next(e.id for e in ask(record, Question()).events if words in e.summary)


def change(record: Record, words: str) -> int:
    rows = (e for e in record.entries() if isinstance(e.payload, FactAdded) and isinstance(e.payload.fact, Change))
    return next(e.seq for e in rows if words in e.payload.fact.spans[0].exact)


def told(account: Account) -> list[tuple[object, ...]]:
    return [(e.id, e.summary, e.state, e.planned_start, e.mentions) for e in account.events]


def test_a_change_of_no_known_event_is_in_doubt_with_its_words_in_context(record: Record) -> None:
    found = list(doubts(record, Question()))
    assert [d.words for d in found if "no event" in d.why] == ["The dinner was called off"]
    assert "has been cancelled." in found[-1].before
    judge(record, "reject", found[-1].entry, "Ann", "another town", NOW)
    assert not [d for d in doubts(record, Question()) if "no event" in d.why]


def test_a_quote_of_two_speakers_is_in_doubt_with_both(record: Record) -> None:
    text = "Ben Okafor, whose ministry called the lunch “truly useful” on Tuesday, left.\n"
    assert add(record, snapshot("said.txt", text.encode()), Given(), NOW).version
    (found,) = [d for d in doubts(record, Question()) if "speaker" in d.why]
    assert "truly useful" in found.words
    assert "Ben Okafor" in found.why
    assert "ministry" in found.why
    (line,) = [s.statement for s in ask(record, Question()).statements]
    assert line.doubtful
    judge(record, "accept", found.entry, "Ann", "he speaks for it", NOW)
    (line,) = [s.statement for s in ask(record, Question()).statements]
    assert not line.doubtful
    assert not [d for d in doubts(record, Question()) if "speaker" in d.why]


def test_a_rejected_fact_counts_for_nothing_until_it_is_accepted(record: Record) -> None:
    seq, before = change(record, "press conference"), record.head()
    assert state(ask(record, Question()), "Press") == "Cancelled"
    judge(record, "reject", seq, "Ann", "the reporter meant yesterday's", NOW)
    assert state(ask(record, Question()), "Press") == "No report yet"
    assert state(ask(record, Question(Days((datetime(2024, 3, 12).date(),)))), "Press") == "No report yet"
    assert state(ask(record, Question(seq=before)), "Press") == "Cancelled"
    judge(record, "accept", seq, "Ann", "he did not", NOW + timedelta(hours=1))
    assert state(ask(record, Question()), "Press") == "Cancelled"


def test_a_corrected_fact_stands_in_the_name_of_who_corrected_it(record: Record) -> None:
    seq = change(record, "press conference")
    text = fact_text(record, seq).replace("change cancelled", "change postponed")
    correct(record, seq, text, "Ann", "asked the office", NOW)
    account = ask(record, Question())
    assert state(account, "Press") == "Postponed"
    assert next(c.claimant for c in account.changes if c.change.kind == "postponed") == "Ann"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("change cancelled", "nothing", "line 1"),
        ("The press conference has been", "The press conference had been", "does not hold these words"),
    ],
)
def test_a_correction_that_cannot_stand_says_why_and_adds_nothing(
    record: Record, old: str, new: str, problem: str
) -> None:
    seq, head = change(record, "press conference"), record.head()
    with pytest.raises(RecordError, match=problem):
        correct(record, seq, fact_text(record, seq).replace(old, new), "Ann", "", NOW)
    assert record.head() == head


def test_a_mention_is_linked_to_another_event_and_back(record: Record) -> None:
    seq, press, lunch = change(record, "press conference"), event(record, "Press"), event(record, "Lunch")
    relink(record, seq, lunch, "Ann", "", NOW)
    account = ask(record, Question())
    assert (state(account, "Lunch"), state(account, "Press")) == ("Cancelled", "No report yet")
    relink(record, seq, press, "Ann", "", NOW)
    assert state(ask(record, Question()), "Press") == "Cancelled"


def test_a_correction_stands_when_its_mention_is_linked_anew(record: Record) -> None:
    seq, lunch = change(record, "press conference"), event(record, "Lunch")
    correct(record, seq, fact_text(record, seq).replace("change cancelled", "change postponed"), "Ann", "", NOW)
    relink(record, seq, lunch, "Ann", "", NOW)
    assert state(ask(record, Question()), "Lunch") == "Postponed"


def test_merging_and_splitting_again_is_the_identity(record: Record) -> None:
    before, press, lunch = ask(record, Question()), event(record, "Press"), event(record, "Lunch")
    merge(record, press, lunch, "Ann", "one and the same", NOW)
    merged = ask(record, Question())
    assert press not in {e.id for e in merged.events}
    assert state(merged, "Lunch") == "Cancelled"
    with pytest.raises(RecordError, match="merged already"):
        merge(record, press, lunch, "Ann", "", NOW)
    split(record, press, None, "Ann", "they are two", NOW)
    assert told(ask(record, Question())) == told(before)
    with pytest.raises(RecordError, match="no merge of it that stands"):
        split(record, press, None, "Ann", "", NOW)


def test_a_mention_is_split_off_as_an_event_of_its_own(record: Record) -> None:
    seq, press = change(record, "press conference"), event(record, "Press")
    made = split(record, press, seq, "Ann", "another one", NOW)
    account = ask(record, Question())
    assert {e.id for e in account.events} > {press, made.into}
    assert next(e.state for e in account.events if e.id == press) == "No report yet"


def test_what_is_split_off_is_not_split_off_twice_and_keeps_its_id(record: Record) -> None:
    seq, press = change(record, "press conference"), event(record, "Press")
    made = split(record, press, seq, "Ann", "", NOW)
    with pytest.raises(RecordError, match=f"no mention of {press}"):
        split(record, press, seq, "Ann", "", NOW)
    relink(record, seq, press, "Ann", "", NOW)
    assert split(record, press, seq, "Ann", "", NOW).into == made.into


def test_each_of_two_merges_is_undone_by_its_own_split(record: Record) -> None:
    before, press, lunch = ask(record, Question()), event(record, "Press"), event(record, "Lunch")
    merge(record, press, lunch, "Ann", "", NOW)
    merge(record, lunch, event(record, "Visit"), "Ann", "", NOW)
    split(record, lunch, None, "Ann", "", NOW)
    split(record, press, None, "Ann", "", NOW)
    assert told(ask(record, Question())) == told(before)


@pytest.mark.parametrize("entry", [1, 9_999])
def test_a_verdict_on_what_is_no_fact_is_refused_in_words(record: Record, entry: int) -> None:
    head = record.head()
    with pytest.raises(RecordError, match="no fact of this record"):
        judge(record, "reject", entry, "Ann", "", NOW)
    with pytest.raises(RecordError, match="no events"):
        merge(record, "ev-nothing", "ev-none", "Ann", "", NOW)
    assert record.head() == head
