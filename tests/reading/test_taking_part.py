"""Who takes part in what names nobody, and who in what names a party."""

import json

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot


def parties(*texts: str) -> dict[str, list[str]]:
    """The participants of each event by its title."""
    sources = [snapshot(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    made = json.loads(reading_json(read_together(sources, Given())))
    names = {e["id"]: e["name"] for kind in ("people", "organizations", "places") for e in made[kind]}
    return {e["title"]: [names[i] for i in e["participants"]] for e in made["events"]}


REPORT = (
    "OSLO, 5 May 2025 (Fjord Wire) - Danish fisheries minister Ida Brock came an hour late. Brock met Otto Lund at noon.\n\n"
    '"We asked for nothing," Mr Lund said. Lund was calm.\n'
)


def test_whom_a_schedule_only_meets_is_not_its_principal() -> None:
    sheet = (
        "Minister in Oslo: itinerary\nMonday 5 May 2025\n\n"
        "09:00  Breakfast at the hotel\n10:00  Talks with Minister Otto Lund, Trade House\n"
        "13:00  Signing of the cod protocol\n16:00  Press conference\n"
    )
    found = parties(sheet, REPORT)
    assert found["Signing of the cod protocol"] == ["Ida Brock"]
    assert found["Talks with Minister Otto Lund"] == ["Otto Lund", "Ida Brock"]


def test_an_office_before_a_dash_says_whose_programme_it_is() -> None:
    sheet = "Trade Secretary – Lima programme\nMonday 5 May 2025\n\n09:00  Harbour tour\n10:00  Forum\n11:00  Lunch\n"
    report = "LIMA, 5 May 2025 - Trade Secretary Ida Brock was late.\n"
    assert parties(sheet, report)["Harbour tour"] == ["Ida Brock"]


def test_the_two_sides_meet_again() -> None:
    text = "LIMA, 5 May 2025 (Andes Wire) - Minister Ida Brock was late. The two sides will meet again on Friday.\n"
    assert ["the two sides"] in parties(text).values()


def test_a_delegation_flies_home() -> None:
    text = (
        "LIMA, 5 May 2025 (Andes Wire) - Minister Ida Brock was late.\n\n"
        "The Chilean delegation flew home at 6 p.m. on Monday.\n"
    )
    (who,) = parties(text).values()
    assert [name.lower() for name in who] == ["chilean delegation"]


def test_a_press_conference_is_that_of_who_speaks_at_it() -> None:
    text = (
        "LIMA, 5 May 2025 (Andes Wire) - Minister Ida Brock was late. Brock smiled. The press conference began at 6.20 p.m., "
        'late. "We lost a day," spokeswoman Eva Sol said.\n'
    )
    assert list(parties(text).values()) == [["Eva Sol"]]


def test_a_meeting_with_a_body_is_whom_the_report_tells_of() -> None:
    text = "LIMA, 5 May 2025 (Andes Wire) - Minister Ida Brock was late.\n\nTalks with dockers, set for 6 p.m., were off.\n"
    assert list(parties(text).values()) == [["Ida Brock", "dockers"]]


def test_offices_over_items_are_those_of_the_items_below() -> None:
    head = "ENGAGEMENTS, Monday 5 May 2025\n\n"
    apart = parties(f"{head}The Mayor\n10:00 Tour, Town Hall\n\nThe Deputy Mayor\n11:00 Lunch, Port\n")
    assert apart == {"Tour": ["the Mayor"], "Lunch": ["the Deputy Mayor"]}
    led = parties(f"{head}The Queen:\n10:00 Tour, Town Hall\n\nThe Duke of Dal:\n11:00 Lunch, Port\n")
    assert led == {"Tour": ["the Queen"], "Lunch": ["Duke of Dal"]}


def test_a_column_of_ministers_tells_who_takes_part() -> None:
    rows = (
        "| Time | Minister | Engagement |\n|---|---|---|\n| 10:00 | Ida Brock | Tour |\n| 11:00 | Otto Lund | Lunch |\n"
    )
    assert parties(f"Engagements, Monday 5 May 2025\n\n{rows}") == {"Tour": ["Ida Brock"], "Lunch": ["Otto Lund"]}


def test_letters_of_a_legend_are_who_they_stand_for() -> None:
    head = "Programme, Monday 5 May 2025\nFM = Foreign Minister Ida Brock; DPM = Deputy Prime Minister Otto Lund\n\n"
    found = parties(f"{head}10:00 FM opens the fair\n11:00 DPM visits the dock\n12:00 Lunch for FM and DPM\n")
    assert list(found.values()) == [["Ida Brock"], ["Otto Lund"], ["Ida Brock", "Otto Lund"]]


def test_letters_behind_names_tell_whose_item_it_is() -> None:
    head = "Programme, Monday 5 May 2025\nForeign Minister Ida Brock (IB) and Trade Minister Otto Lund (OL)\n\n"
    found = parties(f"{head}10:00 Fair opening (IB)\n11:00 Dock visit (OL)\n12:00 Lunch (IB, OL)\n")
    assert list(found.values()) == [["Ida Brock"], ["Otto Lund"], ["Ida Brock", "Otto Lund"]]


def test_the_plural_of_an_office_that_nobody_bears_means_no_two_persons() -> None:
    head = "Schedule of Mayor Ida Brock\nMonday 5 May 2025\n\n"
    text = f"{head}09:00 Talks with Otto Lund\n11:00 Mayor receives the ambassadors\n"
    assert list(parties(text).values())[1] == ["Ida Brock", "the ambassadors"]
