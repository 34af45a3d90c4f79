"""What live blogs, wire stories and court days tell: stand-ins, sessions broken off for a while, lists of what is due."""

import pytest

from asrun.model.fact import Change, Observation, Plan
from asrun.reading.reader import read
from asrun.sources.file import snapshot

LEAD = "LYON, France, 3 May 2024 (Rhone Press) — "


def facts(text: str, kind: type) -> list:
    return [f for f in read(snapshot("x.txt", (LEAD + text).encode())).facts if isinstance(f, kind)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The panel was held at noon, with Jan Moe sitting in for Ada Roth.", "Panel"),
        (
            "A news conference was set for 2 p.m. Ada Roth will not attend; Jan Moe is to speak in her place.",
            "News conference",
        ),
        ("The round table began at 10 a.m. Jan Moe chaired it instead.", "Round table"),
        ("Jan Moe spoke at the dinner in her stead.", "Dinner"),
        ("The talks began at 10 a.m. Ada Roth was replaced by Jan Moe.", "Talks"),
    ],
)
def test_who_stands_in_for_whom(text: str, about: str) -> None:
    assert [c.about.summary for c in facts(text, Change) if c.kind == "participants_changed"] == [about]


@pytest.mark.parametrize("text", ["The dinner was held. Ada Roth flew home instead.", "He said it in her place.", ""])
def test_what_is_no_stand_in(text: str) -> None:
    assert not [c for c in facts(text, Change) if c.kind == "participants_changed"]


def test_a_session_that_is_broken_off_for_a_while_is_not_put_off() -> None:
    text = "The session opened at 9:30. It was suspended at 10:40 and resumed at 12:45."
    assert not facts(text, Change)
    assert [str(o.at)[11:16] for o in facts(text, Observation)] == ["09:30", "10:40", "12:45"]
    assert [c.kind for c in facts("The hearing was adjourned until Thursday.", Change)] == ["rescheduled"]


def test_who_presides_ends_what_was_told_of() -> None:
    text = "The hearing began at 10:40. The judge rose at 15:35. The sun rose at 16:10."
    assert [(o.phase, str(o.at)[11:16]) for o in facts(text, Observation)] == [("started", "10:40"), ("ended", "15:35")]


def test_a_list_of_what_is_due_shares_its_verb() -> None:
    text = (
        "The ministers are due to sit at 10:15, give a press conference at 14:30 and sign a ferry agreement at 16:00."
    )
    starts = {p.summary: str(p.starts)[11:16] for p in facts(text, Plan)}
    assert starts == {"Press conference": "14:30", "Signing of ferry agreement": "16:00"}


def test_in_its_place_within_one_sentence() -> None:
    (change,) = [
        c for c in facts("The tree planting was scrapped; Ada Roth visited a museum instead.", Change) if c.replaced_by
    ]
    assert change.kind == "replaced"
    assert change.about.summary == "Tree planting"
