"""Events that one document tells twice, in print and as data: the data completes the printed item and is no second event.

A printed item and an event of the data (markup of a page, an attached calendar) are one where they begin at the same moment
and share a word of their names. Where their names are the same and only the clock differs, on the same day, they are one
as well, and a notice shows both clocks. The words, the start and whatever else is printed stand; the data gives what is
left open: a zone for a bare clock, the end, the place, the people and the source's own name.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

import msgspec

from asrun.model.document import Document
from asrun.model.fact import Change, Fact, Mention, Plan
from asrun.model.notice import Notice
from asrun.model.time import Day, Instant, Start, day_of

_DATA = frozenset({"event-data.item", "calendar.entry"})
_WORD = re.compile(r"\w{4,}")
_NEAR = 40


def completed(document: Document, told: Sequence[Fact]) -> tuple[list[Fact], list[Notice]]:
    """The facts with each event of the data that is printed too put into its printed item."""
    data = [f for f in told if isinstance(f, Plan) and f.rule in _DATA]
    printed = [f for f in told if isinstance(f, Plan) and f.rule not in _DATA and not f.restates]
    if not data or not printed:
        return list(told), []
    found = _Matching(document, printed, [c for c in told if isinstance(c, Change)])
    pairs = found.pairs(data)
    merged = {id(plan): _merged(plan, event, id(plan) in found.moved) for plan, event in pairs}
    gone = {id(event) for _, event in pairs}
    about: dict[object, Plan] = {(e.summary, e.starts, e.spans[:1]): merged[id(p)] for p, e in pairs}
    kept: list[Fact] = []
    for fact in told:
        if id(fact) in gone:
            continue
        if isinstance(fact, Change) and fact.about:
            kept.append(_about(fact, fact.about, about))
        else:
            kept.append(merged.get(id(fact), fact) if isinstance(fact, Plan) else fact)
    return kept, found.notices


class _Matching:
    """The printed items by their moments and by day and name."""

    def __init__(self, document: Document, printed: Sequence[Plan], changes: Sequence[Change]) -> None:
        self.document = document
        self.notices: list[Notice] = []
        self.moved: set[int] = set()
        self.free = {id(p): p for p in printed}
        self.by_moment: dict[object, list[Plan]] = {}
        self.by_name: dict[tuple[date | None, str], list[Plan]] = {}
        self.after = {(c.about.summary, c.about.starts): c.after for c in changes if c.about and c.after}
        for plan in printed:
            for key in _keys(plan.starts):
                self.by_moment.setdefault(key, []).append(plan)
            self.by_name.setdefault((_day(plan.starts), _plain(plan.summary)), []).append(plan)

    def pairs(self, data: Sequence[Plan]) -> list[tuple[Plan, Plan]]:
        """Each printed item with the event of the data that it is."""
        found = []
        left = []
        for event in data:
            plan = self._same(event)
            if plan:
                del self.free[id(plan)]
                found.append((plan, event))
            else:
                left.append(event)
        names: dict[tuple[date | None, str], list[Plan]] = {}
        for event in left:
            names.setdefault((_day(event.starts), _plain(event.summary)), []).append(event)
        for key, events in names.items():
            plans = [p for p in self.by_name.get(key, ()) if id(p) in self.free]
            if len(plans) == len(events) == 1:
                del self.free[id(plans[0])]
                found.append((plans[0], events[0]))
                self._differ(plans[0], events[0])
        return found

    def _same(self, event: Plan) -> Plan | None:
        """The first printed item of an event's moment that shares a word with it."""
        words = set(_WORD.findall(event.summary.lower()))
        after = self.after.get((event.summary, event.starts))
        for start in (event.starts, after):
            for key in _keys(start):
                for plan in self.by_moment.get(key, ())[:_NEAR]:
                    if id(plan) not in self.free or not _agree(plan.starts, start):
                        continue
                    line = " ".join(s.exact for s in plan.spans).lower()
                    if words & set(_WORD.findall(line)) or _plain(plan.summary) == _plain(event.summary):
                        if start is not event.starts:
                            self.moved.add(id(plan))
                        return plan
        return None

    def _differ(self, plan: Plan, event: Plan) -> None:
        if not (isinstance(plan.starts, Instant | Day) and isinstance(event.starts, Instant | Day)):
            return
        clocks = [_clock(plan.starts), _clock(event.starts)]
        if not all(clocks):
            return
        message = (
            f'"{plan.summary[:60]}" is printed at {clocks[0]} and marked up at {clocks[1]}; both are of one page; the'
            " printed one stands; a corrected page would do"
        )
        self.notices.append(Notice("markup-disagrees", "warning", message, plan.spans[0]))


def _merged(plan: Plan, event: Plan, moved: bool) -> Plan:
    """A printed item with what the data adds; one printed at its new start gets the start from which it was moved."""
    open_start = plan.starts is None or (isinstance(plan.starts, Day) and isinstance(event.starts, Instant))
    starts = event.starts if open_start or moved else plan.starts
    return msgspec.structs.replace(
        plan,
        starts=starts,
        ends=None if moved else plan.ends or (event.ends if _later(event, starts) else None),
        duration=plan.duration or event.duration,
        place=plan.place or event.place,
        participants=plan.participants or event.participants,
        tentative=plan.tentative or event.tentative,
        uid=plan.uid or event.uid,
        spans=tuple(dict.fromkeys((*plan.spans, *event.spans))),
    )


def _later(event: Plan, starts: Start | None) -> bool:
    """Whether the end of the data can be that of the start that stands."""
    if isinstance(event.ends, Instant) and isinstance(starts, Instant):
        return event.ends.utc > starts.utc
    return event.ends is not None


def _about(change: Change, about: Mention, merged: dict[object, Plan]) -> Change:
    """A change of an event of the data, as one of the printed item."""
    plan = merged.get((about.summary, about.starts, about.spans[:1]))
    if plan is None:
        return change
    return msgspec.structs.replace(
        change,
        about=msgspec.structs.replace(
            about, summary=plan.summary, kind=plan.kind, spans=plan.spans[:1], starts=plan.starts
        ),
    )


def _keys(start: Start | str | None) -> Iterator[object]:
    """What a start is found by: its moment, and its day and clock on the wall."""
    if isinstance(start, Instant):
        yield start.utc
        local = start.local
        yield local.date(), f"{local:%H:%M}"
    elif isinstance(start, Day) and start.clock:
        yield start.day, start.clock


def _agree(one: Start | None, other: object) -> bool:
    """Whether two starts of one key are one moment: where both know their zone it counts."""
    return not (isinstance(one, Instant) and isinstance(other, Instant)) or one.utc == other.utc


def _day(start: Start | None) -> date | None:
    return day_of(start) if isinstance(start, Instant | Day) else None


def _clock(start: Instant | Day) -> str:
    wall: datetime | None = start.local if isinstance(start, Instant) else None
    return f"{wall:%H:%M}" if wall else (start.clock or "") if isinstance(start, Day) else ""


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))
