"""What two versions differ in, in words: one line a change, one a mass change."""

import re
from datetime import date

from asrun.model.comparison import Difference, MassChange, Told
from asrun.model.fact import Change
from asrun.model.time import Day, DayPart, Instant, duration_seconds
from asrun.reconcile.wording import day, length, moment, say

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


def difference_words(change: Difference, dated: bool = False, language: str = "en") -> str:
    """One change in words; what comes or goes has its day where the changes are of several days."""
    twelve = any(_TWELVE.search(s.exact) for s in change.spans)
    old, new, name = change.before, change.after, change.summary

    def put(key: str, **slots: object) -> str:
        return say(language, f"version.{key}", event=name, **slots)

    match change.kind:
        case "cancelled" | "dropped":
            return put(change.kind) + _at(old, twelve, dated, language)
        case "added" | "restored":
            return put(change.kind) + _at(new, twelve, dated, language)
        case "confirmed" | "made_tentative":
            return put(change.kind)
        case "postponed" if old is not None:
            return put("postponed", before=_clock(old, None, twelve, language))
        case "retitled":
            return put("retitled", before=old, after=new)
        case "participants_changed":
            return put("told", told=_people(old, new, language))
        case "relocated":
            return put("told", told=_place(change.field or "place", old, new, language))
    late = _late(change.seconds, language) if change.field != "ends" else ""
    if change.kind == "zone_changed":
        return put("starts", told=_instead(_zoned(new), _zoned(old), language)) + late
    if change.field == "duration":
        return put("lasts", told=_instead(_told(new, language), _told(old, language), language))
    verb = "ends" if change.field == "ends" else "starts"
    if new is None:
        return put(f"{verb}_open", before=_clock(old, None, twelve, language))
    if old is None:
        return put(f"{verb}_now", after=_clock(new, None, twelve, language))
    return put(verb, told=_pair(old, new, twelve, language)) + late


def revision_words(change: Change, name: str | None = None, language: str = "en") -> str:
    """A change between two versions in words, of an event under the name that it has elsewhere."""
    field = None if change.field == "event" else change.field
    before, after = change.before, change.after
    people = change.kind == "participants_changed"
    old, new = (tuple(v.split(", ")) if people and isinstance(v, str) else v for v in (before, after))
    seconds = duration_seconds(change.delta) if change.delta else None
    summary = name or (change.about.summary if change.about else "")
    made = Difference(change.kind, summary, summary, field, old, new, seconds, change.spans)
    return difference_words(made, language=language)


def _told(value: Told, language: str = "en") -> str:
    """A value in words."""
    if isinstance(value, str) and (seconds := duration_seconds(value)):
        return length(seconds, language)
    if isinstance(value, tuple | int):
        return ", ".join(value) if isinstance(value, tuple) else str(value)
    return moment(value, language=language)


def _late(seconds: int | None, language: str) -> str:
    """By how much a start moves."""
    if not seconds:
        return ""
    way = "later" if seconds > 0 else "earlier"
    return f" ({say(language, f'change.{way}_by', length=length(seconds, language))})"


def _at(value: Told, twelve: bool, dated: bool, language: str) -> str:
    """The moment of what comes or goes."""
    if value is None:
        return ""
    on, clock = day_told(value), _clock(value, None, twelve, language)
    return f", {day(on, language, year=False)}, {clock}" if dated and on else f", {clock}"


def _instead(new: str, old: str, language: str) -> str:
    return say(language, "version.instead", after=new, before=old)


def _pair(old: Told, new: Told, twelve: bool, language: str = "en") -> str:
    """A moment instead of another: "12:15 instead of 12:45 pm", with their days where they differ."""
    first, second = _clock(new, old, twelve, language), _clock(old, new, twelve, language)
    half = next((h for h in _halves(language) if first.endswith(h) and second.endswith(h)), "") if twelve else ""
    if half and day_told(new) == day_told(old):
        first = first.removesuffix(f" {half}")
    return _instead(first, second, language)


def _halves(language: str) -> tuple[str, str]:
    """What a clock of the first and of the second half of a day is marked with."""
    return say(language, "name.am"), say(language, "name.pm")


def _clock(value: Told, beside: Told, twelve: bool, language: str) -> str:
    """A moment on its own clock, in halves of a day where the source counts so; its day where it is not the other's."""
    if isinstance(value, Instant):
        wall = value.local
    elif isinstance(value, Day) and value.clock:
        wall = None
    else:
        return _told(value, language)
    hour, minute = (wall.hour, wall.minute) if wall else map(int, str(getattr(value, "clock", "0:0")).split(":")[:2])
    half = _halves(language)[hour >= 12]
    told = f"{hour % 12 or 12}:{minute:02} {half}" if twelve else f"{hour:02}:{minute:02}"
    on, other = day_told(value), day_told(beside)
    if on is None or other is None or on == other:
        return told
    return f"{day(on, language, year=on.year != other.year)} {told}"


def day_told(value: Told) -> date | None:
    """The civil day of a value, if it is a moment."""
    return value.local.date() if isinstance(value, Instant) else value.day if isinstance(value, Day | DayPart) else None


def _zoned(value: Told) -> str:
    if not isinstance(value, Instant):
        return _told(value)
    offset = f"{value.local:%z}"
    return f"{value.local:%H:%M} UTC{offset[:3]}:{offset[3:5]}"


def _people(old: Told, new: Told, language: str) -> str:
    """Who joins and who is no longer named."""
    before, after = ({*p} if isinstance(p, tuple) else set() for p in (old, new))
    joined = [p for p in (new if isinstance(new, tuple) else ()) if p not in before]
    left = [p for p in (old if isinstance(old, tuple) else ()) if p not in after]
    parts = [say(language, "version.joined", who=", ".join(joined))] if joined else []
    parts += [say(language, "version.left", who=", ".join(left))] if left else []
    return say(language, "version.and").join(parts)


def _place(field: str, old: Told, new: Told, language: str) -> str:
    """Where an event is, leaves from or goes to, instead of where before."""
    key = field if field in ("origin", "destination") else "place"
    if new is None:
        return say(language, f"version.no_{key}", before=_told(old, language))
    after = _told(new, language)
    if old is None:
        return say(language, f"version.new_{key}", after=after)
    return say(language, f"version.{key}", told=_instead(after, _told(old, language), language))
