"""Journeys among the items of a programme: from where to where a title leads."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from asrun.model.fact import EventKind
from asrun.reading.changes.happenings import title
from asrun.reading.context import Hit
from asrun.reading.programme.venues import is_corner
from asrun.reading.programme.wording import movement

_NAME = r"(?:the )?(?P<name>(?-i:[A-ZÀ-Þ0-9])[^,;()\[\]]*?(?:, (?-i:[A-Z])[\w.]*(?: (?-i:[A-Z])[\w.]*)*)?)"
_STOP = r"(?=\s+(?:for|to|from|by|en route|via|aboard|on|with|at|from)\b|[;.()\[\]]|, (?-i:[a-z])|,? *$)"
_FROM = re.compile(
    rf"\b(?:from|departs?|leaves?|depart(?:ed|ing)|leaving|(?:wheels up|take-?off),?)\s+(?:from )?{_NAME}{_STOP}", re.I
)
_SMALL = re.compile(
    r"\b(?i:departs?|leaves?|leaving|departure from|from)\s+(?:the |his |her |their )?"
    r"(?P<name>[a-z][\w’' -]{2,30}?)(?=,|\s+(?:for|to|en route|by)\b|\W*$)"
)
_TO = re.compile(rf"\b(?:(?:en route|bound|back)(?: to)?|for|to)\s+{_NAME}{_STOP}", re.I)
_INTO = re.compile(
    rf"\b(?:arriv(?:e|es|al|ed|ing)|wheels down|lands?|landing)\b"
    rf"(?:.{{0,60}}? (?:at|in)|(?<=wheels down)[^,]{{0,30}},)?\s+{_NAME}{_STOP}",
    re.I,
)


_VERB = re.compile(r"(?:will )?(?:depart(?:s|ed)?|arrive[sd]?|leaves?|lands)$", re.I)


class Way(NamedTuple):
    """What a title says of a journey: its kind, its ends with their places in the title, and where its word stands.

    `told` marks one told by a verb ("the mayor departs"): such a title is made anew.
    """

    kind: EventKind
    origin: re.Match[str] | None
    destination: re.Match[str] | None
    start: int
    told: bool

    def title(self, words: str, hits: Sequence[Hit], origin: str | None, destination: str | None) -> str:
        """The title of the journey: its own words, or made of who leaves what for where."""
        if not self.told:
            return words[:1].upper() + words[1:]
        who = next((h.name for h in hits if h.kind in ("person", "unnamed", "group") and h.start < self.start), None)
        return title(self.kind, who, origin, destination)


def way_of(words: str) -> Way | None:
    """The journey that the words of a title tell of, or None.

    >>> way = way_of("Transfer from Harbour Hotel to Town Hall")
    >>> way.kind, way.origin["name"], way.destination["name"]
    ('journey', 'Harbour Hotel', 'Town Hall')
    >>> way = way_of("The Governor departs Boise, Idaho en route to Salem, Oregon")
    >>> way.origin["name"], way.destination["name"]
    ('Boise, Idaho', 'Salem, Oregon')
    """
    moved = movement(words)
    if not moved:
        return None
    kind: EventKind = "arrival" if moved["arrival"] else "departure" if moved["departure"] else "journey"
    if kind == "arrival":
        return Way(kind, None, _INTO.search(words, moved.start()), moved.start(), bool(_VERB.match(moved[0])))
    origin, destination = _FROM.search(words, moved.start()), _TO.search(words, moved.start())
    small = _SMALL.search(words, moved.start()) if origin is None else None
    origin = small if small and is_corner(small["name"]) else origin
    return Way(kind, origin, destination, moved.start(), bool(_VERB.match(moved[0])))
