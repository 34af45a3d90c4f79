"""Rows of the record: versions, readings, facts, events and links, in the order in which they were learned."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from asrun.model.comparison import MassChange
from asrun.model.fact import Change, Fact, Mention, Statement
from asrun.model.notice import Notice
from asrun.model.reading import Header
from asrun.model.source import Given, Version
from asrun.model.span import Span


class VersionAdded(msgspec.Struct, frozen=True, tag_field="is", tag="version"):
    """A new state of a source."""

    version: Version


class ReadingAdded(msgspec.Struct, frozen=True, tag_field="is", tag="reading"):
    """A reader's pass over a version: what the document says of itself, and what was not understood.

    It owns the facts of its batch. `number` counts the readings of the version: the latest one stands, as of any entry.
    """

    version: str
    reader: str
    tzdata: str
    given: Given
    header: Header
    notices: tuple[Notice, ...] = ()
    number: int = 1


class FactAdded(msgspec.Struct, frozen=True, tag_field="is", tag="fact"):
    """A fact of a version's reading, in the mouth of `claimant`.

    `valid_from` is since when the source's word stood; None when it stood before anything else the record knows (a plan).
    `reading` is the number of the version's reading that it belongs to.
    """

    id: str
    version: str
    claimant: str
    fact: Fact
    valid_from: datetime | None = None
    reading: int = 1


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


class VerdictAdded(msgspec.Struct, frozen=True, tag_field="is", tag="verdict"):
    """A person's decision about an entry, a mention or an event: who decided, and why.

    `entry` is the place of the row it judges; `mention` and `event` what it is about; `into` the event that a mention is
    linked to instead, or that an event is merged with; `fact` the corrected fact.
    """

    kind: Literal["accept", "reject", "correct", "relink", "merge", "split"]
    who: str
    why: str
    entry: int | None = None
    event: str | None = None
    into: str | None = None
    mention: Span | None = None
    fact: Fact | None = None


class RedactionAdded(msgspec.Struct, frozen=True, tag_field="is", tag="redaction"):
    """A takedown: the words of `entries` ("7", "12-40"), and the bytes that they stood in, are gone from here on.

    `versions` of `sources` are those that are gone whole, `events` those that the entries told of; `marks` are keyed hashes
    of the bytes, by which they are known when they are added again.
    """

    entries: tuple[str, ...]
    reason: str
    versions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class KeyRotated(msgspec.Struct, frozen=True, tag_field="is", tag="key"):
    """Another key signs from here on; the checkpoint of this entry is signed by the key before too, where it is there."""

    key: str
    reason: str = ""


class Redacted(msgspec.Struct, frozen=True, tag_field="is", tag="redacted"):
    """What stands for a payload that is gone: what kind it was, and the redaction; 0 where it was left out of an export."""

    kind: str
    by: int = 0


Payload = (
    VersionAdded | ReadingAdded | FactAdded | EventAdded | LinkAdded | VersionWithdrawn | VersionAccepted | VerdictAdded
    | RedactionAdded | KeyRotated | Redacted
)  # fmt: skip


class Entry(msgspec.Struct, frozen=True):
    """A committed payload: `seq` is its place in the record, `recorded_at` its strictly increasing clock."""

    seq: int
    recorded_at: datetime
    payload: Payload


class Links(msgspec.Struct, frozen=True):
    """What linking decided about one reading: the events it needs anew, which mention is which event, what it changes.

    `changes` are those of the version before, found by comparison; `masses` the mass changes, whose members are held; `told`
    the plain clauses that tell of a planned event.
    """

    events: tuple[EventAdded, ...] = ()
    links: tuple[LinkAdded, ...] = ()
    changes: tuple[Change, ...] = ()
    masses: tuple[MassChange, ...] = ()
    notices: tuple[Notice, ...] = ()
    told: tuple[Mention, ...] = ()


_OF_WORDS = ("accept", "reject", "correct")


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count at their end.

    Those of withdrawn versions do not, nor what others changed of these, nor readings that a later one supersedes, nor facts
    that a person rejected. A corrected fact stands as that person tells it.
    """
    rows = _judged(list(entries))
    gone = {e.payload.version: e.seq for e in rows if isinstance(e.payload, VersionWithdrawn)}
    latest = {e.payload.version: e.payload.number for e in rows if isinstance(e.payload, ReadingAdded)}
    again = {v: number for v, number in latest.items() if number > 1}
    if again:
        rows = [e for e in rows if not _superseded(e.payload, again)]
    if not gone:
        return rows
    versions = (e.payload.version for e in rows if isinstance(e.payload, VersionAdded))
    bases = {v.id: v.revision_of for v in versions}
    return [e for e in rows if version_of(e.payload) not in gone and not _against(e, gone, bases)]


def _judged(rows: list[Entry]) -> list[Entry]:
    """The entries as the last verdict on each leaves them; where one is linked anew, that of its words before it stands."""
    verdicts: dict[int, VerdictAdded] = {}
    for row in (e.payload for e in rows if isinstance(e.payload, VerdictAdded)):
        if row.entry and (row.kind in _OF_WORDS or verdicts.get(row.entry, row).kind == "reject"):
            verdicts[row.entry] = row
    if not verdicts:
        return rows
    found = []
    for entry in rows:
        verdict, told = verdicts.get(entry.seq), entry.payload
        if verdict is None or not isinstance(told, FactAdded):
            found.append(entry)
        elif verdict.kind == "correct" and verdict.fact:
            told = msgspec.structs.replace(told, fact=verdict.fact, claimant=verdict.who)
            found.append(msgspec.structs.replace(entry, payload=told))
        elif verdict.kind == "accept" and isinstance(told.fact, Statement):
            sure = msgspec.structs.replace(told.fact, doubtful=False)
            found.append(msgspec.structs.replace(entry, payload=msgspec.structs.replace(told, fact=sure)))
        elif verdict.kind != "reject":
            found.append(entry)
    return found


def _superseded(payload: Payload, again: dict[str, int]) -> bool:
    """Whether a row is of a reading that is not its version's latest."""
    match payload:
        case ReadingAdded(version=name, number=number) | FactAdded(version=name, reading=number):
            return number != again.get(name, number)
        case _:
            return False


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


def version_of(payload: Payload) -> str | None:
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
