"""docs/facts.md shows every kind of fact and entry, and what it shows is the form as it is."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from asrun.model.entry import Entry, Payload
from asrun.model.fact import Fact
from asrun.model.text import dumps_all, loads_all
from asrun.model.text_kinds import kinds

PAGE = (Path(__file__).parents[2] / "docs" / "facts.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", PAGE, re.M | re.S)


def shown() -> list[Any]:
    """Every value that the page shows, those within entries too."""
    found = [value for block in BLOCKS for value in loads_all(block)]
    return found + [value.payload for value in found if isinstance(value, Entry)]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.split("\n")[0][:30])
def test_every_example_is_the_form_as_it_is(block: str) -> None:
    assert dumps_all(loads_all(block)) == block


def test_every_kind_has_an_example_and_a_word_in_the_prose() -> None:
    types = {type(value) for value in shown()}
    assert types == {*get_args(Fact), *get_args(Payload), Entry}
    described = set(re.findall(r"\*\*(\w+)\*\*", PAGE))
    assert described == set(kinds())


def test_every_place_in_a_source_is_as_long_as_its_words() -> None:
    for start, end, words in re.findall(r'@(\d+)-(\d+) "([^"\\]*)"', PAGE):
        assert int(end) - int(start) == len(words), words
