"""Expected times that follow from others: what comes "after X", and what an event that runs late pushes back.

Both are inferred and say so; the plan stays as it is. An event is pushed back only where the one before it, of the same
publisher, is known to end after its start, and only while nothing was told of it.
"""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from asrun.model.account import EventAccount, Known
from asrun.model.time import Instant, Relative
from asrun.reconcile.measuring import SLIGHT, clock, seconds
from asrun.reconcile.wording import deviation


def expect(events: Mapping[str, EventAccount], language: str) -> dict[str, EventAccount]:
    """The events, with expected starts where these follow from other events."""
    found = dict(events)
    for event in events.values():
        start = event.planned_start.value if event.planned_start else None
        first = found.get(start.after) if isinstance(start, Relative) else None
        end = _end(first) if first else None
        if isinstance(start, Relative) and end and _is_open(event):
            found[event.id] = _expected(event, end.shifted(start.gap_seconds or 0, "inferred"), first, language)
    lines: dict[str | None, list[tuple[Instant, EventAccount]]] = defaultdict(list)
    for event in found.values():
        if planned := clock(event.planned_start):
            lines[event.publisher].append((planned, event))
    for line in lines.values():
        line.sort(key=lambda planned: (planned[0].utc, planned[1].first_seq))
        _push(line, found, language)
    return found


def _push(line: list[tuple[Instant, EventAccount]], found: dict[str, EventAccount], language: str) -> None:
    """Pushes back what follows an event that runs late, down one publisher's line."""
    late: EventAccount | None = None
    for start, planned in line:
        event, free = planned, _end(late) if late else None
        if free and _is_open(event) and clock(event.expected_start) is None and seconds(free, start) >= SLIGHT:
            event = _expected(planned, free.shifted(0, "inferred"), late, language)
            found[event.id] = event
        late = event if _runs_late(event, start) else None


def _is_open(event: EventAccount) -> bool:
    """Whether nothing has been told of what came of an event."""
    return event.outcome == "no_report" and event.plan in ("planned", "tentative")


def _runs_late(event: EventAccount, planned: Instant) -> bool:
    """Whether an event, that is not off, began or is expected after its plan, or ended after it."""
    if event.outcome in ("not_held", "replaced") or event.plan in ("cancelled", "dropped", "postponed"):
        return False
    start, end = clock(event.actual_start) or clock(event.expected_start), clock(event.planned_end)
    ended = clock(event.actual_end)
    if ended and end:
        return seconds(ended, end) >= SLIGHT
    return bool(start and seconds(start, planned) >= SLIGHT)


def _end(event: EventAccount) -> Instant | None:
    """When an event is over, as far as that is known: seen, else its start and planned length, else its planned end."""
    ended, end = clock(event.actual_end), clock(event.planned_end)
    start, planned = clock(event.actual_start) or clock(event.expected_start), clock(event.planned_start)
    if ended or end is None:
        return ended
    return start.shifted(seconds(end, planned)) if start and planned else end


def _expected(event: EventAccount, start: Instant, after: EventAccount | None, language: str) -> EventAccount:
    """An event with an inferred expected start, on the words of the event that it follows."""
    known = [k for k in (after.actual_end, after.actual_start, after.expected_start) if k] if after else []
    evidence = known[0].evidence if known else (after.mentions[:1] if after else ())
    planned = clock(event.planned_start)
    late = seconds(start, planned) if planned else None
    return msgspec.structs.replace(
        event,
        expected_start=Known(Instant(start.utc, planned.zone if planned else start.zone, "inferred"), evidence),
        deviation_seconds=late,
        deviation=deviation(late, language) if late is not None else event.deviation,
        notes=(*event.notes, "expected time inferred" + (f" from {after.summary}" if after else "")),
    )
