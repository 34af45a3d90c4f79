"""The forms of English verbs: regular ones by spelling, others from verbs.toml."""

from functools import cache
from typing import NamedTuple

from asrun.model.wordbook import Wordbook

_WORDS = Wordbook(__package__, "verbs")
_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    """The past and the participle of verbs, where their spelling does not tell."""
    return {verb: (past, participle) for verb, past, participle in map(str.split, _WORDS["irregular"])}


@cache
def _pasts() -> frozenset[str]:
    return frozenset(past for past, _ in _irregular().values())


def is_past(word: str) -> bool:
    """Whether a word in small letters looks like the past of a verb.

    >>> is_past("wanted"), is_past("sought"), is_past("officials")
    (True, True, False)
    """
    return word.endswith("ed") or word in _pasts()


class Forms(NamedTuple):
    """The forms of a verb, each with its other spellings."""

    base: tuple[str, ...]
    third: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]
    ing: tuple[str, ...]


@cache
def inflect(verb: str) -> Forms:
    """The forms of a verb or of a verb with words after it.

    >>> inflect("call off").past, inflect("cancel").ing, inflect("postpone").ing
    (('called off',), ('canceling', 'cancelling'), ('postponing',))
    >>> inflect("break off").participle, inflect("nix").third, inflect("defer").past
    (('broken off',), ('nixes',), ('deferred',))
    >>> inflect("agree to").past, inflect("tie").ing, inflect("dye").past
    (('agreed to',), ('tying',), ('dyed',))
    """
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""

    def told(*forms: str) -> tuple[str, ...]:
        return tuple(f + tail for f in forms)

    if head == "be":
        return Forms(told("be"), told("is", "are"), told("was", "were"), told("been"), told("being"))
    past, participle = _irregular().get(head, ("", ""))
    stems = _stems(head)
    regular = [head + "d"] if head.endswith("e") else [_past(s) for s in stems]
    return Forms(
        told(head),
        told(_third(head)),
        told(past) if past else told(*regular),
        told(participle) if participle else told(*regular),
        told(*((s[:-1] + "y" if head.endswith("ie") else s) + "ing" for s in stems)),
    )


def _past(stem: str) -> str:
    return stem[:-1] + "ied" if stem.endswith("y") and stem[-2] not in _VOWELS else stem + "ed"


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "go")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def _stems(verb: str) -> tuple[str, ...]:
    """What "-ed" and "-ing" are put after."""
    if verb in _WORDS.words("either"):
        return verb, verb + verb[-1]
    if verb in _WORDS.words("doubled"):
        return (verb + verb[-1],)
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb,)


def past_forms() -> str:
    """The past forms of the verbs that form it irregularly, as the alternatives of a pattern.

    >>> "began" in past_forms().split("|"), "put" in past_forms().split("|")
    (True, False)
    """
    told = {past for verb, (past, _) in _irregular().items() if verb != past}
    return "|".join(sorted(told, key=len, reverse=True))
