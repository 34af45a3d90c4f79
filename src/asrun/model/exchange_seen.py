"""Changes that nobody puts into words: what was seen to begin or to end well off the clock that was planned for it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from asrun.model.account import Account, ChangeLine, EventAccount, Known, ObservationLine
from asrun.model.fact import Change, ChangeKind, Observation
from asrun.model.time import Instant, iso_duration

_SLIGHT, _FAR = 10 * 60, 8 * 3600
"""Seconds: a few minutes that nobody calls late are no change, and what is seen most of a day off is another thing."""
_LATER, _LONGER = (
    frozenset(("delayed", "advanced", "rescheduled", "postponed", "cancelled", "skipped", "replaced")),
    frozenset(("ended_early", "extended", "shortened", "cancelled", "skipped", "replaced")),
)
_BEGINS = {"departure": ("departure",), "arrival": ("arrival",), "journey": ("departure",)}


def seen_changes(account: Account) -> Iterator[ChangeLine]:
    """A delay or an advance for each first sighting of a start, an early or a late end for each last one of an end."""
    told: dict[str, set[str]] = defaultdict(set)
    for line in account.changes:
        if line.event:
            told[line.event].add(line.change.kind)
    seen: dict[str, list[ObservationLine]] = defaultdict(list)
    for one in account.observations:
        if one.event and isinstance(one.observation.at, Instant):
            seen[one.event].append(one)
    for event in account.events:
        kinds = told[event.id]
        late = None
        if not kinds & _LATER:
            late = _off(event, _first(event, seen[event.id]), event.planned_start, ("advanced", "delayed"))
            if late:
                yield late
        if not kinds & _LONGER:
            ends = [o for o in seen[event.id] if o.observation.phase == "ended"]
            off = _off(event, ends[-1] if ends else None, event.planned_end, ("ended_early", "extended"))
            if off and not (off.change.kind == "extended" and (late or "delayed" in kinds)):
                yield off


def _first(event: EventAccount, seen: Sequence[ObservationLine]) -> ObservationLine | None:
    """The sighting by which an event began."""
    phases = _BEGINS.get(event.kind, ("started", "arrival"))
    return next((o for o in seen if o.observation.phase in phases), None)


def _off(
    event: EventAccount, line: ObservationLine | None, planned: Known | None, kinds: tuple[ChangeKind, ChangeKind]
) -> ChangeLine | None:
    """The change from a planned clock to the one that was seen."""
    seen = line.observation if line else None
    due = planned.value if planned else None
    if line is None or seen is None or not isinstance(due, Instant) or not isinstance(seen.at, Instant) or due.bound:
        return None
    seconds = round((seen.at.utc - due.utc).total_seconds())
    if not _SLIGHT <= abs(seconds) <= _FAR or seen.certainty != "asserted":
        return None
    change = _change(seen, kinds[seconds > 0], due, seen.at, seconds)
    return ChangeLine(event.id, change, "", line.claimant, line.known_from, line.seq, due, seen.at)


def _change(seen: Observation, kind: ChangeKind, due: Instant, at: Instant, seconds: int) -> Change:
    return Change(
        kind, seen.spans, seen.about, due, at, iso_duration(seconds), reported_by=seen.reported_by, rule="exchange.seen"
    )
