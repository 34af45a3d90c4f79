"""Bodies that no word of their names gives away: known ones, and what is said beside a name that only a body is."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from asrun.reading.names.lexicon import lexicon

_SPELT = re.compile(r" \((?:the )?[A-Z]{2,7}\)")
_BEFORE, _AFTER = 48, 70


@cache
def known_bodies() -> frozenset[str]:
    """Names of bodies known over the world."""
    return frozenset(name for family in _data()["known"].values() for name in _list(family))


@cache
def buildings() -> frozenset[str]:
    """Buildings that stand for who works there where they speak."""
    return frozenset(_list(_data()["buildings"]["seats"]))


@cache
def foreign_heads() -> frozenset[str]:
    """Words that begin the names of bodies in languages that put the head first."""
    return frozenset(_list(_data()["first"]["words"]))


@cache
def houses() -> frozenset[str]:
    """Those of them that name the body's house as well: "Alcaldía de Ruma"."""
    return frozenset(_list(_data()["first"]["houses"]))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(_list(_data()["first"]["ends"]))


def is_compound(word: str) -> bool:
    """Whether one capital word is a compound for a body, as Germanic and Finnic languages make them."""
    return len(word) > 9 and word.lower().endswith(_ends()) and not word.isupper()


@cache
def _linked() -> dict[str, tuple[str, ...]]:
    """Known names with small or weak words in them, by their first word; longest first."""
    small = {"and", "of", "for", "&"}
    found: dict[str, list[str]] = {}
    for name in known_bodies():
        words = name.split(" ")
        if (
            any(w in small or w[0].islower() or w[0].isdigit() for w in words[1:])
            or words[0].lower() in lexicon().openers
        ):
            found.setdefault(words[0], []).append(name)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


def linked_at(text: str, start: int, first: str) -> str:
    """The known name with small words in it that stands at a place of the text, "" for none."""
    for name in _linked().get(first, ()):
        end = start + len(name)
        if text.startswith(name, start) and not text[end : end + 1].isalnum():
            return name
    return ""


@cache
def alone() -> frozenset[str]:
    """Words for bodies that a capital letter makes the name of one: "the Palace"."""
    return frozenset(_list(_data()["beside"]["alone"])) - lexicon().surnames


def acts(after: str) -> bool:
    """Whether what stands behind a name is what people and bodies do, and no building."""
    return bool(_deeds().match(after))


@cache
def _deeds() -> re.Pattern[str]:
    deeds = "|".join(sorted(_list(_data()["beside"]["acts"]), key=len, reverse=True))
    return re.compile(rf" (?:also |later |then |has |had |would |will |itself )?(?:{deeds})\b")


def issued(before: str) -> bool:
    """Whether the words before a name tell that whose it is gave something out: "issued by the", "circulated by"."""
    return " by " in before and bool(_issues().search(before))


@cache
def _issues() -> re.Pattern[str]:
    verbs = "|".join(sorted(_list(_data()["beside"]["issues"]), key=len, reverse=True))
    return re.compile(rf"\b(?:{verbs}) (?:[a-z]+ |on [A-Z][a-z]+ )?by (?:the )?$", re.I)


def told(text: str, start: int, end: int) -> float:
    """How much the words around a name at text[start:end] say that it is a body's: 0 for nothing, 2 and more for clearly."""
    before, after = _patterns()
    if after.match(text[end : end + _AFTER]) or _SPELT.match(text, end, end + 14):
        return 2
    return 3 if before.search(text[max(0, start - _BEFORE) : start]) else 0


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the name of a body, and behind it."""
    words = {name: "|".join(sorted(_list(text), key=len, reverse=True)) for name, text in _data()["beside"].items()}
    before = re.compile(
        rf"(?:\b(?:{words['staff']}) (?:of|from|at|for) (?:the )?"
        r"|(?:^|[^\w’'-])(?:(?:the|an?|its|by|from|of|with|to|and|[A-Z][a-z]+"
        rf"|{words['adjectives']}) )+(?:{words['nouns']}) )$"
    )
    after = re.compile(
        rf"(?:, (?:the|an?|its|their) (?:[\w’'-]+ ){{0,4}}?(?:{words['nouns']})\b|, which\b| (?:{words['behind']})\b"
        r"| (?:said|says|announced|confirmed|added|warned) (?:(?:that )?its?\b|on [A-Z][a-z]+ (?:that )?its?\b))"
    )
    return before, after


def _list(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(", ") for name in name.split(",\n") if name.strip()]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data", "bodies.toml").read_text(encoding="utf-8"))
