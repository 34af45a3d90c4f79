"""A revision that lists only what changes of the version before, its items named by their old clocks or their words."""

from collections.abc import Iterator
from datetime import date, datetime, time

from asrun.model.document import Section
from asrun.model.fact import Amendment, EntityMention, Fact, Place, Plan
from asrun.model.notice import Notice
from asrun.model.time import Day, When, day_of, instant, iso_duration
from asrun.reading.context import Context
from asrun.reading.genres.public_schedule import described, whose
from asrun.reading.lines import is_item
from asrun.reading.programme.wording import word
from asrun.reading.prose import read_prose
from asrun.reading.revisions.clauses import Clause
from asrun.reading.revisions.documents import Revised, is_prose, no_clocks


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: all of a document that lists changes."""
    return 2.0 if context.header.partial and section.start < context.older else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """An amendment for each clause that names an item, a plan for each item that is new; what somebody says is prose."""
    revised = Revised(context.document, no_clocks(context.times.timexes, context.times.local))
    for line, found in revised.read(context.document.lines):
        if not section.start <= line.start < section.end:
            continue
        if is_prose(line) or not found:
            yield from read_prose(Section("body", line.start, line.end), context)
            continue
        for clause in found:
            if clause.action == "add":
                yield from _added(clause, context)
            else:
                span = context.document.span(clause.start, clause.end)
                length, delta = (iso_duration(s) if s else None for s in (clause.duration, clause.delta))
                values = (clause.was, clause.starts, clause.ends, clause.place, length, delta)
                yield Amendment(clause.action, (span,), clause.words, *values, "revision.clause")


def _added(clause: Clause, context: Context) -> Iterator[Plan | Place]:
    """The plan of an item that is new, and its place where no name in the text gave that yet."""
    told = described(context, clause.body, clause.stop)
    hits = [h._replace(start=h.start - clause.body) for h in context.names.between(clause.body, clause.stop)]
    said = word(context.document.text[clause.body : clause.stop], hits)
    summary, place = told.summary if told.summary != "Untitled" else clause.words, told.place or clause.place
    if place is None and said.place:
        span = context.document.span(*(clause.body + at for at in said.place))
        summary, place = said.title[:1].upper() + said.title[1:], span.exact.rstrip(" .")
        if place not in {p.name for p in context.names.places}:
            yield Place(place, "venue", (EntityMention(span, "name"),), rule="revision.place")
    yield Plan(
        summary,
        told.kind,
        (context.document.span(clause.start, clause.end),),
        _moment(clause.starts, context),
        _moment(clause.ends, context),
        place=place,
        origin=told.origin,
        destination=told.destination,
        participants=told.participants,
        says=whose(context),
        tentative=said.tentative,
        rule="revision.added",
        press=said.press,
    )


def _below(context: Context) -> date | None:
    """The day of the first item of the older text below."""
    for line in context.document.lines:
        if line.start >= context.older and is_item(line):
            clocks = (
                t for t in context.times.between(line.start, line.end) if t.type == "TIME" and "X" not in t.value[:10]
            )
            if clock := next(clocks, None):
                return date.fromisoformat(clock.value[:10])
    return None


def _moment(clock: str | None, context: Context) -> When | None:
    """A clock on the document's day, in its zone where one is known."""
    day = context.given.day or _below(context) or day_of(context.header.created)
    if clock is None or day is None:
        return None
    zone = context.times.local or next(iter(context.given.zones), None)
    wall = datetime.combine(day, time.fromisoformat(clock.rjust(5, "0")))
    return instant(wall, zone) if zone else Day(day, None, "stated", f"{wall:%H:%M}")
