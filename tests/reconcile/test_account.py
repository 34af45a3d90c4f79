"""The fold over readings told by hand."""

import random
from datetime import timedelta

import msgspec
import pytest

from asrun.model.account import Account, EventAccount
from asrun.model.fact import Change, Claim, Observation, Outcome, Person, Plan
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


def test_a_schedule_alone_is_planned_and_has_no_report_once_its_time_has_passed() -> None:
    found = account(schedule())
    assert [(e.state, e.ahead) for e in found.events] == [("Planned", True)] * 4
    assert not found.changes
    assert [e.state for e in account(schedule(), as_of="12:00").events] == ["No report yet"] * 2 + ["Planned"] * 2


def test_every_start_that_was_given_is_history() -> None:
    first, second = (
        report("10:00", "The press conference moved to 17:00."),
        report("11:00", "The press conference is back at 16:00.", "b"),
    )
    for told, clock in ((first, "17:00"), (second, "16:00")):
        about = told.mention("The press conference", "press_conference", definite=True)
        told.facts.append(Change("delayed", told.q(told.text), about, after=at(clock)))
    found = event(account(schedule(), first, second), "Press")
    assert [k.value for k in found.history] == [at("16:00"), at("17:00"), at("16:00")]


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


def said(clock: str, kind: str, who: str, doc: str, **fields: object) -> Told:
    """A report in which somebody tells of a change of the signing."""
    told = report(clock, f"{who} says the signing is {kind}.", doc)
    about = told.mention("the signing", "ceremony", definite=True)
    told.facts.append(Change(kind, told.q(f"the signing is {kind}"), about, reported_by=who, **fields))  # type: ignore[arg-type]
    return told


def test_the_publisher_is_believed_first_and_the_other_stays_visible() -> None:
    told = schedule()
    told.facts = [msgspec.structs.replace(f, says="Palace") for f in told.facts]
    off, on = said("12:00", "cancelled", "Palace", "a.txt"), said("13:00", "restored", "A porter", "b.txt")
    found = account(told, off, on)
    assert event(found, "Signing").state == "Cancelled"
    assert [c.kind for c in found.contests] == ["outcome"]
    assert {c.change.kind for c in found.changes} == {"cancelled", "restored"}
    last = account(told, off, said("13:00", "restored", "Palace press office", "c.txt"))
    assert event(last, "Signing").outcome == "no_report"
    assert not last.contests


def test_of_two_equal_claimants_the_last_word_counts() -> None:
    found = account(schedule(), said("12:00", "restored", "Ann", "a.txt"), said("13:00", "cancelled", "Tom", "b.txt"))
    assert event(found, "Signing").state == "Cancelled"


def test_an_unnamed_voice_does_not_move_what_a_named_one_said() -> None:
    told = said("13:00", "delayed", "an official", "b.txt", after=at("15:30"))
    told.facts.append(Person("an official", "unnamed", ()))
    named = said("12:00", "delayed", "Ann Boyle", "a.txt", after=at("14:30"))
    found = event(account(schedule(), named, told), "Signing")
    assert found.expected_start is not None
    assert found.expected_start.value == at("14:30")


def test_what_is_shortened_before_it_begins_has_not_been_held() -> None:
    told = report("10:00", "The signing is shortened to 20 minutes.")
    about = told.mention("The signing", "ceremony", definite=True)
    told.facts.append(Change("shortened", told.q("shortened to 20 minutes"), about, new_duration="PT20M"))
    assert event(account(schedule(), told), "Signing").outcome == "no_report"


def test_an_event_that_runs_late_pushes_back_the_next_one_until_it_is_told_of() -> None:
    plan = Told("schedule.txt", "09:00-10:00 Council\n10:00-10:30 Briefing\n10:30 Walk\n", "schedule", at("07:00"))
    for clock, end, words in (("09:00", "10:00", "Council"), ("10:00", "10:30", "Briefing"), ("10:30", None, "Walk")):
        line = f"{clock}-{end} {words}" if end else f"{clock} {words}"
        plan.facts.append(Plan(words, "meeting", plan.q(line), starts=at(clock), ends=at(end) if end else None))
    late = report("09:30", "The council began at 09:20.")
    about = late.mention("The council", "meeting", definite=True)
    late.facts.append(Observation("started", late.q("The council began at 09:20"), about, at=at("09:20")))
    found = account(plan, late)
    briefing, walk = event(found, "Briefing"), event(found, "Walk")
    assert briefing.expected_start is not None
    assert briefing.expected_start.value == at("10:20").shifted(0, "inferred")
    assert briefing.deviation == "20 min late"
    assert any("inferred" in n for n in briefing.notes)
    assert walk.expected_start is not None
    assert walk.expected_start.value == at("10:50").shifted(0, "inferred")
    assert briefing.planned_start is not None
    assert briefing.planned_start.value == at("10:00")
    seen = report("10:05", "The briefing began at 10:02.", "second.txt")
    about = seen.mention("The briefing", "meeting", definite=True)
    seen.facts.append(Observation("started", seen.q("The briefing began at 10:02"), about, at=at("10:02")))
    assert event(account(plan, late, seen), "Walk").expected_start is None


def test_a_denial_beside_a_report_is_contested() -> None:
    seen = report("14:20", "The signing began at 14:05.")
    about = seen.mention("The signing", "ceremony", definite=True)
    seen.facts.append(Observation("started", seen.q("The signing began at 14:05"), about, at=at("14:05")))
    denial = report("18:00", "The ministry says that no signing took place.", "denial.txt")
    mention = denial.mention("signing", "ceremony", definite=True)
    words = denial.q("no signing took place")
    denial.facts += [Claim("took_place", words, "The ministry", polarity="-"), mention]
    found = account(schedule(), seen, denial)
    assert event(found, "Signing").state == "Contested"
    assert [c.kind for c in found.contests] == ["outcome"]


def test_the_account_does_not_hang_on_the_order_in_which_entries_are_handed_in() -> None:
    entries = memory([t.reading() for t in (schedule(), cancelled(), said("15:00", "restored", "Ann", "c.txt"))], NOW)
    whole = reconcile(entries)
    for seed in range(5):
        shuffled = entries.copy()
        random.Random(seed).shuffle(shuffled)
        assert reconcile(shuffled) == whole
