"""Schedules printed as tables: what each row announces, and what struck and added words say of it."""

from pathlib import Path

import pytest

from asrun.model.fact import Change, Plan
from asrun.model.time import DayPart, Instant, Start
from asrun.reading.reader import read
from asrun.sources.file import snapshot

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
