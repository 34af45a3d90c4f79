"""Events of a small programme that a report tells of in plain words that they share with one title."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

PROGRAMME = """Visit of the Regent of Oland to Marrak
Tuesday 6 May 2025

09:30  Demonstration of the seaweed dryer, Pier 2
11:00  Round table with beekeepers, Old Mill
15:00  Walk with the shepherds
"""


def statuses(report: str) -> dict[str, str]:
    """The status of every planned event by the first word of its title."""
    head = "MARRAK, May 7, 2025 (Sund News) - "
    sources = [snapshot("a.txt", PROGRAMME.encode()), snapshot("b.txt", (head + report).encode())]
    events = json.loads(reading_json(read_together(sources, Given())))["events"]
    return {e["title"].split()[0]: e["status"] for e in events}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Demonstration", "Two tons of seaweed went in wet and came out crisp."),
        ("Round", "The beekeepers gave the Regent an earful."),
        ("Walk", "The shepherds sang all the way."),
    ],
)
def test_what_shares_its_words_tells_that_it_was_held(title: str, words: str) -> None:
    found = statuses(words)
    assert [t for t, status in found.items() if status == "held"] == [title]


@pytest.mark.parametrize(
    "words",
    [
        "Nobody saw the seaweed.",
        "The beekeepers waited in vain.",
        "Asked about the shepherds, she smiled.",
        "The seaweed dryer was never switched on.",
        '"The beekeepers told me everything," she wrote.',
        "The beekeepers were expected in the Old Mill.",
        "The town gave her tea.",
    ],
)
def test_what_was_not_done_or_is_not_told_of_tells_nothing(words: str) -> None:
    assert "held" not in statuses(words).values()


VISIT = """Visit of the Regent of Oland to Karsund
Tuesday 6 May 2025

09:00  Talks with Captain Ivo Trane, Customs House
11:00  Tour of the Vestby ropeworks
15:00  Address to the net menders
19:30  Supper, Villa Skagen
"""


def fates(report: str, plan: str = VISIT) -> dict[str, str]:
    """The status of every event of a visit by the first word of its title."""
    sources = [snapshot("a.txt", plan.encode()), snapshot("b.txt", report.encode())]
    events = json.loads(reading_json(read_together(sources, Given())))["events"]
    return {e["title"].split()[0]: e["status"] for e in events if e["planned_start"]}


NEXT_DAY = "KARSUND, May 7, 2025 (Sund News) - "


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Talks", "The Regent put the kettle on for Trane, and they laughed."),
        ("Talks", "Trane gave him a compass."),
        ("Tour", "Boys on the wall at Vestby whistled as he came by."),
        ("Tour", "The walk round the Vestby ropeworks, which took half an hour, pleased him."),
        ("Tour", "It did not rain at Vestby."),
        ("Supper", "Nobody smoked at Villa Skagen."),
        ("Address", '"Nobody will sink you," he assured the net menders.'),
        ("Address", "The net menders laughed, though it would not have been funny elsewhere."),
    ],
)
def test_a_clause_that_names_who_or_where_tells_that_it_was_held(title: str, words: str) -> None:
    found = fates(NEXT_DAY + words)
    assert [t for t, status in found.items() if status == "held"] == [title]


@pytest.mark.parametrize(
    "words",
    [
        "Trane said the harbour was silting up.",
        "Trane told the Karsund Herald that it was.",
        "Trane ran for the council in 2019.",
        "Police searched Villa Skagen until the speeches.",
        "He did not go to Vestby.",
        "Nobody saw him at Villa Skagen.",
        "A tour of Vestby, which was to have been the high point, was all that he spoke of.",
        "A poster about Trane hung in the hall.",
    ],
)
def test_a_name_beside_what_is_only_said_or_not_done_tells_nothing(words: str) -> None:
    assert "held" not in fates(NEXT_DAY + words).values()


def test_what_a_report_of_the_day_leads_to_lies_ahead() -> None:
    found = fates("KARSUND, May 6, 2025 (Sund News) - Trane gave him a compass. He was to end the day at Villa Skagen.")
    assert (found["Talks"], found["Supper"]) == ("held", "future_scheduled")


def test_a_post_tells_as_it_is_done_and_without_a_verb() -> None:
    post = "Regent of Oland @regentoland\n6 May 2025, 17:10\n"
    found = fates(post + "Good morning with Ivo Trane. Then the ropes of Vestby! See you tonight at Villa Skagen.\n")
    assert found == {"Talks": "held", "Tour": "held", "Address": "unknown", "Supper": "future_scheduled"}
