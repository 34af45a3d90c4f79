"""A reading as rows of the record: who claims each fact, and since when the source's word stood."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from asrun.linking import History, known_events, link, link_again, open_mentions, previous, revise_again
from asrun.model.document import Section
from asrun.model.entry import (
    Entry,
    EventAdded,
    FactAdded,
    Links,
    Payload,
    ReadingAdded,
    VersionAdded,
    standing,
)
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
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.model.source import Version
from asrun.model.time import Day, DayPart, Instant, Timex, When, ZoneUse
from asrun.reconcile.differences import mass_words

_TIMELESS = (Section, ZoneUse, Timex, Person, Organization, Place)


def payloads(
    version: Version, reading: Reading, links: Links, recorded_at: datetime, house: str | None = None
) -> list[Payload]:
    """The rows of a version: itself, its reading, its facts, the events it founds and what its mentions are.

    `house` is the publisher of the version that it revises.
    """
    notices = (*reading.notices, *held(version, links))
    rows: list[Payload] = [
        VersionAdded(version),
        ReadingAdded(version.id, reading.reader, reading.tzdata, reading.given, reading.header, notices),
    ]
    for number, fact in enumerate((*reading.facts, *links.changes, *links.told), 1):
        stood = valid_from(fact, reading, version, recorded_at)
        rows.append(
            FactAdded(f"{version.id}#{number}", version.id, claimant(fact, reading, version, house), fact, stood)
        )
    events: tuple[EventAdded, ...] = links.events
    return [*rows, *events, *links.links]


def held(version: Version, links: Links) -> Iterator[Notice]:
    """A notice for each mass change that a version brings."""
    for mass in links.masses:
        message = (
            f"{mass_words(mass)}; so much at once may be a fault of the source and counts for nothing yet; "
            f"asrun accept {version.id} would take it as meant, asrun withdraw {version.id} would take it back"
        )
        yield Notice("mass-change-held", "warning", message, doc=version.id)


def claimant(fact: Fact, reading: Reading, version: Version, house: str | None = None) -> str:
    """Who says so: whoever the words name, else the document's writer or publisher, the `house` of the version that it
    revises, or its source.
    """
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
    return named or header.writer or header.publisher or house or version.source


def valid_from(fact: Fact, reading: Reading, version: Version, recorded_at: datetime) -> datetime | None:
    """Since when the source's word stood: a relayed statement's own clock, else the document's issue, else `recorded_at`.

    None for what stood before anything else that is known: a plan or a mark of change that an undated or retold schedule
    printed, or an older text below the document's own, and all that only describes the document.
    """
    if isinstance(fact, _TIMELESS) or (isinstance(fact, Plan) and fact.former):
        return None
    issued = _issued(reading)
    own = isinstance(fact, Change) and (fact.field or reading.header.kind == "schedule")
    if isinstance(fact, Plan) or own:
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
    rows_before = standing(entries)
    state = house = None
    if version.revision_of:
        history = History(entries)
        state, before = history.state(version.revision_of), history.headers.get(version.revision_of)
        house = before.publisher if before else None
    links = link(reading, known_events(rows_before, version.source, state))
    rows = payloads(version, reading, links, recorded_at, house)
    if links.events:
        last = entries[-1].seq if entries else 0
        numbered = [Entry(last + n, recorded_at, p) for n, p in enumerate(rows, 1)]
        again = link_again(open_mentions(rows_before), known_events([*rows_before, *numbered], version.source))
        rows += again
    return rows, links


def revisions_again(entries: Sequence[Entry], gone: Sequence[str]) -> list[Payload]:
    """The changes of versions that revised withdrawn ones, against what stands before them now."""
    history, rows = History(entries), list[Payload]()
    for version in history.after(gone):
        told = [r for e in entries if isinstance(r := e.payload, FactAdded) and r.version == version.id]
        sample = next((r for r in told if isinstance(r.fact, Plan)), None)
        for number, change in enumerate(revise_again(history, version), len(told) + 1):
            who, since = (sample.claimant, sample.valid_from) if sample else (version.source, None)
            rows.append(FactAdded(f"{version.id}#{number}", version.id, who, change, since))
    return rows


def revision(version: Version, before: Version, basis: str) -> Version:
    """A version as the next one of the source of another."""
    return msgspec.structs.replace(
        version, source=before.source, number=before.number + 1, revision_of=before.id, basis=basis
    )


def memory(readings: Sequence[Reading], recorded_at: datetime) -> list[Entry]:
    """The entries that readings make in order, without a stored record; one reading is one batch."""
    entries: list[Entry] = []
    for reading in readings:
        version = Version(reading.doc, reading.doc, 1, reading.sha256, "", reading.given)
        if found := previous(reading, History(entries)):
            version = revision(version, found.version, f"{found.score}: {found.reason}")
        for payload in batch(entries, version, reading, recorded_at)[0]:
            moment = recorded_at + timedelta(microseconds=len(entries))
            entries.append(Entry(len(entries) + 1, moment, payload))
    return entries
