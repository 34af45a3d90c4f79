"""Sections as they are told: without the title, writer and date above them, the paragraph of the date line as lead."""

import msgspec

from asrun.model.document import Document, Section
from asrun.reading.datelines import DATELINE
from asrun.reading.layout import LEGEND, is_heading

_TITLES = 5


def headed(document: Document) -> tuple[Section, ...]:
    """The sections of a document: one that is one schedule under its title is one section, a lead begins with its prose."""
    found = document.sections
    if len(found) == 1 and found[0].kind == "body" and not found[0].heading:
        return _led(document, found[0])
    if not found or found[0].kind != "lead":
        return found
    first = found[0]
    above = document.lines_between(first.start, first.end)
    heads = next((n for n, line in enumerate(above) if not is_heading(line)), len(above))
    if [s.kind for s in found] == ["lead", "schedule"] and not any(s.heading for s in found):
        titles = len(above) <= _TITLES and all(is_heading(n) or LEGEND.search(n.text[:400]) for n in above)
        return (
            (Section("schedule", first.start, found[1].end, document.span(above[0].start, above[0].end)),)
            if titles
            else found
        )
    if heads == len(above) and len(found) > 1 and found[1].kind == "key_points":
        return found[1:]
    if 0 < heads < len(above) and heads <= _TITLES:
        return (msgspec.structs.replace(first, start=above[heads].start), *found[1:])
    return found


def _led(document: Document, body: Section) -> tuple[Section, ...]:
    """The lead and the rest of an article: the paragraph that opens with its date line, under no more than titles."""
    lines = document.lines_between(body.start, body.end)
    first = next((n for n, line in enumerate(lines) if not is_heading(line)), len(lines))
    if first > _TITLES or first + 1 >= len(lines) or not DATELINE.match(lines[first].text[:160]):
        return (body,)
    lead = msgspec.structs.replace(body, kind="lead", start=lines[first].start, end=lines[first].end)
    return lead, msgspec.structs.replace(body, start=lines[first + 1].start)
