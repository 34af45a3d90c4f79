"""Readings, rows and derivations in words."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from asrun.model.account import EventAccount, Known
from asrun.model.entry import (
    Entry,
    EventAdded,
    FactAdded,
    LinkAdded,
    ReadingAdded,
    Redacted,
    RedactionAdded,
    VerdictAdded,
    VersionAccepted,
    VersionAdded,
    VersionWithdrawn,
)
from asrun.model.fact import Change, Plan, named_in
from asrun.model.reading import Reading
from asrun.model.span import Span
from asrun.model.text import dumps, dumps_all
from asrun.model.text_values import write_moment, write_span
from asrun.pipeline.asking import ask_events
from asrun.pipeline.joint import joint_account
from asrun.pipeline.reading import facts_at
from asrun.reconcile.differences import revision_words
from asrun.record import Record


def reading_text(reading: Reading) -> str:
    """A reading in canonical text form, under two lines that say what the document is and what was assumed."""
    header = reading.header
    lines = [f"# {reading.doc}: {header.kind.replace('_', ' ')}, {header.created or 'no day of its own'}"]
    lines += [f"# {name}: {basis}" for name, basis in sorted(reading.given.basis.items())]
    return "\n".join(lines) + "\n\n" + dumps_all(reading.facts)


def explain(reading: Reading, start: int, end: int) -> str:
    """The facts whose words touch text[start:end], the tightest first, each with its rule, slots, anchor and zone.

    Comments follow: the end that the list implies of an item without one, and notices about these words: what a second
    reading says of a speaker, say.
    """
    facts = facts_at(reading, start, end)
    spans = {f.spans[0] for f in facts if isinstance(f, Plan)}
    implied = (
        [e.implied_end for e in joint_account([reading]).events if spans & set(e.mentions) and e.implied_end]
        if spans
        else []
    )
    near = [n for n in reading.notices if n.span and n.span.start < end and start < n.span.end]
    words = dumps_all(facts) if facts else f"{reading.doc}@{start}-{end}: no fact was read from these words"
    ends = "".join(f"\n# no end is given: {_implied(known)}" for known in implied)
    return words + ends + "".join(f"\n# {notice}" for notice in near)


def _implied(known: Known) -> str:
    """An end that nobody stated, and the words that imply it."""
    when = known.value if isinstance(known.value, str) else write_moment(known.value)
    return f"{when}, by {write_span(known.evidence[0])}"


def log_lines(entries: Iterable[Entry], as_of: datetime | None = None) -> Iterator[str]:
    """One line an entry; as of a valid time without the facts that did not stand by then."""
    for entry in entries:
        row = entry.payload
        if as_of and isinstance(row, FactAdded) and row.valid_from and row.valid_from > as_of:
            continue
        yield f"{entry.seq:>6}  {entry.recorded_at:%Y-%m-%d %H:%M:%S}Z  {_row(entry)}"


def axes_line(seq: int, as_of: datetime | None) -> str:
    """As of what an answer is, on both axes."""
    said = f"as of {as_of:%Y-%m-%d %H:%M}Z" if as_of else "as of all that is known"
    return f"# {said}, up to entry {seq}"


def _row(entry: Entry) -> str:
    """What an entry says, in a line."""
    match entry.payload:
        case VersionAdded(version=v):
            mark = " (private)" if v.private else ""
            after = f", after {v.revision_of} ({v.basis})" if v.revision_of else ""
            return f"version  {v.id}: version {v.number} of {v.source}{after}, sha256 {v.sha256[:12]}{mark}"
        case ReadingAdded() as r:
            return f"reading  {r.version} as {r.header.kind} by {r.reader}, tzdata {r.tzdata}"
        case EventAdded() as e:
            return f"event    {e.event}"
        case LinkAdded() as k:
            return f"link     {k.mention} is {k.event} ({k.score}: {k.reason})"
        case VersionWithdrawn() as w:
            return f"withdraw {w.version}" + (f": {w.reason}" if w.reason else "")
        case VersionAccepted() as a:
            return f"accept   {a.version}" + (f": {a.reason}" if a.reason else "")
        case FactAdded(fact=Change() as change) as f if change.field:
            return f"change   {f.id} {'held for review: ' if change.held else ''}{revision_words(change)}"
        case FactAdded() as f:
            return f"fact     {f.id} {dumps(f.fact).splitlines()[0]}"
        case Redacted(kind=kind, by=by):
            return f"redacted {kind}" + (f", by entry {by}" if by else ", left out of the export")
        case _ as other:
            return f"{dumps(other).splitlines()[0]}"


def event_text(record: Record, event: str, seq: int | None = None, as_of: datetime | None = None) -> str:
    """An event's account and every row about it, in canonical text form; the line above says as of when and of what entry."""
    account = ask_events(record, [event], seq, as_of)
    found = next((e for e in account.events if e.id == event), None)
    entries = record.about([event], account.seq)
    spans = {e.payload.mention for e in entries if isinstance(e.payload, LinkAdded) and e.payload.event == event}
    rows = [e for e in entries if _is_about(e, event, spans)]
    head = [axes_line(account.seq, as_of)]
    if found:
        head += _event_lines(found)
    return "\n".join(head) + "\n\n" + dumps_all(rows)


def _event_lines(found: EventAccount) -> list[str]:
    """An event's state and times."""
    lines = [f"{found.id}  {found.summary}: {found.state}"]
    known = {
        "planned": found.planned_start,
        "until": found.planned_end,
        "expected": found.expected_start,
        "actual": found.actual_start,
        "ended": found.actual_end,
        "follows": found.implied_outcome,
    }
    lines += [
        f"  {name:9} {k.value}" + (f"  says {k.claimant}" if k.claimant else "") for name, k in known.items() if k
    ]
    if found.deviation:
        lines.append(f"  {'deviation':9} {found.deviation}")
    return lines


def _is_about(entry: Entry, event: str, spans: set[Span]) -> bool:
    """Whether an entry founds, links or tells of an event."""
    match entry.payload:
        case EventAdded(event=named) | LinkAdded(event=named):
            return named == event
        case VerdictAdded(event=named, into=into):
            return event in (named, into)
        case RedactionAdded(events=events):
            return event in events
        case FactAdded(fact=fact):
            return any(m.spans[0] in spans for m in named_in(fact))
        case _:
            return False
