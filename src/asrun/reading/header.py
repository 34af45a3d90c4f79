"""What a document says of itself: its kind, day, title, publisher, writer and number."""

import re

from asrun.model.document import Document, Line
from asrun.model.reading import DocumentKind, Header
from asrun.model.source import Given
from asrun.reading.context import Names, Times
from asrun.reading.layout import head_count, is_embed_mark, is_heading, is_item, row_lines

_POOL = re.compile(
    r"\bpool(?:\s+(?:report|note|update|feed)|er)\b|\b(?:print|travel|radio|tv|foreign|inner|wire)\s+pool\b", re.I
)
_SCHEDULE = re.compile(
    r"\b(?:schedule|programme|program|agenda|itinerary|guidance|diary|timetable|running order|order of the day)\b",
    re.I,
)
_STATEMENT = re.compile(
    r"^\s*(?:(?:joint |press |media |official )?"
    r"(?:statement|communiqu[eé]|readout|remarks|declaration|press release|news release)\b"
    r"|for immediate release)|\bstatement (?:by|from|of|on behalf of)\b",
    re.I,
)
_LABEL = re.compile(
    r"(?:#|\bno\.?\s|\bnumber\s)\s?(\d{1,3})\b|\b((?:revision|version|update|correction)\s?\d{0,3})\b", re.I
)
_DATELINE = re.compile(r"^[^a-z\n]{2,60}[^()\n]{0,40}\(([^()]{2,60})\)\s*(?:[—–-]|--)")
_HEAD = 6


def read_header(document: Document, given: Given, names: Names, times: Times) -> Header:
    """The header; title and publisher are None where the text does not hold them.

    A publisher stands in the brackets of a date line, or is declared.
    """
    first = head_count(document)
    head = document.lines[first : first + _HEAD]
    kind = _kind(document, head)
    title = _title(document)
    top = "\n".join(line.text[:300] for line in head)
    label = _LABEL.search(top) if kind in ("pool_report", "schedule") else None
    dateline = next((m for m in (_DATELINE.match(line.text[:200]) for line in head[:3]) if m), None)
    return Header(
        kind,
        created=times.created,
        created_span=times.created_span,
        title=title,
        publisher=given.publisher or (dateline[1] if dateline and kind == "news_article" else None),
        writer=_writer(document, names) if kind == "pool_report" or document.media_type == "message/rfc822" else None,
        label=(label[1] or label[2]) if label else None,
        language=given.language or "en",
    )


def _kind(document: Document, head: tuple[Line, ...]) -> DocumentKind:
    """The kind of the whole document, by its first lines and by what most of its lines are."""
    top = "\n".join(line.text[:200] for line in head[:4])
    items = max(sum(is_item(line) for line in document.lines), row_lines(document))
    listed = [s for s in document.sections if s.kind == "schedule"]
    within = sum(any(s.start <= line.start < s.end for s in listed) for line in document.lines) if listed else 0
    named = any(_SCHEDULE.search(n.text[:200]) and not _POOL.search(n.text[:200]) for n in head[:4])
    if _POOL.search(top) and not (listed and named and items > 2):
        return "pool_report"
    first = head[0].text[:200] if head else ""
    if _STATEMENT.search(first) and items < 3:
        return "statement"
    if document.lines and is_embed_mark(document.lines[-1]) and len(document.sections) == 1:
        return "post"
    prose = sum(len(line.text) > 140 for line in document.lines)
    if _DATELINE.match(first):
        return "news_article"
    if listed and (max(items * 3, within * 2) >= len(document.lines) and prose * 3 <= items):
        return "schedule"
    titled = next(
        (n.text[:200] for n in (document.lines[0], *head[:1]) if _SCHEDULE.search(n.text[:200]) and is_heading(n)), None
    )
    if listed and titled:
        return "schedule"
    return "news_article"


def _title(document: Document) -> str | None:
    """The first line where it is the page's title, or stands like a heading above the rest."""
    if head_count(document):
        return document.lines[0].text
    if len(document.lines) < 3:
        return None
    first = document.lines[0]
    return first.text if is_heading(first) and not is_item(first) else None


def _writer(document: Document, names: Names) -> str | None:
    """The person named in the first lines of a report or mail, after "by" or "from"."""
    for line in document.lines[:_HEAD]:
        mark = re.search(r"\b(?:by|from|pooler)\b:?\s+", line.text[:200], re.I)
        if mark:
            for hit in names.between(line.start + mark.end(), line.end):
                if hit.kind == "person" and hit.start - (line.start + mark.end()) < 30:
                    return hit.name
    return None
