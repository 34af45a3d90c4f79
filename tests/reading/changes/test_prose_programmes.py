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
            "On the sheet that the ushers gave out: rehearsal at 08:50 in the Blue Hall, lunch at 12:15, a walk at 17:20.",
            [("Rehearsal", "08:50"), ("Lunch", "12:15"), ("Walk", "17:20")],
        ),
        (
            "The order of the day had put the parade at 09:20, the oath at 11:45 and a banquet at 20:10.",
            [("Parade", "09:20"), ("Oath", "11:45"), ("Banquet", "20:10")],
        ),
        (
            "The diary for the day was short enough: a breakfast at 8 a.m. and, at 2 p.m., a lecture on salt.",
            [("Breakfast", "08:00"), ("Lecture on salt", "14:00")],
        ),
        (
            "A meeting with growers at 11 a.m. is scheduled to be followed by a lunch.",
            [("Meeting with growers", "11:00")],
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
    changes = facts("Lunch was put back by an hour and moved to the town hall.", Change)
    assert [(c.kind, c.delta) for c in changes] == [("delayed", "PT1H"), ("relocated", None)]


def test_the_place_of_an_act_is_not_that_of_the_next_one() -> None:
    text = "The envoy was to meet Ada Lund at 10:00, sign a customs note at 11:30 and leave for Bergen at 15:45."
    told = sorted((str(p.starts)[11:16], p.place) for p in facts(text, Plan))
    assert told == [("10:00", None), ("11:30", None), ("15:45", None)]
