"""Whose words are without a verb of saying: "according to", "in her telling", "his account is that"."""

from functools import cache

from asrun.reading.quotes.subjects import behind, phrase, subject_before
from asrun.reading.quotes.verbs import Cue, Verb
from asrun.reading.quotes.words import Words, lists

SOURCE = Verb("according to", frozenset(("source",)))
# A noun that says what follows; whom a quote is given to by "was made by".
ACCOUNT, CREDIT = Verb("account", frozenset(("saying",))), Verb("credit", frozenset(("credit",)))
_ROOM, _NEAR = 14, 7
_OWNS = ("'s", "’s", "s'", "s’")


@cache
def openers() -> frozenset[str]:
    """The words that a source may begin with."""
    return frozenset(("according", "per", "in", "by", "from", "to")) | lists().avowing | lists().account


def source(words: Words, number: int) -> Cue | None:
    """The cue that begins at a word, None where none does."""
    lower, kinds = words.lower, words.kinds
    word = lower[number]
    if word == "according" and lower[number + 1 : number + 2] == ["to"]:
        return _whose(words, number, number + 2)
    opens = number == 0 or kinds[number - 1] == ","
    if word == "per" and opens and kinds[number + 1 : number + 2] in ("N", "d", "w"):
        return _whose(words, number, number + 1)
    if word in ("in", "by") and opens:
        return _telling(words, number)
    if word in ("by", "from", "to") and number and lower[number - 1] in lists().credited:
        return _credited(words, number)
    if word in lists().avowing and lower[number + 1 : number + 2] == ["that"]:
        return _avowed(words, number)
    return _account(words, number) if word in lists().account else None


def _whose(words: Words, first: int, last: int) -> Cue | None:
    subject = behind(words, last, _ROOM)
    return Cue(first, last, SOURCE, subject, True) if subject else None


def _telling(words: Words, first: int) -> Cue | None:
    """Whose telling it is: "In the union's telling," and ", by her account"."""
    for at in range(first + 2, min(len(words.lower), first + _NEAR)):
        if words.lower[at] in lists().telling and _owned(words, at):
            return Cue(first, at + 1, SOURCE, (first + 1, at), True)
    return None


def _owned(words: Words, noun: int) -> bool:
    before = words.lower[noun - 1]
    return before.endswith(_OWNS) or before in lists().owner


def _credited(words: Words, at: int) -> Cue | None:
    """Whose a quote is said to be: "… was made by the mayor"."""
    first = at - 1
    while first and words.kinds[first - 1] in "xa":
        first -= 1
    quoted = first and first < at - (words.lower[at] != "from") and words.kinds[first - 1] == "q"
    subject = behind(words, at + 1, _ROOM) if quoted else None
    return Cue(first, at + 1, CREDIT, subject, True) if subject else None


def _avowed(words: Words, at: int) -> Cue | None:
    """Who is "adamant that …"."""
    first = at
    while first and words.kinds[first - 1] in "xa":
        first -= 1
    subject = subject_before(words, first, None)[0] if set(words.lower[first:at]) & lists().being else None
    return Cue(first, at + 1, ACCOUNT, subject) if subject else None


def _account(words: Words, noun: int) -> Cue | None:
    """Whose account it is: "His account is that …", "word from the depot was that …"."""
    subject: tuple[int, int] | None = None
    at = noun + 1
    if words.kinds[at : at + 1] == ":":
        # "An aide gave another reason: …"
        verb = next((n for n in range(noun - 1, max(0, noun - _NEAR), -1) if words.lower[n] in lists().giving), 0)
        subject = subject_before(words, verb, None)[0] if verb else None
        return Cue(noun, at, ACCOUNT, subject) if subject else None
    if noun and _owned(words, noun):
        owner = phrase(words, noun)
        subject = owner or (noun - 1, noun)
    elif words.lower[at : at + 1] in (["from"], ["of"]):
        subject = behind(words, at + 1, _ROOM)
        at = subject[1] if subject else at
    if subject is None or words.lower[at : at + 1] not in (["is"], ["was"]):
        return None
    at += 1
    while words.kinds[at : at + 1] == "a":
        at += 1
    return Cue(noun, at, ACCOUNT, subject) if words.lower[at : at + 1] == ["that"] else None
