"""Verbs of reporting in a sentence, and whose they are."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from asrun.reading.quotes.words import Words, lists
from asrun.reading.scan import Sieve

FAR = 40
_SOURCES = ("according to", "per")
# Classes of words that a subject of several words may hold.
_PHRASE = frozenset("NwdpDo'n")


class Verb(NamedTuple):
    """A verb of the lexicon: its lemma, and which of the frames saying, telling, holding and wishing it takes."""

    lemma: str
    frames: frozenset[str]


class Cue(NamedTuple):
    """A verb of reporting, the words `first`..`last`, and the words subject[0]..subject[1] that name who speaks.

    `inverted`: the subject stands behind it. `asserted`: it is told as done, not wished, asked or denied.
    `follows`: an "-ing" or a second verb of the same speaker.
    """

    first: int
    last: int
    verb: Verb
    subject: tuple[int, int] | None
    inverted: bool = False
    asserted: bool = True
    follows: bool = False

    @property
    def block(self) -> tuple[int, int]:
        """The words of the cue with its subject."""
        if self.subject is None or self.follows:
            return self.first, self.last
        return min(self.first, self.subject[0]), max(self.last, self.subject[1])


SOURCE = Verb("according to", frozenset(("source",)))


@cache
def data() -> dict[str, Any]:
    """The cue lexicon."""
    return tomllib.loads(files(__package__).joinpath("data/cues.toml").read_text(encoding="utf-8"))


@cache
def _forms() -> dict[str, Verb]:
    """Each form's verb; phrases of two words stand under both."""
    frames: dict[str, set[str]] = {}
    for frame in ("saying", "telling", "holding", "wishing"):
        for lemma in data()[frame]:
            frames.setdefault(lemma, set()).add(frame)
    for lemma in data()["particles"]:
        frames.setdefault(lemma, set())
    return {
        form: Verb(lemma, frozenset(kinds))
        for lemma, kinds in frames.items()
        for form in data()["forms"].get(lemma) or _inflected(lemma)
    }


@cache
def _heads() -> frozenset[str]:
    """The first words of verbs of two words."""
    return frozenset(form.partition(" ")[0] for form in _forms() if " " in form)


@cache
def _bases() -> frozenset[str]:
    """The bare lemmas, which as often are nouns."""
    return frozenset(lemma for lemma in _forms() if lemma == _forms()[lemma].lemma)


@cache
def _nouns() -> frozenset[str]:
    """Forms that are nouns more often than verbs."""
    return frozenset(data()["nouns"])


@cache
def _said() -> frozenset[str]:
    """Past forms of verbs of saying: they stand in no subject, "she said her side asked"."""
    return frozenset(form for form, verb in _forms().items() if "saying" in verb.frames and form.endswith(("ed", "id", "old")))


@cache
def words(stances: bool) -> frozenset[str]:
    """Every form that may be a cue; without stances only those that tell of something said without a quote."""
    quoted = lists().minding | lists().quoting - lists().posting
    spoken = [
        form
        for form, verb in _forms().items()
        if stances or (verb.frames & {"saying", "telling"} and verb.lemma not in quoted)
    ]
    return frozenset((*spoken, *_SOURCES))


def _inflected(lemma: str) -> list[str]:
    if lemma.endswith("y") and lemma[-2] not in "aeo":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    plural = lemma + "es" if lemma.endswith(("s", "x", "ch", "sh")) else lemma + "s"
    return [lemma, plural, stem + "ed", stem + "ing"]


def cues(words: Words) -> list[Cue]:
    """The cues of a sentence in order, each with its subject."""
    forms, heads = _forms(), _heads()
    found: list[Cue] = []
    lower, kinds = words.lower, words.kinds
    for number, word in enumerate(lower):
        if word == "according" and number + 1 < len(lower) and lower[number + 1] == "to":
            subject = _behind(words, number + 2, room=14)
            if subject:
                found.append(Cue(number, number + 2, SOURCE, subject, True))
            continue
        if word == "per" and number and kinds[number - 1] == "," and kinds[number + 1 : number + 2] in ("N", "d", "w"):
            subject = _behind(words, number + 1, room=14)
            if subject:
                found.append(Cue(number, number + 1, SOURCE, subject, True))
            continue
        last = number + 1
        pair = forms.get(f"{word} {lower[last]}") if word in heads and last < len(lower) else None
        verb = pair or forms.get(word)
        if verb is None:
            continue
        last += pair is not None
        cue = _cue(words, number, last, verb, found[-1] if found else None)
        if cue:
            found.append(cue)
    return found


