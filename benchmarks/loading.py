"""What a record makes of schedules that are sent again: `python benchmarks/loading.py [FOLDER]`, the shared scans by default.

All schedules are added in order of day and of sending (`same-day.json`), as nobody would say of which one they are the next
version. A duplicate is an event that a schedule founds although one of its day, of an earlier schedule, has its words and its
clock; else the item is the same event, and its identity stable.
"""

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from schedules import ROOT

from asrun.model.entry import FactAdded, LinkAdded
from asrun.model.fact import Plan
from asrun.model.source import Given
from asrun.model.time import Day, Instant
from asrun.pipeline.store import Added, add, open_record
from asrun.record import Record
from asrun.sources.file import snapshot

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CALENDAR = "secretary"
_WORD = re.compile(r"[a-z]{3,}")
_ALIKE = 0.75


class Item(NamedTuple):
    """One item of a loaded schedule, with the event that it was taken as."""

    doc: str
    event: str
    clock: str
    summary: str

    def repeats(self, other: "Item") -> bool:
        """Whether it is printed as another item is: at its clock, in words that differ by scanning at most."""
        mine, theirs = (set(_WORD.findall(i.summary.lower())) for i in (self, other))
        alike = len(mine & theirs) >= _ALIKE * max(len(mine | theirs), 1)
        return self.clock == other.clock and (alike or self.summary == other.summary)


def in_order(folder: Path, pairs: list[list[str]]) -> list[Path]:
    """The schedules of a folder; those of one day in order of sending, at the place of the first."""
    first = {name: names for names in pairs for name in names[:1]}
    later = {name for names in pairs for name in names[1:]}
    ordered: list[Path] = []
    for path in sorted(folder.glob("*.txt")):
        if path.stem not in later:
            ordered += [folder / f"{name}.txt" for name in first.get(path.stem, [path.stem])]
    return ordered


def load(record: Record, paths: Sequence[Path]) -> Iterator[tuple[str, Added]]:
    """Adds schedules one after the other, a minute apart."""
    for number, path in enumerate(paths):
        document = snapshot(path.name, path.read_bytes())
        yield path.stem, add(record, document, Given(calendar=CALENDAR), NOW + timedelta(minutes=number))


def items(record: Record) -> dict[str, list[Item]]:
    """The items of every version with a clock, by version."""
    entries = list(record.entries())
    events = {e.payload.mention: e.payload.event for e in entries if isinstance(e.payload, LinkAdded)}
    found: dict[str, list[Item]] = {}
    for row in (e.payload for e in entries if isinstance(e.payload, FactAdded)):
        plan = row.fact
        if isinstance(plan, Plan) and isinstance(plan.starts, Instant | Day) and not (plan.restates or plan.former):
            when = plan.starts.local if isinstance(plan.starts, Instant) else f"{plan.starts.day} {plan.starts.clock}"
            event = events.get(plan.spans[0], "")
            found.setdefault(row.version, []).append(Item(row.version, event, str(when)[:16], plan.summary))
    return found


def compared(earlier: list[Item], later: list[Item]) -> tuple[int, int, list[tuple[Item, Item]]]:
    """How many items of two schedules repeat each other, how many of these are one event, and those that are not."""
    left, shared, stable, apart = list(earlier), 0, 0, []
    for item in later:
        twins = [e for e in left if item.repeats(e)]
        if twins:
            twin = next((e for e in twins if e.event == item.event), twins[0])
            left.remove(twin)
            shared += 1
            stable += twin.event == item.event
            apart += [(twin, item)] if twin.event != item.event else []
    return shared, stable, apart


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    scans = ROOT / os.environ.get("ASRUN_SHARED", "../shared") / "data" / "state-schedules-2009-2011"
    parser.add_argument("folder", nargs="?", type=Path, default=scans)
    parser.add_argument(
        "--days", type=int, metavar="N", help="only so many days of several schedules, and nothing else"
    )
    parser.add_argument("--apart", action="store_true", help="print the items that are not the same event")
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        sys.exit(f"no folder {asked.folder}; one with schedules and same-day.json would do")
    days = json.loads((asked.folder / "same-day.json").read_text(encoding="utf-8"))
    pairs = [day["documents"] for day in days]
    begun = time.perf_counter()
    with open_record(":memory:") as record:
        every = in_order(asked.folder, pairs)
        few = [asked.folder / f"{name}.txt" for names in pairs[: asked.days] for name in names]
        added = dict(load(record, few if asked.days else every))
        told = items(record)
    spent = time.perf_counter() - begun
    versions = {name: a.version for name, a in added.items() if a.version}
    events = {i.event for several in told.values() for i in several}
    print(f"{len(added)} schedules, {sum(map(len, told.values())):,} items, {len(events):,} events, in {spent:.1f} s")
    again = [v for v in versions.values() if v.revision_of]
    print(f"taken as the next version of an earlier one: {len(again)}")
    earlier: dict[str, list[Item]] = {}
    shared, stable, apart = 0, 0, list[tuple[Item, Item]]()
    for version in versions.values():
        mine = told.get(version.id, [])
        before = [i for day in {i.clock[:10] for i in mine} for i in earlier.get(day, ())]
        found = compared(before, mine)
        shared, stable, apart = shared + found[0], stable + found[1], apart + found[2]
        for item in mine:
            earlier.setdefault(item.clock[:10], []).append(item)
    print(
        f"items as an earlier schedule has them: {shared:,}; the same event: {stable:,}; duplicate events: {len(apart)}"
    )
    dates: dict[str, set[str]] = {}
    for item in (i for several in told.values() for i in several):
        dates.setdefault(item.event, set()).add(item.clock[:10])
    print(f"events that items of two days were taken as: {sum(len(d) > 1 for d in dates.values())}")
    if asked.apart:
        print("\n".join(f"  {a.clock} {a.doc}: {a.summary!r} / {b.doc}: {b.summary!r}" for a, b in apart))


if __name__ == "__main__":
    main()
