"""As what people take part in a planned event."""

import pytest

from asrun.model.fact import Plan
from asrun.model.source import Given, Snapshot
from asrun.reading.reader import read

HEAD = "Programme of the visit\nTuesday, 12 March 2024\n\n"


def roles(item: str) -> dict[str, str]:
    text = f"{HEAD}{item}\n\n18:00 Tour, Dock 4\n19:00 Dinner, Town Hall\n"
    reading = read(Snapshot("p.txt", text.encode(), "text/plain", ""), Given(zones=("Europe/Lisbon",)))
    plan = next(f for f in reading.facts if isinstance(f, Plan))
    assert {r.name for r in plan.roles} <= set(plan.participants)
    return {r.name.rpartition(" ")[2]: r.role for r in plan.roles}


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("10:00 Talks chaired by Deputy Minister Ana Reis, Blue Room", {"Reis": "chair"}),
        ("10:00 Talks, Blue Room\n      Chair: Ana Reis", {"Reis": "chair"}),
        ("10:00 Lunch hosted by President Ana Reis and Mr Jonas Weber", {"Reis": "host", "Weber": "host"}),
        ("10:00 Forum, Hall B\n      Moderator: Ana Reis\n      Speakers: Jonas Weber, Maria Costa",
         {"Reis": "moderator", "Weber": "speaker", "Costa": "speaker"}),
        ("10:00 Forum, Hall B\n      Moderated by Ana Reis", {"Reis": "moderator"}),
        ("10:00 Forum with Ana Reis (moderator) and Jonas Weber, Hall B", {"Reis": "moderator"}),
        ("10:00 Visit to the mill, accompanied by Minister Ana Reis", {"Reis": "companion"}),
        ("10:00 Talks with Minister Jonas Weber. Interpreter: Ms Ana Reis", {"Reis": "interpreter"}),
        ("10:00 Talks chaired by Ana Reis and hosted by Jonas Weber", {"Reis": "chair", "Weber": "host"}),
        ("10:00 Dinner for Dr Jonas Weber (host: Minister Ana Reis)", {"Reis": "host"}),
        ("10:00 Meeting of Minister Ana Reis with Minister Jonas Weber", {}),
        ("10:00 Talks, Blue Room\n      Attendees: Ana Reis, Jonas Weber", {}),
        ("10:00 The chair of the board meets Ana Reis", {}),
        ("10:00 Ana Reis visits the speaker of the house", {}),
    ],
)  # fmt: skip
def test_roles_are_told_by_their_words_alone(item: str, found: dict[str, str]) -> None:
    assert roles(item) == found


def test_those_whom_a_label_names_take_part() -> None:
    text = f"{HEAD}10:00 Talks, Blue Room\n      Attendees: Ana Reis, Jonas Weber\n11:00 Tour, Dock 4\n"
    reading = read(Snapshot("p.txt", text.encode(), "text/plain", ""))
    plan = next(f for f in reading.facts if isinstance(f, Plan))
    assert set(plan.participants) == {"Ana Reis", "Jonas Weber"}