def _cue(words: Words, first: int, last: int, verb: Verb, before: Cue | None) -> Cue | None:
    """The cue of a verb's form at a place, None where it is a noun or passive there."""
    kinds, lower = words.kinds, words.lower
    if kinds[first] != "w" and not (kinds[first] == "N" and first == 0):
        return None
    at = first
    while at and kinds[at - 1] in "xa":
        at -= 1
    chain = lower[at:first]
    word = lower[first]
    ing = word.endswith("ing")
    previous = kinds[at - 1] if at else ""
    asserted = not any(w in lists().undone or w.endswith(("n't", "n’t")) for w in chain)
    if any(w in lists().being for w in chain) and not ing:
        return None
    if first and kinds[first - 1] == "d":
        return None
    if at and lower[at - 1] == "to" and not ing:
        return None
    after = kinds[last] if last < len(kinds) else ""
    if ing and not any(w in lists().being for w in chain):
        if previous in (",", "q", "k", "-") or (previous == "p" and lower[at - 1] in ("by", "before", "after")):
            subject = before.subject if before else _opening(words, first)
            return Cue(first, last, verb, subject, False, asserted, True) if subject else None
        return None
    # "… ," said the mayor; "…" says Ana Lopes
    if at == first and previous in ("q", ",", "-") and after in ("N", "d", "n", "w") and "saying" in verb.frames:
        back = kinds[max(0, first - 2) : first]
        quoted = "q" in back or previous == "-"
        subject = _behind(words, last, room=16)
        heard = verb.lemma in lists().addressing and (not quoted or verb.lemma == "tell")
        if subject and not heard and (quoted or _ends(kinds, subject[1])):
            return Cue(first, last, verb, subject, True)
    subject, follows = _subject(words, at, before)
    if subject is None:
        return None
    head = lower[subject[1] - 1]
    kind = kinds[subject[1] - 1]
    if kind not in "nr":
        if word in _bases() and not chain and not _plural(head) and not word.endswith("ed") and word != "read":
            return None
        noun = kind == "w" and (_plural(head) or word in _nouns())
        if noun and not follows and word.endswith("s") and not word.endswith("ss"):
            return None
    if word.endswith("ed") and lower[last : last + 1] == ["by"]:
        return None
    return Cue(first, last, verb, subject, False, asserted, follows)


def _ends(kinds: str, at: int) -> bool:
    """Whether a sentence or clause ends at a word."""
    return at >= len(kinds) or kinds[at] in ",.q:;"


def _plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith(("ss", "'s", "’s"))) or word in (
        "people",
        "both",
        "men",
        "women",
        "police",
    )


def _subject(words: Words, stop: int, before: Cue | None) -> tuple[tuple[int, int] | None, bool]:
    """The words of the subject of a verb that begins at `stop`, and whether it is the speaker of the verb before."""
    kinds = words.kinds
    if stop == 0:
        return None, False
    last = kinds[stop - 1]
    # "two people who were there said"
    there = words.lower[stop - 1] == "there" and stop > 2 and words.lower[stop - 2] in ("is", "are", "was", "were")
    if there and kinds[stop - 3] == "r":
        several = _phrase(words, stop - 3)
        return (several[0], stop) if several else None, False
    if last in "nr":
        if words.lower[stop - 1] in lists().clausal:
            return None, False
        return (stop - 1, stop), False
    if last == "s":
        # "a man that says"
        ok = words.lower[stop - 1] == "that" and stop > 1 and kinds[stop - 2] in "wN"
        return ((stop - 1, stop) if ok else None), False
    if last == ",":
        return _beside(words, stop - 1), False
    if last == "k":
        if before and before.subject and not before.inverted:
            return before.subject, True
        return _opening(words, stop - 1), True
    if last in "q;:.-":
        return None, False
    if last == "(":
        opened = kinds.rfind("(", max(0, stop - FAR), stop - 1)
        return (_phrase(words, opened), False) if opened > 0 else (None, False)
    phrase = _phrase(words, stop)
    # "two aides who asked not to be named said"
    relative = kinds.rfind("r", max(0, stop - FAR), phrase[0] if phrase else stop)
    clause = kinds[relative + 1 : phrase[0] if phrase else stop]
    if relative > 0 and kinds[relative - 1] in "wN" and clause and not any(k in ",q;:.nN" for k in clause):
        return _phrase(words, relative), False
    return phrase, False


def _phrase(words: Words, stop: int) -> tuple[int, int] | None:
    """The words before `stop` that make one phrase: "a spokesman for the Lopes campaign"."""
    kinds, lower = words.kinds, words.lower
    first = stop
    low = max(0, stop - 16)
    while first > low and kinds[first - 1] in _PHRASE:
        if first < stop and (kinds[first - 1] == "n" or lower[first - 1] in _said()):
            break
        first -= 1
    # "current and former officials"
    joined = first > 1 and kinds[first - 1] == "k" and kinds[first - 2] == "w" and lower[first - 1] == "and"
    if joined and (first == 2 or kinds[first - 3] in ",qd"):
        first -= 2
    # "and": both of "Ana Lopes and Ben Okafor"
    if first > 1 and kinds[first - 1] == "k" and kinds[first - 2] == "N" and kinds[first : first + 1] == "N":
        more = first - 1
        while more > low and kinds[more - 1] == "N":
            more -= 1
        first = more
    if first < stop and kinds[first] == "p" and first and kinds[first - 1] in "xaNnr":
        earlier = first
        while earlier and kinds[earlier - 1] in "xa":
            earlier -= 1
        if earlier and kinds[earlier - 1] in "nr" and earlier < first:
            return earlier - 1, earlier
    led = first < stop and kinds[first] == "p"
    while first < stop and (kinds[first] in "p'o" or (led and lower[first] in lists().setting)):
        first += 1
    if first < stop and first and kinds[first - 1] == "p" and first + 1 < stop:
        first = _behind_place(words, first, stop)
    if first >= stop or not any(k in "Nwnd" for k in kinds[first:stop]):
        return None
    if lower[first] in lists().clausal and stop - first == 1:
        return None
    return first, stop


