"""Clocks that name no one moment: nothing is chosen, and the notice says what would settle it."""

from datetime import date

import pytest

from asrun.model.document import Document
from asrun.model.source import Given
from asrun.model.time import Timex
from asrun.reading.layout import divide
from asrun.reading.times import read_times


def read(text: str, day: str, *zones: str) -> tuple[list[Timex], list[str]]:
    given = Given(day=date.fromisoformat(day), zones=zones, basis={"day": "declared"})
    found = read_times(divide(Document("d", "text/plain", text)), given)
    return list(found.timexes), [n.code for n in found.notices]


@pytest.mark.parametrize(
    ("text", "day", "zone", "code"),
    [
        ("The gate opened at 02:30.", "2024-03-31", "Europe/Berlin", "clock-skipped"),
        ("The gate opened at 02:30.", "2024-10-27", "Europe/Berlin", "clock-repeated"),
        ("The call is at 6 pm IST.", "2024-05-14", None, "zone-mark-ambiguous"),
        ("The call is at 6 pm EST.", "2024-07-14", None, "zone-mark-out-of-season"),
        ("The call is at 9:00 CET/14:00 JST.", "2024-01-14", None, "zone-pair-disagrees"),
        ("The call is at 18:05.", "2024-05-14", None, "zone-unknown"),
    ],
)
def test_a_doubtful_clock_has_no_instant_and_a_notice(text: str, day: str, zone: str | None, code: str) -> None:
    times, codes = read(text, day, *([zone] if zone else []))
    assert code in codes
    assert all(t.utc is None for t in times)
    assert times[0].value[:10] == day


@pytest.mark.parametrize(
    ("text", "day", "zone", "instant"),
    [
        ("It failed at 02:30 CEST.", "2024-10-27", "Europe/Berlin", "2024-10-27T00:30"),
        ("It failed at 02:30 CET.", "2024-10-27", "Europe/Berlin", "2024-10-27T01:30"),
        ("It failed at 02:30 (00:30 GMT).", "2024-10-27", "Europe/Berlin", "2024-10-27T00:30"),
        ("Doors at 8 a.m. MST.", "2024-07-14", "America/Phoenix", "2024-07-14T15:00"),
        ("Doors at 8 a.m. IST.", "2024-07-14", "Europe/Dublin", "2024-07-14T07:00"),
        ("Doors at 20:00 UTC+05:45.", "2024-07-14", "Asia/Tokyo", "2024-07-14T14:15"),
        ("Doors at 20:00 UTC−3:30.", "2024-01-14", "Asia/Tokyo", "2024-01-14T23:30"),
        ("Doors at 9 p.m. Central European Time.", "2024-07-14", "Asia/Tokyo", "2024-07-14T19:00"),
    ],
)
def test_what_settles_a_clock(text: str, day: str, zone: str, instant: str) -> None:
    times, codes = read(text, day, zone)
    assert f"{times[0].utc:%Y-%m-%dT%H:%M}" == instant
    assert codes == []


def test_a_thousand_doubtful_clocks_give_no_more_notices_than_a_person_reads() -> None:
    times, codes = read("The call is at 6 pm IST. " * 1000, "2024-05-14")
    assert len(times) == 1000
    assert len(codes) == 100


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        (
            "LISBON, 4 May 2024 — She spoke at 9 a.m., which is 5 p.m. in Tokyo. Her guests left.",
            {"Europe/Lisbon", "Asia/Tokyo"},
        ),
        ("LISBON, 4 May 2024 — She spoke at 9 a.m. and left at 10 a.m.", set()),
        ("Guidance, 4 May 2024. All times local to Suva.\n\n09:00 Talks\n10:00 Lunch\n", {"Pacific/Fiji"}),
    ],
)
def test_the_zones_that_stand_beside_clocks_are_told(text: str, zones: set[str]) -> None:
    found = read_times(divide(Document("d", "text/plain", text)), Given())
    assert {z.zone for z in found.zones} == zones


@pytest.mark.parametrize(
    ("legend", "zone"),
    [
        ("All times ET", "America/New_York"),
        ("All times AEDT", "Australia/Sydney"),
        ("Times in MT", "America/Denver"),
        ("All times are Helsinki time", "Europe/Helsinki"),
    ],
)
def test_a_line_about_times_names_the_zone_of_the_clocks(legend: str, zone: str) -> None:
    times, _ = read(f"List of sittings\n{legend}\n\n10:00 Talks\n11:30 Lunch\n", "2024-11-21")
    assert {t.zone for t in times if t.type == "TIME"} == {zone}


