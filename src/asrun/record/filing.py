"""What the payloads of a batch are looked up by: the rows of the tables beside the entries, the same for every store.

A batch is filed in order of its entries. All rows follow from the payloads, so that `verify` can file a record again and
compare. Versions, readings and events go by the `seq` of their entry.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from asrun.model.entry import (
    EventAdded,
    FactAdded,
    LinkAdded,
    Payload,
    ReadingAdded,
    Redacted,
    RedactionAdded,
    VerdictAdded,
    VersionAccepted,
    VersionAdded,
    VersionWithdrawn,
)
from asrun.model.fact import Change, Fact, Mention, Observation, Outcome, Place, Plan, named_in
from asrun.model.reading import Header
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Relative, Start, When, ZoneUse, day_of
from asrun.record.errors import RecordError, UnknownNameError

UNDATED = 0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_ASPECTS = {Plan: 1, Change: 2, Observation: 3, Outcome: 4, Mention: 5}


def clock_of(moment: datetime) -> int:
    """A moment as the record counts: microseconds since 1970 in UTC."""
    return (moment - EPOCH) // _TICK


def moment_of(clock: int) -> datetime:
    """The moment of such a clock."""
    return EPOCH + clock * _TICK


@lru_cache(4096)
def claimant_of(name: str) -> int:
    """A claimant as the tables have it: eight bytes of the hash of the name."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def places(entries: Iterable[str]) -> list[int]:
    """The places that a redaction names: "7", "12-40"."""
    found: list[int] = []
    for words in entries:
        first, _, last = words.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


class Told(NamedTuple):
    """A fact that tells of a mention, as its event will be looked up by it."""

    fact: int
    claimant: int
    aspect: int
    reading: int
    valid_from: int | None
    days: tuple[int, ...]


class _Reading(NamedTuple):
    seq: int
    version: int
    number: int
    days: tuple[int, ...]


class Filed(Protocol):
    """What filing has to know of entries before the batch."""

    def version_seq(self, name: str) -> int | None:
        """The entry of a version."""

    def event_seq(self, name: str) -> int | None:
        """The entry that founded an event."""

    def readings_of(self, version: int) -> list[tuple[int, int]]:
        """The readings of a version in order: entry and number."""

    def unnamed(self, places: list[int]) -> list[int]:
        """Those of some places that are versions without a name."""

    def linked(self, version: int, start: int, stop: int) -> int | None:
        """The event that the words of a version are linked to."""

    def told(self, version: int, span: Span) -> list[Told]:
        """The facts of a version's latest reading that tell of a mention."""


