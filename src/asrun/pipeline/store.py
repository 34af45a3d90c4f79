"""Adding documents to a stored record."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from asrun.linking import History, previous
from asrun.model.entry import Entry, FactAdded, Payload, ReadingAdded, VersionAccepted, VersionWithdrawn, standing
from asrun.model.fact import Change
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.model.source import Given, Snapshot, Version
from asrun.pipeline.entries import batch, held, revisions_again
from asrun.pipeline.reading import days_of, read_among
from asrun.record import Record
from asrun.record import open_record as open_store
from asrun.record.errors import AlreadyRecordedError, RecordError
from asrun.record.store import Store

_TRIES = 8
_LENDERS = 20
_VERSIONS = 20
_DAY = timedelta(days=1)


class Added(msgspec.Struct, frozen=True):
    """What adding a document came to: its version, what it brought and its last entry, or why nothing was added.

    `changes` counts what it changes of the version before.
    """

    version: Version | None
    facts: int = 0
    events: int = 0
    seq: int = 0
    notices: tuple[Notice, ...] = ()
    changes: int = 0


def open_record(path: str, must_exist: bool = False) -> Store:
    """The record at a path; it is made when it does not exist, unless it must."""
    if must_exist and path != ":memory:" and "://" not in path and not Path(path).exists():
        raise RecordError(f"{path}: no such file; nothing can be asked of it; asrun add FILE --record {path} makes it")
    return open_store(path)


def add(
    record: Record,
    snapshot: Snapshot,
    given: Given,
    now: datetime,
    source: str | None = None,
    private: bool = False,
    revises: str | None = None,
    embargo: datetime | None = None,
) -> Added:
    """Adds a document in one batch as the next version of a source: of `source`, of that of the version `revises`, else of
    that of its name, else of the one whose latest version it fits best, else of a new one.

    Bytes equal to the source's latest version add nothing; a document that cannot be read adds nothing and says why.
    """
    for _ in range(_TRIES):
        try:
            return _add(record, snapshot, given, now, (source, revises), (private, embargo))
        except AlreadyRecordedError:
            continue
    return _add(record, snapshot, given, now, (source, revises), (private, embargo))


def _add(
    record: Record,
    snapshot: Snapshot,
    given: Given,
    now: datetime,
    named: tuple[str | None, str | None],
    kept: tuple[bool, datetime | None],
) -> Added:
    """One attempt; another writer may name the same version first."""
    source, revises = named
    before = _declared(record, source or snapshot.name, revises)
    source = before.source if before else source or snapshot.name
    reading, basis = None, "declared"
    name, number = _name(record, source)
    if before is None and named == (None, None):
        reading = _read(record, snapshot, given, name)
        if found := previous(reading, History(nearby(record, reading, source))):
            before, source, basis = found.version, found.version.source, f"{found.score}: {found.reason}"
            number = _name(record, source)[1]
    if before and before.sha256 == snapshot.sha256 and record.snapshot(before.sha256):
        other = bool(given.zones) and given.zones != before.given.zones
        way_out = f"asrun reread {source} --zone {given.zones[0]} shows what that zone makes of it" if other else ""
        message = (
            f"the same bytes as version {before.number} of {source}; nothing was added; "
            f"{way_out or 'a revised document would be'}"
        )
        return Added(None, notices=(Notice("already-recorded", "info", message, doc=snapshot.name),))
    reading = reading or _read(record, snapshot, given, name)
    if any(n.severity == "error" for n in reading.notices):
        return Added(None, notices=reading.notices)
    private, embargo = kept
    version = Version(
        name,
        source,
        number,
        snapshot.sha256,
        snapshot.media_type,
        reading.given,
        private=private,
        embargo_until=embargo,
    )
    if before:
        version = msgspec.structs.replace(version, revision_of=before.id, basis=basis)
    last = record.recorded_at(record.head())
    moment = max(now, last + timedelta(microseconds=1)) if last else now
    rows, links = batch(nearby(record, reading, source), version, reading, moment)
    made = record.append(rows, [snapshot], moment)
    notices = [*_found(version), *reading.notices, *links.notices, *held(version, links)]
    return Added(version, len(reading.facts), len(links.events), made[-1].seq, tuple(notices), len(links.changes))


def _read(record: Record, snapshot: Snapshot, given: Given, name: str) -> Reading:
    """The reading of a document, with what it leaves open filled from the latest ones of its calendar."""
    return read_among(snapshot, given, name, lambda: _lenders(record, given.calendar))


def nearby(record: Record, reading: Reading, source: str) -> list[Entry]:
    """What linking may look at: the entries of its source, and of the days that a reading tells of and around."""
    found = {e.seq: e for e in record.of_source(source, _VERSIONS)}
    for first, last in _spells(days_of(reading)):
        found |= {e.seq: e for e in record.around(first - _DAY, last + _DAY)}
    found |= {e.seq: e for e in record.around(None, undated=True)}
    return [found[seq] for seq in sorted(found)]


def _spells(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Days as runs: first and last of each, joined where a day lies between them."""
    first = last = None
    for day in sorted(days):
        if first is None or last is None:
            first = last = day
        elif day - last > 2 * _DAY:
            yield first, last
            first = last = day
        else:
            last = day
    if first and last:
        yield first, last


