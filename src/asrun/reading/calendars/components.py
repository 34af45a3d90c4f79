"""Events and zones of a calendar, put together from its content lines; what is broken is read as far as it goes."""

from typing import NamedTuple

from asrun.reading.calendars.lines import Content, content_lines

MOST = 5000
_ZONES = 200
_KEPT = 400
_MOST_LINES = 300_000
_DEEPEST = 20
EVENT, ZONE = "vevent", "vtimezone"


class Component(NamedTuple):
    """One event or zone with its properties in order; `ended` tells whether its END stands."""

    kind: str
    start: int
    lines: list[Content]
    ended: bool = True

    def first(self, name: str) -> Content | None:
        """The first property of a name."""
        return next((c for c in self.lines if c.name == name), None)

    def value(self, name: str) -> str:
        """The value of a property as it stands; nothing where there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""


class Calendar(NamedTuple):
    """The properties of a calendar itself, its events and its zones, and what was wrong with its lines."""

    own: list[Content]
    events: list[Component]
    zones: list[Component]
    others: int
    unended: int
    glued: int
    cut: bool


def calendar(raw: str) -> Calendar:
    """The calendar, or the calendars, that a file holds."""
    own: list[Content] = []
    events: list[Component] = []
    zones: list[Component] = []
    others = unended = glued = 0
    current: Component | None = None
    inner: list[str] = []
    cut = False

    def close(ended: bool) -> None:
        nonlocal current, unended
        if current is not None:
            unended += not ended
            kept = current._replace(ended=ended)
            (events if current.kind == EVENT else zones).append(kept)
        current = None

    for number, line in enumerate(content_lines(raw)):
        cut = number >= _MOST_LINES
        if cut:
            break
        glued += line.glued
        name = line.value.strip().lower() if line.name in ("begin", "end") else ""
        if line.name == "begin":
            if name in (EVENT, ZONE):
                close(False)
                inner = []
                if len(events) >= MOST or len(zones) >= _ZONES:
                    cut = True
                    break
                current = Component(name, line.start, [])
            elif current is not None:
                inner = [*inner[-_DEEPEST:], name]
                if current.kind == ZONE:
                    current.lines.append(line)
            elif name not in ("vcalendar", ""):
                others += 1
                inner = [*inner[-_DEEPEST:], name]
        elif line.name == "end":
            if current is not None and name in (current.kind, "vcalendar"):
                close(name == current.kind)
                inner = []
            elif inner and name in inner:
                del inner[inner.index(name) :]
                if current is not None and current.kind == ZONE:
                    current.lines.append(line)
        elif current is None:
            if not inner and len(own) < _KEPT:
                own.append(line)
        elif (current.kind == ZONE or not inner) and len(current.lines) < _KEPT:
            current.lines.append(line)
    close(False)
    return Calendar(own, events, zones, others, unended, glued, cut)
