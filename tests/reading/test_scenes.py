"""Where a happening is that names no place itself."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot


def places(text: str) -> dict[str, str | None]:
    """The place of each event by its title."""
    made = json.loads(reading_json(read_together([snapshot("a.txt", text.encode())], Given())))
    names = {p["id"]: p["name"] for kind in ("places", "organizations") for p in made[kind]}
    return {e["title"]: names.get(e["place"]) for e in made["events"]}


HEAD = "TURKU, 12 March 2025 (Aura Wire) - Mayor Ida Brock had a long day.\n\n"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("The lecture, due at 10 a.m. in the map room, began at 10:20 a.m.", "the map room"),
        ("At the paper mill, the ceremony began at 10:20 a.m., late.", "paper mill"),
        ("The rally was called off at 10 a.m.", None),
        ("The talks began at 10 a.m. (9 a.m. in Oslo).", None),
        ("The tour of the fish hatchery, planned for 3 p.m., was called off.", "fish hatchery"),
        ("The hospital visit, planned for 3 p.m., was called off.", "hospital"),
        ("The ceremony, planned for 3 p.m., was moved to the old quay.", None),
        ("The lecture, billed for 10 a.m. in the map room, will now begin at 11 a.m.", "the map room"),
        ("The two ministers met at the Reed House. Their talks began at 10 a.m.", "Reed House"),
        ("The two ministers met at the Reed House. Ten of them were late. The talks began at 10 a.m.", None),
        ("The lecture is off. It was down for 10 a.m. in the map room.", "the map room"),
    ],
)
def test_the_words_around_tell_where(said: str, place: str | None) -> None:
    assert list(places(HEAD + said + "\n").values()) == [place]


def test_the_place_of_an_item_stands_behind_its_last_comma_or_full_stop() -> None:
    text = (
        "PROGRAMME OF THE MINISTER\nWednesday 12 March 2025\n\n"
        "09:00  Guard of honour, Prime Minister's House\n"
        "10:00  Meeting with the Ambassador of Peru, Ida Brock. Casa Verde, Rocha.\n"
        "12:00  Lunch given by Governor Otto Lund, Governor's Residence\n"
        "18:00  Arrival, Tullin Airport\n"
    )
    assert list(places(text).values()) == [
        "Prime Minister's House", "Casa Verde", "Governor's Residence", "Tullin Airport"
    ]  # fmt: skip


def test_a_line_over_the_text_tells_where_it_was() -> None:
    text = (
        "PORT AUTHORITY OF CALLAO, LIMA\nPress briefing, Long Room, Monday 7 July 2025\nTranscript\n\n"
        "MR LUND: Good morning. The north pier stays shut.\n\n[The briefing began at 10:05 a.m. and ended at 10:25 a.m.]\n"
    )
    assert places(text) == {"Briefing": "Long Room"}


def test_a_flight_of_a_list_leaves_the_town_of_its_clocks() -> None:
    text = (
        "PROGRAMME OF THE MINISTER\nAccra, Wednesday 12 March 2025\n\n"
        "09:00  Tour of the Tema smelter\n17:00  Departure from Kotoka, flight AB 12\n18:00  Wheels up for London\n"
    )
    assert list(places(text).values()) == ["Tema smelter", "Kotoka", "Accra"]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("TURKU, March 12, 2025 (Aura Wire) - At Kite Hall, the signing of the pact began at 2 p.m.", "Kite Hall"),
        ("The signing began at 2 p.m. It took place at the fish market, an aide said.", "fish market"),
        ("Premier Ana Lopes will meet Mayor Ida Brock at the mill at 9 a.m. before travelling to Oslo.", "mill"),
        ("Premier Ana Lopes arrived at the fish market at 10 a.m.", "fish market"),
        ("Premier Ana Lopes reached Kite Hall at 10 a.m. She will sign the pact there at 11 a.m.", "Kite Hall"),
        ("A signing that both sides had planned for Thursday in Rauma has been called off.", "Rauma"),
        ("The dinner, which was to be held at Kite Hall at 8 p.m., was cancelled.", "Kite Hall"),
        ("On Friday the Premier will be in Rauma, where she will meet the growers at 2 p.m.", "Rauma"),
        ("The rally at the town hall began at 7 p.m., an hour late.", "town hall"),
    ],
)
def test_where_it_was_is_told_before_it_behind_it_or_in_the_next_sentence(said: str, place: str) -> None:
    assert set(places(said + "\n" if said.startswith("TURKU") else HEAD + said + "\n").values()) == {place}


def test_what_came_instead_is_where_somebody_went() -> None:
    text = "The lunch was due at noon.\n\nPremier Ana Lopes skipped the lunch and went to Kite Hall instead.\n"
    assert "Kite Hall" in places(HEAD + text).values()


def test_the_town_of_an_office_is_not_where_its_holder_is_received() -> None:
    text = "Premier Ana Lopes received the Mayor of Oslo, Otto Lund, at Kite Hall at 10 a.m. on Tuesday.\n"
    assert "Oslo" not in places(HEAD + text).values()
