"""Schedules printed as tables: what each row announces, and what struck and added words say of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asrun.model.document import Document, Section, raw_range
from asrun.model.fact import Change, Plan, named_in
from asrun.model.time import DayPart, Instant, Start, Timex
from asrun.pipeline.joint import reading_json
from asrun.reading.formats import document
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from bounded import read_bounded

CASES = Path(__file__).parent / "tables"
Row = tuple[str, str | None, str | None, str | None]

PLANS: dict[str, list[Row]] = {
    "lisbon": [
        ("Welcome ceremony", "2023-05-09T09:00", None, "Belém Palace"),
        ("Talks with Prime Minister Rui Valadares", "2023-05-09T09:45", "2023-05-09T10:30", "São Bento Mansion"),
        ("Working lunch", "2023-05-09T11:30", None, "São Bento Mansion"),
        ("Reception by the mayor", "2023-05-09T15:00", None, "City Hall"),
        ("State dinner", "2023-05-09T18:30", None, "Ajuda Palace"),
    ],
    "nairobi": [
        ("Briefing on flood relief", "2024-03-04T05:30", "2024-03-04T06:15", "Harambee House"),
        ("Visit to the Dandora depot", "2024-03-04T11:00", None, "Dandora"),
        ("Reception for visiting engineers", "2024-03-04 EV", None, None),
        ("Breakfast meeting with county governors", "2024-03-05T04:00", "PT1H", "Serena Hotel"),
        ("Press conference", "2024-03-05T08:00", None, "Harambee House"),
        ("Signing of the housing charter", "2024-03-05T13:30", None, "Uhuru Park"),
    ],
    "auckland": [
        ("Citizenship ceremony", "2024-08-15T21:30", "2024-08-15T22:45", "Town Hall"),
        ("Meeting with the harbour board", "2024-08-15T23:15", "2024-08-16T00:00", "Queens Wharf"),
        ("Hospital visit", "2024-08-16T02:00", "2024-08-16T03:00", "Starship Hospital"),
        ("Concert and reception", "2024-08-16T07:00", "2024-08-16T10:00", "Aotea Centre"),
    ],
    "helsinki": [
        ("Arrival of Minister Aino Lehto", "2024-05-14T09:15", None, "Kuopio Airport"),
        ("Bilateral meeting", "2024-05-14T11:00", None, "House of the Estates"),
        ("Dinner given by Governor Eero Salmi", "2024-05-14T16:00", "2024-05-14T19:00", "Officers' Club"),
        ("Tour of the shipyard", "2024-05-15 MO", None, "Turku"),
        ("Joint press conference", "2024-05-15T08:00", "PT45M", "Media Room"),
        ("Signing ceremony", "2024-05-15T12:40", None, "House of the Estates"),
    ],
    "halifax": [
        ("Cabinet meeting", "2024-10-10T12:00", "2024-10-10T14:30", "One Government Place"),
        ("Ribbon cutting", "2024-10-10T16:15", None, "Pier 21"),
        ("Remarks to the seafood council", "2024-10-10T17:00", None, "Pier 21"),
        ("Radio interview", "2024-10-10T19:30", None, "Studio B"),
        ("Dinner with donors", "2024-10-10 EV", None, None),
    ],
    "jakarta": [
        ("Courtesy call on Governor Sri Wahyuni", "2024-09-03T01:30", "2024-09-03T02:15", "Balai Kota"),
        ("Inspection of the sea wall", "2024-09-03T03:00", "2024-09-03T04:30", "Muara Baru"),
        ("Panel on coastal housing", "2024-09-03T06:00", "2024-09-03T08:00", "Hotel Borobudur"),
        ("Private time", "2024-09-04 MO", None, None),
        ("Press briefing", "2024-09-04T07:00", "2024-09-04T07:30", "Wisma Negara"),
        ("Farewell tea with volunteers", "2024-09-04T09:00", "2024-09-04T10:00", None),
    ],
}
CHANGES: dict[str, list[tuple[str, str, str | None]]] = {
    "lisbon": [("advanced", "Working lunch", "-PT30M"), ("cancelled", "Reception by the mayor", None)],
    "nairobi": [("cancelled", "Press conference", None)],
    "auckland": [
        ("cancelled", "Meeting with the harbour board", None),
        ("added", "Hospital visit", None),
        ("delayed", "Concert and reception", "PT45M"),
    ],
    "helsinki": [
        ("advanced", "Bilateral meeting", "-PT30M"),
        ("added", "Joint press conference", None),
        ("cancelled", "Signing ceremony", None),
    ],
    "halifax": [("advanced", "Remarks to the seafood council", "-PT10M"), ("cancelled", "Radio interview", None)],
    "jakarta": [("delayed", "Panel on coastal housing", "PT45M"), ("cancelled", "Press briefing", None)],
}


def moment(when: Start | None) -> str | None:
    if isinstance(when, Instant):
        return when.utc.strftime("%Y-%m-%dT%H:%M")
    return f"{when.day} {when.part}" if isinstance(when, DayPart) else str(when) if when else None


def facts(name: str, kind: type) -> list:  # type: ignore[type-arg]
    return [
        f for f in read(snapshot(f"{name}.html", (CASES / f"{name}.html").read_bytes())).facts if isinstance(f, kind)
    ]


@pytest.mark.parametrize("name", PLANS)
def test_each_row_is_an_item_with_its_time_end_and_place(name: str) -> None:
    found = [(p.summary, moment(p.starts), moment(p.ends) or p.duration, p.place) for p in facts(name, Plan)]
    assert found == PLANS[name]


@pytest.mark.parametrize("name", CHANGES)
def test_struck_and_added_words_are_changes(name: str) -> None:
    found = [(c.kind, c.about.summary, c.delta) for c in facts(name, Change)]
    assert found == CHANGES[name]


GOLD = "data/cases/itinerary-table-newfoundland"


def test_a_real_itinerary_has_both_starts_of_what_moved_and_what_came_instead(shared: Path) -> None:
    page = (shared / GOLD / "itinerary.html").read_bytes()
    found = read(snapshot("itinerary.html", page))
    plans = [f for f in found.facts if isinstance(f, Plan)]
    changes = [f for f in found.facts if isinstance(f, Change)]
    assert [moment(p.starts) for p in plans] == [
        "2024-06-13T10:30", "2024-06-13T11:30", "2024-06-13T13:45", "2024-06-13T13:45", "2024-06-13 AF",
    ]  # fmt: skip
    assert [c.kind for c in changes] == ["delayed", "cancelled", "added"]
    assert changes[1].replaced_by
    assert changes[1].replaced_by.spans == plans[3].spans[:1]
    raw = page.decode()
    clocks = [
        raw[slice(*raw_range(found.pieces, t.span.start, t.span.end))] for t in found.facts if isinstance(t, Timex)
    ]
    assert {"8:00", "8:45&nbsp;a.m.", "9:05&nbsp;a.m. NDT", "Afternoon"} <= set(clocks)


def table(*rows: str, head: str = "Time (CET)|Item|Room") -> list:  # type: ignore[type-arg]
    lines = [f"<tr><td>{line.replace('|', '<td>')}" for line in (head, *rows)]
    page = f"<title>Programme, 5 February 2024</title><h1>Programme</h1><table>{''.join(lines)}</table>"
    return [f for f in read(snapshot("t.html", page.encode())).facts if isinstance(f, Plan | Change)]


def test_words_of_a_remark_say_what_became_of_a_row() -> None:
    found = table(
        "9:00|Talks|A|cancelled", "10:00|Lunch|B|Delayed to 10:40", "11:00|POSTPONED: Press conference|C|",
        "12:00|Signing (new)|D|",
        head="Time (CET)|Item|Room|Status",
    )  # fmt: skip
    changes = [(c.kind, c.about.summary, c.delta) for c in found if isinstance(c, Change)]
    assert changes == [
        ("cancelled", "Talks", None), ("delayed", "Lunch", "PT40M"), ("postponed", "Press conference", None),
        ("added", "Signing", None),
    ]  # fmt: skip


def test_heads_and_remarks_of_one_more_language_are_one_more_file() -> None:
    page = (
        "<html lang=es><h1>Agenda de la ministra, 4 de marzo de 2031</h1><table>"
        "<tr><th>Hora</th><th>Acto</th><th>Lugar</th><th>Estado</th></tr>"
        "<tr><td>09:30</td><td>Visita al astillero</td><td>Nave 2</td><td></td></tr>"
        "<tr><td>11:00</td><td>Almuerzo con pescadores</td><td>Sala 4</td><td>Cancelado</td></tr></table></html>"
    )
    facts = read(snapshot("a.html", page.encode())).facts
    assert [(f.summary, f.place) for f in facts if isinstance(f, Plan)] == [
        ("Visita al astillero", "Nave 2"),
        ("Almuerzo con pescadores", "Sala 4"),
    ]
    assert [f.kind for f in facts if isinstance(f, Change)] == ["cancelled"]


def test_another_room_struck_in_is_a_relocation() -> None:
    found = table("9:00|Talks|<del>Blue Room</del> <ins>Green Room</ins>", "10:00|Lunch|Garden")
    assert (found[0].place, found[1].kind, found[1].before, found[1].after) == (
        "Blue Room",
        "relocated",
        "Blue Room",
        "Green Room",
    )


def test_columns_that_disagree_are_a_notice_and_no_instant() -> None:
    page = (
        "<h1>Programme, 5 February 2024</h1><table><tr><th>Oslo<th>Item<th>London<tr><td>9:00<td>Talks<td>8:00"
        "<tr><td>10:00<td>Lunch<td>9:30</table>"
    )
    found = read(snapshot("t.html", page.encode()))
    assert [n.code for n in found.notices] == ["zone-pair-disagrees"]
    assert [t.utc is not None for t in found.facts if isinstance(t, Timex) and t.type == "TIME"] == [
        True,
        True,
        False,
        False,
    ]


def test_a_table_of_prices_is_no_schedule() -> None:
    page = "<h1>Prices</h1><table><tr><th>Dish<th>Price<tr><td>Soup<td>4.50<tr><td>Fish<td>12.30<tr><td>Tea<td>2.10</table>"
    assert not [f for f in read(snapshot("p.html", page.encode())).facts if isinstance(f, Plan)]


PARTS = [
    *"<table> <tr> <td> <th>Oslo <th>Venue <th>Item </table> <del> </del> <ins> </ins> 9:00 10:00&nbsp;a.m. &ndash;".split(),
    *"Afternoon &mdash; <h2> </h2> <p> Cancelled TBC <br>".split(), "<th>Time (CET)", "<td rowspan=2>", "<td colspan=2>",
    "12 March 2024", "Talks with Ana Prates", "(30 min.)", "Town Hall", "The lunch was cancelled. ", "2:30 a.m.",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=60))
def test_no_page_makes_the_reader_throw_and_every_fact_is_quoted(parts: list[str]) -> None:
    data = "".join(parts).encode("utf-8", "ignore")
    found = document(snapshot("a.html", data), "a.html")
    reading = read(snapshot("a.html", data))
    for fact in reading.facts:
        for span in () if isinstance(fact, Section) else (*fact.spans, *(s for m in named_in(fact) for s in m.spans)):
            assert isinstance(found, Document)
            assert found.text[span.start : span.end] == span.exact
            assert span.exact
    reading_json([reading])


@pytest.mark.parametrize(
    "page",
    [
        "".join(
            f"<h2>Day {n}</h2><table><tr><th>Time<th>Item<tr><td>9:00<td>a b<tr><td>10:00<td>c d</table>"
            for n in range(500)
        ),
        "<table><tr>" + "<td>9:00" * 2000 + "<tr>" + "<td>Talks" * 2000 + "<tr>" + "<td>9:00" * 2000,
        "<table>" + "<tr><td rowspan=99999999>9:00<td colspan=99999999>b<td>c" * 500,
        "<table><tr><th>Time<th>Item" + "<tr><td><del>9:00</del> <ins>10:00</ins><td><del>Talks</del>" * 1500,
        "<table><tr><th>Day<th>Time<th>Item<tr><td rowspan=5000>12 May 2024<td>9:00<td>x"
        + "<tr><td>10:00<td>Talks" * 1500,
    ],
    ids=["tables", "wide", "tall", "struck", "day"],
)
def test_no_table_costs_more_than_its_length(page: str, tmp_path: Path) -> None:
    read_bounded(tmp_path, {"a.html": page})
