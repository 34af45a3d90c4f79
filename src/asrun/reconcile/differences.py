"""What two versions differ in, in words: one line a change, one a mass change."""

import re
from datetime import date

from asrun.model.comparison import Difference, MassChange, Told
from asrun.model.fact import Change
from asrun.model.time import Day, DayPart, Instant, duration_seconds
from asrun.reconcile.wording import length, moment

_TWELVE = re.compile(r"\d\s?[ap]\.?\s?m\b", re.I)


def mass_words(mass: MassChange) -> str:
    """A mass change in words."""
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
    return told


def difference_words(change: Difference, dated: bool = False) -> str:
    """One change in words; what comes or goes has its day where the changes are of several days."""
    twelve = any(_TWELVE.search(s.exact) for s in change.spans)
    old, new, name = change.before, change.after, change.summary
    late = f" ({length(change.seconds)} {'later' if change.seconds > 0 else 'earlier'})" if change.seconds else ""
    match change.kind:
        case "cancelled":
            return f"cancelled: {name}{_at(old, twelve, dated)}"
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


def revision_words(change: Change, name: str | None = None) -> str:
    """A change between two versions in words, of an event under the name that it has elsewhere."""
    field = None if change.field == "event" else change.field
    before, after = change.before, change.after
    people = change.kind == "participants_changed"
    old, new = (tuple(v.split(", ")) if people and isinstance(v, str) else v for v in (before, after))
    seconds = duration_seconds(change.delta) if change.delta else None
    summary = name or (change.about.summary if change.about else "")
    made = Difference(change.kind, summary, summary, field, old, new, seconds, change.spans)
    return difference_words(made)


def _told(value: Told) -> str:
    """A value in words."""
    if isinstance(value, str) and (seconds := duration_seconds(value)):
        return length(seconds)
    return ", ".join(value) if isinstance(value, tuple) else moment(value) if not isinstance(value, int) else str(value)


def _at(value: Told, twelve: bool, dated: bool) -> str:
    if value is None:
        return ""
    day = day_told(value)
    return f", {day:%-d %B}, {_clock(value, None, twelve)}" if dated and day else f", {_clock(value, None, twelve)}"


def _pair(old: Told, new: Told, twelve: bool) -> str:
    """A moment instead of another: "12:15 instead of 12:45 pm", with their days where they differ."""
    first, second = _clock(new, old, twelve), _clock(old, new, twelve)
    if twelve and first[-3:] == second[-3:] and day_told(new) == day_told(old):
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
    day, other = day_told(value), day_told(beside)
    if day is None or other is None or day == other:
        return told
    return f"{day:%-d %B} {told}" if day.year == other.year else f"{day:%-d %B %Y} {told}"


def day_told(value: Told) -> date | None:
    """The civil day of a value, if it is a moment."""
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
