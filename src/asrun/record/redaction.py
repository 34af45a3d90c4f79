"""What a takedown has to take: the entry, whatever else holds its words, and the bytes that they stood in."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from asrun.model.entry import (
    Entry,
    FactAdded,
    LinkAdded,
    Payload,
    ReadingAdded,
    Redacted,
    RedactionAdded,
    VerdictAdded,
    VersionAdded,
)
from asrun.model.span import Span
from asrun.record.errors import RecordError
from asrun.record.store import Store

_HELD = (VersionAdded, ReadingAdded, FactAdded, LinkAdded, VerdictAdded)


def redact(store: Store, seq: int, reason: str, now: datetime) -> RedactionAdded:
    """Takes down the words of an entry, by an appended entry; what was taken.

    Of a version or reading the whole document goes: every version of the same bytes with all that was read from it. Of any
    other entry go those of the document that share its words. The bytes of the document go in both cases.
    """
    found = next(iter(store.entries(seq, seq - 1)), None)
    if found is None:
        raise RecordError(f"{seq}: no entry of this record; nothing was redacted; asrun log lists them")
    if isinstance(found.payload, Redacted):
        raise RecordError(f"{seq}: redacted already, by entry {found.payload.by}; nothing was changed")
    if not isinstance(found.payload, _HELD):
        raise RecordError(
            f"{seq}: an entry without words of a document; nothing was redacted; a version, reading, fact, link or verdict "
            "would do"
        )
    spans = [] if isinstance(found.payload, VersionAdded | ReadingAdded) else list(spans_of(found.payload))
    docs = _alike(store, _documents(found.payload, spans))
    entries = _entries(store, docs)
    touched = [e for e in entries if spans and _shares(e.payload, spans, docs)]
    whole = not spans or any(isinstance(e.payload, ReadingAdded) for e in touched)
    if whole:
        touched = [e for e in entries if _is_of(e.payload, docs)]
    gone = sorted({seq, *(e.seq for e in touched)})
    sources = {e.payload.version.id: e.payload.version.source for e in touched if isinstance(e.payload, VersionAdded)}
    made = RedactionAdded(
        tuple(_runs(gone)), reason, tuple(sources), tuple(sources.values()), tuple(store.events_of_entries(gone))
    )
    store.redact(made, now, sorted(store.digests(docs)))
    return made


def spans_of(value: Any) -> Iterator[Span]:
    """Every place in a source that a value points at."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from spans_of(one)


def _documents(payload: Payload, spans: Iterable[Span]) -> set[str]:
    """The versions that an entry has words of."""
    match payload:
        case VersionAdded(version=version):
            return {version.id}
        case ReadingAdded(version=name):
            return {name}
        case _:
            return {s.doc for s in spans}


def _alike(store: Store, docs: set[str]) -> set[str]:
    """The versions of the same bytes."""
    digests = store.digests(docs)
    return docs | {v.id for v in store.versions() if v.sha256 in digests}


def _entries(store: Store, docs: set[str]) -> list[Entry]:
    """All that may hold words of some versions: what was read from them, and what is held of their events."""
    found: dict[int, Entry] = {}
    for doc in docs:
        found |= {e.seq: e for e in store.of_version(doc)}
    return [found[seq] for seq in sorted(found) if isinstance(found[seq].payload, _HELD)]


def _is_of(payload: Payload, docs: set[str]) -> bool:
    """Whether an entry is of some versions or points at their words."""
    match payload:
        case VersionAdded(version=version):
            return version.id in docs
        case ReadingAdded(version=name) | FactAdded(version=name) if name in docs:
            return True
        case _:
            return any(s.doc in docs for s in spans_of(payload))


def _shares(payload: Payload, spans: Iterable[Span], docs: set[str]) -> bool:
    """Whether an entry points at some of the words, in any version of the same bytes."""
    return any(
        own.doc in docs and own.start < span.end and span.start < own.end for own in spans_of(payload) for span in spans
    )


def _runs(places: Iterable[int]) -> Iterator[str]:
    """Places as runs: "7", "12-40"."""
    first = last = 0
    for place in places:
        if last and place != last + 1:
            yield str(first) if first == last else f"{first}-{last}"
            first = place
        first = first or place
        last = place
    if last:
        yield str(first) if first == last else f"{first}-{last}"
