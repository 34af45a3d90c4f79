"""Rebuttals: "X disputed that" and the like, which deny what another has just said."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from asrun.model.fact import Claim, Disagreement, Statement
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.opposites import differing
from asrun.reading.quotes.words import lists
from asrun.reading.sentences import Sentence


def _listed(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_WORDS = Wordbook(
    __package__, "rebuttals", untrue=lambda: _listed(lists().untrue), judgement=lambda: _listed(lists().judged)
)
_WHAT = _WORDS.pattern("what")
_JUDGES = _WORDS.pattern("judges", re.I)
_JUDGED = _WORDS.pattern("judged", re.I)
_SHORT = _WORDS.pattern("short", re.I)
_DISMISSED = _WORDS.pattern("dismissed", re.I)
_HEARSAY = _WORDS.pattern("hearsay", re.I)
_OF_IT = _WORDS.pattern("of_it", re.I)
_BACK, _ON, _FEW, _LONG, _NEAR = 900, 500, 8, 60, 3


def rebuttals(context: Context, statements: Sequence[Statement], claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """What a speaker said or claimed, and what whoever rebuts it says after or instead."""
    accused = [Statement(c.holder, "indirect", c.spans) for c in claims if c.predicate == "accused" and c.holder]
    said = sorted((s for s in (*statements, *accused) if s.spans), key=lambda s: s.spans[0].start)
    starts = [s.spans[0].start for s in said]
    yield from _judged(said)
    held = sorted(claims, key=lambda c: c.spans[0].start)
    yield from _denied(context, said, held)
    text, calls = context.document.text, _WORDS.words("calls")
    for start, end in context.sentences.filed.spots(_WORDS.words("rebuts") | calls | differing()).all if said else ():
        told = text[start:end].lower()
        sentence = context.sentences.at(start)
        judged = told in differing() or (_JUDGES if told in calls else _WHAT).match(text, end)
        if sentence is None or not (judged or _DISMISSED.match(text, end)):
            continue
        number = bisect_right(starts, start)
        who = {h.name for h in context.names.between(sentence.start, start)}
        before = next((s for s in reversed(said[max(0, number - _FEW) : number]) if s.speaker not in who), None)
        if before is None or before.spans[-1].end > start or before.spans[0].start < sentence.start - _BACK:
            continue
        after = said[number] if number < len(said) and starts[number] < end + _ON else None
        if after and (after.speaker is None or after.speaker == before.speaker):
            continue
        matter, own = _claim(held, before.spans[0], last=True), context.document.span(sentence.start, sentence.end)
        spans = [own]
        if after:
            reply = _claim(held, after.spans[0])
            spans = [reply] if sentence.start <= reply.start < sentence.end else [own, reply]
        message = f'"{spans[-1].exact}" is said against "{matter.exact}"'
        yield Disagreement("outcome", (matter, *spans), message, "rebuttals")


def _judged(said: Sequence[Statement]) -> Iterator[Disagreement]:
    """What is said, and what another makes of it right behind: ", a charge the union calls absurd"."""
    for first, second in pairwise(said):
        near = 0 <= second.spans[0].start - first.spans[-1].end < _FEW
        if near and second.speaker != first.speaker and _JUDGED.match(second.spans[0].exact):
            matter, reply = first.spans[-1], second.spans[0]
            yield Disagreement(
                "outcome", (matter, reply), f'"{reply.exact}" is said of "{matter.exact}"', "rebuttals.judged"
            )


def _denied(context: Context, said: Sequence[Statement], claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """What is told or asked, and a bare denial right behind: "One paper says that the mill was sold. It was not."."""
    text, last = context.document.text, -1
    short = [(c.spans[0], c.holder) for c in claims if c.polarity == "-"]
    short += [(s.spans[0], s.speaker) for s in said]
    short = sorted((one for one in short if one[0].end - one[0].start <= _LONG), key=lambda one: one[0].start)
    starts = [s.spans[0].start for s in said]
    for reply, speaker in short:
        own = context.sentences.at(reply.start)
        if own is None or own.start == last or not _SHORT.fullmatch(text, reply.start, reply.end):
            continue
        line = context.document.lines[own.line].start
        label = text[line : reply.start].rstrip(' "“').endswith(":")
        before = _prior(context, line if label else own.start)
        one = next(iter(said[: bisect_left(starts, own.start)][-1:]), None)
        heard = _hearsay(context, before)
        if heard:
            last = own.start
            message = f'"{reply.exact}" is said of "{heard.exact}"'
            yield Disagreement("outcome", (heard, reply), message, "rebuttals.bare")
            continue
        if before and one and one.spans[-1].end <= before.start and _OF_IT.match(reply.exact):
            # "The port took another view. That was nonsense, it said."
            before = _prior(context, before.start)
        if before is None or one is None or before.line < own.line - _NEAR or one.spans[-1].end <= before.start:
            continue
        matter = _claim(claims, one.spans[0], last=True)
        asked = matter is one.spans[0] and matter.exact.endswith("?")
        if not asked and (one.speaker is None or one.speaker != speaker):
            last = own.start
            message = f'"{reply.exact}" is said of "{matter.exact}"'
            yield Disagreement("outcome", (matter, reply), message, "rebuttals.bare")


def _hearsay(context: Context, sentence: Sentence | None) -> Span | None:
    """What a sentence tells as the word of nobody in particular: "some have written that the mill was sold"."""
    told = _HEARSAY.search(context.document.text, sentence.start, sentence.end) if sentence else None
    if told is None or sentence is None:
        return None
    return context.document.span(told.end(), sentence.end - (context.document.text[sentence.end - 1] in ".!"))


def _prior(context: Context, start: int) -> Sentence | None:
    """The sentence before text[start:]."""
    ahead = context.document.text[max(0, start - _BACK) : start]
    return context.sentences.at(start - 1 - len(ahead) + len(ahead.rstrip()))


def _claim(held: Sequence[Claim], said: Span, last: bool = False) -> Span:
    """The claim in what is said, of several the first or the last that denies nothing; without any, all of it."""
    number = bisect_left(held, said.start, key=lambda c: c.spans[0].start)
    found = [c for c in held[number : number + _FEW] if c.spans[0].end <= said.end]
    if last:
        found = [c for c in reversed(found) if c.polarity == "+"]
    return found[0].spans[0] if found else said
