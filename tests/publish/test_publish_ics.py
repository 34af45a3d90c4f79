"""The calendar, read back by the library that calendar programs are tested with."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from icalendar import Calendar
from sample import LISBON, account, hostile, lisbon, utc

from asrun.model.account import Account, EventAccount, Known
from asrun.model.time import Instant
from asrun.publish import Options, publish


def read(told, options=Options()):  # noqa: B008
    calendar = Calendar.from_ical(publish(told, "ics", options))
    entries = {str(e["UID"]): e for e in calendar.walk("VEVENT")}
    assert len(entries) == len(calendar.walk("VEVENT"))
    return calendar, entries


def one(**fields):
    event = EventAccount("x1", "Ferry", "journey", **fields)
    return Account("Ferries", (), None, 3, utc(9), events=(event,))


def test_each_event_with_a_clock_or_day_stands_once_at_its_instant():
    _, entries = read(account())
    starts = {uid: e.start.astimezone(UTC) for uid, e in entries.items() if isinstance(e.start, datetime)}
    assert starts["e01@asrun"] == utc(2, 30)
    assert starts["e02@asrun"] == utc(9, 25)
    assert starts["e07@asrun"] == utc(15, 5)
    assert starts["e10@asrun"] == utc(15)
    assert starts["e09@asrun"] == utc(15, 50)
    assert entries["e07@asrun"].end.astimezone(UTC) == utc(15, 40)
    assert entries["e02@asrun"].end - entries["e02@asrun"].start == timedelta(minutes=75)
    assert entries["e12@asrun"].start == date(2031, 3, 15)
    assert "e03@asrun" not in entries


def test_the_planned_instants_stand_in_properties_of_our_own():
    _, entries = read(account())
    assert str(entries["e10@asrun"]["X-ASRUN-PLANNED-START"]) == "20310314T170000Z"
    assert str(entries["e10@asrun"]["X-ASRUN-STATE"]) == "Held"


@pytest.mark.parametrize(
    ("event", "status"),
    [("e01", "CONFIRMED"), ("e04", "CONFIRMED"), ("e05", "CANCELLED"), ("e06", "TENTATIVE"), ("e07", "CANCELLED"),
     ("e08", "CANCELLED"), ("e09", "CONFIRMED"), ("e12", "TENTATIVE"), ("e13", "TENTATIVE")],
)  # fmt: skip
def test_states_are_mapped_outward(event, status):
    _, entries = read(account())
    assert entries[f"{event}@asrun"]["STATUS"] == status


def test_what_status_cannot_say_is_in_comments():
    _, entries = read(account())
    assert "did not take place" in [str(c) for c in entries["e05@asrun"].comments]
    assert any("nobody cancelled it" in str(c) for c in entries["e12@asrun"].comments)
    assert "Planned: 15:05–15:40 Lisbon, 11:05–11:40 Ottawa (end derived)" in entries["e07@asrun"]["DESCRIPTION"]


def test_cancelled_events_are_marked_flagged_or_left_out():
    _, marked = read(account())
    _, flagged = read(account(), Options(cancelled="status"))
    _, without = read(account(), Options(cancelled="omit"))
    assert marked["e07@asrun"]["SUMMARY"] == "CANCELLED: Signing of the Tagus Protocol"
    assert flagged["e07@asrun"]["SUMMARY"] == "Signing of the Tagus Protocol"
    assert flagged["e07@asrun"]["STATUS"] == "CANCELLED"
    assert set(marked) - set(without) == {"e05@asrun", "e07@asrun", "e08@asrun"}


def test_sequence_and_clocks_come_from_the_record():
    _, entries = read(account())
    entry = entries["e07@asrun"]
    assert entry["SEQUENCE"] == 2
    assert entry.DTSTAMP == entry.LAST_MODIFIED == utc(18, 2)
    assert entry.get("CREATED").dt == utc(7)


def test_the_calendar_names_itself_and_writes_its_zones():
    calendar, _ = read(account())
    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == account().title
    assert str(calendar["X-PUBLISHED-TTL"]) == "PT1H"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in publish(account(), "ics")
    assert [z.tz_name for z in calendar.timezones] == [LISBON]


@pytest.mark.parametrize("hour", range(4))
@pytest.mark.parametrize(
    ("day", "zone"),
    [(date(2031, 3, 30), LISBON), (date(2031, 10, 26), LISBON), (date(2031, 11, 2), "America/Toronto")],
)
def test_instants_survive_gaps_and_folds(day, zone, hour):
    moment = datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC) + timedelta(hours=4 if zone != LISBON else -1)
    _, entries = read(one(planned_start=Known(Instant(moment, zone))))
    assert entries["x1@asrun"].start.astimezone(UTC) == moment


def test_a_bounded_sighting_is_no_start():
    seen = Instant(utc(12, 25), LISBON, "bounded", "latest")
    _, entries = read(one(planned_start=Known(lisbon(11)), actual_start=Known(seen), outcome="held"))
    assert entries["x1@asrun"].start.astimezone(UTC) == utc(11)


def test_an_early_end_of_no_known_clock_stays_open():
    plan = {"planned_start": Known(lisbon(11)), "planned_end": Known(lisbon(13))}
    _, entries = read(one(**plan, outcome="ended_early"))
    assert "DTEND" not in entries["x1@asrun"]
    _, entries = read(one(**plan, outcome="ended_early", actual_end=Known(lisbon(12))))
    assert entries["x1@asrun"].end.astimezone(UTC) == utc(12)


def test_an_implied_end_is_told_in_words_and_ends_an_entry_only_where_it_is_derived():
    bound = Known(Instant(utc(13), LISBON, "bounded", "latest"))
    _, entries = read(one(planned_start=Known(lisbon(11)), implied_end=bound))
    assert "DTEND" not in entries["x1@asrun"]
    assert "End not given: by 13:00 Lisbon" in entries["x1@asrun"]["DESCRIPTION"]
    derived = Known(Instant(utc(13), LISBON, "derived"))
    _, entries = read(one(planned_start=Known(lisbon(11)), expected_start=Known(lisbon(12)), implied_end=derived))
    assert entries["x1@asrun"].end.astimezone(UTC) == utc(14)


def test_a_moved_event_keeps_its_uid():
    _, before = read(one(planned_start=Known(lisbon(11))))
    later = {"planned_start": Known(lisbon(11)), "expected_start": Known(lisbon(14)), "revisions": 1}
    moved = msgspec.structs.replace(one(), events=(EventAccount("x1", "Ferry, renamed", "visit", **later),))
    _, after = read(moved)
    assert set(before) == set(after) == {"x1@asrun"}
    assert after["x1@asrun"]["SEQUENCE"] > before["x1@asrun"]["SEQUENCE"]


@pytest.mark.parametrize(
    "words", ["a\r\nSTATUS:CONFIRMED\r\nEND:VEVENT", 'x;y,z\\n"', "\x0b\x00\x85 \u2028 end", "é" * 200]
)
def test_text_of_a_source_stays_text(words):
    _, entries = read(hostile(words))
    assert set(entries) == {"e1@asrun"}
    assert entries["e1@asrun"]["STATUS"] == "CANCELLED"
    for line in publish(hostile(words), "ics").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
