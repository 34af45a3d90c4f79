"""Ends that nobody stated and that the list of a day implies."""

from collections.abc import Sequence

import pytest

from asrun.model.account import Account
from asrun.model.fact import EventKind, Plan
from asrun.model.source import Given
from asrun.model.time import Instant
from asrun.pipeline.entries import memory
from asrun.pipeline.joint import joint_account
from asrun.pipeline.reading import read_together
from asrun.publish import publish
from asrun.reconcile import reconcile
from asrun.sources.file import snapshot
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


MOVES = """Programme of the Reeve, Monday 9 June 2025, Lisbon

08:30  Reeve departs for Sintra
09:30  Bridge opening, Sintra
12:00  Reeve departs for Mafra
13:00  Lunch, Mafra
"""


def moves(report: str) -> Account:
    """The account of a day with two moves and a report of it."""
    head = "Sintra Echo, 10 June 2025\n\nSINTRA - The Reeve was in Sintra on Monday. "
    sources = [snapshot("plan.txt", MOVES.encode()), snapshot("post.txt", f"{head}{report}\n".encode())]
    return joint_account(read_together(sources, Given()))


def test_a_move_that_leads_to_what_was_held_is_told_apart_with_the_words_that_it_follows_from() -> None:
    found = moves("The bridge opening began at 9.40 a.m. in Sintra.")
    leave, opening, other, _ = found.events
    assert (opening.state, opening.implied_outcome) == ("Held", None)
    assert (leave.outcome, leave.state) == ("held", "Held, implied")
    assert leave.implied_outcome is not None
    assert leave.implied_outcome.value == opening.id
    assert leave.implied_outcome.evidence
    assert all("began at 9.40 a.m." in s.exact for s in leave.implied_outcome.evidence)
    assert (other.outcome, other.implied_outcome) == ("no_report", None)


def test_a_page_says_what_an_implied_outcome_follows_from() -> None:
    told = publish(moves("The bridge opening began at 9.40 a.m. in Sintra."), "text")
    line = next(row for row in told.decode().split("\n\n") if "Held, implied" in row)
    assert "it follows from Bridge opening" in " ".join(line.split())
