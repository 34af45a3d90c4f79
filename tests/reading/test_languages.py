"""Every example and counterexample of every language file."""

from pathlib import Path

import pytest

import asrun.reading.times
from asrun.reading.times.engine import Language, Rule, language

CODES = [p.stem for p in (Path(asrun.reading.times.__file__).parent / "languages").glob("*.toml")]
CASES = [(code, rule, words, True) for code in CODES for rule in language(code).rules for words in rule.examples]
CASES += [
    (code, rule, words, False) for code in CODES for rule in language(code).rules for words in rule.counterexamples
]


def operators(known: Language, words: str) -> set[str]:
    return {f.rule.operator for f in known.find(words)}


@pytest.mark.parametrize(
    ("code", "rule", "words", "fits"), CASES, ids=lambda v: v.name if isinstance(v, Rule) else str(v)
)
def test_an_example_is_found_and_a_counterexample_is_not(code: str, rule: Rule, words: str, fits: bool) -> None:
    known = language(code)
    if fits:
        wanted = {rule.operator} | ({"four-digits"} if rule.operator == "year" else set())
        assert operators(known, words) & wanted
    else:
        assert rule.name not in {f.rule.name for f in known.find(words)}


def test_every_rule_has_an_example() -> None:
    assert all(rule.examples for code in CODES for rule in language(code).rules)
