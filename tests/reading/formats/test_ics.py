"""Calendars: facts that events become, series, zones, and what broken or hostile files come to."""

import pytest

from asrun.model.document import raw_range
from asrun.model.fact import Change, Plan
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.model.source import Given
from asrun.model.text import dumps, loads
from asrun.model.time import Timex
from asrun.reading.reader import read
from asrun.sources.file import snapshot


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*events: str, head: str = "") -> str:
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + head + "".join(events) + "END:VCALENDAR\r\n"


def reading(text: str, given: Given | None = None) -> Reading:
    return read(snapshot("a.ics", text.encode()), given or Given())


def plans(text: str) -> list[Plan]:
    return [f for f in reading(text).facts if isinstance(f, Plan)]


def changes(text: str) -> list[Change]:
    return [f for f in reading(text).facts if isinstance(f, Change)]


def codes(text: str) -> list[str]:
    return [n.code for n in reading(text).notices]


TALKS = ("UID:t@port", "SUMMARY:Talks on fisheries")


@pytest.mark.parametrize(
    ("start", "wanted"),
    [
        ("DTSTART:20240312T140500Z", "2024-03-12 14:05 UTC"),
        ("DTSTART;TZID=Europe/Lisbon:20240712T140500", "2024-07-12 14:05 Europe/Lisbon"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Lisbon:20240712T140500", "2024-07-12 14:05 Europe/Lisbon"),
        ('DTSTART;TZID="W. Europe Standard Time":20240312T140500', "2024-03-12 14:05 Europe/Berlin"),
        ("DTSTART;TZID=W. Europe Standard Time:20240312T140500", "2024-03-12 14:05 Europe/Berlin"),
        ("DTSTART;VALUE=DATE:20240312", "2024-03-12"),
        ("DTSTART:20240312", "2024-03-12"),
        ("dtstart;tzid=Europe/Lisbon:20240331T013000", "2024-03-31 02:30 Europe/Lisbon"),
        ("DTSTART:20240312T140500", "2024-03-12"),
        ("DTSTART;TZID=Nowhere:20240312T140500", "2024-03-12"),
    ],
)
def test_a_start_is_placed_in_its_zone(start: str, wanted: str) -> None:
    (plan,) = plans(calendar(event(*TALKS, start)))
    assert str(plan.starts) == wanted
    assert plan.uid == "t@port"
    assert loads(dumps(plan)) == plan


def test_a_floating_clock_has_the_zone_that_is_given_else_the_calendars_own() -> None:
    floating = event(*TALKS, "DTSTART:20240312T140500")
    assert "zone-unknown" in codes(calendar(floating))
    (plan,) = plans(calendar(floating, head="X-WR-TIMEZONE:Europe/Lisbon\r\n"))
    assert str(plan.starts) == "2024-03-12 14:05 Europe/Lisbon"
    told = reading(calendar(floating), Given(zones=("Asia/Kathmandu",)))
    assert [str(f.starts) for f in told.facts if isinstance(f, Plan)] == ["2024-03-12 14:05 Asia/Kathmandu"]


def test_a_calendars_own_zone_rules_place_its_clocks() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Harbour\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0300\r\n"
        "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
        "DTSTART:19700329T020000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
    )
    made = calendar(
        zone,
        event(*TALKS, "DTSTART;TZID=Harbour:20240312T140000"),
        event("SUMMARY:Lunch", "DTSTART;TZID=Harbour:20240712T140000"),
    )
    assert [p.starts.utc.hour for p in plans(made)] == [12, 11]  # type: ignore[union-attr]


def test_ends_lengths_and_days_are_read() -> None:
    made = calendar(
        event(*TALKS, "DTSTART:20240312T140000Z", "DTEND:20240312T153000Z"),
        event("SUMMARY:Lunch", "DTSTART:20240312T120000Z", "DURATION:PT1H15M"),
        event("SUMMARY:Fair", "DTSTART;VALUE=DATE:20240313", "DTEND;VALUE=DATE:20240316"),
        event("SUMMARY:Holiday", "DTSTART;VALUE=DATE:20240317", "DTEND;VALUE=DATE:20240318"),
    )
    told = [(str(p.ends), p.duration) for p in plans(made)]
    assert told == [
        ("2024-03-12 15:30 UTC", None),
        ("2024-03-12 13:15 UTC", "PT1H15M"),
        ("2024-03-15", None),
        ("None", None),
    ]
    times = [(t.span.exact, t.type, t.value) for t in reading(made).facts if isinstance(t, Timex)]
    assert ("20240312T153000Z", "TIME", "2024-03-12T15:30") in times
    assert ("PT1H15M", "DURATION", "PT1H15M") in times
    assert ("20240316", "DATE", "2024-03-16") in times


