"""Ends, beginnings and announcements told by the clock, by a length, or by who tells of them."""

import pytest
from sentences import facts

from asrun.model.fact import Observation


def seen(text: str) -> list[tuple[str, str]]:
    return [(o.phase, str(o.at)[11:16]) for o in facts(text, Observation)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The debate dragged on to twenty past eleven.", ("ended", "11:20")),
        ("The drummers and the dancers took until 9:50.", ("ended", "09:50")),
        ("The first horn was not blown until 8:40.", ("started", "08:40")),
        ("Fog kept the bishop waiting until 10:05.", ("started", "10:05")),
        ("The panel sat from 09:10.", ("started", "09:10")),
        ("The marchers moved off at 09:20.", ("started", "09:20")),
        ("The last cup was handed over at 16:40.", ("ended", "16:40")),
        ("The council was still in session at 12:10.", ("in_progress", "12:10")),
        ("At 15:10 the harbour master forbade small boats to leave.", ("announcement", "15:10")),
        (
            "At 10:25 an usher, Rui Pinto, appeared and said that the hearing was off.",
            ("announcement", "10:25"),
        ),
    ],
)
def test_seen(text: str, wanted: tuple[str, str]) -> None:
    assert seen(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "The concert won't begin until 17:15.",
        "The concert is being played until 18:40.",
        "The call was down for 9:00, four in the afternoon in Manila.",
    ],
)
def test_nothing_seen(text: str) -> None:
    assert not seen(text)


def test_what_keeps_to_its_clock_is_seen() -> None:
    assert ("started", "None") in [(phase, at or "None") for phase, at in seen("The recital came off to the minute.")]


@pytest.mark.parametrize("text", ["Next: wheels up at 15:00 as planned.", "The tour is still on for 11:20."])
def test_what_is_next_is_not_seen(text: str) -> None:
    assert not seen(text)


def test_later_counts_from_the_clock_before_it() -> None:
    told = "The talks began at 13:20. A quarter of an hour later a spokesman came out to say that the dinner was off."
    assert ("announcement", "13:35") in seen(told)


def test_what_somebody_left_so_long_after_it_began_ended_then() -> None:
    told = "The mayor left the pier at 11:52, 31 minutes after she began to read the names."
    assert sorted(seen(told)) == [("ended", "11:52"), ("started", "11:21")]


def test_a_length_after_something_seen_is_a_clock() -> None:
    told = "The doors opened at 09:35. The recital started a quarter of an hour after the doors."
    assert ("started", "09:50") in seen(told)


def test_a_length_against_a_plan_is_no_clock() -> None:
    told = "The recital began at 10:20, twenty minutes after it was due."
    assert [at for _, at in seen(told)] == ["10:20"]


def test_a_pool_report_is_told_by_who_signs_it() -> None:
    head = "Pool note, Tuesday 6 May 2031, 16:55, Lisbon\nRui Salgado, Tagus Times\n\n"
    (left,) = facts("The motorcade left the hotel at 10:09 for the port.", Observation, head)
    assert left.reported_by == "Rui Salgado"
