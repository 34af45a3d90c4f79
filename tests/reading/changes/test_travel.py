"""What reports on travel and agendas say of lateness, of acts done to somebody, and of what a plan now is."""

import hashlib

import pytest

from asrun.model.fact import Change, Mention, Observation
from asrun.model.source import Snapshot
from asrun.reading.reader import read

HEAD = "POOL NOTE - Thursday, 19 September 2024, 16:20 Lisbon\nBy Jane Gable, Radio Atlantic\n\n"


def facts(sentence: str) -> list[object]:
    """What a note says."""
    data = (HEAD + sentence + "\n").encode()
    return list(read(Snapshot("note.txt", data, "text/plain", hashlib.sha256(data).hexdigest())).facts)


@pytest.mark.parametrize(
    ("sentence", "kind", "delta"),
    [
        ("Ambassador Costa was received at 17:20, fifty minutes late.", "delayed", "PT50M"),
        ("The fair was opened at 11:10 instead of 10:15.", "delayed", "PT55M"),
        ("The fair was opened at 10:05 instead of 10:15.", "advanced", "-PT10M"),
        ("Minister Costa left at 09:30, a quarter of an hour later than her diary said.", "delayed", "PT15M"),
        ("Minister Costa landed at 11:10, twenty minutes after the hour on the agenda.", "delayed", "PT20M"),
        ("The dinner will go ahead at 19:30, an hour later than planned.", "delayed", "PT1H"),
    ],
)
def test_lateness_in_words(sentence: str, kind: str, delta: str) -> None:
    assert [(c.kind, c.delta) for c in facts(sentence) if isinstance(c, Change)] == [(kind, delta)]


def test_what_is_now_expected_is_a_new_time() -> None:
    (change,) = [c for c in facts("Dinner is now expected at 23:30.") if isinstance(c, Change)]
    assert (change.kind, str(change.after)) == ("rescheduled", "2024-09-19 23:30 Europe/Lisbon")


@pytest.mark.parametrize("sentence", ["The luncheon could not be held.", "The luncheon was not held."])
def test_what_could_not_be_held_is_off(sentence: str) -> None:
    assert [c.kind for c in facts(sentence) if isinstance(c, Change)] == ["cancelled"]


def test_a_plane_of_a_name_is_airborne() -> None:
    (seen,) = [o for o in facts("The Falcon was airborne at 09:44.") if isinstance(o, Observation)]
    assert seen.phase == "departure"


def test_a_day_that_owns_a_happening_is_no_word_of_its_title() -> None:
    found = [f for f in facts("Tonight's debate has been brought forward to 16:30.") if isinstance(f, Change)]
    assert [c.about.summary for c in found if isinstance(c.about, Mention)] == ["Debate"]


def test_a_drink_before_a_noun_is_no_reception() -> None:
    assert not [f for f in facts("Many tea growers waited until 10:40.") if isinstance(f, Observation)]
