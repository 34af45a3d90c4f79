"""The events of an account as rows of a schedule: planned in every zone, then what became of it."""

from datetime import date

import msgspec

from asrun.model.account import Account, ChangeLine, EventAccount, Known, ZoneColumn
from asrun.model.span import Span
from asrun.model.time import Instant, Relative
from asrun.publish.parts.clock import Moment, clean, clocks, event_day, long_day, moment_of, spanned
from asrun.publish.parts.evidence import Evidence, named

_OFF = ("cancelled", "dropped", "postponed")
_TONES = {"held": "held", "ended_early": "late", "contested": "contested", "not_held": "off", "replaced": "off"}
_RESULTS = {"agreement": "an agreement was reported", "no_agreement": "no agreement was reported"}


class Timing(msgspec.Struct, frozen=True):
    """A start with its end where one is known, and the numbers of the words they rest on."""

    start: Moment
    end: Moment | None = None
    refs: tuple[int, ...] = ()
    says: str = ""

    def __str__(self) -> str:
        return spanned(self.start, self.end)


class Row(msgspec.Struct, frozen=True):
    """One event of the schedule. `state` is the word that comes first, `tone` its colour, `off` whether it was called off.

    `silent` marks that nobody reported on it, `over` that somebody told how it came out, `ahead` that it is still to come;
    `notes` tell in words what else became of it; `told` says who called it off or what it follows from, and `told_refs` are
    the words about what became of it that no time rests on.
    """

    id: str
    state: str
    tone: str
    off: bool
    summary: str
    where: str = ""
    participants: tuple[str, ...] = ()
    planned: Timing | None = None
    unplanned: bool = False
    expected: Timing | None = None
    actual: Timing | None = None
    deviation: str = ""
    notes: tuple[str, ...] = ()
    silent: bool = False
    told: str = ""
    told_refs: tuple[int, ...] = ()
    refs: tuple[int, ...] = ()
    ahead: bool = False
    over: bool = True

    @property
    def no_time(self) -> str:
        """What stands where no expected or actual time is known."""
        if self.told or self.expected or self.actual or self.off or self.ahead or self.tone == "contested":
            return ""
        return "nothing reported so far" if self.silent else "no clock reported" if self.over else "no new time given"

    @property
    def unsaid(self) -> str:
        """What stands where no planned time is known."""
        return "not on the plan" if self.unplanned else "no start given"


class Group(msgspec.Struct, frozen=True):
    """The rows of one civil day of the venue; `day` None where no day is known."""

    day: date | None
    label: str
    rows: tuple[Row, ...]
    events: tuple[EventAccount, ...]


def groups(account: Account, zones: tuple[ZoneColumn, ...], evidence: Evidence) -> tuple[Group, ...]:
    """The events by day, in the account's order; those of no known day stand last."""
    days: dict[date | None, list[EventAccount]] = {}
    known = {e.id: event_day(e, zones) for e in account.events}
    for event in account.events:
        start = event.planned_start.value if event.planned_start else None
        after = known.get(start.after) if isinstance(start, Relative) else None
        days.setdefault(known[event.id] or after, []).append(event)
    names = {e.id: clean(e.summary) for e in account.events}
    about: dict[str, list[ChangeLine]] = {}
    for change in account.changes:
        about.setdefault(change.event or "", []).append(change)
    seen: dict[str, list[Span]] = {}
    for line in account.observations:
        seen.setdefault(line.event or "", []).extend(line.observation.spans)
    streams = len({e.calendar for e in account.events}) > 1
    instead_of = {e.replaced_by: names[e.id] for e in account.events if e.replaced_by}
    return tuple(
        Group(
            day,
            long_day(day) if day else "No day known",
            tuple(
                _row(
                    e,
                    day,
                    zones,
                    names,
                    evidence,
                    about.get(e.id, []),
                    seen.get(e.id, []),
                    instead_of.get(e.id),
                    streams,
                )
                for e in days[day]
            ),
            tuple(days[day]),
        )
        for day in sorted(days, key=lambda d: d or date.max)
    )


