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


@pytest.mark.parametrize(
    ("text", "delta", "clock"),
    [
        ("The hearing was due to begin at 10am but did not sit until 10.25.", "PT25M", "10:25"),
        ("The debate, which had been set down for 3.30 p.m., began at 4.10 p.m.", "PT40M", "16:10"),
        ("The bilateral meeting, planned for 14:30, will begin at 15:00 in Room 6.", "PT30M", "15:00"),
        ("The dinner, set for 8 p.m., is now due to start at 7:30 p.m.", "-PT30M", "19:30"),
    ],
)
def test_a_later_clock_beside_the_planned_one(text: str, delta: str, clock: str) -> None:
    found = [(c.delta, str(c.after)[11:16]) for c in facts(text, Change)]
    assert found == [(delta, clock)]


def test_what_is_broken_off_after_a_while_is_not_early_by_that_while() -> None:
    (change,) = facts("The session was broken off after 40 minutes.", Change)
    assert (change.kind, change.delta) == ("ended_early", None)


def test_a_clock_of_the_next_sentence_is_no_plan_of_this_one() -> None:
    text = "The debate was to start at 2 p.m. but did not begin until 2:40. Dinner, scheduled for 7 p.m., was late."
    assert "PT40M" in [c.delta for c in facts(text, Change)]


def test_it_may_be_planned_in_the_next_sentence() -> None:
    plans = facts("The cabinet meeting began at 9:20. It was planned for 9:00.", Plan)
    assert [str(p.starts)[11:16] for p in plans] == ["09:00"]


def test_the_year_of_a_day_over_a_report_is_no_clock_of_a_programme() -> None:
    text = b"POOL REPORT #2\nThursday, 9 May 2030, Porto\n\n8:42 Mayor out of the hotel.\n"
    found = read(snapshot("x.txt", text)).facts
    assert [f.phase for f in found if isinstance(f, Observation)] == ["departure"]
