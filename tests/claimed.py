"""How the sentences of a file are read: claims found, with the right holder and polarity."""

import json
import sys
from pathlib import Path

from asrun.model.fact import Claim
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HERE = Path(__file__).parent / "reading" / "claims"


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """How much of two spans is common to both."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0]))


def measured(name: str) -> tuple[float, list[str]]:
    """The F1 over a file's claims, and what differs."""
    right = gold = told = 0
    wrong = []
    for row in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(row)
        text = f"{case['text']}\n"
        found = [f for f in read(snapshot("case.txt", text.encode())).facts if isinstance(f, Claim)]
        gold, told = gold + len(case["claims"]), told + len(found)
        missed = [c for c in case["claims"] if not any(fits(c, f, text.index(c["span"])) for f in found)]
        right += len(case["claims"]) - len(missed)
        if missed or len(found) > len(case["claims"]):
            wrong.append(f"{text}  {missed} {[(f.spans[0].exact, f.holder, f.polarity, f.predicate) for f in found]}")
    return 2 * right / (gold + told), wrong


def fits(claim: dict[str, str], found: Claim, start: int) -> bool:
    """Whether a claim is the one asked for; an empty holder or predicate asks for any."""
    span = (found.spans[0].start, found.spans[0].end)
    return (
        overlap((start, start + len(claim["span"])), span) >= 0.5
        and found.polarity == claim["polarity"]
        and claim["holder"] in ("", found.holder)
        and claim["predicate"] in ("", found.predicate)
    )


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        total, differing = measured(asked)
        print(*differing, f"{asked}: {total:.3f}", sep="\n")
