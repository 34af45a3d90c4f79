"""What is still to come: events whose time lies after the moment that an account speaks of."""

from collections.abc import Mapping
from datetime import UTC, datetime, time

import msgspec

from asrun.model.account import EventAccount, start_of
from asrun.model.fact import Mention
from asrun.model.time import Day, DayPart, Instant, Start, When
from asrun.reconcile.view import View

_PLANNED = {"No report yet": "Planned"}


class _Last:
    """The moment that is asked about, or by which all was known, else the last that the documents of a view know of.

    A document without a clock reaches to the end of its day, wherever that is: there its words decide what is to come. A
    schedule without one stands before the reports on its day.
    """

    def __init__(self, seen: View, known_by: datetime | None) -> None:
        told = [(_reach(c), name) for name in seen.versions if (c := _issued(seen, name))]
        last = max((m for m, _ in told), default=None)
        if asked := seen.as_of or known_by:
            last = asked.astimezone(UTC)
        elif last:
            schedules = {n for n, h in seen.headers.items() if h.kind == "schedule"}
            same_day = (m for m, n in told if m.date() == last.date() and n not in schedules)
            last = max(same_day, default=last)
        self.moment = last
        newest = {n for m, n in told if last and m.date() == last.date()}
        self.told = {
            event
            for event, rows in seen.rows.items()
            for r in rows
            if r.added.version in newest and isinstance(r.fact, Mention) and r.fact.held == "future"
        }

    def before(self, start: Start | str | None, event: str) -> bool:
        """Whether a start of an event lies after the last moment."""
        told = event in self.told
        if not isinstance(start, Instant | Day | DayPart) or self.moment is None:
            return told
        on, day = start.local.date() if isinstance(start, Instant) else start.day, self.moment.date()
        if _whole(self.moment):
            return on > day or (told and on == day)
        return start.utc > self.moment if isinstance(start, Instant) else on > day


def coming(events: Mapping[str, EventAccount], seen: View, known_by: datetime | None) -> dict[str, EventAccount]:
    """The events, those marked as `ahead` that are open and whose start, however it is known, is still to come."""
    last = _Last(seen, known_by)
    return {e.id: _marked(e, events, last) for e in events.values()}


def _marked(event: EventAccount, events: Mapping[str, EventAccount], last: _Last) -> EventAccount:
    if event.outcome != "no_report" or event.plan == "cancelled":
        return event
    start = start_of(event, events)
    put_off = event.plan == "postponed" and event.expected_start is None
    ahead = put_off or last.before(start, event.id)
    if not ahead:
        return event
    return msgspec.structs.replace(event, ahead=True, state=_PLANNED.get(event.state, event.state))


def _issued(seen: View, version: str) -> When | None:
    """When a document was issued, as declared, else as it says itself."""
    declared = seen.versions[version].given.issued_at
    header = seen.headers.get(version)
    if declared:
        return Instant(declared.astimezone(UTC), "UTC")
    return (header.updated or header.created) if header else None


def _reach(issued: When) -> datetime:
    """The last moment of a document's own time, of a day without a clock its end."""
    if isinstance(issued, Instant):
        return issued.utc
    return datetime.combine(issued.day, time.max, UTC)


def _whole(moment: datetime) -> bool:
    return moment.time() == time.max
