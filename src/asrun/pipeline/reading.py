"""Reading several documents together: a day or a zone that one leaves open comes from the others, marked as assumed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache, partial

import msgspec

from asrun.model.document import Section
from asrun.model.fact import Change, Fact, Observation, Place, Plan, named_in
from asrun.model.reading import Reading
from asrun.model.source import Given, Snapshot
from asrun.model.time import Instant, Relative, Timex, When, ZoneUse, day_of
from asrun.pipeline.apart import opened_safely, read_safely
from asrun.reading.times.halves import by_plan, in_minutes

# How often is lent: a document that is lent its day can lend its zone, and then tell of the day of a plan.
_ROUNDS = 3
# Bytes of the documents whose words and names are kept for that, which take some thirty times as much.
_KEPT = 4_000_000
# What tells of a day that is over, by how many days it may come after it, and the minutes that its clocks are near by.
_TELLING = ("news_article", "statement", "transcript", "post")
_LATELY, _NEAR = timedelta(days=3), 90


def read_together(snapshots: Sequence[Snapshot], given: Given, others: Sequence[Reading] = ()) -> list[Reading]:
    """The readings of snapshots in order; `others` are known readings that may lend their day and zones as well."""
    if len(snapshots) + len(others) < 2:
        return [read_safely(snapshot, given) for snapshot in snapshots]
    again, outlines, room = list[Callable[[Given], Reading]](), list[tuple[Reading, bool]](), _KEPT
    for snapshot in snapshots:
        opened = opened_safely(snapshot)
        room -= len(snapshot.data)
        outlines.append(opened.outline(given) if room > 0 else (opened.read(given), True))
        again.append(opened.read if room > 0 else partial(read_safely, snapshot))
    lending = (*(outline for outline, _ in outlines), *others)
    known = []
    for reads, (outline, whole) in zip(again, outlines, strict=True):
        lent = _lent_day_and_zones(outline, lambda: lending)
        known.append(outline if whole and lent is outline.given else reads(lent))
    for _ in range(_ROUNDS):
        filled = _all_filled(again, known, (*known, *others))
        if all(one is other for one, other in zip(filled, known, strict=True)):
            break
        known = filled
    return known


def read_among(snapshot: Snapshot, given: Given, doc: str, others: Callable[[], Iterable[Reading]]) -> Reading:
    """The reading of one snapshot under a version's id, with what it leaves open filled from others."""
    opened, lenders = opened_safely(snapshot, doc), cache(lambda: tuple(others()))
    outline, whole = opened.outline(given)
    lent = _lent_day_and_zones(outline, lenders)
    reading = outline if whole and lent is outline.given else opened.read(lent)
    return _filled(opened.read, reading, lenders)


def days_of(reading: Reading) -> set[date]:
    """The days that a document is of and those that its events are on."""
    moments: list[When | None] = [reading.header.created]
    for fact in reading.facts:
        named = [m.starts for m in named_in(fact)]
        moments += [m for m in named if not isinstance(m, Relative)]
        if isinstance(fact, Change):
            moments += [m for m in (fact.before, fact.after) if not isinstance(m, str)]
        elif isinstance(fact, Observation):
            moments.append(fact.at)
    given = reading.given
    days = {day_of(m) for m in moments} | {given.day, given.issued_at.date() if given.issued_at else None}
    return {d for d in days if d}


def _all_filled(
    again: Sequence[Callable[[Given], Reading]], known: Sequence[Reading], lenders: Sequence[Reading]
) -> list[Reading]:
    return [_filled(reads, reading, lambda: lenders) for reads, reading in zip(again, known, strict=True)]


def _filled(again: Callable[[Given], Reading], reading: Reading, lenders: Callable[[], Iterable[Reading]]) -> Reading:
    """The reading, or a second one with a day, zones or the clocks of a plan lent by another document."""
    others = cache(lambda: tuple(lenders()))
    given = _lent_day_and_zones(reading, others)
    if not given.clocks and reading.header.kind != "schedule" and (clocks := _planned(reading, others)):
        given = msgspec.structs.replace(given, clocks=clocks)
    if given.reported is None and (day := _reported(reading, others)):
        given = msgspec.structs.replace(given, reported=day, reported_on=day_of(reading.header.created))
    return reading if given is reading.given else again(given)


