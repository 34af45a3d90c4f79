"""Documents for a record: a schedule of some day with its reading, facts, events and links, as the pipeline makes them."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from asrun.model.entry import EventAdded, FactAdded, LinkAdded, Payload, ReadingAdded, VersionAdded
from asrun.model.fact import KeyPoint, Plan
from asrun.model.reading import Header
from asrun.model.source import Given, Snapshot, Version
from asrun.model.span import Span
from asrun.model.time import Day, Instant

NOW = datetime(2024, 3, 12, 8, 0, tzinfo=UTC)
FIRST = date(2024, 3, 12)


def document(
    name: str,
    day: date = FIRST,
    events: tuple[str, ...] = (),
    known: tuple[str, ...] = (),
    words: str = "Signing of the pact",
    others: int = 1,
    private: bool = False,
    text: str | None = None,
    claimant: str = "Chancellery",
) -> tuple[list[Payload], list[Snapshot]]:
    """A version that plans each of `events` (one of its own) on a day; those in `known` were founded before."""
    events = events or (f"ev-of-{name}",)
    whole = text or "\n".join(f"{words} {name} {event}" for event in events)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    source = name.partition("~")[0]
    number = int(name.partition("~")[2] or 1)
    given = Given(day=day, calendar="visits")
    rows: list[Payload] = [
        VersionAdded(Version(name, source, number, digest, "text/plain", given, private=private)),
        ReadingAdded(name, "asrun 0", "2026a", given, Header("schedule", Day(day))),
    ]
    links: list[Payload] = []
    for place, (event, line) in enumerate(zip(events, _lines(whole, name), strict=False)):
        starts = Instant(datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(minutes=place), "UTC")
        rows.append(FactAdded(f"{name}#{place}", name, claimant, Plan(line.exact, "ceremony", (line,), starts), NOW))
        links += [] if event in known else [EventAdded(event, "visits")]
        links.append(LinkAdded(line, event, 100, "first mention"))
    for place in range(others):
        span = Span(name, 100_000 + place, 100_001 + place, "x")
        rows.append(FactAdded(f"{name}#+{place}", name, claimant, KeyPoint(span, f"rule {place}"), NOW))
    return rows + links, [Snapshot(f"{name}.txt", whole.encode(), "text/plain", digest)]


def _lines(text: str, doc: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(doc, start, start + len(line), line)
        start += len(line) + 1
