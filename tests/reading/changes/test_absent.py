"""What became of planned items that somebody stayed away from, or that words for no sort of event call off."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

VISIT = """Visit of Regent Ottilie Brandt to Karsund
Tuesday 6 May 2025

09:00  Talks with Captain Ivo Trane, Customs House
11:00  Tour of the Vestby ropeworks, Vestby
13:00  Visit to the lighthouse, Skarvholm
19:30  Reception of the Pilots' Guild, Villa Skagen
"""


def fates(report: str) -> dict[str, str]:
    """The status of every planned item by the first word of its title."""
    sources = [snapshot("a.txt", VISIT.encode()), snapshot("b.txt", report.encode())]
    events = json.loads(reading_json(read_together(sources, Given())))["events"]
    return {e["title"].split()[0]: e["status"] for e in events if e["planned_start"]}


NEXT_DAY = "KARSUND, May 7, 2025 (Sund News) - "


@pytest.mark.parametrize(
    ("title", "status", "words"),
    [
        ("Reception", "held", "The Regent skipped the reception."),
        ("Reception", "held", "Brandt missed the reception of the Pilots' Guild."),
        ("Tour", "not_held", "The Regent skipped the tour of the ropeworks."),
    ],
)
def test_what_many_are_at_goes_on_without_the_one_who_stays_away(title: str, status: str, words: str) -> None:
    assert fates(NEXT_DAY + words)[title] == status


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Talks", "This morning's appointment with Trane will no longer take place."),
        ("Talks", "The appointment with Trane has had to be dropped."),
        ("Reception", "Her appearance before the Pilots' Guild will not now happen."),
    ],
)
def test_an_item_called_otherwise_is_off_by_whom_it_is_with(title: str, words: str) -> None:
    found = fates(f"Statement from the office of the Regent\n6 May 2025, 08:15\n\n{words}\n")
    assert [t for t, status in found.items() if status == "not_held"] == [title]


def test_a_deed_beside_the_place_of_another_item_tells_nothing_of_the_one_it_is_of() -> None:
    found = fates(NEXT_DAY + "The cars drove past Villa Skagen without stopping.")
    assert found == dict.fromkeys(found, "unknown")


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("Trane gave her a compass. Whether Vestby was worth it she would not say.", {"Talks", "Tour"}),
        ("Whether Vestby was worth it she would not say.", set()),
        ("Trane gave her a compass. Nothing was heard of the rest.", {"Talks"}),
        ("Trane gave her a compass. Vestby was called off.", {"Talks"}),
        ("Trane gave her a compass. She could not be at Vestby.", {"Talks"}),
        ("Vestby gave her a compass. Whether Trane was worth it she would not say.", {"Tour"}),
    ],
)
def test_what_a_report_speaks_of_behind_an_earlier_item_that_was_held_was_held(words: str, held: set[str]) -> None:
    found = fates(NEXT_DAY + words)
    assert {t for t, status in found.items() if status == "held"} == held
