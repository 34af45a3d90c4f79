"""What was seen at a clock, put on the planned event that its clause is about."""

from asrun.model.fact import Observation
from asrun.model.source import Given
from asrun.pipeline import read_together
from asrun.pipeline.entries import memory
from asrun.sources.file import snapshot
from told import NOW

PLAN = (
    "Programme of the Governor, Friday 5 June 2026, Lisbon\n\n09:30 Meeting of the Governor with the vintners\n"
    '11:30 Vintage tram to Belem\n15:00 Lecture, "Rivers and Ports", City Library\n'
    "20:40 Governor Ana Reis departs Lisbon for Porto\n"
)


def seen_at(note: str) -> dict[str, str]:
    """The words of the planned item that each thing seen is about, by its words."""
    files = [snapshot("plan.txt", PLAN.encode()), snapshot("note.txt", note.encode())]
    readings = read_together(files, Given())
    links = {e.payload.mention: e.payload.event for e in memory(readings, NOW) if hasattr(e.payload, "mention")}
    plan = {event: span.exact for span, event in links.items() if span.doc == "plan.txt"}
    seen = [f for f in readings[1].facts if isinstance(f, Observation) and f.about]
    return {o.spans[0].exact: plan.get(links.get(o.about.spans[0], ""), "") for o in seen if o.about}


def about(sentence: str) -> str:
    """The planned item that the one thing seen in a sentence of the day's note is about."""
    found = seen_at(f"Harbour Post, Friday 5 June 2026\n\nLISBON – {sentence}\n")
    assert len(found) == 1
    return next(iter(found.values()))


def test_a_movement_is_the_item_whose_noun_its_clause_holds() -> None:
    assert "tram" in about("The tram to Belem rolled away at 11:35.")
    assert "departs" not in about("A car left the library at 12:20.")


def test_wheels_are_up_at_the_departure_planned_nearest() -> None:
    assert "departs" in about("Wheels up was at 20:55.")


def test_a_noun_that_names_only_the_sort_is_the_one_planned() -> None:
    assert "vintners" in about("The meeting began at 9:40.")


def test_what_is_announced_hours_before_is_still_the_planned_one() -> None:
    found = seen_at(
        "Harbour Post, Friday 5 June 2026\n\nLISBON – At 9:10 the spokeswoman said the lecture was cancelled.\n"
    )
    assert found
    assert all("Lecture" in words for words in found.values())


def test_a_scene_at_the_clock_of_an_item_is_of_that_item() -> None:
    note = "The meeting began at 9:40. At 3 p.m. the chairs stood empty and nobody came."
    found = seen_at(f"Harbour Post, Friday 5 June 2026\n\nLISBON – {note}\n")
    assert [words.split('"')[0] for words in found.values()][1].strip() == "15:00 Lecture,"


def test_what_ends_before_the_item_told_last_was_due_is_the_one_before_it() -> None:
    note = "The lecture was put back to 16:00. They came out at 11:10."
    found = seen_at(f"Harbour Post, Friday 5 June 2026\n\nLISBON – {note}\n")
    assert "vintners" in found["They came out at 11:10"]


def test_the_only_departure_may_leave_hours_early() -> None:
    assert "departs" in about("Ms Reis's aircraft took off at 14:20, hours before its time.")
    assert "departs" not in about("A bus left the library at 14:20.")


def test_what_ended_may_have_begun_hours_before() -> None:
    assert "tram" in about("The trams were done by 14:20.")
