"""The house's rules about names, documents and files."""

import ast
import pkgutil
import re
import tomllib
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from msgspec.structs import fields

import asrun.publish
import asrun.reading.formats
import asrun.reading.genres
import asrun.reconcile.rules
from asrun.cli import main
from asrun.model import account, document, entry, fact, known, notice, reading, source, span, time
from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask_files
from asrun.sources.file import snapshot

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src" / "asrun").rglob("*.py"))
MODELS = (account, document, entry, fact, known, notice, reading, source, span, time)
CONTRACTS = {
    asrun.reading.formats: ("MEDIA_TYPES", "document"),
    asrun.reading.genres: ("accepts", "read"),
    asrun.reconcile.rules: ("check",),
    asrun.publish: ("MEDIA_TYPE", "EXTENSION", "publish"),
}
MODULES = [
    (p, m.name, names) for p, names in CONTRACTS.items() for m in pkgutil.iter_modules(p.__path__) if not m.ispkg
]


def test_no_field_is_called_by_a_bare_word() -> None:
    structs = [s for m in MODELS for s in vars(m).values() if isinstance(s, type) and hasattr(s, "__struct_fields__")]
    named = {(s.__name__, f.name) for s in structs for f in fields(s)}
    assert len(named) > 100
    assert not {n for n in named if n[1] in ("time", "date", "timestamp", "status")}


def codes_in_source() -> set[str]:
    """The first argument of every Notice, and every code that a variable hands to one."""
    found = set()
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Notice" and node.args:
                found |= {c.value for c in ast.walk(node.args[0]) if isinstance(c, ast.Constant)}
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
                first = node.targets[0]
                if isinstance(first, ast.Tuple) and getattr(first.elts[0], "id", "") == "code":
                    found |= {c.value for c in ast.walk(node.value.elts[0]) if isinstance(c, ast.Constant)}
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("code", "problem"):
                found |= {c.value for c in ast.walk(node.value) if isinstance(c, ast.Constant)}
    return {c for c in found if isinstance(c, str)}


def test_every_notice_code_is_documented_and_every_documented_one_is_used() -> None:
    documented = set(re.findall(r"^\| `([a-z0-9-]+)`", (ROOT / "docs" / "notices.md").read_text(), re.M))
    used = codes_in_source()
    assert all(re.fullmatch(r"[a-z]+[a-z0-9]*(-[a-z0-9]+)*", c) for c in used)
    assert documented == used


@pytest.mark.parametrize(("package", "name", "wanted"), MODULES, ids=lambda v: getattr(v, "__name__", str(v)))
def test_a_module_of_a_scanned_folder_has_what_its_contract_asks(
    package: object, name: str, wanted: tuple[str, ...]
) -> None:
    module = import_module(f"{package.__name__}.{name}")  # type: ignore[attr-defined]
    assert all(hasattr(module, w) for w in wanted)
    assert module.__doc__
    assert module.__doc__.strip().count("\n") == 0
    assert module.__doc__.strip().endswith(".")


def test_the_rule_that_the_docs_print_whole_runs() -> None:
    code = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "adding.md").read_text(), re.M | re.S)[0]
    rule: dict[str, Any] = {}
    exec(code, rule)
    schedule = snapshot("day.txt", b"Oslo, 12 March 2024\n\n10:00 Talks, Oslo City Hall\n15:00 Signing of the pact\n")
    told, _ = ask_files([schedule], Given(), datetime(2024, 3, 13, tzinfo=UTC), Question())
    assert [n.message.split(" has")[0] for n in rule["check"](told)] == ['"Signing of the pact"']


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400


def test_every_package_has_its_page_of_prose() -> None:
    for path in SOURCES:
        if path.name == "__init__.py":
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_every_command_and_option_has_its_place_in_the_docs() -> None:
    text = (ROOT / "docs" / "commands.md").read_text()
    assert isinstance(main, click.Group)
    for name, command in main.commands.items():
        assert f"\n## asrun {name}\n" in text
        part = text.split(f"\n## asrun {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or f"`{option}" in part, (name, option)


@pytest.mark.parametrize("book", sorted((ROOT / "src").rglob("languages/*/**/*.toml")), ids=lambda p: p.stem)
def test_no_list_holds_a_word_twice(book: Path) -> None:
    def doubles(row: object) -> list[str]:
        if isinstance(row, dict):
            return [word for one in row.values() for word in doubles(one)]
        if not isinstance(row, list):
            return []
        if not all(isinstance(word, str) for word in row):
            return [word for one in row for word in doubles(one)]
        return [word for word in dict.fromkeys(row) if row.count(word) > 1]

    assert doubles(tomllib.loads(book.read_text(encoding="utf-8"))) == []
