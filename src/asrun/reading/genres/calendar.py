"""Entries of a calendar or a table, whose facts come from their fields."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from asrun.model.document import Section
from asrun.model.fact import Change, ChangeKind, EntityMention, EventKind, Fact, Mention, Person, Place, Plan
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Day, Instant, Relative, Timex, When, ZoneUse, duration_seconds, iso_duration
from asrun.reading.calendars.moments import length, when
from asrun.reading.changes.happenings import journey, kind_of, kinds, title
from asrun.reading.context import Context, Hit
from asrun.reading.genres.public_schedule import summary_words
from asrun.reading.prose import read_prose
from asrun.reading.records import Field, Record, records

_PEOPLE = ("person", "unnamed", "group")
_LONGEST = 300
_PLACES = 60


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: wholly where the format has told its fields, else not at all."""
    return 2.0 if section.genre == "calendar" else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """A plan for each entry, with its times and place; an entry that takes another's place is a change of it."""
    found = list(records(context.document, section))
    reader = _Reader(context, found)
    groups: dict[tuple[str, str], list[_Entry]] = {}
    for number, record in enumerate(found):
        entry = reader.entry(record)
        if entry is None:
            continue
        uid = record.value("uid")
        groups.setdefault((uid, record.value("recurrence-id")) if uid else ("", str(number)), []).append(entry)
    for group in groups.values():
        group.sort(key=lambda e: (e.moved, e.sequence))
        yield from reader.told(group)
    yield from reader.zones()
    yield from reader.named()
    if reader.floating:
        first = reader.floating.exact
        message = f'"{first}" and other clocks have no zone; they cannot be placed; a place or --zone would do'
        yield Notice("zone-unknown", "warning", message, reader.floating)


class _Entry(NamedTuple):
    """A record as a plan: `occurs` is the start that it has in its series, where it belongs to one."""

    record: Record
    plan: Plan
    occurs: When | None
    moved: bool
    sequence: int
    cancelled: Span | None


class _Words(NamedTuple):
    """What the words of a summary name."""

    summary: str
    kind: EventKind
    participants: tuple[str, ...]
    place: str | None = None
    origin: str | None = None
    destination: str | None = None


