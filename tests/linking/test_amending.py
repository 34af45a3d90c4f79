"""Revisions that list only what changes, applied to the version before, in many wordings."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from asrun.linking.amending import amend
from asrun.model.comparison import Difference
from asrun.model.fact import Amendment, Change, Plan
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Day, Instant
from asrun.pipeline.differing import Differing, differ
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from told import at

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "deltas.toml").read_text(encoding="utf-8"))


def told(change: Difference) -> tuple[str, str, str]:
    after = change.after
    if isinstance(after, Instant):
        return change.kind, change.summary.lower(), f"{after.local:%H:%M}"
    return change.kind, change.summary.lower(), str(after) if change.kind == "relocated" else ""


@pytest.mark.parametrize("number", range(len(DATA["case"])))
def test_a_revision_changes_what_it_names_and_nothing_else(number: int) -> None:
    case = DATA["case"][number]
    texts = (DATA["base"][case["of"]], case["text"])
    made = differ([snapshot(f"{n}.txt", text.lstrip().encode()) for n, text in enumerate(texts)], Given())
    assert isinstance(made, Differing)
    found = [told(c) for c in made.comparison.changes]
    for kind, word, value in ((*w.split(" ", 2), "")[:3] for w in case["changes"]):
        hits = [f for f in found if f[0] == kind and word in f[1] and f[2] == value]
        assert hits, (kind, word, value, found)
        found.remove(hits[0])
    assert not found


def plan(summary: str, clock: str, **more: Any) -> Plan:
    span = Span("day.txt", *map(len, (summary, summary * 2)), summary)
    return Plan(summary, "other", (span,), at(clock), **more)


def amendment(words: str, was: str | None = None, **more: Any) -> Amendment:
    return Amendment("amend", (Span("rev.txt", 0, 1, words),), words, was, **more)


def test_the_old_clock_names_an_item_and_words_part_two_of_one_clock() -> None:
    plans = [plan("Talks with Norway", "14:00"), plan("Talks with Iceland", "14:00"), plan("Lunch", "13:00")]
    made = amend([amendment("iceland", "14:00", starts="15:00")], (), plans, ())
    assert [(c.kind, c.summary) for c in made.comparison.changes] == [("delayed", "Talks with Iceland")]
    assert [n.code for n in amend([amendment("talks", "14:00", starts="15:00")], (), plans, ()).comparison.notices] == [
        "revision-names-several"
    ]
    assert [n.code for n in amend([amendment("gala", starts="15:00")], (), plans, ()).comparison.notices] == [
        "revision-names-nothing"
    ]


def test_a_clock_without_its_half_of_the_day_is_that_of_the_item() -> None:
    made = amend([amendment("departure", "1:00", starts="1:10")], (), [plan("Departure", "13:00")], ())
    assert [(c.kind, c.seconds) for c in made.comparison.changes] == [("delayed", 600)]


def test_an_end_goes_with_its_start_and_clocks_without_a_zone_stay_so() -> None:
    made = amend([amendment("talks", starts="11:00")], (), [plan("Talks", "10:00", ends=at("10:30"))], ())
    assert made.plans[0].ends == at("11:30")
    assert [c.field for c in made.comparison.changes] == ["starts"]
    day = at("10:00").local.date()
    bare = Plan("Talks", "other", (Span("a", 0, 1, "x"),), Day(day, clock="10:00"))
    assert amend([amendment("talks", starts="10:45")], (), [bare], ()).plans[0].starts == Day(day, clock="10:45")


FULL = """\
REVISED
Programme of the visit, Tuesday 14 May 2024. All times Lisbon.
Issued Monday, 13 May, 6:00 p.m.

