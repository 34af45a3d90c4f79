"""Adding to a stored record, and asking it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from asrun.linking import known_events, link
from asrun.model.account import Account
from asrun.model.entry import Entry, FactAdded, LinkAdded, ReadingAdded
from asrun.model.fact import Fact
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.model.source import Given, Snapshot, Version
from asrun.pipeline.entries import payloads
from asrun.pipeline.reading import read_among
from asrun.reconcile import reconcile
from asrun.record import Record


class Added(msgspec.Struct, frozen=True):
    """What adding a document came to: its version with the rows it got, or the notice that says why nothing was added."""

    name: str
    version: Version | None
    facts: int = 0
    events: int = 0
    notices: tuple[Notice, ...] = ()
    links: tuple[LinkAdded, ...] = ()


class Question(msgspec.Struct, frozen=True):
    """What is asked of a record: a day, a calendar, as of a valid time, as of a place in the record."""

    day: date | None = None
    calendar: str | None = None
    as_of: datetime | None = None
    seq: int | None = None


def add(
    record: Record,
    snapshots: Sequence[Snapshot],
    given: Given,
    now: datetime,
    source: str | None = None,
    private: bool = False,
) -> list[Added]:
    """Adds each document as the next version of its source (its name, unless `source` says otherwise).

    Bytes equal to the source's latest version add nothing; a document that cannot be read adds nothing and says why.
    """
    return [_add(record, s, given, now, source or s.name, private) for s in snapshots]


def _add(record: Record, snapshot: Snapshot, given: Given, now: datetime, source: str, private: bool) -> Added:
    """Adds one document in one batch."""
    before = record.latest_version(source)
    if before and before.sha256 == snapshot.sha256:
        message = (
            f"the same bytes as version {before.number} of {source}; nothing was added; a revised document would be"
        )
        return Added(snapshot.name, None, notices=(Notice("already-recorded", "info", message, doc=snapshot.name),))
    number = before.number + 1 if before else 1
    name = source if number == 1 else f"{source}~{number}"
    entries = list(record.entries())
    reading = read_among(snapshot, given, name, _readings(entries, given.calendar))
    if any(n.severity == "error" for n in reading.notices):
        return Added(snapshot.name, None, notices=reading.notices)
    revision_of = before.id if before else None
    version = Version(name, source, number, snapshot.sha256, snapshot.media_type, reading.given, revision_of, private)
    links = link(reading, known_events(entries, source))
    moment = max(now, entries[-1].recorded_at + timedelta(microseconds=1)) if entries else now
    record.append(payloads(version, reading, links, moment), [snapshot], moment)
    return Added(snapshot.name, version, len(reading.facts), len(links.events), reading.notices, links.links)


def _readings(entries: Sequence[Entry], calendar: str | None) -> list[Reading]:
    """The readings of a record, the latest first, those of the same calendar only; with their zones and days to lend."""
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


def ask(record: Record, question: Question) -> Account:
    """The account that answers a question; the same question with its `seq` gives the same account for ever."""
    head = record.head()
    seq = head if question.seq is None else min(question.seq, head)
    as_of = question.as_of.astimezone(UTC) if question.as_of else None
    return reconcile(record.entries(seq), as_of, question.day, question.calendar)
