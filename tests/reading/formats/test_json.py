"""Exports of planning tools: three forms of JSON, and what is none of them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asrun.model.document import raw_range
from asrun.model.fact import Change, Person, Place, Plan
from asrun.model.reading import Reading
from asrun.model.time import Day
from asrun.reading.reader import read
from asrun.sources.file import snapshot

FRAB: dict[str, Any] = {
    "schedule": {
        "version": "v3 {}",
        "conference": {
            "title": "Föhrenkonferenz",
            "days": [
                {
                    "rooms": {
                        "Grünes Zimmer": [
                            {
                                "guid": "g-1",
                                "title": 'Räder und "Wege"',
                                "date": "2024-06-01T10:00:00+02:00",
                                "start": "10:00",
                                "duration": "0:45",
                                "room": "Grünes Zimmer",
                                "persons": [{"public_name": "Mía Öst"}, {"public_name": "K. Lund"}],
                            },
                            {"guid": "g-2", "title": "Pause", "date": "2024-06-01T10:45:00+05:45", "duration": "90"},
                        ]
                    }
                }
            ],
        },
    }
}
CIVIC = [
    {
        "_id": "ocd-event/1",
        "name": "Budget hearing",
        "start_time": "2024-06-03T09:30:00",
        "end_time": "2024-06-03T11:00:00",
        "timezone": "America/Chicago",
        "status": "tentative",
        "location": {"name": "Room 201"},
        "participants": [{"name": "Finance Committee"}],
    },
    {"_id": "ocd-event/2", "name": "Board meeting", "start_time": "soon"},
]
PRETALX = {
    "count": 1,
    "results": [
        {
            "code": "ABCDEF",
            "title": "On tides",
            "speakers": [{"name": "Lea Brandt"}],
            "slot": {"room": {"en": "Attic"}, "start": "2024-06-02T14:00:00Z", "end": "2024-06-02T14:30:00Z"},
        }
    ],
}


def reading(value: Any, indent: int | None = None, ascii_only: bool = False) -> tuple[Reading, str]:
    text = value if isinstance(value, str) else json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    return read(snapshot("day.json", text.encode())), text


def plans(made: Reading) -> list[Plan]:
    return [f for f in made.facts if isinstance(f, Plan)]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_events_with_their_fields_and_the_place_of_their_object(indent: int | None, ascii_only: bool) -> None:
    made, text = reading(FRAB, indent, ascii_only)
    first, second = plans(made)
    assert (first.uid, first.summary, first.place, first.duration) == (
        "g-1",
        'Räder und "Wege"',
        "Grünes Zimmer",
        "PT45M",
    )
    assert first.participants == ("Mía Öst", "K. Lund")
    assert str(first.starts) == "2024-06-01 10:00 Etc/GMT-2"
    assert str(second.starts) == "2024-06-01 10:45 Asia/Kathmandu"
    assert str(second.ends) == "2024-06-01 12:15 Asia/Kathmandu"
    assert {f.name for f in made.facts if isinstance(f, Person | Place)} == {"Mía Öst", "K. Lund", "Grünes Zimmer"}
    assert (made.header.kind, made.header.title, made.header.label) == ("schedule", "Föhrenkonferenz", "v3 {}")
    for plan in (first, second):
        start, end = raw_range(made.pieces, plan.spans[0].start, plan.spans[0].end)
        assert json.loads(text[start:end])["guid"] == plan.uid


def test_civic_events_are_placed_in_their_own_zone() -> None:
    made, _ = reading(CIVIC)
    hearing, board = plans(made)
    assert (hearing.uid, hearing.place, hearing.tentative) == ("ocd-event/1", "Room 201", True)
    assert (str(hearing.starts), str(hearing.ends)) == (
        "2024-06-03 09:30 America/Chicago",
        "2024-06-03 11:00 America/Chicago",
    )
    assert board.starts is None
    assert [n.code for n in made.notices] == ["moment-unreadable"]
    alone, _ = reading({"results": CIVIC[:1]})
    assert plans(alone)[0].summary == "Budget hearing"


def test_talks_of_an_interface() -> None:
    talk = plans(reading(PRETALX)[0])[0]
    assert (talk.uid, talk.place, talk.participants, str(talk.starts)) == (
        "ABCDEF", "Attic", ("Lea Brandt",), "2024-06-02 14:00 UTC",
    )  # fmt: skip


def test_a_clock_without_zone_stays_on_the_wall() -> None:
    made, _ = reading([{"name": "Tea", "start": "2024-06-03T16:00"}])
    assert plans(made)[0].starts == Day(plans(made)[0].starts.day, clock="16:00")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "not-json"),
        ("[" * 100_000, "not-json"),
        ('{"a":' * 100_000, "not-json"),
        ('["\\ud800"]', "not-json"),
        ("[1, 2]", "json-without-events"),
        ('"words"', "json-without-events"),
        ("[" + "1," * 2_000_001 + "1]", "too-large"),
        ('{"schedule": {"conference": {}}}', "schedule-without-events"),
        ('{"schedule": {"conference": {"days": [{"rooms": []}]}}}', "schedule-without-events"),
    ],
)
def test_what_is_no_schedule_says_so(text: str, code: str) -> None:
    made, _ = reading(text)
    assert code in {n.code for n in made.notices}
    assert not plans(made)


def test_a_key_that_stands_twice_does_no_harm() -> None:
    event = '{"title": "A", "date": "2024-06-01T10:00:00Z", "guid": "1"}'
    rooms = f'"x": [{event}], "y": [{event}], "x": [{event}]'
    made, _ = reading(f'{{"schedule": {{"conference": {{"days": [{{"rooms": {{{rooms}}}}}]}}}}}}')
    assert len(plans(made)) == 2


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.just("9999-12-31T23:59:59-12:00")
KEYS = st.sampled_from(
    ["title", "date", "duration", "persons", "public_name", "room", "guid", "name", "start", "results"]
)
VALUES = st.recursive(LEAVES, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEYS, v, max_size=5), max_leaves=20)


@given(VALUES, VALUES)
def test_reading_never_throws_on_any_value(title: Any, date: Any) -> None:
    good = {"title": "Good", "date": "2024-06-01T10:00:00Z"}
    event = {"title": title, "date": date, "duration": title, "persons": date, "room": title, "start": date}
    days = [{"rooms": {"a": [good, event, title]}}]
    made, _ = reading({"schedule": {"version": title, "conference": {"title": date, "days": days}}})
    assert plans(made)
    for plan in plans(made):
        assert plan.spans[0].exact
    reading([title, date])


@pytest.mark.parametrize(("status", "kind"), [("cancelled", "cancelled"), ("Canceled", "cancelled"), ("passed", None)])
def test_a_status_of_an_export_is_a_change(status: str, kind: str | None) -> None:
    made, _ = reading([{"name": "Board", "start": "2024-06-03T16:00:00Z", "status": status}])
    assert [(p.summary, str(p.starts)) for p in plans(made)] == [("Board", "2024-06-03 16:00 UTC")]
    changes = [f for f in made.facts if isinstance(f, Change)]
    assert [c.kind for c in changes] == ([kind] if kind else [])
    assert all(c.about and c.about.summary == "Board" and c.cue and c.cue.exact == status for c in changes)


def test_talks_that_were_withdrawn_are_no_events() -> None:
    rows = [{"code": c, "title": c, "slot": {"start": "2024-06-02T14:00:00Z"}, "state": s}
            for c, s in (("A", "confirmed"), ("B", "withdrawn"), ("C", "rejected"))]  # fmt: skip
    assert [p.summary for p in plans(reading({"results": rows})[0])] == ["A"]


def test_a_presidential_calendar_as_json() -> None:
    rows = [
        {"id": 7, "date": "2024-03-12", "time": "09:30:00", "time_formatted": "9:30 AM", "year": 2024, "month": "March",
         "day": 12, "day_of_week": "Tuesday", "type": "Official Schedule", "details": "The Governor meets port wardens",
         "location": "Harbour Office", "coverage": "Closed Press"},
        {"id": 8, "date": "2024-03-12", "time": "08:00:00", "type": "Pool Report", "details": "In-Town Pool Call Time",
         "location": None, "coverage": "In-Town Pool"},
        {"id": 9, "date": "2024-03-13", "time": None, "type": "Official Schedule", "details": "No public events"},
    ]  # fmt: skip
    found = plans(reading(rows)[0])
    assert [(p.summary, str(p.starts), p.place, p.uid) for p in found] == [
        ("The Governor meets port wardens", "2024-03-12 09:30 America/New_York", "Harbour Office", "7"),
        ("No public events", "2024-03-13", None, "9"),
    ]


SCRAPED = {
    "_type": "event", "_id": "ocd-event/3", "name": "Parks board", "status": "passed", "all_day": False,
    "start_time": "2024-06-03T09:30:00", "end_time": "2024-06-03T11:30:00", "timezone": "America/Chicago",
    "classification": "Board", "location": {"url": "", "name": "Pavilion 3 Dune Road", "coordinates": None},
    "participants": [{"note": "host", "name": "Parks", "entity_type": "organization", "entity_name": "Parks"}],
}  # fmt: skip


def test_events_a_line_each() -> None:
    text = "".join(
        json.dumps(e) + "\n" for e in (SCRAPED, {**SCRAPED, "_id": "4", "name": "Städtebau", "status": "cancelled"})
    )
    made, _ = reading(text)
    assert [(p.summary, str(p.starts), p.place) for p in plans(made)] == [
        ("Parks board", "2024-06-03 09:30 America/Chicago", "Pavilion 3 Dune Road"),
        ("Städtebau", "2024-06-03 09:30 America/Chicago", "Pavilion 3 Dune Road"),
    ]
    assert [f.kind for f in made.facts if isinstance(f, Change)] == ["cancelled"]
    for plan in plans(made):
        start, end = raw_range(made.pieces, plan.spans[0].start, plan.spans[0].end)
        assert json.loads(text[start:end])["_id"] == plan.uid


def test_talks_with_expanded_slots() -> None:
    room = {"id": 3, "name": {"en": "Attic", "de": "Dachboden"}}
    talk = {"code": "ABCDEF", "title": "On tides", "speakers": [{"code": "X", "name": "Lea Brandt"}], "state": "confirmed",
            "submission_type": {"id": 1, "name": {"en": "Talk"}}, "duration": 30,
            "slots": [{"start": "2024-06-02T14:00:00+02:00", "end": "2024-06-02T14:30:00+02:00", "room": room}]}  # fmt: skip
    for value, place in ((talk, "Attic"), ({**talk, "slots": [{**talk["slots"][0], "room": 3}]}, None)):  # type: ignore[dict-item]
        (plan,) = plans(reading({"results": [value]})[0])
        assert (plan.summary, plan.place, str(plan.starts)) == ("On tides", place, "2024-06-02 14:00 Etc/GMT-2")
