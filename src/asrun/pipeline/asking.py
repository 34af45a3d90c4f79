"""Asking a record, or documents without one."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from asrun.model.account import Account, EventAccount
from asrun.model.entry import Entry, standing
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.pipeline.entries import memory
from asrun.pipeline.reading import read_together
from asrun.reconcile import reconcile
from asrun.record import Record

_DAY = timedelta(days=1)


class Question(msgspec.Struct, frozen=True):
    """What is asked: a day, a calendar, as of a valid time, as of a place in the record or of what it knew by a moment.

    `language` is that of the computed sentences.
    """

    day: date | None = None
    calendar: str | None = None
    as_of: datetime | None = None
    seq: int | None = None
    recorded_by: datetime | None = None
    language: str = "en"


def ask(record: Record, question: Question) -> Account:
    """The account that answers a question; the same question with its `seq` gives the same account for ever.

    Of a day or a calendar only what is held of these is read, not the whole record.
    """
    seq = place(record, question.seq, question.recorded_by)
    entries: Iterable[Entry]
    if question.day:
        # A day is told in the zones of its account: what begins on it in one of them may be of the next day elsewhere.
        entries = record.around(question.day - _DAY, question.day + _DAY, seq)
    elif question.calendar is not None:
        entries = record.of_calendar(question.calendar, seq)
    else:
        entries = record.entries(seq)
    account = _answer(entries, question)
    return msgspec.structs.replace(account, seq=seq, recorded_by=record.recorded_at(seq))


def place(record: Record, seq: int | None, recorded_by: datetime | None) -> int:
    """The place in the record that is meant: an entry, or the last one recorded by a moment; never beyond the head."""
    head = record.head() if recorded_by is None else record.seq_at(recorded_by)
    return head if seq is None else min(seq, head)


def ask_files(
    snapshots: Sequence[Snapshot], given: Given, now: datetime, question: Question
) -> tuple[Account, list[Notice]]:
    """The account of documents in the order given, without a stored record, and what could not be read."""
    readings = read_together(snapshots, given)
    errors = [n for r in readings for n in r.notices if n.severity == "error"]
    unread = {n.doc for n in errors}
    entries = memory([r for r in readings if r.doc not in unread], now)
    return _answer(entries[: question.seq], question), errors


def _answer(entries: Iterable[Entry], question: Question) -> Account:
    as_of = question.as_of.astimezone(UTC) if question.as_of else None
    return reconcile(standing(entries), as_of, question.day, question.calendar, question.language)


def ask_events(record: Record, events: Iterable[str], seq: int | None = None, as_of: datetime | None = None) -> Account:
    """The account of some events."""
    at = place(record, seq, None)
    wanted = set(events)
    account = _answer(record.about(wanted, at), Question(as_of=as_of))
    told = tuple(e for e in account.events if e.id in wanted)
    return msgspec.structs.replace(account, events=told, seq=at, recorded_by=record.recorded_at(at))


def find_events(
    record: Record, words: str, seq: int | None = None, as_of: datetime | None = None
) -> list[EventAccount]:
    """The events whose id is, or begins with, the words; else those whose summary holds them all."""
    named = record.named(words)
    if words in named:
        named = [words]
    if named:
        return list(ask_events(record, named, seq, as_of).events)
    wanted = words.lower().split()
    events = ask_events(record, record.mentioning(wanted, seq), seq, as_of).events if wanted else ()
    return [e for e in events if all(w in e.summary.lower() for w in wanted)]
