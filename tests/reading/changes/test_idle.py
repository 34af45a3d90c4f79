"""Scenes of waiting at a clock, and scenes that are none; subjects with something aside before their verb."""

import pytest
from sentences import facts

from asrun.model.fact import Observation


def seen(text: str) -> list[tuple[str, str]]:
    return [(o.phase, str(o.at)[11:16]) for o in facts(text, Observation)]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("At half past two there were six cameras and an empty lectern.", "14:30"),
        ("At noon the pens lay ready and the chairs stood unoccupied.", "12:00"),
        ("At 10.30 the mill hands stood in the yard, looking down the road.", "10:30"),
        ("Two tables and a jug were waiting for a minister at 14:30.", "14:30"),
        ("Nobody had told the band, and at 3 p.m. the drummers were standing in the rain.", "15:00"),
        ("At 4 p.m. the marquee still had benches being put up.", "16:00"),
        ("At 14:15 the doors were still locked.", "14:15"),
    ],
)
def test_what_waits_has_not_begun(text: str, at: str) -> None:
    assert seen(text) == [("not_started", at)]


@pytest.mark.parametrize(
    "text",
    [
        "At noon the crowd stood in silence.",
        "At 10:30 the dancers stood in the sun and waved.",
        "At 14:30 the doors were opened.",
        "The lecture, due at 14:30, was full of jokes.",
    ],
)
def test_no_scene_of_waiting(text: str) -> None:
    assert "not_started" not in [phase for phase, _ in seen(text)]


def test_what_stands_aside_hides_no_subject() -> None:
    found = facts("Lunch was over by 13:40. The baptisms, all forty of them, began at 15:05.", Observation)
    assert [(o.phase, o.about.summary) for o in found if o.about] == [("ended", "Lunch"), ("started", "Baptisms")]


def test_the_last_of_many_ends_what_the_others_begin() -> None:
    assert seen("Boats were handed over at 14:30. The last boat was handed over at 16:00.") == [
        ("started", "14:30"),
        ("ended", "16:00"),
    ]