def _lent_day_and_zones(reading: Reading, others: Callable[[], Sequence[Reading]]) -> Given:
    """What is given of a document, with a day or zones lent by another one."""
    given, basis = reading.given, dict(reading.given.basis)
    if not any(f for f in reading.facts if not isinstance(f, Section)):
        return given
    if reading.header.created is None and given.day is None:
        for lender in others():
            day = _day(lender)
            if lender.doc != reading.doc and day:
                given = msgspec.structs.replace(given, day=day)
                basis["day"] = f"assumed from {lender.doc}"
                break
    stamped = isinstance(reading.header.created, Instant)
    asks = not given.zones and (stamped or not _tells_venue(reading))
    if asks and (placed := _placed(reading, others())) and (zones := _lent_to(reading, placed)):
        given = msgspec.structs.replace(given, zones=zones)
        basis["zones"] = f"assumed from {placed.doc}"
    if reading.header.partial and given.day is None and (lent := _revised(reading, others())):
        given = msgspec.structs.replace(given, day=_day(lent))
        basis["day"] = f"assumed from {lent.doc}"
    return given if given is reading.given else msgspec.structs.replace(given, basis=basis)


def _planned(reading: Reading, lenders: Callable[[], Iterable[Reading]]) -> tuple[str, ...]:
    """The clocks that the schedules of its days plan, where they put a bare hour of it in the other half of the day."""
    hours = [t.slots for t in reading.facts if isinstance(t, Timex) and "hour" in t.slots and "half" not in t.slots]
    if not hours:
        return ()
    days = days_of(reading)
    schedules = (r for r in lenders() if r.doc != reading.doc and r.header.kind == "schedule")
    starts = (f.starts for r in schedules for f in r.facts if isinstance(f, Plan))
    clocks = sorted({f"{s.local:%H:%M}" for s in starts if isinstance(s, Instant) and s.local.date() in days})
    bare = {int(slots["hour"]) * 60 + int(slots["minute"]) for slots in hours}
    planned = in_minutes(clocks)
    return tuple(clocks) if any(by_plan(minutes, planned) != minutes for minutes in bare) else ()


def _reported(reading: Reading, lenders: Callable[[], Iterable[Reading]]) -> date | None:
    """The earlier day of a plan that a document tells of without naming it: its clocks say which.

    Most of the clocks that stand on its own day are near to those planned for that day, and none to those of its own. None
    where it tells of its own day, or names one.
    """
    own = day_of(reading.header.created)
    plans = any(isinstance(f, Plan) and not f.restates for f in reading.facts)
    if own is None or reading.header.kind not in _TELLING or plans or _named(reading, own) > 1:
        return None
    bare = {
        moment.local.hour * 60 + moment.local.minute
        for fact in reading.facts
        if isinstance(fact, Timex)
        and not fact.anchor.endswith("beside it")
        and isinstance(moment := fact.when, Instant)
        and moment.local.date() == own
    }
    planned: dict[date, set[int]] = defaultdict(set)
    for lender in lenders() if bare else ():
        starts = [f.starts for f in lender.facts if isinstance(f, Plan)] if lender.doc != reading.doc else []
        for start in starts:
            if isinstance(start, Instant) and timedelta() <= own - start.local.date() <= _LATELY:
                planned[start.local.date()].add(start.local.hour * 60 + start.local.minute)
    near = {
        day: sum(any(abs(by_plan(b, [c]) - c) <= _NEAR for c in clocks) for b in bare)
        for day, clocks in planned.items()
    }
    best = max(near, key=lambda d: (near[d], d), default=None)
    return best if best and best != own and not near.get(own) and near[best] * 2 > len(bare) else None


def _named(reading: Reading, own: date) -> int:
    """How often a document names a day: once in its head, then where it tells of it."""
    return sum(isinstance(f, Timex) and f.type == "DATE" and day_of(f.when) == own for f in reading.facts)


def _day(reading: Reading) -> date | None:
    """The day that a document lends: that of most of its plans where it is a schedule, else its own."""
    days = Counter(d for f in reading.facts if isinstance(f, Plan) and (d := _begins(f)))
    if days and reading.header.kind == "schedule":
        return days.most_common(1)[0][0]
    return day_of(reading.header.created) or reading.given.day


