"""Rows of the record: versions, readings, facts, events and links, in the order in which they were learned."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from asrun.model.comparison import MassChange
from asrun.model.fact import Change, Fact
from asrun.model.notice import Notice
from asrun.model.reading import Header
from asrun.model.source import Given, Version
from asrun.model.span import Span


class VersionAdded(msgspec.Struct, frozen=True, tag_field="is", tag="version"):
    """A new state of a source."""

    version: Version


class ReadingAdded(msgspec.Struct, frozen=True, tag_field="is", tag="reading"):
    """A reader's pass over a version: what the document says of itself, and what was not understood."""

    version: str
    reader: str
    tzdata: str
    given: Given
    header: Header
    notices: tuple[Notice, ...] = ()


class FactAdded(msgspec.Struct, frozen=True, tag_field="is", tag="fact"):
    """A fact of a version's reading, in the mouth of `claimant`.

    `valid_from` is since when the source's word stood; None when it stood before anything else the record knows (a plan).
    """

    id: str
    version: str
    claimant: str
    fact: Fact
    valid_from: datetime | None = None


class EventAdded(msgspec.Struct, frozen=True, tag_field="is", tag="event"):
    """An event of the world, named for life; its time, title and status are no part of it."""

    event: str
    calendar: str | None = None


class LinkAdded(msgspec.Struct, frozen=True, tag_field="is", tag="link"):
    """The decision that a mention is an event, with its score (0 to 100) and reason."""

    mention: Span
    event: str
    score: int
    reason: str


class VersionWithdrawn(msgspec.Struct, frozen=True, tag_field="is", tag="withdrawal"):
    """A version that was added by mistake, with a wrong zone, day or source: from here on it counts for nothing.

    It says nothing of the world: a withdrawn schedule is no cancelled event.
    """

    version: str
    reason: str = ""


class VersionAccepted(msgspec.Struct, frozen=True, tag_field="is", tag="acceptance"):
    """A person's word that the mass changes of a version, held until then, are what its source meant."""

    version: str
    reason: str = ""


Payload = VersionAdded | ReadingAdded | FactAdded | EventAdded | LinkAdded | VersionWithdrawn | VersionAccepted


class Entry(msgspec.Struct, frozen=True):
    """A committed payload: `seq` is its place in the record, `recorded_at` its strictly increasing clock."""

    seq: int
    recorded_at: datetime
    payload: Payload


class Links(msgspec.Struct, frozen=True):
    """What linking decided about one reading: the events it needs anew, which mention is which event, what it changes.

    `changes` are those of the version before, found by comparison; `masses` the mass changes, whose members are held.
    """

    events: tuple[EventAdded, ...] = ()
    links: tuple[LinkAdded, ...] = ()
    changes: tuple[Change, ...] = ()
    masses: tuple[MassChange, ...] = ()
    notices: tuple[Notice, ...] = ()


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without those of versions that are withdrawn by their end, nor what others changed of these."""
    rows = list(entries)
    gone = {e.payload.version: e.seq for e in rows if isinstance(e.payload, VersionWithdrawn)}
    if not gone:
        return rows
    versions = (e.payload.version for e in rows if isinstance(e.payload, VersionAdded))
    bases = {v.id: v.revision_of for v in versions}
    return [e for e in rows if _version_of(e.payload) not in gone and not _against(e, gone, bases)]


def _against(entry: Entry, gone: dict[str, int], bases: dict[str, str | None]) -> bool:
    """Whether a row tells what a version changes of one that was withdrawn since."""
    row = entry.payload
    if not (isinstance(row, FactAdded) and isinstance(row.fact, Change) and row.fact.field):
        return False
    base = bases.get(row.version)
    while base in gone:
        if entry.seq < gone[base]:
            return True
        base = bases.get(base)
    return False


def _version_of(payload: Payload) -> str | None:
    """The version that an entry is of; a withdrawal itself is of none."""
    match payload:
        case VersionAdded(version=version):
            return version.id
        case ReadingAdded(version=name) | FactAdded(version=name) | VersionAccepted(version=name):
            return name
        case LinkAdded(mention=mention):
            return mention.doc
        case _:
            return None
