"""Changes told beside what they are not, by lengths and waits, by who stayed away, and when somebody learned of them."""

import pytest
from sentences import facts

from asrun.model.fact import Change, Observation, Plan


def changes(text: str) -> list[tuple[str, str | None]]:
    return [(c.kind, c.delta) for c in facts(text, Change)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The gala will be held at the castle, not at the Opera.", [("relocated", None)]),
        ("The seminar took place in the library and not in the Great Hall.", [("relocated", None)]),
        ("The hearing opened at 10:40 rather than at 9:30.", [("delayed", "PT1H10M")]),
        ("The seminar will be on Friday rather than on Thursday.", [("rescheduled", "P1D")]),
        ("Deputy Mayor Ole Kragh, not Mayor Jens Friis, chaired the seminar.", [("participants_changed", None)]),
        ("The audience ran six minutes; her staff had set aside half an hour.", [("ended_early", "-PT24M")]),
        (
            "A full hour had been put aside for the audience. It was over in a quarter of an hour.",
            [("ended_early", "-PT45M")],
        ),
        ("The recital lasted two hours instead of the planned 90 minutes.", [("extended", "PT30M")]),
        ("The audience ran six minutes; her staff had set aside 0.", []),
        ("After a wait of 25 minutes the recital began.", [("delayed", "PT25M")]),
        ("Two hundred guests were kept waiting for half an hour for the recital.", [("delayed", "PT30M")]),
        ("Mayor Jens Friis, who was to open the recital, did not turn up.", [("skipped", None)]),
        ("Mayor Jens Friis had been due to address the congress but cried off.", [("skipped", None)]),
        ("The recital will begin an hour later than hoped, at 20:00.", [("delayed", "PT1H")]),
    ],
)
def test_a_change(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert changes(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The congress in Oslo does not want their money.",
        "Support in the hall is not what it was at the congress.",
        "The recital lasted two hours.",
        "Few stayed at home for the recital.",
        "He waited for the recital.",
        "Senator Ada Roth dropped out of school before the congress.",
    ],
)
def test_no_change(text: str) -> None:
    assert not changes(text)


def test_what_was_called_off_under_way_ended_early() -> None:
    text = "The match kicked off at 15:00 but was abandoned at 16:30."
    (change,) = facts(text, Change)
    assert (change.kind, str(change.after)[11:16]) == ("ended_early", "16:30")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A rally that had been called for 20 March has been scrapped.", "2024-03-20"),
        ("The vote, for which members had been summoned on 20 March, was put off.", "2024-03-20"),
        ("Friday's vote has been scrapped.", "2024-03-15"),
    ],
)
def test_the_plan_beside_a_change(text: str, day: str) -> None:
    assert [str(p.starts)[:10] for p in facts(text, Plan)] == [day]


def test_when_somebody_learned_of_a_change() -> None:
    text = "The recital was called off. The caterer was told at 16:05, the choir heard of it from the radio."
    (seen,) = facts(text, Observation)
    assert (seen.phase, seen.about.summary, str(seen.at)[11:16]) == ("announcement", "Recital", "16:05")
