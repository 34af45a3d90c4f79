"""How many of the expected changes and sightings of a file of sentences are read, and how many read ones are expected."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asrun.model.fact import Change, Fact, Observation
from asrun.model.time import Instant
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HERE = Path(__file__).parent
HEAD = "OSLO, 12 March 2024 (Fjord Wire) — The day was long.\n\n"
REPORT = "POOL REPORT #3\nTuesday, 12 March 2024, Oslo\n\n"


def rows(name: str, part: str) -> Iterator[dict[str, Any]]:
    """The rows of a part ("open" or "untouched") of a file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    yield from (row for row in map(json.loads, lines) if row["part"] == part)


def facts(text: str, kind: type[Any], head: str = HEAD) -> list[Any]:
    """What the reader makes of a text below a head."""
    found: tuple[Fact, ...] = read(snapshot("x.txt", (head + text).encode())).facts
    return [f for f in found if isinstance(f, kind)]


def fits(change: Change, wanted: dict[str, Any], whole: bool) -> bool:
    """Whether a change is the wanted one; `whole` asks for its event, amount, certainty and what came instead as well."""
    if change.kind != wanted["kind"]:
        return False
    event = change.about.summary.lower() if change.about else ""
    if wanted["event"] and wanted["event"] not in event:
        return False
    if not whole:
        return True
    instead = change.replaced_by.summary.lower() if change.replaced_by else ""
    return (
        change.delta == wanted["delta"]
        and change.certainty == wanted["certainty"]
        and change.new_duration == wanted.get("new_duration")
        and wanted.get("instead", "") in instead
    )


class Count:
    """Wanted, read, and right ones, with lines that say what went wrong."""

    def __init__(self) -> None:
        self.wanted = self.read = self.right = self.whole = 0
        self.wrong: list[str] = []

    @property
    def precision(self) -> float:
        """How many of the read ones are right."""
        return self.right / max(1, self.read)

    @property
    def recall(self) -> float:
        """How many of the wanted ones are read."""
        return self.right / max(1, self.wanted)

    @property
    def exact(self) -> float:
        """How many of the wanted ones are right in every attribute."""
        return self.whole / max(1, self.wanted)

    def __str__(self) -> str:
        return (
            f"wanted {self.wanted}, read {self.read}: precision {self.precision:.3f}, recall {self.recall:.3f}, "
            f"whole {self.exact:.3f}"
        )


def changes_of(part: str) -> Count:
    """The sentences about changes of a part."""
    made = Count()
    for row in rows("sentences.jsonl", part):
        # What is about a noun on no list counts only where a plan has it.
        told: list[Change] = facts(row["text"], Change)
        found = [c for c in told if not (c.about and c.about.rule == "happenings.unlisted")]
        made.wanted += len(row["changes"])
        made.read += len(found)
        left = list(found)
        good = True
        for wanted in row["changes"]:
            best = next((c for c in left if fits(c, wanted, True)), None) or next(
                (c for c in left if fits(c, wanted, False)), None
            )
            good &= best is not None and fits(best, wanted, True)
            if best:
                left.remove(best)
                made.right += 1
                made.whole += fits(best, wanted, True)
        if not good or left:
            read = [(c.kind, c.about.summary if c.about else None, c.delta, c.certainty, c.new_duration) for c in found]
            made.wrong.append(
                f"{row['text']}\n   wanted {[tuple(w.values()) for w in row['changes']]}\n   read   {read}"
            )
    return made


def sightings_of(part: str) -> Count:
    """The lines about what was seen of a part."""
    made = Count()
    for row in rows("sightings.jsonl", part):
        found: list[Observation] = facts(row["text"], Observation, REPORT)
        made.wanted += row["phase"] is not None
        made.read += len(found)
        right = [o for o in found if o.phase == row["phase"]]
        whole = [o for o in right if _clock(o) == row["at"]]
        made.right += bool(right)
        made.whole += bool(whole)
        if len(found) != (row["phase"] is not None) or (not whole and row["phase"]):
            told = [(o.phase, _clock(o), o.about.summary if o.about else None) for o in found]
            made.wrong.append(f"{row['text']}\n   wanted {row['phase']} {row['at']}\n   read   {told}")
    return made


def _clock(seen: Observation) -> str | None:
    return seen.at.local.strftime("%H:%M") if isinstance(seen.at, Instant) else None


if __name__ == "__main__":
    import sys

    for part in sys.argv[1:] or ["open", "untouched"]:
        for made in (changes_of(part), sightings_of(part)):
            print(part, made)
            if part == "open":
                print("\n".join(made.wrong))
