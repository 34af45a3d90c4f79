"""The day of clocks by what is told around them, and the zones that a legend's remark compares."""

import hashlib

from asrun.model.document import Section
from asrun.model.fact import Plan
from asrun.model.source import Snapshot
from asrun.model.time import Instant, Timex, ZoneUse
from asrun.reading.reader import read
from asrun.sources.file import snapshot


def facts(text: str) -> list[object]:
    """All facts of a text."""
    return list(read(Snapshot("a.txt", text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest())).facts)


def values(text: str) -> dict[str, str]:
    """The value of every expression by its words."""
    return {f.span.exact: f.value for f in facts(text) if isinstance(f, Timex)}


def roles(text: str) -> list[tuple[str, str]]:
    """The zones of a text with their roles."""
    return [(f.zone, f.role) for f in facts(text) if isinstance(f, ZoneUse)]


def test_a_programme_quoted_in_an_article_is_of_the_day_that_the_article_tells_of() -> None:
    found = values(
        "The Otter Post, Friday 14 February 2025\n\nSUVA – The duchess saw no reef on Thursday.\n\n"
        "Her list gives Suva's time before London's:\n\n"
        "8.15am/8.15pm  Welcome, Albert Park\n10am/10pm  Talks, Government House\n2.30pm/2.30am  Boat to the reef\n"
    )
    assert found["8.15am"] == "2025-02-13T08:15"
    assert found["2.30am"] == "2025-02-13T02:30"


def test_a_day_named_by_the_way_is_not_that_of_the_clocks_behind_it() -> None:
    found = values(
        "The Quay Post\nThursday, 13 March 2025\n\nAMBON — The ferry was launched on Wednesday. She saw two porters "
        "hurt by a winch on Monday.\n\nHer plane left the ground at 18.05.\n"
    )
    assert found["Monday"] == "2025-03-10"
    assert found["18.05"] == "2025-03-12T18:05"


def test_the_weekday_behind_two_clocks_is_that_of_the_second() -> None:
    text = (
        "DAKAR, 9 October 2025 (Quay Wire) — The envoy left on Thursday.\n\n"
        "Its sheet carried two clocks, Dakar's before Seoul's.\n\n"
        "10h00 / 19h00  Talks, palace\n19h00 / 04h00 (+1)  Banquet, Hotel Teranga\n\n"
        "The aircraft was up at 18h10, 03h10 on Friday in Seoul.\n"
    )
    found = values(text)
    assert (found["18h10"], found["03h10"], found["Friday"]) == ("2025-10-09T18:10", "2025-10-10T03:10", "2025-10-10")
    assert found["04h00"] == "2025-10-10T04:00"
    assert roles(text) == [("Africa/Dakar", "local"), ("Asia/Seoul", "home")]


def test_the_place_of_the_office_is_not_the_venue_of_its_guidance() -> None:
    text = (
        "CHANCELLERY, VIENNA\nGuidance for Tuesday 4 March 2025\n\nLisbon time first, Vienna in brackets.\n\n"
        "8.20 am (9.20 am)  The chancellor lands in Lisbon.\n4 pm (5 pm)  Take-off for Vienna.\n"
    )
    assert roles(text) == [("Europe/Lisbon", "local"), ("Europe/Vienna", "home")]


def test_a_remark_tells_the_second_zone_by_the_difference() -> None:
    text = "Programme\nAmbon, Friday 14 March 2025\n(All hours WIT. For Jakarta take off two hours.)\n\n07.40  Launch\n"
    assert roles(text) == [("Asia/Jayapura", "local"), ("Asia/Jakarta", "home")]


def test_took_until_looks_back() -> None:
    text = "The Coast Post\nFriday, 18 April 2025\n\nIt took until ten to seven on Thursday, and then she spoke.\n"
    assert values(text)["Thursday"] == "2025-04-17"


