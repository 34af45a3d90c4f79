"""How long an event is said to have lasted, where two sources differ."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TypeGuard

from asrun.model.account import Contest, ContestSide, EventAccount
from asrun.model.fact import Change, Fact, Mention, Observation, Statement
from asrun.model.span import Span
from asrun.model.time import Timex
from asrun.model.wordbook import Wordbook
from asrun.reconcile.denials import terms
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import length, say

_WORDS = Wordbook(__package__, "lengths")
_LASTED = _WORDS.pattern("lasted")
_AGAIN = _WORDS.pattern("again")
_VALUE = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?")
_APART, _BEFORE, _NEAR, _RECENT = 10, 60, 400, 40


class _Told(NamedTuple):
    """So many minutes, the words that say it, and whose they are."""

    row: Row
    span: Span
    minutes: int
    holder: str


def lengths(seen: View, events: dict[str, EventAccount], language: str = "en") -> Iterator[Contest]:
    """Events that took two lengths of time by two sources, ten minutes apart and more."""
    clocks: dict[str, list[Timex]] = defaultdict(list)
    for row in seen.facts:
        if isinstance(row.fact, Timex) and row.fact.type == "DURATION":
            clocks[row.fact.span.doc].append(row.fact)
    for those in clocks.values():
        those.sort(key=_start)
    told: list[tuple[str | None, frozenset[str], list[_Told]]] = []
    said = [r for r in seen.facts if isinstance(r.fact, Statement | Observation)] if clocks else []
    own = [r for r in seen.facts if _tells(r.fact)] if clocks else []
    places: set[tuple[str, int]] = set()
    for row in (*said, *own):
        fact = row.fact
        if isinstance(fact, Statement | Observation | Mention | Change):
            holder = fact.speaker if isinstance(fact, Statement) else getattr(fact, "reported_by", None)
            for span in fact.spans:
                for found in _within(row, span, clocks[span.doc], holder or row.added.claimant):
                    if (found.span.doc, found.span.end) in places:
                        continue
                    places.add((found.span.doc, found.span.end))
                    words = span.exact[: found.span.start - span.start]
                    event, about = _event(seen, fact, span), terms(words)
                    same = _beside(told, found, words) or next(
                        (
                            t
                            for e, w, t in reversed(told[-_RECENT:])
                            if (e == event if e and event else _alike(w, about))
                        ),
                        None,
                    )
                    if same is None:
                        told.append((event, about, same := []))
                    same.append(found)
    for event, _, lasted in told:
        first = lasted[0]
        others = [t for t in lasted[1:] if t.holder != first.holder and abs(t.minutes - first.minutes) >= _APART]
        if others:
            known = events.get(event or "")
            if known:
                one, other = (length(60 * t.minutes, language) for t in (first, others[0]))
                words = say(language, "contest.lasted", one=one, other=other, event=known.name)
            else:
                words = say(language, "contest.denied", one=first.span.exact, other=others[0].span.exact)
            sides = (ContestSide(t.span, t.row.added.claimant, t.row.added.valid_from) for t in (first, *others))
            yield Contest("outcome", words, tuple(sides), event if known else None)


def _tells(fact: Fact) -> TypeGuard[Mention | Change]:
    """Whether the document's own words tell of what was held, or how long."""
    if isinstance(fact, Mention):
        return fact.held == "held"
    return isinstance(fact, Change) and fact.kind in ("extended", "shortened") and fact.certainty == "asserted"


def _beside(told: list[tuple[str | None, frozenset[str], list[_Told]]], found: _Told, words: str) -> list[_Told] | None:
    """What another tells just before of the same, where a pronoun goes on with it: "it went on for two hours"."""
    last = told[-1][2] if told else []
    if not last or last[-1].holder == found.holder or not _AGAIN.fullmatch(words):
        return None
    gap = found.span.start - last[-1].span.end if last[-1].span.doc == found.span.doc else -1
    return last if 0 <= gap < _NEAR else None


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two clauses name one happening: by two words of weight, or by all that the shorter has."""
    return len(some & others) >= max(1, min(2, len(some), len(others)))


def _start(timex: Timex) -> int:
    return timex.span.start


def _within(row: Row, span: Span, clocks: list[Timex], holder: str) -> Iterator[_Told]:
    """The lengths that the words of a span tell."""
    if len(span.exact) != span.end - span.start:
        return
    for timex in islice(clocks, bisect_left(clocks, span.start, key=_start), None):
        if timex.span.start >= span.end:
            break
        at = timex.span.start - span.start
        value = _VALUE.fullmatch(timex.value)
        if timex.span.end > span.end or value is None:
            continue
        cue = _LASTED.search(span.exact, max(0, at - _BEFORE), at)
        if cue:
            words = span.exact[cue.start() : timex.span.end - span.start]
            whole = Span(span.doc, span.start + cue.start(), timex.span.end, words)
            yield _Told(row, whole, 60 * int(value[1] or 0) + int(value[2] or 0), holder)


def _event(seen: View, fact: Statement | Observation | Mention | Change, span: Span) -> str | None:
    """The event that lasted: what is seen, what the words name, else what was named before them."""
    about = seen.event(fact.about) if isinstance(fact, Observation) and isinstance(fact.about, Mention) else None
    named = seen.events_within(span)
    return about or (named[0] if named else seen.event_before(span, _NEAR)) or ""
