"""The zones of itineraries: titles, heads of columns, ports and day headings; roll marks; days that open a sentence."""

import hashlib

import pytest

from asrun.model.source import Given, Snapshot
from asrun.model.time import Timex
from asrun.pipeline.reading import read_together
from asrun.reading.reader import read


def snapshot(name: str, text: str) -> Snapshot:
    """A text file as it was fetched."""
    return Snapshot(name, text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest())


def clocks(text: str) -> dict[str, tuple[str, str | None]]:
    """Value and zone of every clock of a document by its words."""
    reading = read(snapshot("programme.txt", text))
    return {f.span.exact: (f.value, f.zone) for f in reading.facts if isinstance(f, Timex) and f.type == "TIME"}


def test_a_title_names_the_venue_before_the_places_named_most() -> None:
    text = (
        "GOVERNMENT HOUSE, WELLINGTON\nThe Governor-General in Tonga: programme\n\nThursday 8 May 2025\n"
        "10.20am - Arrive Fua'amotu from Auckland\n11.15am - Audience with the King\n1.10pm - Depart for Auckland\n"
    )
    assert {zone for _, zone in clocks(text).values()} == {"Pacific/Tongatapu"}


def test_heads_parted_by_blanks_name_the_zones_of_their_columns() -> None:
    text = (
        "Programme, Wednesday 6 November 2024\n\nMUSCAT   LONDON   ITEM\n08:30    04:30    Talks with the minister\n"
        "11:00    07:00    Tour of the model room\n12:45    08:45    Working lunch\n"
    )
    found = clocks(text)
    assert found["08:30"] == ("2024-11-06T08:30", "Asia/Muscat")
    assert found["04:30"] == ("2024-11-06T04:30", "Europe/London")
    assert found["12:45"] == ("2024-11-06T12:45", "Asia/Muscat")


@pytest.mark.parametrize("head", ["BRIEF  ITEM", "London  Items", "Item  Muscat  London"])
def test_a_head_of_other_columns_gives_no_zones(head: str) -> None:
    text = f"Programme, Wednesday 6 November 2024, Rome\n\n{head}\n08:30    Talks with the minister\n11:00    Tour\n"
    assert {zone for _, zone in clocks(text).values()} == {"Europe/Rome"}


def test_ports_and_day_headings_give_the_clocks_below_their_zone() -> None:
    text = (
        "GOVERNMENT OF SAMOA\nTravel itinerary, Minister for Climate\nAll times local at each port.\n\n"
        "TUESDAY, 22 JULY 2025\n2:40 p.m.   Departs Faleolo for Honolulu\n9:05 p.m. (-1)   Arrives Honolulu\n"
        "MONDAY, 21 JULY 2025 (Honolulu)\n10:15 p.m.  Dinner with the council\n"
    )
    found = clocks(text)
    assert found["2:40 p.m."] == ("2025-07-22T14:40", "Pacific/Apia")
    assert found["9:05 p.m."] == ("2025-07-21T21:05", "Pacific/Honolulu")
    assert found["10:15 p.m."] == ("2025-07-21T22:15", "Pacific/Honolulu")


def test_a_roll_mark_may_stand_before_its_clock() -> None:
    text = "Programme, Oslo\nSaturday 26 October 2024\n23.55 Departure for Bergen\n(+1) 05.50 Arrival in Bergen\n"
    assert clocks(text)["05.50"][0] == "2024-10-27T05:50"


def test_a_day_that_opens_its_sentence_is_that_of_its_clock() -> None:
    text = (
        "OSLO, May 9, 2025 (Nordposten) - Last night's state dinner for all ran until 11.10 pm. Talks began at 9 am.\n"
    )
    found = clocks(text)
    assert (found["11.10 pm"][0], found["9 am"][0]) == ("2025-05-08T23:10", "2025-05-09T09:00")


