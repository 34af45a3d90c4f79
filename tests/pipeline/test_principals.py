"""Whose schedule it is, where only a document read with it says so."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot

ITEMS = (
    "\nWednesday 12 March 2025\n\n9:30 Talks with Ada Roth, Town Hall\n14:00 Tour of the paper mill\n17:00 Reception\n"
)
NEWS = (
    "TARTU, 12 March 2025 (Emajogi Wire) - Prime Minister Liis Kuusk toured the paper mill at 14:05. Kuusk liked it.\n\n"
    '"It smells," Kuusk said. The mill\'s director, Jaan Saar, thanked her.\n'
)


def participants(head: str) -> list[list[str]]:
    files = [snapshot("a.txt", (head + ITEMS).encode()), snapshot("b.txt", NEWS.encode())]
    made = json.loads(reading_json(read_together(files, Given())))
    names = {p["id"]: p["name"] for p in made["people"]}
    return [[names.get(i, "") for i in e["participants"]] for e in made["events"] if e["planned_start"]]


@pytest.mark.parametrize("head", ["OFFICE OF THE PRIME MINISTER", "REPUBLIC OF ESTONIA\nDIARY"])
def test_the_principal_takes_part_in_every_item(head: str) -> None:
    assert [people.count("Liis Kuusk") for people in participants(head)] == [1, 1, 1]


def test_a_festival_has_no_principal() -> None:
    assert not any("Liis Kuusk" in people for people in participants("EMAJOGI FILM FESTIVAL")[2:])


def test_a_minister_of_a_field_is_the_principal_by_any_form_of_the_title() -> None:
    news = NEWS.replace("Prime Minister Liis Kuusk", "Estonian shipping minister Liis Kuusk")
    files = [snapshot("a.txt", f"VISIT OF THE MINISTER OF SHIPPING{ITEMS}".encode()), snapshot("b.txt", news.encode())]
    made = json.loads(reading_json(read_together(files, Given())))
    kuusk = next(p["id"] for p in made["people"] if p["name"] == "Liis Kuusk")
    assert [e["participants"].count(kuusk) for e in made["events"] if e["planned_start"]] == [1, 1, 1]


def test_what_a_report_tells_without_a_name_is_of_whom_it_tells_most() -> None:
    text = (
        "TARTU, 12 March 2025 (Emajogi Wire) - Prime Minister Liis Kuusk was late again. Kuusk blamed the snow.\n\n"
        'The harbour tour was called off at 10:15. "No boats," her spokesman, Jaan Saar, said. Saar would not say more.\n'
    )
    made = json.loads(reading_json(read_together([snapshot("b.txt", text.encode())], Given())))
    names = {p["id"]: p["name"] for p in made["people"]}
    (tour,) = made["events"]
    assert [names[i] for i in tour["participants"]] == ["Liis Kuusk"]


def listed(**texts: str) -> tuple[list[list[str]], list[str]]:
    """Names of who takes part in each planned event, and of their places, of documents by name."""
    files = [snapshot(f"{name}.txt", text.encode()) for name, text in texts.items()]
    made = json.loads(reading_json(read_together(files, Given())))
    names = {p["id"]: p["name"] for kind in ("people", "organizations", "places") for p in made[kind]}
    planned = [e for e in made["events"] if e["planned_start"]]
    kinds = {p["id"] for p in made["places"]}
    places = [names[e["place"]] if e["place"] in kinds else "" for e in planned]
    return [[names[i] for i in e["participants"]] for e in planned], places


def test_whose_movements_are_told_is_the_principal_before_an_office_of_the_head() -> None:
    text = (
        "Chairman's diary, Thursday 6 March 2025\n\nOlli Rautio's movements for today:\n\n"
        "9.00am   Radio interview\n2.00pm   Tour of the paper mill\n"
    )
    assert listed(a=text)[0] == [["Olli Rautio"], ["Olli Rautio"]]


def test_a_name_of_a_ministry_is_no_title_of_a_guest() -> None:
    text = (
        "Press office, Justice and Security\nItinerary, Thursday 6 March 2025\n\n"
        "The opening of the registry has been brought forward to nine, as Chief Justice Olli Rautio has a boat to board.\n\n"
        "9:00 Opening of the registry, with Chief Justice Olli Rautio\n14:00 Tour of the prison\n"
    )
    news = NEWS.replace("Prime Minister Liis", "Justice minister Liis")
    assert listed(a=text, b=news)[0][1] == ["Liis Kuusk"]


def test_whom_a_text_begins_with_goes_before_one_with_an_office_further_down() -> None:
    text = (
        "Ada Roth flies home from Tartu with nothing to show for her two days.\n\n"
        + "The snow lay deep and the roads of the county were shut from early in the morning until long after dusk. "
        * 2
        + "\n\nThe harbour tour planned for 10:15 on 12 March 2025 was called off.\n\n"
        "Transport minister Liis Kuusk was sorry. Kuusk had no boats, Kuusk said, and no hope of any.\n"
    )
    assert listed(a=text)[0] == [["Ada Roth"]]


def test_a_body_at_whose_house_something_is_is_a_place_too_and_a_venue_goes_without_what_stands_behind_it() -> None:
    text = (
        "Programme of Minister Olli Rautio, Thursday 6 March 2025\n\n9:00 Talks with Ada Roth, Ministry of Fisheries\n"
        "12:00 Lunch, Harbour Hall\n14:00 Launch of the ferry plan, Harbour Hall, 40 minutes with questions\n"
    )
    assert listed(a=text)[1] == ["Ministry of Fisheries", "Harbour Hall", "Harbour Hall"]
