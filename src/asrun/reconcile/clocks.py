"""One deed at two clocks: what two sources tell of it, also where neither is known to be of one event."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from asrun.model.account import Contest, ContestSide, EventAccount
from asrun.model.fact import Mention, Observation, Statement
from asrun.model.span import Span
from asrun.model.time import Timex
from asrun.model.wordbook import Wordbook, read_book
from asrun.reconcile.denials import sentences, stem, terms
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import say

_WORDS = Wordbook(__package__, "clocks")
_WORD = re.compile(r"[^\W\d_][\w’']*")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d$")
_PAUSES = _WORDS.pattern("pauses", re.I)
_PRONOUN = _WORDS.pattern("pronoun", re.I)
_PHASES = ("started", "ended", "departure", "arrival")
# So many minutes apart is a difference, so many is another deed; so near behind an answer needs no words of what it answers.
_APART, _FAR, _NEAR = 10, 12 * 60, 300
# So many tellings of one deed are compared.
_MANY = 60


class _Told(NamedTuple):
    """A deed at a clock, the words that tell it, and whose they are."""

    row: Row
    span: Span
    clock: Timex
    deed: str
    words: frozenset[str]
    names: frozenset[str]
    holder: str
    said: bool
    event: str | None


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return read_book(__package__, "clocks")


@cache
def _deeds() -> dict[str, str]:
    """The deed of each stem."""
    return {stem(word): deed for deed, row in _data()["deeds"].items() for word in row}


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_data()["words"][name])


def clocks(seen: View, events: dict[str, EventAccount], language: str = "en") -> Iterator[Contest]:
    """Deeds that two sources tell at clocks ten minutes apart and more, the same deed by its words; each once."""
    told: dict[str, list[_Told]] = defaultdict(list)
    for one in _tellings(seen):
        told[one.deed].append(one)
    for those in told.values():
        answered: set[Span] = set()
        for number, other in enumerate(those[:_MANY]):
            for one in those[:number]:
                if not {one.span, other.span} & answered and _contrary(seen, events, one, other):
                    answered |= {one.span, other.span}
                    words = say(language, "contest.denied", one=one.span.exact, other=other.span.exact)
                    sides = (ContestSide(t.span, t.row.added.claimant, t.row.added.valid_from) for t in (one, other))
                    yield Contest("date", words, tuple(sides))


def _contrary(seen: View, events: dict[str, EventAccount], one: _Told, other: _Told) -> bool:
    """Whether two tellings are of one deed, by two who tell it, at two clocks."""
    strangers = _source(seen, one.row) != _source(seen, other.row) or (one.said and other.said)
    if one.holder == other.holder or not strangers or not _APART <= _apart(one.clock, other.clock) <= _FAR:
        return False
    if one.event and other.event and one.event != other.event and _both_planned(events, one.event, other.event):
        return False
    if one.span.doc == other.span.doc and one.said and other.said:
        gap = other.span.start - one.span.end
        if 0 <= gap < _NEAR and _PRONOUN.match(other.span.exact):
            return True
    shared = one.words & other.words
    if one.deed in _set("moving"):
        return bool(shared - one.names) and shared in (one.words, other.words)
    return len(shared) > 1 or (bool(shared) and shared in (one.words, other.words))


def apart_in_words(one: str, other: str) -> bool:
    """Whether each of two texts of one deed names something that the other does not.

    >>> apart_in_words("the ship left the quay", "the ship left the lock"), apart_in_words("they left", "they left Oslo")
    (True, False)
    """
    first, second = (terms(t) - _deeds().keys() for t in (one, other))
    return bool(first - second and second - first)


def _both_planned(events: dict[str, EventAccount], one: str, other: str) -> bool:
    known = [events[e] for e in (one, other) if e in events]
    return len(known) == 2 and all(e.planned_start for e in known)


def _apart(one: Timex, other: Timex) -> float:
    """Minutes between two clocks; by their wall clocks where neither is placed, none between a placed one and another."""
    if one.utc and other.utc:
        return abs((one.utc - other.utc).total_seconds()) / 60
    if one.utc or other.utc or one.value[:10] != other.value[:10]:
        return 0
    first, second = (60 * int(t.value[11:13]) + int(t.value[14:16]) for t in (one, other))
    return abs(first - second)


def _source(seen: View, row: Row) -> str:
    version = seen.versions.get(row.added.version)
    return version.source if version else row.added.version


def _tellings(seen: View) -> Iterator[_Told]:
    """Deeds at clocks: sightings first, then what is said; a clock is of one telling only."""
    times: dict[str, list[Timex]] = defaultdict(list)
    for row in seen.facts:
        if isinstance(row.fact, Timex) and row.fact.type == "TIME" and _CLOCK.match(row.fact.value):
            times[row.fact.span.doc].append(row.fact)
    for those in times.values():
        those.sort(key=_start)
    known: set[Span] = set()
    sighted = [r for r in seen.facts if isinstance(r.fact, Observation) and r.fact.certainty == "asserted"]
    rows = [r for r in sighted if r.fact.phase in _PHASES]  # type: ignore[union-attr]
    rows += [r for r in seen.facts if isinstance(r.fact, Statement) and r.fact.speaker]
    rows += [r for r in sighted if r.fact.phase not in _PHASES]  # type: ignore[union-attr]
    for row in rows if times else ():
        fact = row.fact
        assert isinstance(fact, Observation | Statement)
        for span in fact.spans[:1] if isinstance(fact, Observation) else [p for s in fact.spans for p in sentences(s)]:
            inside = list(_inside(span, times[span.doc]))
            one = _one(seen, row, fact, span, inside) if len(inside) == 1 and inside[0].span not in known else None
            if one:
                known.add(one.clock.span)
                yield one


def pauses(words: str) -> bool:
    """Whether something stopped only for a while.

    >>> pauses("the talks adjourned for coffee at ten"), pauses("the talks adjourned at ten")
    (True, False)
    """
    return bool(_PAUSES.search(words))


def _one(seen: View, row: Row, fact: Observation | Statement, span: Span, inside: list[Timex]) -> _Told | None:
    clock = inside[0]
    at = clock.span.start - span.start
    before, after = span.exact[:at], span.exact[clock.span.end - span.start :]
    if _set("ahead") & {w.lower() for w in _WORD.findall(before)[-3:]} - ({"by"} if "not" in before else set()):
        return None
    told = _clause(before, after)
    if pauses(span.exact):
        return None
    deed = next((_deeds()[s] for w in reversed(_WORD.findall(told)) if (s := stem(w)) in _deeds()), None)
    deed = deed or (fact.phase if isinstance(fact, Observation) and fact.phase in _PHASES else None)
    if deed is None:
        return None
    words = frozenset(t for t in terms(told) if t not in _deeds())
    names = frozenset(stem(w) for w in _WORD.findall(told)[1:] if w[0].isupper())
    said = isinstance(fact, Statement) or fact.reported_by is not None
    holder = (fact.speaker if isinstance(fact, Statement) else fact.reported_by) or row.added.claimant
    about = fact.about if isinstance(fact, Observation) else None
    event = seen.event(about) if isinstance(about, Mention) else None
    return _Told(row, span, clock, deed, words, names, holder, said, event)


def _clause(before: str, after: str) -> str:
    """The words about the deed: before the clock, or behind one that opens the clause, without reasons."""
    words = before if len(_WORD.findall(before)) > 1 else after
    kept: list[str] = []
    for word in _WORD.findall(words):
        if word.lower() in _set("ends") and kept:
            break
        kept.append(word)
    return " ".join(kept)


def _inside(span: Span, times: list[Timex]) -> Iterator[Timex]:
    if len(span.exact) != span.end - span.start:
        return
    for timex in islice(times, bisect_left(times, span.start, key=_start), None):
        if timex.span.start >= span.end:
            break
        yield timex


def _start(timex: Timex) -> int:
    return timex.span.start
