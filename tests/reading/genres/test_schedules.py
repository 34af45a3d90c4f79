"""Schedules printed as lists: made-up ones line by line, scanned ones against what a reader saw."""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from asrun.model.fact import Plan
from asrun.model.reading import Reading
from asrun.model.source import Given, Snapshot
from asrun.reading.reader import read

ROOT = Path(__file__).parents[3]
SCANS = "data/state-schedules-2009-2011"

DAY = """\
Subject: Day plan 3/12/24 Tuesday


8:15 am DEPART Harbour Lodge *En route Town Hall

8:25 am ARRIVE Town Hall

8:30 am STAFF MEETING
8:45 am Mayor's Office

9:00 am SIGNING OF THE AGREEMENT ON FISHERIES AND
9:30 am COASTAL WATERS Blue Room, 2nd Floor *Photo at the top.

9:45 am
10:15 am Annex Room 12

10:30 am (t) PHONE CALL w/ANA REIS (T) *Mayor's Office
"""


def plans(text: str) -> tuple[Reading, list[Plan]]:
    """The reading of a text and its plans."""
    reading = read(Snapshot("day.txt", text.encode(), "text/plain", ""), Given(zones=("Europe/Lisbon",)))
    return reading, [f for f in reading.facts if isinstance(f, Plan)]


def told(plan: Plan) -> str:
    """A plan as one line: its start and end, what it is, where."""
    starts, ends = (str(w)[11:16] if w else "" for w in (plan.starts, plan.ends))
    return f"{starts}-{ends} {plan.summary}{' (t)' if plan.tentative else ''} @ {plan.place}"


def test_a_day_of_starts_and_ends() -> None:
    reading, found = plans(DAY)
    assert [told(p) for p in found] == [
        "08:15- Departure from Harbour Lodge for Town Hall @ Harbour Lodge",
        "08:25- Arrival at Town Hall @ Town Hall",
        "08:30-08:45 STAFF MEETING @ Mayor's Office",
        "09:00-09:30 SIGNING OF THE AGREEMENT ON FISHERIES AND COASTAL WATERS @ Blue Room, 2nd Floor",
        "09:45-10:15 Title withheld @ Annex Room 12",
        "10:30- PHONE CALL w/ANA REIS (t) @ Mayor's Office",
    ]
    assert {n.code for n in reading.notices} == {"title-withheld"}
    assert all(s.exact == DAY[s.start : s.end] for p in found for s in p.spans)


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("9:00 am - 9:30 am", "09:00", "09:30"),
        ("9:00-9:30am", "09:00", "09:30"),
        ("11:30-1:00 pm", "11:30", "13:00"),
        ("9.00 a.m. to 9.30 a.m.", "09:00", "09:30"),
        ("from 14:00 until 15:30", "14:00", "15:30"),
        ("9am–10am", "09:00", "10:00"),
    ],
)
def test_ranges_on_one_line(printed: str, start: str, end: str) -> None:
    _, found = plans(
        f"Tuesday, March 12, 2024\n\n{printed} STAFF MEETING\n\n4:00 pm OFFICE TIME\n\n5:00 pm PRIVATE TIME\n"
    )
    assert told(found[0])[:11] == f"{start}-{end}"


@pytest.mark.parametrize(
    ("printed", "start"),
    [("2:15 pin", "14:15"), ("2.15 pm", "14:15"), ("2:l5 pm", "14:15"), ("I :00pm", "13:00"), ("2:OO pm", "14:00")],
)
def test_a_damaged_clock_is_mended_and_said_to_be(printed: str, start: str) -> None:
    text = (
        f"Tuesday, March 12, 2024\n\n12:00 pm LUNCH\n\n{printed} STAFF MEETING\n\n4:00 pm OFFICE TIME\n\n5:00 pm TOUR\n"
    )
    reading, found = plans(text)
    assert [told(p)[:5] for p in found] == ["12:00", start, "16:00", "17:00"]
    assert ("clock-mended" in {n.code for n in reading.notices}) == (printed != "2.15 pm")


def test_marks_and_times_that_are_not_set() -> None:
    text = (
        "Tuesday, March 12, 2024\n\n9:00 am (0 CALL w/A. REIS\n\n9:30 am HOLD\n10:00 am Blue Room\n\n"
        "10:15 am TOUR (I)\n\nTime Tbd DEPART Town Hall *En route Port House\n\nTBD ARRIVE Port House\n"
    )
    reading, found = plans(text)
    assert [p.tentative for p in found] == [True] * 5
    assert {n.code for n in reading.notices} >= {"clock-mended", "mark-mended"}
    assert (found[3].origin, found[3].destination) == ("Town Hall", "Port House")


