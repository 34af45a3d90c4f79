"""Asking a record, or documents without one."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import msgspec

from asrun.model.account import Account, EventAccount
from asrun.model.entry import Entry, standing
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.pipeline.entries import memory
from asrun.pipeline.reading import read_together
from asrun.reconcile import reconcile
from asrun.record import Record


class Question(msgspec.Struct, frozen=True):
    """What is asked: a day, a calendar, as of a valid time, as of a place in the record (default: its head)."""

    day: date | None = None
    calendar: str | None = None
    as_of: datetime | None = None
    seq: int | None = None


def ask(record: Record, question: Question) -> Account:
    """The account that answers a question; the same question with its `seq` gives the same account for ever."""
    return _answer(record.entries(question.seq), question)


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
    return reconcile(standing(entries), as_of, question.day, question.calendar)


def find_events(record: Record, words: str) -> list[EventAccount]:
    """The events whose id is, or begins with, the words; else those whose summary holds them all."""
    events = ask(record, Question()).events
    named = [e for e in events if e.id == words] or [e for e in events if e.id.startswith(words)]
    wanted = words.lower().split()
    return named or [e for e in events if wanted and all(w in e.summary.lower() for w in wanted)]
