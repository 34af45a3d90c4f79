"""Adding documents to a stored record."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from asrun.model.entry import Entry, FactAdded, ReadingAdded, VersionWithdrawn, standing
from asrun.model.fact import Fact
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.model.source import Given, Snapshot, Version
from asrun.pipeline.entries import batch
from asrun.pipeline.reading import read_among
from asrun.record import Record
from asrun.record import open_record as open_store
from asrun.record.errors import AlreadyRecordedError, RecordError

_TRIES = 3


class Added(msgspec.Struct, frozen=True):
    """What adding a document came to: its version, what it brought and its last entry, or why nothing was added."""

    version: Version | None
    facts: int = 0
    events: int = 0
    seq: int = 0
    notices: tuple[Notice, ...] = ()


def open_record(path: str, must_exist: bool = False) -> Record:
    """The record at a path; it is made when it does not exist, unless it must."""
    if must_exist and path != ":memory:" and not Path(path).exists():
        raise RecordError(f"{path}: no such file; nothing can be asked of it; asrun add FILE --record {path} makes it")
    return open_store(path)


def add(
    record: Record,
    snapshot: Snapshot,
    given: Given,
    now: datetime,
    source: str | None = None,
    private: bool = False,
) -> Added:
    """Adds a document in one batch as the next version of its source (its name, unless `source` says otherwise).

    Bytes equal to the source's latest version add nothing; a document that cannot be read adds nothing and says why.
    """
    for _ in range(_TRIES):
        try:
            return _add(record, snapshot, given, now, source or snapshot.name, private)
        except AlreadyRecordedError:
            continue
    return _add(record, snapshot, given, now, source or snapshot.name, private)


def _add(record: Record, snapshot: Snapshot, given: Given, now: datetime, source: str, private: bool) -> Added:
    """One attempt; another writer may name the same version first."""
    before, entries = record.latest_version(source), list(record.entries())
    if before and before.sha256 == snapshot.sha256 and before.id not in _withdrawn(entries):
        message = (
            f"the same bytes as version {before.number} of {source}; nothing was added; a revised document would be"
        )
        return Added(None, notices=(Notice("already-recorded", "info", message, doc=snapshot.name),))
    number = before.number + 1 if before else 1
    name = source if number == 1 else f"{source}~{number}"
    reading = read_among(snapshot, given, name, _lenders(standing(entries), given.calendar))
    if any(n.severity == "error" for n in reading.notices):
        return Added(None, notices=reading.notices)
    sha256, media_type = snapshot.sha256, snapshot.media_type
    version = Version(name, source, number, sha256, media_type, reading.given, before.id if before else None, private)
    moment = max(now, entries[-1].recorded_at + timedelta(microseconds=1)) if entries else now
    rows, links = batch(entries, version, reading, moment)
    made = record.append(rows, [snapshot], moment)
    return Added(version, len(reading.facts), len(links.events), made[-1].seq, (*reading.notices, *links.notices))


def withdraw(record: Record, name: str, reason: str, now: datetime) -> list[str]:
    """Withdraws a version by its id, or every version of a source, that was added by mistake; the ids of these.

    Nothing is deleted: the record as of an earlier entry still has them. Raises RecordError where there is none.
    """
    gone = _withdrawn(record.entries())
    versions = record.versions()
    named = [v for v in versions if v.id == name and v.source != name] or [v for v in versions if v.source == name]
    if not named:
        known = ", ".join(dict.fromkeys(v.source for v in versions)) or "none, it is empty"
        raise RecordError(f"{name}: no source or version of this record; nothing was withdrawn; it has {known}")
    left = [v.id for v in named if v.id not in gone]
    if not left:
        raise RecordError(f"{name}: withdrawn already; nothing was changed; asrun log shows when")
    record.append([VersionWithdrawn(version, reason) for version in left], [], now)
    return left


def _withdrawn(entries: Iterable[Entry]) -> set[str]:
    return {e.payload.version for e in entries if isinstance(e.payload, VersionWithdrawn)}


def _lenders(entries: Sequence[Entry], calendar: str | None) -> list[Reading]:
    """The readings of a calendar in a record, the latest first, which may lend their day and zones."""
    facts: dict[str, list[Fact]] = {}
    found: list[Reading] = []
    for entry in entries:
        if isinstance(entry.payload, FactAdded):
            facts.setdefault(entry.payload.version, []).append(entry.payload.fact)
    for entry in entries:
        row = entry.payload
        if isinstance(row, ReadingAdded) and row.given.calendar == calendar:
            own = tuple(facts.get(row.version, ()))
            found.append(Reading(row.version, "", row.reader, row.tzdata, row.given, row.header, own))
    return found[::-1]
