"""How well schedules printed as lists are read: `python benchmarks/schedules.py [FOLDER]`, the shared scans by default.

Over all documents: how many lines that begin with a clock became items, or are named as something else. Over the documents of
tests/reading/genres/state_items.json, read by eye: items, ends, places and titles against what is printed.
"""

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asrun.model.fact import Plan
from asrun.model.reading import Reading
from asrun.model.source import Snapshot
from asrun.model.time import Day, Instant, Start, When
from asrun.reading.reader import read

ROOT = Path(__file__).parent.parent
ANNOTATIONS = ROOT / "tests/reading/genres/state_items.json"
_TIMED = re.compile(
    r"^[^\w\n]{0,4}(?:\d{1,2}\s?[:.;]\s?\d\s?\w(?!\d)|\d{3,4}\s?[apAP][mM]\b|\d{1,2}\s?[apAP]\.?[mM]\b"
    r"|(?:[Tt]ime )?T[Bb][DdCc]\b)",
    re.M,
)
NAMED = frozenset({"clock-in-note", "item-without-clock"})


def reading_of(path: Path) -> Reading:
    """The reading of one file of text."""
    return read(Snapshot(path.name, path.read_bytes(), "text/plain", ""))


def clock(when: Start | When | None) -> str | None:
    """The wall clock of a moment as HH:MM, if it has one."""
    if isinstance(when, Instant):
        return when.local.strftime("%H:%M")
    return when.clock if isinstance(when, Day) else None


def coverage(reading: Reading, text: str) -> tuple[list[int], set[int]]:
    """Where the lines of a text that begin with a clock begin, and which of them no item and no notice holds."""
    plans = [f for f in reading.facts if isinstance(f, Plan) and f.rule.startswith("public-schedule")]
    held = [s for p in plans for s in p.spans] + [n.span for n in reading.notices if n.span and n.code in NAMED]
    timed = [m.start() for m in _TIMED.finditer(text)]
    lost = set()
    for start in timed:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not any(s.start < end and start < s.end for s in held):
            lost.add(start)
    return timed, lost


def score(reading: Reading, items: list[dict[str, Any]]) -> Counter[str]:
    """What of a document's annotated items was found, as counts."""
    plans = {min(s.start for s in f.spans): f for f in reading.facts if isinstance(f, Plan)}
    found: Counter[str] = Counter(items=len(items), plans=len(plans))
    for item in items:
        plan = plans.get(item["start_offset"])
        found["two-line"] += item["two_line"]
        found["ends"] += item["end"] is not None
        found["titles"] += not item["redacted"]
        if plan is None or clock(plan.starts) != item["start"]:
            continue
        found["items found"] += 1
        found["ends found"] += item["end"] is not None and clock(plan.ends) == item["end"]
        found["ends said"] += plan.ends is not None
        found["two-line found"] += item["two_line"] and len(plan.spans) > 1 and clock(plan.ends) == item["end"]
        found["places found"] += item["place"] == (plan.place is not None)
        found["tentative found"] += item["tentative"] == plan.tentative
        withheld = plan.rule.endswith("withheld")
        found["redacted found"] += item["redacted"] == withheld
        words = sum(any(c.isalnum() for c in w) for w in plan.summary.split())
        moved = plan.kind in ("departure", "arrival")
        found["titles found"] += (
            not item["redacted"] and not withheld and (moved or abs(words - item["title_words"]) <= 1)
        )
    return found


def shares(found: Counter[str]) -> Iterator[tuple[str, float]]:
    """The shares that the counts make."""
    right = found["items found"]
    yield "item F1", 2 * right / max(1, found["items"] + found["plans"])
    yield "two-line joined", found["two-line found"] / max(1, found["two-line"])
    yield "ends", found["ends found"] / max(1, found["ends"])
    yield "places", found["places found"] / max(1, found["items"])
    yield "titles (one word off)", found["titles found"] / max(1, found["titles"])
    yield "tentative", found["tentative found"] / max(1, right)
    yield "redacted", found["redacted found"] / max(1, right)


def main(folder: Path, verbose: bool) -> None:
    """Prints the figures of a folder of schedules."""
    total: Counter[str] = Counter()
    begun = time.perf_counter()
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        total["documents"] += 1
        try:
            reading = reading_of(path)
        except Exception as error:  # the count of what must never happen
            total["raised"] += 1
            print(f"{path.name}: {error!r}")
            continue
        timed, lost = coverage(reading, text)
        total["timed"] += len(timed)
        total["lost"] += len(lost)
        plans = [f for f in reading.facts if isinstance(f, Plan)]
        total["plans"] += len(plans)
        total["ended"] += sum(p.ends is not None for p in plans)
        total["placed"] += sum(p.place is not None for p in plans)
        total["withheld"] += sum(p.rule.endswith("withheld") for p in plans)
        total["titled"] += sum(not p.rule.endswith("withheld") and len(p.summary) > 2 for p in plans)
        if verbose:
            for start in sorted(lost):
                print(f"{path.name}@{start} {text[start : start + 70].splitlines()[0]!r}")
    seconds = time.perf_counter() - begun
    print(f"{total['documents']} documents in {seconds:.1f} s, {total['raised']} raised")
    print(f"timed lines {total['timed']}, as items or named {1 - total['lost'] / max(1, total['timed']):.4f}")
    print(
        f"items {total['plans']}: with an end {total['ended']}, with a place {total['placed']}, "
        f"title withheld {total['withheld']}, with a title of the others "
        f"{total['titled'] / max(1, total['plans'] - total['withheld']):.4f}"
    )
    annotated = json.loads(ANNOTATIONS.read_text(encoding="utf-8"))
    for untouched in (False, *([True] if "--all" in sys.argv else [])):
        found: Counter[str] = Counter()
        chosen = [d for d in annotated if annotated[d]["untouched"] == untouched and (folder / f"{d}.txt").exists()]
        for name in chosen:
            one = score(reading_of(folder / f"{name}.txt"), annotated[name]["items"])
            found += one
            if verbose and not untouched:
                print(name, ", ".join(f"{k} {v:.3f}" for k, v in shares(one)))
        if chosen:
            kind = "untouched" if untouched else "development"
            print(f"{kind} ({len(chosen)} documents): " + ", ".join(f"{k} {v:.3f}" for k, v in shares(found)))


if __name__ == "__main__":
    given = [a for a in sys.argv[1:] if not a.startswith("-")]
    shared = ROOT / os.environ.get("ASRUN_SHARED", "../shared") / "data/state-schedules-2009-2011"
    main(Path(given[0]) if given else shared, "-v" in sys.argv)
