"""Clocks of the past by verbs on no list, and clocks at which something was called off or broke off."""

import pytest
from sentences import facts

from asrun.model.fact import Change, Observation


def seen(text: str) -> list[tuple[str, str, str]]:
    return [(o.phase, o.about.summary if o.about else "", str(o.at)[11:16]) for o in facts(text, Observation)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The recital was relayed to the square at 18:40.", [("other", "Recital", "18:40")]),
        (
            "The wreath-laying drew to its end. At 11:25 the band struck up again.",
            [("other", "Wreath-laying", "11:25")],
        ),
        (
            "The pumps were tested before the ceremony, which a choir joined at 10:15.",
            [("started", "Ceremony", "10:15")],
        ),
        ("The concert, due at 20:00, was called off at 18:30.", [("announcement", "Concert", "18:30")]),
        ("The concert was cut short at 20:50.", [("ended", "Concert", "20:50")]),
    ],
)
def test_what_a_past_clause_tells_at_its_clock(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert seen(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The concert was to have been relayed at 18:40.",
        "The concert is being rehearsed until 18:40.",
        "The sun rose over the rally at 6:12.",
        "The mayor said of the rally at 18:40 that it was a joy.",
        "Would the concert have been relayed at 18:40?",
        "Her deputy took the chair and will see the committee again at 10 a.m.",
    ],
)
def test_no_sighting(text: str) -> None:
    assert not seen(text)


def test_putting_off_at_a_clock_gives_no_new_time() -> None:
    (change,) = facts("The hearing was put off at 10:40.", Change)
    assert (change.kind, change.after, str(change.at)[11:16]) == ("postponed", None, "10:40")


@pytest.mark.parametrize(
    ("text", "delta"), [("for two weeks", "P14D"), ("by ten days", "P10D"), ("for forty minutes", "PT40M")]
)
def test_putting_off_by_a_length(text: str, delta: str) -> None:
    (change,) = facts(f"The opening of the bridge, due on Saturday at 11:00, has been put back {text}.", Change)
    assert change.delta == delta
