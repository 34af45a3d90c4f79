"""What makes a clause a claim: every form of the verbs and phrases of claims.toml, with the predicate that each gives."""

import re
from functools import cache
from typing import Any, NamedTuple

from asrun.model.wordbook import read_book
from asrun.reading.inflections import inflect

_NOT = {"could": ("could not", "couldn't"), "would": ("would not", "wouldn't"), "will": ("will not", "won't"),
        "can": ("cannot", "can not", "can't"), "going": ("not going to", "aren't going to", "isn't going to")}  # fmt: skip


class Stance(NamedTuple):
    """What a cue says: its predicate and polarity.

    `said`: only inside of what somebody says. `speech`: the cue is itself an act of speech of its subject. `needs`: the
    list of words of which one must follow. `short`: a writer's own clause is no longer than the cue and what belongs to
    it. `kind` is verb, modal ("could not"), agreement, happened, never, noun ("its refusal to") or cleft ("it was X who").
    """

    predicate: str
    kind: str = "verb"
    polarity: str = "+"
    said: bool = False
    speech: bool = False
    short: bool = False
    needs: str = ""


@cache
def _data() -> dict[str, Any]:
    return read_book(__package__, "claims")


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of the lexicon."""
    return frozenset(_data()["words"][name])


@cache
def stances() -> dict[str, tuple[Stance, ...]]:
    """What each cue, in small letters and with straight apostrophes, may say."""
    found: dict[str, list[Stance]] = {}
    for row in _data()["stance"]:
        told = {name: row[name] for name in ("polarity", "said", "speech", "short", "needs") if name in row}
        stance = Stance(row["predicate"], **told)
        for verb in row.get("verbs", ()):
            for form in dict.fromkeys(form for forms in inflect(verb) for form in forms):
                found.setdefault(form, []).append(stance)
        for phrase in row.get("phrases", ()):
            found.setdefault(phrase, []).append(stance)
    for modal, forms in _NOT.items():
        for form in forms:
            found.setdefault(form, []).append(Stance(modal, "modal", "-"))
    for noun in _data()["words"]["agreement"]:
        found.setdefault(noun, []).append(Stance("reached_agreement", "agreement", "-"))
    for verb in ("agree", "agree on", "agree to"):
        for form in (form for forms in inflect(verb) for form in forms):
            found.setdefault(form, []).append(Stance("reached_agreement", "agreement", "-"))
    for words_ in _data()["words"]["happened"]:
        found.setdefault(words_, []).append(Stance("took_place", "happened", "-"))
    for words_ in _data()["words"]["negated"]:
        found.setdefault(words_, []).append(Stance("denied", "never", "-", said=True))
    for predicate, nouns in _data()["nouns"].items():
        for noun in nouns:
            found.setdefault(noun, []).append(Stance(predicate, "noun"))
    for words_ in _data()["words"]["cleft"]:
        found.setdefault(words_, []).append(Stance("contended", "cleft", said=True))
    return {cue: tuple(sorted(rows, key=_special)) for cue, rows in found.items()}


def _special(stance: Stance) -> bool:
    """Orders the rows of one cue: those that ask for more than the cue first."""
    return stance.kind == "verb" and not stance.needs


@cache
def spellings() -> frozenset[str]:
    """Every cue, with either apostrophe."""
    return frozenset(form for cue in stances() for form in (cue, cue.replace("'", "’")))


@cache
def pattern() -> re.Pattern[str]:
    """One pattern over all cues, the longest first."""
    forms = "|".join(re.escape(c) for c in sorted(spellings(), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})(?![\w’'-])", re.I)
