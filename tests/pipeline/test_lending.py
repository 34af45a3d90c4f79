"""Which document lends its zone to one that prints none."""

import json
from datetime import date

import pytest

from asrun.model.source import Given
from asrun.model.time import Instant, Timex
from asrun.pipeline import read_together
from asrun.pipeline import reading as pipeline
from asrun.pipeline.joint import reading_json
from asrun.reading import reader
from asrun.sources.file import snapshot

ARTICLE = (
    "Island council meets the port\n\nBay Courier, 15 August 2024\n\n"
    "HALIFAX – The talks opened at 1 p.m. on Wednesday, a clerk said.\n"
)
STATEMENT = (
    "Department of Ports\nStatement, August 15, 2024\n\n"
    "Minister Claire Dupont was away. She had been called to Vancouver. The next meeting is at 10 a.m. on Tuesday.\n"
)
POST = "@islandferries, 15 August 2024: We left the room at 2:40 p.m. and that was that.\n"


def zones(*texts: str) -> list[set[str | None]]:
    """The zones of the clocks of each text, read together."""
    files = [snapshot(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    clocks = [
        [f for f in r.facts if isinstance(f, Timex) and isinstance(f.when, Instant)]
        for r in read_together(files, Given())
    ]
    return [{clock.zone for clock in found} for found in clocks]


def test_a_date_line_below_a_title_stands_against_a_place_that_another_document_names() -> None:
    for texts in ((ARTICLE, STATEMENT), (STATEMENT, ARTICLE)):
        assert all(found == {"America/Halifax"} for found in zones(*texts))


def test_an_article_without_clocks_lends_the_zone_of_its_date_line() -> None:
    article = ARTICLE.replace("opened at 1 p.m.", "opened")
    assert zones(POST, article)[0] == {"America/Halifax"}


MARKED = (
    "Visit of the Governor-General\nTuesday, 9 June 2026\n\n9:15 AM AEST\nTHE GOVERNOR-GENERAL departs Sydney for Adelaide\n"
    "Mascot\n\n10:50 AM ACST\nTHE GOVERNOR-GENERAL arrives in Adelaide\n\n4:20 PM ACST\nTHE GOVERNOR-GENERAL opens the mill\n"
)
WRITTEN_THERE = "Pool note #2\nSent: Tuesday, 9 June 2026, 11:40 AM ACST\n\nThe car moved at 11:05. Sydney was told.\n"


def test_a_note_happens_in_the_zone_of_its_stamp_where_the_schedule_marks_each_clock() -> None:
    assert zones(MARKED, WRITTEN_THERE)[1] == {"Australia/Adelaide"}
    paired = MARKED.replace("9:15 AM AEST", "9:15 AM AEST / 8:45 AM ACST")
    assert "Australia/Sydney" in zones(paired, WRITTEN_THERE)[1]


def test_a_bare_hour_takes_the_half_of_the_day_that_is_near_to_the_plan() -> None:
    plan = "Programme, Friday 5 June 2026, Lisbon\n\n10:30 Talks\n13:00 Lunch\n18:45 Address to the guild\n"
    for words, value in (
        ("the guild at seven", "19:00"),
        ("7.10", "19:10"),
        ("ten", "10:00"),
        ("7.10 in the morning", "07:10"),
    ):
        article = f"LISBON, 5 June 2026 - She spoke to the guild at {words.removeprefix('the guild at ')}, late.\n"
        read = read_together([snapshot(f"{n}.txt", t.encode()) for n, t in enumerate((plan, article))], Given())[1]
        assert [f.value[11:] for f in read.facts if isinstance(f, Timex) and f.type == "TIME"] == [value]


def test_the_day_of_an_article_ends_where_it_happens() -> None:
    article = (
        "HONOLULU, 3 June 2025 - The mayor's day was wet.\n\nHer diary, in Honolulu time:\n\nTUESDAY, 3 JUNE\n"
        "1:15 p.m.  Talks with divers\n7:45 p.m.  Banquet of the guild\n\nWEDNESDAY, 4 JUNE\n9:00 a.m.  Talks\n"
    )
    found = json.loads(reading_json(read_together([snapshot("a.txt", article.encode())], Given())))
    assert [e["status"] for e in found["events"]] == ["unknown", "unknown", "future_scheduled"]


def test_a_report_that_names_no_day_tells_of_the_day_that_its_clocks_were_planned_for() -> None:
    plan = "Programme, Thursday 4 June 2026, Lisbon\n\n10:30 Talks\n13:00 Lunch\n18:45 Address to the guild\n"
    for words, days in (
        ("The talks began at 10:40 and lunch at 13:05.", {4}),
        ("The talks began at 10:40 on Friday and lunch at 13:05.", {5}),
        ("The office opened at 8:00 and closed at 16:30.", {5}),
    ):
        files = [snapshot("plan.txt", plan.encode())]
        files.append(snapshot("text.txt", f"Statement by the office\n5 June 2026\n\n{words}\n".encode()))
        clocks = [f.when for f in read_together(files, Given())[1].facts if isinstance(f, Timex) and f.placed]
        assert {c.local.day for c in clocks if isinstance(c, Instant)} == days


def test_names_are_read_once_where_a_zone_is_lent_and_kept_only_for_some_megabytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []
    whole = reader.read_names
    monkeypatch.setattr(
        reader, "read_names", lambda document, *rest: calls.append(document.id) or whole(document, *rest)
    )
    files = [snapshot("post.txt", POST.encode()), snapshot("article.txt", ARTICLE.encode())]
    kept = read_together(files, Given())
    assert calls == ["post.txt", "article.txt"]
    monkeypatch.setattr(pipeline, "_KEPT", 0)
    assert read_together(files, Given()) == kept
    assert calls[2:] == ["post.txt", "article.txt", "post.txt"]


def test_what_is_lent_is_found_before_a_document_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    whole = reader._facts
    monkeypatch.setattr(reader, "_facts", lambda words, *rest: calls.append(words.document.id) or whole(words, *rest))
    plan = "Programme, Friday 5 June 2026, Lisbon\n(all times Lisbon time)\n\n10:30 Talks\n13:00 Lunch\n"
    note = "The talks began late, at ten to eleven, a porter said on the steps.\n"
    files = [snapshot("note.txt", note.encode()), snapshot("plan.txt", plan.encode())]
    lent = read_together(files, Given())[0].given
    assert (lent.day, lent.zones) == (date(2026, 6, 5), ("Europe/Lisbon",))
    assert calls == ["plan.txt", "note.txt"]
    calls.clear()
    plans = read_together(files[1:], Given())
    assert pipeline.read_among(files[0], Given(), "note.txt", lambda: plans).given == lent
    assert calls == ["plan.txt", "note.txt"]
