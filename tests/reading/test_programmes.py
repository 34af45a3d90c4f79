"""Schedules in the layouts that offices print: what each item announces, against what a reader saw."""

from collections import Counter
from pathlib import Path

import pytest

from asrun.model.fact import Change, Plan
from asrun.model.source import Given, Snapshot
from asrun.model.time import Instant
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from programmes import score, shares

FOLDER = Path(__file__).parent / "programmes"
BARS = {
    "development": {
        "item F1": 0.97,
        "end": 0.95,
        "title": 0.95,
        "place": 0.95,
        "way": 0.9,
        "people": 0.85,
        "press": 0.95,
    },
    "third": {"item F1": 0.97, "end": 0.95, "title": 0.95, "place": 0.95, "people": 0.9, "press": 0.9},
    "fourth": {
        "item F1": 0.97,
        "end": 0.95,
        "title": 0.95,
        "place": 0.95,
        "people": 0.95,
        "roles": 0.95,
        "press": 0.95,
        "tentative": 0.95,
    },
    "fifth": {"item F1": 0.97, "end": 0.95, "title": 0.75, "place": 0.55, "people": 0.75, "press": 0.95},
    "sixth": {"item F1": 0.97, "end": 0.95, "title": 0.95, "place": 0.95, "people": 0.85, "roles": 0.95, "press": 0.95},
    "second": {"item F1": 0.97, "end": 0.95, "title": 0.9, "place": 0.9},
}


@pytest.mark.parametrize("kind", BARS)
def test_items_are_read_as_a_reader_sees_them(kind: str) -> None:
    told: list[str] = []
    found: Counter[str] = Counter()
    for path in sorted(p for p in (FOLDER / kind).iterdir() if p.suffix != ".items"):
        found += score(path, told)
    assert found["items"] > 15
    figures = shares(found)
    assert all(figures[name] >= bar for name, bar in BARS[kind].items()), (figures, told)


def plans(text: str) -> list[Plan]:
    reading = read(Snapshot("p.txt", text.encode(), "text/plain", ""), Given(zones=("Europe/Lisbon",)))
    return [f for f in reading.facts if isinstance(f, Plan)]


HEAD = "Programme of the visit\nTuesday, 12 March 2024\n\n"


@pytest.mark.parametrize(
    ("line", "press"),
    [
        ("10:00 Talks, Blue Room [closed]", "closed"),
        ("10:00 Talks, Blue Room. Open press.", "open"),
        ("10:00 Talks (pool spray at the top), Blue Room", "pooled"),
        ("10:00 Talks, Blue Room\n      Stills only", "stills"),
        ("10:00 Talks, Blue Room", None),
    ],
)
def test_who_of_the_press_may_come_is_a_field_with_its_words(line: str, press: str | None) -> None:
    plan = plans(f"{HEAD}{line}\n11:00 Lunch, Garden\n12:00 Tour, Dock 4\n")[0]
    assert (plan.press, plan.place) == (press, "Blue Room")
    assert bool(press) == any(p.field == "press" for p in plan.parts)


