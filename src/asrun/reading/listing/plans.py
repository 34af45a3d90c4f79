"""Items of a list to plans: their moments, places and people, and notices for what was mended or left open."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from asrun.model.document import Line, Section
from asrun.model.fact import EntityMention, EventKind, Fact, Part, Place, Plan, PlanField, Press
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Basis, Day, Instant, Timex, When, day_of, instant
from asrun.reading.changes.happenings import kind_of, title
from asrun.reading.context import Context
from asrun.reading.listing.clocks import Clock
from asrun.reading.listing.dates import day_above
from asrun.reading.listing.items import Item, gathers, items_of
from asrun.reading.listing.pairing import LONGEST
from asrun.reading.listing.people import Cast, is_name, people_in
from asrun.reading.listing.rows import Row, is_mail, no_events
from asrun.reading.listing.saying import Said, Where, said_by
from asrun.reading.programme.access import press_of
from asrun.reading.prose import read_prose

_CLOCKED = re.compile(r"\d{1,2}:\d\d")
_BRACKETED = re.compile(r"[\[(]\s?\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\b|hrs|\d|[\])])", re.I)
_PRIVATE = re.compile(r"\W*(?:PRIVATE|PERSONAL)\b(?! (?:SUITE|RESIDENCE))", re.I)
_PARTS = 40
Single = Callable[[Line], Plan | None]
WITHHELD = "Title withheld"


def read_listing(rows: Sequence[Row], context: Context, says: str | None, single: Single) -> Iterator[Fact | Notice]:
    """Plans for the items of a list in order; what mails wrote around it is read as prose.

    `single` reads a line that holds all of its event, as schedules in plain sentences have them.
    """
    made = _Plans(context, says, single)
    block: list[Row] = []
    prose: list[Line] = []
    writing = True
    for number, row in enumerate(rows):
        if row.kind == "words" and no_events(row.text):
            yield _no_events(context, row)
            continue
        after = rows[number + 1] if number + 1 < len(rows) else None
        mail = row.kind == "block" and is_mail(row.text)
        if row.kind == "day" or mail or (row.kind == "block" and after is not None and after.kind == "timed"):
            yield from made.plans(block)
            block = []
            made.dated = made.dated and row.kind == "block" and not mail
            writing = writing or mail
        elif row.kind == "timed":
            yield from _prose(context, prose)
            writing, prose = False, []
            block.append(row)
        elif writing:
            prose.append(row.line)
        else:
            block.append(row)
    yield from made.plans(block)
    yield from _prose(context, prose)
    yield from made.places()
    yield from made.cast.found()


def _prose(context: Context, lines: Sequence[Line]) -> Iterator[Fact | Notice]:
    """What is said in lines before a list."""
    if lines:
        yield from read_prose(Section("body", lines[0].start, lines[-1].end), context)


def _no_events(context: Context, row: Row) -> Notice:
    """The notice of a day that has no public events."""
    where = context.document.span(row.line.start, row.line.end)
    message = f'"{where.exact}" says that nothing is planned in public; no event can be made of it; nothing needs doing'
    return Notice("no-public-events", "info", message, where)


class _Plans:
    """The plans of one list under way; places gather their mentions."""

    def __init__(self, context: Context, says: str | None, single: Single) -> None:
        self.context, self.says, self.single = context, says, single
        self.document = context.document
        self.known = {p.name.lower(): p.name for p in context.names.places}
        self.found: dict[str, list[Span]] = {}
        self.cast = Cast(context)
        self.named: dict[str, str] = {}
        self.zone = context.times.local
        self.day = day_of(context.times.created)
        self.dated = False

    def plans(self, block: Sequence[Row]) -> Iterator[Fact | Notice]:
        """The plans of one block, in order, with their notices."""
        self._days(block)
        for row in block:
            if gathers(row) or (row.kind == "words" and _BRACKETED.match(row.text)):
                where = self.document.span(row.line.start, row.line.end)
                message = (
                    f'"{where.exact[:60]}" tells a clock beside an event; it is a note, no event; nothing needs doing'
                )
                yield Notice("clock-in-note", "info", message, where)
        rolled, before = 0, -1
        for item in items_of(block):
            minutes = item.row.minutes
            if minutes is not None:
                rolled += before >= 1080 and minutes < 300
                before = minutes
            said = said_by(item)
            plain = self.single(item.row.line) if said.plain and not rolled else None
            yield plain or self._plan(item, said, rolled)
            yield from self._notices(item, said)

    def places(self) -> Iterator[Place]:
        """The places that only the list names."""
        for name, spans in self.found.items():
            mentions = tuple(EntityMention(span, "name") for span in spans)
            yield Place(name, "venue", mentions, rule="public-schedule.place")

    def _days(self, block: Sequence[Row]) -> None:
        """Sets the day of a block under a heading or a mail: what stands above it, else the day of its first clock."""
        first = next((row for row in block if row.kind == "timed"), None)
        if first is None or self.dated:
            return
        timexes = [t for row in block if row.kind == "timed" and (t := self._timex(row)) and "X" not in t.value[:10]]
        above = day_above(self.context, first.line.start)
        self.day = above or (date.fromisoformat(timexes[0].value[:10]) if timexes else self.day)
        self.zone = next((t.zone for t in timexes if t.zone), self.zone)
        self.dated = True

    def _timex(self, row: Row) -> Timex | None:
        """The time expression at the beginning of a row."""
        end = row.line.start + (row.head.end if row.head else 0)
        for timex in self.context.times.between(row.line.start, end):
            if timex.type == "TIME":
                return timex
        return None

    def _when(self, row: Row, clock: Clock | None, minutes: int | None, rolled: int) -> When | None:
        """The moment of a row's clock on the block's day; a clock without a zone keeps its day."""
        if self.day is None:
            return None
        timex = self._timex(row)
        sound = clock is not None and not clock.damaged and not rolled
        try:
            day = self.day + timedelta(days=rolled)
            if minutes is None:
                return Day(day, self.zone, "inferred")
            same = timex is not None and timex.value == f"{day.isoformat()}T{_clock(minutes)}"
            if timex and sound and same and isinstance(timex.when, Instant):
                return timex.when
            basis: Basis = "stated" if sound else "inferred"
            if self.zone is None:
                return Day(day, None, basis, _clock(minutes))
            return instant(datetime.combine(day, time(minutes // 60, minutes % 60)), self.zone, basis)
        except OverflowError:
            return None

    def _plan(self, item: Item, said: Said, rolled: int) -> Plan:
        """The plan of an item."""
        row = item.row
        starts = self._when(row, row.head.clock if row.head else None, row.minutes, rolled)
        told: dict[PlanField, Where | None] = {
            "place": said.place,
            "origin": said.origin,
            "destination": said.destination,
        }
        found = {name: self._found(*where) for name, where in told.items() if where}
        place, origin, destination = (
            self._place(where[1], found[name]) if where else None for name, where in told.items()
        )
        people = self._people(item, said)
        kind: EventKind = "other"
        if said.moves:
            kind, summary = said.moves, title(said.moves, None, origin, destination)
        else:
            summary = said.title or WITHHELD
            kind = kind_of(said.title) or ("private" if _PRIVATE.match(said.title) else "other")
        return Plan(
            summary,
            kind,
            self._spans(item, said),
            starts,
            self._ends(item, rolled),
            place=place,
            origin=origin,
            destination=destination,
            participants=tuple(people),
            says=self.says,
            tentative=said.tentative,
            rule="public-schedule.withheld" if said.withheld else "public-schedule.row",
            press=self._press(item),
            parts=tuple(self._parts(item, found, people.values())),
        )

    def _parts(self, item: Item, found: Mapping[PlanField, Span], people: Iterable[Span]) -> Iterator[Part]:
        """The words of each field: the clocks, where it is, who takes part."""
        row, end = item.row, item.end
        heads = [("starts", row, row.head and row.head.clock), ("ends", end, end and end.head and end.head.clock)]
        if end is None:
            heads[1] = ("ends", row, row.head and row.head.until)
        for name, at, clock in heads:
            if at and at.head and clock:
                span = self.document.span(at.line.start + at.head.start, at.line.start + at.head.end)
                yield Part("starts" if name == "starts" else "ends", span)
        for field, span in found.items():
            yield Part(field, span)
        for span in people:
            yield Part("participants", span)

    def _press(self, item: Item) -> Press | None:
        """Who of the press may come, as the remarks and notes of an item say."""
        rows = (item.row, *([item.end] if item.end else []), *item.row.notes, *(item.end.notes if item.end else []))
        return next((press for row in rows if (press := press_of(row.text))), None)

    def _ends(self, item: Item, rolled: int) -> When | None:
        """The printed end of an item; one before its start is on the next day."""
        row, end = item.row, item.end
        until = end.head.clock if end and end.head else (row.head.until if row.head else None)
        last = end.minutes if end else (until.minutes if until else None)
        if until is None or last is None:
            return None
        return self._when(end or row, until, last, rolled + (row.minutes is not None and last < row.minutes))

    def _people(self, item: Item, said: Said) -> dict[str, Span]:
        """The people named in an item's rows, each with where; those in capitals are told by what stands before them."""
        rows = [
            item.row,
            *([item.row.titled] if item.row.titled else []),
            *([item.end] if item.end else []),
            *said.used,
        ]
        found: dict[str, Span] = {}
        for named in people_in(said.title):
            spans = (self._found(row, named.words) for row in rows if named.words.split()[-1] in row.text)
            if span := next(spans, None):
                found.setdefault(self.cast.name(named, span), span)
        for row in rows:
            for hit in self.context.names.between(row.line.start, row.line.end):
                if hit.kind == "person" and is_name(hit.name):
                    found.setdefault(hit.name, self.document.span(hit.start, hit.end))
        return found

    def _spans(self, item: Item, said: Said) -> tuple[Span, ...]:
        """The rows of an item from its clock on, and the notes under it that hold a clock."""
        row, end = item.row, item.end
        rows = [row, *([row.titled] if row.titled else []), *([end] if end else []), *said.used]
        notes = [*row.notes, *(end.notes if end else [])]
        rows += [note for note in notes if note.kind == "timed" or _CLOCKED.search(note.text)]
        found = {r.line.start + (r.head.start if r.head else 0): r.line.end for r in rows}
        return tuple(self.document.span(start, stop) for start, stop in found.items())

    def _place(self, words: str, span: Span) -> str:
        """The name of a place that a row names; a place that the document's names do not hold is kept for later."""
        for hit in self.context.names.between(span.start, span.end):
            if hit.kind == "place" and hit.start == span.start and hit.end == span.end:
                return hit.name
        name = self.known.get(words.lower())
        if name is None:
            name = self.named.setdefault(words.lower(), words)
            spans = self.found.setdefault(name, [])
            if span not in spans:
                spans.append(span)
        return name

    def _found(self, row: Row, words: str) -> Span:
        """Where words stand in a row; the row where a scan or a second line keeps them apart."""
        text, parts = self.document.text, words.split()[:_PARTS]
        plain = " ".join(parts)
        start = text.find(plain, row.line.start, row.line.end)
        if start >= 0:
            return self.document.span(start, start + len(plain))
        match = re.compile(r"\s+".join(map(re.escape, parts))).search(text, row.line.start, row.line.end)
        start, end = match.span() if match else (row.start, row.line.end)
        return self.document.span(min(start, end), end)

    def _notices(self, item: Item, said: Said) -> Iterator[Notice]:
        """What was mended in an item, and a title that is not there."""
        for row in (item.row, item.end):
            if row is None or row.head is None:
                continue
            if row.head.damaged:
                where = self.document.span(row.line.start + row.head.start, row.line.start + row.head.end)
                read = f"{_clock(row.minutes)}{' (t)' if row.head.tentative else ''}"
                message = f'"{where.exact}" is no sound clock; it was mended to {read}; a clean copy would tell'
                yield Notice("clock-mended", "warning", message, where)
        if item.end and item.end.minutes is not None and item.row.minutes is not None:
            back = item.row.minutes - item.end.minutes
            if 0 < back < 1440 - LONGEST:
                where = self.document.span(item.end.line.start, item.end.line.end)
                message = (
                    f'"{where.exact[:60]}" ends before {_clock(item.row.minutes)}, when it starts; one of the two is '
                    "misprinted, both were kept as printed; a corrected schedule would tell"
                )
                yield Notice("end-before-start", "warning", message, where)
        for row in said.mended:
            where = self.document.span(row.line.start, row.line.end)
            message = (
                f'"{where.exact[:80]}" holds a broken mark; it was read as (t), tentative; a clean copy would tell'
            )
            yield Notice("mark-mended", "info", message, where)
        if said.withheld:
            where = self.document.span(item.row.line.start, item.row.line.end)
            message = (
                f'"{where.exact[:40]}" stands alone; what is planned then was left out; an unabridged copy would tell'
            )
            yield Notice("title-withheld", "info", message, where)


def _clock(minutes: int | None) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes is not None else ""
