"""The day of clocks where a text has several: of its programme, of what had been planned, of what is only said on a day."""

import pytest
from tests.reading.times.test_told_days import facts, values

from asrun.model.fact import Plan
from asrun.model.time import Instant, Timex


def test_a_weekday_is_the_day_that_a_date_names_with_it() -> None:
    found = values(
        "Advance, sent Monday 4 August 2025\n\nHARBOUR DAY, TUESDAY 5 AUGUST\n\n"
        "The minister spends Tuesday in Tarawa.\n\n0900: Welcome\n1015: Talks\n\nDesk: no copy before noon on Tuesday.\n"
    )
    assert found["Tuesday"] == "2025-08-05"
    assert found["noon"] == "2025-08-05T12:00"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Public schedule, Monday, 9/8/2025\nSanta Fe, New Mexico\n\n9:15 AM Cabinet meeting\n1 PM Tour of the mill\n",
            "09-08",
        ),
        ("Programme, Windhoek, 9/8/2025\n\n9:15 Cabinet meeting\n13:00 Tour of the mill\n", "08-09"),
        (
            "Public schedule for 9/8/2025\nSanta Fe, New Mexico\n\n9:15 AM Cabinet meeting\n1 PM Tour of the mill\n",
            "09-08",
        ),
        ("Programme, Suva, 9/8/2025 (issued 28/7/2025)\n\n9:15 Cabinet meeting\n13:00 Tour\n", "08-09"),
    ],
)
def test_a_date_in_figures_is_read_by_its_weekday_another_date_or_the_country(text: str, day: str) -> None:
    assert {v[:10] for v in values(text).values() if "T" in v} == {f"2025-{day}"}


def test_a_date_in_figures_that_may_be_either_is_as_another_of_its_text_shows() -> None:
    filler = "The mill is old and wide. " * 3000
    text = "Programme, 3 February 2025\n\nThe fair ran from {} on. {}\n\nIt is back on 1/5/2025, and on 3/12/2025.\n"
    weeks = values(text.format("1/25/2025", filler))
    days = values(text.format("25/1/2025", filler))
    assert (weeks["1/5/2025"], weeks["3/12/2025"]) == ("2025-01-05", "2025-03-12")
    assert (days["1/5/2025"], days["3/12/2025"]) == ("2025-05-01", "2025-12-03")


def test_a_day_that_is_instant_is_of_the_month_of_the_document() -> None:
    text = (
        "Circular No. 14/2025, dated Thimphu, 28th August 2025\n\nThe Minister will be on tour on the 30th instant:\n\n"
        "8.30 am   Departure from Thimphu\n10.00 am  Meeting with the elders, Wangdue\n"
    )
    assert values(text)["8.30 am"] == "2025-08-30T08:30"


def test_the_day_on_which_somebody_spoke_is_not_that_of_what_is_told_next() -> None:
    found = values(
        "NOUMEA, Dec 10, 2025 (Reef Wire) - Did the two ministers meet on Monday evening?\n\n"
        '"We never spoke," Paul Waya told the wire on Wednesday. He had boarded a ferry at half past six.\n'
    )
    assert found["half past six"][:10] != "2025-12-10"


def test_what_had_been_planned_for_a_weekday_is_told_of_the_one_just_gone() -> None:
    found = values(
        "The Weir Courier, Monday 9 February 2026\n\nThe weir had been promised all of Saturday with the inspector. "
        "Few saw him.\n\nHe should have opened the sluice at nine, and planted an oak at five.\n"
    )
    assert found["Saturday"] == "2026-02-07"
    assert found["nine"] == "2026-02-07T09:00"


def test_a_weekday_that_was_once_gone_stays_so() -> None:
    found = values(
        "APIA, July 9, 2026 - The two islands signed at 2:15 p.m. on Wednesday (3:15 p.m. Tuesday in Pago Pago).\n\n"
        "Lunch was served at 12:50 p.m.\n\nThe ferry, expected at nine on Wednesday, had tied up by 9:25.\n"
    )
    assert found["Wednesday"][8:10] == "08"
    assert found["12:50 p.m."][8:10] == "08"


def test_a_programme_keeps_its_printed_day_beside_a_weekday_elsewhere_and_the_day_of_its_last_change() -> None:
    mail = values(
        "Call of the bishop, sent 3 July 2026\n\nThis is what we have for the bishop on Wednesday 8 July 2026. Apia keeps "
        "another date than Pago Pago, where it is Tuesday all the while.\n\n"
        "  9:00 am  Ferry arrives\n 10:30 am  Talks, Mulinuu Hall\n"
    )
    page = values(
        "# Harbour day, Ventspils\n\n**Monday 8 June 2026.** Latvian time. Page last changed 7 June, 17:00.\n\n"
        "| When | What |\n|---|---|\n| 09:30 | The President arrives |\n| 10:15 | Welcome by the mayor |\n"
    )
    assert mail["10:30 am"] == "2026-07-08T10:30"
    assert page["09:30"] == "2026-06-08T09:30"


def test_a_day_that_something_moves_to_with_its_clock_is_that_of_no_other() -> None:
    found = values(
        "Second programme for Wednesday 8 July 2026, Apia\n\n"
        "With a gale in the bay, the regatta is put off to Thursday at 8:00 am.\n\nThe concert is now at 2:15 pm.\n"
    )
    assert found["2:15 pm"] == "2026-07-08T14:15"


