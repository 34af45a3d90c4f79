"""What keeping a record costs: durable appends, bulk loads, answers as of a day, against this disk and this processor.

`--facts` is the largest load (1e7 takes an hour or so of one core); `--postgres URL` measures a server too.
"""

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from asrun.model.entry import EventAdded, FactAdded, LinkAdded, Payload, ReadingAdded, VersionAdded
from asrun.model.fact import KeyPoint, Plan
from asrun.model.reading import Header
from asrun.model.source import Given, Snapshot, Version
from asrun.model.span import Span
from asrun.model.time import Day, Instant
from asrun.record import open_record
from asrun.record.store import Store

NOW = datetime(2024, 1, 1, 8, tzinfo=UTC)
FIRST = date(2000, 1, 1)
OF_DOCUMENT = 20  # facts of one document
PLANNED = 4


def documents(facts: int) -> Iterator[tuple[list[Payload], list[Snapshot]]]:
    """Documents of twenty facts: four events of a day, each planned and linked (as 15 of the 84 facts of the shipped example
    are), beside sixteen other facts.

    The first two documents of a day found its eight events; two more by another claimant tell of them again.
    """
    for number in range(facts // OF_DOCUMENT):
        day, part = divmod(number, 4)
        yield document(f"d{number}", FIRST + timedelta(days=day % 3_000_000), part, day)


def document(name: str, day: date, part: int, place: int) -> tuple[list[Payload], list[Snapshot]]:
    digest = f"{name:0>64}"
    given = Given(day=day, calendar="visits")
    claimant = "Chancellery" if part < 2 else "Palace"
    rows: list[Payload] = [
        VersionAdded(Version(name, name, 1, digest, "text/plain", given)),
        ReadingAdded(name, "asrun 0", "2026a", given, Header("schedule", Day(day))),
    ]
    links: list[Payload] = []
    nine = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    for item in range(PLANNED):
        event = f"ev-{place}-{part % 2}-{item}"
        span = Span(name, 100 * item, 100 * item + 27, "14:05 Signing of the treaty")
        fact = Plan("Signing of the treaty", "ceremony", (span,), Instant(nine + timedelta(hours=item), "UTC"))
        rows.append(FactAdded(f"{name}#{item}", name, claimant, fact, NOW))
        links += [EventAdded(event, "visits")] if part < 2 else []
        links.append(LinkAdded(span, event, 100, "first mention"))
    for item in range(PLANNED, OF_DOCUMENT):
        span = Span(name, 100 * item, 100 * item + 10, "the treaty")
        rows.append(FactAdded(f"{name}#{item}", name, claimant, KeyPoint(span, "bench"), NOW))
    return rows + links, [Snapshot(name, b"x" * 64, "text/plain", digest)]


def clocked(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the wall and of the processor."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - own


def durable(record: Store, folder: Path, seconds: float = 6.0) -> tuple[float, float]:
    """How many small writes a second this disk makes durable, and how many appends of one entry; by turns, a moment each."""
    handle = os.open(folder / "sync", os.O_WRONLY | os.O_CREAT)
    os.pwrite(handle, bytes(1 << 20), 0)
    os.fsync(handle)
    counts, spent, turn = [0, 0], [0.0, 0.0], 0
    while sum(spent) < seconds:
        start = time.perf_counter()
        for _ in range(20):
            if turn:
                record.append([EventAdded(f"single-{counts[1]}", "bench")], [], NOW)
            else:
                os.pwrite(handle, bytes(4096), 4096 * (counts[0] % 200))
                os.fdatasync(handle)
            counts[turn] += 1
        spent[turn] += time.perf_counter() - start
        turn = 1 - turn
    os.close(handle)
    return counts[0] / spent[0], counts[1] / spent[1]


def one_by_one(record: Store, count: int) -> float:
    """Facts a second, a durable commit for each document."""
    made = [document(f"one{n}", FIRST, n % 4, 10_000_000 + n // 4) for n in range(count)]
    wall, _ = clocked(lambda: [record.append(rows, snapshots, NOW) for rows, snapshots in made])
    return count * OF_DOCUMENT / wall


def load(record: Store, facts: int) -> tuple[float, float]:
    """Facts a second of the wall and of the processor, bulk: many documents in a batch."""
    made = documents(facts)
    wall = own = 0.0
    while part := [one for _, one in zip(range(500), made, strict=False)]:
        rows = [row for payloads, _ in part for row in payloads]
        snapshots = [one for _, found in part for one in found]
        took = clocked(partial(record.append, rows, snapshots, NOW))
        wall, own = wall + took[0], own + took[1]
    return facts / wall, facts / own


def days(record: Store, facts: int, rounds: int = 2_000) -> list[tuple[float, float]]:
    """Microseconds of the state of a day as of a place in the record: median and 99th of a hundred, of the wall and of the
    processor."""
    chance, head = random.Random(3), record.head()
    wall, own = [], []
    most = max(1, facts // OF_DOCUMENT // 4)
    for _ in range(rounds):
        day = FIRST + timedelta(days=chance.randrange(most))
        seq = chance.randrange(head // 2, head)
        start, started = time.perf_counter(), time.thread_time()
        record.state((day, day), seq=seq)
        own.append((time.thread_time() - started) * 1e6)
        wall.append((time.perf_counter() - start) * 1e6)
    return [(statistics.median(took), sorted(took)[len(took) * 99 // 100]) for took in (wall, own)]


def revisions(record: Store, event: str, count: int) -> None:
    """So many revisions of one event by one claimant."""
    rows: list[Payload] = []
    snapshots = []
    given = Given(day=date(1990, 1, 1))
    for number in range(count):
        name = f"{event}/{number}"
        span = Span(name, 0, 27, "14:05 Signing of the treaty")
        fact = Plan("Signing of the treaty", "ceremony", (span,), Instant(datetime(1990, 1, 1, 9, tzinfo=UTC), "UTC"))
        snapshots.append(Snapshot(name, b"x", "text/plain", f"{name:0>64}"))
        rows += [
            VersionAdded(Version(name, event, number + 1, f"{name:0>64}", "text/plain", given)),
            ReadingAdded(name, "asrun 0", "2026a", given, Header("schedule")),
            FactAdded(f"{name}#1", name, "Chancellery", fact, NOW),
            *([] if number else [EventAdded(event)]),
            LinkAdded(span, event, 100, "first mention"),
        ]
    record.append(rows, snapshots, NOW)


def seek(record: Store, event: str, rounds: int = 500) -> float:
    """Microseconds of the state of one event, the median."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        record.state(event=event)
        took.append((time.perf_counter() - start) * 1e6)
    return statistics.median(took)


def proof_share(record: Store, rounds: int = 300) -> float:
    """What of the processor's time of a document's append goes to commitments, tree and signature, measured apart."""
    from asrun.record.log import leaf_of, seal
    from asrun.record.merkle import Edge, leaf_hash

    made = [document(f"share{n}", FIRST, n % 4, 20_000_000 + n // 4) for n in range(rounds)]
    _, whole = clocked(lambda: [record.append(rows, snapshots, NOW) for rows, snapshots in made])
    edge, pair = Edge(), record._pair()

    def proofs() -> None:
        for rows, _ in made:
            leaves = [leaf_hash(leaf_of(n, n, s.kind, s.commitment)) for n, s in enumerate(seal(rows))]
            edge.extend(leaves)
            pair.sign(edge.root())

    def payloads() -> None:
        from asrun.record.log import encode

        for rows, _ in made:
            for row in rows:
                encode(row)

    _, own = clocked(proofs)
    _, plain = clocked(payloads)
    return (own - plain) / whole


def measure(
    name: str, make: Callable[[str], Store], folder: Path, sizes: list[int], size_of: Callable[[], int]
) -> None:
    with make("small") as record:
        record.append([EventAdded("warm")], [], NOW)
        sync, rate = durable(record, folder)
        print(f"{name}: fdatasync {sync:,.0f}/s, durable appends {rate:,.0f}/s ({rate / sync:.0%} of it)")
        print(f"{name}: documents of {OF_DOCUMENT} facts, a commit each: {one_by_one(record, 1_000):,.0f} facts/s")
        print(f"{name}: share of commitments, tree and signature: {proof_share(record):.1%} of the processor's time")
        for event, count in (("ev-4", 4), ("ev-10000", 10_000)):
            revisions(record, event, count)
        few, many = seek(record, "ev-4"), seek(record, "ev-10000")
        print(
            f"{name}: as of, 4 revisions {few:.0f} µs, 10,000 revisions {many:.0f} µs ({many / few:.2f} ×)", flush=True
        )
    for facts in sizes:
        with make(f"load{facts}") as record:
            before = size_of()
            wall, own = load(record, facts)
            record.settle()
            each = (size_of() - before) / facts
            raw = record._ask("SELECT sum(length(payload)) FROM payloads")[0][0] / facts
            (median, late), (own_median, own_late) = days(record, facts)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{name}: {facts:,} facts: {wall:,.0f} facts/s ({own:,.0f} a second of the processor), {each:.0f} bytes a "
                f"fact of {raw:.0f}, as of a day p50 {median:.0f} µs p99 {late:.0f} µs (processor {own_median:.0f} and "
                f"{own_late:.0f}), peak {peak:.0f} MB",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=float, default=1e6)
    parser.add_argument("--postgres", default=os.environ.get("ASRUN_POSTGRES"))
    asked = parser.parse_args()
    sizes = [n for n in (100_000, 1_000_000, 10_000_000) if n <= asked.facts]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["HOME"] = temporary

        def of_files() -> int:
            return sum(f.stat().st_size for f in folder.glob("*.db*"))

        measure("SQLite", lambda name: open_record(folder / f"{name}.db"), folder, sizes, of_files)
        if asked.postgres:
            import psycopg

            with psycopg.connect(asked.postgres, autocommit=True) as db:

                def make(name: str) -> Store:
                    db.execute(f"DROP SCHEMA IF EXISTS bench_{name} CASCADE".encode())
                    db.execute(f"CREATE SCHEMA bench_{name}".encode())
                    mark = "&" if "?" in asked.postgres else "?"
                    return open_record(f"{asked.postgres}{mark}options=-csearch_path%3Dbench_{name}")

                def of_server() -> int:
                    found = db.execute("SELECT pg_database_size(current_database())").fetchone()
                    return int(found[0]) if found else 0

                measure("PostgreSQL", make, folder, [n for n in sizes if n <= 1_000_000], of_server)
                for name in ("small", *(f"load{n}" for n in sizes)):
                    db.execute(f"DROP SCHEMA IF EXISTS bench_{name} CASCADE".encode())


if __name__ == "__main__":
    main()
