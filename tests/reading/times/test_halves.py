"""The half of the day of a bare hour, from the clocks, the meals and the plan around it."""

import hashlib

import pytest

from asrun.model.source import Given, Snapshot
from asrun.model.time import Timex
from asrun.reading.reader import read

HEAD = "ROSEAU, Dominica, 4 March 2025 — "


def clocks(text: str, planned: tuple[str, ...] = ()) -> list[str]:
    """The hours and minutes of the clocks of an article."""
    data = (HEAD + text).encode()
    snapshot = Snapshot("story.txt", data, "text/plain", hashlib.sha256(data).hexdigest())
    facts = read(snapshot, Given(clocks=planned)).facts
    return [f.value[11:] for f in facts if isinstance(f, Timex) and f.type == "TIME"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The choir sang at 7:05 p.m. and was home by ten past nine.", ["19:05", "21:10"]),
        ("The shed was to open at 2.15 and opened at 3.40.", ["14:15", "15:40"]),
        ("She signed at 12:30 p.m. and dines with the crews at eight.", ["12:30", "20:00"]),
        ("The senate sat at 11 a.m., having been called for nine.", ["11:00", "09:00"]),
        ("The bell rang at 09:15 and at 4:30 the cooks were up.", ["09:15", "16:30"]),
        ("The ferry left at 0:20 and came in at 5:15.", ["00:20", "05:15"]),
        ("The cars rolled at 6:40 p.m. The palace gate shut at 7:20.", ["18:40", "19:20"]),
    ],
)
def test_a_bare_hour_goes_on_from_the_clocks_around_it(text: str, expected: list[str]) -> None:
    assert clocks(text) == expected


def test_the_plan_of_the_day_draws_a_bare_hour() -> None:
    assert clocks("The band played at seven.", ("10:00", "19:15")) == ["19:00"]
    assert clocks("The band played at seven.", ("07:15", "10:00")) == ["07:00"]


def test_the_clock_before_outweighs_the_plan() -> None:
    assert clocks("The band began at 7 p.m. and sat until twenty past eight.", ("08:30", "19:00")) == ["19:00", "20:20"]


def test_no_clock_of_a_report_is_later_than_its_stamp() -> None:
    data = b"Pool report #2\n4 March 2025, 8:05 PM\n\nThe flag was up at 8:38 and down again at 8:51.\n"
    snapshot = Snapshot("pool.txt", data, "text/plain", hashlib.sha256(data).hexdigest())
    times = [f for f in read(snapshot).facts if isinstance(f, Timex) and f.type == "TIME"]
    assert [t.value[11:] for t in times] == ["20:05", "08:38", "08:51"]