def test_a_document_that_is_lent_its_day_lends_its_zone() -> None:
    diary = (
        "DIARY: TUESDAY 18TH FEBRUARY, 2025\n\n0915 hours: Leaves residence\n1000 hours: Opening of the convention\n"
    )
    wire = "NAIROBI, Feb. 18 (Courier) - The convention was opened at 1040 hours on Tuesday.\n"
    files = [snapshot(f"{n}.txt", t) for n, t in enumerate((diary, wire))]
    first, _ = read_together(files, Given())
    zones = {f.zone for f in first.facts if isinstance(f, Timex) and f.type == "TIME"}
    assert zones == {"Africa/Nairobi"}


JOURNEY = (
    "MINISTRY OF CLIMATE, SAMOA\nNote to media, Wednesday, 23 July 2025, 2:00 p.m. Honolulu\n\n"
    "Her plane left Faleolo at 3:25 p.m. on Tuesday and touched down in Honolulu at 9:50 p.m. on Monday.\n\n"
    "The address started at 9.30 a.m. as planned.\n"
)


def test_a_clock_of_a_journey_is_that_of_the_port_it_left_or_reached() -> None:
    found = clocks(JOURNEY)
    assert found["3:25 p.m."] == ("2025-07-22T15:25", "Pacific/Apia")
    assert found["9:50 p.m."] == ("2025-07-21T21:50", "Pacific/Honolulu")


def test_days_beside_the_clocks_of_a_journey_are_not_kept_for_the_next_line() -> None:
    assert clocks(JOURNEY)["9.30 a.m."] == ("2025-07-23T09:30", "Pacific/Honolulu")


def test_a_legend_goes_before_the_ports_of_a_journey() -> None:
    text = (
        "Note to media, Wednesday 23 July 2025\nAll times are Apia time.\n\n"
        "Her plane left Honolulu at 3:25 p.m. and the staff stayed behind.\n"
    )
    assert clocks(text)["3:25 p.m."] == ("2025-07-23T15:25", "Pacific/Apia")


def test_a_head_of_local_and_another_zone_means_the_venue_by_local() -> None:
    text = (
        "JOURNEY TO MYANMAR\nTuesday 25 November 2025, Mandalay\n\nLocal   GMT\n"
        "07.30   01.00   Mass at the cathedral\n09.45   03.15   Meeting with the abbots\n"
    )
    found = clocks(text)
    assert found["07.30"] == ("2025-11-25T07:30", "Asia/Yangon")
    assert found["01.00"] == ("2025-11-25T01:00", "UTC")


PROGRAMME = (
    "JOURNEY TO MYANMAR\nTuesday 25 November 2025, Mandalay\n\nLocal   GMT\n"
    "07.30   01.00   Mass\n09.45   03.15   Tour\n"
)


def test_a_note_with_utc_beside_its_stamp_alone_is_lent_the_venue() -> None:
    note = "ROTA NOTE 7\nTuesday 25 November 2025, sent 12.20 local (05.50 GMT)\n\nThe tour began at 10.05.\n"
    _, read_note = read_together([snapshot("programme.txt", PROGRAMME), snapshot("note.txt", note)], Given())
    found = {f.span.exact: f for f in read_note.facts if isinstance(f, Timex) and f.type == "TIME"}
    assert found["10.05"].zone == "Asia/Yangon"
    assert found["12.20 local"].utc == found["05.50 GMT"].utc


def test_the_place_of_issue_goes_before_a_zone_that_another_document_lends() -> None:
    theirs = "Chancellery\nNote, La Paz, 10 May 2025\n\nAll times are La Paz time.\n\nThe talks opened at 11:40.\n"
    ours = "Ministry of Foreign Affairs\nOfficial note, Cusco, 9 May 2025\n\nThe talks opened at 10:40.\n"
    _, read_ours = read_together([snapshot("theirs.txt", theirs), snapshot("ours.txt", ours)], Given())
    zones = {f.zone for f in read_ours.facts if isinstance(f, Timex) and f.type == "TIME"}
    assert zones == {"America/Lima"}
