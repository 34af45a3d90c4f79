"""Plans that words of planning tell at a clock, whatever noun or verb they are of."""

import json

import pytest

from asrun.model.fact import Change, Plan
from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.reading.reader import read
from asrun.sources.file import snapshot

LEAD = "LYON, France, 3 May 2024 (Rhone Press) — "


def facts(text: str, kind: type) -> list:
    return [f for f in read(snapshot("x.txt", (LEAD + text).encode())).facts if isinstance(f, kind)]


@pytest.mark.parametrize(
    ("text", "summary", "clock"),
    [
        (
            "The prefect had been down for coffee with weavers at the silk museum at half past nine.",
            "Coffee with weavers",
            "09:30",
        ),
        ("The conversation, which had been set for 11:00, was short.", "Conversation", "11:00"),
        ("The spray had been on the guidance for 9:45.", "Spray", "09:45"),
        ("At noon the prefect was to give out prizes at the silk museum.", "Give out prizes", "12:00"),
        ("The prefect should have spoken to weavers at 3 p.m. but the hall was locked.", "Speech to weavers", "15:00"),
        ("The diary had the prefect at the silk museum at ten for a seminar.", "Visit to silk museum", "10:00"),
        ("The barge race will go ahead at 5 p.m.", "Barge race", "17:00"),
        ("The tour of the looms (was 9:15) is off.", "Tour of the looms", "09:15"),
    ],
)
def test_a_plan_of_any_noun_or_verb(text: str, summary: str, clock: str) -> None:
    starts = {p.summary: str(p.starts)[11:16] for p in facts(text, Plan)}
    found = [name for name in starts if name.startswith(summary)]
    assert [starts[name] for name in found] == [clock]


def test_a_list_goes_on_with_what_was_planned() -> None:
    text = "The diary had her in the dye shop at 2 p.m., the archive at 3 p.m. and the loom hall at 4 p.m."
    assert [str(p.starts)[11:16] for p in facts(text, Plan)] == ["14:00", "15:00", "16:00"]


@pytest.mark.parametrize(
    "text",
    [
        "The delegates sat down at 10:31.",
        "The tribunal gave its verdict at 9:32.",
        "The desk called a lid at 4:36 p.m.",
        "The council should have broken up at 10 a.m.",
        "The dyers will wait until 3 p.m. and must be ready at 4 p.m.",
    ],
)
def test_other_words_at_a_clock_plan_nothing(text: str) -> None:
    assert not facts(text, Plan)


def test_the_plan_of_a_noun_is_not_that_of_who_leaves() -> None:
    text = "The envoy cancelled a lunch planned for 1 p.m. and flew home from Lyon at noon."
    assert [c.kind for c in facts(text, Change)] == ["cancelled"]


def test_words_at_the_clock_of_a_listed_item_are_of_it() -> None:
    schedule = "Schedule, Lyon, 3 May 2024\n\n9:30 a.m. Launch of the barge Saône\n2:00 p.m. Lunch with weavers\n"
    report = f"{LEAD}The prefect was to swing the first bottle at half past nine, but the cork held."
    together = read_together([snapshot("s.txt", schedule.encode()), snapshot("r.txt", report.encode())], Given())
    titles = [e["title"] for e in json.loads(reading_json(together))["events"]]
    assert titles == ["Launch of the barge Saône", "Lunch with weavers"]


def test_what_was_made_no_toast_is_no_event() -> None:
    text = f"{LEAD}The prefect rose at 8.10 p.m., made no toast, and left by 9.40 p.m."
    events = json.loads(reading_json(read_together([snapshot("r.txt", text.encode())], Given())))["events"]
    assert not [e for e in events if "toast" in e["title"]]


def test_a_post_lists_its_day_without_verbs() -> None:
    post = (
        "Weavers for Lyon (@weaverslyon)\nMay 3, 2024, 7:05 AM CEST\n\n"
        "Big day in Lyon, France! Loom show, Reed House, 10:30 AM. Concert at the quay, 1 PM. Rally, Croix hill, 4 PM.\n"
    )
    plans = [f for f in read(snapshot("post.txt", post.encode())).facts if isinstance(f, Plan)]
    assert {p.summary: str(p.starts)[11:16] for p in plans} == {
        "Loom show": "10:30",
        "Concert at the quay": "13:00",
        "Rally": "16:00",
    }