def test_what_is_cancelled_or_tentative_is_told() -> None:
    made = calendar(
        event(*TALKS, "DTSTART:20240312T140000Z", "STATUS:CANCELLED"),
        event("SUMMARY:Lunch", "DTSTART:20240312T120000Z", "STATUS:TENTATIVE"),
    )
    assert [p.tentative for p in plans(made)] == [False, True]
    (change,) = changes(made)
    assert (change.kind, change.cue and change.cue.exact, change.about and change.about.summary) == (
        "cancelled",
        "CANCELLED",
        "Talks on fisheries",
    )
    off = calendar(event(*TALKS, "DTSTART:20240312T140000Z"), head="METHOD:CANCEL\r\n")
    assert [c.kind for c in changes(off)] == ["cancelled"]


def test_of_two_states_of_one_uid_the_later_sequence_changes_the_earlier() -> None:
    made = calendar(
        event(*TALKS, "SEQUENCE:2", "DTSTART:20240312T143000Z", "LOCATION:Harbour Office"),
        event(*TALKS, "SEQUENCE:1", "DTSTART:20240312T140000Z", "LOCATION:Town Hall"),
    )
    (plan,) = plans(made)
    assert str(plan.starts) == "2024-03-12 14:00 UTC"
    assert [(c.kind, c.delta, str(c.after)) for c in changes(made)] == [
        ("delayed", "PT30M", "2024-03-12 14:30 UTC"),
        ("relocated", None, "Harbour Office"),
    ]


def test_a_series_is_one_plan_an_occurrence_with_its_exceptions() -> None:
    made = calendar(
        event(
            "UID:w@port",
            "DTSTART;TZID=Europe/Lisbon:20240318T100000",
            "DURATION:PT45M",
            "SUMMARY:Weekly briefing",
            "RRULE:FREQ=WEEKLY;COUNT=5",
            "EXDATE;TZID=Europe/Lisbon:20240325T100000",
        ),
        event(
            "UID:w@port",
            "RECURRENCE-ID;TZID=Europe/Lisbon:20240401T100000",
            "DTSTART;TZID=Europe/Lisbon:20240401T113000",
            "SUMMARY:Weekly briefing",
        ),
        event(
            "UID:w@port",
            "RECURRENCE-ID;TZID=Europe/Lisbon:20240408T100000",
            "DTSTART;TZID=Europe/Lisbon:20240408T100000",
            "STATUS:CANCELLED",
        ),
    )
    found = plans(made)
    assert [str(p.starts)[:16] for p in found] == [
        "2024-03-18 10:00",
        "2024-04-01 10:00",
        "2024-04-08 10:00",
        "2024-04-15 10:00",
    ]
    assert {p.summary for p in found} == {"Weekly briefing"}
    assert [p.starts.utc.hour for p in found] == [10, 9, 9, 9]  # type: ignore[union-attr]
    assert len({p.uid for p in found}) == len({p.spans[0] for p in found}) == 4
    assert sorted(c.kind for c in changes(made)) == ["cancelled", "delayed"]


def test_a_series_without_an_end_is_cut_and_says_so() -> None:
    made = calendar(event(*TALKS, "DTSTART:20240312T140000Z", "RRULE:FREQ=DAILY"))
    assert len(plans(made)) == 367
    assert codes(made) == ["calendar-series-cut"]
    later = calendar(event(*TALKS, "DTSTAMP:20260601T000000Z", "DTSTART:20140312T140000Z", "RRULE:FREQ=MONTHLY"))
    assert str(plans(later)[-1].starts).startswith("2027-04-12")


def test_words_over_folds_and_escapes_lead_back() -> None:
    text = calendar(
        "BEGIN:VEVENT\r\nSUMMARY:Talks on fis\r\n heries\\, quotas\r\nDTSTART:20240312T140000Z\r\n"
        "LOCATION:Caf\u00e9 Real\\; hall\\nSecond floor\r\nEND:VEVENT\r\n"
    )
    told = reading(text)
    (plan,) = [f for f in told.facts if isinstance(f, Plan)]
    assert plan.spans[0].exact == "Talks on fisheries, quotas"
    raws = [raw_range(told.pieces, s.start, s.end) for s in plan.spans]
    assert [text[a:b] for a, b in raws] == [
        "Talks on fis\r\n heries\\, quotas",
        "20240312T140000Z",
        "Caf\u00e9 Real\\; hall\\nSecond floor",
    ]


