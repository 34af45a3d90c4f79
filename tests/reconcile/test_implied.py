"""Ends that nobody stated and that the list of a day implies."""

from collections.abc import Sequence

import pytest

from asrun.model.account import Account
from asrun.model.fact import EventKind, Plan
from asrun.model.time import Instant
from asrun.pipeline.entries import memory
from asrun.reconcile import reconcile
from told import NOW, Told, at


def programme(*items: tuple[str, str, EventKind], kind: str = "schedule", **fields: dict[str, object]) -> Account:
    """The account of a list of "clock-end", words and kind; `fields` are more of each item's, by its words."""
    lines = [f"{clocks} {words}" for clocks, words, _ in items]
    told = Told("list.txt", "\n".join(lines), kind)  # type: ignore[arg-type]
    for line, (clocks, words, of) in zip(lines, items, strict=True):
        start, _, end = clocks.partition("-")
        more = fields.get(words.split()[0].lower(), {})
        told.facts.append(Plan(words, of, told.q(line), at(start), at(end) if end else None, **more))  # type: ignore[arg-type]
    return reconcile(memory([told.reading()], NOW))


def ends(found: Account) -> list[str]:
    """The implied ends in the order of the day, with how they are known."""
    known = [e.implied_end.value if e.implied_end else None for e in found.events]
    return [f"{v.local:%H:%M} {v.basis} {v.bound}" if isinstance(v, Instant) else "-" for v in known]


TALKS, LUNCH, SIGNING = ("09:00", "Talks", "meeting"), ("12:00", "Lunch", "meal"), ("14:05", "Signing", "ceremony")


def test_an_item_is_over_at_the_latest_when_the_next_one_begins() -> None:
    found = programme(TALKS, LUNCH, SIGNING)
    assert ends(found) == ["12:00 bounded latest", "14:05 bounded latest", "-"]
    assert [e.planned_end for e in found.events] == [None] * 3
    assert found.events[0].implied_end is not None
    assert [s.exact for s in found.events[0].implied_end.evidence] == ["12:00 Lunch"]


def test_a_stated_end_or_length_stands_alone() -> None:
    found = programme(("09:00-10:00", "Talks", "meeting"), LUNCH, SIGNING, lunch={"duration": "PT1H"})
    assert ends(found) == ["-", "-", "-"]


def test_a_departure_ends_when_its_arrival_follows_at_once() -> None:
    legs: Sequence[tuple[str, str, EventKind]] = (("08:00", "Leave", "departure"), ("08:25", "Arrive", "arrival"))
    assert ends(programme(*legs, LUNCH)) == ["08:25 derived None", "-", "-"]
    assert ends(programme(legs[0], ("08:10", "Call", "call"), legs[1])) == [
        "08:10 bounded latest",
        "08:25 bounded latest",
        "-",
    ]
    elsewhere = programme(*legs, leave={"destination": "Porto"}, arrive={"destination": "Faro"})
    assert ends(elsewhere) == ["08:25 bounded latest", "-"]


@pytest.mark.parametrize(
    "items",
    [
        (TALKS, ("09:00", "Second court", "other"), LUNCH),
        (SIGNING, TALKS, LUNCH),
        (("09:00-13:00", "Talks", "meeting"), LUNCH, SIGNING),
    ],
)
def test_items_beside_each_other_imply_nothing(items: Sequence[tuple[str, str, EventKind]]) -> None:
    assert set(ends(programme(*items))) == {"-"}


def test_the_items_of_two_persons_imply_nothing_of_each_other() -> None:
    found = programme(TALKS, LUNCH, talks={"participants": ("Ana Reis",)}, lunch={"participants": ("Jonas Weber",)})
    assert ends(found) == ["-", "-"]


def test_a_tentative_start_limits_nothing() -> None:
    assert ends(programme(TALKS, LUNCH, SIGNING, lunch={"tentative": True})) == ["-", "14:05 bounded latest", "-"]


def test_only_a_schedule_implies_ends() -> None:
    assert set(ends(programme(TALKS, LUNCH, SIGNING, kind="news_article"))) == {"-"}


def test_an_implied_end_makes_no_notice_change_or_deviation() -> None:
    found = programme(TALKS, LUNCH, SIGNING)
    assert (found.changes, found.deviations, found.notices) == ((), (), ())
