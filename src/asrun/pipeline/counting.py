"""How plans of many days came out: late, by how much, called off with what notice, by calendar and kind of event."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from statistics import median

import msgspec

from asrun.model.account import EventAccount
from asrun.model.entry import EventAdded, standing
from asrun.model.time import Day, DayPart, Instant, day_of
from asrun.pipeline.asking import Question, entries_of
from asrun.reconcile import reconcile
from asrun.record import Record

_SLIGHT = 5 * 60
_OFF = ("cancelled", "postponed", "skipped", "replaced")


class Tally(msgspec.Struct):
    """Planned events of one calendar and kind; lateness and notice are lists of minutes."""

    planned: int = 0
    held: int = 0
    off: int = 0
    dropped: int = 0
    no_report: int = 0
    contested: int = 0
    late: list[int] = []
    early: list[int] = []
    notice: list[int] = []


COLUMNS = (
    "calendar", "kind", "planned", "held", "late", "median_minutes_late", "most_minutes_late", "early", "off",
    "median_minutes_of_notice", "dropped", "contested", "no_report",
)  # fmt: skip


def stats(record: Record, question: Question) -> str:
    """CSV of a row a calendar and kind, of the events planned for the days that are asked of."""
    entries = standing(entries_of(record, question))
    calendars = {e.payload.event: e.payload.calendar for e in entries if isinstance(e.payload, EventAdded)}
    account = reconcile(entries, question.as_of, calendars=question.calendars)
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    called_off: dict[str | None, datetime] = {}
    for line in account.changes:
        if line.known_from and line.change.kind in _OFF and line.change.certainty == "asserted":
            called_off[line.event] = min(line.known_from, called_off.get(line.event, line.known_from))
    for event in account.events:
        day = _day(event)
        if day and day in question.days:
            for kind in (event.kind, "all"):
                _count(tallies[calendars.get(event.id) or "", kind], event, called_off.get(event.id))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(tallies))
    return out.getvalue()


def _day(event: EventAccount) -> date | None:
    start = event.planned_start.value if event.planned_start else None
    return day_of(start) if isinstance(start, Instant | Day | DayPart) else None


def _count(tally: Tally, event: EventAccount, known: datetime | None) -> None:
    """Adds an event to a tally; `known` is since when it is known to be off."""
    tally.planned += 1
    tally.held += event.outcome in ("held", "ended_early")
    tally.dropped += event.plan == "dropped"
    tally.contested += event.outcome == "contested"
    off = event.outcome in ("not_held", "replaced") or event.plan in ("cancelled", "postponed")
    tally.off += off
    tally.no_report += event.outcome == "no_report" and event.plan in ("planned", "tentative")
    planned = event.planned_start.value if event.planned_start else None
    if event.actual_start and event.deviation_seconds and abs(event.deviation_seconds) >= _SLIGHT:
        minutes = round(event.deviation_seconds / 60)
        (tally.late if minutes > 0 else tally.early).append(abs(minutes))
    if off and known and isinstance(planned, Instant):
        tally.notice.append(round((planned.utc - known).total_seconds() / 60))


def _rows(tallies: dict[tuple[str, str], Tally]) -> Iterator[tuple[object, ...]]:
    for (calendar, kind), t in sorted(tallies.items()):
        late = (len(t.late), _median(t.late), max(t.late, default=""))
        yield (
            calendar, kind, t.planned, t.held, *late, len(t.early), t.off, _median(t.notice), t.dropped, t.contested,
            t.no_report,
        )  # fmt: skip


def _median(minutes: list[int]) -> object:
    return round(median(minutes)) if minutes else ""
