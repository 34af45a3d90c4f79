"""Claims side by side that cannot all be right, and nobody has settled: each kind by its own pass over the view."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from asrun.model.account import Contest, ContestSide, EventAccount
from asrun.model.fact import Change, Claim, Disagreement, Mention, Observation, Plan, Statement
from asrun.model.span import Span
from asrun.model.time import Instant, Timex
from asrun.reconcile.assurances import superseded
from asrun.reconcile.clocks import apart_in_words, clocks, pauses
from asrun.reconcile.denials import denials, terms
from asrun.reconcile.lengths import lengths
from asrun.reconcile.posted import posted
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import moment, say

_OFF = ("cancelled", "skipped", "replaced")
_TOOK_PLACE = ("started", "in_progress", "ended")
_APART = 10 * 60
# The length of the value of a clock on a day.
_MINUTE = 16
_WORD = re.compile(r"\w+")


def contests(seen: View, events: dict[str, EventAccount], language: str = "en") -> tuple[Contest, ...]:
    """What documents disagree about, in themselves and with each other; each pair of places once."""
    found: dict[frozenset[Span], Contest] = {}
    passes = (
        _told(seen), denials(seen, language), _outcomes(seen, events, language), _clocks(seen, events, language),
        clocks(seen, events, language), lengths(seen, events, language), _attributions(seen, language),
        superseded(seen, events, language), posted(seen, language),
    )  # fmt: skip
    for contest in (c for one in passes for c in one):
        found.setdefault(frozenset(contest.spans), contest)
    corrected = [c.spans for c in found.values() if c.kind == "correction"]
    return tuple(c for c in found.values() if c.kind != "date" or not any(_inside(c.spans, s) for s in corrected))


def _inside(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether each of some spans lies in one of the others: what a correction put right is open no longer."""
    return all(any(o.doc == s.doc and o.start <= s.start and s.end <= o.end for o in others) for s in some)


def _side(row: Row, span: Span | None = None) -> ContestSide:
    return ContestSide(span or row.fact.spans[0], row.added.claimant, row.added.valid_from)  # type: ignore[union-attr]


def _told(seen: View) -> Iterator[Contest]:
    """What one document disagrees about in itself, and what it corrects, in itself or in another."""
    rows = [(r, r.fact) for r in seen.facts if isinstance(r.fact, Disagreement) and r.fact.kind != "outcome"]
    corrected = any(d.kind == "correction" for _, d in rows)
    clocks = [(r, r.fact) for r in seen.facts if isinstance(r.fact, Timex)] if corrected else []
    for row, told in rows:
        sides = [_side(row, s) for s in told.spans]
        if told.kind == "correction":
            values = {t.value for _, t in clocks if any(_within(t.span, s) for s in told.spans)}
            values = {v for v in values if len(v) == _MINUTE} or values
            walls = {v[-5:] for v in values if len(v) == _MINUTE}
            wrong = [
                (r, t.span) for r, t in clocks
                if (t.value in values or (len(t.value) == _MINUTE and t.value[-5:] in walls))
                and not any(_within(t.span, s) for s in told.spans) and r.seq <= row.seq
            ]  # fmt: skip
            wrong.sort(key=lambda w: w[1].doc == told.spans[0].doc)
            sides += [_side(r, _sentence(seen, s)) for r, s in wrong[:1]] or _alike(seen, row, told)
            if len(sides) == 1 and (len(values) < 2 or told.rule == "disagreements.instead"):
                continue
        yield Contest(told.kind, told.message, tuple(sides))


def _alike(seen: View, row: Row, told: Disagreement) -> list[ContestSide]:
    """The sighting before a correction whose words and phase it repeats at another clock: "the doors opened at 0912"."""
    own = [r.fact for r in seen.facts if isinstance(r.fact, Observation) and _within(r.fact.spans[0], told.spans[0])]
    words = terms(told.spans[0].exact)
    found: list[tuple[int, Row, Observation]] = []
    for other in seen.facts:
        fact = other.fact
        if not isinstance(fact, Observation) or other.seq > row.seq or not isinstance(fact.at, Instant):
            continue
        if any(_within(fact.spans[0], s) for s in told.spans) or any(o.at == fact.at for o in own):
            continue
        same = any(o.about and fact.about and seen.event(o.about) == seen.event(fact.about) for o in own)
        shared = len(words & terms(fact.spans[0].exact)) + same
        put = any(o.phase == fact.phase and (same or _same_words(o, fact)) for o in own)
        if shared > 1 or put:
            found.append((shared, other, fact))
    best = max(found, key=lambda f: f[0], default=None)
    return [_side(best[1], best[2].spans[0])] if best else []


def _same_words(own: Observation, other: Observation) -> bool:
    """Whether the words of a corrected sighting are all in another."""
    words = terms(own.spans[0].exact)
    return bool(words) and words <= terms(other.spans[0].exact)


def _within(inner: Span, outer: Span) -> bool:
    return inner.doc == outer.doc and outer.start <= inner.start and inner.end <= outer.end