ARTICLE = (
    "No fish for the guest\n\nRosa Thorne, Tbilisi\nThe Morning Post, Thursday 20 November 2025\n\n"
    "Helen Marsh, the president of Malta, wished to fish in a river and stood on no bank.\n\n"
    "The sheet sent to rooms on Tuesday night has her Wednesday in two zones, first by the clock in Tbilisi and, after the "
    "stroke, by the one in Valletta.\n\n"
    "9.20am / 6.20am  Wreath-laying, Heroes' Square\n10.35am / 7.35am  Talks with President Gia Beridze, Palace\n"
    "1.15pm / 10.15am  Luncheon, Hotel Metekhi\n\n"
    "Nothing kept to it. The talks overran, and only half an hour was left for the luncheon.\n\n"
    "HOW THE DAY WENT\n9.26am  Flowers laid\n10.41am  Talks begin\n1.40pm  Luncheon begins\n"
)


def test_an_introduction_gives_its_list_the_day_that_it_names_and_not_that_of_its_issue() -> None:
    found = values(ARTICLE)
    assert (found["Tuesday night"], found["Wednesday"]) == ("2025-11-18TNI", "2025-11-19")
    assert found["1.15pm"] == "2025-11-19T13:15"
    assert found["1.40pm"] == "2025-11-19T13:40"


def test_a_log_of_the_day_below_an_article_is_no_second_plan() -> None:
    planned = [f for f in facts(ARTICLE) if isinstance(f, Plan)]
    assert [p.summary.split(" ")[0] for p in planned] == ["Wreath-laying", "Talks", "Luncheon"]


def test_the_lead_begins_with_its_prose_and_the_list_with_its_introduction() -> None:
    told = [(f.kind, ARTICLE[f.start :][:9]) for f in facts(ARTICLE) if isinstance(f, Section)]
    assert told[:2] == [("lead", "Helen Mar"), ("schedule", "The sheet")]


def test_a_day_that_is_told_of_itself_is_that_of_the_clocks_behind_it() -> None:
    found = values(
        "OSLO, 6 April 2025 (Fjord Wire) — She landed at 5:15 on Sunday.\n\nHer aircraft had left at 0:20 on Saturday.\n\n"
        "In Oslo, Friday had been no better. The opening slipped from 16:30 to 17:10.\n"
    )
    assert found["17:10"] == "2025-04-04T17:10"


def test_the_title_tells_the_venue_of_clocks_in_two_zones() -> None:
    text = (
        "Trade envoy in Nairobi - live\n\nWednesday 18 June 2025. Each entry has London's clock, then Nairobi's.\n\n"
        "15.50 (17.50)\nThat is all. Her plane took off at 17.34.\n\n13.31 (15.31)\nThe talks ended at 15.20.\n\n"
        "10.12 (12.12)\nThe talks began at 12.05, London sources said in London.\n"
    )
    found = [f for f in facts(text) if isinstance(f, Timex) and f.span.exact == "17.34"]
    assert [f.zone for f in found] == ["Africa/Nairobi"]


def test_a_day_behind_two_contrasted_clocks_is_that_of_both() -> None:
    found = values(
        "Tamale, 30 September 2025\n\nThe wrestling final got under way at noon rather than ten o'clock yesterday.\n"
    )
    assert (found["noon"], found["ten o'clock"]) == ("2025-09-29T12:00", "2025-09-29T10:00")


def test_a_feast_that_names_an_event_is_no_day_of_its_clocks() -> None:
    found = values(
        "Sunday 22 November 2026\n\n9.30 am Thanksgiving service, St Olave's\n6.30 pm Christmas concert, Town Hall\n"
        "8.00 pm Christmas Eve Mass, Minster\n"
    )
    assert (found["9.30 am"], found["6.30 pm"]) == ("2026-11-22T09:30", "2026-11-22T18:30")
    assert found["Christmas Eve"] == "2026-12-24"


def test_a_list_is_of_the_day_told_last_though_its_article_opens_with_its_own() -> None:
    text = (
        "LIMA, June 6, 2025 (Coast Wire) - The pens lay in their box on Friday morning.\n\nThe mayors parted on Thursday.\n\n"
        "The city's list was this:\n\n10:30 Talks\n12:15 Signing of the pact\n13:00 Lunch\n\nThey sat down at 10:50.\n"
    )
    assert values(text)["12:15"] == "2025-06-05T12:15"


