"""How reports end: who will sit down again, where and on which day; and entries that quote a list in a running report."""

import pytest
from sentences import facts

from asrun.model.fact import Mention, Plan
from asrun.model.time import day_of


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Officials of the two ports will return to the table in Riga on 9 September.", "Riga", "2024-09-09"),
        ("The two boards will sit down again in Bergen next Monday.", "Bergen", "2024-03-18"),
        ("The two teams are to reconvene in Turku on 3 April.", "Turku", "2024-04-03"),
    ],
)
def test_who_will_sit_down_again_makes_a_meeting_to_come(text: str, place: str, day: str) -> None:
    made = [f for f in (*facts(text, Plan), *facts(text, Mention)) if f.kind == "meeting"]
    assert [(m.place, str(day_of(m.starts))) for m in made if m.starts] == [(place, day)]


def test_a_list_that_an_entry_quotes_makes_the_entries_no_items() -> None:
    told = "13.31 (12.31)\nThe talks ended late.\n\n11.40 (10.40)\nLunch was brought forward.\n\n"
    told += "10.12 (09.12)\nThe talks have begun.\n\n"
    quoted = (
        "09.05 (08.05)\nGood morning. Here is the list:\n\n10.00 (09.00) Talks, ministry\n13.00 (12.00) Lunch, palace\n"
    )
    head = "Envoy in Oslo - live\n\nWednesday 12 June 2024. Oslo time first, then London's.\n\n"
    assert [p.summary.partition(",")[0] for p in facts(told + quoted, Plan, head)] == ["Talks", "Lunch"]
