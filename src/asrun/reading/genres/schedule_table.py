"""A table of events with their clocks: one item a row, struck-out and added words as changes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from asrun.model.document import Section
from asrun.model.fact import Change, ChangeKind, EntityMention, Fact, Mention, Part, Place, Plan
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Day, Instant, Start, Timex, When, day_of, iso_duration
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.genres.public_schedule import TENTATIVE, day_and_clock, described, whose
from asrun.reading.lines import is_heading
from asrun.reading.programme.access import press_of
from asrun.reading.programme.habits import habit
from asrun.reading.programme.journeys import way_of
from asrun.reading.programme.overhead import over_list
from asrun.reading.programme.people import People
from asrun.reading.programme.plans import read_programme
from asrun.reading.programme.wording import word
from asrun.reading.prose import read_prose
from asrun.reading.tables.clocks import is_clock
from asrun.reading.tables.grid import Table
from asrun.reading.tables.rows import Row, Rows, Words, marked, trimmed
from asrun.reading.tables.week import items

_WORDS = Wordbook(__package__, "schedule_table")
_LEGEND = _WORDS.pattern("legend", re.I)
_NOWHERE = _WORDS.pattern("nowhere", re.I)
_SHORT = 5


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: it holds a table whose rows begin or end with clocks."""
    return 2.0 if section.kind == "schedule" and _inside(section, context) else 0.0


def _inside(section: Section, context: Context) -> Sequence[Table]:
    """The tables of a section."""
    first, last = (bisect_left(context.tables, place, key=lambda t: t.start) for place in (section.start, section.end))
    return context.tables[first:last]


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """Plans and changes of the rows, in order; sentences around the table are read as prose."""
    found = _inside(section, context)
    lines = context.document.lines
    for line in lines[bisect_left(lines, section.start, key=lambda n: n.start) :]:
        if line.start >= section.end:
            break
        number = bisect_right(found, line.end, key=lambda t: t.start)
        apart = number == 0 or found[number - 1].end < line.start
        if apart and not is_heading(line) and not _LEGEND.search(line.text):
            yield from read_prose(Section("body", line.start, line.end), context)
    says = whose(context)
    for table in found:
        if cells := list(items(table)):
            yield from read_programme(cells, context, says, True)
            continue
        yield from _Reader(context, table, says).read()


