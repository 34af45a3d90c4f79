"""The lexicon of reporting verbs, and what a cue is."""

import re
from functools import cache
from typing import Any, NamedTuple

from asrun.model.wordbook import read_book
from asrun.reading.quotes.words import lists
from asrun.reading.scan import Sieve

_SOURCES = ("according to", "per")


class Verb(NamedTuple):
    """A verb of the lexicon: its lemma, and which of the frames saying, telling, holding and wishing it takes."""

    lemma: str
    frames: frozenset[str]


class Cue(NamedTuple):
    """A verb of reporting, the words `first`..`last`, and the words subject[0]..subject[1] that name who speaks.

    `inverted`: the subject stands behind it. `asserted`: it is told as done, not wished, asked or denied.
    `follows`: an "-ing" or a second verb of the same speaker. `relayer`: the words for who passes it on.
    """

    first: int
    last: int
    verb: Verb
    subject: tuple[int, int] | None
    inverted: bool = False
    asserted: bool = True
    follows: bool = False
    relayer: tuple[int, int] | None = None

    @property
    def block(self) -> tuple[int, int]:
        """The words of the cue with its subject."""
        if self.subject is None or self.follows:
            return self.first, self.last
        begin = self.relayer[0] if self.relayer else self.subject[0]
        return min(self.first, begin), max(self.last, self.subject[1])


@cache
def data() -> dict[str, Any]:
    """The cue lexicon."""
    return read_book(__package__, "cues")


@cache
def forms() -> dict[str, Verb]:
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
def heads() -> frozenset[str]:
    """The first words of verbs of several words."""
    return frozenset(form.partition(" ")[0] for form in forms() if " " in form)


@cache
def bases() -> frozenset[str]:
    """The bare lemmas, which as often are nouns."""
    return frozenset(lemma for lemma in forms() if lemma == forms()[lemma].lemma)


@cache
def nouns() -> frozenset[str]:
    """Forms that are nouns more often than verbs."""
    return frozenset(data()["nouns"])


@cache
def told() -> frozenset[str]:
    """Forms of verbs of saying that are no nouns: they stand in no subject, "she said her side asked"."""
    saying = (form for form, verb in forms().items() if "saying" in verb.frames)
    return frozenset(f for f in saying if f.endswith(("ed", "id", "old", "s")) and f not in nouns() | bases())


@cache
def words(stances: bool) -> frozenset[str]:
    """Every form that may be a cue; without stances only those that tell of something said without a quote."""
    quoted = lists().minding | lists().quoting - lists().posting
    spoken = [
        form
        for form, verb in forms().items()
        if stances or (verb.frames & {"saying", "telling"} and verb.lemma not in quoted)
    ]
    return frozenset(
        (
            *spoken,
            *_SOURCES,
            *lists().account,
            *lists().telling,
            *lists().avowing,
            *lists().phrasing,
            *lists().differing,
        )
    )


def _inflected(lemma: str) -> list[str]:
    if lemma.endswith("y") and lemma[-2] not in "aeo":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    plural = lemma + "es" if lemma.endswith(("s", "x", "ch", "sh")) else lemma + "s"
    return [lemma, plural, stem + "ed", stem + "ing"]


def channel(region: str) -> str | None:
    """How it was said, by the words around the cue."""
    lower = region.lower()
    names, sieve = _channels()
    number = sieve.first(lower)
    return None if number is None else names[number]


@cache
def _channels() -> tuple[list[str], Sieve]:
    """The channels and the words of each."""
    rows = data()["channels"]
    return list(rows), Sieve([re.compile("|".join(map(re.escape, words))) for words in rows.values()])


@cache
def verb_forms() -> frozenset[str]:
    """The forms of verbs that may stand behind a quote."""
    return frozenset(form for form, verb in forms().items() if "saying" in verb.frames or "telling" in verb.frames)
