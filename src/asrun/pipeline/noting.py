"""A person's own word as a source: a note on the clock ("12:25 talks 30 min late"), read like a report."""

import hashlib
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from asrun.model.account import Account
from asrun.model.reading import Reading
from asrun.model.source import Given, Snapshot
from asrun.model.time import Instant, Timex
from asrun.pipeline.asking import Question, ask
from asrun.pipeline.reading import read_among
from asrun.pipeline.store import Added, add
from asrun.record import Record


def note(record: Record, words: str, who: str, now: datetime, given: Given, day: date | None) -> tuple[Snapshot, Given]:
    """The document that a note becomes: its writer and day above the words.

    Day and zone are those given; else the record's latest day up to now and its venue, marked as assumed. It stands from the
    clock that it begins with on, else, on the day itself, from now on.
    """
    account = ask(record, Question(calendars=(given.calendar,) if given.calendar else ()))
    zone = next(iter(given.zones), None) or (account.zones[0].zone if account.zones else None)
    on = day or _latest_day(account, now, zone)
    basis = dict(given.basis)
    zones = given.zones
    if not zones and zone:
        zones, basis["zones"] = (zone,), "assumed from the record"
    if on:
        basis["day"] = "declared" if day else "assumed from the record"
    told = Given(None, on, zones, given.publisher or who, None, given.calendar, basis)
    head, said = f"Pool note by {who}\n\n", words.strip()
    data = f"{head}{said}\n".encode("utf-8", "replace")
    name = f"note-{now:%Y%m%dT%H%M%S}-{hashlib.sha256(data).hexdigest()[:6]}.txt"
    snapshot = Snapshot(name, data, "text/plain", hashlib.sha256(data).hexdigest())
    facts = read_note(snapshot, told).facts
    clock = next((f.when for f in facts if isinstance(f, Timex) and f.span.start == len(head)), None)
    at = clock.utc if isinstance(clock, Instant) else now if on == _today(now, zone) else None
    return snapshot, msgspec.structs.replace(told, issued_at=at)


def _today(now: datetime, zone: str | None) -> date:
    return now.astimezone(ZoneInfo(zone or "UTC")).date()


def _latest_day(account: Account, now: datetime, zone: str | None) -> date | None:
    """The latest day of the record that is not ahead of now."""
    past = [d for d in account.days if d <= _today(now, zone)]
    return past[-1] if past else None


def read_note(snapshot: Snapshot, given: Given) -> Reading:
    """What a note says, before it is kept."""
    return read_among(snapshot, given, snapshot.name, lambda: iter(()))


def keep_note(record: Record, snapshot: Snapshot, given: Given, now: datetime) -> Added:
    """Adds a note to the record."""
    return add(record, snapshot, given, now)
