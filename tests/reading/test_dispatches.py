"""Posts under their heads and reports of a pool in one file."""

import pytest

from asrun.model.fact import Observation, Organization, Person, Statement
from asrun.model.time import Timex
from asrun.reading.dispatches import dispatches
from asrun.reading.lines import lines
from asrun.reading.reader import read
from asrun.sources.file import snapshot

THREAD = """\
@PierLineDesk (Pier Line) · Tue 4 June 2024, 08:02
1/3 The first boat leaves at 9.15. We are ready.

@AnaRothMP, 4 June 2024, 08:40
Nobody asked us. I asked for a seat.

Jan Moe (@janmoe)
June 4, 2024, 9:20 AM
RT? No. The boat left at 9.18. #boats
"""
POOL = """\
LISBON POOL 1 | Tue 4 Jun 2024 | 0741 WEST
Joris Kemp, Polderpost

Gathered 0655 in the lobby. "Blame the rain," PM Ana Roth told us.

LISBON POOL 2 | 1131 WEST
In for Kemp: Lavinia Haas, Courant

Rolled at 0744. Talks began 0815, said spokesman Wim Aarts.

CORRECTION to pool 1: we gathered at 0645.
"""


def facts(text: str, kind: type) -> list:
    return [f for f in read(snapshot("x.txt", text.encode())).facts if isinstance(f, kind)]


def test_a_post_is_one_statement_of_the_account_in_its_head() -> None:
    told = [(s.speaker, s.handle, s.spans[0].exact) for s in facts(THREAD, Statement) if s.handle]
    assert told == [
        ("Pier Line", "@PierLineDesk", "The first boat leaves at 9.15. We are ready."),
        ("Ana Roth", "@AnaRothMP", "Nobody asked us. I asked for a seat."),
        ("Jan Moe", "@janmoe", "RT? No. The boat left at 9.18. #boats"),
    ]
    assert read(snapshot("x.txt", THREAD.encode())).header.kind == "post"
    assert "Pier Line" in {o.name for o in facts(THREAD, Organization)}
    assert {p.name for p in facts(THREAD, Person)} == {"Ana Roth", "Jan Moe"}


def test_each_report_of_a_file_has_its_writer_and_the_file_the_last_stamp() -> None:
    found = read(snapshot("x.txt", POOL.encode()))
    assert found.header.kind == "pool_report"
    assert str(found.header.updated)[11:16] == "11:31"
    assert [s.via for s in facts(POOL, Statement)] == [("Joris Kemp",), ("Lavinia Haas",)]
    assert {"Polderpost", "Courant"} <= {o.name for o in facts(POOL, Organization)}
    seen = [(o.phase, str(o.at)[11:16]) for o in facts(POOL, Observation)]
    assert seen[:3] == [("other", "06:55"), ("departure", "07:44"), ("started", "08:15")]


def test_a_name_over_its_medium_signs_a_report() -> None:
    text = "Subject: Travel pool report 4\n\nThe doors opened.\n\nIda Brock\nTurku Herald\n"
    (found,) = dispatches(text, lines(text))
    assert found.name is not None
    assert text[slice(*found.name)] == "Ida Brock"


@pytest.mark.parametrize(
    "text",
    [
        "Swimming pool 2 opens on Friday.\nSwimmers wait.",
        "Write to us: desk@paper.example\nThe pool 3 lanes are shut.",
        "He said @bob was there at 14:02.\nNobody else came.",
        "Correction to pool 2: the doors opened at 09:12.\nNothing else.",
        "@" * 200,
        "",
    ],
)
def test_what_heads_no_dispatch(text: str) -> None:
    assert dispatches(text, lines(text)) == ()


@pytest.mark.parametrize("signed", ["Osei, Daily Harbour", "Ama Osei\nDaily Harbour", "Osei/Daily Harbour"])
def test_who_signs_below_the_last_report_wrote_those_before_it(signed: str) -> None:
    text = (
        "Subject: Travel pool report #1\nMay 6, 2026, 0922\n\nThe car left the quay at 0851. Reyes said all was well.\n\n"
        f"Travel pool report #2\nMay 6, 2026, 1612\n\nBack at 1607, Reyes said.\n\n{signed}\n"
    )
    found = read(snapshot("x.txt", text.encode()))
    assert {via for s in found.facts if isinstance(s, Statement) for via in s.via} <= {"Osei", "Ama Osei"}
    assert all(s.via for s in found.facts if isinstance(s, Statement))
    clocks = [t.value[11:] for t in found.facts if isinstance(t, Timex) and t.type == "TIME"]
    assert clocks == ["09:22", "08:51", "16:12", "16:07"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Co-pool with Ida Brock, Harbour Sun\nReport 1 of 3\nMay 6, 2026", "pool_report"),
        ("Pooled for the group by Ida Brock (Harbour Sun)\nMay 6, 2026", "pool_report"),
        ("Pool, second note\nMay 6, 2026", "pool_report"),
        ("Consulate of Norland\nSecurity alert\nMay 6, 2026", "statement"),
        ("PRESS OFFICE NOTICE No. 4/2026\nMay 6, 2026", "statement"),
        ("Town pool opens\nMay 6, 2026", "news_article"),
        ("Security alert closes Tarn airport\nMay 6, 2026", "news_article"),
        ("Security alert for Norland citizens\nMay 6, 2026", "statement"),
        ("Alert board splits over sirens\nMay 6, 2026", "news_article"),
    ],
)
def test_the_head_tells_of_which_kind_a_document_is(head: str, kind: str) -> None:
    text = f"{head}\n\nThe car left the quay at 8:51 a.m. and reached the fort at 9:20 a.m. Nobody spoke.\n"
    assert read(snapshot("x.txt", text.encode())).header.kind == kind
