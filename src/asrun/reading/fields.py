"""Documents whose format names the fields of each item: nothing in them is searched for names or times."""

from collections.abc import Iterator
from typing import NamedTuple

from asrun.model.document import Document, Mark, Section
from asrun.model.reading import Header
from asrun.model.source import Given

_FIELDED = frozenset({"application/json"})


class Item(NamedTuple):
    """An item with the source's own name for it and the marks of its fields, by field."""

    start: int
    end: int
    uid: str
    fields: dict[str, list[Mark]]


def has_fields(document: Document) -> bool:
    """Whether the format has named the fields of the document's items."""
    return document.media_type in _FIELDED


def field_header(document: Document, given: Given) -> Header:
    """The header of such a document: its title, and the version that it calls itself."""
    heads = [document.text[m.start : m.end] for m in document.marks if m.kind == "heading"]
    label = heads[1] if len(heads) > 1 else None
    return Header("schedule", title=heads[0], publisher=given.publisher, label=label, language=given.language or "en")


def items(document: Document, section: Section) -> Iterator[Item]:
    """The items of a section in order."""
    item: Item | None = None
    for mark in document.marks:
        if not section.start <= mark.start < section.end:
            continue
        if mark.kind == "item":
            if item:
                yield item
            item = Item(mark.start, mark.end, mark.value, {})
        elif item and mark.kind == "field":
            item.fields.setdefault(mark.value, []).append(mark)
    if item:
        yield item
