"""The canonical text form reads back as what was written, for every kind and whatever the words; bad text says where."""

import contextlib
from datetime import UTC, date, datetime, timedelta
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from asrun.model.entry import Entry, FactAdded, LinkAdded, Payload
from asrun.model.fact import (
    Change,
    Claim,
    EntityMention,
    Fact,
    KeyPoint,
    Mention,
    Observation,
    Person,
    Plan,
    Role,
    Statement,
)
from asrun.model.span import Span
from asrun.model.text import TextFormError, dumps, dumps_all, loads, loads_all
from asrun.model.time import Day, DayPart, Instant, Relative, Timex, instant

ODD = [
    "-", "", " ", " a", "a ", "a  b", '"', '"a"', "\\", "a\nb", "\r\n", "\t", "\u2028", "\x85", "\x1b[31m", "\u202e", "\xa0",
    "source", "[1]", "a: b", "{", "(", "(hedged)", "a | b", "|", "#", "2019-02-28", "2019-02-28 14:05 Europe/Lisbon",
    'x@1-2 "y"', 'after "x"', "\\u2028", "30 min", "+2 h", "PT30M", "-PT2H", "P1DT2H3M4S", "P1Y", "P1DT", "PT0M", "PT05M",
    "PT", "P", "said", "the mayor said", "the mayor", "mayor of Porto", "x  of y", "mention meal", "\U0001f600",
    "très “bien”", "\udc80",
]  # fmt: skip
WORDS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ZONES = st.sampled_from(["Asia/Kathmandu", "Europe/Lisbon", "America/New_York", "UTC", "Etc/GMT+5", "Africa/Monrovia"])
DATES = st.dates(date(1900, 1, 2), date(2100, 1, 1))
CLOCKS = st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))
TWICE = datetime(2024, 10, 27, 0, 30, tzinfo=UTC)  # 01:30 in Lisbon, and so is an hour later
ROUND = st.sampled_from([TWICE, TWICE + timedelta(hours=1)]) | st.builds(
    lambda minutes: datetime(2024, 3, 9, tzinfo=UTC) + timedelta(minutes=minutes), st.integers(0, 4000)
)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: st.integers(-9, 10**9),
    bool: st.booleans(),
    NoneType: st.none(),
    datetime: CLOCKS,
    date: DATES,
    Instant: st.builds(
        Instant, ROUND | CLOCKS, ZONES, st.sampled_from(["stated", "derived"]), st.sampled_from([None, "latest"])
    ),
    Day: st.builds(Day, DATES, st.none() | ZONES | WORDS.filter(bool), st.sampled_from(["stated", "inferred"])),
    DayPart: st.builds(DayPart, DATES, st.sampled_from(["MO", "NI"]), st.none() | ZONES, st.just("stated")),
    Relative: st.builds(Relative, WORDS, st.none() | st.integers(-9999, 9999)),
    dict[str, str]: st.dictionaries(WORDS, WORDS, max_size=2),
}


@cache
def of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type, so that a field added tomorrow is tried too."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(of(get_args(hint)[0]), max_size=3).map(tuple)
    if get_args(hint):
        return st.one_of(*map(of, get_args(hint)))
    default = {f.name: st.just(f.default) for f in fields(hint) if f.default is not msgspec.NODEFAULT}
    return st.builds(hint, **{f.name: of(f.type) | default.get(f.name, st.nothing()) for f in fields(hint)})


@pytest.mark.parametrize("kind", [*get_args(Fact), *get_args(Payload), Entry], ids=lambda k: k.__name__)
def test_what_is_written_is_read_back(kind: type) -> None:
    @settings(max_examples=60, deadline=None)
    @given(of(kind))
    def check(value: Any) -> None:
        text = dumps(value)
        assert loads(text) == value
        assert text.endswith("\n")
        assert len(text.splitlines()) == text.count("\n")  # nothing else ends a line
        assert all(c.isprintable() or c.isspace() or ord(c) > 0x9F for c in text)

    check()


@settings(max_examples=40, deadline=None)
@given(st.lists(of(Fact), max_size=4))
def test_several_are_read_back(values: list[Any]) -> None:
    assert loads_all(dumps_all(values)) == values
    assert loads_all("# a remark\n\n" + dumps_all(values).replace("\n", "\r\n")) == values


@pytest.mark.parametrize("words", ODD)
def test_words_stand_whole_wherever_they_stand(words: str) -> None:
    span = Span(words, 1, 2, words)
    for value in (
        KeyPoint(span, words),
        Plan(words, "meal", (span,), place=words, participants=(words, words), says=words, duration=words),
        Change("delayed", (span,), Mention(words, "meal", (span,)), words, words, words),
        Statement(words, "direct", (span,), verb=words),
        Statement(None, "direct", (span,), verb=words),
        Person(words, "person", (EntityMention(span, "name"),), (words,), (Role(words, words), Role(words))),
        Claim(words, (span,), words),
        Timex(span, "SET", words, words),
        FactAdded(words, words, words, KeyPoint(span)),
        LinkAdded(span, words, 1, words),
    ):
        assert loads(dumps(value)) == value


def at(clock: str, day: int = 12, basis: Any = "stated") -> Instant:
    hour, minute = map(int, clock.split(":"))
    return instant(datetime(2024, 3, day, hour, minute), "Europe/Lisbon", basis)


