"""Moments told by a difference from a clock."""

import hashlib

import pytest

from asrun.model.source import Snapshot
from asrun.model.time import Timex
from asrun.reading.reader import read

HEAD = (
    "ROSEAU, Dominica, 4 March 2025 — The harbour commission met for the second time this year, and again in vain.\n\n"
)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Supper is at 19:30, an hour later than billed.", "an hour later", "2025-03-04T19:30"),
        (
            "He left at 9:20 p.m. on Tuesday, half an hour sooner than the card said.",
            "half an hour sooner",
            "2025-03-04T21:20",
        ),
        ("Lunch opens half an hour later, at 13:30.", "half an hour later", "2025-03-04T13:30"),
        ("At 16:20 she spoke. Her guest had gone ten minutes earlier.", "ten minutes earlier", "2025-03-04T16:10"),
        ("The court rose at 3.35pm, half an hour earlier than usual.", "half an hour earlier", "PT30M"),
        ("At 16:20 she spoke. The hall was full ten minutes earlier.", "ten minutes earlier", "PT10M"),
    ],
)
def test_a_difference_is_a_moment_where_a_clock_settles_it(text: str, words: str, value: str) -> None:
    data = (HEAD + text).encode()
    facts = read(Snapshot("a.txt", data, "text/plain", hashlib.sha256(data).hexdigest())).facts
    assert {f.span.exact: f.value for f in facts if isinstance(f, Timex)}[words] == value
