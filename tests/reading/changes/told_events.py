"""How many of the events and sightings that short texts tell are read, and how many read ones are told."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot

TEXTS = Path(__file__).with_name("events.jsonl")
HEAD = "TALLINN, 12 March 2024 (Baltic Wire) — It was a cold day.\n\n"
_EMPTY = frozenset("the a an of to with in at on for from and".split())


def rows(part: str) -> Iterator[dict[str, Any]]:
    """The texts of a part ("open" or "untouched")."""
    lines = TEXTS.read_text(encoding="utf-8").splitlines()
    yield from (row for row in map(json.loads, lines) if row["part"] == part)


def exchange(text: str) -> dict[str, Any]:
    """The joint reading of one text below a dateline."""
    made: dict[str, Any] = json.loads(reading_json(read_together([snapshot("x.txt", (HEAD + text).encode())], Given())))
    return made


def alike(one: str, other: str) -> float:
    """How many of the telling words of two titles are the same."""
    mine, theirs = (set(re.findall(r"\w+", t.lower())) - _EMPTY for t in (one, other))
    return 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))


def _clock(moment: dict[str, Any] | None) -> str | None:
    return moment["local"][:16] if moment else None


def _day(clock: str | None) -> str | None:
    return clock if clock is None or "-" in clock else f"2024-03-12T{clock}"


def _off(status: str) -> str:
    return "not_held" if status == "replaced" else status


class Count:
    """Wanted, read and right ones, with lines that say what went wrong."""

    def __init__(self) -> None:
        self.wanted = self.read = self.right = self.whole = 0
        self.wrong: list[str] = []

    @property
    def f1(self) -> float:
        """The balance of precision and recall of right ones."""
        return 2 * self.right / max(1, self.wanted + self.read)

    def __str__(self) -> str:
        whole = f"; with place and people {self.whole}" if self.whole else ""
        return f"wanted {self.wanted}, read {self.read}, right {self.right}: F1 {self.f1:.3f}{whole}"


def told(part: str) -> tuple[Count, Count]:
    """The events (title, planned start and status) and the sightings (phase and clock) of a part."""
    events, sightings = Count(), Count()
    for row in rows(part):
        made = exchange(row["text"])
        _events(row, made, events)
        _sightings(row, made, sightings)
    return events, sightings


def _events(row: dict[str, Any], made: dict[str, Any], count: Count) -> None:
    left = list(made["events"])
    count.wanted += len(row["events"])
    count.read += len(left)
    missed = []
    for wanted in row["events"]:
        found = max(left, key=lambda e: alike(wanted["title"], e["title"]), default=None)
        right = (
            found is not None
            and alike(wanted["title"], found["title"]) >= 0.4
            and _clock(found["planned_start"]) == _day(wanted["planned"])
            and _off(found["status"]) == _off(wanted["status"])
        )
        count.right += right
        if right:
            left.remove(found)
            count.whole += _whole(wanted, found, made)
        else:
            missed.append(tuple(wanted.values())[:3])
    if missed or left:
        read = [(e["title"], _clock(e["planned_start"]), e["status"]) for e in left]
        count.wrong.append(f"{row['text']}\n   missed {missed}\n   extra  {read}")


def _whole(wanted: dict[str, Any], found: dict[str, Any], made: dict[str, Any]) -> bool:
    names = {one["id"]: one["name"] for kind in ("people", "places", "organizations") for one in made[kind]}
    people = {names[p] for p in found["participants"]}
    return names.get(found["place"]) == wanted.get("place") and people >= set(wanted.get("participants") or ())


def _sightings(row: dict[str, Any], made: dict[str, Any], count: Count) -> None:
    read = [(o["phase"], _clock(o["at"])) for o in made["observations"] if o["at"]]
    wanted = [(o["phase"], _day(o["at"])) for o in row["seen"]]
    right = [w for w in wanted if w in read]
    count.wanted += len(wanted)
    count.read += len(read)
    count.right += len(right)
    if len(right) < len(wanted) or len(read) > len(right):
        count.wrong.append(f"{row['text']}\n   wanted {wanted}\n   read   {read}")


if __name__ == "__main__":
    import sys

    for asked in sys.argv[1:] or ("open", "untouched"):
        for made in told(asked):
            print(asked, made)
            if asked == "open":
                print("\n".join(made.wrong))
