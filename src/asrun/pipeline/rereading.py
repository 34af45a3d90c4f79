"""Reading the documents of a record again: by a newer reader, or with their clocks in another zone."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from asrun.linking import History, known_events, link, revise_again
from asrun.model.entry import Entry, FactAdded, LinkAdded, Payload, ReadingAdded, standing
from asrun.model.fact import Fact, Plan
from asrun.model.source import Given, Version
from asrun.model.text import dumps
from asrun.model.time import Instant
from asrun.pipeline.entries import claimant, valid_from
from asrun.pipeline.store import nearby
from asrun.reading.reader import read
from asrun.reconcile.wording import length
from asrun.record.errors import RecordError
from asrun.record.store import Store


class Reread(msgspec.Struct, frozen=True):
    """What another reading of a version makes of it: facts gained and lost."""

    version: str
    gained: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    rows: tuple[Payload, ...]


def reread(record: Store, now: datetime) -> Iterator[Reread]:
    """The versions that this reader reads otherwise than the record has them; nothing is written."""
    for version in record.versions():
        if not record.withdrawn(version.id) and (made := _made(record, version, now)) is not None:
            yield made


def rezone(record: Store, source: str, zones: tuple[str, ...], now: datetime) -> Iterator[Reread]:
    """The versions of a source whose planned starts other zones move, each read in them; nothing is written.

    Raises RecordError where the record has no such source.
    """
    versions = [v for v in record.versions() if v.source == source and not record.withdrawn(v.id)]
    if not versions:
        known = ", ".join(dict.fromkeys(v.source for v in record.versions())) or "none, it is empty"
        raise RecordError(f"{source}: no source of this record; no zone was changed; it has {known}")
    for version in versions:
        made = _made(record, version, now, zones)
        if made is not None and any(zone_lines(made)):
            yield made


def _made(record: Store, version: Version, now: datetime, zones: tuple[str, ...] = ()) -> Reread | None:
    """Another reading of a version, with what it changes of the version before; None where it finds the same."""
    entries = standing(record.of_version(version.id))
    before = next((p for e in entries if isinstance(p := e.payload, ReadingAdded) and p.version == version.id), None)
    snapshot = record.snapshot(version.sha256)
    if before is None or snapshot is None:
        return None
    reading = read(snapshot, _given(before.given, zones), version.id)
    old = [p for e in entries if isinstance(p := e.payload, FactAdded) and p.version == version.id]
    kept = {_same(p.fact): p.fact for p in old if not getattr(p.fact, "field", None)}
    found = {_same(f): f for f in reading.facts}
    if kept.keys() == found.keys() and (before.header, before.notices[: len(reading.notices)]) == (
        reading.header,
        reading.notices,
    ):
        return None
    number = before.number + 1
    stood = record.recorded_at(record.version_seq(version.id) or 0) or now
    rows: list[Payload] = [
        ReadingAdded(version.id, reading.reader, reading.tzdata, reading.given, reading.header, reading.notices, number)
    ]

    def tell(facts: tuple[Fact, ...]) -> None:
        for place, fact in enumerate(facts, len(rows)):
            since = valid_from(fact, reading, version, stood)
            name = f"{version.id}#{number}.{place}"
            rows.append(FactAdded(name, version.id, claimant(fact, reading, version), fact, since, number))

    tell(reading.facts)
    if version.revision_of:
        known = record.of_source(version.source, len(record.versions()))
        numbered = [Entry(record.head() + n, now, row) for n, row in enumerate(rows, 1)]
        tell(revise_again(History([*known, *numbered]), version))
    linked = {p.mention for e in entries if isinstance(p := e.payload, LinkAdded)}
    around = standing(nearby(record, reading, version.source))
    links = link(reading, known_events(around, version.source))
    new = [k for k in links.links if k.mention not in linked]
    founded = {k.event for k in new}
    rows += [e for e in links.events if e.event in founded]
    rows += new
    gained, lost = (tuple(f for k, f in one.items() if k not in other) for one, other in ((found, kept), (kept, found)))
    return Reread(version.id, gained, lost, tuple(rows))


def _given(before: Given, zones: tuple[str, ...]) -> Given:
    """What is known of a document, with other zones where some are declared."""
    if not zones:
        return before
    return msgspec.structs.replace(before, zones=zones, basis={**before.basis, "zones": "declared"})


def _same(fact: Fact) -> bytes:
    """What is equal of equal facts."""
    return msgspec.json.encode(fact, order="sorted")


def reread_lines(made: Reread) -> Iterator[str]:
    """What a newer reading gains and loses, a line a fact."""
    for sign, facts in (("+", made.gained), ("-", made.lost)):
        for fact in facts:
            yield f"{sign} {made.version}  {dumps(fact).splitlines()[0]}"


def zone_lines(made: Reread) -> Iterator[str]:
    """What another zone makes of each planned start: its clock kept in the new zone, and its instant told in it."""
    before = {f.spans[0]: f.starts for f in made.lost if isinstance(f, Plan)}
    for fact in made.gained:
        was = before.get(fact.spans[0]) if isinstance(fact, Plan) else None
        if was is None or not isinstance(fact, Plan) or not isinstance(fact.starts, Instant) or was == fact.starts:
            continue
        moved = round((fact.starts.utc - was.utc).total_seconds()) if isinstance(was, Instant) else 0
        clock = was if isinstance(was, Instant) else f"{was} at {getattr(was, 'clock', None) or 'no clock'}, no zone"
        keep = f"keep wall time: {fact.starts}" + (
            f", {length(abs(moved))} {'later' if moved > 0 else 'earlier'}" if moved else ""
        )
        if moved and isinstance(was, Instant):
            keep += f"; keep instant: {Instant(was.utc, fact.starts.zone)}"
        yield f"{made.version}  {clock}; {keep}  {fact.summary}"


def supersede(record: Store, made: Reread, now: datetime) -> int:
    """Appends another reading, which stands from there on; its last entry."""
    return record.append(made.rows, [], now)[-1].seq
