"""How the sentences of a file are read: claims found, with the right holder and polarity."""

import json
import sys
from pathlib import Path

from asrun.model.fact import Claim

from asrun.reading.reader import read
from asrun.sources.file import snapshot

HERE = Path(__file__).parent


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
        for claim in case["claims"]:
            start = text.index(claim["span"])
            best = next((f for f in found if overlap((start, start + len(claim["span"])), (f.spans[0].start, f.spans[0].end)) >= 0.5), None)
            holder = claim["holder"] == "" or (best is not None and best.holder == claim["holder"])
            same = best is not None and best.polarity == claim["polarity"] and holder and (not claim["predicate"] or best.predicate == claim["predicate"])
            right += same
            if not same:
                wrong.append(f"{case['text']} | {claim} | {[(f.spans[0].exact, f.holder, f.polarity, f.predicate) for f in found]}")
        if len(found) > len(case["claims"]):
            wrong.append(f"too many: {case['text']} | {[(f.spans[0].exact, f.holder, f.polarity, f.predicate) for f in found]}")
    return 2 * right / (gold + told), wrong


if __name__ == "__main__":
    for name in sys.argv[1:]:
        score, wrong = measured(name)
        print(*wrong, f"{name}: {score:.3f}", sep="\n")
