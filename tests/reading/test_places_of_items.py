"""Places and people of the items of a programme: sent back to the item before, labelled, in columns, told over the list."""

import pytest

from asrun.model.fact import Plan
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HEAD = "PROGRAMME\nPremier Ana Lopes\nLagos, Monday 8 June 2026\n\n"


def plans(text: str) -> list[tuple[str, str | None]]:
    return [(f.summary, f.place) for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Plan)]


@pytest.mark.parametrize("again", [", same place", " (same venue)", " - ditto", ", at the same location"])
def test_an_item_is_sent_back_to_the_place_before(again: str) -> None:
    text = f"{HEAD}09:30  Talks, Town Hall\n11:00  Press conference{again}\n"
    assert plans(text) == [("Talks", "Town Hall"), ("Press conference", "Town Hall")]


def test_the_label_of_a_place_is_no_part_of_it() -> None:
    text = f"{HEAD}09:30  Talks. Location: Town Hall.\n11:00  Lunch. Venue: Castle Hotel.\n"
    assert plans(text) == [("Talks", "Town Hall"), ("Lunch", "Castle Hotel")]


def test_brackets_that_hold_a_venue_tell_where_an_item_is() -> None:
    text = f"{HEAD}09:30  Talks with a delegation led by Mayor Ben Okafor (Castle Hotel)\n11:00  Lunch\n"
    assert plans(text) == [("Talks with a delegation led by Mayor Ben Okafor", "Castle Hotel"), ("Lunch", None)]


def test_people_in_the_column_behind_are_no_part_of_a_place() -> None:
    text = (
        "Premier Ana Lopes - Monday 8 June 2026 - Lagos\n\n"
        "Time   Event                    Place          With\n"
        "09:30  Talks                    Town Hall      Mayor Ben Okafor\n"
        "11:00  Tour of the harbour      Old Quay       Captain Ben Okafor\n"
    )
    assert [place for _, place in plans(text)] == ["Town Hall", "Old Quay"]


@pytest.mark.parametrize("line", ["Venue: Concert Hall", "All events at the Concert Hall unless stated"])
def test_a_line_over_the_list_tells_where_all_items_are(line: str) -> None:
    text = f"PROGRAMME\nPremier Ana Lopes\nLagos, Monday 8 June 2026\n{line}\n\n09:30  Talks\n11:00  Tour, Old Quay\n"
    assert plans(text) == [("Talks", "Concert Hall"), ("Tour", "Old Quay")]


def test_a_host_over_the_list_takes_part_and_who_also_attends_below_an_item() -> None:
    text = (
        "Visit of President Ben Okafor to Lagos\nMonday 8 June 2026\nHost: Premier Ana Lopes\n\n"
        "09:30  Talks, Town Hall\n       Also attending: Mayor Ida Brock\n11:00  Lunch\n"
    )
    told = [f.participants for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Plan)]
    assert told == [("Ben Okafor", "Ana Lopes", "Ida Brock"), ("Ben Okafor", "Ana Lopes")]
