"""Two versions of a schedule read and compared, as values, as JSON and in words."""

import json
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from asrun.linking import compare
from asrun.model.comparison import Comparison, Difference, MassChange, Told
from asrun.model.document import raw_range
from asrun.model.fact import Plan
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.model.source import Given, Snapshot
from asrun.model.span import Span
from asrun.model.time import Day, DayPart, Instant, duration_seconds, iso_duration
from asrun.pipeline.reading import read_together
from asrun.reconcile.wording import length, moment

_TWELVE = re.compile(r"\d\s?[ap]\.?\s?m\b", re.I)


class Differing(msgspec.Struct, frozen=True):
    """A comparison with the readings that it was made of, the oldest version first."""

    comparison: Comparison
    readings: tuple[Reading, ...]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was not understood of the versions and of their comparison."""
        return (*(n for r in self.readings for n in r.notices), *self.comparison.notices)


def differ(snapshots: Sequence[Snapshot], given: Given) -> Differing | list[Notice]:
    """What the last of some versions changes of the one before it; those before that tell what is restored.

    A version that cannot be read is no version: then only the notices that say why are returned.
    """
    readings = read_together(snapshots, given)
    failed = [n for r in readings for n in r.notices if n.severity == "error"]
    if failed:
        return failed
    versions = [[f for f in r.facts if isinstance(f, Plan)] for r in readings]
    made = compare(versions[-2], versions[-1], versions[:-2])
    if versions[-2] and versions[-1] and not made.matches:
        message = "no event of both versions is the same; they may be of two schedules; two versions of one would do"
        notice = Notice("versions-share-nothing", "warning", message, doc=readings[-1].doc)
        made = msgspec.structs.replace(made, notices=(*made.notices, notice))
    return Differing(made, tuple(readings))


def diff_json(made: Differing) -> str:
    """The changes and mass changes as JSON; spans are places in the files as they were given."""
    pieces = {r.doc: r.pieces for r in made.readings}

    def place(span: Span) -> dict[str, Any]:
        start, end = raw_range(pieces.get(span.doc, ()), span.start, span.end)
        return {"doc": span.doc, "start": start, "end": end}

    changes = [
        {
            "kind": c.kind,
            "event": c.event,
            "field": c.field,
            "before": _plain(c.before),
            "after": _plain(c.after),
            **_amount(c.seconds),
            "summary": c.summary,
            "spans": [place(s) for s in c.spans],
        }
        for c in made.comparison.changes
    ]
    masses = [
        {
            "kind": m.kind,
            "count": m.count,
            "before": _plain(m.before),
            "after": _plain(m.after),
            **_amount(m.seconds),
            "held": True,
        }
        for m in made.comparison.mass_changes
    ]
    return json.dumps({"changes": changes, "mass_changes": masses}, ensure_ascii=False, indent=1)


def _amount(seconds: int | None) -> dict[str, str]:
    return {"delta": iso_duration(seconds)} if seconds else {}


def _plain(value: Told) -> Any:
    """A value in JSON: moments in ISO 8601 on their own clock, names as a list."""
    if isinstance(value, Instant):
        return value.local.isoformat()
    if isinstance(value, Day):
        return f"{value.day.isoformat()}T{value.clock}" if value.clock else value.day.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, int | str) else str(value)


def diff_text(made: Differing) -> str:
    """The changes in words, a line each; mass changes first."""
    changes = made.comparison.changes
    days = {d for c in changes for d in (_day(c.before), _day(c.after)) if d}
    found = [_mass(m) for m in made.comparison.mass_changes] + [_line(c, len(days) > 1) for c in changes]
    return "\n".join(found) or "no change"


def _mass(mass: MassChange) -> str:
    """A mass change in a line."""
    count = f"{mass.count:,} events"
    if mass.seconds:
        way = "later" if mass.seconds > 0 else "earlier"
        told = f"{count} all {length(mass.seconds)} {way}, the first {_pair(mass.before, mass.after, False)}"
    elif isinstance(mass.before, int):
        words = {"dropped": "are gone", "added": "came", "restored": "came back"}[mass.kind]
        told = f"{count} {words} at once ({mass.before:,} before, {mass.after:,} after)"
    else:
        told = f"{count} {mass.kind.replace('_', ' ')} at once"
        if mass.before is not None and mass.after is not None:
            told += f", {_told(mass.after)} instead of {_told(mass.before)}"
    return f"held for review: {told}"


def _line(change: Difference, dated: bool) -> str:
    """One change in words; what comes or goes has its day where the changes are of several days."""
    twelve = any(_TWELVE.search(s.exact) for s in change.spans)
    old, new, name = change.before, change.after, change.summary
    late = f" ({length(change.seconds)} {'later' if change.seconds > 0 else 'earlier'})" if change.seconds else ""
    match change.kind:
        case "added":
            return f"added: {name}{_at(new, twelve, dated)}"
        case "restored":
            return f"back on the schedule: {name}{_at(new, twelve, dated)}"
        case "dropped":
            return f"no longer on the schedule, not called cancelled: {name}{_at(old, twelve, dated)}"
        case "confirmed":
            return f"{name} is confirmed, no longer tentative"
        case "made_tentative":
            return f"{name} is now tentative"
        case "retitled":
            return f"{old} is now called {new}"
        case "participants_changed":
            return f"{name} {_people(old, new)}"
        case "relocated":
            return f"{name} {_place(change.field or 'place', old, new)}"
        case "zone_changed":
            return f"{name} starts {_zoned(new)} instead of {_zoned(old)}{late}"
    if change.field == "duration":
        return f"{name} lasts {_told(new)} instead of {_told(old)}"
    verb = "ends" if change.field == "ends" else "starts"
    if new is None:
        return f"{name} {verb} at no stated time, no longer {_clock(old, None, twelve)}"
    if old is None:
        return f"{name} {verb} {_clock(new, None, twelve)}, where nothing was stated"
    return f"{name} {verb} {_pair(old, new, twelve)}{late if change.field == 'starts' else ''}"


def _told(value: Told) -> str:
    """A value in words."""
    if isinstance(value, str) and (seconds := duration_seconds(value)):
        return length(seconds)
    return ", ".join(value) if isinstance(value, tuple) else moment(value) if not isinstance(value, int) else str(value)


def _at(value: Told, twelve: bool, dated: bool) -> str:
    if value is None:
        return ""
    day = _day(value)
    return f", {day:%-d %B}, {_clock(value, None, twelve)}" if dated and day else f", {_clock(value, None, twelve)}"


def _pair(old: Told, new: Told, twelve: bool) -> str:
    """A moment instead of another: "12:15 instead of 12:45 pm", with their days where they differ."""
    first, second = _clock(new, old, twelve), _clock(old, new, twelve)
    if twelve and first[-3:] == second[-3:] and _day(new) == _day(old):
        first = first[:-3]
    return f"{first} instead of {second}"


def _clock(value: Told, beside: Told, twelve: bool) -> str:
    """A moment on its own clock, in halves of a day where the source counts so; its day where it is not the other's."""
    if isinstance(value, Instant):
        wall = value.local
    elif isinstance(value, Day) and value.clock:
        wall = None
    else:
        return _told(value)
    hour, minute = (wall.hour, wall.minute) if wall else map(int, str(getattr(value, "clock", "0:0")).split(":")[:2])
    told = f"{hour % 12 or 12}:{minute:02} {'am' if hour < 12 else 'pm'}" if twelve else f"{hour:02}:{minute:02}"
    day = _day(value)
    other = _day(beside)
    if day == other or other is None:
        return told
    return f"{day:%-d %B} {told}" if day.year == other.year else f"{day:%-d %B %Y} {told}"


def _day(value: Told) -> Any:
    return value.local.date() if isinstance(value, Instant) else value.day if isinstance(value, Day | DayPart) else None


def _zoned(value: Told) -> str:
    if not isinstance(value, Instant):
        return _told(value)
    offset = f"{value.local:%z}"
    return f"{value.local:%H:%M} UTC{offset[:3]}:{offset[3:5]}"


def _people(old: Told, new: Told) -> str:
    """Who joins and who is no longer named."""
    before, after = ({*p} if isinstance(p, tuple) else set() for p in (old, new))
    joined = [p for p in (new if isinstance(new, tuple) else ()) if p not in before]
    left = [p for p in (old if isinstance(old, tuple) else ()) if p not in after]
    parts = [f"is with {', '.join(joined)}"] if joined else []
    parts += [f"no longer names {', '.join(left)}"] if left else []
    return " and ".join(parts)


def _place(field: str, old: Told, new: Told) -> str:
    """Where an event is, leaves from or goes to, instead of where before."""
    verb = {"origin": "leaves from", "destination": "goes to"}.get(field, "is at")
    if new is None:
        return f"names no {field} any more, before {_told(old)}"
    return f"{verb} {_told(new)}" + (f" instead of {_told(old)}" if old else f", where no {field} was named")
