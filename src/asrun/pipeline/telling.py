"""Readings, rows and derivations in words."""

from collections.abc import Iterator

from asrun.linking import named_in
from asrun.model.entry import (
    Entry,
    EventAdded,
    FactAdded,
    LinkAdded,
    ReadingAdded,
    VersionAccepted,
    VersionAdded,
    VersionWithdrawn,
)
from asrun.model.fact import Change
from asrun.model.reading import Reading
from asrun.model.span import Span
from asrun.model.text import dumps, dumps_all
from asrun.pipeline.asking import Question, ask
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
    """The facts whose words touch text[start:end], the tightest first, each with its rule, slots, anchor and zone."""
    facts = facts_at(reading, start, end)
    return dumps_all(facts) if facts else f"{reading.doc}@{start}-{end}: no fact was read from these words"


def log_lines(record: Record, seq: int | None) -> Iterator[str]:
    """One line an entry."""
    for entry in record.entries(seq):
        yield f"{entry.seq:>6}  {entry.recorded_at:%Y-%m-%d %H:%M:%S}Z  {_row(entry)}"


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


def event_text(record: Record, event: str) -> str:
    """An event's account and every row about it, in canonical text form."""
    found = next(e for e in ask(record, Question()).events if e.id == event)
    spans = {
        e.payload.mention for e in record.entries() if isinstance(e.payload, LinkAdded) and e.payload.event == event
    }
    rows = [e for e in record.entries() if _is_about(e, event, spans)]
    head = [f"{found.id}  {found.summary}: {found.state}"]
    known = {
        "planned": found.planned_start,
        "until": found.planned_end,
        "expected": found.expected_start,
        "actual": found.actual_start,
        "ended": found.actual_end,
    }
    head += [f"  {name:9} {k.value}" + (f"  says {k.claimant}" if k.claimant else "") for name, k in known.items() if k]
    if found.deviation:
        head.append(f"  {'deviation':9} {found.deviation}")
    return "\n".join(head) + "\n\n" + dumps_all(rows)


def _is_about(entry: Entry, event: str, spans: set[Span]) -> bool:
    """Whether an entry founds, links or tells of an event."""
    match entry.payload:
        case EventAdded(event=named) | LinkAdded(event=named):
            return named == event
        case FactAdded(fact=fact):
            return any(m.spans[0] in spans for m in named_in(fact))
        case _:
            return False
