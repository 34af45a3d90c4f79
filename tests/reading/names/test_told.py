"""Names in short texts of our own: a file that was read while the reader was made, and one that was kept untouched.

A row names all people, organizations and places of its text; "|" parts other names for one, an empty one makes it optional.
"""

import json
import unicodedata
from pathlib import Path

import pytest

from marked import names_of

HERE = Path(__file__).parent / "told"


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().removeprefix("the ")


def matched(asked: list[str], found: list[set[str]]) -> tuple[int, int]:
    """How many of those asked for were found, and how many were asked for: optional ones count where they were found."""
    right = missed = 0
    for names in asked:
        forms = {plain(n) for n in names.split("|")}
        one = next((f for f in found if f & forms), None)
        if one:
            found.remove(one)
            right += 1
        else:
            missed += "" not in forms
    return right, right + missed


@pytest.mark.parametrize(("name", "least"), [("development", 0.85), ("untouched", 0.75)])
@pytest.mark.parametrize("kind", ["people", "organizations", "places"])
def test_short_texts(name, least, kind):
    right = asked = told = 0
    for row in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(row)
        found = [{plain(e.name), *map(plain, e.aliases)} for e in getattr(names_of(case["text"]), kind)]
        told += len(found)
        one = matched(case[kind], found)
        right, asked = right + one[0], asked + one[1]
    assert 2 * right / (asked + told) >= least
