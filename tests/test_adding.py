"""The examples of the pages on adding a format and a mapping run as printed."""

import re
from pathlib import Path
from typing import Any

import pytest

from asrun.model.document import Document
from asrun.model.fact import Change, Plan
from asrun.model.source import Snapshot
from asrun.reading import documents, mapped
from asrun.reading.formats import json as exports
from asrun.reading.reader import read
from asrun.sources.file import snapshot

DOCS = Path(__file__).parent.parent / "docs"


def block(page: str, kind: str) -> str:
    return re.findall(rf"^```{kind}\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.M | re.S)[0]


def test_the_mapping_that_the_docs_print_reads_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "add-a-mapping.md"
    known = (*mapped.mappings(), mapped.mapping("festival", block(page, "toml")))
    monkeypatch.setattr(mapped, "mappings", lambda: known)
    table = re.findall(r"^```\n(data,.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.M | re.S)[0]
    (plan,) = [f for f in read(snapshot("festival.csv", table.encode())).facts if isinstance(f, Plan)]
    assert (str(plan.starts), str(plan.ends)) == ("2024-03-12 14:05 Europe/Lisbon", "2024-03-12 14:40 Europe/Lisbon")
    assert (plan.summary, plan.place) == ("Signing of the pact", "Town Hall")


def test_the_mapping_of_json_that_the_docs_print_reads_its_export(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "add-a-mapping.md").read_text(encoding="utf-8").partition("## A kind of JSON")[2]
    declared, export = (re.findall(rf"^```{kind}\n(.*?)^```", page, re.M | re.S)[0] for kind in ("toml", "json"))
    known = (*exports.mappings(), exports.mapping("tide", declared))
    monkeypatch.setattr(exports, "mappings", lambda: known)
    facts = read(snapshot("tide.json", export.encode())).facts
    (plan,) = [f for f in facts if isinstance(f, Plan)]
    assert (str(plan.starts), plan.summary) == ("2024-03-12 14:05 Europe/Lisbon", "Signing of the pact")
    assert (plan.place, plan.uid) == ("Town Hall", "4")
    assert [f.kind for f in facts if isinstance(f, Change)] == ["cancelled"]


def test_the_format_that_the_docs_print_reads_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}
    exec(block("add-a-format.md", "python"), made)
    words = b"# morning\n20240312T1405Z|Signing of the pact|Town Hall\n"
    source = Snapshot("a.run", words, "text/x-run", "")
    found = made["document"](source, "a.run")
    assert isinstance(found, Document)
    monkeypatch.setattr(documents.formats, "document", made["document"])
    (plan,) = [f for f in read(source).facts if isinstance(f, Plan)]
    assert (str(plan.starts), plan.summary, plan.place) == ("2024-03-12 14:05 UTC", "Signing of the pact", "Town Hall")
    assert made["document"](Snapshot("b.run", b"none", "text/x-run", ""), "b.run").code == "run-empty"