class Filing:
    """The rows of one batch, a list a table; tables are to be written in the order of `rows`."""

    def __init__(self, filed: Filed, lenient: bool = False) -> None:
        self.filed, self.lenient = filed, lenient
        self.rows: dict[str, list[tuple[Any, ...]]] = {
            "versions": [], "readings": [], "ended": [], "frames": [], "events": [], "links": [], "tells": [], "parted": [],
            "voices": [], "days": [], "documents": [], "notes": [], "redactions": [], "refused": [],
        }  # fmt: skip
        self.versions: dict[str, int] = {}
        self.events: dict[str, int] = {}
        self.said: dict[Span, list[Told]] = defaultdict(list)
        self.linked: dict[Span, int] = {}
        self.reading: _Reading | None = None
        self.read: tuple[str, int] = ("", 0)

    def add(self, seq: int, payload: Payload) -> None:
        """Files the payload of one entry; `lenient` filing passes over what names something that is gone."""
        try:
            self._add(seq, payload)
        except UnknownNameError:
            if not self.lenient:
                raise

    def _add(self, seq: int, payload: Payload) -> None:
        match payload:
            case FactAdded():
                self._fact(seq, payload)
            case LinkAdded():
                self._link(seq, payload)
            case EventAdded(event=event, calendar=calendar):
                self.events[event] = seq
                self.rows["events"].append((seq, event, calendar))
            case VersionAdded(version=version):
                self.versions[version.id] = seq
                self.rows["versions"].append((seq, version.id, version.source, version.sha256))
            case ReadingAdded():
                self._reading(seq, payload)
            case VersionWithdrawn(version=name):
                version_seq = self._version(name)
                self.rows["ended"] += [(reading, seq) for reading, _ in self.filed.readings_of(version_seq)]
                self.rows["notes"].append((version_seq, seq))
            case VersionAccepted(version=name):
                self.rows["notes"].append((self._version(name), seq))
            case VerdictAdded(event=event, into=into, entry=entry):
                about = {entry} if entry else set()
                self.rows["notes"] += [(a, seq) for a in sorted(about | {self._event(e) for e in (event, into) if e})]
            case Redacted(kind=kind):
                rows = self.rows["readings"]
                if kind != "fact":
                    self.reading = None
                elif self.reading and rows[-1][3] == seq - 1:
                    rows[-1] = (*rows[-1][:3], seq, rows[-1][4])
            case RedactionAdded():
                gone = self.filed.unnamed(places(payload.entries))
                named = zip(gone, payload.versions, payload.sources, strict=False)
                self.rows["versions"] += [(place, name, source, None) for place, name, source in named]
                self.rows["redactions"] += [(place, seq) for place in places(payload.entries)]
                self.rows["refused"] += [(mark, seq) for mark in payload.marks]
                known = (self.events.get(e) or self.filed.event_seq(e) for e in payload.events)
                self.rows["notes"] += [(e, seq) for e in dict.fromkeys(known) if e]

    def _version(self, name: str) -> int:
        seq = self.versions.get(name) or self.filed.version_seq(name)
        if not seq:
            raise UnknownNameError(
                f"{name}: no version of this record; nothing was added; its version before it would do"
            )
        return seq

    def _event(self, name: str) -> int:
        seq = self.events.get(name)
        if not seq:
            seq = self.filed.event_seq(name)
            if not seq:
                raise RecordError(
                    f"{name}: no event of this record; nothing was added; its founding before it would do"
                )
            self.events[name] = seq
        return seq

    def _reading(self, seq: int, added: ReadingAdded) -> None:
        version = self._version(added.version)
        before = [] if added.version in self.versions else self.filed.readings_of(version)
        last, number = before[-1] if before else (0, 0)
        if added.number != number + 1:
            raise RecordError(
                f"{added.version}: reading {added.number} after reading {number}; readings follow one another; nothing was "
                "added; the same command again would do where another process was faster"
            )
        if last:
            self.rows["ended"].append((last, seq))
        days = own_days(added.header, added.given)
        self.reading = _Reading(seq, version, added.number, days)
        self.read = (added.version, added.number)
        self.rows["readings"].append((seq, version, added.number, seq, added.given.calendar))
        self.rows["documents"] += [(day, seq) for day in days or (UNDATED,)]

    def _fact(self, seq: int, added: FactAdded) -> None:
        reading, rows = self._owner(added), self.rows["readings"]
        fact = added.fact
        if reading is self.reading and rows[-1][3] == seq - 1:
            rows[-1] = (*rows[-1][:3], seq, rows[-1][4])
            own = isinstance(fact, ZoneUse) or (isinstance(fact, Place) and fact.zone and fact.kind == "city")
        else:
            own = True  # found later, about a version that came before
        if own:
            self.rows["frames"].append((reading.seq, seq))
        for mention in named_in(fact):
            span = mention.spans[0]
            told = told_of(seq, added, mention, reading.seq, reading.days)
            self.said[span].append(told)
            if event := self._linked(span):
                self._tell(event, seq, told)

    def _owner(self, added: FactAdded) -> _Reading:
        """The reading that a fact belongs to: that of the batch, else the latest one of its version."""
        if self.reading and (added.version, added.reading) == self.read:
            return self.reading
        version = self._version(added.version)
        readings = self.filed.readings_of(version)
        if not readings or readings[-1][1] != added.reading:
            raise RecordError(f"{added.id}: a fact without its reading; nothing was added; that before it would do")
        return _Reading(readings[-1][0], version, added.reading, ())

    def _linked(self, span: Span) -> int | None:
        """The event of words that were linked before."""
        if span in self.linked:
            return self.linked[span]
        if span.doc in self.versions:
            return None
        version = self.filed.version_seq(span.doc)
        return self.filed.linked(version, span.start, span.end) if version else None

    def _link(self, seq: int, link: LinkAdded) -> None:
        span, event = link.mention, self._event(link.event)
        version = self._version(span.doc)
        before = self._linked(span)
        told = self.said.get(span) or []
        if span.doc not in self.versions:
            told = [*self.filed.told(version, span), *told]
        if before and before != event:
            self.rows["parted"] += [(before, t.fact, seq) for t in told]
        self.linked[span] = event
        self.rows["links"].append((seq, event, version, span.start, span.end))
        if before != event:
            for one in told:
                self._tell(event, seq, one)

    def _tell(self, event: int, seq: int, told: Told) -> None:
        rows = self.rows
        rows["tells"].append((event, told.claimant, told.aspect, seq, told.fact, told.reading, told.valid_from))
        rows["voices"].append((event, told.claimant, told.aspect))
        rows["days"] += [(day, event, seq) for day in told.days]


def told_of(seq: int, added: FactAdded, mention: Mention | Plan, reading: int, days: tuple[int, ...]) -> Told:
    """A fact as it tells of one of its mentions; `days` are those of its document, where it names none itself."""
    valid_from = clock_of(added.valid_from) if added.valid_from else None
    own = tuple(sorted(set(_days(added.fact, mention)))) or days or (UNDATED,)
    return Told(seq, claimant_of(added.claimant), _ASPECTS[type(added.fact)], reading, valid_from, own)


def _days(fact: Fact, mention: Mention | Plan) -> Iterable[int]:
    """The days that a fact tells of its event."""
    moments: list[Start | str | None] = [mention.starts]
    if isinstance(fact, Change):
        moments += [fact.before, fact.after]
    elif isinstance(fact, Observation):
        moments.append(fact.at)
    for moment in moments:
        if moment is not None and not isinstance(moment, str | Relative):
            yield _ordinal(moment)


def own_days(header: Header, given: Given) -> tuple[int, ...]:
    """The days that a document is of: its date line, what was declared, its issue."""
    found: list[date] = [] if given.day is None else [given.day]
    if given.issued_at:
        found.append(given.issued_at.date())
    days = {d.toordinal() for d in found}
    return tuple(sorted(days | ({_ordinal(header.created)} if header.created else set())))


def _ordinal(moment: When) -> int:
    day = day_of(moment)
    assert day
    return day.toordinal()
