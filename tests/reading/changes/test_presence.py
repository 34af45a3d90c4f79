"""Events of a small programme of which a report tells by their names that they came about, or of which it tells the rest."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

PROGRAMME = """Programme of the Reeve of Tolland, Monday 9 June 2025, Skarnes

09:00  Shearing demonstration, Home Farm
10:30  Blessing of the lifeboat, Slipway
12:30  Lunch with the coxswains, Lodge
15:00  Regatta prize-giving, Boat Club
"""


def statuses(report: str, programme: str = PROGRAMME) -> list[str]:
    """The statuses of the planned events in order, as one letter each."""
    head = "Skarnes Echo, 10 June 2025\n\nSKARNES - The Reeve of Tolland came to Skarnes on Monday."
    text = f"{head} {report} Rain fell later.\n"
    sources = [snapshot("a.txt", programme.encode()), snapshot("b.txt", text.encode())]
    events = json.loads(reading_json(read_together(sources, Given())))["events"]
    return [e["status"] for e in events[:4]]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "Speaking at the shearing demonstration, the Reeve said wool was cheap."),
        (1, "Forty oarsmen came to the blessing of the lifeboat."),
        (1, "After the blessing, the Reeve walked along the quay."),
        (0, "The Reeve used the demonstration to ask for a new dipping shed."),
        (3, "Rain fell throughout the prize-giving."),
        (2, "With the lunch over, the Reeve went home."),
        (1, "The blessing happened in a downpour."),
        (3, "Footage of the prize-giving shows the Reeve in oilskins."),
        (3, "So many turned up for the prize-giving that the gates were shut."),
        (1, "The Reeve went on to the blessing, where a choir sang."),
        (0, "A spokesman said the demonstration had drawn three hundred people."),
    ],
)
def test_a_name_tells_that_it_came_about(number: int, words: str) -> None:
    expected = ["unknown"] * 4
    expected[number] = "held"
    assert statuses(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Last year's blessing drew three hundred people.",
        "In Arland on Friday a similar demonstration drew three hundred people.",
        "Posters for the demonstration were still up in the square.",
        "Tickets for the prize-giving had sold out by May.",
        "Forty oarsmen had been invited to the blessing.",
        "The Reeve was to speak at the prize-giving.",
        "The Reeve had hoped to attend the blessing of the lifeboat.",
        "Police searched the slipway before the blessing of the lifeboat.",
        "If the blessing drew a crowd, nobody counted it.",
        "The prize-giving would have drawn three hundred people.",
        "There were doubts over the lunch with the coxswains.",
        "A week earlier, at a demonstration in Arland, a boy had fainted.",
        "Unions demanded that the blessing be called off.",
        "The Reeve left the meeting of the parish council.",
    ],
)
def test_what_is_of_another_time_or_only_wanted_tells_nothing(words: str) -> None:
    assert statuses(words) == ["unknown"] * 4


@pytest.mark.parametrize(
    "words",
    [
        "The rest of the programme went off as printed.",
        "Everything else kept to time.",
        "The other three items ran to schedule.",
        "Apart from that, the programme was carried out in full.",
        "Nothing else on the list was changed.",
        "Every other appointment was kept.",
    ],
)
@pytest.mark.parametrize("programme", [PROGRAMME, PROGRAMME.replace(", Skarnes", "")])
def test_the_rest_of_a_plan_is_told_of_once(words: str, programme: str) -> None:
    told = statuses(f"The blessing of the lifeboat was cancelled because of fog. {words}", programme)
    assert told == ["held", "not_held", "held", "held"]


@pytest.mark.parametrize(
    "words",
    [
        "The rest of the programme would go ahead as printed, it had been hoped.",
        "Everything else was to keep to time.",
        "It was unclear whether the rest of the programme went ahead.",
    ],
)
def test_a_rest_that_was_only_to_be_held_is_not_known(words: str) -> None:
    told = statuses(f"The blessing of the lifeboat was cancelled because of fog. {words}")
    assert told == ["unknown", "not_held", "unknown", "unknown"]
