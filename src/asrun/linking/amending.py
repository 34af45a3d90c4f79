"""A revision that lists only changes, applied to the version before: each amendment on the item that it names.

An item is named by its old clock first, then by words; a clock without its half of the day is that of either. What is not
named stays as it was.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

import msgspec

from asrun.linking.damage import damage_key
from asrun.linking.fields import differences, event_of
from asrun.linking.likeness import words
from asrun.model.comparison import Comparison, Difference, Match
from asrun.model.fact import Amendment, ChangeKind, Plan
from asrun.model.notice import Notice
from asrun.model.time import Day, DayPart, Instant, Start, When, duration_seconds, instant

_CLOCK, _WORDS = 60, 40
_TELLING, _APART, _KIND = 0.5, 0.2, 0.6
_HALF_DAY = 12 * 60


class Amended(NamedTuple):
    """What amendments come to: the comparison, its matches in order of the amendments, and all plans as they stand then."""

    comparison: Comparison
    named: tuple[tuple[Amendment, Match], ...]
    plans: tuple[Plan, ...]


def amend(
    amendments: Sequence[Amendment], added: Sequence[Plan], before: Sequence[Plan], gone: Sequence[Plan]
) -> Amended:
    """The plans of the version before after a revision; `gone` are those that only versions before that had."""
    now: dict[int, Plan | None] = {id(p): p for p in before}
    found: list[Difference] = []
    named: list[tuple[Amendment, Match]] = []
    notices: list[Notice] = []
    back: list[Plan] = []
    for one in amendments:
        match = _back(one, gone, before, notices) if one.action == "restore" else _named(one, before, notices)
        if match is None:
            continue
        named.append((one, match))
        old = match.before
        if one.action == "restore":
            back += [] if id(old) in now else [old]
            found.append(_whole("restored", old, one))
        elif one.action in ("cancel", "drop"):
            now[id(old)] = None
            found.append(_whole("cancelled" if one.action == "cancel" else "dropped", old, one))
        elif standing := now[id(old)]:
            now[id(old)] = _amended(standing, one, standing is old)
    for plan in before:
        new = now[id(plan)]
        if new is not None and new is not plan:
            found += differences(Match(plan, new, 100, ""))
    fresh = [p for p in added if not any(p.starts == o.starts and words(p.summary) == words(o.summary) for o in before)]
    found += [Difference("added", event_of(p), p.summary, None, None, p.starts, None, p.spans[:1]) for p in fresh]
    plans = tuple(p for p in now.values() if p) + tuple(back) + tuple(fresh)
    returned = tuple(m for _, m in named if id(m.before) not in now)
    matches = tuple(m for _, m in named if id(m.before) in now)
    return Amended(Comparison(tuple(found), (), matches, tuple(notices), returned), tuple(named), plans)


def _whole(kind: ChangeKind, plan: Plan, one: Amendment) -> Difference:
    """An item that goes or comes back."""
    before, after = (None, plan.starts) if kind == "restored" else (plan.starts, None)
    return Difference(kind, event_of(plan), plan.summary, None, before, after, None, plan.spans[:1] + one.spans[:1])


def _back(one: Amendment, gone: Sequence[Plan], before: Sequence[Plan], notices: list[Notice]) -> Match | None:
    """The item that comes back: one that only versions before had, else one that the version before called off itself."""
    return _named(one, gone, []) or _named(one, before, notices)


def _named(one: Amendment, plans: Sequence[Plan], notices: list[Notice]) -> Match | None:
    """The item that an amendment names, or a notice why it names none."""
    scored = sorted(((*_scored(one, p), -n, p) for n, p in enumerate(plans)), reverse=True, key=lambda s: s[:4])
    told = f'"{one.spans[0].exact}"'
    best = scored[0] if scored else None
    if best is None or (not best[0] and best[1] < _TELLING):
        message = (
            f"{told} names no item of the version before; nothing was changed by it; its old clock and words would do"
        )
        notices.append(Notice("revision-names-nothing", "warning", message, one.spans[0]))
        return None
    rival = scored[1] if len(scored) > 1 else None
    if rival and rival[0] == best[0] and best[1] - rival[1] < _APART:
        names = f'"{best[4].summary}" and "{rival[4].summary}"'
        message = f"{told} names {names} alike; nothing was changed by it; more of its words would do"
        notices.append(Notice("revision-names-several", "warning", message, one.spans[0]))
        return None
    reasons = [f"its old clock: {one.was}"] if best[0] else []
    reasons += [f"{round(best[1] * 100)} of 100 of its words"] if best[1] else []
    return Match(best[4], best[4], round(_CLOCK * best[0] + _WORDS * best[1]), "named by " + "; ".join(reasons))


def _scored(one: Amendment, plan: Plan) -> tuple[bool, float, float]:
    """Whether the old clock is the item's; how many of the words it has, and how much of it these are."""
    wall = _wall(plan.starts)
    clock = bool(one.was and wall and _minutes(one.was, wall) == wall.hour * 60 + wall.minute)
    mine, own = _keys(one.words), _keys(plan.summary)
    beside = (plan.place, plan.origin, plan.destination, *plan.participants)
    others = _keys(" ".join(w for w in beside if w)) - own
    kind = _keys(plan.kind.replace("_", " ")) - own - others
    shared = len(mine & (own | others)) + _KIND * len(mine & kind)
    return clock, shared / len(mine) if mine else 0.0, len(mine & own) / len(own) if own else 0.0


