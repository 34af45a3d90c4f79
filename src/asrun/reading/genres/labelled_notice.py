"""Notices of one event each whose lines are labelled: "What: ...", "When: ...", "Where: ...", "Who: ..."."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asrun.model.document import Line, Section
from asrun.model.fact import EntityMention, Fact, Part, Place, Plan
from asrun.model.notice import Notice
from asrun.model.time import Day, Instant, Timex, day_of
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import kind_of
from asrun.reading.context import Context
from asrun.reading.genres.public_schedule import day_and_clock, whose
from asrun.reading.prose import read_prose
from asrun.reading.roles import labels_people

_WORDS = Wordbook(__package__, "labelled_notice")
_LABEL = _WORDS.pattern("label")
_OVER = _WORDS.pattern("over")
_FIELDS = ("what", "when", "time", "until", "where")
_MOMENTS = ("when", "time")
_FEWEST, _LONGEST, _PLACE = 3, 160, 80


class _Told(NamedTuple):
    """One labelled line: which field it tells, and the words behind the label, text[start:end]."""

    field: str
    line: Line
    start: int
    end: int


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: it holds the moment of a notice in labelled lines."""
    return 1.2 if section.kind in ("lead", "body", "key_points") and _notices(section, context) else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """The plans that the labelled lines tell; other lines are read as prose."""
    labelled = set[int]()
    for block, moment in _notices(section, context):
        yield from _plan(context, block, moment)
        labelled |= {told.line.start for told in block}
    for line in context.document.lines_between(section.start, section.end):
        if line.start not in labelled:
            yield from read_prose(Section("body", line.start, line.end), context)


def _notices(section: Section, context: Context) -> list[tuple[Sequence[_Told], Timex]]:
    """The notices whose moments the section holds."""
    lines = context.document.lines_between(section.start, section.end)
    if not any(told.field in _MOMENTS for told in map(_told, lines) if told):
        return []
    found = ((block, _moment(context, block)) for block in _blocks(_with_runs(context.document.lines, lines)))
    return [(block, at) for block, at in found if at and section.start <= at.span.start < section.end]


def _with_runs(every: Sequence[Line], lines: Sequence[Line]) -> Sequence[Line]:
    """Some lines with the labelled ones right before and behind them."""
    first = bisect_left(every, lines[0].start, key=lambda line: line.start)
    last = first + len(lines)
    while first and _told(every[first - 1]):
        first -= 1
    while last < len(every) and _told(every[last]):
        last += 1
    return every[first:last]


def _blocks(lines: Sequence[Line]) -> Iterator[Sequence[_Told]]:
    """The runs of labelled lines that tell enough fields, each up to where its first label comes again."""
    block: list[_Told] = []
    for told in (*(_told(line) for line in lines), None):
        enough = len({t.field for t in block}) >= _FEWEST
        again = enough and told is not None and told.field == block[0].field
        if told is None or again:
            if enough:
                yield block
            block = []
        if told:
            block.append(told)


def _told(line: Line) -> _Told | None:
    """What a line tells, where it begins with a label."""
    match = _LABEL.match(line.text)
    label = " ".join(match[1].lower().split()) if match else ""
    field = next((f for f in _FIELDS if label in _WORDS.words(f)), "who" if label and labels_people(label) else "")
    return _Told(field, line, line.start + match.end(), line.end) if match and field else None


def _moment(context: Context, block: Sequence[_Told]) -> Timex | None:
    """When the event begins: the first clock of the lines for it, else the day."""
    lines = [t for field in _MOMENTS for t in block if t.field == field]
    times = [t for told in lines for t in context.times.between(told.start, told.end)]
    clock = next((t for t in times if t.type == "TIME" and t.value[11:12].isdigit()), None)
    return clock or next((t for t in times if t.type == "DATE" and isinstance(t.when, Day)), None)


def _plan(context: Context, block: Sequence[_Told], moment: Timex) -> Iterator[Plan | Place]:
    """The event of a notice, and its place where only the notice names it."""
    document = context.document
    by_field = {told.field: told for told in reversed(block)}
    title = _title(context, block, by_field.get("what"))
    where = by_field.get("where")
    place = _named(context, where) if where else None
    if place and where and not any(h.name == place for h in context.names.between(where.start, where.end)):
        span = document.span(where.start, where.start + len(place))
        yield Place(place, "venue", (EntityMention(span, "name"),), rule="labelled-notice.place")
    starts = moment.when if isinstance(moment.when, Instant | Day) else day_and_clock(moment)
    times = [t for told in block for t in context.times.between(told.start, told.end)]
    last = next((t for t in times if t.span == moment.until), None) or next(
        (t for t in times if by_field.get("until") and by_field["until"].start <= t.span.start < by_field["until"].end),
        None,
    )
    who = [told for told in block if told.field == "who"]
    people = (
        h.name for told in who for h in context.names.between(told.start, told.end) if h.kind in ("person", "group")
    )
    spans = tuple(document.span(told.line.start, told.line.end) for told in block)
    parts = [Part("starts", moment.span)]
    parts += [Part("place", document.span(where.start, where.end))] if where else []
    parts += [Part("participants", document.span(told.start, told.end)) for told in who]
    yield Plan(
        title,
        kind_of(title) or "other",
        spans,
        starts,
        last.when if last and isinstance(last.when, Instant | Day) and day_of(last.when) else None,
        place=place,
        participants=tuple(dict.fromkeys(people)),
        says=whose(context),
        rule="labelled-notice.event",
        parts=tuple(parts),
    )


def _title(context: Context, block: Sequence[_Told], what: _Told | None) -> str:
    """What the event is called: by its line, else by the line over the notice."""
    text = context.document.text
    if what:
        words = text[what.start : what.end]
    else:
        lines = context.document.lines_between(0, block[0].line.start)
        words = _OVER.sub("", lines[-1].text) if lines else ""
    words = words.partition(". ")[0].strip(" .,;:–—-")[:_LONGEST]
    return words[:1].upper() + words[1:] or "Untitled"


def _named(context: Context, where: _Told) -> str | None:
    """The place that a line names: by a known name that it begins with, else by its first words."""
    words = context.document.text[where.start : where.end]
    hit = next((h for h in context.names.between(where.start, where.start + 5) if h.kind == "place"), None)
    if hit and (hit.end >= where.end - 1 or words[hit.end - where.start :].startswith(" (")):
        return hit.name
    named = words.partition("(")[0].partition(";")[0].strip(" .,;:")
    return named[:_PLACE] or None