def test_clocks_beside_their_gmt_are_told_in_the_zone_that_these_show() -> None:
    text = (
        "DAKAR, Dec 4, 2025 (Dune Wire) - The delegation of Senegal landed in Tunis at 19:05 (1805 GMT) on Tuesday.\n\n"
        "The talks in Tunis began at 20:30.\n"
    )
    found = {
        w: v for w, v in ((f.span.exact, f.when) for f in facts(text) if hasattr(f, "when") and f.span) if w == "20:30"
    }
    when = found["20:30"]
    assert isinstance(when, Instant)
    assert when.zone == "Africa/Tunis"


def test_rows_that_begin_with_their_day_are_items_of_a_programme() -> None:
    for row in ("{} 2 Sep 2025, 9:00am: Radio interview", "{} 2 Sep 2025 | 9:00am | Radio interview"):
        lines = "\n".join((row.format("Tue"), row.format("Tue").replace("9:00", "11:00").replace("Radio", "Press")))
        events = [f for f in facts(f"Port Moresby\n\n{lines}\n") if isinstance(f, Plan)]
        assert [e.summary for e in events] == ["Radio interview", "Press interview"]


CARD = (
    "POOL REPORT 1\nCuiabá, Tuesday 9 June 2026, 07:55 (08:55 in Brasília)\n\n"
    "The card, Cuiabá clock first, Brasília in brackets:\n\n"
    "8:30 (9:30) Breakfast with the growers\n10:00 (11:00) Boat to the farm\n1:00 (2:00) Lunch with the union\n\n"
    "POOL REPORT 2\nCuiabá, 16:40\n\nLunch was over by 2:10.\n"
)


def test_the_clocks_of_a_card_have_their_own_style_and_the_zone_of_the_head() -> None:
    found = {f.span.exact: f for f in facts(CARD) if isinstance(f, Timex)}
    assert (found["1:00"].value, found["1:00"].zone) == ("2026-06-09T13:00", "America/Cuiaba")
    assert (found["2:10"].value, found["2:10"].zone) == ("2026-06-09T14:10", "America/Cuiaba")


def test_a_number_of_a_report_is_no_clock() -> None:
    found = values(
        "In-town pool #1 - Porto Velho - 9 June 2026 - 0755 local / 0855 Brasília\n\nBreakfast began 0850.\n\n"
        "In-town pool #2 - 1120 local\n\nLunch over 1410.\n"
    )
    assert "2" not in found
    assert found["1120 local"] == "2026-06-09T11:20"


def test_a_story_of_a_day_that_is_long_past_keeps_it_in_a_text_of_a_later_month() -> None:
    dated = values(
        "# A handshake on the tarmac\n\nBy Hana Lim | 2 July 2026\n\nThe fog came first. It lay on the strait on the morning "
        "of 14 May when the governor was due at the bridge.\n\nThe hall had been booked for half past ten.\n"
    )
    issued = values(
        "# The bridge that waited\n\n*The Delta Review, July 2026*\n\nOn Thursday 14 May the two were to meet at nine.\n\n"
        "She landed in Kuching at 2.40 p.m.\n"
    )
    assert dated["half past ten"] == "2026-05-14T10:30"
    assert issued["2.40 p.m."] == "2026-05-14T14:40"


def test_a_card_within_one_line_is_a_programme() -> None:
    events = [
        f
        for f in facts(
            "Pool report 1\nSuva, 8 May 2026, 7:40 a.m.\n\n"
            "The card for the day: 8.30 breakfast with the growers; 10.00 boat to the farm; 1.00 lunch; 4.15 plane home.\n"
        )
        if isinstance(f, Plan)
    ]
    starts = [e.starts.local.strftime("%H:%M") for e in events if isinstance(e.starts, Instant)]
    assert starts == ["08:30", "10:00", "13:00", "16:15"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (
            "KIGALI, Aug 20, 2026 - Talks broke up on Wednesday and will resume on Friday.\n\nThey had begun at 4 p.m.",
            "19",
        ),
        (
            "The Post, 20 August 2026\n\nHe stayed at a hearing that was to take all of Wednesday.\n\nHe came at 4 p.m.",
            "19",
        ),
        ("The Post, 20 August 2026\n\nShe spoke for long. The next sitting is on Tuesday at 4 p.m.", "25"),
        (
            "Brief, 20 August 2026\n\nMS. HALE: He left early.\n\nQ: And Monday?\n\nMS. HALE: Monday at 4 p.m., here.",
            "24",
        ),
    ],
)
def test_a_weekday_lies_where_its_own_clause_puts_it(sentence: str, day: str) -> None:
    assert values(sentence)["4 p.m."] == f"2026-08-{day}T16:00"


def test_the_day_and_clock_of_a_whole_meeting_are_no_item_of_it() -> None:
    text = (
        "Sitting of the Harbour Board\n\nThursday 4 June 2026, 10.20am\nAssembly Room, Old Mill, Nelson\n\n"
        "Chair: Mo Reed.\n\n1. 10.20am Deputations\n2. 11.05am Dredging plan\n"
    )
    assert [f.summary for f in facts(text) if isinstance(f, Plan)] == ["Deputations", "Dredging plan"]


@pytest.mark.parametrize(
    "told",
    [
        "Subject: Visit of the Minister to Paro, 5 March 2025",
        "The visit to Paro is scheduled for 5th March 2025 (Wednesday) as per the programme below:",
        "Programme for the morrow:",
    ],
)
def test_the_day_on_which_a_circular_was_written_is_not_that_of_its_programme(told: str) -> None:
    events = [
        f
        for f in facts(
            f"CIRCULAR No. 12\nThimphu, Tuesday 4 March 2025\n\n{told}\n\n"
            "(a) 8.30 a.m. Leaves the Ministry\n(b) 9.45 a.m. Meets the engineers, Paro Dzong\n"
        )
        if isinstance(f, Plan)
    ]
    assert {e.starts.local.day for e in events if isinstance(e.starts, Instant)} == {5}
