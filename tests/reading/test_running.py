"""Running reports: entries that begin with a clock and tell what has happened are no items of a schedule."""

import pytest

from asrun.model.document import Document
from asrun.model.fact import Observation, Plan
from asrun.reading.layout import divide
from asrun.reading.lines import is_item
from asrun.reading.reader import read
from asrun.sources.file import snapshot

BLOG = """\
Budget talks in Bergen: as they happened
3 May 2024. All times local.

15.20 — The talks have ended, the ministry says.
13.05 — "We are not there yet," Kari Moe says.
11.10 — The session was suspended for an hour.
"""
TIMELINE = """\
TIMELINE: the premier's day in Bergen, 3 May 2024

9:05 a.m.: Premier Kari Moe arrives at Bergen.
9:40 a.m.: The budget meeting begins. It was due at 9:30 a.m.
11:15 a.m.: "It was short," Moe says.
"""
SCHEDULE = """\
Schedule of Premier Kari Moe, Bergen, 3 May 2024

9:00 a.m. The Premier arrives at the quay.
9:30 a.m. The Premier meets the mayor.
11:00 a.m. The Premier is expected to speak to the press.
"""


def stamps(text: str) -> list[str]:
    lines = divide(Document("x", "text/plain", text)).lines
    return [line.text[: line.stamp].strip(" :—-") for line in lines if line.stamp]


def facts(text: str, kind: type) -> list:
    return [f for f in read(snapshot("x.txt", text.encode())).facts if isinstance(f, kind)]


def test_entries_that_tell_are_no_items() -> None:
    assert stamps(BLOG) == ["15.20", "13.05", "11.10"]
    assert not any(map(is_item, divide(Document("x", "text/plain", BLOG)).lines))


@pytest.mark.parametrize(
    "text", [SCHEDULE, "", "9:00\n9:30\n10:00\n", "10.00 — It was.\n", SCHEDULE.replace("a.m.", "—")]
)
def test_schedules_and_shreds_have_no_entries(text: str) -> None:
    assert stamps(text) == []


def test_stamps_that_stand_alone_and_double_stamps() -> None:
    alone = BLOG.replace(" — ", " CET\n")
    assert stamps(alone) == ["15.20 CET", "13.05 CET", "11.10 CET"]
    double = "[09:31] (08:31) They have met.\n[10:02] (09:02) They have left.\n[11:40] (10:40) It is still going on.\n"
    assert stamps(double) == ["[09:31] (08:31)", "[10:02] (09:02)", "[11:40] (10:40)"]


def test_the_clock_of_a_timeline_is_when_it_happened_that_of_a_live_blog_is_not() -> None:
    seen = {(o.phase, str(o.at)[:16]) for o in facts(TIMELINE, Observation)}
    assert ("arrival", "2024-05-03 09:05") in seen
    assert ("started", "2024-05-03 09:40") in seen
    assert not [o for o in facts(BLOG, Observation) if o.at]
    assert not [p for p in facts(BLOG, Plan) if p.starts]


POOL = """\
TRAVEL POOL NOTE 4

Lagos, Tuesday, June 9, 2026

1412 motorcade rolling
1419 arrived Hotel Lindqvist
1431 Governor Adeyemi greeting supporters in lobby
1511 lid called
"""


def test_a_pools_few_words_behind_clocks_are_no_items() -> None:
    assert stamps(POOL) == ["1412", "1419", "1431", "1511"]
    seen = {(o.phase, str(o.at)[:16]) for o in facts(POOL, Observation)}
    assert seen == {("departure", "2026-06-09 14:12"), ("arrival", "2026-06-09 14:19")}
    assert not [p for p in facts(POOL, Plan) if p.starts]


@pytest.mark.parametrize(
    "text",
    [
        POOL.replace("NOTE 4", "SCHEDULE 4"),
        "PRESS POOL 2\n\n0900 Meeting with growers\n1000 Wreath-laying, Pier 4\n1130 Lunch\n",
    ],
)
def test_a_pools_programme_has_no_entries(text: str) -> None:
    assert stamps(text) == []


def test_below_how_a_weekday_unfolded_entries_follow_its_date_too() -> None:
    head = "How Friday unfolded\n\nFriday 14 August 2026\n\n"
    told = head + "09.52 They step out.\n09.58 The pair climb in.\n10.20 The launch ties up.\n"
    assert stamps(told) == ["09.52", "09.58", "10.20"]
