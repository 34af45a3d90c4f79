"""How true the account is: `asrun account --from-files --format json` of whole document sets against their gold.

An event is right when its status, planned times, actual times and history of starts all are, as far as the gold tells of
them; a gold event without a counterpart is wrong. Beside it, how many of the conflicts of the gold are surfaced. The scorer
and the maker of mutations come with the shared data, in the folder that ASRUN_SHARED names.
"""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cases import ASRUN, CASES, KEPT_APART, TOOLS, means

SHARED = TOOLS.parent / "data"
FACTS = ("status", "planned", "actual", "history")
Json = dict[str, Any]


def asked(folder: Path, files: list[str]) -> Json:
    """The account of a set's documents, in the order of its gold."""
    command = [ASRUN, "account", "--from-files", "--format", "json", *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    if not done.stdout.strip():
        sys.exit(f"{folder.name}: no account was made\n{done.stderr}")
    return json.loads(done.stdout)


def moment(known: Json | None) -> Json | None:
    """A value of the account as the gold has moments; None where it is none, or only inferred from another event."""
    value = known["value"] if known else None
    if not isinstance(value, dict) or value["is"] == "relative":
        return None
    if value["is"] == "instant":
        return {"utc": value["utc"], "local": value["local"], "basis": value.get("basis", "stated")}
    return {"utc": None, "local": value["day"], "basis": value.get("basis", "stated")}


def status(event: Json) -> str:
    """The state of an event on its axes in the one word of the gold."""
    outcome, plan = event.get("outcome", "no_report"), event.get("plan", "planned")
    if outcome == "held":
        return "unplanned_held" if event.get("unplanned") else "held"
    if outcome != "no_report" or plan == "cancelled":
        return "not_held" if outcome in ("no_report", "replaced") else outcome
    start = moment(event.get("expected_start")) or moment(event.get("planned_start"))
    put_off = plan == "postponed" and not event.get("expected_start")
    if event.get("ahead"):
        return "future_scheduled" if start and not put_off else "future_unscheduled"
    return "unplanned_held" if event.get("unplanned") and not start else "unknown"


def starts(event: Json) -> list[str]:
    """The starts that an event was given, first to last."""
    told = [m["utc"] or m["local"] for k in event.get("history", ()) if (m := moment(k))]
    return list(dict.fromkeys(told))


def judged(gold: Json, event: Json, scorer: Any) -> dict[str, bool]:
    """Which facts of an event are those of its gold."""
    same = scorer.inst_eq
    end = gold.get("planned_end")
    stated = end and not end.get("optional") and end.get("basis") != "bounded"
    planned = same(gold["planned_start"], moment(event.get("planned_start")))
    if stated:
        planned = planned and same(end, moment(event.get("planned_end")))
    wanted, word = gold["status"], status(event)
    told = [h["start"].get("utc") or h["start"]["local"] for h in gold.get("history", ()) if h.get("start")]
    found = starts(event)
    if told:
        history = len(told) == len(found) and all(_same(t, f) for t, f in zip(told, found, strict=True))
    elif now := gold.get("current_start"):
        history = bool(found) and _same(now.get("utc") or now["local"], found[-1])
    else:
        history = True
    return {
        "status": word == ("not_held" if wanted == "replaced" else wanted),
        "planned": planned,
        "actual": all(k not in gold or same(gold[k], moment(event.get(k))) for k in ("actual_start", "actual_end")),
        "history": history,
    }


def _same(gold: str, found: str) -> bool:
    """Whether two stamps are one instant, or one day where the gold names no clock."""
    return gold == found or (not gold.endswith("Z") and gold[:10] == found[:10])


def spans(event: Json) -> Iterator[Json]:
    """The words that name an event, and those that plan it."""
    yield from event.get("mentions", ())
    yield from (event.get("planned_start") or {}).get("evidence", ())


def score(folder: Path, scorer: Any, wrong: list[str] | None = None) -> dict[str, float]:
    """The shares of a set's events that are right in all and in each fact, and of its conflicts that are surfaced.

    `wrong` takes a line for each event that is not right.
    """
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = [document["file"] for document in gold["documents"]]
    told = asked(folder, files)
    events = {e["id"]: e for e in told["events"]}
    system = {
        "documents": [{"id": f, "file": f} for f in files],
        "events": [
            {
                "id": e["id"], "title": e["summary"], "planned_start": moment(e.get("planned_start")),
                "planned_end": None, "status": "", "spans": list(spans(e)),
            }
            for e in told["events"]
        ],
        "conflicts": [
            {"id": f"x{n}", "kind": c["kind"], "items": [], "spans": [s["span"] for s in c["sides"]]}
            for n, c in enumerate(told["contests"])
        ],
    }  # fmt: skip
    made = scorer.Scorer(gold, system, {})
    out = made.run()
    pairs = {mine: events[theirs] for theirs, mine in made.amap.items() if theirs in events}
    counted = []
    for one in gold["events"]:
        if one.get("optional"):
            continue
        event = pairs.get(one["id"])
        right = judged(one, event, scorer) if event else dict.fromkeys(FACTS, False)
        counted.append(right)
        if wrong is not None and not all(right.values()):
            parts = ", ".join(f for f in FACTS if not right[f]) if event else "no such event"
            wrong.append(f"{folder.name}: {one['title']}: {parts}")
    shares = {f: sum(r[f] for r in counted) / len(counted) for f in FACTS}
    whole = {"events": sum(all(r.values()) for r in counted) / len(counted), **shares}
    conflicts = out["conflicts"]
    return whole | ({"conflicts": conflicts["prf"][1]} if conflicts["gold"] else {})


def mutated(folder: Path, count: int, scorer: Any) -> dict[str, float]:
    """The mean shares over so many mutations of a set."""
    with tempfile.TemporaryDirectory() as made:
        maker = [sys.executable, str(TOOLS / "mutate_gold.py"), str(folder), made, "--count", str(count)]
        if subprocess.run(maker, check=False).returncode:
            return {}
        return means([score(one, scorer) for one in sorted(Path(made).iterdir())])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", help="names of sets; all by default")
    parser.add_argument("--held", action="store_true", help="only the sets kept apart; without it they are left out")
    parser.add_argument("--mutations", type=int, default=0, metavar="N", help="score N mutations of each set instead")
    parser.add_argument("--wrong", action="store_true", help="name the events that are not right")
    words = parser.parse_args()
    if not TOOLS.is_dir():
        sys.exit(f"no scorer at {TOOLS}: set ASRUN_SHARED")
    sys.path.insert(0, str(TOOLS))
    scorer = importlib.import_module("score_reading")
    own = [path.parent for path in CASES.glob("*/gold.json") if path.parent.name.startswith(KEPT_APART) == words.held]
    shared = [] if words.held else [SHARED / "seed", *sorted(p.parent for p in SHARED.glob("cases/*/gold.json"))]
    scores: dict[str, dict[str, float]] = {}
    wrong: list[str] | None = [] if words.wrong and not words.held else None
    for folder in (*shared, *sorted(own)):
        if not words.sets or folder.name in words.sets:
            made = mutated(folder, words.mutations, scorer) if words.mutations else score(folder, scorer, wrong)
            if made:
                scores[folder.name] = made
    if not scores:
        sys.exit("no set was scored")
    scores["mean"] = means(list(scores.values()))
    columns = ["events", *FACTS, "conflicts"]
    print(f"{'set':32}" + "".join(f"{c:>10}" for c in columns))
    for name, one in scores.items():
        print(f"{name:32}" + "".join(f"{one[c]:10.3f}" if c in one else f"{'-':>10}" for c in columns))
    print("\n".join(wrong or ()), end="\n" if wrong else "")


if __name__ == "__main__":
    main()
