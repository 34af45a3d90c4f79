"""New versions of a source in a record: the same events, typed changes, mass changes held, and all of it reversible."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from asrun.model.account import Account, EventAccount
from asrun.model.entry import FactAdded
from asrun.model.fact import Change
from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask, ask_files
from asrun.pipeline.store import Added, accept, add, open_record, withdraw
from asrun.pipeline.telling import event_text, log_lines
from asrun.record import Record
from asrun.record.errors import RecordError
from asrun.sources.file import snapshot

HEAD = "Programme of the council, Tuesday 14 May 2024\n\nAll times are local time in Lisbon.\n\n"
A = ["09:00-09:45 Office time", "10:30 Meeting with the dockers' union, Port House", "15:30 Photo call, Quay 4"]
B = ["09:00-09:15 Office time", "11:00 Meeting with the dockers' union, Customs House"]
NOW = datetime(2024, 5, 13, 8, tzinfo=UTC)
NAMES = "Abreu Barros Castro Dantas Esteves Fontes Guerra Hipolito Inacio Lacerda Moura Novais".split()
MANY = [f"{8 + n // 4:02}:{n % 4 * 15:02} Hearing of witness {name}" for n, name in enumerate(NAMES)]


@pytest.fixture
def record() -> Iterator[Record]:
    with open_record(":memory:") as opened:
        yield opened


def put(record: Record, items: list[str], name: str, hours: int = 0, **more: str) -> Added:
    data = (HEAD + "\n".join(items) + "\n").encode()
    return add(record, snapshot(name, data), Given(), NOW + timedelta(hours=hours), **more)  # type: ignore[arg-type]


def event(account: Account, words: str) -> EventAccount:
    (found,) = [e for e in account.events if words in e.summary]
    return found


def told(account: Account) -> set[str]:
    return {c.words for c in account.changes}


def later(items: list[str], hours: int) -> list[str]:
    return [f"{int(i[:2]) + hours:02}{i[2:]}" for i in items]


WORDS = {
    "Office time ends 09:15 instead of 09:45.",
    "Meeting with the dockers' union starts 11:00 instead of 10:30 (30 min later).",
    "Meeting with the dockers' union is at Customs House instead of Port House.",
    "No longer on the schedule, not called cancelled: Photo call, 15:30.",
}


@pytest.mark.parametrize("how", [{"source": "a.txt"}, {"revises": "a.txt"}, {}], ids=["source", "revises", "found"])
def test_a_version_keeps_its_events_and_tells_its_changes(record: Record, how: dict[str, str]) -> None:
    put(record, A, "a.txt")
    added = put(record, B, "b.txt", 1, **how)
    assert added.version
    assert (added.version.source, added.version.revision_of, added.events) == ("a.txt", "a.txt", 0)
    assert bool(added.version.basis == "declared") == bool(how)
    assert {n.code for n in added.notices} == (set() if how else {"version-found"})
    account = ask(record, Question())
    assert told(account) == WORDS
    assert event(account, "Photo call").plan == "dropped"
    moved = event(account, "dockers")
    assert (moved.deviation, moved.current_place) == ("30 min late", "Customs House")
    assert event(account, "Office").outcome == "no_report"
    for change in (c.change for c in account.changes if c.change.kind != "dropped"):
        assert [s.doc for s in change.spans] == [added.version.id, "a.txt"]
    assert "Office time ends 09:15 instead of 09:45" in "\n".join(log_lines(record.entries()))
    assert "field    ends" in event_text(record, event(account, "Office").id)


def test_a_withdrawn_version_changes_nothing_and_may_be_added_apart(record: Record) -> None:
    put(record, A, "a.txt")
    put(record, B, "b.txt", 1)
    withdraw(record, "b.txt", "another office's", NOW)
    account = ask(record, Question())
    assert not account.changes
    assert {e.plan for e in account.events} == {"planned"}
    apart = put(record, B, "b.txt", 2, source="b.txt")
    assert apart.version
    assert apart.version.source == "b.txt"
    assert not apart.changes


def test_changes_are_told_against_the_version_that_is_left(record: Record) -> None:
    put(record, A, "a.txt")
    put(record, later(A, 2), "a.txt", 1)
    put(record, [A[0], "10:45 Meeting with the dockers' union, Port House", A[2]], "a.txt", 2)
    assert any("10:45 instead of 12:30" in w for w in told(ask(record, Question())))
    before = record.head()
    withdraw(record, "a.txt~2", "the wrong day", NOW)
    assert told(ask(record, Question())) == {
        "Meeting with the dockers' union starts 10:45 instead of 10:30 (15 min later)."
    }
    assert any("10:45 instead of 12:30" in w for w in told(ask(record, Question(seq=before))))


def test_there_and_back_again_are_three_versions(record: Record) -> None:
    for hours, items in enumerate((A, B, A, B)):
        added = put(record, items, "a.txt", hours)
        assert added.version
        assert added.version.number == hours + 1
    account = ask(record, Question())
    assert event(account, "Photo call").plan == "dropped"
    assert [c.change.kind for c in account.changes if c.event == event(account, "Photo call").id] == [
        "dropped",
        "restored",
        "dropped",
    ]
    moves = [c.change.kind for c in account.changes if c.event == event(account, "dockers").id and c.change.delta]
    assert moves == ["delayed", "advanced", "delayed"]
    assert len(account.events) == 3
    assert event(ask(record, Question(as_of=NOW + timedelta(hours=2, minutes=1))), "Photo call").plan == "planned"


def test_one_instant_in_another_notation_changes_nothing(record: Record) -> None:
    put(record, A, "a.txt")
    added = put(
        record, ["9 am to 9.45 am Office time", "10.30 am Meeting with the dockers' union, Port House", A[2]], "a.txt"
    )
    assert added.version
    assert not added.changes


def test_a_mass_move_is_held_until_a_person_accepts_it(record: Record) -> None:
    put(record, MANY, "a.txt")
    added = put(record, later(MANY, 1), "a.txt", 1)
    (notice,) = [n for n in added.notices if n.code == "mass-change-held"]
    assert "12 events all 1 h later" in notice.message
    account = ask(record, Question())
    assert not account.changes
    assert not any(e.expected_start for e in account.events)
    assert "mass-change-held" in {n.code for n in account.notices}
    put(record, [*later(MANY[1:], 1), "16:00 Closing words"], "a.txt", 2)
    account = ask(record, Question())
    assert told(account) == {
        "Added: Closing words, 16:00.",
        "No longer on the schedule, not called cancelled: " + MANY[0][6:] + ", 08:00.",
    }
    held = [d.words for d in account.deviations if d.rule == "mass-change"]
    assert [h.partition(",")[0] for h in held] == [
        f"A new version of a.txt changes {n} events at once: each 1 h later; held for review" for n in (12, 11)
    ]
    assert accept(record, "a.txt~2", "", NOW) == 12
    account = ask(record, Question())
    counts = [d.words for d in account.deviations if d.rule == "mass-change" and "held" not in d.words]
    assert counts == ["A new version of a.txt changes 12 events at once: each 1 h later."]
    assert not [d for d in account.deviations if d.rule == "silent-revision" and "1 h later" in d.words]
    assert {e.deviation for e in account.events if "witness" in e.summary} == {"1 h late"}
    with pytest.raises(RecordError, match="accepted already"):
        accept(record, "a.txt~2", "", NOW)
    with pytest.raises(RecordError, match="held for review"):
        accept(record, "a.txt", "", NOW)


def test_an_outage_drops_nothing_and_its_end_brings_nothing_back(record: Record) -> None:
    put(record, MANY, "a.txt")
    held = put(record, MANY[:2], "a.txt", 1)
    assert "mass-change-held" in {n.code for n in held.notices}
    back = put(record, MANY, "a.txt", 2)
    assert not back.changes
    account = ask(record, Question())
    assert not account.changes
    assert {e.plan for e in account.events} == {"planned"}


def test_a_short_day_is_never_held(record: Record) -> None:
    put(record, MANY[:5], "a.txt")
    added = put(record, later(MANY[:5], 1), "a.txt", 1)
    assert not added.notices
    assert len(ask(record, Question()).changes) == 5


def test_another_day_at_the_same_address_is_no_revision_of_the_day_before(record: Record) -> None:
    put(record, A, "a.txt")
    data = (HEAD.replace("Tuesday 14", "Wednesday 15") + "\n".join(A)).encode()
    add(record, snapshot("a.txt", data), Given(), NOW)
    account = ask(record, Question())
    assert len(account.events) == 6
    assert not account.changes


def test_two_offices_of_one_day_are_two_sources(record: Record) -> None:
    put(record, A, "a.txt")
    other = put(record, ["09:00 Staff meeting", "13:00 Lunch with the bishop", "15:30 Photo call, Quay 4"], "b.txt")
    assert other.version
    assert other.version.source == "b.txt"


def test_files_without_a_record_are_versions_too() -> None:
    files = [snapshot(n, (HEAD + "\n".join(i)).encode()) for n, i in (("a.txt", A), ("b.txt", B))]
    account, _ = ask_files(files, Given(), NOW, Question())
    assert told(account) == WORDS
    assert {c.known_from for c in account.changes} == {None}


def test_a_version_that_is_not_there_cannot_be_revised(record: Record) -> None:
    with pytest.raises(RecordError, match="no version of this record"):
        put(record, A, "a.txt", revises="x.txt")
    put(record, A, "a.txt")
    put(record, B, "a.txt", 1)
    third = put(record, [*A, "17:00 Concert"], "a.txt", 2, revises="a.txt")
    assert third.version
    assert (third.version.id, third.version.revision_of) == ("a.txt~3", "a.txt")
    facts = [e.payload for e in record.entries() if isinstance(e.payload, FactAdded) and e.payload.version == "a.txt~3"]
    assert [f.fact.kind for f in facts if isinstance(f.fact, Change) and f.fact.field] == ["added"]


def test_a_list_of_changes_is_applied_to_the_version_before(record: Record) -> None:
    put(record, A, "a.txt")
    delta = b"REVISION 2, 14 May 2024\n\nMeeting now 1100, Customs House\n1530 photo call withdrawn\nAdd 1620 Concert\n"
    added = add(record, snapshot("b.txt", delta), Given(), NOW + timedelta(hours=1))
    assert added.version
    assert (added.version.revision_of, added.changes, added.events) == ("a.txt", 4, 1)
    account = ask(record, Question())
    assert event(account, "dockers").deviation == "30 min late"
    assert event(account, "Photo call").state == "Cancelled"
    assert event(account, "Office").state == "Planned"
    assert "withdrawn" in event_text(record, event(account, "Photo call").id)
    whole = put(record, [A[0], "11:00 Meeting with the dockers' union, Customs House", "16:20 Concert"], "a.txt", 2)
    assert not whole.changes
    again = b"REVISION 3, 14 May 2024\n\n1530 photo call reinstated\n1100 meeting now 1130\n"
    assert add(record, snapshot("c.txt", again), Given(), NOW + timedelta(hours=3), "a.txt").changes == 2
    account = ask(record, Question())
    assert event(account, "Photo call").plan == "planned"
    assert event(account, "dockers").deviation == "1 h late"
    withdraw(record, "a.txt~4", "", NOW)
    assert event(ask(record, Question()), "Photo call").state == "Cancelled"


def test_a_list_of_changes_of_nothing_known_says_so(record: Record) -> None:
    added = add(
        record, snapshot("b.txt", b"REVISION 2\n\nDeparture now 1310\n1145 announcement withdrawn\n"), Given(), NOW
    )
    assert "revision-of-nothing" in {n.code for n in added.notices}
    assert not ask(record, Question()).events


def test_what_a_version_called_off_in_its_own_words_comes_back(record: Record) -> None:
    put(record, A, "a.txt")
    put(record, [*A[:2], "15:30 CANCELLED: Photo call, Quay 4"], "b.txt", 1, source="a.txt")
    assert event(ask(record, Question()), "Photo").state == "Cancelled"
    text = "REVISION to the programme of the council, Tuesday 14 May 2024\n\nPhoto call reinstated\n10:30 meeting postponed\n"
    added = add(record, snapshot("c.txt", text.encode()), Given(), NOW + timedelta(hours=2), source="a.txt")
    assert not [n for n in added.notices if n.code == "revision-names-nothing"]
    account = ask(record, Question())
    assert event(account, "Photo").state == "Planned"
    meeting = event(account, "Meeting")
    assert (meeting.state, meeting.expected_start) == ("Postponed", None)
    assert "Meeting with the dockers' union is postponed, no new time (it was to start 10:30)." in told(account)


def test_what_follows_another_item_is_expected_no_otherwise_by_a_new_version(record: Record) -> None:
    items = ["09:00 Office time", "Immediately following: Press briefing, Room 3", "15:30 Photo call, Quay 4"]
    put(record, items, "a.txt")
    put(record, ["08:30 Breakfast, Town Hall", *items], "b.txt", 1, source="a.txt")
    assert event(ask(record, Question()), "Press briefing").expected_start is None


def test_an_item_that_a_list_of_changes_adds_has_its_place_and_who_may_come(record: Record) -> None:
    put(record, A, "a.txt")
    delta = "REVISION 2, 14 May 2024\n\nAdd: 16:20-16:40 reading with Minister Rui Prado, Quay 2.\n"
    delta += "Add 1800 Supper, Old Mill (closed press)\n"
    add(record, snapshot("b.txt", delta.encode()), Given(), NOW + timedelta(hours=1), "a.txt")
    account = ask(record, Question())
    reading, supper = event(account, "Reading"), event(account, "Supper")
    assert (reading.summary, reading.place) == ("Reading with Minister Rui Prado", "Quay 2")
    assert (supper.summary, supper.place) == ("Supper", "Old Mill")
