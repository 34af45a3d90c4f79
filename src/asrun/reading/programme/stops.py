"""Where a journey is: the zone of the place that a line of a programme arrives at, leaves from, or stands under."""

import re
from collections.abc import Sequence

from asrun.model.document import Document, Line
from asrun.model.time import Timex
from asrun.reading.context import Times
from asrun.reading.gazetteer import zone_of
from asrun.reading.lines import is_heading, is_item
from asrun.reading.programme.journeys import way_of
from asrun.reading.times.zones import place_zone

_PORT = re.compile(r"[ -](?:(?:International )?Airport|Airfield|Air Base|(?:Central |Main )?Station|Port|Harbour)$")
_UNDER = re.compile(
    r"(?:\s[-–—]|,|:|\()\s?(?:in )?([A-ZÀ-Þ][^\d(),;:]{2,40})\)?\W*$|^\W*([A-ZÀ-Þ][^\d(),;:]{2,40})(?:,|:|\s[-–—(])"
)
_TITLE, _BESIDE = 4, 45
_HOME = re.compile(r"\b(?i:of|del?|da|do|di|du)(?: (?i:the))? ([A-ZÀ-Þ][\w .’'-]+)$|, ([A-ZÀ-Þ][\w .’'-]+)$")


class Stops:
    """The zones that a programme's lines lead through, one line after another; None until one of them names a place.

    A programme whose first item leaves a place that nothing locates begins where those sit who publish it.
    """

    def __init__(self, document: Document, times: Times) -> None:
        self.times = times
        self.zone: str | None = None
        self.begun = False
        self.home = next((z for line in document.lines[:_TITLE] if (z := self._publisher(line))), None)

    def at(self, line: Line, inside: Sequence[Timex]) -> str | None:
        """The zone of the clocks of a line."""
        dated = next((t for t in inside if t.type == "DATE" and len(t.value) == 10), None)
        if not is_item(line):
            if dated and is_heading(line) and len(line.text) - (dated.span.end - dated.span.start) <= _BESIDE:
                beside = line.text[: dated.span.start - line.start], line.text[dated.span.end - line.start :]
                self.zone = next((z for part in beside if (z := _under(part))), self.zone)
            return self.zone
        clocks = [t for t in inside if t.type == "TIME"]
        if not clocks:
            return self.zone
        words = line.text[clocks[-1].span.end - line.start :]
        way = way_of(words) if len(words) < 160 else None
        here = self.zone
        if way:
            leaves = way.kind == "departure"
            end = way.origin if leaves else way.destination
            zone = _located(end["name"]) if end else None
            here = zone or (self.home if leaves and end and not self.begun else None) or here
            there = _located(way.destination["name"]) if leaves and way.destination else None
            self.zone = there if leaves and zone else here
        self.begun = True
        return here

    def _publisher(self, line: Line) -> str | None:
        """The zone of the country that an issuer's line ends with: "GOVERNMENT OF SAMOA"."""
        named = _HOME.search(line.text) if is_heading(line) else None
        return zone_of((named[1] or named[2]).strip(" .")) if named else None


def _located(name: str) -> str | None:
    """The zone of the end of a journey, by its town."""
    parts = [name, *re.split(r", | \(", name)]
    return next((z for part in parts if (z := place_zone(_PORT.sub("", part.strip(" .)"))))), None)


def _under(words: str) -> str | None:
    """The zone of a place that stands beside the date of a heading."""
    found = _UNDER.search(words)
    return place_zone((found[1] or found[2]).strip().removesuffix(" time")) if found else None