class _Reader:
    """One reading of a section's records."""

    def __init__(self, context: Context, found: Sequence[Record]) -> None:
        self.context = context
        self.where = self._where(found)
        given = context.given.zones[0] if context.given.zones else None
        self.floats = given or context.times.local
        self.shown = given or "UTC"
        self.used: dict[str, tuple[str, Span]] = {}
        self.floating: Span | None = None
        self.places: dict[str, list[EntityMention]] = {}
        self.people: dict[str, list[EntityMention]] = {}
        self.series: dict[str, tuple[_Words, str | None]] = {}
        self.timexes: dict[Span, Timex] = {}

    def entry(self, record: Record) -> _Entry | None:
        """The plan that a record makes; None for one without words and start."""
        summary = record.first("summary") or record.first("description")
        starts = self._moment(record, "dtstart")
        self._moment(record, "date")
        if summary is None and starts is None:
            return None
        uid, occurs = record.value("uid"), record.value("recurrence-id")
        if record.kind == "occurrence":
            told, where = self.series.get(uid, (_Words("Untitled", "other", ()), None))
        else:
            told, where = self._words(summary) if summary else _Words("Untitled", "other", ()), self._place(record)
            self.series.setdefault(uid, (told, where))
        ends, stated = self._end(record, starts)
        spans = tuple(
            dict.fromkeys(
                record.span(f)
                for f in (summary, record.first("dtstart"), record.first("dtend"), record.first("location"))
                if f and f.end > f.start
            )
        )
        plan = Plan(
            told.summary,
            told.kind,
            spans or (record.whole,),
            starts,
            ends,
            stated,
            where if where and told.kind not in ("departure", "arrival") else told.place or where,
            told.origin,
            told.destination,
            tuple(dict.fromkeys((*told.participants, *self._invited(record)))),
            tentative=record.value("status").upper() == "TENTATIVE",
            rule="calendar.entry",
            uid=(f"{uid}/{occurs}" if occurs else uid) or None,
        )
        status = record.first("status")
        off = status and status.value.strip().upper() in ("CANCELLED", "CANCELED")
        return _Entry(
            record,
            plan,
            self._moment(record, "recurrence-id"),
            _own(record, "recurrence-id"),
            int(record.value("sequence")) if record.value("sequence").isdigit() else 0,
            (record.span(status) if status and status.end > status.start else record.whole) if off else None,
        )

    def told(self, group: list["_Entry"]) -> Iterator[Fact | Notice]:
        """The facts of the entries that speak of one event: the first is the plan, those after it change it."""
        first = group[0]
        if first.record.first("exdate") and len(group) == 1:
            return
        plan = first.plan
        if first.moved and first.occurs and type(first.occurs) is type(plan.starts):
            plan = _starting(plan, first.occurs)
        yield plan
        about = Mention(plan.summary, plan.kind, plan.spans[:1], plan.starts, rule=plan.rule)
        known = plan
        for entry in group if plan is not first.plan else group[1:]:
            yield from _changes(about, known, entry)
            known = entry.plan
        for entry in group:
            if entry.cancelled:
                before = None if isinstance(known.starts, Relative) else known.starts
                yield Change("cancelled", (entry.cancelled,), about, before, cue=entry.cancelled, rule=plan.rule)
                break
        for entry in group:
            for name in ("description", "comment"):
                for field in entry.record.all(name)[:4]:
                    if entry.record.first("summary") and field.end > field.start:
                        body = Section("body", field.start, field.end)
                        yield from read_prose(body, self.context, plan)

    def zones(self) -> Iterator[ZoneUse | Timex]:
        """The times of the fields, and the zones that they are in, the first one as the venue's."""
        yield from self.timexes.values()
        for order, (zone, (offset, span)) in enumerate(self.used.items(), 1):
            role = "utc" if zone == "UTC" else "local" if order == 1 or "UTC" in list(self.used)[:1] else "home"
            yield ZoneUse(zone, offset, role, order, (span,), "calendar.zone")  # type: ignore[arg-type]

    def named(self) -> Iterator[Place | Person]:
        """The places and people that fields name and that the words alone do not show."""
        for name, mentions in self.places.items():
            yield Place(name, "venue", tuple(dict.fromkeys(mentions)), rule="calendar.location")
        for name, mentions in self.people.items():
            yield Person(name, "person", tuple(dict.fromkeys(mentions)), rule="calendar.attendee")

    def _moment(self, record: Record, name: str) -> When | None:
        """The moment of a field, noted as a time expression of its words."""
        field = record.first(name)
        found = when(field.value, self.floats, self.shown) if field else None
        if field is None or found is None:
            return None
        span = record.span(field)
        if isinstance(found, Day) and found.clock and not self.floating and field.end > field.start:
            self.floating = span
        if isinstance(found, Instant) and found.zone not in self.used and field.end > field.start:
            offset = found.local.strftime("%z")
            self.used[found.zone] = (f"{offset[:3]}:{offset[3:5]}", span)
        if field.end > field.start and record.kind != "occurrence":
            self._note(span, found, name)
        return found

    def _note(self, span: Span, found: When, name: str) -> None:
        rule = f"calendar.{name}"
        if isinstance(found, Instant):
            wall = found.local.replace(tzinfo=None)
            value = wall.isoformat(timespec="seconds" if wall.second else "minutes")
            made = Timex(span, "TIME", value, found.zone, found.utc, basis=found.basis, rule=rule, anchor="field")
        elif isinstance(found, Day) and found.clock:
            made = Timex(span, "TIME", f"{found.day}T{found.clock}", rule=rule, anchor="field")
        elif isinstance(found, Day):
            made = Timex(span, "DATE", found.day.isoformat(), found.zone, rule=rule, anchor="field")
        else:
            return
        self.timexes.setdefault(span, made)

    def _end(self, record: Record, starts: When | None) -> tuple[When | None, str | None]:
        """The end of an entry and its stated length. The DTEND of whole days is the day after the last."""
        ends = self._moment(record, "dtend")
        if isinstance(ends, Day) and not ends.clock:
            day = ends.day - timedelta(days=1)
            later = isinstance(starts, Day) and day > starts.day
            return (Day(day, ends.zone) if later else None), None
        field = record.first("duration")
        stated = length(field.value) if field else None
        seconds = duration_seconds(stated) if stated else None
        if field and stated and seconds and field.end > field.start:
            span = record.span(field)
            self.timexes.setdefault(span, Timex(span, "DURATION", stated, rule="calendar.duration"))
        if isinstance(ends, Instant) and isinstance(starts, Instant):
            return (ends if ends.utc > starts.utc else None), None
        if seconds and seconds < 10**9 and isinstance(starts, Instant):
            return starts.shifted(seconds), iso_duration(seconds)
        return None, iso_duration(seconds) if seconds else None

    def _words(self, field: Field) -> _Words:
        """The event that a summary names, as an item of a printed schedule is read."""
        text = self.context.document.text
        end = min(field.end, field.start + _LONGEST)
        hits = self._hits(field.start, end)
        people = [h for h in hits if h.kind in _PEOPLE]
        moved = next(iter(kinds().movements.finditer(text, field.start, end)), None)
        noun = kinds().nouns.search(text, field.start, end)
        who = [h for h in people if moved and h.start < moved.start()]
        if moved and who and not (noun and noun.start() < moved.start()):
            kind = kinds().moves[moved.group().lower()]
            origin, destination = journey(text, moved.span(), hits, kind, end)
            words = title(kind, who[0].name, origin, destination)
            place = origin if kind == "departure" else destination
            return _Words(words, kind, tuple(h.name for h in who), place, origin, destination)
        words = " ".join(summary_words(text, field.start, end, hits).split()) or "Untitled"
        return _Words(
            words, kind_of(words) or kind_of(text[field.start : end]) or "other", tuple(h.name for h in people)
        )

    def _where(self, found: Sequence[Record]) -> re.Pattern[str] | None:
        """What matches the places that only location fields tell, so that they are known in summaries too."""
        names = {w for r in found if (f := r.first("location")) and 4 <= len(w := f.words.strip()) <= 60}
        names -= {p.name for p in self.context.names.places}
        longest = sorted(names, key=lambda n: (-len(n), n))[:_PLACES]
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None

    def _hits(self, start: int, end: int) -> list[Hit]:
        """The names in some words, with the places that other entries' location fields tell."""
        hits = list(self.context.names.between(start, end))
        for found in self.where.finditer(self.context.document.text, start, end) if self.where else ():
            if all(h.end <= found.start() or found.end() <= h.start for h in hits):
                hits.append(Hit(found.start(), found.end(), found.group(), "place", "name"))
                span = self.context.document.span(found.start(), found.end())
                self.places.setdefault(found.group(), []).append(EntityMention(span, "name"))
        return sorted(hits)

    def _place(self, record: Record) -> str | None:
        """The place of an entry: the one that its words name first, else the words themselves."""
        field = record.first("location")
        words = field.words.strip() if field else ""
        if field is None or not words or len(words) > _LONGEST:
            return None
        hits = [h for h in self.context.names.between(field.start, field.end) if h.kind == "place"]
        if hits and hits[0].start - field.start < 4:
            return hits[0].name
        name = " ".join(words.split())
        self.places.setdefault(name, []).append(EntityMention(record.span(field), "name"))
        return name

    def _invited(self, record: Record) -> list[str]:
        """The people that an entry invites, by the names beside their addresses."""
        found = []
        for field in record.all("attendee"):
            hit = next(iter(self.context.names.between(field.start, field.end)), None)
            name = hit.name if hit and hit.kind in _PEOPLE else " ".join(field.words.split())
            if not hit:
                self.people.setdefault(name, []).append(EntityMention(record.span(field), "name"))
            found.append(name)
        return found


