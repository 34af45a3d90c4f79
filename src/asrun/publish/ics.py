"""The account as a calendar (RFC 5545, RFC 7986): one event with one UID for life, moved and cancelled in place."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from asrun.model.account import Account, ChangeLine, EventAccount, Known, ZoneColumn
from asrun.model.time import Day, DayPart, Instant, duration_seconds
from asrun.publish import Options
from asrun.publish.parts.clock import Moment, clean, clocks, columns, event_day, moment_of, spanned
from asrun.publish.parts.evidence import values
from asrun.publish.parts.rows import people_words, place_words

if TYPE_CHECKING:
    from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
EXTENSION = ".ics"
_REFRESH = timedelta(hours=1)
_WORDS = {"not_held": "did not take place", "replaced": "did not take place as planned"}


def publish(account: Account, options: Options) -> bytes:
    """A calendar of the events that have a clock or a day; the others cannot stand in a calendar and are left out.

    An event stands at its actual, else expected, else planned start; what was called off keeps its planned one. `STATUS` has
    only its three words (CONFIRMED, TENTATIVE, CANCELLED); the rest is told in COMMENT, DESCRIPTION and X-ASRUN-* properties.
    """
    from icalendar import Calendar

    calendar = Calendar()
    name = clean(account.title) or "As run"
    calendar.add("prodid", "-//asrun//as-run account//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    zones = columns(account)
    if zones:
        calendar.add("x-wr-timezone", zones[0].zone)
    told: dict[str, list[ChangeLine]] = {}
    for line in account.changes:
        told.setdefault(line.event or "", []).append(line)
    days: list[date] = []
    names = {e.id: clean(e.summary) for e in account.events}
    for event in account.events:
        start = _start(event)
        if start is None or (options.cancelled == "omit" and status(event) == "CANCELLED"):
            continue
        calendar.add_component(_event(event, start, account, zones, names, told.get(event.id, []), options))
        days.append(start.local.date() if isinstance(start, Instant) else start.day)
    _zones(calendar, days)
    return bytes(calendar.to_ical())


def status(event: EventAccount) -> str:
    """The one word that calendars have for an event's state."""
    if event.outcome in ("held", "ended_early"):
        return "CONFIRMED"
    if event.outcome in ("not_held", "replaced"):
        return "CANCELLED"
    if event.outcome == "contested":
        return "TENTATIVE"
    return {"cancelled": "CANCELLED", "planned": "CONFIRMED"}.get(event.plan, "TENTATIVE")


def _event(
    event: EventAccount,
    start: Instant | Day | DayPart,
    account: Account,
    zones: tuple[ZoneColumn, ...],
    names: dict[str, str],
    changes: list[ChangeLine],
    options: Options,
) -> "Event":
    """One VEVENT; its clocks of the record and its SEQUENCE tell clients which state is the newer one."""
    from icalendar import Event

    entry = Event()
    summary = clean(event.summary) or "Event without a title"
    word = status(event)
    mark = "CANCELLED: " if word == "CANCELLED" and options.cancelled == "mark" else ""
    entry.add("uid", f"{clean(event.id)}@asrun")
    entry.add("summary", mark + summary)
    entry.add("status", word)
    entry.add("sequence", event.revisions)
    stamp = event.recorded_at or account.recorded_by or account.as_of
    stamp = stamp or (
        start.utc if isinstance(start, Instant) else datetime.combine(start.day, datetime.min.time(), UTC)
    )
    entry.add("dtstamp", stamp.astimezone(UTC))
    if event.recorded_at:
        entry.add("last-modified", event.recorded_at.astimezone(UTC))
        entry.add("created", (event.first_recorded_at or event.recorded_at).astimezone(UTC))
    _times(entry, event, start)
    where = place_words(event)
    if where:
        entry.add("location", where)
    stream = [clean(event.calendar)] if event.calendar else []
    entry.add("categories", [event.kind.replace("_", " ").upper(), *stream])
    entry.add("transp", "TRANSPARENT" if word == "CANCELLED" or isinstance(start, Day | DayPart) else "OPAQUE")
    entry.add("description", _description(event, zones, names, changes))
    for comment in _comments(event, changes):
        entry.add("comment", comment)
    _own(entry, event)
    return entry


def _start(event: EventAccount) -> Instant | Day | DayPart | None:
    """Where the event stands in a calendar. A bounded instant ("seen by 12:25") is no start."""
    known = (event.actual_start, event.expected_start, event.planned_start)
    told = [k.value for k in (known[::-1] if status(event) == "CANCELLED" else known) if k]
    instants = [v for v in told if isinstance(v, Instant) and v.bound is None]
    days = [v for v in told if isinstance(v, Day | DayPart)]
    bounded = [Day(v.local.date(), v.zone) for v in told if isinstance(v, Instant)]
    return next(iter((*instants, *days, *bounded)), None)


