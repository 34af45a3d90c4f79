"""Whom "I" and "we" mean."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot


def pronouns(text: str) -> set[tuple[str, str]]:
    """Who is meant by which pronoun of the first person."""
    made = json.loads(reading_json(read_together([snapshot("a.txt", text.encode())], Given())))
    entities = [*made["people"], *made["organizations"]]
    first = ("I", "me", "my", "My", "we", "our", "Our", "We")
    return {
        (e["name"], m["text"]) for e in entities for m in e["mentions"] if m["form"] == "pronoun" and m["text"] in first
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('LIMA, 5 May 2025 - "I lost my hat," Mayor Ida Brock said.\n', {("Ida Brock", "I"), ("Ida Brock", "my")}),
        ('LIMA, 5 May 2025 - "Part I-B suits us," Mayor Ida Brock said.\n', set()),
        (
            "Statement by Mayor Ida Brock\nLima, 5 May 2025\n\nI thank the crew. The bridge opens at noon on Friday.\n",
            {("Ida Brock", "I")},
        ),
    ],
)
def test_who_speaks_means_themselves(text: str, meant: set[tuple[str, str]]) -> None:
    assert pronouns(text) == meant
