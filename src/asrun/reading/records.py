"""Entries of data formats: the records that a format marked in a document, with their fields by name.

A field is named as in iCalendar (RFC 5545), in small letters: summary, dtstart, dtend, duration, location, status, uid and
so on. Where its text is no prose, its mark says what a machine reads in it; moments stand in the form of RFC 9557,
`2019-02-28T14:05[Asia/Ho_Chi_Minh]`, a day alone as `2019-02-28`.
"""

from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import NamedTuple

import msgspec

from asrun.model.document import Document, Line, Section
from asrun.model.reading import Header
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Instant
from asrun.reading.context import Times
from asrun.reading.lines import lines

DATA = "event_data"


class Field(NamedTuple):
    """One value: where it stands, its words, and what a machine reads in them (the words, where it is prose)."""

    start: int
    end: int
    words: str
    value: str


class Record:
    """One entry: its kind ("vevent", "row"), its place, and its fields in order of their names' first standing."""

    def __init__(self, document: Document, kind: str, start: int, end: int) -> None:
        self.document, self.kind, self.start, self.end = document, kind, start, end
        self.fields: dict[str, list[Field]] = {}

    def first(self, name: str) -> Field | None:
        """The first value of a field."""
        found = self.fields.get(name)
        return found[0] if found else None

    def all(self, name: str) -> list[Field]:
        """Every value of a field."""
        return self.fields.get(name, [])

    def value(self, name: str) -> str:
        """The machine's value of a field; nothing where it has none."""
        found = self.first(name)
        return found.value.strip() if found else ""

    def span(self, field: Field) -> Span:
        """The words of a field as evidence."""
        return self.document.span(field.start, field.end)

    @property
    def whole(self) -> Span:
        """The whole entry as evidence."""
        return self.document.span(self.start, self.end)


def records(document: Document, section: Section) -> Iterator[Record]:
    """The records of a section, in order, with the fields that stand in each."""
    current: Record | None = None
    for mark in document.marks:
        if not section.start <= mark.start <= section.end:
            continue
        if mark.kind == "record":
            if current:
                yield current
            current = Record(document, mark.value, mark.start, mark.end)
        elif mark.kind == "field" and current and mark.end <= current.end:
            name, given, value = mark.value.partition("=")
            words = document.text[mark.start : mark.end]
            field = Field(mark.start, mark.end, words, value if given else words)
            current.fields.setdefault(name, []).append(field)
    if current:
        yield current


def is_data(document: Document) -> bool:
    """Whether a document is nothing but data whose fields are taken as they are, with no words to search."""
    return bool(document.sections) and all(s.genre == DATA for s in document.sections)


def data_header(document: Document, given: Given) -> Header:
    """The header of such a document: its title, and the version that it calls itself."""
    heads = [document.text[m.start : m.end] for m in document.marks if m.kind == "heading"]
    label = heads[1] if len(heads) > 1 else None
    title = heads[0] if heads else None
    return Header("schedule", title=title, publisher=given.publisher, label=label, language=given.language or "en")


def without_codes(document: Document) -> Document:
    """The document with blanks where fields hold a machine's words, for the readers of names and times."""
    codes = [m for m in document.marks if m.kind == "field" and "=" in m.value and m.start < m.end]
    if not codes:
        return document
    parts, at = [], 0
    for mark in codes:
        parts += [document.text[at : max(at, mark.start)], " " * (mark.end - max(at, mark.start))]
        at = max(at, mark.end)
    text = "".join([*parts, document.text[at:]])
    kept: list[Line] = []
    for line in document.lines:
        if text[line.start : line.end] == line.text:
            kept.append(line)
        else:
            for left in lines(text[line.start : line.end]):
                kept.append(Line(left.start + line.start, left.end + line.start, left.text, left.bullet))
    return msgspec.structs.replace(document, text=text, lines=tuple(kept))


def stated_with(given: Given, document: Document) -> Given:
    """What is given of a document, with what its format's headers say where nothing is declared."""
    stated = document.stated
    if stated is None:
        return given
    basis, found = dict(given.basis), {}
    for name in ("issued_at", "zones", "publisher", "calendar"):
        value = getattr(stated, name)
        if value and not getattr(given, name):
            found[name] = value
            basis[name] = stated.basis.get(name, "stated by the document")
    return msgspec.structs.replace(given, **found, basis=basis) if found else given


def issued(header: Header, document: Document, times: Times) -> Header:
    """The header with what the format itself states: a list of records is a schedule, and its moment of issue."""
    if document.sections and all(s.genre == "calendar" for s in document.sections):
        name = next((document.text[m.start : m.end] for m in document.marks if m.kind == "heading"), None)
        header = msgspec.structs.replace(header, kind="schedule", title=name, writer=None, label=None)
    stamp = document.stated.issued_at if document.stated else None
    if stamp is None:
        return header
    hours, rest = divmod(round((stamp.utcoffset() or timedelta()).total_seconds()), 3600)
    zone = "UTC" if rest or not hours or not -12 <= hours <= 14 else f"Etc/GMT{-hours:+d}"
    return msgspec.structs.replace(
        header, created=Instant(stamp.astimezone(UTC), times.local or zone), created_span=None
    )
