"""Events whose fields are data: exports of planning tools, and events that a page marks up as schema.org has them."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

from asrun.model.document import Section
from asrun.model.fact import (
    Change,
    ChangeKind,
    EntityMention,
    EventKind,
    Fact,
    Mention,
    Organization,
    Person,
    Place,
    Plan,
)
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Day, Instant, When, duration_seconds, instant, iso_duration, known_zone
from asrun.reading.changes.happenings import kind_of
from asrun.reading.context import Context
from asrun.reading.records import DATA, Record, records
from asrun.reading.times.zones import Mark as ZoneMark

RULE = "event-data.item"
_LENGTH = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?|(\d{1,5})")
_TENTATIVE = frozenset({"tentative", "submitted", "accepted"})
_NO_EVENT = frozenset({"withdrawn", "rejected", "deleted", "draft"})
_CHANGES: dict[str, ChangeKind] = {
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "postponed": "postponed",
    "rescheduled": "rescheduled",
    "movedonline": "format_changed",
}


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: wholly where the format has told its fields, else not at all."""
    return 2.0 if section.genre == DATA else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """A plan for each item with the change that its status tells, then the people and places that they name."""
    known: dict[str, dict[str, list[EntityMention]]] = {"attendee": {}, "organizer": {}, "location": {}}
    floats = context.given.zones[0] if context.given.zones else context.times.local
    for record in records(context.document, section):
        if record.value("status").lower() in _NO_EVENT:
            continue
        for name, found in known.items():
            for field in record.all(name):
                span = record.span(field)
                found.setdefault(span.exact, []).append(EntityMention(span, "name"))
        yield from _told(record, floats)
    for name, mentions in known["attendee"].items():
        yield Person(name, "person", tuple(mentions), rule=RULE)
    for name, mentions in known["organizer"].items():
        yield Organization(name, "organization", tuple(mentions), rule=RULE)
    for name, mentions in known["location"].items():
        yield Place(name, "venue", tuple(mentions), rule=RULE)


def _told(record: Record, floats: str | None) -> Iterator[Plan | Change | Notice]:
    """The plan of one item and the change of it; what cannot be read of it is a notice."""
    stated = record.value("tzid")
    zone = stated if known_zone(stated) else None
    begin, clock = record.value("dtstart"), record.value("clock")
    if clock and len(begin) == 10:
        begin = f"{begin}T{clock}"
    moments: dict[str, When | None] = {}
    for name, words, what in (
        ("dtstart", begin, "a start"),
        ("dtend", record.value("dtend"), "an end"),
        ("previous", record.value("previous"), "an earlier start"),
    ):
        moments[name] = _moment(words, zone, floats) if words else None
        if words and moments[name] is None:
            message = f'"{words[:60]}" as {what}; it is no ISO 8601 moment; one like 2019-02-28T14:05+07:00 would do'
            yield Notice("moment-unreadable", "warning", message, record.whole)
    starts, ends, before = moments["dtstart"], moments["dtend"], moments["previous"]
    length = _length(record.value("duration")) if ends is None else None
    if length and isinstance(starts, Instant):
        ends = _later(starts, length)
    moved = before is not None and starts is not None and before != starts
    plan = Plan(
        record.value("summary"),
        _kind(record.value("summary")) or _kind(record.value("categories")) or "other",
        _evidence(record),
        before if moved else starts,
        None if moved else ends,
        iso_duration(length) if length else None,
        record.value("location") or None,
        participants=tuple(dict.fromkeys(f.words for f in record.all("attendee"))),
        tentative=record.value("status").lower() in _TENTATIVE,
        rule=RULE,
        uid=record.value("uid") or None,
    )
    yield plan
    yield from _change(record, plan, starts, before)


def _change(record: Record, plan: Plan, starts: When | None, before: When | None) -> Iterator[Change]:
    """The change of a plan that a status or an earlier start tells."""
    kind = _CHANGES.get(record.value("status").lower())
    moved = plan.starts != starts
    status = record.first("status")
    delta = None
    if moved and kind not in ("cancelled", "postponed"):
        kind = "rescheduled"
        if isinstance(before, Instant) and isinstance(starts, Instant):
            seconds = round((starts.utc - before.utc).total_seconds())
            delta = iso_duration(seconds)
            if before.local.date() == starts.local.date():
                kind = "delayed" if seconds > 0 else "advanced"
    if kind is None:
        return
    about = Mention(plan.summary, plan.kind, plan.spans[:1], plan.starts, rule=RULE)
    cue = record.span(status) if status and status.end > status.start else record.whole
    after = starts if kind in ("rescheduled", "delayed", "advanced") else None
    earlier = before if after is not None else starts
    yield Change(kind, (cue,), about, earlier, after, delta, cue=cue, rule=RULE)


def _evidence(record: Record) -> tuple[Span, ...]:
    """The whole item of an export, whose fields have one place; else the fields that tell what, when and where."""
    if record.kind == "item":
        return (record.whole,)
    fields = (record.first(name) for name in ("summary", "dtstart", "dtend", "location"))
    return tuple(dict.fromkeys(record.span(f) for f in fields if f and f.end > f.start))


@lru_cache(4096)
def _kind(words: str) -> EventKind | None:
    return kind_of(words)


def _moment(words: str, zone: str | None, floats: str | None) -> When | None:
    """The moment of an ISO 8601 stamp: in its own offset or zone, or the document's; without any its day and clock."""
    try:
        if len(words) == 10:
            return Day(date.fromisoformat(words), zone or floats)
        stamp = datetime.fromisoformat(words)
        shift, wall = stamp.utcoffset(), stamp.replace(tzinfo=None)
        if shift is None:
            if not (zone or floats):
                return Day(stamp.date(), None, clock=f"{stamp:%H:%M}")
            return instant(stamp, zone) if zone else instant(stamp, floats or "UTC", "inferred")
        return Instant(stamp.astimezone(UTC), zone or ZoneMark(None, shift=shift).at(wall, floats).zone or "UTC")
    except (ValueError, OverflowError):
        return None


def _length(words: str) -> int | None:
    """The seconds of a length: hours and minutes, minutes alone, or ISO 8601.

    >>> _length("1:30"), _length("00:05"), _length("45"), _length("PT1H"), _length("long")
    (5400, 300, 2700, 3600, None)
    """
    match = _LENGTH.fullmatch(words)
    if match is None:
        return duration_seconds(words) if words.startswith("P") else None
    return int(match[4]) * 60 if match[4] else int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)


def _later(starts: Instant, seconds: int) -> Instant | None:
    try:
        return starts.shifted(seconds)
    except OverflowError:
        return None