def test_pages_stamps_and_remarks_break_no_item() -> None:
    text = (
        "Tuesday, March 12, 2024\n\n9:00 am STAFF MEETING\n\n      3\nCONFIDENTIAL\nRELEASE IN PART B5\n\n"
        "9:30 am Blue Room\n[Press call 8:40 am]\n\n10:00 am PRESS GATHER AT THE GATE\n\n"
        "10:15 am TOUR\n10:45 am Port House\n"
    )
    reading, found = plans(text)
    assert [told(p) for p in found] == ["09:00-09:30 STAFF MEETING @ Blue Room", "10:15-10:45 TOUR @ Port House"]
    assert sum(n.code == "clock-in-note" for n in reading.notices) == 1
    assert any("GATHER" in s.exact for s in found[0].spans)


def test_days_and_nights_carry() -> None:
    text = (
        "Monday, March 11, 2024\n\n11:30 pm DEPART Port House *En route Airport\n\n12:20 am ARRIVE Airport\n\n"
        "Tuesday, March 12, 2024\n\n8:00 am MONDAY MEETING\n8:30 am Blue Room\n\n9:00 am TOUR\n9:30 am Port House\n"
    )
    _, found = plans(text)
    assert [str(p.starts)[:16] for p in found] == [
        "2024-03-11 23:30", "2024-03-12 00:20", "2024-03-12 08:00", "2024-03-12 09:00",
    ]  # fmt: skip


def test_clocks_on_lines_of_their_own_above_capitals_are_a_list() -> None:
    items = (
        "8:35 am\n\nARRIVE Town Hall",
        "8:45 am\n\nSTAFF MEETING9:15 am Blue Room",
        "9:30 am\n\nPHOTOS9:45 am Annex",
    )
    _, found = plans("Tuesday, March 12, 2024\n\n\n\n" + "\n\n\n\n\n".join((*items, "10:00 am\n\nOFFICE TIME")) + "\n")
    assert [told(p)[:11] for p in found] == ["08:35- Arri", "08:45-09:15", "09:30-09:45", "10:00- Titl"]


def test_a_remark_that_ends_with_a_clock_and_the_mark_of_the_end_are_no_items() -> None:
    text = (
        DAY.replace("*Photo at the top.", "*Guests may arrive until\n9:25 am.") + "\n11:00 am ARRIVE Port House ###\n"
    )
    _, found = plans(text)
    assert len(found) == 7
    assert found[-1].place == "Port House"


def test_an_end_before_its_start_is_kept_with_a_notice() -> None:
    reading, found = plans(DAY.replace("8:45 am Mayor", "8:15 am Mayor"))
    assert "end-before-start" in {n.code for n in reading.notices}
    assert found[2].place == "Mayor's Office"


def test_a_day_without_events_is_a_state() -> None:
    reading, found = plans(DAY + "\nNo public events tomorrow\n")
    assert len(found) == 6
    assert "no-public-events" in {n.code for n in reading.notices}


def test_ordinary_schedules_are_no_lists() -> None:
    text = "Town schedule, 12 March 2024\n\n09:30 (08:30) Talks, Town Hall\n11:00 (10:00) Signing at Port House\n"
    _, found = plans(text)
    assert [p.rule for p in found] == ["public-schedule.item"] * 2


def test_hostile_lists_are_read_in_time() -> None:
    for line in ("9:00 am (", "9:00 am " + "A " * 400, "*" * 400, "9:00 am 9:00 am ", "1:1:1:1:1 pm [[[", "TBD "):
        plans((line + "\n") * 2000)


def bench() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("schedules", ROOT / "benchmarks/schedules.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_scanned_lists_against_what_a_reader_saw(shared: Path) -> None:
    schedules = bench()
    annotated = json.loads(schedules.ANNOTATIONS.read_text(encoding="utf-8"))
    for untouched in (False, True):
        found: Counter[str] = Counter()
        for name, seen in annotated.items():
            if seen["untouched"] == untouched:
                found += schedules.score(schedules.reading_of(shared / SCANS / f"{name}.txt"), seen["items"])
        shares = dict(schedules.shares(found))
        assert shares["item F1"] >= 0.97
        assert shares["two-line joined"] >= 0.95
        assert shares["ends"] >= 0.95
        assert shares["places"] >= 0.9


def test_every_scanned_list_is_read_and_no_timed_line_is_lost(shared: Path) -> None:
    schedules = bench()
    timed = lost = 0
    for path in sorted((shared / SCANS).glob("*.txt")):
        lines, missing = schedules.coverage(schedules.reading_of(path), path.read_text(encoding="utf-8"))
        timed, lost = timed + len(lines), lost + len(missing)
    assert timed > 10000
    assert lost <= 0.03 * timed