def test_the_words_of_each_field_stand_in_the_text() -> None:
    for path in sorted((FOLDER / "development").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for plan in plans(text):
            for part in plan.parts:
                assert text[part.span.start : part.span.end] == part.span.exact


@pytest.mark.parametrize(
    ("line", "kind", "delta"),
    [
        ("10:00 CANCELLED: Talks", "cancelled", None),
        ("10:00 Talks - postponed", "postponed", None),
        ("10:00 Talks (MOVED TO 10:30)", "delayed", "PT30M"),
        ("10:00 Talks (was 10:30)", "advanced", "-PT30M"),
        ("NEW 10:00 Talks", "added", None),
    ],
)
def test_words_of_an_item_say_what_became_of_it(line: str, kind: str, delta: str | None) -> None:
    text = f"{HEAD}{line}\n11:00 Lunch, Garden\n12:00 Tour, Dock 4\n"
    reading = read(Snapshot("p.txt", text.encode(), "text/plain", ""), Given(zones=("Europe/Lisbon",)))
    changes = [f for f in reading.facts if isinstance(f, Change)]
    assert [(c.kind, c.delta, c.about and c.about.summary) for c in changes] == [(kind, delta, "Talks")]


def test_a_time_to_gather_after_the_event_is_a_notice() -> None:
    text = (
        f"{HEAD}10:45 Talks\n  Blue Room\n  Open press (final gather 22:25)\n11:00 Lunch, Garden\n12:00 Tour, Dock 4\n"
    )
    reading = read(Snapshot("p.txt", text.encode(), "text/plain", ""), Given(zones=("Europe/Lisbon",)))
    assert "gather-after-start" in {n.code for n in reading.notices}
    assert len([f for f in reading.facts if isinstance(f, Plan)]) == 3


@pytest.mark.parametrize(
    "line", ["10:00 (", "10:00 " + ", A" * 200, "| 10:00 " * 40, "EDT", "When: 10:00", "[10:00 Local]", "-", "A: "]
)
def test_hostile_programmes_are_read_in_time(line: str) -> None:
    for text in (HEAD + (line + "\n") * 1500, (line + "\n10:00 a\n") * 700):
        plans(text)


def test_labels_that_any_programme_has_make_no_list_of_changes() -> None:
    text = f"{HEAD}09:15 Call on the mayor\n  Venue: Town Hall\n11:30 Press conference\n  Venue: Media Centre\n"
    assert [p.place for p in plans(text)] == ["Town Hall", "Media Centre"]


def test_a_zone_beside_a_day_is_that_days_alone() -> None:
    text = "Itinerary, 20-21 May 2025\n\nTuesday 20 May\n06:50  Depart Zagreb\n08:25  Arrive Frankfurt\n\n"
    text += "Wednesday 21 May (Singapore time)\n08:00  Breakfast\n10:00  Talks, Treasury Building\n"
    reading = read(Snapshot("p.txt", text.encode(), "text/plain", ""))
    starts = [str(f.starts) for f in reading.facts if isinstance(f, Plan)]
    assert [s.rpartition(" ")[2] for s in starts] == ["Europe/Zagreb", "Europe/Berlin", *["Asia/Singapore"] * 2]


def test_a_paragraph_before_a_labelled_clock_is_of_its_item() -> None:
    text = f"{HEAD}OLDMERE\nRally with Ana Reis\nDoors open: 8:30 am\nProgram begins: 9:00 am\nProgram ends: 10:15 am\n"
    text += (
        "Union Hall, 12 Oak St.\n\nFAIRHAVEN\nTown hall\nDoors open: 1 pm\nProgram begins: 2:00 pm\nHigh School gym\n"
    )
    first, second = plans(text)
    assert (first.summary, first.place, second.summary) == (
        "Rally with Ana Reis",
        "Union Hall, 12 Oak St",
        "Town hall",
    )
    assert [str(m)[11:16] for m in (first.starts, first.ends, second.starts)] == ["09:00", "10:15", "14:00"]
    assert [p.span.exact for p in first.parts if p.field == "note"] == ["Doors open: 8:30 am"]


def test_brackets_behind_most_titles_hold_their_places() -> None:
    items = "09:00 Bureau (Blue Room)\n10:00 Lunch (tbc)\n11:00 Gala (Palace)\n12:00 Tour of the mill (Oldmere)\n"
    assert [p.place for p in plans(HEAD + items)] == ["Blue Room", None, "Palace", "Oldmere"]
    assert [p.place for p in plans(f"{HEAD}09:00 Bureau (Part II)\n10:00 Lunch\n11:00 Gala\n")] == [None] * 3


def test_the_line_that_items_stand_under_tells_who_takes_part() -> None:
    head = "The Queen, accompanied by Princess Adele"
    found = plans(f"{HEAD}{head}\n09:00 Opens the fair, Harbour House\n10:00 Lunch, Town Hall\n")
    assert [(r.name, r.role) for p in found for r in p.roles] == [("Adele", "companion")] * 2
    assert all(head in [q.span.exact for q in p.parts if q.field == "participants"] for p in found)


WEEK = "<p>{line} Lisbon time.</p><table><tr><th>{one}</th><th>{two}</th></tr>{rows}</table>"
ROWS = "<tr><td>9:00 Talks, Blue Room</td><td>10:30-12:00 Hearing, Town Hall</td></tr><tr><td>11:00 Tour</td><td></td></tr>"


@pytest.mark.parametrize(
    ("line", "one", "two"),
    [
        ("14-18 April 2025.", "Mon 14", "Tue 15"),
        ("Week of 14 April 2025.", "Monday", "Tuesday"),
        ("Programme.", "Monday 14 April 2025", "Tuesday 15 April 2025"),
    ],
)
def test_columns_that_are_days_hold_the_items_of_these_days(line: str, one: str, two: str) -> None:
    page = WEEK.format(line=line, one=one, two=two, rows=ROWS)
    reading = read(Snapshot("w.html", page.encode(), "text/html", ""))
    found = [(str(f.starts)[:16], f.summary, f.place) for f in reading.facts if isinstance(f, Plan)]
    assert sorted(found) == [
        ("2025-04-14 09:00", "Talks", "Blue Room"),
        ("2025-04-14 11:00", "Tour", None),
        ("2025-04-15 10:30", "Hearing", "Town Hall"),
    ]


def test_a_weekday_that_its_number_contradicts_gives_no_day() -> None:
    page = WEEK.format(line="14-18 April 2025.", one="Tue 14", two="Wed 15", rows=ROWS)
    reading = read(Snapshot("w.html", page.encode(), "text/html", ""))
    assert [f.starts for f in reading.facts if isinstance(f, Plan)] == [None] * 3


@pytest.mark.parametrize(
    ("line", "start", "end", "summary", "tentative"),
    [
        ("between 15:00 and 15:20 Photo call, Steps", "15:00", "15:20", "Photo call", False),
        ("18:30 for 19:00 Dinner, Town Hall", "18:30", None, "Dinner", False),
        ("20:00 sharp Concert, Opera House", "20:00", None, "Concert", False),
        ("HOLD 12:00 Lunch, Mansion", "12:00", None, "HOLD Lunch", True),
    ],
)
def test_what_stands_around_the_clock_is_no_title(
    line: str, start: str, end: str | None, summary: str, tentative: bool
) -> None:
    plan = plans(f"{HEAD}09:00 Talks, Blue Room\n{line}\n23:00 Tour, Dock 4\n")[1]
    got = [str(m)[11:16] if m else None for m in (plan.starts, plan.ends)]
    assert (got, plan.summary, plan.tentative) == ([start, end], summary, tentative)


def test_wheels_up_and_down_name_where() -> None:
    up, down = plans(f"{HEAD}22:15 Wheels up, Oldmere Airfield\n23:30 Wheels down and greeting, Porto Airport\n")
    assert (up.kind, up.origin, down.kind, down.destination) == (
        "departure",
        "Oldmere Airfield",
        "arrival",
        "Porto Airport",
    )


SCANNED = (
    "SCHEDULE FOR MAYOR ANA REIS\nTuesday, 12 March 2024\n\n8:30 am DAILY STAFF MEETING\n8:45 am Secretary's Office\n\n"
)
SCANNED += "9:00 am MEETING w/Jonas Weber\n9:30 am Blue Room\n\n10:00 am DEPART City Hall *En route Harbour House\n"
SCANNED += "10:20 am ARRIVE Harbour House\n"


def test_each_field_of_a_scanned_list_has_its_words() -> None:
    reading = read(Snapshot("s.txt", SCANNED.encode(), "text/plain", ""), Given(zones=("Europe/Lisbon",)))
    found = [{p.field: p.span.exact for p in f.parts} for f in reading.facts if isinstance(f, Plan)]
    assert found[0] == {"starts": "8:30 am", "ends": "8:45 am", "place": "Secretary's Office"}
    assert found[1]["participants"] == "Jonas Weber"
    assert found[2]["destination"] == "Harbour House"
    assert all(SCANNED.count(words) for parts in found for words in parts.values())


def test_a_struck_item_of_a_list_is_cancelled_and_an_underlined_one_is_as_planned() -> None:
    items = "<li>10:00 Talks, Blue Room</li><li><del>11:00 Tour, Dock 4</del></li><li><u>12:00 Lunch, Garden</u></li>"
    page = f"<p>Programme of the visit, 12 March 2024. Lisbon time.</p><ul>{items}</ul>"
    reading = read(Snapshot("s.html", page.encode(), "text/html", ""))
    changes = [f for f in reading.facts if isinstance(f, Change)]
    assert [(c.kind, c.about.summary if c.about else None) for c in changes] == [("cancelled", "Tour")]


def test_a_clock_and_a_place_of_a_list_are_struck_out_beside_those_that_stand() -> None:
    items = (
        "<li><del>10:00</del> 10:40 Talks with the guild, Blue Room</li><li>12:00 Lunch, <s>Rose Garden</s> Mill Hall</li>"
        "<li><del>15:00</del> <ins>14:15</ins> Tour of the docks</li>"
    )
    page = f"<p>Programme of the visit, 12 March 2024. Lisbon time.</p><ul>{items}</ul>"
    reading = read(Snapshot("s.html", page.encode(), "text/html", ""))
    planned = [(f.summary, f.starts, f.place) for f in reading.facts if isinstance(f, Plan)]
    assert [(what, f"{at.local:%H:%M}", where) for what, at, where in planned if isinstance(at, Instant)] == [
        ("Talks with the guild", "10:00", "Blue Room"),
        ("Lunch", "12:00", "Rose Garden"),
        ("Tour of the docks", "15:00", None),
    ]
    changes = [f for f in reading.facts if isinstance(f, Change)]
    assert [(c.kind, c.delta, c.after if c.kind == "relocated" else None, c.spans[0].exact) for c in changes] == [
        ("delayed", "PT40M", None, "10:00 10:40"),
        ("relocated", None, "Mill Hall", "Rose Garden Mill Hall"),
        ("advanced", "-PT45M", None, "15:00 14:15"),
    ]


@pytest.mark.parametrize("mark", ["ACST", "NZDT", "AKDT", "SGT", "WITA"])
def test_a_zone_mark_behind_the_clock_of_an_item_is_no_part_of_its_title(mark: str) -> None:
    text = f"Guidance for Wednesday, 17 June 2026\n\n9:15 AM {mark}\nTHE PREMIER opens the mill\nPort Road\n"
    assert [plan.summary for plan in plans(text)] == ["THE PREMIER opens the mill"]


def test_the_lines_of_the_last_item_end_the_list_where_prose_follows() -> None:
    items = "".join(
        f"<dt>{h}h00</dt><dd>Talks with the {who}<br>Venue: Mill Hall</dd>"
        for h, who in ((9, "guild"), (11, "port"), (15, "union"))
    )
    page = f"<h1>Itinerary</h1><p>Tuesday, 9 June 2026</p><dl>{items}</dl><p>{'Ask the mayor. ' * 8}</p>"
    reading = read(Snapshot("a.html", page.encode(), "text/html", ""), Given())
    found = [(f.summary, f.place) for f in reading.facts if isinstance(f, Plan)]
    assert found == [(f"Talks with the {who}", "Mill Hall") for who in ("guild", "port", "union")]


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ("09:00  Talks\n       Sports Hall, Open Press\n", [("Talks", "Sports Hall")]),
        ("09:00  Talks\n       Car deck, North Pier; media welcome\n", [("Talks", "Car deck, North Pier")]),
        ("09:00  Planting of a tree, rear garden\n", [("Planting of a tree", "rear garden")]),
        ("09:00  Tour of the mill, led by Eng. Ana Reis\n", [("Tour of the mill, led by Eng. Ana Reis", None)]),
        ("09:00  Boat ride to Casa Verde\n", [("Boat ride to Casa Verde", "Casa Verde")]),
        (
            "09:00  Talks, Casa Verde\n11:00  Press conference\n\nRui Costa\nCity Information Officer\n",
            [("Talks", "Casa Verde"), ("Press conference", None)],
        ),
    ],
)
def test_where_an_item_is_by_the_words_behind_its_title(items: str, told: list[tuple[str, str | None]]) -> None:
    assert [(p.summary, p.place) for p in plans(HEAD + items)] == told


