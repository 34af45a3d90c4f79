"""A revision that prints two clocks for one: the venue's is read, that of the other zone is passed over."""

import json

from asrun.pipeline.joint import reading_json
from asrun.reading.reader import read
from asrun.sources.file import snapshot

_TWO_CLOCKS = """CORRIDOR FORUM
PROGRAMME{}
11 May 2026

Tbilisi time, with Paris time after the oblique.

{}
"""


def _changes(*texts: str) -> list[tuple[str, str | None]]:
    made = json.loads(reading_json([read(snapshot(f"{n}.txt", t.encode())) for n, t in enumerate(texts)]))
    return [(c["type"], c["delta"]) for c in made["changes"]]


def test_a_revision_s_clock_of_another_zone_is_none_of_the_venue() -> None:
    plan = _TWO_CLOCKS.format(
        "",
        "Tuesday 12 May\n09:30 / 07:30 Opening plenary. Rike Hall\n13:00 / 11:00 Guild supper. Garden House",
    )
    revision = _TWO_CLOCKS.format(
        ": REVISION 2",
        "Tuesday 12 May\nThe guild supper starts thirty minutes later, at 13:30 / 11:30.\n"
        "Opening plenary: for 09:30 / 07:30 read 09:15 / 07:15.",
    )
    assert sorted(_changes(plan, revision)) == [("advanced", "-PT15M"), ("delayed", "PT30M")]
