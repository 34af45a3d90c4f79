"""Events whose fields the format names, as an export of a planning tool gives them."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from asrun.model.document import Document, Section
from asrun.model.fact import EntityMention, EventKind, Fact, Person, Place, Plan
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Day, Instant, When, duration_seconds, instant, iso_duration, known_zone
from asrun.reading.changes.happenings import kind_of
from asrun.reading.context import Context
from asrun.reading.fields import Item, has_fields, items
from asrun.reading.times.zones import Mark as ZoneMark

RULE = "event-data.item"
_LENGTH = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?|(\d{1,5})")
_TENTATIVE = frozenset({"tentative", "submitted", "accepted"})


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: wholly where the format has named the fields, else not at all."""
    return 2.0 if has_fields(context.document) else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """A plan for each item, then the people and places that they name."""
    document = context.document
    people: dict[str, list[EntityMention]] = {}
    places: dict[str, list[EntityMention]] = {}
    for item in items(document, section):
        words = {field: [document.text[m.start : m.end] for m in marks] for field, marks in item.fields.items()}
        for field, known in (("participants", people), ("place", places)):
            for mark in item.fields.get(field, ()):
                span = document.span(mark.start, mark.end)
                known.setdefault(span.exact, []).append(EntityMention(span, "name"))
        yield from _plan(document, item, words)
    for name, mentions in people.items():
        yield Person(name, "person", tuple(mentions), rule=RULE)
    for name, mentions in places.items():
        yield Place(name, "venue", tuple(mentions), rule=RULE)


def _plan(document: Document, item: Item, words: dict[str, list[str]]) -> Iterator[Plan | Notice]:
    """The plan of one item; what cannot be read of it is a notice."""
    said = {field: values[0] for field, values in words.items()}
    span = document.span(item.start, item.end)
    zone = said.get("zone") if known_zone(said.get("zone", "")) else None
    starts = ends = None
    if begin := said.get("starts"):
        starts = _moment(f"{begin}T{said['clock']}" if len(begin) == 10 and "clock" in said else begin, zone)
        if starts is None:
            yield _unreadable(begin, "a start", span)
    if until := said.get("ends"):
        ends = _moment(until, zone)
        if ends is None:
            yield _unreadable(until, "an end", span)
    length = _length(said["duration"]) if "duration" in said and ends is None else None
    if length and isinstance(starts, Instant):
        ends = _later(starts, length)
    yield Plan(
        said["summary"],
        _kind(said["summary"]) or _kind(said.get("form", "")) or "other",
        (span,),
        starts,
        ends,
        iso_duration(length) if length else None,
        said.get("place"),
        participants=tuple(dict.fromkeys(words.get("participants", ()))),
        tentative=said.get("state", "").lower() in _TENTATIVE,
        rule=RULE,
        uid=item.uid or None,
    )


@lru_cache(4096)
def _kind(words: str) -> EventKind | None:
    return kind_of(words)


def _moment(words: str, zone: str | None) -> When | None:
    """The moment of an ISO 8601 stamp: in its own offset or the item's zone; without both its day and clock."""
    try:
        if len(words) == 10:
            return Day(date.fromisoformat(words), zone)
        stamp = datetime.fromisoformat(words)
        shift = stamp.utcoffset()
        if shift is None:
            return instant(stamp, zone) if zone else Day(stamp.date(), None, clock=f"{stamp:%H:%M}")
        return Instant(stamp.astimezone(UTC), zone or _fixed(shift, stamp.replace(tzinfo=None)))
    except (ValueError, OverflowError):
        return None


def _fixed(shift: timedelta, wall: datetime) -> str:
    """A zone that keeps an offset at a wall time."""
    return ZoneMark(None, shift=shift).at(wall, None).zone or "UTC"


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


def _unreadable(words: str, what: str, span: Span) -> Notice:
    message = f'"{words[:60]}" as {what}; it is no ISO 8601 moment; one like 2019-02-28T14:05+07:00 would do'
    return Notice("moment-unreadable", "warning", message, span)