def _sentence(seen: View, span: Span) -> Span:
    """The words of the sighting or change that a clock stands in, else the clock."""
    for row in seen.facts:
        if isinstance(row.fact, Observation | Change) and _within(span, row.fact.spans[0]):
            return row.fact.spans[0]
    return span


def _outcomes(seen: View, events: dict[str, EventAccount], language: str) -> Iterator[Contest]:
    """Events that one source calls off, or denies, and another has seen take place."""
    for event in events.values():
        rows = seen.rows[event.id]
        yield from _overruled(event, rows, language)
        off = [_side(r) for r in rows if isinstance(r.fact, Change) and r.fact.kind in _OFF and _sure(r.fact)]
        off += [_side(r) for r in rows if isinstance(r.fact, Claim)]
        held = [
            _side(r) for r in rows
            if isinstance(r.fact, Observation) and r.fact.phase in _TOOK_PLACE and _sure(r.fact) and r.fact.at
        ]  # fmt: skip
        held += [_side(r) for r in rows if isinstance(r.fact, Mention) and r.fact.held == "held" and not r.fact.titles]
        pair = [(a, b) for a in off for b in held if a.claimant != b.claimant and a.span != b.span]
        if pair and event.outcome == "contested":
            sides = tuple(dict.fromkeys(s for p in pair for s in p))
            yield Contest("outcome", say(language, "contest.outcome", event=event.name), sides, event.id)


def _sure(fact: Change | Observation) -> bool:
    return fact.certainty == "asserted"


def _overruled(event: EventAccount, rows: list[Row], language: str) -> Iterator[Contest]:
    """Changes that a better claimant overrules, beside that claimant's."""
    told = [r for r in rows if isinstance(r.fact, Change) and _sure(r.fact)]
    stand = [r for r in told if r.fact.spans[0] not in event.overruled]  # type: ignore[union-attr]
    for row in told:
        if row.fact.spans[0] in event.overruled and stand:  # type: ignore[union-attr]
            words = say(language, "contest.overruled", event=event.name, who=stand[-1].added.claimant)
            yield Contest("outcome", words, (_side(row), _side(stand[-1])), event.id)


def _clocks(seen: View, events: dict[str, EventAccount], language: str) -> Iterator[Contest]:
    """Starts, ends and plans of one event that two sources give apart; the same instant in other words is agreement."""
    for event in events.values():
        rows = seen.rows[event.id]
        moved = any(isinstance(r.fact, Change) for r in rows)
        told: dict[str, list[tuple[Row, Instant]]] = defaultdict(list)
        for row in rows:
            fact = row.fact
            if isinstance(fact, Observation) and isinstance(fact.at, Instant) and _sure(fact):
                if fact.phase in ("started", "ended", "arrival", "departure") and not pauses(fact.spans[0].exact):
                    told[fact.phase].append((row, fact.at))
            elif isinstance(fact, Plan) and isinstance(fact.starts, Instant) and not moved and _publisher(seen, row):
                told["planned"].append((row, fact.starts))
        for phase, pairs in told.items():
            first, when = pairs[0]
            for row, other in pairs[1:]:
                apart = abs((other.utc - when.utc).total_seconds()) >= (_APART if phase != "planned" else 60)
                strangers = _source(seen, row) != _source(seen, first)
                elsewhere = phase in ("arrival", "departure") and apart_in_words(_words(first), _words(row))
                if apart and strangers and not elsewhere and row.added.claimant != first.added.claimant:
                    words = say(
                        language, f"contest.{phase}", event=event.name,
                        one=moment(when, other, language), other=moment(other, when, language),
                    )  # fmt: skip
                    yield Contest("date", words, (_side(first), _side(row)), event.id)
                    break


def _publisher(seen: View, row: Row) -> str | None:
    """Who publishes the schedule that a plan stands in; what an article tells of a plan, and a revision, contest nothing."""
    header = seen.headers.get(row.added.version)
    return header.publisher if header and header.kind == "schedule" and not header.label else None


def _words(row: Row) -> str:
    return row.fact.spans[0].exact  # type: ignore[union-attr]


def _source(seen: View, row: Row) -> str:
    version = seen.versions.get(row.added.version)
    return version.source if version else row.added.version


def _attributions(seen: View, language: str) -> Iterator[Contest]:
    """One quotation in the mouths of two speakers."""
    said: dict[str, tuple[Row, Statement, Span]] = {}
    for row in seen.facts:
        if not isinstance(row.fact, Statement) or not row.fact.speaker:
            continue
        for quote in row.fact.quotes:
            words = _WORD.findall(quote.exact.lower())
            if len(words) < 4:
                continue
            key = " ".join(words)
            first = said.setdefault(key, (row, row.fact, quote))
            if first[0] is not row and first[1].speaker != row.fact.speaker:
                told = say(language, "contest.attribution", one=first[1].speaker, other=row.fact.speaker)
                yield Contest("attribution", told, (_side(first[0], first[2]), _side(row, quote)))
