"""A reading as rows of the record: who claims each fact, and since when the source's word stood."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from asrun.linking import known_events, link, link_again, open_mentions
from asrun.model.document import Section
from asrun.model.entry import Entry, EventAdded, FactAdded, Links, Payload, ReadingAdded, VersionAdded
from asrun.model.fact import (
    Change,
    Claim,
    Fact,
    Observation,
    Organization,
    Outcome,
    Person,
    Place,
    Plan,
    Statement,
)
from asrun.model.reading import Reading
from asrun.model.source import Version
from asrun.model.time import Day, DayPart, Instant, Timex, When, ZoneUse

_TIMELESS = (Section, ZoneUse, Timex, Person, Organization, Place)


def payloads(version: Version, reading: Reading, links: Links, recorded_at: datetime) -> list[Payload]:
    """The rows of a version: itself, its reading, its facts, the events it founds and what its mentions are."""
    rows: list[Payload] = [
        VersionAdded(version),
        ReadingAdded(version.id, reading.reader, reading.tzdata, reading.given, reading.header, reading.notices),
    ]
    for number, fact in enumerate(reading.facts, 1):
        stood = valid_from(fact, reading, version, recorded_at)
        rows.append(FactAdded(f"{version.id}#{number}", version.id, claimant(fact, reading, version), fact, stood))
    events: tuple[EventAdded, ...] = links.events
    return [*rows, *events, *links.links]


def claimant(fact: Fact, reading: Reading, version: Version) -> str:
    """Who says so: whoever the words name, else the document's writer, publisher or source."""
    named: str | None = None
    if isinstance(fact, Change | Observation | Outcome):
        named = fact.reported_by
    elif isinstance(fact, Plan):
        named = fact.says
    elif isinstance(fact, Statement):
        named = fact.via[-1] if fact.via else fact.speaker
    elif isinstance(fact, Claim):
        named = fact.holder
    header = reading.header
    return named or header.writer or header.publisher or version.source


def valid_from(fact: Fact, reading: Reading, version: Version, recorded_at: datetime) -> datetime | None:
    """Since when the source's word stood: a relayed statement's own clock, else the document's issue, else `recorded_at`.

    None for what stood before anything else that is known: a plan that an undated or retold schedule announced, and all
    that only describes the document.
    """
    if isinstance(fact, _TIMELESS):
        return None
    issued = _issued(reading)
    if isinstance(fact, Plan):
        retold = reading.header.kind == "news_article"
        told = issued if isinstance(issued, Instant) and not retold else None
        return told.utc if told else (recorded_at if version.number > 1 else None)
    at = getattr(fact, "at", None)
    relayed = getattr(fact, "reported_by", None) or getattr(fact, "announced_by", None) or isinstance(fact, Statement)
    if isinstance(at, Instant) and (relayed or not isinstance(issued, Instant)):
        return at.utc
    if isinstance(issued, Instant):
        return issued.utc
    return _end_of_day(issued, reading) if issued else recorded_at


def _issued(reading: Reading) -> When | None:
    """When the document was issued, as declared, else as it says itself."""
    if reading.given.issued_at:
        return Instant(reading.given.issued_at.astimezone(UTC), "UTC")
    return reading.header.created


def _end_of_day(day: Day | DayPart, reading: Reading) -> datetime:
    """The last minute of the day a document was issued on: by then its word surely stood."""
    zone = day.zone or next((f.zone for f in reading.facts if isinstance(f, ZoneUse) and f.role == "local"), "UTC")
    start = datetime.combine(day.day, time(), ZoneInfo(zone))
    return (start + timedelta(hours=23, minutes=59)).astimezone(UTC)


def batch(
    entries: Sequence[Entry], version: Version, reading: Reading, recorded_at: datetime
) -> tuple[list[Payload], Links]:
    """The rows that a reading adds to entries, with links for what earlier documents had left open."""
    known = known_events(entries, version.source)
    links = link(reading, known)
    rows = payloads(version, reading, links, recorded_at)
    if links.events:
        numbered = [Entry(len(entries) + n, recorded_at, p) for n, p in enumerate(rows, 1)]
        again = link_again(open_mentions(entries), known_events([*entries, *numbered], version.source))
        rows += again
    return rows, links


def memory(readings: Sequence[Reading], recorded_at: datetime) -> list[Entry]:
    """The entries that readings make in order, without a stored record; one reading is one batch."""
    entries: list[Entry] = []
    for reading in readings:
        version = Version(reading.doc, reading.doc, 1, reading.sha256, "", reading.given)
        for payload in batch(entries, version, reading, recorded_at)[0]:
            moment = recorded_at + timedelta(microseconds=len(entries))
            entries.append(Entry(len(entries) + 1, moment, payload))
    return entries
