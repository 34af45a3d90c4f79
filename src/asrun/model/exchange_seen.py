"""What was seen, as the exchange form tells it: corrected clocks, and changes that nobody puts into words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from asrun.model.account import Account, ChangeLine, Contest, EventAccount, Known
from asrun.model.fact import Change, ChangeKind, Observation
from asrun.model.span import Span
from asrun.model.time import Instant, Timex, iso_duration

_SLIGHT, _FAR = 10 * 60, 8 * 3600
"""Seconds: a few minutes that nobody calls late are no change, and what is seen most of a day off is another thing."""
_LATER, _LONGER = (
    frozenset(("delayed", "advanced", "rescheduled", "postponed", "cancelled", "replaced")),
    frozenset(("ended_early", "extended", "shortened", "cancelled", "skipped", "replaced")),
)
_BEGINS = {"departure": ("departure",), "arrival": ("arrival",), "journey": ("departure",)}


def corrected(
    seen: Sequence[Observation], clocks: Sequence[Timex], contests: Iterable[Contest]
) -> list[tuple[Observation, tuple[Span, ...]]]:
    """The observations, each with its spans; one that was corrected has the clock and also the spans of its correction."""
    sides = [c.spans for c in contests if c.kind == "correction"]
    gone: set[int] = set()
    put_right: dict[int, tuple[Observation, tuple[Span, ...]]] = {}
    for one in seen:
        for told in (s[0] for s in sides if one.spans[0] in s[1:]):
            others = [o for o in seen if o is not one and _in(o.spans[0], told) and o.at and o.at != one.at]
            others.sort(key=lambda o, old=one: o.phase != old.phase)  # type: ignore[misc]
            times = [t.when for t in clocks if _in(t.span, told) and isinstance(t.when, Instant) and t.when != one.at]
            if others:
                gone.add(id(others[0]))
                right = msgspec.structs.replace(
                    one, at=others[0].at, about=one.about or others[0].about, reported_by=others[0].reported_by,
                    phase=one.phase if others[0].phase == "other" else others[0].phase,
                )  # fmt: skip
                put_right[id(one)] = right, (*one.spans, *others[0].spans)
            elif times:
                put_right[id(one)] = msgspec.structs.replace(one, at=times[0]), (*one.spans, told)
    return [put_right.get(id(o), (o, o.spans)) for o in seen if id(o) not in gone]


def _in(inner: Span, outer: Span) -> bool:
    return inner.doc == outer.doc and outer.start <= inner.start and inner.end <= outer.end


def seen_changes(account: Account, sightings: Iterable[tuple[str | None, Observation]]) -> Iterator[ChangeLine]:
    """A delay or an advance for each first sighting of a start, an early or a late end for each last one of an end."""
    told: dict[str, set[str]] = defaultdict(set)
    for line in account.changes:
        if line.event:
            told[line.event].add(line.change.kind)
    seen: dict[str, list[Observation]] = defaultdict(list)
    for about, one in sightings:
        if about and isinstance(one.at, Instant):
            seen[about].append(one)
    for event in account.events:
        kinds = told[event.id]
        late = None
        if not kinds & _LATER:
            late = _off(event, _first(event, seen[event.id]), event.planned_start, ("advanced", "delayed"))
            if late:
                yield late
        if not kinds & _LONGER:
            ends = [o for o in seen[event.id] if o.phase == "ended"]
            off = _off(event, ends[-1] if ends else None, event.planned_end, ("ended_early", "extended"))
            if off and not (off.change.kind == "extended" and (late or "delayed" in kinds)):
                yield off


def _first(event: EventAccount, seen: Sequence[Observation]) -> Observation | None:
    """The sighting by which an event began."""
    phases = _BEGINS.get(event.kind, ("started", "arrival"))
    return next((o for o in seen if o.phase in phases), None)


def _off(
    event: EventAccount, seen: Observation | None, planned: Known | None, kinds: tuple[ChangeKind, ChangeKind]
) -> ChangeLine | None:
    """The change from a planned clock to the one that was seen."""
    due = planned.value if planned else None
    if seen is None or not isinstance(due, Instant) or not isinstance(seen.at, Instant) or due.bound:
        return None
    seconds = round((seen.at.utc - due.utc).total_seconds())
    if not _SLIGHT <= abs(seconds) <= _FAR or seen.certainty != "asserted":
        return None
    kind = kinds[seconds > 0]
    change = Change(
        kind,
        seen.spans,
        seen.about,
        due,
        seen.at,
        iso_duration(seconds),
        reported_by=seen.reported_by,
        rule="exchange.seen",
    )
    return ChangeLine(event.id, change, "", "", None, 0, due, seen.at)
