"""Replies: what another answers to what somebody has just said, by how it begins: "But witnesses said that nobody came".

A denial that there was any such thing at all, "no sum was ever named", answers the deed another side told just before.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from asrun.model.fact import Claim, Disagreement, Statement
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.opposites import deeds, numbers

_WORDS = Wordbook(__package__, "replies")
_AGAINST = _WORDS.pattern("against", re.I)
_WHO = _WORDS.pattern("who", re.I)
_COUNT = _WORDS.pattern("count", re.I)
_OF_ALL = _WORDS.pattern("of_all", re.I)
_DEALING = _WORDS.pattern("dealing", re.I)
_TO_COME = _WORDS.pattern("to_come", re.I)
_BACK, _FEW = 600, 4
Side = Callable[[str | None], str | None]
# What is refused is no denial of a fact.
_REFUSING = tuple(
    f"claims.{p}" for p in ("could", "would", "will", "can", "was_willing", "reached_agreement", "refused")
)


def replies(
    context: Context, statements: Sequence[Statement], claims: Sequence[Claim], side: Side
) -> Iterator[Disagreement]:
    """What is said, and what another says against it right behind; `side` is for whom somebody speaks."""
    said = sorted((s for s in statements if s.spans and s.speaker), key=lambda s: s.spans[0].start)
    starts = [s.spans[0].start for s in said]
    for claim in claims:
        own = claim.spans[0]
        of_all = claim.polarity == "-" and _of_all(claim)
        sentence = context.sentences.at(own.start)
        if sentence is None or not (of_all or _answers(context, claim, sentence.start)):
            continue
        number = bisect_left(starts, own.start)
        before = next((s for s in reversed(said[max(0, number - _FEW) : number]) if s.speaker != claim.holder), None)
        if before is None or not 0 <= own.start - before.spans[-1].end < _BACK:
            continue
        if of_all and not _answers(context, claim, sentence.start) and not _deed(claims, before, claim):
            continue
        if _WHO.match(own.exact) and not _told_of(context, before, {claim.holder, side(claim.holder)}):
            continue
        matter = _matter(claims, before)
        yield Disagreement("outcome", (matter, own), f'"{own.exact}" answers "{matter.exact}"', "replies")


def _of_all(claim: Claim) -> bool:
    """Whether a claim denies that there was any such thing: "no sum was ever named", "nobody asked us for anything"."""
    words = claim.spans[0].exact
    known = claim.holder is not None and not claim.rule.startswith(_REFUSING)
    return known and bool(_OF_ALL.search(words) and _DEALING.search(words)) and not _TO_COME.search(words)


def _deed(claims: Sequence[Claim], said: Statement, no: Claim) -> bool:
    """Whether what is said tells a deed that somebody may deny, a wish, an offer, a promise, and no other is denied."""
    number = bisect_left(claims, said.spans[0].start, key=lambda c: c.spans[0].start)
    inside = [c for c in claims[number : number + _FEW] if c.spans[0].end <= said.spans[-1].end]
    told, denied = {deeds().get(c.predicate) for c in inside if c.polarity == "+"} - {None}, deeds().get(no.predicate)
    return bool(told) and (denied is None or denied in told)


def counts(context: Context, statements: Sequence[Statement]) -> Iterator[Disagreement]:
    """Another's number right behind a number that somebody told: "Only four came, he said." "I counted nine."."""
    said = sorted((s for s in statements if s.spans and s.speaker), key=lambda s: s.spans[0].start)
    for before, after in pairwise(said):
        one, other = before.spans[-1], after.spans[0]
        found = _COUNT.match(other.exact) if before.speaker != after.speaker else None
        if found is None or not 0 <= other.start - one.end < _BACK // 2:
            continue
        first, second = set(numbers(one.exact)), set(numbers(other.exact))
        clocks = any(t.type == "TIME" for s in (one, other) for t in context.times.between(s.start, s.end))
        if first and second and not first & second and not clocks:
            yield Disagreement("outcome", (one, other), f'"{other.exact}" answers "{one.exact}"', "replies.counts")


def _answers(context: Context, claim: Claim, start: int) -> bool:
    """Whether a claim answers what was said before: "it was the port that asked", "but nobody came"."""
    words = claim.spans[0].exact
    if claim.holder is None or claim.rule.startswith(_REFUSING):
        return False
    if _WHO.match(words):
        return True
    return claim.polarity == "-" and bool(_AGAINST.match(context.document.text, start))


def _told_of(context: Context, said: Statement, who: set[str | None]) -> bool:
    """Whether what is said names some of those."""
    names = (h for span in said.spans for h in context.names.between(span.start, span.end))
    return any(h.name in who for h in names)


def _matter(claims: Sequence[Claim], said: Statement) -> Span:
    """The last claim in what is said that denies nothing, else all of it."""
    last = said.spans[-1].end
    number = bisect_left(claims, said.spans[0].start, key=lambda c: c.spans[0].start)
    inside = [c for c in claims[number : number + _FEW] if c.spans[0].end <= last and c.polarity == "+"]
    return inside[-1].spans[0] if inside else said.spans[-1]
