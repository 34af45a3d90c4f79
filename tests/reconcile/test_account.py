"""The fold over readings told by hand."""

from datetime import timedelta

import pytest

from asrun.model.account import Account, EventAccount
from asrun.model.fact import Change, Observation, Outcome, Plan
from asrun.pipeline.entries import memory
from asrun.reconcile import reconcile
from told import NOW, Told, at


def schedule() -> Told:
    told = Told(
        "schedule.txt",
        "09:00 Bilateral talks\n11:30 Luncheon\n14:00 Signing of the fisheries pact\n16:00 Press conference\n",
        "schedule",
    )
    told.issued = at("07:00")
    for clock, words, kind in (
        ("09:00", "Bilateral talks", "meeting"),
        ("11:30", "Luncheon", "meal"),
        ("14:00", "Signing of the fisheries pact", "ceremony"),
        ("16:00", "Press conference", "press_conference"),
    ):
        told.facts.append(
            Plan(
                words,
                kind,
                told.q(f"{clock} {words}"),
                starts=at(clock),
                duration="PT35M" if kind == "ceremony" else None,
            )
        )
    return told


def report(clock: str, text: str, doc: str = "report.txt") -> Told:
    return Told(doc, text, "pool_report", at(clock))


def account(*told: Told, as_of: str | None = None) -> Account:
    return reconcile(memory([t.reading() for t in told], NOW), at(as_of).utc if as_of else None)


def event(found: Account, words: str) -> EventAccount:
    return next(e for e in found.events if words in e.summary)


def cancelled(clock: str = "13:00") -> Told:
    told = report(clock, "The signing has been called off.")
    told.facts.append(
        Change(
            "cancelled",
            told.q("The signing has been called off"),
            told.mention("The signing", "ceremony", definite=True),
        )
    )
    return told


def test_a_schedule_alone_says_no_report_yet_and_nothing_else() -> None:
    found = account(schedule())
    assert [e.state for e in found.events] == ["No report yet"] * 4
    assert not found.changes


def test_the_stated_length_gives_a_derived_end() -> None:
    signing = event(account(schedule()), "Signing")
    assert signing.planned_end is not None
    assert signing.planned_end.value == at("14:35").shifted(0, "derived")


def test_a_cancellation_keeps_the_planned_start() -> None:
    signing = event(account(schedule(), cancelled()), "Signing")
    assert (signing.plan, signing.outcome, signing.state) == ("cancelled", "not_held", "Cancelled")
    assert signing.planned_start is not None
    assert signing.planned_start.value == at("14:00")


@pytest.mark.parametrize(("as_of", "state"), [("12:59", "Planned"), ("13:00", "Cancelled")])
def test_as_of_takes_what_stood_by_then(as_of: str, state: str) -> None:
    assert event(account(schedule(), cancelled(), as_of=as_of), "Signing").state == state


def test_a_hedge_cancels_nothing() -> None:
    told = report("13:00", "The signing appears to have been cancelled.")
    about = told.mention("The signing", "ceremony", definite=True)
    told.facts.append(Change("cancelled", told.q("appears to have been cancelled"), about, certainty="hedged"))
    signing = event(account(schedule(), told), "Signing")
    assert (signing.plan, signing.outcome, signing.certainty) == ("planned", "no_report", "hedged")


def test_an_advance_by_an_amount_gives_the_new_start_and_the_words() -> None:
    told = report("12:50", "The press conference is two hours earlier.")
    about = told.mention("The press conference", "press_conference", definite=True)
    told.facts.append(Change("advanced", told.q("two hours earlier"), about, delta="-PT2H"))
    found = account(schedule(), told)
    press = event(found, "Press")
    assert press.expected_start is not None
    assert press.expected_start.value == at("14:00").shifted(0, "derived")
    assert press.deviation == "2 h earlier"
    assert found.changes[0].words == "Press conference: 2 h earlier, 16:00 → 14:00."


def test_seen_running_after_another_called_it_off_is_contested() -> None:
    told = report("14:20", "14:10 The signing is under way.", "second.txt")
    about = told.mention("The signing", "ceremony", definite=True)
    told.facts.append(Observation("in_progress", told.q("The signing is under way"), about, at=at("14:10")))
    found = account(schedule(), cancelled(), told)
    assert event(found, "Signing").outcome == "contested"
    assert [c.kind for c in found.contests] == ["outcome"]


def test_what_stands_in_the_place_of_a_plan_is_unplanned() -> None:
    told = report("15:00", "Instead of the press conference, she flew home.")
    about = told.mention("the press conference", "press_conference", definite=True)
    flight = told.mention("she flew home", "departure", held="held")
    told.facts.append(
        Change("replaced", told.q("Instead of the press conference, she flew home"), about, replaced_by=flight)
    )
    found = account(schedule(), told)
    assert event(found, "Press").outcome == "replaced"
    assert event(found, "flew").unplanned
    assert event(found, "flew").outcome == "held"


def test_a_restatement_is_one_change_with_both_places() -> None:
    told = report("13:00", "The signing was scrapped. Later: no signing, it was scrapped.")
    for words in ("The signing was scrapped", "it was scrapped"):
        about = told.mention("The signing", "ceremony", definite=True)
        told.facts.append(Change("cancelled", told.q(words), about))
    found = account(schedule(), told)
    assert len(found.changes) == 1
    assert found.changes[0].restated_in


def test_no_agreement_leads_the_highlights() -> None:
    told = report("15:00", "The talks broke up early without a deal.")
    about = told.mention("The talks", "meeting", definite=True)
    told.facts += [
        Change("ended_early", told.q("broke up early"), about),
        Outcome("no_agreement", told.q("without a deal"), about),
    ]
    found = account(schedule(), told)
    assert found.highlights[0].words == "Bilateral talks ended early, without an agreement."
    assert found.highlights[0].evidence


def test_an_answer_never_changes_after_later_entries() -> None:
    readings = [t.reading() for t in (schedule(), cancelled())]
    first, more = memory(readings[:1], NOW), memory(readings, NOW + timedelta(days=1))
    assert reconcile(first).events == reconcile(memory(readings[:1], NOW)).events
    assert [e.state for e in reconcile(more[: len(first)]).events] == [e.state for e in reconcile(first).events]
