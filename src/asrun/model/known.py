"""What linking may look at: the events around a document's days, and which events its source's version before had."""

import msgspec

from asrun.model.fact import EventKind, Plan
from asrun.model.span import Span
from asrun.model.time import When


class Profile(msgspec.Struct, frozen=True):
    """An event as linking sees it: every summary, start, place and participant that was linked to it so far.

    `sources` are the sources that planned it; `latest` is the number of its last mention, larger is later;
    `words` are those that first planned it, `due` the
    starts that plans give it.
    """

    event: str
    kind: EventKind
    summaries: tuple[str, ...] = ()
    starts: tuple[When, ...] = ()
    places: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    planned: bool = False
    latest: int = 0
    words: Span | None = None
    due: tuple[When, ...] = ()


class Known(msgspec.Struct, frozen=True):
    """The events that a reading's mentions may be; `source` is the source that the reading is a version of.

    `before` are the plans as they stood after the version that it revises, `gone` those that only versions before that
    had; `linked` tells which events these are, by their first span.
    """

    events: tuple[Profile, ...] = ()
    source: str | None = None
    before: tuple[Plan, ...] = ()
    gone: tuple[Plan, ...] = ()
    linked: dict[Span, str] = {}
