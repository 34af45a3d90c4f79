"""A list of events with their clocks, as an office publishes it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from asrun.model.document import Line, Section
from asrun.model.fact import EventKind, Fact, Plan
from asrun.model.notice import Notice
from asrun.model.time import Day, Instant, Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import journey, kind_of, kinds, title
from asrun.reading.context import Context, Hit
from asrun.reading.lines import is_heading, is_item
from asrun.reading.listing.pairing import in_pairs, in_places
from asrun.reading.listing.plans import read_listing
from asrun.reading.listing.rows import in_titles, is_listing, rows_of
from asrun.reading.programme.plans import read_programme
from asrun.reading.prose import read_prose

_WORDS = Wordbook(__package__, "public_schedule")
_LEAD = _WORDS.pattern("lead", re.I)
_DUE = _WORDS.pattern("due", re.I)
TENTATIVE = _WORDS.pattern("tentative", re.I)
_GATHER = _WORDS.pattern("gather", re.I)
_CUT = _WORDS.pattern("cut")
_AT = _WORDS.pattern("at")
_OWNER = re.compile(r"[’']s (?:[a-z]+ ){0,3}")
_BY = _WORDS.pattern("by")
_FIRST = 20_000


class Described(NamedTuple):
    """What the words of an item say of its event; `moved` where they tell of a journey."""

    summary: str
    kind: EventKind
    place: str | None
    origin: str | None
    destination: str | None
    participants: tuple[str, ...]
    moved: bool


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: a list whose lines begin with clocks."""
    if section.kind == "schedule":
        return 1.0
    return 0.3 if context.header.kind == "schedule" and section.kind in ("lead", "body") else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """Plans for the items, in order; sentences between them are read as prose."""
    lines = context.document.lines_between(section.start, section.end)
    says = whose(context)
    rows = rows_of(context.document, lines)
    titled = in_titles(rows)
    if (titled and is_listing(rows)) or in_places(rows) or (titled and in_pairs(rows)):
        yield from read_listing(rows, context, says, lambda line: _single(context, line, says))
        return
    if context.header.kind == "schedule":
        yield from read_programme(lines, context, says, section.kind == "schedule")
        return
    number, plan = 0, None
    while number < len(lines):
        line = lines[number]
        clocks = _clocks(context, line)
        if clocks and not _GATHER.match(line.text[clocks[-1].span.end - line.start :]):
            follow = number + 1 < len(lines) and _is_place(context, lines[number + 1])
            place = lines[number + 1] if follow else None
            plan = _item(context, line, clocks, place, says)
            yield plan
            number += 2 if follow else 1
            continue
        if is_item(line) and not clocks:
            where = context.document.span(line.start, line.end)
            message = f'"{where.exact[:60]}" begins like an item; its clock could not be read; one like 14:05 would do'
            yield Notice("item-without-clock", "info", message, where)
        elif not is_heading(line) and not clocks:
            yield from read_prose(Section("body", line.start, line.end), context, plan)
        number += 1


def _single(context: Context, line: Line, says: str | None) -> Plan | None:
    """The plan of a line that holds all of its event, where its clock is read."""
    clocks = _clocks(context, line)
    return _item(context, line, clocks, None, says) if clocks else None


def _clocks(context: Context, line: Line) -> list[Timex]:
    """The clocks that a line begins with: the first, its range's end and its other zones."""
    times = [t for t in context.times.between(line.start, line.end) if t.type == "TIME" and t.value[11:12].isdigit()]
    if not times or not _LEAD.fullmatch(context.document.text[line.start : times[0].span.start]):
        return []
    run = [times[0]]
    for time in times[1:]:
        between = context.document.text[run[-1].span.end : time.span.start]
        if len(between) > 6 or re.search(r"[a-zA-Z]{3,}", between):
            break
        run.append(time)
    return run


def _is_place(context: Context, line: Line) -> bool:
    """Whether a line says no more than where: short, no clock, and a place or a run of capitals."""
    if not is_heading(line) or line.bullet or context.times.between(line.start, line.end):
        return False
    hits = context.names.between(line.start, line.end)
    if hits and hits[0].start - line.start < 6 and any(h.kind == "place" for h in hits):
        return True
    return line.text[0].isupper() and len(line.text) < 50 and not kinds().nouns.search(line.text) and not hits