class _Reader:
    """One table under way."""

    def __init__(self, context: Context, table: Table, says: str | None) -> None:
        self.context = context
        self.text = context.document.text
        self.rows = Rows(context, table)
        self.says = says
        self.places = {p.name.lower(): p.name for p in context.names.places}
        self.people = People(context)
        self.principal = self.people.principal(table.start)
        self.common, self.over = over_list(context, table.start), ""
        self.items = tuple(self.rows.items())
        self.habit = habit([self.text[r.what.start : r.what.end] for r in self.items if not r.places])

    def read(self) -> Iterator[Fact | Notice]:
        """The facts of each row; a struck row and an added one of the same start are one in the place of the other."""
        told = [(row, self._plan(row)) for row in map(self._placed, self.items)]
        added = {_moment(plan.starts): plan for row, plan in told if row.state == "added" and plan.starts}
        for row, plan in told:
            yield plan
            yield from self._new_places(row)
            yield from self._new_ends(row, plan)
            instead = added.get(_moment(plan.starts)) if row.state == "cancelled" and plan.starts else None
            yield from self._changes(row, plan, instead)
        if self.over and self.common:
            mention = EntityMention(self.context.document.span(*self.common), "name")
            yield Place(self.over, "venue", (mention,), rule="schedule-table.place")
        yield from self.people.found()

    def _placed(self, row: Row) -> Row:
        """A row that has no cell for its place parted into title and place by the words of its cell."""
        start, end, mark = row.what
        if row.places or way_of(self.text[start:end]):
            return row
        hits = [h._replace(start=h.start - start, end=h.end - start) for h in self.context.names.between(start, end)]
        said = word(self.text[start:end], hits, habit=self.habit)
        if not said.place or not said.title:
            return row
        first, last = start + said.place[0], start + said.place[1]
        rest = trimmed(self.text, last, end) if first - start < _SHORT else trimmed(self.text, start, first)
        where = trimmed(self.text, first, last)
        return row._replace(what=Words(*rest, mark), places=(Words(*where, mark),)) if rest[0] < rest[1] else row

    def _plan(self, row: Row) -> Plan:
        """The plan as first announced."""
        what = described(self.context, row.what.start, row.what.end)
        first = self._first(row)
        place = self._place(row.places, announced=True)
        length = next((t for t in row.times if t.seconds), None)
        people = (*self.principal, *what.participants)
        words = self.text[row.what.start : row.what.end]
        way = way_of(words)
        near = self.context.names.between(row.what.start, row.what.end)
        hits = [h._replace(start=h.start - row.what.start) for h in near]
        kind, origin, destination = what.kind, what.origin, what.destination
        if way:
            kind = way.kind
            origin = self._end_name(way.origin, row) or (place if kind == "departure" else None)
            destination = self._end_name(way.destination, row) or (place if kind == "arrival" else None)
            place = place or (destination if kind == "arrival" else origin)
        if row.who:
            people += tuple(h.name for h in self.context.names.between(row.who.start, row.who.end) if h.kind != "place")
        return Plan(
            way.title(words.strip(), hits, origin, destination) if way else what.summary,
            kind,
            row.spans,
            _start(first) if first else None,
            self._end(row, first),
            length.value if length else None,
            place or what.place or (None if way else self._common()),
            origin,
            destination,
            tuple(dict.fromkeys(people)),
            self.says,
            tuple(t.span for t in row.starts if t.twin),
            row.open or bool(TENTATIVE.search(self.text[row.what.start : row.what.end])),
            rule="schedule-table.row",
            press=next((p for c in (row.what, row.remark) if c and (p := press_of(self.text[c.start : c.end]))), None),
            parts=tuple(self._parts(row, first)),
        )

    def _common(self) -> str | None:
        """Where all rows are, as the lines over the table say."""
        if self.common is None:
            return None
        hits = self.context.names.between(self.common.start, self.common.end)
        words = self.text[self.common.start : self.common.end]
        hit = next((h for h in hits if h.kind == "place" and (h.start, h.end) == self.common), None)
        known = hit.name if hit else self.places.get(words.lower())
        self.over = self.over if known else words
        return known or words

    def _parts(self, row: Row, first: Timex | None) -> Iterator[Part]:
        """The words of a row's fields."""
        if first:
            yield Part("starts", first.span)
        if until := self._until(row, first):
            yield Part("ends", until.span)
        for cell in (row.what, row.who) if row.who else (row.what,):
            for hit in self.context.names.between(cell.start, cell.end):
                if hit.kind in ("person", "unnamed", "group"):
                    yield Part("participants", self.context.document.span(hit.start, hit.end))
        for words in row.places[:1]:
            yield Part("place", self.context.document.span(words.start, words.end))
        if row.remark and press_of(row.remark.text):
            yield Part("press", self.context.document.span(row.remark.start, row.remark.end))

    def _end_name(self, found: re.Match[str] | None, row: Row) -> str | None:
        """The name of one end of a journey."""
        if not found:
            return None
        name = found["name"].strip()
        start = row.what.start + found.start("name")
        hit = next(iter(self.context.names.between(start, start + 1)), None)
        return (
            hit.name
            if hit and hit.kind == "place" and hit.end >= start + len(name)
            else self.places.get(name.lower(), name)
        )

    def _new_ends(self, row: Row, plan: Plan) -> Iterator[Place]:
        """The ends of a journey that no name in the text gave yet."""
        way = way_of(self.text[row.what.start : row.what.end])
        for found, name in ((way.origin, plan.origin), (way.destination, plan.destination)) if way else ():
            if found and name and name.lower() not in self.places:
                self.places[name.lower()] = name
                start = row.what.start + found.start("name")
                mention = EntityMention(self.context.document.span(start, start + len(found["name"])), "name")
                yield Place(name, "venue", (mention,), rule="schedule-table.place")

    def _first(self, row: Row) -> Timex | None:
        """The start that was announced first: the struck-out one where a new one stands beside it."""
        struck = marked(self.rows.struck, row.starts, "deleted")
        return next(iter(struck or row.starts), None)

    def _now(self, row: Row) -> Timex | None:
        """The start that stands now, in the zone of the first one."""
        first = self._first(row)
        left = [t for t in row.starts if self.rows.struck.of(t.span.start, t.span.end) != "deleted"]
        return next((t for t in left if first and t.zone == first.zone and t.span != first.span), None)

    def _until(self, row: Row, first: Timex | None) -> Timex | None:
        """The end of the range that the first start begins, or the clock of an end column."""
        until = next((t for t in row.times if first and first.until == t.span), None)
        struck = marked(self.rows.struck, row.ends, "deleted")
        return until or next(iter(struck or row.ends), None)

    def _end(self, row: Row, first: Timex | None) -> When | None:
        """The printed end; one before its start is on the next day."""
        end = self._until(row, first)
        ends, starts = _when(_start(end)) if end else None, first.when if first else None
        if isinstance(ends, Instant) and isinstance(starts, Instant) and ends.utc < starts.utc:
            return ends.shifted(86400, "stated")
        return ends

    def _place(self, words: tuple[Words, ...], announced: bool) -> str | None:
        """The place that a cell names: as first announced, or as it stands."""
        left_out = "inserted" if announced else "deleted"
        kept = next((w for w in words if w.mark != left_out), words[0] if words and announced else None)
        if kept is None:
            return None
        named = self.text[kept.start : kept.end].replace("\u00a0", " ")
        if _NOWHERE.fullmatch(named) or not any(c.isalpha() for c in named):
            return None
        inside = (
            h for h in self.context.names.between(kept.start, kept.end) if h.kind == "place" and h.end <= kept.end
        )
        hit = next(inside, None)
        return hit.name if hit and hit.end - hit.start >= len(named) - 4 else named

    def _new_places(self, row: Row) -> Iterator[Place]:
        """The places of the venue's column that no name in the text gave yet."""
        for words in row.places:
            name = self._place((words,), announced=words.mark != "inserted")
            if name and name.lower() not in self.places:
                self.places[name.lower()] = name
                mention = EntityMention(self.context.document.span(words.start, words.end), "name")
                yield Place(name, "building", (mention,), rule="schedule-table.place")

    def _changes(self, row: Row, plan: Plan, instead: Plan | None) -> Iterator[Change]:
        """What marks and words say became of a row's item."""
        what = self.context.document.span(row.what.start, row.what.end)
        if row.state in ("cancelled", "postponed", "added"):
            kind: ChangeKind = (
                "cancelled" if row.state == "cancelled" else "postponed" if row.state == "postponed" else "added"
            )
            after = _when(plan.starts) if kind == "added" else None
            yield self._change(kind, plan, (what,), after=after, replaced_by=_about(instead) if instead else None)
            return
        first, now = self._first(row), self._now(row)
        if first and now and self.rows.struck.of(first.span.start, first.span.end) == "deleted":
            yield self._moved(
                plan, first, now, self.context.document.span(first.span.start, max(first.span.end, now.span.end))
            )
        elif first and now is None and self.rows.struck.of(first.span.start, first.span.end) == "deleted":
            yield self._change("postponed", plan, (first.span,), before=first.when)
        elif first and row.state == "moved" and row.remark:
            yield from self._remarked(row, plan, first)
        before, after_place = self._place(row.places, announced=True), self._place(row.places, announced=False)
        if before and after_place and before != after_place:
            span = self.context.document.span(row.places[0].start, row.places[-1].end)
            yield self._change("relocated", plan, (span,), before=before, after=after_place)

    def _remarked(self, row: Row, plan: Plan, first: Timex) -> Iterator[Change]:
        """A remark that gives a new clock, or how much later it is: "Delayed to 19:45", "Moved by 30 minutes"."""
        if row.remark is None:
            return
        inside = self.context.times.between(row.remark.start, row.remark.end)
        span = self.context.document.span(row.remark.start, row.remark.end)
        clock = next((t for t in inside if is_clock(t) and t.when), None)
        length = next((t.value for t in inside if t.seconds), None)
        if clock:
            yield self._moved(plan, first, clock, span)
        elif length and re.match(r"\W*(?:delayed|late|put back|running)", row.remark.text, re.I):
            yield self._change("delayed", plan, (span,), before=first.when, delta=length)

    def _moved(self, plan: Plan, first: Timex, now: Timex, span: Span) -> Change:
        """A start that stands struck out beside another one."""
        before, after = _when(_start(first)), _when(_start(now))
        delta = None
        kind: ChangeKind = "rescheduled"
        clocks = [_clock(when) for when in (before, after)]
        if clocks[0] and clocks[1]:
            seconds = round((clocks[1] - clocks[0]).total_seconds())
            delta = iso_duration(seconds)
            if day_of(before) == day_of(after):
                kind = "advanced" if seconds < 0 else "delayed"
        return self._change(kind, plan, (span,), before=before, after=after, delta=delta, cue=first.span)

    def _change(
        self,
        kind: ChangeKind,
        plan: Plan,
        spans: tuple[Span, ...],
        before: When | str | None = None,
        after: When | str | None = None,
        delta: str | None = None,
        replaced_by: Mention | None = None,
        cue: Span | None = None,
    ) -> Change:
        created = self.context.header.created
        return Change(
            kind,
            spans,
            _about(plan),
            before,
            after,
            delta,
            replaced_by=replaced_by,
            at=created if isinstance(created, Instant) else None,
            cue=cue,
            rule="schedule-table.mark",
        )


def _about(plan: Plan) -> Mention:
    """The mention of a row's item, by the same words as its plan."""
    return Mention(
        plan.summary, plan.kind, plan.spans[:1], plan.starts, plan.place, definite=True, rule="schedule-table.row"
    )


def _start(told: Timex) -> Start | None:
    """The start that a time of a row gives."""
    return told.when or (day_and_clock(told) if is_clock(told) else None)


def _when(start: Start | None) -> When | None:
    return start if isinstance(start, When) else None


def _clock(when: When | None) -> datetime | None:
    """The moment of an instant, or the wall clock of a day whose zone is not known."""
    if isinstance(when, Day) and when.clock:
        return datetime.combine(when.day, time.fromisoformat(when.clock), UTC)
    return when.utc if isinstance(when, Instant) else None


def _moment(start: Start | None) -> object:
    return start.utc if isinstance(start, Instant) else start
