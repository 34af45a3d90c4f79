"""The whole account: events in order, the story of the changes, who said what, and what the sources are."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

import msgspec

from asrun.model.account import (
    Account,
    ClaimLine,
    Deviation,
    EventAccount,
    Known,
    SourceLine,
    StatementLine,
)
from asrun.model.days import Days
from asrun.model.entry import Entry
from asrun.model.fact import Claim, Statement
from asrun.model.notice import Notice
from asrun.model.time import Day, Instant, Relative, day_of
from asrun.reconcile.changes import change_lines, observation_lines
from asrun.reconcile.claimants import Claimants
from asrun.reconcile.coming import coming
from asrun.reconcile.contests import contests
from asrun.reconcile.expecting import expect
from asrun.reconcile.fold import fold
from asrun.reconcile.highlights import highlights
from asrun.reconcile.implied import implied
from asrun.reconcile.passed import passed
from asrun.reconcile.rules import check
from asrun.reconcile.scope import Scope
from asrun.reconcile.view import View, view
from asrun.reconcile.wording import day
from asrun.reconcile.zones import zone_columns


def reconcile(
    entries: Iterable[Entry],
    as_of: datetime | None = None,
    days: Days = Days(),  # noqa: B008
    calendars: Collection[str] = (),
    language: str = "en",
    known_by: datetime | None = None,
) -> Account:
    """The account of entries: as of a valid time, of some days, of some calendars; of all where nothing is given.

    Entries count in order of `seq`, however they are handed in; to ask for an earlier state of the record, hand in fewer.
    `language` is that of the computed sentences. What lies after `as_of`, else after `known_by`, else after the last
    document is still to come.
    """
    seen = view(entries, as_of)
    columns = zone_columns(seen)
    claimants = Claimants(seen)
    events = {e: fold(e, seen, claimants, language) for e in seen.events if seen.rows.get(e)}
    events = coming(passed(implied(expect(events, language), seen), seen), seen, known_by)
    scope = Scope(seen, events, days, calendars, [c.zone for c in columns])
    venue = columns[0].zone if columns else "UTC"
    ordered = tuple(sorted(scope.events.values(), key=lambda e: _order(e, venue)))
    found = {d for e in ordered if (d := _day(e)) and d in days}
    told_of = tuple(sorted({*days.named, *found}))
    ordered = tuple(_called(e, len(told_of) > 1, language) for e in ordered)
    events = {e.id: e for e in ordered}
    told = change_lines(seen.facts, seen, events, language)
    changes = tuple(
        c for c in told
        if c.event in events or (c.change.about is None and scope.holds(c.change.spans[0].doc, None, c.known_from))
    )  # fmt: skip
    held = tuple(c for c in change_lines(seen.held, seen, events, language) if c.event in events)
    contested = tuple(
        c for c in contests(seen, events, language)
        if any(scope.holds(s.span.doc, c.event, s.known_from) for s in c.sides)
    )  # fmt: skip
    account = Account(
        _title(ordered, told_of),
        told_of,
        as_of,
        seen.head,
        seen.recorded_by,
        columns,
        highlights(ordered, changes, contested, told_of, language),
        ordered,
        changes,
        tuple(o for o in observation_lines(seen) if scope.holds(o.observation.spans[0].doc, o.event, o.known_from)),
        tuple(s for s in _statements(seen) if scope.holds(s.doc, None, s.known_from)),
        tuple(c for c in _claims(seen) if scope.holds(c.span.doc, None, None)),
        contested,
        tuple(s for s in _sources(seen) if not scope.asked or s.doc in scope.docs),
        _notices(seen),
        language=language,
        held=held,
    )
    turn = {e.id: n for n, e in enumerate(ordered)}
    odd = sorted(check(account), key=lambda f: turn.get(f.event or "", -1) if isinstance(f, Deviation) else -1)
    return msgspec.structs.replace(
        account,
        notices=(*account.notices, *(f for f in odd if isinstance(f, Notice))),
        deviations=tuple(f for f in odd if isinstance(f, Deviation)),
    )


_NAMED = 3


def _moment(event: EventAccount) -> Known | None:
    return event.planned_start or event.actual_start or event.expected_start


def _order(event: EventAccount, venue: str) -> tuple[datetime, int]:
    """By planned, else actual start on the venue's clock; what has no clock stands after its day's clocks."""
    known = _moment(event)
    value = known.value if known else None
    if isinstance(value, Instant):
        return Instant(value.utc, venue).local.replace(tzinfo=None), event.first_seq
    if value is None or isinstance(value, str | Relative):
        return datetime.max, event.first_seq
    clock = value.clock if isinstance(value, Day) and value.clock else "23:59"
    return datetime.combine(value.day, time.fromisoformat(clock)), event.first_seq


def _day(event: EventAccount) -> date | None:
    known = _moment(event)
    return day_of(known.value) if known and not isinstance(known.value, str | Relative) else None


def _called(event: EventAccount, dated: bool, language: str) -> EventAccount:
    """The event with the name that sentences call it by: of several days with its own day."""
    on = _day(event) if dated else None
    name = f"{event.summary} ({day(on, language, year=False)})" if on else event.summary
    return msgspec.structs.replace(event, name=name)


def _title(events: tuple[EventAccount, ...], days: tuple[date, ...]) -> str:
    """Whose schedule it is, the calendars or the one publisher that stands out, and of which days."""
    publishers = [e.publisher for e in events if e.publisher and e.planned_start]
    calendars = sorted({e.calendar for e in events if e.calendar})
    most = max(dict.fromkeys(publishers), key=publishers.count, default="")
    who = ", ".join(calendars) if 0 < len(calendars) <= _NAMED else most
    if not days:
        return f"{who}: as run" if who else "As run"
    span = f"{days[0]:%-d %B %Y}" if len(days) == 1 else f"{days[0]:%-d %B %Y} to {days[-1]:%-d %B %Y}"
    return f"{who}, {span}: as run" if who else f"{span}: as run"


def _statements(seen: View) -> tuple[StatementLine, ...]:
    rows = [r for r in seen.facts if isinstance(r.fact, Statement)]
    rows.sort(key=lambda r: r.order)
    return tuple(
        StatementLine(r.fact, r.added.version, r.added.valid_from, r.seq) for r in rows if isinstance(r.fact, Statement)
    )


def _claims(seen: View) -> tuple[ClaimLine, ...]:
    """Claims once each, in the words of their clause."""
    lines = []
    for row in seen.facts:
        if isinstance(row.fact, Claim):
            span = row.fact.spans[0]
            lines.append(ClaimLine(row.fact.holder or row.added.claimant, row.fact.polarity, span.exact, span))
    return tuple(lines)


def _sources(seen: View) -> tuple[SourceLine, ...]:
    """The documents behind the account, in order of arrival."""
    lines = []
    for version in seen.versions.values():
        header = seen.headers.get(version.id)
        created = header.created if header else None
        stated = created.local.isoformat() if isinstance(created, Instant) else str(created) if created else None
        issued = version.given.issued_at.isoformat() if version.given.issued_at else stated
        publisher = version.given.publisher or (header.publisher if header else None)
        kind = header.kind if header else "document"
        label = (header.label or ("amendments" if header.partial else None)) if header else None
        at = version.given.issued_at or (created.utc if isinstance(created, Instant) else None)
        lines.append(
            SourceLine(version.id, kind, publisher, issued, version.sha256, version.private, label, at, version.source)
        )
    return tuple(lines)


def _notices(seen: View) -> tuple[Notice, ...]:
    found = (n for v in seen.versions if v in seen.readings for n in seen.readings[v].notices)
    return tuple(n for n in found if n.code != "mass-change-held" or n.doc not in seen.accepted)
