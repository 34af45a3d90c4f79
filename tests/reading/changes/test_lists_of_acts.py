"""Acts further down the list of one "will" or "was to": each is planned at its own clock."""

import pytest

from asrun.model.fact import Plan
from asrun.model.time import Instant
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HEAD = "GALWAY, 12 September 2026 - "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Mayor Ana Reis will open the fish market at 10 a.m. on Monday and meet nurses at 11.30 a.m.",
            ["14 10:00 ceremony", "14 11:30 meeting"],
        ),
        (
            "Mayor Ana Reis was to have opened the tram at 10 a.m. on Friday and then dined with Rui Costa at 1 p.m.",
            ["11 10:00 ceremony", "11 13:00 meal"],
        ),
        (
            "Mayor Ana Reis was to sign an accord at 1 p.m. on Friday and dine at 8 p.m.",
            ["11 13:00 ceremony", "11 20:00 meal"],
        ),
        (
            "Mayor Ana Reis was to tour the mill at 9 a.m. on Friday and fly home at 5 p.m.",
            ["11 09:00 visit", "11 17:00 departure"],
        ),
        ("Mayor Ana Reis dined at 8 p.m. on Friday.", []),
    ],
)
def test_each_act_of_a_list_is_planned_at_its_clock(text: str, told: list[str]) -> None:
    found = [f for f in read(snapshot("a.txt", (HEAD + text + "\n").encode())).facts if isinstance(f, Plan)]
    assert sorted(f"{p.starts.local:%d %H:%M} {p.kind}" for p in found if isinstance(p.starts, Instant)) == told