def _times(entry: "Event", event: EventAccount, start: Instant | Day | DayPart) -> None:
    if not isinstance(start, Instant):
        entry.add("dtstart", start.day)
        return
    entry.add("dtstart", _wall(start))
    end = _end(event, start)
    if end and end.utc > start.utc:
        entry.add("dtend", _wall(end))


def _end(event: EventAccount, start: Instant) -> Instant | None:
    """The actual end, else the planned one, moved along with the start; an early end of no known clock stays open."""
    ends = [k.value for k in (event.actual_end,) if k and isinstance(k.value, Instant) and k.value.bound is None]
    if ends:
        return ends[0]
    if event.outcome == "ended_early":
        return None
    arrived = (
        event.implied_end if event.implied_end and getattr(event.implied_end.value, "bound", None) is None else None
    )
    planned, until = (k.value if k else None for k in (event.planned_start, event.planned_end or arrived))
    if isinstance(planned, Instant) and isinstance(until, Instant):
        length = round((until.utc - planned.utc).total_seconds())
        return until if start.utc == planned.utc else start.shifted(length)
    seconds = duration_seconds(event.planned_duration) if event.planned_duration else None
    return start.shifted(seconds) if seconds else None


def _wall(moment: Instant) -> datetime:
    """The wall clock with its zone; in UTC where summer time ends and TZID alone would name the first of two hours."""
    local = moment.utc.astimezone(ZoneInfo(moment.zone))
    return moment.utc.astimezone(UTC) if local.fold or moment.zone == "UTC" else local


def _description(
    event: EventAccount, zones: tuple[ZoneColumn, ...], names: dict[str, str], changes: list[ChangeLine]
) -> str:
    """The story: state, the three times in all zones, who takes part, how it changed and who says so."""
    day = event_day(event, zones)

    def told(start: Known | None, end: Known | None) -> str:
        first = moment_of(start.value, zones, day, names) if start else Moment("start not known")
        return spanned(first, moment_of(end.value, zones, day, names) if end else None)

    parts = [clean(event.state) + (f", {clean(event.deviation)}" if event.deviation else "")]
    for lane, start, end in (
        ("Planned", event.planned_start, event.planned_end),
        ("Expected", event.expected_start, None),
        ("Actual", event.actual_start, event.actual_end),
    ):
        if start or end:
            parts.append(f"{lane}: {told(start, end)}")
    if event.implied_end and not event.actual_end:
        parts.append(f"End not given: {told(event.implied_end, None)}, when the next item is due")
    if event.implied_outcome:
        parts.append(
            f"Nobody told of it: it follows from {names.get(str(event.implied_outcome.value), 'another event')}"
        )
    if event.replaced_by:
        parts.append(f"Instead: {names.get(event.replaced_by, 'another event')}")
    if event.participants:
        parts.append(f"With: {', '.join(people_words(event))}")
    for line in changes:
        known = "; ".join(str(c) for c in clocks(line.known_from, zones[:1], day))
        parts.append(f"{_sure(line)}{clean(line.words)} ({clean(line.claimant)}{', ' + known if known else ''})")
    spans = dict.fromkeys(s for k in values(event) for s in k.evidence)
    parts += [f'Source: {clean(s.doc)}@{s.start}-{s.end} "{clean(s.exact)}"' for s in list(spans)[:4]]
    return "\n".join(parts)


def _comments(event: EventAccount, changes: list[ChangeLine]) -> list[str]:
    """What STATUS cannot say, then each change in words."""
    said = [_WORDS[event.outcome]] if event.outcome in _WORDS else []
    if event.outcome == "contested":
        said.append("sources disagree on whether it took place")
    elif event.outcome == "no_report" and event.plan == "dropped":
        said.append("no longer on its schedule; nobody cancelled it")
    elif event.outcome == "no_report" and event.plan == "postponed":
        said.append("postponed; no new time is given" if not event.expected_start else "postponed")
    return said + [f"{_sure(c)}{clean(c.words)}" for c in changes]


def _sure(line: ChangeLine) -> str:
    return {"hedged": "With reservation: ", "contested": "Contested: "}.get(line.change.certainty, "")


def _own(entry: "Event", event: EventAccount) -> None:
    """Our own properties: the state on its axes and the three starts, exact in UTC."""
    entry.add("x-asrun-state", clean(event.state))
    entry.add("x-asrun-plan", event.plan)
    entry.add("x-asrun-outcome", event.outcome)
    if event.unplanned:
        entry.add("x-asrun-unplanned", "TRUE")
    for name, known in (
        ("planned", event.planned_start),
        ("expected", event.expected_start),
        ("actual", event.actual_start),
    ):
        if known and isinstance(known.value, Instant):
            entry.add(f"x-asrun-{name}-start", f"{known.value.utc.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    if event.deviation:
        entry.add("x-asrun-deviation", clean(event.deviation))


def _zones(calendar: "Calendar", days: list[date]) -> None:
    """The rules of every zone used, around the days of the calendar."""
    if days:
        first, last = min(days), max(days)
        calendar.add_missing_timezones(date(max(first.year - 1, 1), 1, 1), date(min(last.year + 2, 9999), 1, 1))
