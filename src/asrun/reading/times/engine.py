"""The grammar engine: a language's declarative rules, one combined pattern, and the places where it fits.

A language file names its words and rules; every rule's pattern is linear (google-re2) and all of them make one
alternation, so that finding candidates is one pass over the text. What surrounds a candidate is checked in a bounded
window.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import re2

_CLOCKS = ("clock", "dotted", "four-digits")


class Rule(NamedTuple):
    """A rule of a language file."""

    name: str
    operator: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Found(NamedTuple):
    """A candidate: code points start..end, the rule that fits and its words."""

    start: int
    end: int
    rule: Rule
    words: str


class Language(NamedTuple):
    """A language: its lexicon, its zone marks, its rules, and the one pattern they make."""

    lexicon: dict[str, Any]
    zones: dict[str, Any]
    rules: tuple[Rule, ...]
    pattern: Any

    def find(self, text: str) -> list[Found]:
        """The candidates of a text in order; none overlap."""
        found = []
        for match in self.pattern.finditer(text):
            rule = self.rules[match.lastindex - 1]
            start, end = match.span()
            if _stands_free(text, start, end, rule):
                found.append(Found(start, end, rule, match.group()))
        return found


def _stands_free(text: str, start: int, end: int, rule: Rule) -> bool:
    """Whether a candidate is no part of a longer word or number."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or before in "_@#$€£+":
        return False
    if text[start].isdigit() and before in ".,:/-–" and start > 1 and text[start - 2].isdigit():
        return before in "/-–" and rule.operator in _CLOCKS
    if text[end - 1].isdigit() and (after.isdigit() or (after in ":%°" and end + 1 < len(text))):
        return False
    if text[end - 1].isdigit() and after in ".,/" and end + 1 < len(text) and text[end + 1].isdigit():
        return after == "/" and rule.operator in _CLOCKS
    return not (text[end - 1].isalpha() and after.isalpha()) or rule.name == "clock-12h-next-to-a-word"


def _alternation(words: dict[str, Any]) -> str:
    """The words, longest first, with a capital letter or in capitals too."""
    spelled = sorted(words, key=len, reverse=True)
    forms = dict.fromkeys(f for w in spelled for f in (w, w.capitalize(), w.upper()))
    return "(?:" + "|".join(re2.escape(f) for f in forms) + ")"


@cache
def language(code: str = "en") -> Language:
    """The language of a code; its file is read on first use."""
    raw = files(__package__).joinpath(f"languages/{code}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(raw)
    lexicon, zones = data["lexicon"], data["zones"]
    marks = [*zones["generic"], *zones["utc"], *zones["ambiguous"]]
    hours = {w: n for w, n in lexicon["numbers"].items() if 0 < n <= 12 and w not in ("a", "an")}
    names = {
        "month": _names(lexicon["months"]),
        "longmonth": _names(dict.fromkeys(m for m in lexicon["months"] if len(m) > 4 or m in ("june", "july"))),
        "weekday": _names(dict.fromkeys(lexicon["weekdays"])),
        "number": _alternation(lexicon["numbers"]),
        "unit": "(?:" + "|".join(sorted(lexicon["units"], key=len, reverse=True)) + ")",
        "hour": _alternation(hours).replace("(?:", r"(?:1[0-2]|[1-9]|", 1),
        "mark": "(?:"
        + "|".join(sorted(marks, key=len, reverse=True))
        + r"|local(?: time)?|(?:UTC|GMT)[+−-]\d\d?(?::\d\d)?)",
        "nb": "[ \\t\u00a0\u202f\u2009]",
        "dot": "[:.]",
    }
    rules = []
    for rule in data["rule"]:
        pattern = rule["pattern"]
        for name, words in names.items():
            pattern = pattern.replace("{" + name + "}", words)
        rules.append(Rule(rule["name"], rule["operator"], pattern, tuple(rule["examples"]), tuple(rule.get("not", ()))))
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20
    combined = re2.compile("|".join(f"({r.pattern})" for r in rules), options)
    return Language(lexicon, zones, tuple(rules), combined)


def _names(words: dict[str, Any]) -> str:
    """Names that begin with a capital letter, or stand in capitals."""
    forms = dict.fromkeys(f for w in sorted(words, key=len, reverse=True) for f in (w.capitalize(), w.upper()))
    return "(?:" + "|".join(forms) + ")"
