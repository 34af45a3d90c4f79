"""Every rule has its example in the docs, and finds there what the docs say."""

import pkgutil
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import asrun.reconcile.rules
from asrun.model.source import Given
from asrun.model.wordbook import read_book
from asrun.pipeline.asking import Question, ask
from asrun.pipeline.store import add, open_record
from asrun.reconcile.wording import languages, say
from asrun.sources.file import snapshot

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
SECTIONS = dict(s.split("\n", 1) for s in PAGE.split("\n## ")[1:])
RULES = [m.name.replace("_", "-") for m in pkgutil.iter_modules(asrun.reconcile.rules.__path__)]
NOW = datetime(2024, 3, 20, tzinfo=UTC)


def test_the_page_has_each_rule_and_no_other() -> None:
    assert sorted(SECTIONS) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_its_example_says_and_nothing_in_a_plan_alone(rule: str) -> None:
    documents = re.findall(r"^```text (\S+)\n(.*?)^```", SECTIONS[rule], re.M | re.S)
    wanted = re.findall(r"^```found\n(.*?)\n```", SECTIONS[rule], re.M | re.S)[0]
    record = open_record(":memory:")
    for name, text in documents:
        assert add(record, snapshot(name, text.encode()), Given(), NOW).version
    account = ask(record, Question())
    found = [d.words for d in account.deviations if d.rule == rule]
    found = found or [n.message for n in account.notices if n.code == rule]
    assert [f[: len(wanted)] for f in found] == [wanted]
    assert all(d.evidence for d in account.deviations)
    if len(documents) > 1:
        first = open_record(":memory:")
        add(first, snapshot(documents[0][0], documents[0][1].encode()), Given(), NOW)
        assert rule not in {d.rule for d in ask(first, Question()).deviations}


def test_every_language_has_every_sentence() -> None:

    tables = {c: read_book("asrun.reconcile", "wording", c) for c in languages()}
    assert "en" in tables
    assert "es" in tables
    for table in tables.values():
        for name, lines in tables["en"].items():
            assert lines.keys() == table[name].keys()
            for key, words in lines.items():
                slots = set(re.findall(r"{(\w+)}", str(words)))
                assert slots == set(re.findall(r"{(\w+)}", str(table[name][key]))), key


def test_a_sentence_is_said_in_its_language() -> None:
    assert say("es", "highlight.cancelled", event="Firma") == "Firma se canceló"


def test_what_a_version_changes_is_said_in_its_language() -> None:
    record = open_record(":memory:")
    lines = ["10:00 a.m. Press conference, Harbour Hall", "12:00 p.m. Lunch with the council", "3:00 p.m. Concert"]
    later = ["10:30 a.m. Press conference, City Library", "3:00 p.m. Concert", "5:00 p.m. Reception"]
    for items in (lines, later):
        text = "Public schedule of the mayor, Dublin, 12 March 2024\n\n" + "\n".join(items) + "\n"
        assert add(record, snapshot("plan.txt", text.encode()), Given(), NOW).version
    assert {c.words for c in ask(record, Question(language="es")).changes} == {
        "Press conference empieza: 10:30 en lugar de 10:00 a. m. (30 min más tarde).",
        "Press conference es en City Library en lugar de Harbour Hall.",
        "Ya no figura en la agenda, sin que conste como cancelado: Lunch with the council, 12:00 p. m.",
        "Añadido: Reception, 5:00 p. m.",
    }


def test_who_saw_an_event_begin_saw_nothing_of_its_cancellation() -> None:
    record = open_record(":memory:")
    for name, text in (
        ("plan.txt", "Public schedule of the mayor, Dublin, 12 March 2024\n\n10:00 Press conference\n18:00 Concert\n"),
        (
            "seen.txt",
            "Pool report #1 by Ann Boyle, Dublin, 12 March 2024, 10:20\n\nThe press conference began at 10:05.\n",
        ),
        (
            "off.txt",
            "Statement of the Mayor's Office, Dublin, 12 March 2024, 13:00\n\nThe press conference was cancelled.\n",
        ),
    ):
        assert add(record, snapshot(name, text.encode()), Given(), NOW).version
    assert "observed-before-announced" not in {d.rule for d in ask(record, Question()).deviations}
