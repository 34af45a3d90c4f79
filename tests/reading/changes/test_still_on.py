"""What is told to be still on, what only guests say of a happening, and "wheels up" as a time."""

import pytest
from sentences import facts

from asrun.model.fact import Mention, Observation


@pytest.mark.parametrize(
    "text",
    [
        "The dinner tonight will go ahead unchanged.",
        "The reception goes ahead without him.",
        "The dinner with the growers is still on.",
    ],
)
def test_what_is_still_on_lies_ahead(text: str) -> None:
    assert "future" in [m.held for m in facts(text, Mention)]


@pytest.mark.parametrize(
    "text", ["Supper was a jollier affair.", "The reception was the best thing of the day.", "Dinner was rather jolly."]
)
def test_what_only_guests_say_tells_that_it_was_held(text: str) -> None:
    assert "held" in [m.held for m in facts(text, Mention)]


def test_a_time_of_wheels_up_that_is_moved_is_no_movement() -> None:
    seen = facts("Wheels up has slipped to 17:30. Wheels up at 17:34.", Observation)
    assert [str(o.at)[11:16] for o in seen if o.phase == "departure"] == ["17:34"]
