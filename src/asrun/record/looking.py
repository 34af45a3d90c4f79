"""What a record is asked, the same for every store: questions in SQL that both engines understand."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from asrun.model.entry import Entry, FactAdded, LinkAdded, Payload, ReadingAdded, Redacted, VersionAdded
from asrun.model.fact import named_in
from asrun.model.source import Snapshot, Version
from asrun.model.span import Span
from asrun.record.errors import RecordDamagedError
from asrun.record.filing import UNDATED, Told, clock_of, moment_of, own_days, told_of

_PAGE = 1_000
_CHUNK = 500
_UNDATED_KEPT = 100
_decoder = msgspec.json.Decoder(Payload)

# The last row of each voice of some events that counts as of a place: of a reading that had not ended, of a link that stood.
_STATE = """
SELECT fact FROM (
  SELECT (
    SELECT t.fact FROM tells t
    WHERE t.event = e.event AND t.claimant = v.claimant AND t.aspect = v.aspect AND t.seq <= ? {known}
      AND NOT EXISTS (SELECT 1 FROM ended x WHERE x.reading = t.reading AND x.seq <= ?)
      AND NOT EXISTS (SELECT 1 FROM parted p WHERE p.event = t.event AND p.fact = t.fact AND p.seq > t.seq AND p.seq <= ?)
    ORDER BY {order} t.seq DESC, t.fact DESC LIMIT 1
  ) AS fact
  FROM ({events}) e JOIN voices v ON v.event = e.event
) AS told WHERE fact IS NOT NULL"""

_WITHDRAWAL = "SELECT 1 FROM notes n JOIN entries w ON w.seq = n.seq WHERE n.about = v.seq AND w.kind = 'withdrawal'"


class Looking(ABC):
    """The questions of a record; a store gives `_ask`."""

    path: str

    @abstractmethod
    def _ask(self, query: str, *values: Any) -> list[Any]:
        """The rows that answer a query with "?" for its values."""

    # Places

    def head(self) -> int:
        """The last `seq`; 0 in an empty record."""
        return int(self._ask("SELECT coalesce(max(seq), 0) FROM entries")[0][0])

    def seq_at(self, recorded_by: datetime) -> int:
        """The last `seq` recorded by a moment; 0 before the first. The clock grows with `seq`, so that halving finds it."""
        low, high, clock = 0, self.head(), clock_of(recorded_by)
        while low < high:
            middle = (low + high + 1) // 2
            if self._ask("SELECT recorded_at FROM entries WHERE seq = ?", middle)[0][0] <= clock:
                low = middle
            else:
                high = middle - 1
        return low

    def recorded_at(self, seq: int) -> datetime | None:
        """When an entry was recorded."""
        found = self._ask("SELECT recorded_at FROM entries WHERE seq = ?", seq)
        return moment_of(found[0][0]) if found else None

    def _upto(self, seq: int | None) -> int:
        head = self.head()
        return head if seq is None else min(seq, head)

    # Entries

    def entries(self, seq: int | None = None, after: int = 0) -> Iterator[Entry]:
        """The entries up to a place in the record, the head by default, in order."""
        return self._pages(after, self._upto(seq))

    def _pages(self, last: int, until: int) -> Iterator[Entry]:
        """Entries a page at a time: rows that stand never change, so no lock is held while they are looked at."""
        while rows := self._rows("e.seq > ? AND e.seq <= ? ORDER BY e.seq LIMIT ?", last, until, _PAGE):
            yield from map(self._entry, rows)
            last = rows[-1][0]

    def _rows(self, where: str, *values: Any) -> list[Any]:
        query = "SELECT e.seq, e.recorded_at, e.kind, p.payload FROM entries e JOIN payloads p ON p.seq = e.seq"
        return self._ask(f"{query} WHERE {where}", *values)

    def _entry(self, row: tuple[int, int, str, bytes]) -> Entry:
        seq, clock, kind, data = row
        return Entry(seq, moment_of(clock), self._payload(data) if data else self._redacted(seq, kind))

    def _redacted(self, seq: int, kind: str) -> Redacted:
        by = self._ask("SELECT seq FROM redactions WHERE entry = ?", seq)
        return Redacted(kind, by[0][0] if by else 0)

    def _payload(self, data: bytes) -> Payload:
        try:
            payload: Payload = _decoder.decode(data)
        except msgspec.MsgspecError as error:
            raise RecordDamagedError(
                f"{self.path}: an entry that this asrun does not understand ({error}); it is damaged, or of a newer asrun; "
                "a newer asrun, or a copy of the record from before, would do"
            ) from error
        return payload

    def _load(self, seqs: Iterable[int]) -> list[Entry]:
        """The entries of some places, in order."""
        return [
            self._entry(row)
            for chunk in chunks(sorted(seqs))
            for row in self._rows(f"e.seq IN ({chunk}) ORDER BY e.seq")
        ]

    # Versions

    def latest_version(self, source: str) -> Version | None:
        """The latest version of a source that is neither withdrawn nor redacted."""
        query = (
            "SELECT p.payload FROM versions v JOIN payloads p ON p.seq = v.seq "
            f"WHERE v.source = ? AND v.sha256 IS NOT NULL AND NOT EXISTS ({_WITHDRAWAL}) ORDER BY v.seq DESC LIMIT 1"
        )
        return next(iter(self._versions(query, source)), None)

    def count_versions(self, source: str) -> int:
        """How many versions a source has, those that were withdrawn or redacted too."""
        return int(self._ask("SELECT count(*) FROM versions WHERE source = ?", source)[0][0])

    def version(self, name: str) -> Version | None:
        """The version of an id."""
        query = "SELECT p.payload FROM versions v JOIN payloads p ON p.seq = v.seq WHERE v.id = ?"
        return next(iter(self._versions(query, name)), None)

    def versions(self) -> list[Version]:
        """Every version of every source, in the order in which they were recorded."""
        return self._versions("SELECT p.payload FROM versions v JOIN payloads p ON p.seq = v.seq ORDER BY v.seq")

    def _versions(self, query: str, *values: str) -> list[Version]:
        payloads = (self._payload(data) for (data,) in self._ask(query, *values) if data)
        return [p.version for p in payloads if isinstance(p, VersionAdded)]

    def withdrawn(self, version: str, seq: int | None = None) -> bool:
        """Whether a version was withdrawn by a place in the record."""
        query = f"SELECT 1 FROM versions v WHERE v.id = ? AND EXISTS ({_WITHDRAWAL} AND n.seq <= ?)"
        return bool(self._ask(query, version, self._upto(seq)))

    def snapshot(self, sha256: str) -> Snapshot | None:
        """The bytes of a hash."""
        found = self._ask("SELECT name, data, media_type, sha256 FROM snapshots WHERE sha256 = ?", sha256)
        return Snapshot(*found[0]) if found else None

    def readings(self, calendar: str | None, limit: int) -> list[list[Entry]]:
        """The latest standing readings of a calendar, the latest first, each with its facts."""
        where = "calendar IS NULL" if calendar is None else "calendar = ?"
        query = (
            f"SELECT seq, last FROM readings r WHERE {where} "
            "AND NOT EXISTS (SELECT 1 FROM ended x WHERE x.reading = r.seq) ORDER BY seq DESC LIMIT ?"
        )
        values = (limit,) if calendar is None else (calendar, limit)
        return [list(self._pages(first - 1, last)) for first, last in self._ask(query, *values)]

    # What entries before a batch tell its filing

    def version_seq(self, name: str) -> int | None:
        """The entry of a version."""
        return self._one("SELECT seq FROM versions WHERE id = ?", name)

    def event_seq(self, name: str) -> int | None:
        """The entry that founded an event."""
        return self._one("SELECT seq FROM events WHERE name = ?", name)

    def readings_of(self, version: int) -> list[tuple[int, int]]:
        """The readings of a version in order: entry and number."""
        return [
            (s, n) for s, n in self._ask("SELECT seq, number FROM readings WHERE version = ? ORDER BY seq", version)
        ]

    def linked(self, version: int, start: int, stop: int) -> int | None:
        """The event that the words of a version are linked to."""
        query = "SELECT event FROM links WHERE version = ? AND start = ? AND stop = ? ORDER BY seq DESC LIMIT 1"
        return self._one(query, version, start, stop)

    def told(self, version: int, span: Span) -> list[Told]:
        """The facts of a version's latest reading that tell of a mention."""
        found = []
        for first, last in self._ask(
            "SELECT seq, last FROM readings WHERE version = ? ORDER BY seq DESC LIMIT 1", version
        ):
            days: tuple[int, ...] = ()
            for entry in self._pages(first - 1, last):
                row = entry.payload
                if isinstance(row, ReadingAdded):
                    days = own_days(row.header, row.given)
                elif isinstance(row, FactAdded):
                    found += [told_of(entry.seq, row, m, first, days) for m in named_in(row.fact) if m.spans[0] == span]
        return found

    def _one(self, query: str, *values: Any) -> int | None:
        """The one number that answers a query."""
        found = self._ask(query, *values)
        return int(found[0][0]) if found else None

    # Days, events, calendars

    def around(
        self,
        first: date | None,
        last: date | None = None,
        seq: int | None = None,
        undated: bool = False,
    ) -> list[Entry]:
        """All that is held of the events of some days and of the documents of these days, in order.

        With `undated` the latest events and documents without a day come too.
        """
        head = self._upto(seq)
        events: set[int] = set()
        readings: set[int] = set()
        if first:
            asked = (first.toordinal(), (last or first).toordinal(), head)
            events = self._column("SELECT DISTINCT event FROM days WHERE day BETWEEN ? AND ? AND seq <= ?", *asked)
            readings = self._column(
                "SELECT DISTINCT reading FROM documents WHERE day BETWEEN ? AND ? AND reading <= ?", *asked
            )
        if undated:
            late = "= ? AND {0} <= ? ORDER BY {0} DESC LIMIT ?"
            asked = (UNDATED, head, _UNDATED_KEPT)
            events |= self._column("SELECT event FROM days WHERE day " + late.format("event"), *asked)
            readings |= self._column("SELECT reading FROM documents WHERE day " + late.format("reading"), *asked)
        return self._gather(events, readings, head)

    def about(self, events: Iterable[str], seq: int | None = None) -> list[Entry]:
        """All that is held of some events, with the versions and readings that tell of them, in order."""
        known = {e for e in map(self.event_seq, events) if e}
        return self._gather(known, set(), self._upto(seq))

    def of_calendar(self, calendar: str, seq: int | None = None) -> list[Entry]:
        """All that is held of the events and documents of a calendar, in order."""
        head = self._upto(seq)
        events = self._column("SELECT seq FROM events WHERE calendar = ? AND seq <= ?", calendar, head)
        readings = self._column("SELECT seq FROM readings WHERE calendar = ? AND seq <= ?", calendar, head)
        return self._gather(events, readings, head)

    def of_version(self, version: str) -> list[Entry]:
        """All that was read from a version and all that is held of its events, in order."""
        query = "SELECT r.seq FROM readings r JOIN versions v ON v.seq = r.version WHERE v.id = ?"
        return self._gather(set(), self._column(query, version), self.head())

    def of_source(self, source: str, limit: int) -> list[Entry]:
        """All that is held of the latest versions of a source and of their events, in order."""
        query = (
            "SELECT r.seq FROM readings r JOIN (SELECT seq FROM versions WHERE source = ? ORDER BY seq DESC LIMIT ?) v "
            "ON v.seq = r.version"
        )
        return self._gather(set(), self._column(query, source, limit), self.head())

    def state(
        self,
        days: tuple[date, date] | None = None,
        event: str | None = None,
        calendar: str | None = None,
        seq: int | None = None,
        as_of: datetime | None = None,
    ) -> list[Entry]:
        """What each claimant said last of each event of some days, of an event or of a calendar: one seek each.

        As of a place in the record; with `as_of` too the latest word that stood by then, a scan of that claimant's words.
        """
        head = self._upto(seq)
        if days:
            events = "SELECT DISTINCT event FROM days WHERE day BETWEEN ? AND ? AND seq <= ?"
            asked: tuple[Any, ...] = (days[0].toordinal(), days[1].toordinal(), head)
        elif event is not None:
            events, asked = "SELECT seq AS event FROM events WHERE name = ? AND seq <= ?", (event, head)
        else:
            events, asked = "SELECT seq AS event FROM events WHERE calendar = ? AND seq <= ?", (calendar, head)
        if as_of is None:
            known, order, bounds = "", "", (head, head, head)
        else:
            known, order = "AND (t.valid_from IS NULL OR t.valid_from <= ?)", "coalesce(t.valid_from, 0) DESC,"
            bounds = (head, clock_of(as_of), head, head)  # type: ignore[assignment]
        query = _STATE.format(known=known, order=order, events=events)
        return self._load({fact for (fact,) in self._ask(query, *bounds, *asked)})

    def changes(
        self,
        after: int,
        seq: int | None = None,
        days: tuple[date, date] | None = None,
        event: str | None = None,
        calendar: str | None = None,
    ) -> list[Entry]:
        """What the record learned of some days, an event or a calendar after one place and up to another, in order."""
        if days:
            found = self.around(*days, seq)
        elif event is not None:
            found = self.about([event], seq)
        elif calendar is not None:
            found = self.of_calendar(calendar, seq)
        else:
            found = list(self.entries(seq, after))
        return [e for e in found if e.seq > after]

    def mentioning(self, words: Sequence[str], seq: int | None = None) -> set[str]:
        """The events of which some fact's payload holds all of some words; a look through the record's payloads."""
        head = self._upto(seq)
        query = (
            "SELECT DISTINCT e.name FROM tells t JOIN payloads p ON p.seq = t.fact JOIN events e ON e.seq = t.event "
            "WHERE t.seq <= ?" + f" AND {self._holds('p.payload')}" * len(words)
        )
        return self._column(query, head, *(w.lower() for w in words))

    @abstractmethod
    def _holds(self, column: str) -> str:
        """The condition that a payload holds a word in lower case ("?")."""

    def named(self, start: str) -> list[str]:
        """The events whose id begins with some letters."""
        end = start[:-1] + chr(ord(start[-1]) + 1) if start else ""
        rows = self._ask("SELECT name FROM events WHERE name >= ? AND name < ? ORDER BY seq LIMIT 100", start, end)
        return [name for (name,) in rows]

    def event_of(self, mention: Span) -> str | None:
        """The event that some words are linked to."""
        version = self.version_seq(mention.doc)
        event = self.linked(version, mention.start, mention.end) if version else None
        names = self._ask("SELECT name FROM events WHERE seq = ?", event) if event else []
        return names[0][0] if names else None

    def _column(self, query: str, *values: Any) -> set[Any]:
        return {value for (value,) in self._ask(query, *values)}

    def _each(self, query: str, keys: Iterable[int], *values: Any) -> list[Any]:
        """The rows of a query over many keys, which stand in it as "{}"."""
        return [row for chunk in chunks(sorted(keys)) for row in self._ask(query.format(chunk), *values)]

    def _gather(self, events: set[int], readings: set[int], head: int) -> list[Entry]:
        """Everything that is held of events and readings as of a place.

        The events that the readings tell of are told whole; of other readings that tell of them only these facts come.
        """
        spans = self._each("SELECT seq, last, version FROM readings WHERE seq IN ({})", readings)
        links = "SELECT DISTINCT event FROM links WHERE version IN ({}) AND seq <= ?"
        events = events | {e for (e,) in self._each(links, {v for _, _, v in spans}, head)}
        seqs = set(events)
        for first, last, _ in spans:
            seqs.update(range(first, min(last, head) + 1))
        told = self._each("SELECT fact, reading FROM tells WHERE event IN ({}) AND seq <= ?", events, head)
        seqs |= {fact for fact, _ in told}
        seqs |= {s for (s,) in self._each("SELECT seq FROM links WHERE event IN ({}) AND seq <= ?", events, head)}
        others = {reading for _, reading in told} - readings
        every = readings | others
        seqs |= others
        seqs |= {f for (f,) in self._each("SELECT fact FROM frames WHERE reading IN ({}) AND fact <= ?", every, head)}
        seqs |= {s for (s,) in self._each("SELECT seq FROM ended WHERE reading IN ({}) AND seq <= ?", every, head)}
        versions = {v for (v,) in self._each("SELECT version FROM readings WHERE seq IN ({})", every)}
        seqs |= versions
        seqs |= {s for (s,) in self._each("SELECT seq FROM notes WHERE about IN ({}) AND seq <= ?", seqs, head)}
        return self._with_neighbours(self._load(seqs), head)

    def _with_neighbours(self, entries: list[Entry], head: int) -> list[Entry]:
        """The entries with the events that their facts name beside the one that they were found by."""
        linked = {e.payload.mention for e in entries if isinstance(e.payload, LinkAdded)}
        facts = (e.payload.fact for e in entries if isinstance(e.payload, FactAdded))
        open_spans = {m.spans[0] for f in facts if not isinstance(f, str) for m in named_in(f)} - linked
        more: set[int] = set()
        query = (
            "SELECT l.seq, l.event FROM links l JOIN versions v ON v.seq = l.version "
            "WHERE v.id = ? AND l.start = ? AND l.stop = ? AND l.seq <= ?"
        )
        for span in open_spans:
            for seq, event in self._ask(query, span.doc, span.start, span.end, head):
                more |= {seq, event}
        more -= {e.seq for e in entries}
        return sorted([*entries, *self._load(more)], key=lambda e: e.seq) if more else entries


def chunks(keys: Sequence[int]) -> Iterator[str]:
    """Whole numbers as they stand in lists of SQL, some hundreds each."""
    for start in range(0, len(keys), _CHUNK):
        yield ",".join(map(str, keys[start : start + _CHUNK]))
