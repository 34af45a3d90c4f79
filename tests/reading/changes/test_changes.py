"""Changes and sightings in prose, on sentences written before the reader was tuned, and on articles of general politics.

Floors stand a little below what was measured; the untouched third was never looked at while tuning.
"""

import importlib.util
from pathlib import Path

import pytest
from politics import measured
from sentences import HEAD, REPORT, changes_of, facts, sightings_of

from asrun.linking import link
from asrun.model.fact import Change, Observation
from asrun.model.known import Known
from asrun.model.time import Instant
from asrun.reading.changes.certainty import certainty
from asrun.reading.reader import read
from asrun.sources.file import snapshot

_SPEC = importlib.util.spec_from_file_location("certainty_bench", Path(__file__).parents[3] / "benchmarks/certainty.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_BENCH = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_BENCH)
certainty_of = _BENCH.measured


@pytest.mark.parametrize(
    ("part", "precision", "recall", "whole"), [("open", 0.95, 0.9, 0.88), ("untouched", 0.95, 0.88, 0.85)]
)
def test_changes_of_sentences(part: str, precision: float, recall: float, whole: float) -> None:
    made = changes_of(part)
    told = f"{made}\n" + "\n".join(made.wrong)
    assert made.precision >= precision, told
    assert made.recall >= recall, told
    assert made.exact >= whole, told


@pytest.mark.parametrize(("part", "recall"), [("open", 0.9), ("untouched", 0.8)])
def test_sightings_of_lines(part: str, recall: float) -> None:
    made = sightings_of(part)
    told = f"{made}\n" + "\n".join(made.wrong)
    assert made.precision >= 0.9, told
    assert made.exact >= recall, told


def test_linked_changes_of_general_politics(shared: Path) -> None:
    made = measured(shared / "data/quotes/train/text")
    assert made.precision >= 0.9, made
    assert made.recall >= 0.7, made


def test_negation_and_modality_of_timebank(shared: Path) -> None:
    made = certainty_of(shared / "data/timex/timebank")
    assert made["negation"][2] >= 0.88, made
    assert made["modality"][2] >= 0.92, made


@pytest.mark.parametrize(
    ("text", "graded"),
    [
        ("The session that may settle the fare was cancelled.", "asserted"),
        ("The rally should be cancelled.", None),
        ("The aide said the rally would be cancelled.", "asserted"),
        ("The rally could yet be cancelled.", "hedged"),
        ("The rally couldn't be cancelled.", None),
        ("The rally had to be cancelled.", "asserted"),
    ],
)
def test_only_the_modal_right_over_a_cue_grades_it(text: str, graded: str | None) -> None:
    cue = text.index("cancelled")
    assert certainty(text, 0, cue, len(text) - 1, len(text)) == graded


@pytest.mark.parametrize(
    "text",
    [
        "He scrapped " + "A.A.A.A " * 40 + "the talks.",
        "put the meeting off " * 400,
        "cancelled postponed the meeting was called off by two hours and moved to 3 p.m. " * 100,
        ", and the rally was held, and that " * 200,
        "instead of rather than the rally " * 200,
        "left arrived at 10:30 reached lid called at " * 100,
        "late early ahead of schedule two hours late " * 100,
    ],
)
def test_hostile_words_are_read_to_the_end(text: str) -> None:
    for fact in facts(text, Change) + facts(text, Observation):
        assert all(s.exact == (HEAD + text)[s.start : s.end] for s in fact.spans)


@pytest.mark.parametrize(
    ("text", "before", "after", "delta"),
    [
        ("The lunch was pushed back by 30 minutes to 12.30 p.m.", "12:00", "12:30", "PT30M"),
        ("The session, due at 11:15, got going only at 11:34.", "11:15", "11:34", "PT19M"),
        ("The press conference went ahead, an hour late, at 18:00.", "17:00", "18:00", "PT1H"),
        ("The ceremony opened at 10:00 instead of 9:30.", "09:30", "10:00", "PT30M"),
    ],
)
def test_clocks_of_a_delay(text: str, before: str | None, after: str, delta: str) -> None:
    (change,) = facts(text, Change)
    told = [w.local.strftime("%H:%M") if isinstance(w, Instant) else None for w in (change.before, change.after)]
    assert (change.kind, told, change.delta) == ("delayed", [before, after], delta)


def test_an_announcement_has_its_own_clock() -> None:
    text = "Per spokeswoman Ana Lind at 11:40: the signing of the port treaty moved up to noon."
    (change,) = facts(text, Change)
    (seen,) = facts(text, Observation)
    assert change.kind in ("advanced", "rescheduled")
    assert (seen.phase, seen.at) == ("announcement", change.at)


def test_a_change_of_no_known_event_is_kept_with_a_notice() -> None:
    reading = read(snapshot("x.txt", (HEAD + "The debate was called off.").encode()))
    made = link(reading, Known())
    assert not made.links
    assert [n.code for n in made.notices] == ["change-without-event"]


def test_a_lid_is_about_the_day() -> None:
    (seen,) = facts("Lid called at 6:02 p.m. The dinner is closed press.", Observation, REPORT)
    assert (seen.phase, seen.about) == ("announcement", None)
