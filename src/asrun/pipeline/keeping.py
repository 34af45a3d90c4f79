"""Keeping a record: proving it, going through it, taking words down and moving it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from asrun import __version__
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
