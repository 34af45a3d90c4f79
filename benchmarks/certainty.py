"""Negation and modality of the events of TimeBank: F1 of `negated` and `modal` on them; `certainty.py FOLDER [-v]`.

The reader's `certainty` decides by both: what is negated or stands under "would" is no fact, what stands under "may" is
hedged. It also knows doubt by other words ("reportedly", "denied that"), which TimeBank does not mark and this leaves out.

The folder holds TimeML files with MAKEINSTANCE; without it, $ASRUN_SHARED/data/timex/timebank.
"""

import os
import re
import sys
from html import unescape
from pathlib import Path

from asrun.reading.changes.certainty import modal, negated

_EVENT = re.compile(r'<EVENT eid="([^"]+)"[^>]*>|<[^>]+>')
_INSTANCE = re.compile(r"<MAKEINSTANCE[^>]*>")
_SENTENCE = re.compile(r"(?:^|\n\s*\n|[.!?][\"'”’]*\s+(?=[\"“'‘A-Z]))\s*")
_NO_MODAL = frozenset(("", "none", "close", "delete", "until", "to"))


def events(path: Path) -> tuple[str, list[tuple[int, bool, bool]]]:
    """The text of a file and its events: where each begins, whether it is negated, whether a modal stands over it."""
    raw = path.read_text(encoding="utf-8")
    body = raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")]
    text, at, last = "", {}, 0
    for tag in _EVENT.finditer(body):
        text += unescape(body[last : tag.start()])
        last = tag.end()
        if tag[1]:
            at[tag[1]] = len(text)
    text += unescape(body[last:])
    found: dict[str, tuple[int, bool, bool]] = {}
    for instance in _INSTANCE.findall(raw):
        said = dict(re.findall(r'(\w+)="([^"]*)"', instance))
        where = at.get(said["eventID"])
        if where is not None:
            no = said.get("polarity") == "NEG"
            might = said.get("modality", "").lower() not in _NO_MODAL
            before = found.get(said["eventID"], (where, False, False))
            found[said["eventID"]] = (where, before[1] or no, before[2] or might)
    return text, sorted(found.values())


def f1(gold: list[bool], told: list[bool]) -> tuple[float, float, float]:
    """Precision, recall and their mean."""
    right = sum(g and t for g, t in zip(gold, told, strict=True))
    precision, recall = right / max(1, sum(told)), right / max(1, sum(gold))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def measured(folder: Path, wrong: list[str] | None = None) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of negation and of modality over a folder."""
    gold: dict[str, list[bool]] = {"negation": [], "modality": []}
    told: dict[str, list[bool]] = {"negation": [], "modality": []}
    for path in sorted(folder.glob("*.tml")):
        text, found = events(path)
        starts = [m.end() for m in _SENTENCE.finditer(text)]
        for where, no, might in found:
            start = max((s for s in starts if s <= where), default=0)
            seen = {"negation": negated(text, start, where), "modality": modal(text, start, where) is not None}
            for name, value in (("negation", no), ("modality", might)):
                gold[name].append(value)
                told[name].append(seen[name])
                if wrong is not None and value != seen[name]:
                    words = text[max(start, where - 60) : where] + "[" + text[where : where + 30]
                    wrong.append(f"{name} {'missed' if value else 'false'}: {' '.join(words.split())}")
    return {name: f1(gold[name], told[name]) for name in gold}


if __name__ == "__main__":
    shared = Path(os.environ.get("ASRUN_SHARED", "../shared")) / "data/timex/timebank"
    names = [a for a in sys.argv[1:] if a != "-v"]
    wrong: list[str] = []
    for name, (precision, recall, mean) in measured(Path(names[0]) if names else shared, wrong).items():
        print(f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {mean:.3f}")
    if "-v" in sys.argv:
        print("\n".join(sorted(wrong)))