def _keys(said: str) -> set[str]:
    """The telling words of a text, each by its key."""
    return {damage_key(w) for w in words(said)}


def _wall(when: Start | None) -> datetime | None:
    """The wall clock of a start that has one."""
    if isinstance(when, Instant):
        return when.local.replace(tzinfo=None)
    if isinstance(when, Day) and when.clock:
        return datetime.combine(when.day, time.fromisoformat(when.clock))
    return None


def _minutes(clock: str, beside: datetime) -> int:
    """The minutes after midnight of a clock as printed; without its half of the day that nearest to another moment."""
    hour, _, minute = clock.partition(":")
    value = int(hour) * 60 + int(minute)
    if len(hour) > 1 or not hour:
        return value
    other = beside.hour * 60 + beside.minute
    return min((value % _HALF_DAY, value % _HALF_DAY + _HALF_DAY), key=lambda v: abs(v - other))


def _amended(plan: Plan, one: Amendment, first: bool) -> Plan:
    """An item with the new values of an amendment; its words come first among those that it rests on."""
    starts, ends = plan.starts, plan.ends
    seconds = duration_seconds(one.delta) if one.delta else None
    if one.starts:
        starts = _at(starts, one.starts)
    elif seconds and isinstance(starts, Instant):
        starts = starts.shifted(seconds)
    if starts != plan.starts and isinstance(ends, Instant):
        moved = isinstance(starts, Instant) and isinstance(plan.starts, Instant)
        ends = ends.shifted(round((starts.utc - plan.starts.utc).total_seconds()), ends.basis) if moved else None  # type: ignore[union-attr]
    if one.action == "postpone" and isinstance(starts, Instant | Day | DayPart):
        starts, ends = Day(starts.local.date() if isinstance(starts, Instant) else starts.day), None
    length = duration_seconds(one.duration) if one.duration else None
    if one.ends:
        ends = _after(_at(starts, one.ends), starts)
    elif length and isinstance(starts, Instant) and ends:
        ends = starts.shifted(length)
    return msgspec.structs.replace(
        plan,
        starts=starts,
        ends=ends,
        duration=one.duration if length and not ends else None if one.ends or length else plan.duration,
        place=one.place or plan.place,
        tentative=one.action == "tentative" or (plan.tentative and one.action != "confirm"),
        spans=one.spans + plan.spans if first else plan.spans,
    )


def _at(starts: Start | None, clock: str) -> When | None:
    """A clock on the day of an item, in its zone."""
    wall = _wall(starts)
    if wall is None:
        return None
    minutes = _minutes(clock, wall)
    moment = datetime.combine(wall.date(), time()) + timedelta(minutes=minutes)
    if isinstance(starts, Instant):
        return instant(moment, starts.zone)
    return Day(wall.date(), getattr(starts, "zone", None), "stated", f"{moment:%H:%M}")


def _after(ends: When | None, starts: Start | None) -> When | None:
    """An end that lies after its start: past midnight where it has to."""
    if isinstance(ends, Instant) and isinstance(starts, Instant) and ends.utc < starts.utc:
        return ends.shifted(86400, ends.basis)
    return ends