09:00 Opening, now in the garden
10:00 Talks on changes of the harbour law
11:00 Lunch
12:00 Press conference
"""
PROSE = """\
Update: the minister's day
The talks ran late, her spokeswoman said, and the lunch was moved to 2 p.m.
"The signing was cancelled," she told reporters at 11:45.
"""


@pytest.mark.parametrize("text", [FULL, PROSE, "", "REVISION 2\n", "Update\n\n10:00 Talks\n11:00 Lunch\n"])
def test_whole_schedules_and_reports_are_no_lists_of_changes(text: str) -> None:
    reading = read(snapshot("a.txt", text.encode() or b"\n"))
    assert not reading.header.partial
    assert not any(isinstance(f, Amendment) for f in reading.facts)


OLD = """\
Programme of the port, Tuesday 14 May 2024. All times Lisbon.

09:00 Tour of the dock
10:30 Talks with the union
15:30 Photo call
"""
CARRIED = {
    "update above": "UPDATED: the 10:30 talks now start at 11:00. The photo call is cancelled.\n\n" + OLD,
    "revision above": "REVISION 2\n"
    + OLD.replace("10:30", "11:00").replace("15:30 Photo call\n", "16:00 Farewell dinner\n")
    + "\nREVISION 1\n"
    + OLD,
    "earlier version": OLD.replace("10:30", "11:00") + "\nEarlier version of this programme:\n\n" + OLD,
    "mail": "From: a@port.example\nTo: b@port.example\nSubject: Update\nDate: Mon, 13 May 2024 18:00:00 +0100\n\n"
    "Change to the programme below: talks now 11:00.\n\n-----Original Message-----\nFrom: a@port.example\n\n" + OLD,
}


@pytest.mark.parametrize("name", CARRIED)
def test_an_older_text_below_is_the_version_before(name: str) -> None:
    from asrun.pipeline.asking import Question, ask_files

    file = snapshot("a.eml" if name == "mail" else "a.txt", CARRIED[name].encode())
    account, errors = ask_files([file], Given(), at("10:00").utc, Question())
    assert not errors
    talks = [e for e in account.events if "Talks" in e.summary]
    assert [(e.deviation, str(e.planned_start.value)) for e in talks if e.planned_start] == [
        ("30 min late", "2024-05-14 10:30 Europe/Lisbon")
    ]
    assert len([e for e in account.events if "Tour" in e.summary]) == 1
    kinds = {c.change.kind for c in account.changes}
    assert kinds == {"delayed"} | {"update above": {"cancelled"}, "revision above": {"added", "dropped"}}.get(
        name, set()
    )


def test_what_a_mail_only_forwards_is_its_own() -> None:
    text = "From: a@port.example\nSubject: Fwd\nDate: Mon, 13 May 2024 18:00:00 +0100\n\nFor your plans.\n\n" + (
        "-----Original Message-----\nFrom: c@port.example\n\n" + OLD
    )
    plans = [f for f in read(snapshot("a.eml", text.encode())).facts if isinstance(f, Plan)]
    assert len(plans) == 3
    assert not any(p.former for p in plans)


def test_a_report_below_a_newer_one_reports_nothing_any_more() -> None:
    text = (
        "From: pool@port.example\nSubject: Pool report 2\nDate: Tue, 14 May 2024 12:00:00 +0100\n\n"
        "The signing was moved to 4 p.m., an aide said at 11:50.\n\n"
        "On Tue, 14 May 2024 at 10:00, Pool wrote:\n> The signing was moved to 3 p.m., an aide said at 9:50.\n"
    )
    found = [f for f in read(snapshot("a.eml", text.encode())).facts if isinstance(f, Change)]
    assert len(found) == 1


def test_what_a_programme_says_of_itself_is_no_amendment() -> None:
    text = (
        "Visit of the Minister of Ports\nThursday 18 September 2025. Amended edition, circulated at 08:20.\n\n"
        "09:00 Call on the Governor, Customs House\n10:30 Tour of the slipway\n12:30 Lunch, Sail Loft\n"
    )
    facts = read(snapshot("day.txt", text.encode()), Given()).facts
    assert not any(isinstance(f, Amendment) for f in facts)
    assert [f.former for f in facts if isinstance(f, Plan)] == [False] * 3
