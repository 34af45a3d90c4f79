"""What the account costs: a year of one calendar folded, and one day's account out of a large record."""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from asrun.model.days import Days
from asrun.model.entry import Entry, EventAdded, FactAdded, LinkAdded, Payload, ReadingAdded, VersionAdded
from asrun.model.fact import Change, Mention, Observation, Plan
from asrun.model.reading import Header
from asrun.model.source import Given, Version
from asrun.model.span import Span
from asrun.model.time import Day, Instant
from asrun.pipeline.asking import Question, ask
from asrun.reconcile import reconcile
from asrun.record import open_record
from record import documents

EVENTS, REVISIONS, REPORTS = 12, 3, 20
FIRST = date(2023, 1, 1)
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def year(days: int = 365) -> Iterator[Payload]:
    """A calendar of twelve events a day, each in three revisions that move it, and twenty reports a day."""
    for day in (FIRST + timedelta(days=n) for n in range(days)):
        nine = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        names = [f"ev-{day}-{n}" for n in range(EVENTS)]
        yield from (EventAdded(name, "visits") for name in names)
        for revision in range(REVISIONS):
            doc = f"schedule-{day}~{revision + 1}"
            given = Given(nine - timedelta(hours=3 - revision), day)
            yield VersionAdded(Version(doc, f"schedule-{day}", revision + 1, f"{doc:0>64}", "text/plain", given))
            yield ReadingAdded(doc, "bench", "2026a", given, Header("schedule", Day(day)))
            for number, name in enumerate(names):
                start = nine + timedelta(minutes=45 * number + 5 * revision)
                span = Span(doc, 40 * number, 40 * number + 20, "09:00 Talks at court")
                plan = Plan(f"Talks {number}", "meeting", (span,), Instant(start, "UTC"), place="Court")
                yield FactAdded(f"{doc}#{number}", doc, "Palace", plan, given.issued_at)
                yield LinkAdded(span, name, 100, "bench")
        for report in range(REPORTS):
            doc = f"report-{day}-{report}"
            stamp = nine + timedelta(minutes=30 * report)
            given = Given(stamp, day)
            yield VersionAdded(Version(doc, doc, 1, f"{doc:0>64}", "text/plain", given))
            yield ReadingAdded(doc, "bench", "2026a", given, Header("pool_report", Instant(stamp, "UTC")))
            about = Mention("the talks", "meeting", (Span(doc, 0, 9, "The talks"),), definite=True)
            words = (Span(doc, 0, 30, "The talks began at 09:00 today"),)
            seen = Observation("started", words, about, Instant(stamp, "UTC"), "began")
            moved = Change("delayed", words, about, delta="PT10M")
            yield FactAdded(f"{doc}#1", doc, "Ann Boyle", seen if report % 2 else moved, stamp)
            yield LinkAdded(about.spans[0], names[report % EVENTS], 80, "bench")


def main() -> None:
    """Prints both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--facts", type=float, default=1e6, help="How large the record is that a day is asked of.")
    asked = options.parse_args()
    entries = [Entry(n, NOW + timedelta(microseconds=n), p) for n, p in enumerate(year(), 1)]
    begun = time.process_time()
    account = reconcile(entries)
    spent = time.process_time() - begun
    print(f"a year of one calendar: {len(account.events):,} events of {len(entries):,} entries in {spent:.2f} s")
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder, "bench.db")) as record:
        for rows, snapshots in documents(int(asked.facts)):
            record.append(rows, snapshots, NOW)
        days = int(asked.facts) // 80
        costs = []
        for n in range(50):
            question = Question(Days((date(2000, 1, 1) + timedelta(days=(n * 7919) % days),)))
            begun = time.process_time()
            found = ask(record, question)
            costs.append(1000 * (time.process_time() - begun))
            assert found.events
        costs.sort()
        print(f"one day of {asked.facts:.0e} facts: {statistics.median(costs):.1f} ms, slowest {costs[-1]:.1f} ms")


if __name__ == "__main__":
    main()
