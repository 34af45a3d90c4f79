"""Whose words are without a verb of saying: "according to", "in her telling", "his account is that"."""

from functools import cache

from asrun.model.wordbook import Wordbook
from asrun.reading.quotes.subjects import behind, ends, phrase, subject_before
from asrun.reading.quotes.verbs import Cue, Verb, forms
from asrun.reading.quotes.words import Words, lists

_WORDS = Wordbook(__package__, "words")
SOURCE = Verb("according to", frozenset(("source",)))
# Words of which all that was said stands before: "So said the pilot."
SO = Verb("so", frozenset(("source",)))
# A noun that says what follows; whom a quote is given to by "was made by".
ACCOUNT, CREDIT = Verb("account", frozenset(("saying",))), Verb("credit", frozenset(("credit",)))
_ROOM, _NEAR = 14, 7
_OWNS = ("'s", "’s", "s'", "s’")


@cache
def openers() -> frozenset[str]:
    """The words that a source may begin with."""
    own = ("according", "per", "in", "by", "from", "to", "was", "is", "so", "word", "going", "came", "comes")
    return frozenset(own) | lists().avowing | lists().account


def source(words: Words, number: int) -> Cue | None:
    """The cue that begins at a word, None where none does."""
    lower, kinds = words.lower, words.kinds
    word = lower[number]
    if word == "according" and lower[number + 1 : number + 2] == ["to"]:
        return _whose(words, number, number + 2)
    opens = number == 0 or kinds[number - 1] in ",q"
    if word == "per" and opens and kinds[number + 1 : number + 2] in ("N", "d", "w"):
        return _whose(words, number, number + 1)
    if word in ("in", "by") and opens:
        return _telling(words, number) or _phrased(words, number)
    if word == "going" and opens and lower[number + 1 : number + 2] == ["by"]:
        return _whose(words, number, number + 2)
    if word in ("was", "is") and number and kinds[number - 1] in "q,":
        return _phrased(words, number)
    if word in ("came", "comes") and number and kinds[number - 1] in "q,":
        return _came(words, number)
    if word == "so":
        return _so(words, number)
    if word == "word" and not opens:
        return _sent_word(words, number) or _account(words, number)
    if word == "word":
        return _word(words, number) or _account(words, number)
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


def _phrased(words: Words, first: int) -> Cue | None:
    """Whose phrase it is: "in the words of the pilot", ", was the verdict of the cook", ", was how the mayor put it"."""
    lower = words.lower
    at = next((n for n in range(first + 1, min(len(lower), first + _NEAR)) if lower[n] in lists().phrasing), len(lower))
    if set(words.kinds[first + 1 : at]) - set("dwaN"):
        at = len(lower)
    if lower[at + 1 : at + 2] in (["of"], ["from"]):
        return _whose(words, first, at + 2)
    if lower[at : at + 1] and first + 1 < at and _owned(words, at):
        return Cue(first, at + 1, SOURCE, (first + 1, at), True)
    if lower[first + 1 : first + 2] in (["how"], ["what"], ["all"]):
        subject = behind(words, first + 2, _ROOM)
        while subject and subject[1] - subject[0] > 1 and lower[subject[1] - 1] in _WORDS.words("putting"):
            subject = subject[0], subject[1] - 1
        return Cue(first, first + 2, SOURCE, subject, True) if subject and lower[subject[1] : subject[1] + 1] else None
    return None


def _came(words: Words, first: int) -> Cue | None:
    """Who answered: "…", came the reply from the bridge; nobody is named by "…", came the answer."""
    at = first + 2
    if words.kinds[first + 1 : first + 2] != "d" or not lists().phrasing.intersection(words.lower[at : at + 1]):
        return None
    if words.lower[at + 1 : at + 2] in (["from"], ["of"]):
        return _whose(words, first, at + 2)
    return Cue(first, at + 1, SOURCE, None, True)


def _so(words: Words, first: int) -> Cue | None:
    """Who said what stands before: ", so said the pilot", ", or so the union claims"."""
    lower, kinds = words.lower, words.kinds
    verb = forms().get(lower[first + 1]) if first + 1 < len(lower) else None
    if first and kinds[first - 1] not in ",k(-q":
        return None
    named = behind(words, first + 1, _ROOM) if first > 1 and kinds[first - 1] in ",q" else None
    if named and not set(kinds[slice(*named)]) - {"N"} and kinds[named[1] :].strip(".") == "":
        return Cue(first, first + 1, SOURCE, named, True)
    if verb and "saying" in verb.frames and kinds[first + 1] == "w":
        subject = behind(words, first + 2, _ROOM)
        return Cue(first, first + 2, SO, subject, True) if subject and ends(kinds, subject[1]) else None
    subject = behind(words, first + 1, _ROOM) if first and kinds[first - 1] in "k," else None
    if subject is None or not ends(kinds, subject[1]) or subject[1] - subject[0] < 2:
        return None
    last = forms().get(lower[subject[1] - 1])
    if last is None or "saying" not in last.frames:
        return None
    return Cue(first, first + 1, SOURCE, (subject[0], subject[1] - 1), True)


def _word(words: Words, first: int) -> Cue | None:
    """Where word came from: "Word came from the palace that …", "word reached us from the depot that …"."""
    lower = words.lower
    at = next((n for n in range(first + 1, min(len(lower), first + _NEAR)) if lower[n] == "from"), 0)
    subject = behind(words, at + 1, _ROOM) if at and not set(words.kinds[first + 1 : at]) - set("wanNd") else None
    if subject is None or lower[subject[1] : subject[1] + 1] != ["that"]:
        return None
    return Cue(first, at + 1, ACCOUNT, subject, True)


def _sent_word(words: Words, noun: int) -> Cue | None:
    """Who sent word: "Ruiz passed word to us at noon that …"."""
    if words.lower[noun - 1] not in lists().passing:
        return None
    that = next((n for n in range(noun + 1, min(len(words.lower), noun + _NEAR)) if words.lower[n] == "that"), 0)
    first = noun - 1
    while first and words.kinds[first - 1] in "xa":
        first -= 1
    if not that or set(words.kinds[noun + 1 : that]) & set(",;:.q") or set(words.lower[first:noun]) & lists().undone:
        return None
    subject, _ = subject_before(words, first, None)
    return Cue(first, that, ACCOUNT, subject) if subject else None


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
