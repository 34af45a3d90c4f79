"""Who is one person under several names, in one document and over several."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot

LIST = "{}\nTuesday 3 March 2026\n\n09:00 Staff meeting, Town Hall\n11:00 Opening of the flower market, Bridge Street\n"
STORY = "LOM, 3 March 2026 (Aura Wire) - {} opened the flower market at 11.20 a.m. on Tuesday, twenty minutes late.\n"


def people(*texts: str) -> tuple[list[str], list[set[str]]]:
    """The persons of some documents, and who takes part in each event."""
    files = [snapshot(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    made = json.loads(reading_json(read_together(files, Given())))
    names = {p["id"]: p["name"] for p in made["people"]}
    return list(names.values()), [{names[p] for p in e["participants"]} for e in made["events"]]


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("Minister Íñigo de la Fuente Ordóñez", "Íñigo de la Fuente"),
        ("Mayor José Luis Peña Ortiz", "José Luis Peña"),
        ("Nguyễn Thị Hoa", "Nguyen Thi Hoa"),
        ("Governor Dana R. Whitcomb", "Gov. Dana Whitcomb"),
        ("Aisha bint Salim Al Harthy", "Aisha Al Harthy"),
        ("Ratu Semi Tawake", "Semi Tawake"),
    ],
)
def test_names_of_several_documents_that_share_their_parts_are_one_persons(listed: str, told: str) -> None:
    names, _ = people(LIST.format(f"Schedule of {listed}"), STORY.format(told))
    assert len(names) == 1


def test_names_that_share_a_part_are_two_persons() -> None:
    names, _ = people(LIST.format("Schedule of Mayor Ana Dimova"), STORY.format("Governor Petra Dimova"))
    assert len(names) == 2


@pytest.mark.parametrize("name", ["Khin Mar Aye", "Jan de Vries", "Chen Guangming", "Rhys ap Gwilym"])
def test_parts_of_a_name_that_say_other_things_too_are_its_own(name: str) -> None:
    names, _ = people(f'LOM, 3 March 2026 - "It rained," said Mayor {name}. The market opened late.\n')
    assert names == [name]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("The Archbishop's week", "Archbishop Thabo Moleko"),
        ("Movements - Lieutenant-Governor", "Lieutenant-Governor Ruth Adair"),
        ("Schedule of the Bishop of Mafeteng", "Bishop Thabo Moleko"),
        ("Chief Scout's visit", "Chief Scout Bea Holm"),
    ],
)
def test_an_office_over_a_list_is_whoever_the_reports_name_by_it(head: str, told: str) -> None:
    _, taking = people(LIST.format(head), STORY.format(told))
    assert taking
    assert all(t == {told.split(" ", told.count(" ") - 1)[-1]} for t in taking)


def test_a_sentence_begins_behind_a_clock() -> None:
    text = STORY.format("Mayor Ana Dimova").replace("on Tuesday, twenty minutes late", "")
    _, taking = people(
        f"{text.strip().removesuffix(' .')} Delegates will inspect the bridge on Thursday at 9 a.m. local time.\n"
    )
    assert {"Delegates"} in taking


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ("Premier Opens Three Bridges: Programme", []),
        ("Governor General Weekly Programme", []),
        ("Lord Mayor Engagements", []),
        ("Madam Speaker's Day", ["the Speaker"]),
        ("Programme of Mr Judge", ["Judge"]),
        ("President Lund's Programme", ["Lund"]),
    ],
)
def test_what_a_headline_tells_of_an_office_is_no_name(head: str, named: list[str]) -> None:
    names, _ = people(LIST.format(head))
    assert names == named