def _row(
    event: EventAccount,
    day: date | None,
    zones: tuple[ZoneColumn, ...],
    names: dict[str, str],
    evidence: Evidence,
    changes: list[ChangeLine],
    seen: list[Span],
    instead_of: str | None,
    streams: bool,
) -> Row:
    """One event in the words of a reader; of several `streams` it says of which it is."""

    def timing(start: Known | None, end: Known | None) -> Timing | None:
        if not (start or end):
            return None
        spans = (*(start.evidence if start else ()), *(end.evidence if end else ()))
        says = clean((start.claimant if start else None) or "")
        if start is None:
            return Timing(Moment("start not known"), moment_of(end.value, zones, day, names) if end else None, (), says)
        until = moment_of(end.value, zones, day, names) if end else None
        return Timing(moment_of(start.value, zones, day, names), until, evidence.refs(spans), says)

    off, follows = called_off(event), event.implied_outcome
    told, spans = "", [s for c in changes if c.change.kind != "added" for s in c.change.spans] + seen
    if off and changes:
        since = ", ".join(str(c) for c in clocks(changes[-1].known_from, zones[:1], day) if c.hour != "23:59")
        told = f"according to {clean(changes[-1].claimant)}{f', known since {since}' if since else ''}"
        spans = [*changes[-1].change.spans, *changes[-1].restated_in]
    elif follows:
        told = f"nobody told of it: it follows from {names.get(str(follows.value), 'another event')}"
        spans = [*spans, *follows.evidence]
    elif event.outcome == "contested":
        told = "sources disagree on whether it took place"
    used = {s for k in (event.expected_start, event.actual_start, event.actual_end) if k for s in k.evidence}
    return Row(
        event.id,
        clean(event.state),
        tone(event),
        off,
        clean(event.summary) or "Event without a title",
        " · ".join(w for w in (place_words(event), clean(event.calendar or "") if streams else "") if w),
        people_words(event),
        timing(event.planned_start, event.planned_end),
        event.unplanned,
        None if _same(event.expected_start, event.actual_start) else timing(event.expected_start, None),
        timing(event.actual_start, event.actual_end),
        clean(event.deviation or ""),
        _notes(event, names, instead_of),
        event.outcome == "no_report" and not spans,
        told,
        evidence.refs(s for s in spans if s not in used),
        evidence.refs((*named(event), *(event.planned_start.evidence if event.planned_start else ()))),
        event.ahead,
        event.outcome != "no_report",
    )


def _same(expected: Known | None, actual: Known | None) -> bool:
    """Whether what was expected is what happened, so that one line tells both."""
    one, other = (k.value if k else None for k in (expected, actual))
    return isinstance(one, Instant) and isinstance(other, Instant) and one.utc == other.utc


def called_off(event: EventAccount) -> bool:
    """Whether an event's planned form did not, or will not, take place: its title is struck and its state comes first."""
    return event.outcome in ("not_held", "replaced") or (event.outcome == "no_report" and event.plan in _OFF)


def tone(event: EventAccount) -> str:
    """The colour of an event's state, which its word always says as well."""
    if called_off(event):
        return "off"
    word = _TONES.get(event.outcome, "open")
    late = event.deviation_seconds or event.plan == "tentative"
    return "late" if late and word in ("held", "open") else word


def people_words(event: EventAccount) -> tuple[str, ...]:
    """The participants, each with what the plan has them for: "Ana Reis (chair)"."""
    roles: dict[str, list[str]] = {}
    for part in event.roles:
        roles.setdefault(part.name, []).append(part.role)
    return tuple(clean(p) + (f" ({', '.join(roles[p])})" if p in roles else "") for p in event.participants)


def place_words(event: EventAccount) -> str:
    """The place, or origin → destination of a movement; a place it was moved from stays."""
    place = clean(event.place or "")
    if event.current_place and event.current_place != event.place:
        now = clean(event.current_place)
        place = f"{place} → {now}" if place else now
    ends = [clean(p) for p in (event.origin, event.destination) if p]
    way = (
        " → ".join(ends) if len(ends) == 2 else (f"from {ends[0]}" if event.origin else f"to {ends[0]}") if ends else ""
    )
    return f"{place}; {way}" if place and way and place not in ends else way or place


def _notes(event: EventAccount, names: dict[str, str], instead_of: str | None) -> tuple[str, ...]:
    """What else became of it, in words."""
    notes = []
    if event.replaced_by:
        notes.append(f"instead: {names.get(event.replaced_by, 'another event')}")
    if instead_of:
        notes.append(f"in place of: {instead_of}")
    if event.result and event.result.replace("_", " ") not in event.state.lower():
        notes.append(_RESULTS.get(event.result, clean(event.result)))
    if event.certainty == "hedged":
        notes.append("reported with reservation")
    elif event.certainty == "contested" and event.outcome != "contested":
        notes.append("contested")
    if event.outcome == "no_report" and event.plan == "dropped":
        notes.append("nobody cancelled it")
    if event.outcome == "no_report" and event.plan == "postponed" and not event.expected_start:
        notes.append("no new time given")
    if event.plan == "cancelled" and event.outcome in ("held", "ended_early"):
        notes.append("had been cancelled")
    notes += [clean(n) for n in event.notes if clean(n).lower() not in event.state.lower()]
    return tuple(notes)
