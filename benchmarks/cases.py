"""How well whole document sets are read: `asrun read --json` on each set of tests/reading/cases against its gold.

The scorer and the maker of mutations come with the shared data, in the folder that ASRUN_SHARED names.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "reading" / "cases"
TOOLS = ROOT / os.environ.get("ASRUN_SHARED", "../shared") / "tools"
ASRUN = Path(sys.executable).with_name("asrun")
KEPT_APART = "held-"
# Attributes that have bounds of their own, of what was found: the kind they are of and the share that must be right.
BOUNDED = {
    "certainty": ("changes", 0.9),
    "place": ("events", 0.8),
    "participants": ("events", 0.8),
    "via": ("statements", 0.8),
}


def read(folder: Path, files: list[str]) -> dict[str, Any]:
    """The joint reading of a set's documents, in the order of its gold."""
    done = subprocess.run(
        [ASRUN, "read", "--json", *files], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if not done.stdout.strip():
        sys.exit(f"{folder.name}: nothing was read\n{done.stderr}")
    return json.loads(done.stdout)


def score(folder: Path, scorer: Any, counts: dict[str, list[int]]) -> dict[str, float]:
    """The weighted full and strict F1 of a set, and the full F1 of each kind that its gold has.

    The attributes that are right, and that were compared, are added to `counts`.
    """
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = [document["file"] for document in gold["documents"]]
    texts = {}
    for file in files:
        with (folder / file).open(encoding="utf-8", newline="") as opened:
            texts[file] = opened.read()
    try:
        kinds = scorer.Scorer(gold, read(folder, files), texts).run()
    except TypeError as error:  # the scorer looks up an instant where gold has a place
        print(f"{folder.name}: not scored ({error})", file=sys.stderr)
        return {}
    counted = [kind for kind in scorer.WEIGHTS if kinds[kind]["gold"]]
    for name, (kind, _) in BOUNDED.items():
        right, of = kinds[kind]["attrs"].get(name, (0, 0))
        counts[name] = [counts[name][0] + right, counts[name][1] + of]
    weight = sum(scorer.WEIGHTS[kind] for kind in counted)
    whole = {
        measure: sum(scorer.WEIGHTS[kind] * kinds[kind][measure][2] for kind in counted) / weight
        for measure in ("full", "strict")
    }
    return whole | {kind: kinds[kind]["full"][2] for kind in counted}


def mutated(folder: Path, count: int, scorer: Any, counts: dict[str, list[int]]) -> dict[str, float]:
    """The mean scores of so many mutations of a set."""
    with tempfile.TemporaryDirectory() as made:
        maker = [sys.executable, str(TOOLS / "mutate_gold.py"), str(folder), made, "--count", str(count)]
        if subprocess.run(maker, check=False).returncode:
            return {}
        return means([score(one, scorer, counts) for one in sorted(Path(made).iterdir())])


def means(scores: list[dict[str, float]]) -> dict[str, float]:
    """The mean of each measure over the sets that have it."""
    names = dict.fromkeys(name for one in scores for name in one)
    return {name: mean(one[name] for one in scores if name in one) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--held", action="store_true", help="only the sets kept apart; without it they are left out")
    parser.add_argument("--mutations", type=int, default=0, metavar="N", help="score N mutations of each set instead")
    asked = parser.parse_args()
    if not TOOLS.is_dir():
        sys.exit(f"no scorer at {TOOLS}: set ASRUN_SHARED")
    sys.path.insert(0, str(TOOLS))
    scorer = importlib.import_module("score_reading")
    folders = sorted(path.parent for path in CASES.glob("*/gold.json"))
    scores: dict[str, dict[str, float]] = {}
    counts = {name: [0, 0] for name in BOUNDED}
    for folder in folders:
        if folder.name.startswith(KEPT_APART) == asked.held:
            made = (
                mutated(folder, asked.mutations, scorer, counts) if asked.mutations else score(folder, scorer, counts)
            )
            if made:
                scores[folder.name] = made
    if not scores:
        sys.exit("no set was scored")
    scores["mean"] = means(list(scores.values()))
    columns = ["full", "strict", *scorer.WEIGHTS]
    print(f"{'set':32}" + "".join(f"{column[:7]:>8}" for column in columns))
    for name, one in scores.items():
        print(f"{name:32}" + "".join(f"{one[column]:8.3f}" if column in one else f"{'-':>8}" for column in columns))
    for name, (right, of) in counts.items():
        print(f"{name:32}{right / max(1, of):8.3f} of {of}, at least {BOUNDED[name][1]}")


if __name__ == "__main__":
    main()
