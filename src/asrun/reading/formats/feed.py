"""Feeds (RSS, Atom): each item's title, moment and text as a section of its own, in the order of the feed."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from asrun.model.document import Document, Section
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.reading import markup
from asrun.reading.feeds import Item, Value, items
from asrun.reading.formats import text as plain
from asrun.reading.layout import divide
from asrun.reading.weaving import Weaver

MEDIA_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})
MOST = 500
LONGEST = 200_000


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The items of a feed; spans lead back into the file as written."""
    found = plain.document(snapshot, version)
    if isinstance(found, Notice):
        return found
    made = Weaver()
    sections: list[Section] = []
    dates: list[datetime] = []
    notices: list[Notice] = []
    count = 0
    for number, item in enumerate(items(found.text)):
        if number > MOST:
            message = f"more than {MOST} items; those behind were not read; parts of the feed would do"
            notices.append(Notice("feed-cut", "warning", message, doc=version))
            break
        dates += [d for d in (_moment(item.date),) if d]
        if number:
            count += _item(item, made, sections, version, notices)
        elif item.title:
            _line(item.title, made, version, "heading")
            sections.append(Section("body", 0, made.length))
    if not count:
        message = "a feed without items; there is nothing to read; one with item or entry elements would do"
        return Notice("feed-empty", "error", message, doc=version)
    if "<!ENTITY" in found.text[:100_000]:
        message = "entities of the feed's own; they are never put in; a feed without a DTD would do"
        notices.append(Notice("feed-entities", "warning", message, doc=version))
    newest = max(dates, default=None)
    return Document(
        version,
        snapshot.media_type,
        made.text(),
        sections=tuple(sections),
        pieces=tuple(made.pieces),
        marks=made.ordered(),
        stated=Given(issued_at=newest, basis={"issued_at": "newest item"}) if newest else None,
        notices=tuple(notices),
    )


def _item(item: Item, made: Weaver, sections: list[Section], version: str, notices: list[Notice]) -> bool:
    """Adds one item with the sections of its text; whether it had words."""
    if item.title is None and item.text is None:
        return False
    made.line(2)
    begin, heading = made.length, None
    if item.title:
        heading = _line(item.title, made, version, "heading")
    when = item.first("pubdate", "published", "updated", "date")
    moment = _moment(item.date)
    if when and moment:
        at = made.length
        made.weave(when.words.text(), when.words.pieces)
        made.mark("field", at, f"published={moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}")
        made.line()
    start = made.length
    if item.text:
        if len(item.text.words.text()) > LONGEST:
            message = f"an item of more than {LONGEST:,} signs; it was left out; a document of its own would do"
            notices.append(Notice("feed-item-long", "warning", message, doc=version))
        elif item.text.markup:
            markup.weave(item.text.words, made, version)
        else:
            made.weave(item.text.words.text(), item.text.words.pieces)
    made.line()
    text = made.text_from(start)
    inner = divide(Document(version, "text/plain", text)).sections if text.strip() else ()
    moved = [msgspec.structs.replace(s, start=s.start + start, end=s.end + start, heading=None) for s in inner]
    moved = [msgspec.structs.replace(s, kind="body" if s.kind == "lead" else s.kind) for s in moved]
    first = msgspec.structs.replace(moved[0], start=begin) if moved and moved[0].kind == "body" else None
    rest = moved[1:] if first else moved
    whole = first or Section("body", begin, max(begin, start - 1))
    span = None
    if heading:
        span = Document(version, "", "").span(0, 0)
        span = msgspec.structs.replace(span, start=heading[0], end=heading[1], exact=heading[2])
    sections.append(msgspec.structs.replace(whole, heading=span))
    sections += rest
    return made.length > begin


def _line(value: Value, made: Weaver, version: str, kind: str) -> tuple[int, int, str]:
    """Adds a value as one line and marks it; where it stands, and its words."""
    at = made.length
    if value.markup:
        markup.weave(value.words, made, version)
    else:
        made.weave(value.words.text().rstrip(), value.words.pieces)
    words = made.text_from(at)
    lead = len(words) - len(words.lstrip())
    made.mark("heading", at)
    end = at + len(words.rstrip())
    made.line()
    return at + lead, end, words.strip()


def _moment(value: str) -> datetime | None:
    """The moment of a date as RSS or Atom write it, with its offset."""
    try:
        found = datetime.fromisoformat(value[:40]) if value[:4].isdigit() else parsedate_to_datetime(value[:60])
        found = found.replace(tzinfo=found.tzinfo or UTC)
        found.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if 1971 < found.year < 9999 else None