def _own(record: Record, name: str) -> bool:
    """Whether a field stands in the source, and was not made from a rule."""
    field = record.first(name)
    return field is not None and field.end > field.start


def _starting(plan: Plan, starts: When) -> Plan:
    """A plan at the start that it had in its series."""
    return Plan(
        plan.summary,
        plan.kind,
        plan.spans,
        starts,
        None,
        plan.duration,
        plan.place,
        plan.origin,
        plan.destination,
        plan.participants,
        tentative=plan.tentative,
        rule=plan.rule,
        uid=plan.uid,
    )


def _changes(about: Mention, known: Plan, entry: _Entry) -> Iterator[Change]:
    """How an entry that takes another's place changes it."""
    before, after = known.starts, entry.plan.starts
    evidence = entry.plan.spans[1:2] or entry.plan.spans[:1]
    if isinstance(before, Instant) and isinstance(after, Instant) and before.utc != after.utc:
        seconds = round((after.utc - before.utc).total_seconds())
        kind: ChangeKind = "delayed" if seconds > 0 else "advanced"
        if before.local.date() != after.local.date():
            kind = "rescheduled"
        yield Change(kind, evidence, about, before, after, iso_duration(seconds), rule=entry.plan.rule)
    elif isinstance(before, Day) and isinstance(after, Day) and before.day != after.day:
        yield Change("rescheduled", evidence, about, before, after, rule=entry.plan.rule)
    if known.place and entry.plan.place and known.place != entry.plan.place:
        yield Change("relocated", entry.plan.spans[-1:], about, known.place, entry.plan.place, rule=entry.plan.rule)