@pytest.mark.parametrize(
    ("text", "count", "code"),
    [
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talks\nDTSTART:20240312T140000Z\n", 1, "calendar-end"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A talk\nDTSTART:20240312T140000Z\nBEGIN:VEVENT\nSUMMARY:B talk\n"
            "DTSTART:20240312T150000Z\nEND:VEVENT\nEND:VCALENDAR\n",
            2,
            "calendar-end",
        ),
        ("BEGIN:VEVENT\rSUMMARY:Talks\rDTSTART:20240312T140000Z\rEND:VEVENT\r", 1, ""),
        (calendar(event("SUMMARY:Talks", "DTSTART:20240231T140000Z")), 1, "calendar-date"),
        (calendar(event("SUMMARY:Talks", "DTSTART:tomorrow")), 1, "calendar-date"),
        (calendar(event("SUMMARY:Talks")), 1, "calendar-date"),
        (calendar(event("SUMMARY:Talks", "DTSTART:20240312T140000Z", "DTEND:soon")), 1, "calendar-date"),
        (calendar(event("SUMMARY:Talks", "DTSTART;TZID=Atlantis:20240312T140000")), 1, "calendar-zone"),
        (
            calendar(event("DTSTART:20240312T140000Z", "DESCRIPTION:First\r\nthen: lunch", "SUMMARY:X")),
            1,
            "calendar-line",
        ),
        (calendar(event("SUMMARY:Talks", "DTSTART:20240312T140000Z", "RRULE:FREQ=SECONDLY")), 1, "calendar-rule"),
        (calendar(event("SUMMARY:Talks", "DTSTART:20240312T140000Z", "RRULE:FREQ=FORTNIGHTLY")), 1, "calendar-rule"),
        (calendar(), 0, "calendar-empty"),
        ("hello", 0, "not-a-calendar"),
    ],
)
def test_a_broken_calendar_is_read_as_far_as_it_goes(text: str, count: int, code: str) -> None:
    told = reading(text)
    assert len([f for f in told.facts if isinstance(f, Plan)]) == count
    assert code in [n.code for n in told.notices] or not code
    assert all(n.message.count(";") == 2 for n in told.notices)


@pytest.mark.parametrize(
    "text",
    [
        calendar(*[event("SUMMARY:Talks", "DTSTART:20240312T140000Z")] * 30_000),
        calendar(*[event(f"UID:{n}", "SUMMARY:T", "DTSTART:20240312T140000Z", "RRULE:FREQ=DAILY") for n in range(300)]),
        calendar(event("SUMMARY:T", "DTSTART:20240312T140000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")),
        calendar(event("SUMMARY:T", "DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY;INTERVAL=99999999999")),
        calendar(event("SUMMARY:T", "DTSTART:99991231T235900Z", "RRULE:FREQ=DAILY;BYSETPOS=9", "DURATION:P999999W")),
        calendar(event("SUMMARY:T", "DTSTART:20240312T140000Z", "RRULE:FREQ=DAILY;BYHOUR=" + ",".join("1" * 9000))),
        calendar(event("SUMMARY:" + "\r\n ".join("x" * 50_000), "DTSTART:20240312T140000Z")),
        calendar("BEGIN:VEVENT\r\n" * 50_000),
        calendar("BEGIN:VALARM\r\n" * 50_000 + "END:VCALENDAR\r\n" * 50_000),
        calendar(event("SUMMARY:T", "DTSTART:20240312T140000Z", "EXDATE:" + "20240312T140000Z," * 50_000)),
        calendar(event("SUMMARY" + ';X="' * 30_000 + ":T", "DTSTART:20240312T140000Z")),
        calendar(event("SUMMARY:T", "DTSTART:20240312T140000Z", *["ATTENDEE;CN=Jo:mailto:a@b"] * 20_000)),
    ],
    ids=range(12),
)
def test_hostile_calendars_are_bounded(text: str) -> None:
    told = reading(text)
    assert len([f for f in told.facts if isinstance(f, Plan)]) <= 5000
    assert all(isinstance(n, Notice) for n in told.notices)


def test_a_million_dates_in_a_list_are_cut_and_told() -> None:
    dates = ",".join(f"20{24 + n % 60}0{1 + n % 9}{1 + n % 28:02d}T{n % 24:02d}0500Z" for n in range(1_000_000))
    event = f"SUMMARY:Talks\nDTSTART:20240312T140500Z\nRDATE:{dates}\n"
    raw = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n"
    reading = read(snapshot("a.ics", raw.encode()))
    assert 300 < sum(isinstance(f, Plan) for f in reading.facts) <= 401
    assert [n.code for n in reading.notices] == ["calendar-series-cut"]
