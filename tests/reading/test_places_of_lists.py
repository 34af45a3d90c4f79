"""Where the items of a list are, as the whole list tells it: its marks, the lines over it, labels, the cells of a page."""

import pytest

from asrun.model.fact import Place, Plan
from asrun.reading.reader import read
from asrun.sources.file import snapshot

HEAD = "Programme of Premier Ana Lopes\nTuesday 9 June 2026\n\n"


def plans(text: str, name: str = "a.txt") -> list[tuple[str, str | None]]:
    return [(f.summary, f.place) for f in read(snapshot(name, text.encode())).facts if isinstance(f, Plan)]


@pytest.mark.parametrize("mark", [", ", " – ", " @ ", " / ", "; "])
def test_a_place_in_plain_words_stands_where_those_of_the_list_do(mark: str) -> None:
    text = f"{HEAD}09:30  Talks{mark}Town Hall\n11:00  Lunch{mark}Castle Hotel\n13:00  Press conference{mark}Kasuli\n"
    assert [place for _, place in plans(text)] == ["Town Hall", "Castle Hotel", "Kasuli"]


@pytest.mark.parametrize("mark", [": ", " – "])
def test_places_stand_before_their_titles(mark: str) -> None:
    text = f"{HEAD}09:30  Town Hall{mark}Talks\n11:00  Kasuli{mark}Lunch\n13:00  Palais Anlo{mark}Press conference\n"
    assert plans(text) == [("Talks", "Town Hall"), ("Lunch", "Kasuli"), ("Press conference", "Palais Anlo")]


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ("Talks with the mayor, town hall", "town hall"),
        ("Hearing, the district court", "district court"),
        ("Lunch (state library)", "state library"),
        ("Lunch [Castle Hotel]", "Castle Hotel"),
        ("Wreath-laying at Kite Hospital, Lyon", "Kite Hospital, Lyon"),
        ("Harbour cruise, from Old Quay", "Old Quay"),
        ("In conversation: Ida Brock, St James Cavalier", "St James Cavalier"),
        ("Talks at the ambassador’s residence", "ambassador’s residence"),
        ("Talks with the mayor, Ambassador's residence", "Ambassador's residence"),
        ("Talks, Town Hall – closed to media", "Town Hall"),
        ("Talks / Town Hall / open to press", "Town Hall"),
        ("(Town Hall) Talks", "Town Hall"),
        ("Leaves the consul’s villa en route to the Old Palace", "consul’s villa"),
        ("Arrive Faro Airport from Oslo (NZ 3970)", "Faro Airport"),
        ("Call by Mr. Anders Lie, Nordic Development Bank", None),
        ("Walkabout with the growers, starting from Burn Drive", None),
        ("Meeting with the unions, industry and university", None),
        ("Visit to the mill, dam and port", None),
    ],
)
def test_a_place_in_small_letters_or_behind_a_small_word(item: str, place: str | None) -> None:
    told = plans(f"{HEAD}09:30  {item}\n11:00  Press conference\n")[0][1]
    assert told == place


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday 9 June 2026, Sava Hall",
        "Tuesday 9 June 2026 – Sava Hall",
        "Tuesday 9 June 2026 (Sava Hall)",
        "Tuesday 9 June 2026\nThe forum takes place in the Sava Hall.",
        "Tuesday 9 June 2026\nWhere: Sava Hall",
    ],
)
def test_the_lines_over_a_list_tell_where_its_items_are(line: str) -> None:
    text = f"Programme of the Ports Forum\n{line}\n\n10:00  Opening session\n13:00  Lunch, Castle Hotel\n"
    assert [place for _, place in plans(text)] == ["Sava Hall", "Castle Hotel"]


@pytest.mark.parametrize(
    "line",
    [
        "Accreditation at Gate 3, Sava Hall",
        "Issued by the Press Office, Castle Street",
        "Harbour Gazette",
        "Lopes Provincial Information Office",
    ],
)
def test_who_issues_a_list_and_where_badges_are_had_is_not_where_its_items_are(line: str) -> None:
    text = f"Programme of the Ports Forum\nTuesday 9 June 2026\n{line}\n\n10:00  Opening session\n13:00  Lunch\n"
    assert [place for _, place in plans(text)] == [None, None]


def test_the_heading_of_a_day_tells_where_its_items_are() -> None:
    text = (
        "Programme of the Ports Forum\n\nTuesday 9 June 2026 – Sava Hall\n10:00  Opening session\n\n"
        "Wednesday 10 June 2026 – Villa Verde\n09:00  Field reports\n"
    )
    assert [place for _, place in plans(text)] == ["Sava Hall", "Villa Verde"]


def test_a_column_or_a_line_of_places_stands_before_the_titles() -> None:
    column = f"{HEAD}• 09:30 | Town Hall | Talks\n• 11:00 | Castle Hotel | Lunch\n"
    under = f"{HEAD}09:30\nTown Hall\nTalks\n\n11:00\nCastle Hotel\nLunch\n"
    assert plans(column) == plans(under) == [("Talks", "Town Hall"), ("Lunch", "Castle Hotel")]


def test_labels_in_any_order_part_the_items() -> None:
    first = f"{HEAD}Time: 09:30\nEvent: Talks\nPlace: Town Hall\n\nTime: 11:00\nEvent: Lunch\nPlace: Kasuli\n"
    second = f"{HEAD}WHAT: Talks\nWHEN: 09:30\nWHERE: Town Hall\n\nWHAT: Lunch\nWHEN: 11:00\nWHERE: Kasuli\n"
    assert plans(first) == plans(second) == [("Talks", "Town Hall"), ("Lunch", "Kasuli")]


def test_the_second_line_of_a_cell_tells_the_place() -> None:
    rows = "".join(
        f"<tr><td>{clock}</td><td><b>{what}</b><br>{where}</td></tr>"
        for clock, what, where in (("09:30", "Talks", "Town Hall"), ("11:00", "Lunch", "Castle Hotel"))
    )
    text = f"<html><body><h1>Programme</h1><p>Tuesday 9 June 2026</p><table>{rows}</table></body></html>"
    assert plans(text, "a.html") == [("Talks", "Town Hall"), ("Lunch", "Castle Hotel")]


def test_the_line_over_a_table_tells_where_its_rows_are() -> None:
    rows = "<tr><td>10:00</td><td>Opening session</td></tr><tr><td>13:00</td><td>Closing session</td></tr>"
    text = f"<html><body><h1>Ports Forum</h1><p>Tuesday 9 June 2026, Villa Verde Hall</p><table>{rows}</table></body></html>"
    facts = read(snapshot("a.html", text.encode())).facts
    assert {f.place for f in facts if isinstance(f, Plan)} == {"Villa Verde Hall"}
    assert [f.name for f in facts if isinstance(f, Place)] == ["Villa Verde Hall"]


def test_who_may_come_behind_a_place_in_brackets_is_no_part_of_it() -> None:
    text = f"{HEAD}9:30 AM  Talks\nPlaza Verde (open press)\n\n11:00 AM  Lunch\nVilla Rossa (pool at the top)\n"
    assert plans(text) == [("Talks", "Plaza Verde"), ("Lunch", "Villa Rossa")]