def _behind_place(words: Words, first: int, stop: int) -> int:
    """Where the subject begins in "In Lima the mayor", "On Tuesday officials": at the last determiner or capital word."""
    kinds = words.kinds
    for number in range(stop - 1, first, -1):
        if kinds[number] == "d":
            return number
        if kinds[number] == "p":
            break
    return first


def _beside(words: Words, comma: int) -> tuple[int, int] | None:
    """The subject before an aside between commas that ends at `comma`: "Ana Lopes, the mayor, said"."""
    kinds = words.kinds
    low = max(0, comma - FAR)
    begin = low
    for number in range(comma - 1, low - 1, -1):
        if kinds[number] in "q;:.":
            begin = number + 1
            break
    commas = [n for n in range(begin, comma) if kinds[n] == ","]
    # "It rained, the union's leader, Ana Lopes, said": who is named last speaks
    named = commas[-1] + 1 if len(commas) > 1 else comma
    if named < comma and set(kinds[named:comma]) == {"N"} and kinds[commas[-2] + 1] == "d":
        return commas[-2] + 1, comma
    for number in commas:
        opener = kinds[number + 1 : number + 2]
        if opener not in ("d", "r", "p", "N", "w", "a", "s", "k"):
            continue
        phrase = _phrase(words, number)
        if phrase is None or kinds[phrase[0]] == "p" or any(k in "x" for k in kinds[phrase[0] : phrase[1]]):
            continue
        if phrase[0] > begin and kinds[phrase[0] - 1] in "pas":
            continue
        return phrase
    return _phrase(words, commas[-1]) if commas else None


def _behind(words: Words, first: int, room: int) -> tuple[int, int] | None:
    """The phrase that begins at a word: up to a comma, a verb, a clause, or a moment."""
    kinds, lower = words.kinds, words.lower
    stop, high = first, min(len(kinds), first + room)
    if first >= high:
        return None
    if kinds[first] in "n":
        return first, first + 1
    while stop < high and kinds[stop] in "Nwd'p":
        if kinds[stop] == "p" and lower[stop] not in ("of", "for", "from", "at", "with", "in"):
            break
        if kinds[stop] == "p" and lower[stop] in ("in", "at", "from") and stop - first > 0 and not _names(words, stop):
            break
        if stop > first and lower[stop] in lists().setting and kinds[stop] != "p":
            break
        stop += 1
    while stop > first and kinds[stop - 1] == "p":
        stop -= 1
    if stop == first or not any(k in "Nw" for k in kinds[first:stop]):
        return None
    return first, stop


def _names(words: Words, at: int) -> bool:
    """Whether a preposition at a word goes on with a name: "at the University of Oslo"."""
    return words.kinds[at + 1 : at + 2] == "N" or words.kinds[at + 1 : at + 3] == "dN"


def _opening(words: Words, stop: int) -> tuple[int, int] | None:
    """The subject that the sentence opens with, before `stop`: behind "On Tuesday," and its like."""
    kinds = words.kinds
    first = 0
    while first < stop and kinds[first] in "kqa,'o":
        first += 1
    if first < stop and kinds[first] in "ps":
        comma = kinds.find(",", first, stop)
        if comma < 0:
            return None
        first = comma + 1
    if first >= stop:
        return None
    if kinds[first] in "n":
        return None if words.lower[first] in lists().clausal else (first, first + 1)
    end = first
    while (end < stop and kinds[end] in "Nd'") or (
        end < stop and kinds[end] == "w" and end > first and kinds[end - 1] == "d"
    ):
        end += 1
    if end == first or kinds[end - 1] == "d":
        return None
    return first, end


def subjects(words: Words) -> Iterator[tuple[int, int]]:
    """The subject that a sentence opens with, where it has one."""
    found = _opening(words, len(words.kinds))
    if found:
        yield found


def channel(region: str) -> str | None:
    """How it was said, by the words around the cue."""
    lower = region.lower()
    names, patterns, sieve = _channels()
    return next((names[n] for n in sorted(sieve.sift(lower)) if patterns[n].search(lower)), None)


@cache
def _channels() -> tuple[list[str], list[re.Pattern[str]], Sieve]:
    """The channels, the pattern of the words of each, and what they sift."""
    rows = data()["channels"]
    patterns = [re.compile("|".join(map(re.escape, words))) for words in rows.values()]
    return list(rows), patterns, Sieve(patterns)


@cache
def verb_forms() -> frozenset[str]:
    """The forms of verbs that may stand behind a quote."""
    return frozenset(form for form, verb in _forms().items() if "saying" in verb.frames or "telling" in verb.frames)
