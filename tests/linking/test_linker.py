"""Mentions to events: what is one, what is another, what stays open."""

from asrun.linking import known_events, link
from asrun.model.fact import Change, Plan
from asrun.pipeline.entries import memory
from told import NOW, Told, at


def programme() -> Told:
    told = Told("programme.txt", "10:00 Opening ceremony\n15:00 Closing ceremony\n12:00 Lunch\n", "schedule")
    for clock, words, kind in (
        ("10:00", "Opening ceremony", "ceremony"),
        ("15:00", "Closing ceremony", "ceremony"),
        ("12:00", "Lunch", "meal"),
    ):
        told.facts.append(Plan(words, kind, told.q(f"{clock} {words}"), starts=at(clock)))
    return told


def events_of(*told: Told) -> dict[str, str]:
    """The event of each mention, by the mention's words."""
    return {
        e.payload.mention.exact: e.payload.event
        for e in memory([t.reading() for t in told], NOW)
        if hasattr(e.payload, "mention")
    }


def test_items_of_one_schedule_are_events_of_their_own() -> None:
    assert len(set(events_of(programme()).values())) == 3


def test_a_synonym_links() -> None:
    told = Told("note.txt", "The luncheon was scrapped.")
    told.facts.append(Change("cancelled", told.q("was scrapped"), told.mention("The luncheon", "meal", definite=True)))
    found = events_of(programme(), told)
    assert found["The luncheon"] == found["12:00 Lunch"]


def test_the_word_that_differs_decides() -> None:
    told = Told("note.txt", "The closing ceremony was scrapped.")
    told.facts.append(
        Change("cancelled", told.q("was scrapped"), told.mention("The closing ceremony", "ceremony", definite=True))
    )
    found = events_of(programme(), told)
    assert found["The closing ceremony"] == found["15:00 Closing ceremony"]


def test_two_that_fit_alike_are_a_notice() -> None:
    first, told = programme(), Told("note.txt", "The ceremony was scrapped.")
    told.facts.append(
        Change("cancelled", told.q("was scrapped"), told.mention("The ceremony", "ceremony", definite=True))
    )
    made = link(told.reading(), known_events(memory([first.reading()], NOW)))
    assert [n.code for n in made.notices] == ["ambiguous-reference"]


def test_what_fits_two_days_alike_is_of_the_day_of_its_document() -> None:
    made = []
    for day in (12, 13):
        told = Told(f"plan-{day}.txt", "15:00 Press conference\n", "schedule", at("07:00", day))
        told.facts.append(Plan("Press conference", "press_conference", told.q(told.text[:-1]), at("15:00", day)))
        made.append(told)
    for day in (12, 13):
        note = Told("note.txt", "The press conference was scrapped.", "pool_report", at("16:00", day))
        about = note.mention("The press conference", "press_conference", definite=True)
        note.facts.append(Change("cancelled", note.q("was scrapped"), about))
        links = link(note.reading(), known_events(memory([t.reading() for t in made], NOW)))
        assert not links.notices
        plans = {
            e.payload.mention.doc: e.payload.event
            for e in memory([t.reading() for t in made], NOW)
            if hasattr(e.payload, "mention")
        }
        assert [x.event for x in links.links] == [plans[f"plan-{day}.txt"]]


def test_another_day_is_another_event() -> None:
    second = Told("next.txt", "12:00 Lunch\n", "schedule")
    second.facts.append(Plan("Lunch", "meal", second.q("12:00 Lunch"), starts=at("12:00", day=13)))
    assert len(set(memory_events(programme(), second))) == 4


def memory_events(*told: Told) -> list[str]:
    return [
        e.payload.event for e in memory([t.reading() for t in told], NOW) if type(e.payload).__name__ == "EventAdded"
    ]


def test_a_moved_item_of_the_next_version_is_the_same_event() -> None:
    told = Told("programme~2.txt", "13:15 Lunch\n", "schedule")
    told.facts.append(Plan("Lunch", "meal", told.q("13:15 Lunch"), starts=at("13:15")))
    found = events_of(programme(), told)
    assert found["13:15 Lunch"] == found["12:00 Lunch"]


def test_a_bare_definite_reference_founds_nothing() -> None:
    told = Told("note.txt", "The visit was scrapped.")
    told.facts.append(Change("cancelled", told.q("was scrapped"), told.mention("The visit", "visit", definite=True)))
    assert "The visit" not in events_of(told)


def test_a_bare_change_in_the_account_of_a_day_founds_its_event() -> None:
    told = Told("note.txt", "09:00 Talks. 10:00 Tour. 11:00 Speech. The lunch was scrapped.")
    for clock, words, kind in (
        ("09:00", "Talks", "meeting"),
        ("10:00", "Tour", "visit"),
        ("11:00", "Speech", "speech"),
    ):
        told.facts.append(Plan(words, kind, told.q(f"{clock} {words}"), starts=at(clock)))
    told.facts.append(Change("cancelled", told.q("was scrapped"), told.mention("The lunch", "meal", definite=True)))
    assert "The lunch" in events_of(told)
