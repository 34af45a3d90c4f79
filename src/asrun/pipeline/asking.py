"""Asking a record, or documents without one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from asrun.model.account import (
    Account,
    ChangeLine,
    ContestSide,
    EventAccount,
    Highlight,
    ObservationLine,
    StatementLine,
)
from asrun.model.days import Days
from asrun.model.entry import Entry, RedactionAdded, standing
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.pipeline.entries import memory
from asrun.pipeline.reading import read_together
from asrun.reconcile import reconcile
from asrun.record import Record

_Line = TypeVar("_Line", ChangeLine, ObservationLine, StatementLine, ContestSide)


class Question(msgspec.Struct, frozen=True):
    """What is asked: days, calendars, as of a valid time, as of a place in the record or of what it knew by a moment.

    `language` is that of the computed sentences.
    """

    days: Days = Days()
    calendars: tuple[str, ...] = ()
    as_of: datetime | None = None
    seq: int | None = None
    recorded_by: datetime | None = None
    language: str = "en"


def ask(record: Record, question: Question) -> Account:
    """The account that answers a question; the same question with its `seq` gives the same account for ever.

    Of days or calendars only what is held of these is read, not the whole record.
    """
    seq = place(record, question.seq, question.recorded_by)
    known_by = record.recorded_at(seq)
    account = _answer(entries_of(record, question), question, known_by)
    return msgspec.structs.replace(account, seq=seq, recorded_by=known_by)


def entries_of(record: Record, question: Question) -> Iterable[Entry]:
    """The entries that an answer rests on."""
    seq = place(record, question.seq, question.recorded_by)
    if question.days:
        return _once(record.around(first, last, seq) for first, last in question.days.spells())
    if question.calendars:
        return _once(record.of_calendar(name, seq) for name in question.calendars)
    return record.entries(seq)


def _once(parts: Iterable[list[Entry]]) -> list[Entry]:
    """The entries of parts of a record, each once and in order."""
    found = {e.seq: e for part in parts for e in part}
    return [found[seq] for seq in sorted(found)]


def place(record: Record, seq: int | None, recorded_by: datetime | None) -> int:
    """The place in the record that is meant: an entry, or the last one recorded by a moment; never beyond the head."""
    head = record.head() if recorded_by is None else record.seq_at(recorded_by)
    return head if seq is None else min(seq, head)


def ask_changed(record: Record, question: Question, since: datetime) -> Account:
    """The account, with only what the record learned after a moment, on its own clock: "since you last looked".

    Events stand in it where they are new or read otherwise than before; a note says how each stood.
    """
    now = ask(record, question)
    last = record.seq_at(since)
    before = {e.id: e for e in ask(record, msgspec.structs.replace(question, seq=last)).events} if last else {}
    changed = [e for e in now.events if _told(e) != _told(before.get(e.id))]
    events = tuple(_stood(e, before.get(e.id)) for e in changed)
    kept = {e.id for e in events}
    changes = tuple(c for c in now.changes if c.seq > last)
    return msgspec.structs.replace(
        now,
        events=events,
        changes=changes,
        observations=tuple(o for o in now.observations if o.seq > last),
        statements=tuple(s for s in now.statements if s.seq > last),
        highlights=tuple(Highlight(c.words, c.change.spans) for c in changes),
        deviations=tuple(d for d in now.deviations if d.event in kept),
        contests=tuple(c for c in now.contests if c.event is None or c.event in kept),
    )


def _told(event: EventAccount | None) -> object:
    """What a reader would see changed of an event."""
    if event is None:
        return None
    times = (event.planned_start, event.planned_end, event.expected_start, event.actual_start, event.actual_end)
    return (event.state, event.summary, event.current_place, event.participants, *(k and k.value for k in times))


def _stood(event: EventAccount, before: EventAccount | None) -> EventAccount:
    """An event with a note of how it stood before."""
    note = f"before: {before.state}{f', {before.deviation}' if before.deviation else ''}" if before else "new"
    return msgspec.structs.replace(event, notes=(*event.notes, note))


def ask_files(
    snapshots: Sequence[Snapshot], given: Given, now: datetime, question: Question
) -> tuple[Account, list[Notice]]:
    """The account of documents in the order given, without a stored record, and what could not be read.

    What is undated stands from `now` on, which is nobody's word: it is told without a time.
    """
    readings = read_together(snapshots, given)
    errors = [n for r in readings for n in r.notices if n.severity == "error"]
    unread = {n.doc for n in errors}
    entries = memory([r for r in readings if r.doc not in unread], now)
    return _undated(_answer(entries[: question.seq], question), now), errors


def _undated(account: Account, now: datetime) -> Account:
    """The account with no time where a word is known since `now` alone."""

    def dated(lines: Iterable[_Line]) -> tuple[_Line, ...]:
        return tuple(msgspec.structs.replace(x, known_from=None) if x.known_from == now else x for x in lines)

    contests = (msgspec.structs.replace(c, sides=dated(c.sides)) for c in account.contests)
    return msgspec.structs.replace(
        account,
        changes=dated(account.changes),
        observations=dated(account.observations),
        statements=dated(account.statements),
        contests=tuple(contests),
    )


def _answer(entries: Iterable[Entry], question: Question, known_by: datetime | None = None) -> Account:
    as_of = question.as_of.astimezone(UTC) if question.as_of else None
    rows = list(entries)
    account = reconcile(standing(rows), as_of, question.days, question.calendars, question.language, known_by)
    return msgspec.structs.replace(account, notices=(*account.notices, *_redactions(rows)))


def _redactions(entries: Iterable[Entry]) -> Iterator[Notice]:
    """A notice for each takedown of words that an account would rest on."""
    for entry in entries:
        if isinstance(row := entry.payload, RedactionAdded):
            message = (
                f"entries {', '.join(row.entries)} were redacted ({row.reason}); their words are gone and this is told "
                "without them; nothing would bring them back"
            )
            yield Notice("redacted", "info", message, doc=f"entry {entry.seq}")


def ask_events(record: Record, events: Iterable[str], seq: int | None = None, as_of: datetime | None = None) -> Account:
    """The account of some events."""
    at = place(record, seq, None)
    wanted = set(events)
    account = _answer(record.about(wanted, at), Question(as_of=as_of), record.recorded_at(at))
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
