"""The canonical text form round-trips for every kind, whatever the words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asrun.model.document import Section
from asrun.model.entry import Entry, EventAdded, FactAdded, LinkAdded
from asrun.model.fact import (
    Change,
    Claim,
    Disagreement,
    EntityMention,
    KeyPoint,
    Mention,
    Observation,
    Organization,
    Outcome,
    Person,
    Place,
    Plan,
    Role,
    Statement,
)
from asrun.model.span import Span
from asrun.model.text import TextFormError, dumps, dumps_all, loads, loads_all
from asrun.model.time import Day, DayPart, Instant, Relative, Timex, ZoneUse

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "-",
        "",
        " a",
        "a  b",
        '"',
        "a\nb",
        "\u2028",
        "\x85",
        "source",
        "[1]",
        "a: b",
        "{",
        "2019-02-28",
        'x@1-2 "y"',
        "\\u2028",
    ]
)
ZONES = st.sampled_from(["Asia/Kathmandu", "Europe/Lisbon", "America/New_York", "UTC"])
BASIS = st.sampled_from(["stated", "derived", "inferred", "bounded"])
MAYBE = WORDS | st.none()
SPANS = st.builds(Span, WORDS, st.integers(0, 9), st.integers(10, 99), WORDS)
MANY = st.lists(SPANS, min_size=1, max_size=3).map(tuple)
CLOCKS = st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1)).map(lambda d: d.replace(tzinfo=UTC))
INSTANTS = st.builds(Instant, CLOCKS, ZONES, BASIS, st.sampled_from([None, "latest", "earliest"]))
DAYS = st.builds(Day, st.dates(date(1900, 1, 1)), st.none() | ZONES, BASIS)
PARTS = st.builds(DayPart, st.dates(date(1900, 1, 1)), st.sampled_from(["MO", "EV"]), st.none() | ZONES, BASIS)
WHENS = INSTANTS | DAYS | PARTS
STARTS = WHENS | st.builds(Relative, WORDS, st.none() | st.integers(-99, 99))
NAMES = st.lists(WORDS, max_size=3).map(tuple)
MENTIONED = st.lists(st.builds(EntityMention, SPANS, st.sampled_from(["name", "pronoun"])), max_size=2).map(tuple)
ROLES = st.lists(st.builds(Role, WORDS, MAYBE), max_size=2).map(tuple)
MENTIONS = st.builds(
    Mention, WORDS, st.sampled_from(["meal", "summit"]), MANY, st.none() | STARTS, MAYBE, MAYBE, MAYBE, NAMES,
    st.sampled_from([None, "held"]), st.booleans(), MAYBE, WORDS,
)  # fmt: skip
FACTS = st.one_of(
    MENTIONS,
    st.builds(Plan, WORDS, st.just("meal"), MANY, st.none() | STARTS, st.none() | WHENS, MAYBE, MAYBE, also=MANY, says=MAYBE),
    st.builds(
        Change, st.just("delayed"), MANY, st.none() | MENTIONS, st.none() | WHENS | WORDS, st.none() | WHENS | WORDS, MAYBE,
        replaced_by=st.none() | MENTIONS, cue=st.none() | SPANS, at=st.none() | WHENS,
    ),
    st.builds(Observation, st.just("started"), MANY, st.none() | MENTIONS, st.none() | WHENS, WORDS),
    st.builds(
        Statement, MAYBE, st.just("direct"), MANY, st.just(()) | MANY, NAMES, MAYBE, MAYBE, st.none() | WHENS,
        cue=st.none() | SPANS,
    ),
    st.builds(Claim, WORDS, MANY, MAYBE, MAYBE, MAYBE, st.sampled_from("+-")),
    st.builds(Outcome, st.just("agreement"), MANY, st.none() | MENTIONS, MAYBE),
    st.builds(Person, WORDS, st.just("person"), MENTIONED, NAMES, ROLES),
    st.builds(Organization, WORDS, WORDS, MENTIONED, NAMES),
    st.builds(Place, WORDS, WORDS, MENTIONED, NAMES, MAYBE, MAYBE),
    st.builds(KeyPoint, SPANS, WORDS),
    st.builds(Disagreement, st.just("date"), MANY, WORDS),
    st.builds(Section, st.just("body"), st.integers(0, 9), st.integers(0, 9), st.none() | SPANS),
    st.builds(ZoneUse, WORDS, WORDS, st.just("home"), st.integers(1, 3), st.just(()) | MANY),
    st.builds(
        Timex, SPANS, st.just("TIME"), WORDS, MAYBE, st.none() | CLOCKS, twin=st.none() | SPANS,
        slots=st.dictionaries(WORDS, WORDS, max_size=2), alternatives=NAMES,
    ),
)  # fmt: skip
ENTRIES = st.builds(
    Entry,
    st.integers(1, 10**9),
    CLOCKS,
    st.builds(EventAdded, WORDS, MAYBE)
    | st.builds(LinkAdded, SPANS, WORDS, st.integers(0, 100), WORDS)
    | st.builds(FactAdded, WORDS, WORDS, WORDS, FACTS, st.none() | CLOCKS),
)


@settings(max_examples=400, deadline=None)
@given(FACTS | ENTRIES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert loads(dumps(value)) == value  # type: ignore[arg-type]


@given(st.lists(FACTS, max_size=4))
def test_several_are_read_back(values: list[object]) -> None:
    assert loads_all(dumps_all(values)) == values  # type: ignore[arg-type]


def test_a_plan_reads_like_a_line_of_a_schedule() -> None:
    span = Span("schedule.txt", 131, 160, "2:05 p.m./2:05 a.m. Signing")
    starts = Instant(datetime(2024, 3, 12, 14, 5, tzinfo=UTC), "Europe/Lisbon")
    plan = Plan("Signing of the pact", "ceremony", (span,), starts, place="Town Hall", says="Port Authority")
    assert dumps(plan) == (
        "plan  2024-03-12 14:05+00:00 Europe/Lisbon  Signing of the pact\n"
        "  kind      ceremony\n"
        "  place     Town Hall\n"
        "  says      Port Authority\n"
        '  source    schedule.txt@131-160 "2:05 p.m./2:05 a.m. Signing"\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "plan",
        "plan  noon  Lunch\n",
        "plan  -  Lunch\n  colour red\n",
        "plan  -  Lunch\n  source    here\n",
        "outcome  maybe  x",
    ],
)
def test_other_text_says_what_would_stand_there(text: str) -> None:
    with pytest.raises(TextFormError):
        loads(text)
