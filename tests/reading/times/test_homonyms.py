"""Places of one name: the country of the text, or the clock of the other column, tells which is meant."""

import hashlib

import pytest

from asrun.model.source import Snapshot
from asrun.model.time import Timex, ZoneUse
from asrun.reading.reader import read
from asrun.reading.times.namesakes import Namesakes


def zones(text: str) -> list[str]:
    """The zones of a text's clocks, in the order of the clocks."""
    made = read(Snapshot("a.txt", text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest()))
    return [f.zone for f in made.facts if isinstance(f, ZoneUse)]


def test_a_date_line_is_of_the_country_that_the_text_names() -> None:
    text = (
        "SAN JOSE, 5 March 2024 (Bay Wire) — Costa Rica and Peru met on Tuesday, Costa Rica's presidency said.\n\n"
        "Talks were to start at 9:00 (10:00 in Lima) and a lunch at 13:00. They started at 9:20.\n"
    )
    made = read(Snapshot("a.txt", text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest()))
    assert next(f.zone for f in made.facts if isinstance(f, Timex) and f.span.exact == "9:20") == "America/Costa_Rica"


def test_the_clocks_of_two_columns_tell_which_place_is_meant() -> None:
    text = (
        "Summit programme, Friday 28 November 2025\n\nVictoria / Colombo\n\n"
        "9.00 am / 10.30 am  Plenary\n10.45 am / 12.15 pm  Photograph\n2.15 pm / 3.45 pm  Signing\n"
    )
    assert zones(text) == ["Indian/Mahe", "Asia/Colombo"]


@pytest.mark.parametrize(
    ("name", "text"), [("London", "Canada's minister. Canada."), ("Georgetown", "The mayor spoke.")]
)
def test_a_name_keeps_its_usual_place(name: str, text: str) -> None:
    assert Namesakes(text).meant(name) is None


def test_clocks_the_other_way_round_are_read_where_only_that_fits() -> None:
    text = (
        "Envoy in Nairobi: log\nWednesday 18 June 2025. London time first, then Nairobi's.\n\n"
        "Here is the list again, Nairobi first:\n\n10.00 (08.00) Talks, ministry\n13.00 (11.00) Lunch, State House\n"
        "15.00 (13.00) Tour, harbour\n"
    )
    made = read(Snapshot("a.txt", text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest()))
    clocks = {f.span.exact: f.utc for f in made.facts if isinstance(f, Timex) and f.type == "TIME"}
    assert clocks["10.00"] == clocks["08.00"]
    assert clocks["10.00"] is not None
