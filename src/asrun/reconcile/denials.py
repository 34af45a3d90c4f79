"""Denials: what one says was not so, side by side with what another said or saw that was."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from asrun.model.account import Contest, ContestSide
from asrun.model.fact import Claim, Disagreement, Mention, Observation, Statement
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook, read_book
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import say

_WORDS = Wordbook(__package__, "denials")
_WORD = re.compile(r"[^\W\d_][\w’']+")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*")
# What is refused, or not reached, is no denial of a fact.
_REFUSING = tuple(f"claims.{p}" for p in ("could", "would", "will", "can", "reached_agreement", "was_willing"))
_STEM = 6
# A negation among so many first words is about the whole sentence, of which so many words must be shared.
_OPENING, _SURE = 4, 2
# So many places of one word are looked at; a word told oftener tells nothing apart.
_OFTEN = 40
# So near in one text what is denied and the denial need share but one word; so near behind it a denial in so many words
# ("denied that", "rejected") needs none, and so many characters on what is told may still answer it.
_ANSWERED, _BESIDE, _ON = 900, 220, 250
_MONEY = _WORDS.pattern("money")


class _Side(NamedTuple):
    """A clause, whose it is and what it is about."""

    row: Row
    span: Span
    holder: str
    terms: frozenset[str]
    names: frozenset[str]
    negative: bool = False

    @property
    def said(self) -> bool:
        """Whether somebody says it, rather than the document itself."""
        fact = self.row.fact
        return bool(fact.holder if isinstance(fact, Claim) else isinstance(fact, Statement) and fact.speaker)

    @property
    def explicit(self) -> bool:
        """Whether it denies in so many words: "denied that"."""
        return bool(_set("denying") & set(self.span.exact.lower().split()))

    @property
    def none(self) -> bool:
        """Whether it denies all of a kind: "no promise was made"."""
        words = self.span.exact.lower().split()
        return words[:1] == ["no"] or words[-1:] == ["nobody"] or "nothing" in words

    def gap(self, other: "_Side") -> int | None:
        """So many characters of one text the other stands behind this one; None in another text or where they meet."""
        if self.span.doc != other.span.doc or _overlap(self.span, other.span):
            return None
        return (
            other.span.start - self.span.end if self.span.start < other.span.start else other.span.end - self.span.start
        )


@cache
def _words() -> dict[str, Any]:
    return read_book(__package__, "denials")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_words()[name])


def denials(seen: View, language: str = "en") -> Iterator[Contest]:
    """Denials with what they deny and what each document disagrees about in itself, one contest a matter."""
    claimed = [_side(r, r.fact.spans[0], r.fact.holder) for r in seen.facts if _denies(r)]  # type: ignore[union-attr]
    told, negated = _gathered(seen, [d.span for d in claimed])
    denied = [(no, 1) for no in claimed] + [(no, _SURE) for no in negated]
    matters = _Matters()
    for row in seen.facts:
        if isinstance(row.fact, Disagreement) and row.fact.kind == "outcome":
            matters.join(*(_side(row, span, None) for span in row.fact.spans))
    met = _Told([*told, *(no._replace(negative=True) for no, _ in denied)])
    for no, least in denied:
        for yes in met.denied_by(no, least):
            matters.join(yes, no)
    for sides in matters.found():
        words = say(language, "contest.denied", one=sides[0].span.exact, other=sides[-1].span.exact)
        yield Contest(
            "outcome", words, tuple(ContestSide(s.span, s.row.added.claimant, s.row.added.valid_from) for s in sides)
        )


def _denies(row: Row) -> bool:
    return isinstance(row.fact, Claim) and row.fact.polarity == "-" and row.fact.rule not in _REFUSING


def _gathered(seen: View, denied: list[Span]) -> tuple[list[_Side], list[_Side]]:
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
            parts, holder = [p for span in fact.spans for p in sentences(span)], fact.speaker
        elif isinstance(fact, Observation) and fact.certainty == "asserted":
            parts, holder = [fact.spans[0]], fact.reported_by
        elif isinstance(fact, Mention) and fact.held == "held" and not fact.titles:
            parts = [fact.spans[0]]
        for part in parts:
            words = [w.lower().replace("’", "'") for w in re.findall(r"[\w’']+", part.exact)]
            if any(_overlap(part, s) for s in within[part.doc][:_OFTEN]):
                continue
            if isinstance(fact, Claim) or not _set("negations") & set(words) or _set("only_then") & set(words):
                found.append(_side(row, part, holder))
            elif isinstance(fact, Statement) and _set("negations") & set(words[:_OPENING]):
                negated.append(_side(row, part, holder))
    return found, negated


def sentences(span: Span) -> Iterator[Span]:
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
    found = {_alike().get(s, s) for s in map(stem, _kept(text))}
    return frozenset(found | {stem("money")} if _MONEY.search(text) else found)


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


def _shared(no: _Side, yes: _Side) -> tuple[frozenset[str], frozenset[str]]:
    """The words that two clauses share, and those of them that are no names."""
    shared = no.terms & yes.terms
    return shared, shared - {stem(n) for n in no.names & yes.names}


@cache
def _weak() -> frozenset[str]:
    """The stems of words so common that they alone tell nothing of what is denied."""
    return frozenset(map(stem, _words()["weak"]))


class _Told:
    """What is told as so, by its words and by where it stands."""

    def __init__(self, told: list[_Side]) -> None:
        self._told = sorted(told, key=_place)
        self._starts = [_place(side) for side in self._told]
        self._ahead = {side.span for side in told if _set("ahead") & set(side.span.exact.lower().split())}
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, side in enumerate(self._told):
            for term in side.terms:
                if len(self._places[term]) < _OFTEN:
                    self._places[term].append(number)

    def denied_by(self, no: _Side, least: int) -> list[_Side]:
        """What a denial answers: the same matter anywhere, one of its words nearby, else what another said just before.

        `least` is how many words beside names they share at least, where they stand far apart.
        """
        alike = dict.fromkeys(n for term in sorted(no.terms) for n in self._places[term])
        others = [yes for yes in (self._told[n] for n in alike) if self._may(no, yes, least)]
        found = [yes for yes in others if not yes.negative and _same_matter(no, yes, least)]
        if found:
            beside = [yes for yes in found if yes.span.doc == no.span.doc and yes.said]
            return beside if beside and len(no.terms) == 1 else found
        near = [yes for yes in others if _answers(no, yes, least)]
        near.sort(key=lambda yes: (-len(_shared(no, yes)[1]), abs(yes.gap(no) or 0)))
        best = [
            y for y in near if y.holder == near[0].holder and len(_shared(no, y)[1]) == len(_shared(no, near[0])[1])
        ]
        return best or self._said_before(no)

    def _may(self, no: _Side, yes: _Side, least: int) -> bool:
        return yes.holder != no.holder and not (least > 1 and yes.span in self._ahead)

    def _said_before(self, no: _Side) -> list[_Side]:
        """What somebody else said just before a denial that names no matter: "denied that it was ever raised"."""
        if not no.explicit or not _set("unnamed") & set(no.span.exact.lower().split()):
            return []
        number = bisect_left(self._starts, _place(no)) - 1
        before = self._told[number] if number >= 0 else None
        if before is None or before.holder == no.holder or before.negative or not before.said:
            return []
        gap = before.gap(no)
        return [before] if gap is not None and 0 <= gap < _BESIDE else []


def _same_matter(no: _Side, yes: _Side, least: int) -> bool:
    """Whether two clauses share what happened, and, where both say more, who or what else it is about.

    `least` is how many words beside names they share at least.
    """
    shared, deeds = _shared(no, yes)
    alone = 1 if no.none or (deeds - _weak() and no.span.doc == yes.span.doc) else 2
    return len(deeds) >= least and len(shared) >= min(2, len(yes.terms), max(alone, len(no.terms)))


def _answers(no: _Side, yes: _Side, least: int) -> bool:
    """Whether a denial stands so near to what somebody said that one word tells what it answers."""
    gap = yes.gap(no)
    if gap is None or not yes.said or (yes.negative and (yes.explicit or not no.explicit)):
        return False
    first = 0 if no.explicit or least > 1 else -_ON
    last = _ANSWERED if least == 1 else _ON
    return first <= gap < last and bool(_shared(no, yes)[1] - (set() if no.explicit or no.none else _weak()))


def _place(side: _Side) -> tuple[str, int]:
    return side.span.doc, side.span.start


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
