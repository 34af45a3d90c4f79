"""Sections as they are told: without the title, writer and date above them, the first paragraph of an article as lead."""

import re
from collections.abc import Sequence

import msgspec

from asrun.model.document import Document, Line, Section
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Times
from asrun.reading.datelines import DATELINE
from asrun.reading.lines import LEGEND, is_heading, is_item

_WORDS = Wordbook(__package__, "heads")
_TITLES = 5
_PROSE, _BESIDE = 60, 30
_LIST = _WORDS.pattern("list", re.I)


def headed(document: Document, kind: str, times: Times) -> tuple[Section, ...]:
    """The sections of a document of this kind: one that is one schedule under its title is one section.

    A list of several days has a section for each, a lead begins with its prose, a single body below the titles.
    """
    found: Sequence[Section] = document.sections
    if len(found) == 1 and found[0].kind == "body" and not found[0].heading:
        return tuple(found) if kind == "pool_report" else _led(document, found[0], kind)
    if found and found[0].kind == "lead":
        found = _opened(document, found)
    return tuple(part for s in found for part in _days(document, s, times))


def _opened(document: Document, found: Sequence[Section]) -> Sequence[Section]:
    """Sections of which the first is a lead, without the titles that it begins with."""
    first = found[0]
    above = document.lines_between(first.start, first.end)
    heads = next((n for n, line in enumerate(above) if not is_heading(line)), len(above))
    if [s.kind for s in found] == ["lead", "schedule"] and not any(s.heading for s in found):
        if len(above) > _TITLES or not all(is_heading(n) or LEGEND.search(n.text[:400]) for n in above):
            return found
        return (Section("schedule", first.start, found[1].end, document.span(above[0].start, above[0].end)),)
    if heads == len(above) and len(found) > 1 and found[1].kind == "key_points":
        return found[1:]
    if 0 < heads < len(above) and heads <= _TITLES:
        return (msgspec.structs.replace(first, start=above[heads].start), *found[1:])
    return found


def _days(document: Document, section: Section, times: Times) -> Sequence[Section]:
    """A schedule's days, each under its line, where it has several; else the schedule under the line that names it."""
    if section.kind != "schedule":
        return (section,)
    lines = document.lines_between(section.start, section.end)
    days = [n for n, line in enumerate(lines[:-1]) if is_item(lines[n + 1]) and _is_day(line, times)]
    if len(days) > 1:
        ends = [*(n - 1 for n in days[1:]), len(lines) - 1]
        return [
            Section("schedule", lines[n].start, lines[end].end, document.span(lines[n].start, lines[n].end))
            for n, end in zip(days, ends, strict=True)
        ]
    if not section.heading or section.heading.start > section.start:
        return (section,)
    stop = next((n for n, line in enumerate(lines[:_TITLES]) if not is_heading(line)), min(_TITLES, len(lines)))
    head = _title(lines[:stop]) if stop else lines[0]
    return (msgspec.structs.replace(section, heading=document.span(head.start, head.end)),)


def _is_day(line: Line, times: Times) -> bool:
    """Whether a line is little more than a day."""
    dated = [t for t in times.between(line.start, line.end) if t.type == "DATE" and len(t.value) == 10]
    return (
        is_heading(line) and len(dated) == 1 and len(line.text) - (dated[0].span.end - dated[0].span.start) <= _BESIDE
    )


def _title(above: Sequence[Line]) -> Line:
    """The line, of those above a list, that says what list it is; else the first."""
    return next((n for n in above if _LIST.search(n.text[:300])), above[0])


def _led(document: Document, body: Section, kind: str) -> tuple[Section, ...]:
    """The text below the titles; of an article, its first paragraph apart as its lead."""
    lines = document.lines_between(body.start, body.end)
    first = next((n for n, line in enumerate(lines) if not is_heading(line)), len(lines))
    if first > _TITLES or first >= len(lines):
        return (body,)
    below = msgspec.structs.replace(body, start=lines[first].start)
    dated = DATELINE.match(lines[first].text[:160])
    article = kind == "news_article" and first > 0 and len(lines[first].text) > _PROSE
    if not (dated or article) or first + 1 >= len(lines):
        return (below,)
    lead = msgspec.structs.replace(body, kind="lead", start=lines[first].start, end=lines[first].end)
    return lead, msgspec.structs.replace(body, start=lines[first + 1].start)