def test_a_day_that_opens_the_line_above_a_list_is_the_day_of_the_list() -> None:
    page = (
        "<h1>Visit of the Regent</h1><p>Press office. Published 5 May 2025.</p>"
        "<p>Friday, 9 May 2025. Left is Lima time, right is Madrid time.</p>"
        "<table><tr><th>Lima</th><th>Madrid</th><th>Item</th></tr><tr><td>10:30</td><td>17:30</td><td>Talks</td></tr>"
        "<tr><td>12:00</td><td>19:00</td><td>Lunch</td></tr></table>"
    )
    found = read(snapshot("page.html", page.encode()))
    days = {
        f.when.local.date().isoformat() for f in found.facts if isinstance(f, Timex) and isinstance(f.when, Instant)
    }
    assert days == {"2025-05-09"}


def test_gmt_is_the_venues_own_clock_where_that_keeps_it_all_year() -> None:
    for town, zone, role in (("Accra", "Africa/Accra", "local"), ("Lima", "UTC", "utc")):
        text = f"Movements of the mayor, {town}\n5 May 2025 (all times GMT)\n\n09:00 Talks"
        found = read(snapshot("plan.txt", text.encode()))
        assert [(z.zone, z.role) for z in found.facts if isinstance(z, ZoneUse)] == [(zone, role)]


def test_a_day_of_what_should_have_been_is_not_that_of_what_was() -> None:
    found = values(
        "ARUSHA, Oct 17, 2025 (Crater Wire) - The envoy left Tanzania on Thursday night.\n\n"
        "On Friday he should have met miners at 11 a.m. and flown on.\n\nIt was 3:10 p.m. before the talks ended.\n"
    )
    assert found["11 a.m."] == "2025-10-17T11:00"
    assert found["3:10 p.m."] == "2025-10-16T15:10"


def test_a_night_named_by_the_way_is_not_that_of_the_clocks_behind_it() -> None:
    found = values(
        "The Quay Post\nSunday, 22 March 2026\n\nThe guests were seated yesterday at noon. The roof had come off on Friday "
        "night. They were at table yet at four o'clock.\n"
    )
    assert found["four o'clock"] == "2026-03-21T16:00"


def test_what_is_announced_for_tomorrow_goes_on_below() -> None:
    found = values(
        "Ministry of Ports\nPress note, Beira, Monday 12 May 2025\n\nThe minister goes to Nacala tomorrow.\n\n"
        "At 09.15 she will meet the harbour master. At 10.40 she inspects the dredger.\n\nThe ministry said no more.\n"
    )
    assert (found["09.15"], found["10.40"]) == ("2025-05-13T09:15", "2025-05-13T10:40")


def test_an_answer_is_about_the_day_of_its_question() -> None:
    found = values(
        "Transcript\nLusaka, 8 October 2025\n\nMR PHIRI: The cabinet met at 8.00 today.\n\nQ: And the briefing tomorrow?\n\n"
        "MR PHIRI: It is at 9.20, not 11.00.\n"
    )
    assert found["9.20"] == "2025-10-09T09:20"


def test_today_in_a_post_is_its_own_date() -> None:
    found = values(
        "VALLETTA, Feb 11, 2026 (Knot Agency) - The boat docked at 3:05 p.m. on Tuesday.\n\n"
        '"What a day today."\n— Karin Sund (@karinsund) February 10, 2026\n\nHer plane left at 6:50 p.m.\n'
    )
    assert (found["today"], found["6:50 p.m."]) == ("2026-02-10", "2026-02-10T18:50")


def test_a_correction_is_not_of_the_day_that_it_corrects() -> None:
    found = values("Erratum to the note of 14 May\nHoniara, 15 May 2025\n\nYesterday we gave a wrong hour.\n")
    assert found["Yesterday"] == "2025-05-14"


def test_a_clock_in_words_with_its_zone_is_no_legend() -> None:
    text = "QUITO, Oct 17, 2025 (Andes Wire) - The guest left at 9 a.m. on Friday. A note went out at midnight, Lima time.\n"
    assert roles(text)[0] != ("America/Lima", "local")
