"""Schedules that are sent again, scanned anew and of the next day: one event for one happening, for life."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from asrun.model.entry import LinkAdded
from asrun.model.source import Given
from asrun.pipeline.store import add, open_record
from asrun.sources.file import snapshot

NOW = datetime(2012, 5, 1, tzinfo=UTC)
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "loading.py"
HEAD = "From: Okoro, Ada\nSent: {}, May {}, 2012 7:41 AM\nSubject: Mini Schedule 5/{}/12\n\n"
ITEMS = (
    "8:25 am\tARRIVE Harbour Ministry\n\n8:30 am\tDAILY BRIEFING\n8:45 am\tMinister's Office\n\n"
    "11:00 am\tMEETING w/PILOTS' GUILD\n11:30 am\tMinister's Office\n\n6:10 pm\tARRIVE Private Residence\n"
)
FIRST = HEAD.format("Tuesday", 8, 8) + ITEMS
SCANNED = FIRST.replace("PILOTS' GUILD", "PIL0TS' GUlLD").replace("7:41", "7:55")
MOVED = FIRST.replace("11:00 am", "11:15 am").replace("11:30 am", "11:45 am").replace("7:41", "9:02")
NEXT_DAY = HEAD.format("Wednesday", 9, 9) + ITEMS


def events(*texts: str) -> list[list[str]]:
    """The events of the items of each document, in order of the items."""
    with open_record(":memory:") as record:
        for number, text in enumerate(texts):
            given = Given(calendar="minister")
            assert add(record, snapshot(f"{number}.txt", text.encode()), given, NOW + timedelta(minutes=number)).version
        links = [e.payload for e in record.entries() if isinstance(e.payload, LinkAdded)]
    docs = [
        sorted((x for x in links if x.mention.doc == f"{n}.txt"), key=lambda x: x.mention) for n in range(len(texts))
    ]
    return [[x.event for x in doc] for doc in docs]


def test_what_is_sent_again_makes_no_new_event() -> None:
    first, scanned, moved, again = events(FIRST, SCANNED, MOVED, FIRST + "\n")
    assert len(set(first)) == 4
    assert first == scanned == moved == again


def test_the_same_items_of_the_next_day_are_events_of_their_own() -> None:
    first, following = events(FIRST, NEXT_DAY)
    assert len({*first, *following}) == 8


def test_schedules_of_ten_real_days_make_no_duplicate(shared: Path) -> None:
    folder = shared / "data" / "state-schedules-2009-2011"
    if not folder.is_dir():
        pytest.skip("no schedules in the shared data")
    command = [sys.executable, str(BENCHMARK), str(folder), "--days", "10"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "duplicate events: 0" in done.stdout
    assert "events that items of two days were taken as: 0" in done.stdout