SPAN = Span("programme.txt", 131, 159, "2:05 p.m./2:05 a.m. Signing\n")
TALKS = Mention("talks between the delegations", "meeting", (Span("pool.txt", 3, 8, "talks"),))
SHOWN: list[tuple[Any, str]] = [
    (
        Plan(
            "Signing of the pact",
            "ceremony",
            (SPAN,),
            at("14:05"),
            at("14:40"),
            place="Town Hall",
            says="Port Authority",
        ),
        "plan 2024-03-12 14:05..14:40 Europe/Lisbon  Signing of the pact\n"
        "  kind     ceremony\n"
        "  place    Town Hall\n"
        "  says     Port Authority\n"
        '  source   programme.txt@131-159 "2:05 p.m./2:05 a.m. Signing\\n"\n',
    ),
    (
        Plan("Dinner", "meal", (), at("22:30", basis="inferred"), at("00:15", 13, "derived"), duration="PT1H45M"),
        "plan 2024-03-12 22:30..2024-03-13 00:15 Europe/Lisbon (inferred) (ends derived)  Dinner\n"
        "  kind     meal\n"
        "  duration 1 h 45 min\n",
    ),
    (
        Change("delayed", (SPAN,), TALKS, delta="PT30M", certainty="hedged", after=at("12:30")),
        "change delayed +30 min (hedged)  talks between the delegations\n"
        "  about    meeting\n"
        '    source   pool.txt@3-8 "talks"\n'
        "  after    2024-03-12 12:30 Europe/Lisbon\n"
        '  source   programme.txt@131-159 "2:05 p.m./2:05 a.m. Signing\\n"\n',
    ),
    (Statement("Ana Reis", "direct", (), verb="said"), "statement direct  Ana Reis said\n"),
    (Statement("the mayor", "direct", ()), "statement direct\n  speaker  the mayor\n"),
    (Observation("started", (), at=Day(date(2024, 3, 12))), "observation started 2024-03-12\n"),
    (
        Timex(Span("a.txt", 0, 4, "2:05"), "TIME", "2024-03-12T14:05", "Europe/Lisbon", basis="inferred"),
        'time 2024-03-12T14:05 Europe/Lisbon (inferred)\n  source   a.txt@0-4 "2:05"\n',
    ),
    (Timex(Span("a b", 0, 2, "2h"), "DURATION", "PT2H"), 'duration PT2H\n  source   "a b"@0-2 "2h"\n'),
    (
        Plan(
            "Call", "call", (), Instant(TWICE + timedelta(hours=1), "Europe/Lisbon"), participants=("Ana Reis", "a|b")
        ),
        'plan 2024-10-27 01:30+00:00 Europe/Lisbon  Call\n  kind     call\n  participants Ana Reis | "a|b"\n',
    ),
]


@pytest.mark.parametrize(("value", "text"), SHOWN)
def test_it_reads_like_a_line_of_a_schedule(value: Any, text: str) -> None:
    assert dumps(value) == text
    assert loads(text) == value


@pytest.mark.parametrize(
    ("text", "line", "wanted"),
    [
        ("", 1, "a single value"),
        ("key_point\n\nkey_point", 1, "'source'"),
        ("nonsense", 1, "plan"),
        ("plan  Lunch\n", 1, "'kind'"),
        ("plan noon  Lunch\n", 1, "'plan {starts..ends}  {summary}'"),
        ("plan  Lunch\n  colour red\n", 2, "place"),
        ("plan  Lunch\n  kind meal\n  kind meal\n", 3, "once"),
        ("plan  Lunch\n  kind dinner\n", 2, "meal"),
        ("plan  Lunch\n  kind meal\n\n  place Porto\n", 4, "0 or fewer"),
        ("plan  Lunch\n   kind meal\n", 2, "2 or fewer"),
        ("plan  Lunch\n  kind meal\n    place Porto\n", 3, "less indentation"),
        ("plan  Lunch\n  kind meal\n  source here\n", 3, "programme.txt@10-14"),
        ("plan  Lunch\n  kind meal\n  starts 2024-13-12 14:05 Europe/Lisbon\n", 3, "2024-03-12 14:05 Europe/Lisbon"),
        ("plan  Lunch\n  kind meal\n  starts 2024-03-12 14:05 Europe/Nowhere\n", 3, "2024-03-12 14:05 Europe/Lisbon"),
        ("plan 0001-01-01 00:00 Asia/Tokyo  Lunch\n  kind meal\n", 1, "2024-03-12 14:05 Europe/Lisbon"),
        ("\n# x\nplan  Lunch\n  kind meal\n  place \"Porto\n", 5, "quote marks"),
        ("outcome maybe  x", 1, "'outcome {outcome}  {about.summary}'"),
        ("outcome agreement  x\n  about meal\n", 1, ""),
        ("change cancelled\n  about\n    summary x\n", 2, "'kind'"),
    ],
)  # fmt: skip
def test_other_text_says_in_which_line_and_what_would_stand_there(text: str, line: int, wanted: str) -> None:
    if not wanted:
        assert loads(text).about.summary == "x"
        return
    with pytest.raises(TextFormError, match=f"^line {line}: ") as caught:
        loads(text)
    assert caught.value.line == line
    assert wanted in str(caught.value)
    assert str(caught.value).endswith("would do")


PIECES = [
    "plan", "time", " ", "  ", "\n", "\n  ", "starts", "source", "-", '"', "\\", "2024-03-12", " 14:05", "@1-2", "about", "{",
    "|", "x", "(", "kind meal", "Lunch", "\n    ",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
@example('time {"')
@example('time x\n  slots [1]\n  source a@1-2 "x"')
@example('time x\n  source a@99999999999999999999999-2 "x"')
@example("observation other 2024-03-12 (stated")
def test_no_text_is_an_accident(text: str) -> None:
    with contextlib.suppress(TextFormError):
        assert dumps_all(loads_all(text)) is not None