def _item(context: Context, line: Line, clocks: list[Timex], place_line: Line | None, says: str | None) -> Plan:
    """The plan of one item."""
    start = clocks[-1].span.end
    ends = next((t.when for t in clocks if clocks[0].until == t.span), None)
    length = next((t for t in context.times.between(start, line.end) if t.seconds), None)
    told = described(context, start, line.end)
    place = told.place
    spans = [context.document.span(line.start, line.end)]
    if place_line:
        spans.append(context.document.span(place_line.start, place_line.end))
        there = [h for h in context.names.between(place_line.start, place_line.end) if h.kind == "place"]
        place = (there[0].name if there else place_line.text) if not told.moved else place
    here = next((c for c in clocks if c.zone == context.times.local and c.until == clocks[0].until), clocks[0])
    starts = here.when or day_and_clock(here)
    if isinstance(ends, Instant) and isinstance(starts, Instant) and ends.utc < starts.utc:
        ends = ends.shifted(86400, "stated")
    return Plan(
        told.summary,
        told.kind,
        tuple(spans),
        starts,
        ends,
        length.value if length else None,
        place,
        told.origin,
        told.destination,
        told.participants,
        says,
        tuple(t.span for t in clocks if t.twin),
        bool(TENTATIVE.search(line.text)),
        bool(_DUE.search(line.text)),
        "public-schedule.item",
    )


def described(context: Context, start: int, end: int) -> Described:
    """What the words of an item behind its clock, text[start:end], say of the event."""
    text = context.document.text
    hits = context.names.between(start, end)
    moved = next(iter(kinds().movements.finditer(text, start, end)), None)
    noun = kinds().nouns.search(text, start, end)
    if moved and noun and noun.start() < moved.start():
        moved = None
    people = [h for h in hits if h.kind in ("person", "unnamed", "group")]
    origin = destination = None
    if moved:
        kind = kinds().moves[moved.group().lower()]
        origin, destination = journey(text, moved.span(), hits, kind, end)
        who = next((h.name for h in people if h.start < moved.start()), None)
        summary = title(kind, who, origin, destination)
        place = origin if kind == "departure" else destination
        people = [h for h in people if h.start < moved.start()]
    else:
        summary = summary_words(text, start, end, hits)
        kind = kind_of(summary) or kind_of(text[start:end]) or "other"
        place = _place(text, start, hits)
    names = tuple(dict.fromkeys(h.name for h in people))
    return Described(summary, kind, place, origin, destination, names, moved is not None)


def day_and_clock(clock: Timex) -> Day | None:
    """The day of a clock whose zone is not known: it is kept in words and cannot be placed."""
    known = clock.value[:10]
    return None if "X" in known else Day(date.fromisoformat(known), None, clock.basis, clock.value[11:16])


def summary_words(text: str, start: int, end: int, hits: Sequence[Hit]) -> str:
    """The words of an item that name the event: without its principal, the place at its end, and whom it is with."""
    words_start = start
    people = [h for h in hits if h.kind in ("person", "group", "organization", "unnamed")]
    verb = kinds().participation.search(text, start, end)
    led = verb and verb.end() < end and len(text[start : verb.start()].split()) <= 8
    stripped = False
    if (
        verb
        and led
        and (not people or people[0].start < verb.start() or re.match(r"\W*(?:THE |The )", text[start : start + 8]))
    ):
        noun = kinds().nouns.search(text, verb.end(), end)
        if noun:
            words_start, stripped = verb.end(), True
    stop = end
    for hit in hits:
        if hit.kind == "place" and hit.start > words_start + 4 and _AT.search(text[words_start : hit.start]):
            stop = words_start + _AT.search(text[words_start : hit.start]).start()  # type: ignore[union-attr]
            break
    words = text[words_start:stop].lstrip(" \t\u00a0-–—|/:;,.)]*").partition("\t")[0]
    cut = _CUT.search(words)
    if (
        cut
        and (stripped or len(words) > 60 or "hosted by" in cut.group())
        and kinds().nouns.search(words[: cut.start()])
    ):
        words = words[: cut.start()]
    words = re.sub(r"\s*\((?:\d+[ -]?(?:min|minutes?|hours?|hrs?)\.?|t|tbc|tbd|tentative)\)", "", words, flags=re.I)
    words = re.sub(r",?\s+\d+[ -]?(?:min|minutes?|hours?|hrs?)\.?$", "", words.rstrip(), flags=re.I)
    words = words.strip(' \t\u00a0-–—|/:;,.)]*"“”')
    words += ")" if words.rfind("(") > words.rfind(")") else ""
    return words[:1].upper() + words[1:] or "Untitled"


def _place(text: str, start: int, hits: Sequence[Hit]) -> str | None:
    """The place that an item names with "at", "in" or at its end."""
    found = [h for h in hits if h.kind == "place" and _AT.search(text[max(start, h.start - 12) : h.start])]
    return found[0].name if found else None


def whose(context: Context) -> str | None:
    """Whose schedule it is: an organization beside the word, before it as its owner or behind it after "by"."""
    text = context.document.text
    for start, end in context.sentences.filed.spots(_WORDS.words("whose")).between(0, _FIRST):
        for hit in context.names.between(start - 60, end + 60):
            if hit.kind != "organization":
                continue
            owner = hit.end <= start and _OWNER.fullmatch(text, hit.end, start)
            if owner or (hit.start > end and _BY.fullmatch(text, end, hit.start)):
                return hit.name
    return None
