"""What a report says in words of its own about the items of a programme, and starts that were seen off their plan."""

import json
from typing import Any

import pytest

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot

PROGRAMME = b"""MINISTRY OF CULTURE, TARTU
Programme of Minister Liis Kuusk, Wednesday 12 March 2025

9:00 Signing of the visitors' book, Town Hall
10:00 Talks with the archive directors, Town Hall
12:00 Distribution of library cards
15:00 Minister Kuusk tours the Tamme paper mill
17:00 Remarks to students
"""
HEAD = "TARTU, 12 March 2025 (Emajogi Wire) - "
DAY = "Culture minister Liis Kuusk came to the town for a day, as she does in March. "


def read(text: str) -> dict[str, Any]:
    files = [snapshot("a.txt", PROGRAMME), snapshot("b.txt", f"{HEAD}{text}\n".encode())]
    made: dict[str, Any] = json.loads(reading_json(read_together(files, Given())))
    titles = {e["id"]: e["title"] for e in made["events"]}
    for fact in (*made["changes"], *made["observations"]):
        fact["title"] = titles.get(fact.get("event") or fact.get("about"), "")
    return made


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kuusk put her name in the book at 9:02.", "Signing of the visitors' book"),
        ("The first cards were handed over at 12:03.", "Distribution of library cards"),
        ("Boys and students cheered at 17:04.", "Remarks to students"),
    ],
)
def test_a_clause_is_of_the_item_whose_word_it_has(text: str, title: str) -> None:
    made = read(text)
    assert [o["title"] for o in made["observations"]] == [title]
    assert next(e["status"] for e in made["events"] if e["title"] == title) == "held"
    assert not made["changes"]


@pytest.mark.parametrize("text", ["A bakery caught fire at 23:10.", "The book was printed at 3:15."])
def test_a_clock_of_something_else(text: str) -> None:
    assert not read(text)["observations"]


def test_an_item_is_skipped_by_its_words() -> None:
    (change,) = read("Kuusk never made it to the paper mill, or did not reach the mill in time.")["changes"]
    assert (change["type"], "paper mill" in change["title"]) == ("skipped", True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The talks with the archive directors began at 10:25.", [("delayed", "PT25M")]),
        ("The talks with the archive directors began at 9:40.", [("advanced", "-PT20M")]),
        ("The talks with the archive directors began at 10:04.", []),
        ("The talks with the archive directors began 25 minutes late, at 10:25.", [("delayed", "PT25M")]),
        ("The talks were put back to 10:20 and began at 10:22.", [("delayed", "PT20M")]),
    ],
)
def test_a_start_seen_off_its_plan(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(c["type"], c["delta"]) for c in read(text)["changes"]] == wanted


def test_what_came_instead_in_the_next_sentence_is_one_change() -> None:
    (change,) = read("Kuusk skipped the talks. Instead she toured the harbour.")["changes"]
    assert change["type"] == "replaced"
    assert len(change["spans"]) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "She was with the archive directors from 10:15 until 10:50.",
            [
                ("started", "10:15", "Talks with the archive directors"),
                ("ended", "10:50", "Talks with the archive directors"),
            ],
        ),
        (
            "Back in the bus from the paper mill at 15:40.",
            [("ended", "15:40", "Minister Kuusk tours the Tamme paper mill")],
        ),
        ("The paper mill had her until 15:50.", [("ended", "15:50", "Minister Kuusk tours the Tamme paper mill")]),
        ("Kuusk on stage for the students at 17:09.", [("started", "17:09", "Remarks to students")]),
        ("Pen to paper in the visitors' book at 9:06.", [("other", "09:06", "Signing of the visitors' book")]),
        (
            "Her aide told reporters at 13:20 that the tour of the paper mill would wait.",
            [("announcement", "13:20", "Minister Kuusk tours the Tamme paper mill")],
        ),
    ],
)
def test_clocks_without_a_verb_that_tells_of_them(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(o["phase"], o["at"]["local"][11:16], o["title"]) for o in read(DAY + text)["observations"]] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The paper mill is open to visitors from 10:00 until 16:00.",
        "She is expected on stage for the students at 17:00.",
        "Cards at noon, then the paper mill at three.",
        "She told reporters at 13:20 that she liked Tartu.",
    ],
)
def test_clocks_that_are_none_of_what_came_about(text: str) -> None:
    assert not read(DAY + text)["observations"]
