"""Weekdays without a date: the words of planning and the tense of their own clause say on which side they lie."""

import hashlib

import pytest

from asrun.model.source import Snapshot
from asrun.model.time import Timex
from asrun.reading.reader import read

HEAD = (
    "HARBOUR BOARD, LISBON\nWednesday 12 March 2025\n\nThe board met in the morning and said that it was content.\n\n"
)
NEXT = {"Thursday": "2025-03-13", "Friday": "2025-03-14", "Saturday": "2025-03-15", "Monday": "2025-03-17"}
LAST = {"Thursday": "2025-03-06", "Friday": "2025-03-07", "Saturday": "2025-03-08", "Monday": "2025-03-10"}


def days(sentence: str) -> dict[str, str]:
    """The values of the weekdays of a sentence in a document of Wednesday 12 March 2025 that tells of the past."""
    text = HEAD + sentence + "\n"
    snapshot = Snapshot("note.txt", text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest())
    found = [f for f in read(snapshot).facts if isinstance(f, Timex) and f.span.start > len(HEAD)]
    return {f.span.exact.split()[0]: f.value[:10] for f in found if f.value[:4] == "2025"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The tour that was fixed for Thursday will now be held on Friday.",
        "A march that had been called for Thursday was shortened.",
        "A signing that both sides had pencilled in for Friday came to nothing.",
        "She spoke of talks that have slipped from Thursday to Friday.",
        "The crews said that the race, put off twice, will be held Friday morning instead.",
        "The hearing has been reset to Monday.",
        "The council that was to sit on Monday heard nothing.",
        "We said that the envoy leaves for Porto on Friday.",
        '"They promised us a reply by Friday," the pilot said.',
        "The list is to be announced on Friday.",
        "The race was moved to Friday, and the crews will train.",
    ],
)
def test_what_was_planned_for_a_weekday_lies_ahead(sentence: str) -> None:
    found = days(sentence)
    assert found
    assert found == {name: NEXT[name] for name in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "The pilots called for calm on Friday.",
        "The list was announced on Friday.",
        "The envoy posted a film of the trip on Friday, thanking her kind hosts.",
        "The crew left Thursday and was seen on Friday.",
        "They promised on Monday that they had no other plans.",
        "The dean dined with the nurses on Friday, and the two agreed to set up a fund.",
        "The crews met on Monday; they will meet again.",
    ],
)
def test_what_happened_on_a_weekday_lies_behind(sentence: str) -> None:
    found = days(sentence)
    assert found
    assert found == {name: LAST[name] for name in found}


def test_what_was_to_be_on_the_day_before_stays_behind() -> None:
    assert days("The bridge was to open on Saturday.") == {"Saturday": LAST["Saturday"]}
