"""The day of a clock in a story of a day long past, beside days that others tell, and where a report looks ahead."""

import hashlib

import pytest

from asrun.model.source import Given, Snapshot
from asrun.model.time import Timex
from asrun.pipeline.reading import read_together
from asrun.reading.reader import read


def snapshot(name: str, text: str) -> Snapshot:
    """A text file as it was fetched."""
    return Snapshot(name, text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest())


def clocks(text: str) -> list[str]:
    """Day of the month and clock of every clock of a document, in order."""
    facts = read(snapshot("note.txt", text)).facts
    return [f.value[8:] for f in facts if isinstance(f, Timex) and f.type == "TIME" and f.value[11:12].isdigit()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The night of the ferry\nBy Ana Roth\n24 June 2031\n\nA week ago the pier in Split was full. The card gave the "
            "start for 11 a.m. and lunch at 12.45 p.m.\n\nIt was 11.25 a.m. when the first car came. By 12.10 p.m. the band "
            "had gone.\n\nThe pier will reopen at 9 a.m. tomorrow.\n",
            ["17T11:00", "17T12:45", "17T11:25", "17T12:10", "25T09:00"],
        ),
        (
            "How Split lost its fair\n24 June 2031\n\nOn Thursday, 5 June, the council met. That Thursday the "
            "doors were shut "
            "at 2.10 p.m.\n\nA week later, on Thursday, the tents were up. The bailiff came at 9.15 a.m. with a letter.\n",
            ["05T14:10", "12T09:15"],
        ),
        (
            "Inquiry into the depot fire\nSplit, 24 June 2031\n\nThe note begins on the evening of 12 June. At 8.10 p.m. the "
            "gate was locked. At 11.50 p.m. a neighbour heard glass, and by 12.20 a.m. the first engine was "
            "there.\n\nThe next "
            "morning, at 7.30 a.m., the minister came. That evening, at 6.15 p.m., he spoke.\n",
            ["12T20:10", "12T23:50", "13T00:20", "13T07:30", "13T18:15"],
        ),
        (
            "Corrections\n24 June 2031\n\nA report on the tram in Split last Wednesday gave a wrong hour. It "
            "left at 10.42 a.m. "
            "\n\nThe same report said that the mayor spoke at 11 a.m. He spoke at 11.20 a.m.\n",
            ["18T10:42", "18T11:00", "18T11:20"],
        ),
        (
            "Drive on Split FM, 24 June 2031\nTranscript\n\nHOST: The talks broke up last night. Sam, you were there.\n\n"
            "REPORTER: They were meant to end at 6 p.m. The consul walked out at 9.40 p.m.\n\nHOST: And now? The ministers "
            "meet at 10 a.m. today.\n",
            ["23T18:00", "23T21:40", "24T10:00"],
        ),
    ],
)
def test_a_story_keeps_its_day(text: str, expected: list[str]) -> None:
    assert clocks(text) == expected


def test_a_day_by_the_way_begins_no_story() -> None:
    text = (
        "SPLIT, 24 June 2031 - The consul met the mayor at 9.20 a.m. on Tuesday. Mr Roth, who took office on 3 May, came by "
        "tram. He left at 10.05 a.m.\n"
    )
    assert clocks(text) == ["24T09:20", "24T10:05"]


def test_what_has_come_about_by_the_stamp_is_of_its_day() -> None:
    text = (
        "Consul pool, report 3\nSplit, 24 June 2031, 16:20\n\nThe prize giving goes to Friday, same hour. Consul home at "
        "16:08.\n\nThe launch moves to Saturday. Doors open at 17:30.\n"
    )
    assert clocks(text) == ["24T16:20", "24T16:08", "28T17:30"]


def test_every_report_of_a_file_has_its_own_stamp() -> None:
    text = (
        "CONSUL POOL, REPORT 1\n24 June 2031, 0915\nSplit\n\nIn the car at 0905.\n\nCONSUL POOL, REPORT 2\n24 "
        "June 2031, 1620\n"
        "\nThe prize giving goes to Friday. Consul home at 1608.\n"
    )
    assert clocks(text)[-1] == "24T16:08"


def test_a_weekday_in_a_date_line_moves_the_day_that_another_document_lends() -> None:
    article = (
        "Consul cuts speech short\nSPLIT, Wednesday (Own correspondent) - The consul rose at 7.52 p.m. on "
        "Tuesday. He is to meet "
        "the mayor at 3 p.m. today.\n"
    )
    diary = "Office of the Consul\nDiary for Tuesday 24 June 2031\n\n19.30 Speech, Split\n20.15 Dinner\n"
    read_in = read_together([snapshot("a.txt", article), snapshot("b.txt", diary)], Given())
    facts = [f for reading in read_in for f in reading.facts if isinstance(f, Timex)]
    assert {f.span.exact: f.value[8:] for f in facts if f.span.exact in ("7.52 p.m.", "3 p.m.")} == {
        "7.52 p.m.": "24T19:52",
        "3 p.m.": "25T15:00",
    }


def test_a_roll_mark_and_the_end_of_a_range_keep_their_day_under_a_title() -> None:
    text = "Split Airport\nDepartures, Tuesday 24 June 2031\n\nKX 12  Bari  22:50  00:15+1\nKX 14  Pula  23:35  23:50–01:05\n"
    assert clocks(text) == ["24T22:50", "25T00:15", "24T23:35", "24T23:50", "25T01:05"]


def test_a_date_in_figures_is_the_day_of_a_document() -> None:
    text = "Consulate in Split\n24.06.2031\n\nThe consul meets the mayor at 16:00. On 26th June, the desk opens at 10:00.\n"
    assert clocks(text) == ["24T16:00", "26T10:00"]


def test_a_range_over_two_months_has_the_year_of_its_end() -> None:
    text = (
        "Games in Split\n30 December to 2 January 2032\n\nTuesday\n9:30 a.m. Opening\n\nThursday\n10:15 a.m. Swimming\n"
    )
    assert clocks(text) == ["30T09:30", "01T10:15"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "OFFICE OF PROTOCOL\nCircular 7 of 2031\nTuesday 24 June 2031\n\n1. The consul will be in Split on Thursday and "
            "Friday.\n\n2. Thursday:\n(a) 0915 hrs - arrival\n(b) 1900 hrs - tea\n\n3. Friday:\n(a) 0800 hrs - departure\n",
            ["26T09:15", "26T19:00", "27T08:00"],
        ),
        (
            "ROTH FOR MAYOR\nPosted 24 June 2031\n\nWednesday: rest day\n\nThursday: 9 a.m. coffee, Split; noon lunch\n\n"
            "The Thursday lunch was moved from 11.30 a.m.\n",
            ["26T09:00", "26T12:00", "26T11:30"],
        ),
        (
            "SPLIT, 24 June 2031 - The consul will open the pier tomorrow at 10:30, her office said on Tuesday.\n\nThe mayor "
            "will receive her at 10:15.\n\nThe news was given out at 16:00.\n",
            ["25T10:30", "25T10:15", "24T16:00"],
        ),
        (
            "The consul's week\nSplit Review, 27 June 2031\n\nOn Tuesday she fell ill at 8.10 p.m.\n\nBy Thursday nobody "
            "expected her. She came all the same, at 11.05 a.m.\n",
            ["24T20:10", "26T11:05"],
        ),
    ],
)
def test_a_day_to_come_holds_for_what_is_planned(text: str, expected: list[str]) -> None:
    assert clocks(text) == expected
