"""Denials: what one says was not so, side by side with what another said or saw that was."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from asrun.model.account import Contest, ContestSide
from asrun.model.fact import Claim, Disagreement, Mention, Observation, Statement
from asrun.model.span import Span
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import say

_WORD = re.compile(r"[^\W\d_][\w’']+")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*")
# What is refused, or not reached, is no denial of a fact.
_REFUSING = tuple(f"claims.{p}" for p in ("could", "would", "will", "can", "reached_agreement", "was_willing"))
_STEM = 6
# A negation among so many first words is about the whole sentence, of which so many words must be shared.
_OPENING, _SURE = 4, 2
# So many places of one word are looked at; a word told oftener tells nothing apart.
_OFTEN = 40


class _Side(NamedTuple):
    """A clause, whose it is and what it is about."""

    row: Row
    span: Span
    holder: str
    terms: frozenset[str]
    names: frozenset[str]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("asrun.reconcile").joinpath("data/denials.toml").read_text(encoding="utf-8"))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_words()[name])


def denials(seen: View, language: str = "en") -> Iterator[Contest]:
    """Denials with what they deny and what each document disagrees about in itself, one contest a matter."""
    claimed = [_side(r, r.fact.spans[0], r.fact.holder) for r in seen.facts if _denies(r)]  # type: ignore[union-attr]
    told, negated = _told(seen, [d.span for d in claimed])
    denied = [(no, 1) for no in claimed] + [(no, _SURE) for no in negated]
    ahead = {side.span for side in told if _set("ahead") & set(side.span.exact.lower().split())}
    places: dict[str, list[int]] = defaultdict(list)
    for number, side in enumerate(told):
        for term in side.terms:
            if len(places[term]) < _OFTEN:
                places[term].append(number)
    matters = _Matters()
    for row in seen.facts:
        if isinstance(row.fact, Disagreement) and row.fact.kind == "outcome":
            matters.join(*(_side(row, span, None) for span in row.fact.spans))
    for no, least in denied:
        near = dict.fromkeys(n for term in sorted(no.terms) for n in places[term])
        for yes in (told[n] for n in near):
            if least > 1 and yes.span in ahead:
                continue
            if yes.holder != no.holder and _same_matter(no, yes, least):
                matters.join(yes, no)
    for sides in matters.found():
        words = say(language, "contest.denied", one=sides[0].span.exact, other=sides[-1].span.exact)
        yield Contest(
            "outcome", words, tuple(ContestSide(s.span, s.row.added.claimant, s.row.added.valid_from) for s in sides)
        )


def _denies(row: Row) -> bool:
    return isinstance(row.fact, Claim) and row.fact.polarity == "-" and row.fact.rule not in _REFUSING


def _told(seen: View, denied: list[Span]) -> tuple[list[_Side], list[_Side]]:
    """What is told as so: claims, sentences of statements, sightings and happenings, without what is in a denial.

    Beside it the sentences of statements that a negation opens.
    """
    within: dict[str, list[Span]] = defaultdict(list)
    for span in denied:
        within[span.doc].append(span)
    found, negated = [], []
    for row in seen.facts:
        fact = row.fact
        parts: list[Span] = []
        holder: str | None = None
        if isinstance(fact, Claim) and fact.polarity == "+":
            parts, holder = [fact.spans[0]], fact.holder
        elif isinstance(fact, Statement) and fact.spans:
            parts, holder = [p for span in fact.spans for p in _sentences(span)], fact.speaker
        elif isinstance(fact, Observation) and fact.certainty == "asserted":
            parts, holder = [fact.spans[0]], fact.reported_by
        elif isinstance(fact, Mention) and fact.held == "held" and not fact.titles:
            parts = [fact.spans[0]]
        for part in parts:
            words = [w.lower().replace("’", "'") for w in re.findall(r"[\w’']+", part.exact)]
            if any(_overlap(part, s) for s in within[part.doc][:_OFTEN]):
                continue
            if not _set("negations") & set(words):
                found.append(_side(row, part, holder))
            elif isinstance(fact, Statement) and _set("negations") & set(words[:_OPENING]):
                negated.append(_side(row, part, holder))
    return found, negated


def _sentences(span: Span) -> Iterator[Span]:
    """The sentences of a span; of one that does not stand in its text letter by letter, the whole."""
    if len(span.exact) != span.end - span.start:
        yield span
        return
    for match in _SENTENCE.finditer(span.exact):
        words = match.group().strip()
        if words:
            start = span.start + match.start() + match.group().index(words[0])
            yield Span(span.doc, start, start + len(words), words)


def _side(row: Row, span: Span, holder: str | None) -> _Side:
    names = frozenset(w.lower() for w in _kept(span.exact) if w[0].isupper())
    return _Side(row, span, holder or row.added.claimant, terms(span.exact), names)


def terms(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(_alike().get(s, s) for s in map(stem, _kept(text)))


@cache
def _alike() -> dict[str, str]:
    """The stems of words that name one deed, each with the stem that stands for it."""
    return {stem(word): stem(row[0]) for row in _words()["alike"] for word in row}


def _kept(text: str) -> list[str]:
    words = (w.removesuffix("'s") for w in _WORD.findall(text.replace("’", "'")))
    return [w for w in words if w.lower() not in _set("empty") and len(w) > 2]


def stem(word: str) -> str:
    """What the forms of a word share.

    >>> stem("dismissal") == stem("dismissed"), stem("met") == stem("meeting")
    (True, True)
    """
    word = word.lower()
    word = _words()["irregular"].get(word, word)
    ending = next((e for e in _words()["endings"] if word.endswith(e) and len(word) - len(e) > 2), "")
    word = word.removesuffix(ending)
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_STEM]


def _same_matter(no: _Side, yes: _Side, least: int) -> bool:
    """Whether two clauses share what happened, and, where both say more, who or what else it is about.

    `least` is how many words beside names they share at least.
    """
    shared = no.terms & yes.terms
    deeds = shared - {stem(n) for n in no.names & yes.names}
    return len(deeds) >= least and len(shared) >= min(2, len(no.terms), len(yes.terms))


def _overlap(one: Span, other: Span) -> bool:
    return one.doc == other.doc and one.start < other.end and other.start < one.end


class _Matters:
    """Sides put together: two of one clause are of one matter."""

    def __init__(self) -> None:
        self._groups: list[list[_Side]] = []
        self._of: dict[tuple[str, int], int] = {}

    def join(self, *sides: _Side) -> None:
        """These are about one matter."""
        keys = [(s.span.doc, s.span.end) for s in sides]
        numbers = sorted({self._of[k] for k in keys if k in self._of})
        number = numbers[0] if numbers else len(self._groups)
        if not numbers:
            self._groups.append([])
        for other in numbers[1:]:
            for side in self._groups[other]:
                self._of[side.span.doc, side.span.end] = number
            self._groups[number] += self._groups[other]
            self._groups[other] = []
        for key, side in zip(keys, sides, strict=True):
            if key not in self._of:
                self._groups[number].append(side)
            self._of[key] = number

    def found(self) -> Iterator[list[_Side]]:
        """Each matter with all of its sides."""
        return (group for group in self._groups if len(group) > 1)