def _declared(record: Record, source: str, revises: str | None) -> Version | None:
    """The version that a document is declared to revise: the one named, else the latest of its source."""
    if revises is None:
        return record.latest_version(source)
    found = record.version(revises)
    if found and not record.withdrawn(revises):
        return found
    known = ", ".join(v.id for v in record.versions() if not record.withdrawn(v.id)) or "none"
    raise RecordError(f"{revises}: no version of this record that stands; nothing was added; these do: {known}")


def _name(record: Record, source: str) -> tuple[str, int]:
    """The id of a new version, its source's name or that with the next number that is free, and its number."""
    number = count = record.count_versions(source) + 1
    name = source if number == 1 else f"{source}~{number}"
    while record.version(name):
        count += 1
        name = f"{source}~{count}"
    return name, number


def _found(version: Version) -> Iterator[Notice]:
    """A notice where the version before was not declared but found."""
    if version.revision_of and version.basis != "declared":
        points, _, reason = version.basis.partition(": ")
        message = (
            f"taken as the version after {version.revision_of} ({points} of 100: {reason}); nobody declared it; asrun "
            f"withdraw {version.id} would undo it, and asrun add --source with a name of its own would keep it apart"
        )
        yield Notice("version-found", "info", message, doc=version.id)


def withdraw(record: Record, name: str, reason: str, now: datetime) -> list[str]:
    """Withdraws a version by its id, or every version of a source, that was added by mistake; the ids of these.

    Nothing is deleted: the record as of an earlier entry still has them. What revised them is compared with the version
    before them instead. Raises RecordError where there is none.
    """
    versions = record.versions()
    named = [v for v in versions if v.id == name and v.source != name] or [v for v in versions if v.source == name]
    if not named:
        known = ", ".join(dict.fromkeys(v.source for v in versions)) or "none, it is empty"
        raise RecordError(f"{name}: no source or version of this record; nothing was withdrawn; it has {known}")
    left = [v.id for v in named if not record.withdrawn(v.id)]
    if not left:
        raise RecordError(f"{name}: withdrawn already; nothing was changed; asrun log shows when")
    rows: list[Payload] = [VersionWithdrawn(version, reason) for version in left]
    entries = record.of_source(named[0].source, len(versions))
    numbered = [Entry(record.head() + n, now, row) for n, row in enumerate(rows, 1)]
    record.append(rows + revisions_again([*entries, *numbered], left), [], now)
    return left


def accept(record: Record, name: str, reason: str, now: datetime) -> int:
    """Takes the mass changes of a version as meant; how many changes these are. Raises RecordError where none is held."""
    version = record.version(name)
    rows = [e.payload for e in standing(record.of_source(version.source, len(record.versions())))] if version else []
    held_ones = [
        p for p in rows if isinstance(p, FactAdded) and p.version == name and isinstance(p.fact, Change) and p.fact.held
    ]
    if not held_ones:
        raise RecordError(
            f"{name}: no version with changes held for review; nothing was accepted; asrun log lists them"
        )
    if any(isinstance(p, VersionAccepted) and p.version == name for p in rows):
        raise RecordError(f"{name}: accepted already; nothing was changed; asrun log shows when")
    record.append([VersionAccepted(name, reason)], [], now)
    return len(held_ones)


def _lenders(record: Record, calendar: str | None) -> Iterator[Reading]:
    """The latest readings of a calendar in a record, the latest first, which may lend their day and zones."""
    for entries in record.readings(calendar, _LENDERS):
        facts = tuple(e.payload.fact for e in entries if isinstance(e.payload, FactAdded))
        for row in (e.payload for e in entries):
            if isinstance(row, ReadingAdded):
                yield Reading(row.version, "", row.reader, row.tzdata, row.given, row.header, facts)
