"""A book of words: one more language is one more folder."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asrun.model.wordbook import Wordbook, later, read_book

EN = """
late = ["late", "behind time"]
running = 'runs? {late}\\b.{0,9}$'
[kinds]
delayed = ["hold up"]
"""
NL = """
late = ["te laat"]
running = 'is {late}$'
[kinds]
delayed = ["uitstellen"]
moved = ["verzetten"]
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for path, text in {"en/delays.toml": EN, "nl/delays/all.toml": NL, "nl/other.toml": ""}.items():
        file = tmp_path / "roomy" / "languages" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "roomy" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "roomy"
    sys.modules.pop("roomy", None)
    read_book.cache_clear()


def test_the_books_of_all_languages_are_one(room: str) -> None:
    book = Wordbook(room, "delays")
    assert book.words("late") == {"late", "behind time", "te laat"}
    assert book["kinds"] == {"delayed": ["hold up", "uitstellen"], "moved": ["verzetten"]}
    assert read_book(room, "delays", "en")["kinds"] == {"delayed": ["hold up"]}


def test_a_pattern_holds_what_it_names_and_is_made_when_it_is_used(room: str) -> None:
    pattern = Wordbook(room, "delays").pattern("running")
    assert "pattern" not in vars(pattern)
    assert [bool(pattern.search(words)) for words in ("runs behind time now", "runs on", "de trein is te laat")] == [
        1,
        0,
        1,
    ]
    assert pattern.pattern == r"runs? (?:behind time|te laat|late)\b.{0,9}$|is (?:behind time|te laat|late)$"


def test_a_pattern_is_written_once_and_not_before_it_is_asked_for() -> None:
    written: list[str] = []

    def write() -> str:
        written.append("late(r?)")
        return written[-1]

    pattern = later(write, re.I)
    assert (written, pattern.flags) == ([], re.I)
    assert pattern.findall("The LATER train is late") == ["R", ""]
    assert pattern.fullmatch("early") is None
    assert written == [pattern.pattern]


def test_a_book_that_no_language_has_says_where_it_is_sought(room: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"roomy has no languages/<code>/early\.toml"):
        Wordbook(room, "early").words("x")