def _revised(reading: Reading, lenders: Iterable[Reading]) -> Reading | None:
    """The schedule whose day a revision has that names none but that of its issue."""
    whole = (r for r in lenders if r.doc != reading.doc and r.header.kind == "schedule" and not r.header.partial)
    schedules = [r for r in whole if _day(r)]
    mine = day_of(reading.header.created)
    return None if any(_day(r) == mine for r in schedules) else next(iter(schedules), None)


def _begins(plan: Plan) -> date | None:
    return None if isinstance(plan.starts, Relative) else day_of(plan.starts)


def _tells_venue(reading: Reading) -> bool:
    """Whether a document prints the zone of its clocks: UTC beside single ones or a stamp tells nothing of others."""
    uses = [f for f in reading.facts if isinstance(f, ZoneUse)]
    passing = ("utc", "home") if isinstance(reading.header.created, Instant) else ("utc",)
    return any(use.role not in passing or use.rule != "zones.beside" for use in uses)


def _zones(reading: Reading) -> tuple[str, ...]:
    """The zones that a document prints, the venue's first; those given to it where it prints none."""
    used = sorted((f for f in reading.facts if isinstance(f, ZoneUse)), key=lambda z: (z.role != "local", z.order))
    return tuple(dict.fromkeys(z.zone for z in used)) or reading.given.zones


def _placed(reading: Reading, lenders: Iterable[Reading]) -> Reading | None:
    """The first other document that is a schedule or prints its zones, else an article with a date line, else any.

    An article with a date line of its own takes no zone of one that is merely placed by what it names.
    """
    own = _has_dateline(reading)
    dated = named = None
    for other in (r for r in lenders if r.doc != reading.doc and _lent(r)):
        if other.header.kind == "schedule" or _prints_zones(other):
            return other
        if _has_dateline(other):
            dated = dated or other
        named = named or other
    return None if own else dated or named


def _prints_zones(reading: Reading) -> bool:
    declared = reading.given.zones and reading.given.basis.get("zones", "declared") == "declared"
    return bool(declared) or any(isinstance(f, ZoneUse) for f in reading.facts)


def _has_dateline(reading: Reading) -> bool:
    places = (f for f in reading.facts if isinstance(f, Place) and f.zone)
    article = reading.header.kind == "news_article"
    return article and any(m.form == "dateline" for place in places for m in place.mentions)


def _lent(reading: Reading) -> tuple[str, ...]:
    """The zones that a document lends: its own, else the one that most of its clocks are in, else its days."""
    times = [f for f in reading.facts if isinstance(f, Timex) and f.zone]
    placed = Counter(f.zone for f in [t for t in times if t.utc] or times)
    return _zones(reading) or tuple(zone for zone, _ in placed.most_common(1) if zone)


def _lent_to(reading: Reading, placed: Reading) -> tuple[str, ...]:
    """The zones lent to a reading, none where its own words tell the venue's.

    Where the lender marks each clock with its zone, a report of the day happens in the one that its stamp has; where
    clocks stand in pairs it may be written at home.
    """
    zones, written = _lent(placed), reading.header.created
    own = written.zone if isinstance(written, Instant) else None
    marked = {f.utc: f.zone for f in placed.facts if isinstance(f, Timex) and f.utc}
    clocks = sum(isinstance(f, Timex) and f.utc is not None for f in placed.facts)
    if own in zones and len(set(marked.values())) > 1 and len(marked) == clocks:
        local = next((f.zone for f in reading.facts if isinstance(f, ZoneUse) and f.role == "local"), None)
        return () if local == own else tuple(dict.fromkeys((own, *zones)))
    return () if _tells_venue(reading) else zones


def facts_at(reading: Reading, start: int, end: int) -> list[Fact]:
    """The facts of a reading whose words touch text[start:end], the tightest first."""
    touched = []
    for fact in reading.facts:
        if isinstance(fact, Section):
            continue
        hits = [s for s in fact.spans if s.start < end and start < s.end]
        if hits:
            touched.append((min(s.end - s.start for s in hits), fact))
    return [fact for _, fact in sorted(touched, key=lambda t: t[0])]
