"""The suite of clocks and zones: what has to come out of texts of many printed forms, to the last character and instant."""

import json
from pathlib import Path
from typing import Any

import pytest

from asrun.pipeline import times_lines

ITEMS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "clock_zone.jsonl").read_text(encoding="utf-8").splitlines()
]


def read(item: dict[str, Any]) -> list[list[Any]]:
    asked = {k: item[k] for k in ("id", "text", "created", "zone") if item.get(k)}
    made = b"".join(m for m in times_lines([json.dumps(asked).encode()]) if isinstance(m, bytes))
    return json.loads(made)["times"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("counter", "share"), [(False, 0.98), (True, 0.98)], ids=["expressions", "what only looks like one"]
)
def test_the_suite_is_read_exactly(counter: bool, share: float) -> None:
    items = [i for i in ITEMS if i["counter"] is counter]
    wrong = [i["id"] for i in items if read(i) != i["times"]]
    assert len(wrong) <= (1 - share) * len(items), wrong


def test_the_suite_is_as_wide_as_it_says() -> None:
    plain = [i for i in ITEMS if not i["counter"]]
    assert len(plain) >= 300
    assert len({i["form"] for i in plain}) >= 90
    for item in ITEMS:
        starts = [t[0] for t in item["times"]]
        assert starts == sorted(starts)
        assert all(t[0] < t[1] <= len(item["text"]) for t in item["times"])
