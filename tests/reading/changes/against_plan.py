"""Changes that single sentences tell of a programme: against_plan.toml, read with the programme as one record."""

import json
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from asrun.pipeline.joint import reading_json
from asrun.reading.reader import read
from asrun.sources.file import snapshot

_DAYS = {1: "Tuesday 16 June 2026", 2: "Thursday 8 October 2026", 3: "Wednesday, March 11, 2026"}
_PLACES = {1: "TROMSØ", 2: "DUNEDIN", 3: "DENVER"}


class Measure(NamedTuple):
    """How many changes were expected, found and right, and what was missed or should not be there."""

    expected: int
    found: int
    right: int
    wrong: list[str]


def changes_of(part: str) -> Measure:
    """The changes of a part of the sentences against what was expected of them."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return measured(
        (row["text"], row["changes"], _told(data["programme"][row["programme"] - 1], row)) for row in data[part]
    )


def measured(rows: Iterable[tuple[str, list[list[Any]], Sequence[tuple[Any, Any, str]]]]) -> Measure:
    """The changes told by texts against the expected ones; of these one without a clock may be told with any."""
    expected = found = right = 0
    wrong: list[str] = []
    for head, wanted, told in rows:
        open_ones = list(told)
        for one in map(tuple, wanted):
            match = next((t for t in open_ones if t[:2] == one[:2] and (not one[2] or t[2] == one[2])), None)
            if match:
                open_ones.remove(match)
                right += 1
            else:
                wrong.append(f"missed {one}: {head} {told}")
        wrong += [f"not told {one}: {head}" for one in open_ones]
        expected += len(wanted)
        found += len(told)
    return Measure(expected, found, right, wrong)


def _told(programme: dict[str, Any], row: dict[str, Any]) -> list[tuple[str, int, str]]:
    """Kind, number of the item (0 for none of them) and new clock of each change."""
    number = row["programme"]
    plan = programme["title"] + "\n\n" + "\n".join(programme["items"]) + "\n"
    report = f"{_PLACES[number]}, {_DAYS[number]} — {row['text']}\n"
    pages = [read(snapshot(n, t.encode())) for n, t in (("programme.txt", plan), ("report.txt", report))]
    made = json.loads(reading_json(pages))
    items = [i.split(" ", 2 if i.split()[1] in ("AM", "PM") else 1)[-1] for i in programme["items"]]
    numbers = {e["id"]: n for e in made["events"] for n, i in enumerate(items, 1) if e["title"] == i}
    return [(c["type"], numbers.get(c["event"], 0), clock_of(c["after"])) for c in made["changes"]]


def clock_of(after: Any) -> str:
    """The wall clock of an instant of the exchange form."""
    return after["local"][11:16] if isinstance(after, dict) and after.get("local") else ""