def test_remarks_that_stand_apart_from_a_list_tell_of_its_items() -> None:
    head = "Visit of the Regent\nProgramme, Friday 5 June 2026, Turku\n\n"
    items = (
        "09.30  Talks with Mayor Liisa Aalto, Town Hall\n11.00  Opening of the Herring Museum\n13.00  Lunch, Castle\n\n"
    )
    for label in ("Please note:\n- ", "Changes:\n- ", "- "):
        remarks = f"{label}The opening of the museum is cancelled.\n- The lunch has been moved to the Town Hall.\n"
        facts = read(snapshot("plan.txt", (head + items + remarks).encode())).facts
        assert [f.kind for f in facts if isinstance(f, Change)] == ["cancelled", "relocated"]
        assert sum(isinstance(f, Plan) for f in facts) == 3


def test_items_that_end_with_their_place_are_no_places_of_the_items_before() -> None:
    items = ["Sod-turning at the mill", "Reef dive, Harbour Road", "Class, Castle", "Street walk, Old Quarter"]
    items += ["Drill of the guard, Castle", "Pancakes with the cadets, Barracks"]
    text = "Programme, Friday 5 June 2026, Turku\n\n" + "".join(
        f"{9 + n:02}:30  {item}\n" for n, item in enumerate(items)
    )
    plans = [f for f in read(snapshot("plan.txt", text.encode())).facts if isinstance(f, Plan)]
    assert [p.summary.partition(" ")[0] for p in plans] == [item.partition(" ")[0].strip(",") for item in items]
