"""Hours that a report gives what is still to come, by the words of an item, of who is due there, or by "the talks"."""

import pytest
from test_by_words import read


@pytest.mark.parametrize(
    ("text", "kind", "hour"),
    [
        ("The minister is now due at the paper mill at 15:40.", "delayed", "15:40"),
        ("New time for the talks: 10:45.", "delayed", "10:45"),
        ("The desk expects Kuusk at the Tamme mill at 15:25.", "delayed", "15:25"),
        ("The distribution comes forward to 11:20.", "advanced", "11:20"),
        ("The talks start at 10:50.", "delayed", "10:50"),
        ("She will not be at the paper mill until 15:30.", "delayed", "15:30"),
    ],
)
def test_an_hour_to_come_moves_its_item(text: str, kind: str, hour: str) -> None:
    made = read(text)
    assert [(c["type"], c["after"]["local"][11:16]) for c in made["changes"]] == [(kind, hour)]
    assert len(made["events"]) == 5


@pytest.mark.parametrize(
    "text",
    [
        "The talks are at 10:00.",
        "Rain is expected at the paper mill by 14:00.",
        "Reporters are to be at the paper mill by 14:40 for the tour.",
        "The shuttle to the paper mill goes at 14:30.",
        "The minister was due at the paper mill at 15:40.",
        "The paper mill is closed from 16:00.",
    ],
)
def test_an_hour_of_something_else_moves_nothing(text: str) -> None:
    assert not read(text)["changes"]


@pytest.mark.parametrize(
    "text",
    ["Half an hour adrift by then, Kuusk turned to the talks.", "Kuusk is running half an hour late for the talks."],
)
def test_an_amount_finds_its_item_behind_it(text: str) -> None:
    (change,) = read(text)["changes"]
    assert (change["type"], change["delta"], change["title"][:5]) == ("delayed", "PT30M", "Talks")


def test_how_far_clocks_of_two_places_are_apart_moves_nothing() -> None:
    assert not read("Tartu is two hours ahead of London, where the talks with the archive directors began.")["changes"]


@pytest.mark.parametrize(
    ("text", "kind", "title", "delta"),
    [
        ("The talks lost twenty minutes to a fire drill.", "delayed", "Talks", "PT20M"),
        (
            "The crowd at the paper mill stood about for half an hour before Kuusk came.",
            "delayed",
            "Minister Kuusk tours",
            "PT30M",
        ),
        ("Ten minutes have been lopped off the talks.", "shortened", "Talks", "-PT10M"),
        ("The talks were over with a quarter of an hour to spare.", "ended_early", "Talks", "-PT15M"),
    ],
)
def test_what_is_lost_or_left_over_is_told_by_how_much(text: str, kind: str, title: str, delta: str) -> None:
    (change,) = read(text)["changes"]
    assert (change["type"], change["delta"]) == (kind, delta)
    assert change["title"].startswith(title)


@pytest.mark.parametrize(
    "text",
    [
        "A baker lost an hour looking for the paper mill.",
        "The road past the paper mill takes twenty minutes off the old one.",
        "The choir stood for half an hour before the talks, as arranged.",
        "A power cut of forty minutes hit the paper mill in the night.",
    ],
)
def test_what_others_lose_changes_nothing(text: str) -> None:
    assert not read(text)["changes"]
