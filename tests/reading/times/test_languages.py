"""Every language file: its examples and counterexamples, and that it has all that the engine asks for."""

import pytest

from asrun.reading.times.engine import Language, Rule, codes, language

RULES = [(code, rule) for code in codes() for rule in language(code).rules]
FITTING = [(code, rule, words) for code, rule in RULES for words in rule.examples]
UNFIT = [(code, rule, words) for code, rule in RULES for words in rule.counterexamples]


def shown(value: object) -> str:
    return value.name if isinstance(value, Rule) else str(value)


def rules_found(known: Language, words: str) -> set[str]:
    return {f.rule.name for f in known.find(words)}


@pytest.mark.parametrize(("code", "rule", "words"), FITTING, ids=shown)
def test_an_example_is_read_by_its_rule(code: str, rule: Rule, words: str) -> None:
    assert rule.name in rules_found(language(code), words)


@pytest.mark.parametrize(("code", "rule", "words"), UNFIT, ids=shown)
def test_a_counterexample_is_not(code: str, rule: Rule, words: str) -> None:
    assert rule.name not in rules_found(language(code), words)


def test_every_rule_has_an_example() -> None:
    assert [rule.name for _, rule in RULES if not rule.examples] == []


@pytest.mark.parametrize("code", codes())
def test_a_language_has_every_cue_and_the_words_that_are_asked_for_by_name(code: str) -> None:
    known, english = language(code), language("en")
    assert set(known.names) == set(english.names)
    assert set(known.cues) == set(english.cues)
    assert {"number", "article", "amounts", "zoneword", "ahead", "behind"} <= set(known.words)


@pytest.mark.parametrize("code", codes())
def test_no_word_or_piece_of_a_language_is_unused(code: str) -> None:
    known = language(code)
    asked = {"number", "article", "amounts", "zoneword", "ahead", "behind", "zonemark"}
    assert set(known.words) | set(known.fragments) == known.used | asked
