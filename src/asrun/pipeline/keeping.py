"""Keeping a record: proving it, going through it, taking words down, moving it, and reading its documents again."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from asrun import __version__
from asrun.linking import known_events, link
from asrun.model.entry import (
    FactAdded,
    LinkAdded,
    Payload,
    ReadingAdded,
    standing,
)
from asrun.model.fact import Fact
from asrun.model.source import Version
from asrun.model.text import dumps
from asrun.pipeline.entries import claimant, valid_from
from asrun.pipeline.store import nearby
from asrun.reading.reader import read
from asrun.record import moving, proofs, redaction, verify
from asrun.record.keys import parse_note, public_key
from asrun.record.store import Store


def prove(record: Store, seq: int) -> bytes:
    """The proof that an entry is in a record, as JSON to hand out."""
    return proofs.prove(record, seq)


def check_proof(data: bytes, key: str) -> str:
    """What a proof shows, in words; raises RecordError where it does not hold."""
    proof, checkpoint = proofs.check(data, public_key(key))
    told = proof.payload or f"redacted {proof.kind}"
    return f"entry {proof.seq} is among the first {checkpoint.size} of {checkpoint.public.origin}\n{told}"


def verify_record(record: Store, since: str | None) -> tuple[list[str], list[str]]:
    """What going through a record shows, as lines, and what was found wrong; `since` is a checkpoint kept elsewhere."""
    kept = parse_note(since, record.public_keys()) if since else None
    found = verify.verify(record, kept)
    lines = [f"{found.entries} entries under {found.checkpoints} checkpoints"]
    lines += [f"{found.redacted} redacted"] if found.redacted else []
    lines += [f"{found.left_out} left out of the export that this record came from"] if found.left_out else []
    lines += [found.root.note.rstrip()] if found.root else []
    return lines, found.findings


def redact(record: Store, seq: int, reason: str, now: datetime) -> str:
    """Takes down an entry; what was taken, in words."""
    made = redaction.redact(record, seq, reason, now)
    return f"redacted {', '.join(made.entries)}" + (
        f"; gone whole: {', '.join(made.versions)}" if made.versions else ""
    )


def export(record: Store, now: datetime, private: bool) -> Iterator[bytes]:
    """A record as lines of JSON."""
    return moving.export(record, now, private)


def export_tiles(record: Store, folder: Path) -> int:
    """Writes a record's tree as static files (tlog-tiles); how many files these are."""
    count = 0
    for name, data in moving.tiles(record):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
    return count


def import_lines(record: Store, lines: Iterable[bytes]) -> str:
    """Fills an empty record; what it has now, in words."""
    size = moving.restore(record, lines)
    last = record.checkpoint()
    return f"{size} entries" + (f"\n{last.note.rstrip()}" if last else "")


def doctor_lines(record: Store) -> Iterator[str]:
    """What there is to say of a record: versions, sizes, keys, what to do."""
    yield f"asrun     {__version__}"
    for name, told in record.facts().items():
        yield f"{name:9} {told}"
    batches, versions = sum(1 for _ in record.checkpoints()), len(record.versions())
    yield f"entries   {record.head():,} in {batches:,} batches, {versions:,} versions"
    keys = record.public_keys()
    yield f"name      {record.origin or 'none yet: it is made with the first entry'}"
    for key in keys:
        yield f"key       {key}"
    problem = record.key_problem()
    yield f"signing   {problem or f'with {record.keys.path}; keep a copy of this file elsewhere'}"
    found = "; ".join(record.check()[:3])
    yield f"engine    {found or 'finds nothing wrong with its files; asrun verify goes through the entries'}"


class Reread(msgspec.Struct, frozen=True):
    """What a newer reader makes of a version: facts gained and lost."""

    version: str
    gained: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    rows: tuple[Payload, ...]


def reread(record: Store, now: datetime) -> Iterator[Reread]:
    """The versions that this reader reads otherwise than the record has them; nothing is written."""
    for version in record.versions():
        snapshot = record.snapshot(version.sha256)
        if snapshot is None or record.withdrawn(version.id):
            continue
        if (made := _reread(record, version, now)) is not None:
            yield made


def _reread(record: Store, version: Version, now: datetime) -> Reread | None:
    entries = standing(record.of_version(version.id))
    before = next((p for e in entries if isinstance(p := e.payload, ReadingAdded) and p.version == version.id), None)
    snapshot = record.snapshot(version.sha256)
    if before is None or snapshot is None:
        return None
    reading = read(snapshot, version.given, version.id)
    old = [p for e in entries if isinstance(p := e.payload, FactAdded) and p.version == version.id]
    kept = {_same(p.fact): p.fact for p in old if not getattr(p.fact, "field", None)}
    found = {_same(f): f for f in reading.facts}
    if kept.keys() == found.keys() and (before.header, before.notices[: len(reading.notices)]) == (
        reading.header,
        reading.notices,
    ):
        return None
    number = before.number + 1
    rows: list[Payload] = [
        ReadingAdded(version.id, reading.reader, reading.tzdata, reading.given, reading.header, reading.notices, number)
    ]
    stood = record.recorded_at(record.version_seq(version.id) or 0) or now
    changes = [p.fact for p in old if getattr(p.fact, "field", None)]
    for place, fact in enumerate((*reading.facts, *changes), 1):
        since = valid_from(fact, reading, version, stood)
        name = f"{version.id}#{number}.{place}"
        rows.append(FactAdded(name, version.id, claimant(fact, reading, version), fact, since, number))
    linked = {p.mention for e in entries if isinstance(p := e.payload, LinkAdded)}
    around = standing(nearby(record, reading, version.source))
    links = link(reading, known_events(around, version.source))
    new = [k for k in links.links if k.mention not in linked]
    founded = {k.event for k in new}
    rows += [e for e in links.events if e.event in founded]
    rows += new
    gained, lost = (tuple(f for k, f in one.items() if k not in other) for one, other in ((found, kept), (kept, found)))
    return Reread(version.id, gained, lost, tuple(rows))


def _same(fact: Fact) -> bytes:
    """What is equal of equal facts."""
    return msgspec.json.encode(fact, order="sorted")


def reread_lines(made: Reread) -> Iterator[str]:
    """What a newer reading gains and loses, a line a fact."""
    for sign, facts in (("+", made.gained), ("-", made.lost)):
        for fact in facts:
            yield f"{sign} {made.version}  {dumps(fact).splitlines()[0]}"


def supersede(record: Store, made: Reread, now: datetime) -> int:
    """Appends a newer reading, which stands from there on; its last entry."""
    return record.append(made.rows, [], now)[-1].seq
