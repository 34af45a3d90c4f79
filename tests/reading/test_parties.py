"""Who takes part without a name of their own."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot

LIST = (
    "Schedule of Mayor Ida Brock\nTuesday 3 March 2026\n\n09:00 Cabinet, Town Hall\n11:00 {}\n15:00 Unveiling, Bridge\n"
)
STORY = "TURKU, 12 March 2025 (Aura Wire) - Mayor Ida Brock had a long day. {}\n"


def who(*texts: str) -> dict[str, set[str]]:
    """The names of those who take part in each event, by its title."""
    files = [snapshot(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    made = json.loads(reading_json(read_together(files, Given())))
    names = {p["id"]: p["name"] for kind in ("people", "organizations") for p in made[kind]}
    return {e["title"]: {names[p] for p in e["participants"]} for e in made["events"]}


@pytest.mark.parametrize(
    ("item", "others"),
    [
        ("Lunch with the pear growers, Castle", {"the pear growers"}),
        ("Lunch with the Harbour Board, Castle", {"Harbour Board"}),
        ("Talks with the Speaker, Castle", {"the Speaker"}),
        ("Talks with the governor of the Reserve Bank", {"the governor of the Reserve Bank"}),
        ("Tea for pensioners and nurses, Castle", {"pensioners", "nurses"}),
        ("Audience with a delegation of the Harbour Board", {"Harbour Board"}),
        ("Reception hosted by the Ferry Owners' Association", {"Ferry Owners' Association"}),
        ("Delegates tour the docks", {"delegates"}),
        ("Hearing: officials of the Harbour Board", {"officials of the Harbour Board"}),
        ("Ministers' round table, Castle", {"ministers"}),
        ("Opening of the Harbour Board annex", set()),
        ("Lunch with the press, Castle", set()),
        ("Service with communion, Castle", set()),
        ("Talks with Dr Ana Reis, head of the Harbour Board", {"Ana Reis"}),
    ],
)
def test_words_of_an_item_lead_to_who_takes_part(item: str, others: set[str]) -> None:
    found = who(LIST.format(item))
    (title,) = (t for t in found if t not in ("Cabinet", "Unveiling"))
    assert {n.lower() for n in found[title]} == {"ida brock", *(o.lower() for o in others)}


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("The briefing by Premier Tomas Lund, due at 10 a.m., began at 10:20 a.m.", {"Tomas Lund"}),
        ("The dockers' rally, due at 10 a.m., began at 10:20 a.m.", {"the dockers"}),
        ("A meeting with fishermen, planned for 10 a.m., was called off.", {"Ida Brock", "fishermen"}),
    ],
)
def test_words_of_a_story_lead_to_who_takes_part(said: str, people: set[str]) -> None:
    assert list(who(STORY.format(said)).values()) == [people]


def test_an_office_in_the_plural_is_those_who_bear_it() -> None:
    story = (
        "LOM, 12 March 2025 - Foreign Minister Ana Reis of Brazil and Foreign Minister Jon Dahl of Norway came. {}\n"
    )
    found = who(story.format("The meeting of the foreign ministers, due at 10 a.m., began at 10:20 a.m."))
    assert list(found.values()) == [{"Ana Reis", "Jon Dahl"}]


def test_an_office_of_a_state_is_who_bears_it_in_another_document() -> None:
    item = LIST.format("Talks with the President of the Republic of Togo")
    story = STORY.format("The President of Togo, Kofi Mensah, arrived at 10:50 a.m.")
    (found,) = (people for title, people in who(item, story).items() if title.startswith("Talks"))
    assert found == {"Ida Brock", "Kofi Mensah"}
