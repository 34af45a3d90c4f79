"""What an account of some days or calendars takes in: their events, and of the documents what tells of these."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from asrun.model.account import EventAccount
from asrun.model.days import Days
from asrun.model.time import Day, DayPart, Instant
from asrun.reconcile.view import View


class Scope:
    """The events of the days and calendars that are asked of; `zones` are those of the account."""

    def __init__(
        self,
        seen: View,
        events: Mapping[str, EventAccount],
        days: Days,
        calendars: Collection[str],
        zones: Sequence[str],
    ) -> None:
        self.days, self.zones, self.asked = days, zones, bool(days or calendars)
        self.events = {
            e: a
            for e, a in events.items()
            if (not calendars or a.calendar in calendars) and (not days or any(d in days for d in self._days(a)))
        }
        self.docs = {r.added.version for e in self.events for r in seen.rows[e]}
        for version in seen.versions.values() if self.asked else ():
            header = seen.headers.get(version.id)
            issued = version.given.issued_at or (header.created if header else None)
            if (not calendars or version.given.calendar in calendars) and (not days or self._of(issued)):
                self.docs.add(version.id)

    def holds(self, doc: str, event: str | None, when: datetime | None) -> bool:
        """Whether something is told in it: of one of its events, else in one of its documents on one of its days."""
        if not self.asked or event in self.events:
            return True
        return event is None and doc in self.docs and (when is None or self._of(when))

    def _of(self, when: datetime | Instant | Day | DayPart | None) -> bool:
        """Whether a moment is of the days, in one of the zones."""
        if isinstance(when, Day | DayPart):
            return when.day in self.days
        moment = when.utc if isinstance(when, Instant) else when
        return moment is not None and any(d in self.days for d in self._local(moment, self.zones or ("UTC",)))

    def _days(self, event: EventAccount) -> set[date]:
        """The civil days that an event's starts fall on, in every zone of the account."""
        days: set[date] = set()
        for known in (event.planned_start, event.expected_start, event.actual_start):
            value = known.value if known else None
            if isinstance(value, Instant):
                days |= self._local(value.utc, (value.zone, *self.zones))
            elif isinstance(value, Day | DayPart):
                days.add(value.day)
        return days

    def _local(self, moment: datetime, zones: Sequence[str]) -> set[date]:
        return {moment.astimezone(ZoneInfo(zone)).date() for zone in zones}
