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