def test_an_issue_line_above_a_schedule_is_the_documents_own_moment_and_its_legend_counts() -> None:
    head = "SCHEDULE FOR MONDAY, 9 JUNE 2025\nIssued Sunday, 8 June, 6:00 p.m. All times Kingston.\n"
    text = f"{head}\n9:00 am   Talks\n          Devon House\n1:00 pm   Lunch\n          Devon House\n"
    found = read_times(divide(Document("d", "text/plain", text)), Given())
    assert [z.zone for z in found.zones] == ["America/Jamaica"]
    assert str(found.created) == "2025-06-08 18:00 America/Jamaica"
    assert {t.value for t in found.timexes} >= {"2025-06-09T09:00", "2025-06-09T13:00"}


def test_the_day_that_a_programme_is_for_is_not_the_day_of_its_issue() -> None:
    text = "Visit\nIssued 5 February 2025. For Friday 7 February 2025; local time.\n\n08:30 Breakfast, Lisbon\n10:00 Talks\n"
    found = read_times(divide(Document("d", "text/plain", text)), Given())
    assert {t.value for t in found.timexes if t.type == "TIME"} == {"2025-02-07T08:30", "2025-02-07T10:00"}


def test_the_zone_that_clocks_are_marked_with_is_the_venue_of_a_list_that_names_but_the_end_of_a_journey() -> None:
    text = "Guidance\n\n11 a.m. MDT - Oath, State Room\n1 p.m. MDT - Lunch\n5 p.m. MDT - Depart for Washington, D.C.\n"
    found = read_times(divide(Document("d", "text/plain", text)), Given(day=date(2025, 5, 6)))
    assert found.local == "America/Denver"


@pytest.mark.parametrize(
    ("head", "zones"),
    [
        ("Times are local; times in Quito in brackets.", ["Asia/Seoul", "America/Guayaquil"]),
        ("Hours: first local, then Quito.", ["Asia/Seoul", "America/Guayaquil"]),
        (
            "Seoul is 14 hours ahead of Quito. Quito times come first, local ones in brackets.",
            ["America/Guayaquil", "Asia/Seoul"],
        ),
    ],
)
def test_a_legend_orders_the_clocks_of_the_place_and_of_home(head: str, zones: list[str]) -> None:
    text = f"Minister Arce in Seoul\nWednesday, 12 June 2024\n{head}\n\n08:30 (18:30) Breakfast\n10:00 (20:00) Talks\n"
    found = read_times(divide(Document("d", "text/plain", text)), Given())
    assert [z.zone for z in found.zones] == zones
    assert found.local == "Asia/Seoul"


@pytest.mark.parametrize(
    ("clock", "words", "instant"),
    [
        ("They landed at 09:40 AMT and left.", "09:40 AMT", "13:40"),
        ("They landed at 14:20 ChST and left.", "14:20 ChST", "04:20"),
        ("They landed at 14:20 BOT (20:20 in Madrid).", "14:20", "18:20"),
    ],
)
def test_a_mark_stands_by_its_clock_within_a_sentence(clock: str, words: str, instant: str) -> None:
    times, _ = read(clock, "2024-06-06", "Asia/Tokyo")
    assert clock[times[0].span.start : times[0].span.end].startswith(words)
    assert f"{times[0].utc:%H:%M}" == instant


def test_local_clocks_beside_those_of_a_named_place_are_elsewhere() -> None:
    text = (
        "OFFICE OF THE GOVERNOR\nGuidance for Wednesday, 8 July 2026\n\nQuito times come first, local times in brackets.\n\n"
        "07:30 [15:30]  Talks with Minister Ouma of Kenya\n09:00 [17:00]  Speech to the Farm Forum, Nairobi\n"
    )
    found = read_times(divide(Document("d", "text/plain", text)), Given())
    assert found.local == "Africa/Nairobi"
    assert [z.role for z in found.zones] == ["home", "local"]


@pytest.mark.parametrize("second", ["Canberra 08:00", "Canberra: 08:00", "Canberra time 08:00"])
def test_a_place_before_the_second_clock_of_a_pair_names_its_zone(second: str) -> None:
    times, _ = read(f"The talks began at 09:00 ({second}) in the hall.", "2024-07-11", "Pacific/Guadalcanal")
    assert [t.zone for t in times] == ["Pacific/Guadalcanal", "Australia/Sydney"]
    assert times[0].utc == times[1].utc
