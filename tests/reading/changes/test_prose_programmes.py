"""Programmes told in a sentence: each item has its clock, and nothing in it counts as seen."""

import pytest
from sentences import facts

from asrun.model.fact import Change, Observation, Plan
from asrun.model.time import Instant


def planned(text: str) -> list[tuple[str, str]]:
    return [(p.summary, p.starts.local.strftime("%H:%M")) for p in facts(text, Plan) if isinstance(p.starts, Instant)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "On the card handed out at the gate: plenary at 09:30 in the Long Room, lunch at 13:00, a walk at 16:00.",
            [("Plenary", "09:30"), ("Lunch", "13:00"), ("Walk", "16:00")],
        ),
        (
            "Its order paper had set the sitting for 10:00, the roll-call vote for 14:30 and a reception for 19:00.",
            [("Sitting", "10:00"), ("Roll-call vote", "14:30"), ("Reception", "19:00")],
        ),
        (
            "The diary for the day was short enough: a breakfast at 8 a.m. and, at 2 p.m., a lecture on salt.",
            [("Breakfast", "08:00"), ("Lecture on salt", "14:00")],
        ),
        (
            "Her office had her down for a breakfast with divers at 7:30 and a tour of the quay at 9:45.",
            [("Breakfast with divers", "07:30"), ("Tour of the quay", "09:45")],
        ),
    ],
)
def test_each_item_has_its_clock(text: str, wanted: list[tuple[str, str]]) -> None:
    assert planned(text) == wanted
    assert not facts(text, Observation)


def test_a_length_measures_the_verb_before_it() -> None:
    changes = facts("Lunch was brought forward by half an hour and moved to the winter garden.", Change)
    assert [(c.kind, c.delta) for c in changes] == [("advanced", "-PT30M"), ("relocated", None)]


def test_the_place_of_an_act_is_not_that_of_the_next_one() -> None:
    text = "The envoy was to meet Ada Lund at 10:00, sign a customs note at 11:30 and leave for Bergen at 15:45."
    assert [p.place for p in facts(text, Plan)] == [None, None]
