"""What stood as of a moment: the entries of a record, filtered on valid time and sorted by what they are about."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice, takewhile

from asrun.model.entry import Entry, EventAdded, FactAdded, LinkAdded, ReadingAdded, VersionAccepted, VersionAdded
from asrun.model.fact import Change, Claim, Fact, Mention, Observation, Outcome, Plan
from asrun.model.reading import Header
from asrun.model.source import Version
from asrun.model.span import Span


@dataclass(frozen=True)
class Row:
    """A fact with its place in the record."""

    seq: int
    recorded_at: datetime
    added: FactAdded

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        return self.added.fact

    @property
    def order(self) -> tuple[float, bool, int, int]:
        """When it was known, an older text's plans before the document's own, then where it stands."""
        known = self.added.valid_from.timestamp() if self.added.valid_from else float("-inf")
        own = not (isinstance(self.fact, Plan) and self.fact.former)
        return known, own, self.seq, self.fact_start

    @property
    def fact_start(self) -> int:
        """Where its words begin."""
        spans = getattr(self.fact, "spans", ())
        return spans[0].start if spans else 0


@dataclass
class View:
    """The record as of a moment; `events` are in order of their founding, `rows` of what they were linked to.

    `held` are the changes of a mass that nobody has accepted, `waiting` its items: what they say counts for nothing.
    """

    as_of: datetime | None
    head: int = 0
    recorded_by: datetime | None = None
    versions: dict[str, Version] = field(default_factory=dict)
    headers: dict[str, Header] = field(default_factory=dict)
    readings: dict[str, ReadingAdded] = field(default_factory=dict)
    events: dict[str, EventAdded] = field(default_factory=dict)
    event_of: dict[Span, str] = field(default_factory=dict)
    facts: list[Row] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    accepted: set[str] = field(default_factory=set)
    waiting: set[Span] = field(default_factory=set)
    held: list[Row] = field(default_factory=list)

    @cached_property
    def _named(self) -> dict[str, list[tuple[int, int, str]]]:
        """Where each document names events, in order."""
        named: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for span, event in self.event_of.items():
            named[span.doc].append((span.start, span.end, event))
        return {doc: sorted(places) for doc, places in named.items()}

    def events_within(self, span: Span) -> list[str]:
        """The events that the words of a span name, each once."""
        named = self._named.get(span.doc, [])
        first = bisect_left(named, (span.start,))
        inside = takewhile(lambda n: n[0] < span.end, islice(named, first, None))
        return list(dict.fromkeys(event for _, end, event in inside if end <= span.end))

    @cached_property
    def starting(self) -> dict[tuple[str, int], str]:
        """The events by the documents and places where mentions of them begin."""
        return {(span.doc, span.start): event for span, event in self.event_of.items()}

    def event_before(self, span: Span, within: int) -> str | None:
        """The event that is named last before a span, not farther back than so many characters."""
        named = self._named.get(span.doc, [])
        number = bisect_left(named, (span.start,))
        near = named[number - 1] if number else None
        return near[2] if near and near[0] >= span.start - within else None

    def event(self, mention: Mention | Plan | None) -> str | None:
        """The event that a mention was linked to."""
        return self.event_of.get(mention.spans[0]) if mention else None


def view(entries: Iterable[Entry], as_of: datetime | None) -> View:
    """The view of entries as of a valid time; None takes all that the sources ever said."""
    seen = View(as_of)
    later: set[str] = set()
    for entry in sorted(entries, key=lambda e: e.seq):
        seen.head, seen.recorded_by = entry.seq, entry.recorded_at
        match entry.payload:
            case VersionAdded(version=version):
                seen.versions[version.id] = version
            case ReadingAdded() as reading:
                seen.readings[reading.version] = reading
                seen.headers[reading.version] = reading.header
            case EventAdded() as founded:
                seen.events[founded.event] = founded
            case LinkAdded() as link:
                seen.event_of[link.mention] = link.event
            case VersionAccepted(version=name):
                seen.accepted.add(name)
            case FactAdded() as added:
                if as_of and added.valid_from and added.valid_from > as_of:
                    later.add(added.version)
                    continue
                seen.facts.append(Row(entry.seq, entry.recorded_at, added))
    _leave_out_unpublished(seen, later)
    _leave_out_held(seen)
    for row in seen.facts:
        for event in _events_of(row.fact, seen):
            seen.rows[event].append(row)
    return seen


def _leave_out_unpublished(seen: View, later: set[str]) -> None:
    """Versions of which nothing stood yet are no part of the view."""
    told = {row.added.version for row in seen.facts if isinstance(row.fact, Plan | Change | Observation | Mention)}
    for version in later - told:
        seen.versions.pop(version, None)
        seen.facts = [row for row in seen.facts if row.added.version != version]


def _leave_out_held(seen: View) -> None:
    """Changes of a mass that waits for a person's word are no part of the view, nor what moves its items."""
    kept = []
    for row in seen.facts:
        if isinstance(row.fact, Change) and row.fact.held and row.added.version not in seen.accepted:
            seen.held.append(row)
            seen.waiting |= {row.fact.spans[0]} if row.fact.field != "event" else set()
        else:
            kept.append(row)
    seen.facts = kept


def _events_of(fact: Fact, seen: View) -> list[str]:
    """The events that a fact speaks of."""
    named: list[Mention | Plan | None] = []
    if isinstance(fact, Plan | Mention):
        named = [fact]
    elif isinstance(fact, Change):
        named = [fact.about, fact.replaced_by]
    elif isinstance(fact, Observation | Outcome):
        named = [fact.about]
    elif isinstance(fact, Claim) and fact.predicate == "took_place" and fact.polarity == "-":
        return seen.events_within(fact.spans[0])
    return list(dict.fromkeys(e for e in map(seen.event, named) if e))
