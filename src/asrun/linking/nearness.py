"""When an event is: how far from a day, still to come at a moment, or the arrival that a journey leads to."""

from datetime import date, timedelta

from asrun.linking.likeness import BAR, likeness, words
from asrun.model.fact import Mention, Plan
from asrun.model.known import Profile
from asrun.model.time import Instant, day_of

DAYS_BACK = 3
_FAR = 10**6
_EARLY, _SOON = timedelta(hours=3), timedelta(minutes=75)


def days_off(profile: Profile, day: date) -> int:
    """How many days the nearest start of an event lies from a day; far where none is known."""
    days = (day_of(start) for start in profile.starts)
    return min((abs((d - day).days) for d in days if d), default=_FAR)


def was_lately(profile: Profile, day: date) -> bool:
    """Whether an event was planned for a day or for one of the last before it."""
    days = (day_of(start) for start in profile.starts)
    return any(timedelta(0) <= day - d <= timedelta(DAYS_BACK) for d in days if d)


def is_reached(event: Profile, mention: Mention | Plan) -> bool:
    """Whether an event is the planned arrival that a mention tells of."""
    there = frozenset().union(*map(words, (*event.summaries, *event.places, *event.destinations)))
    if mention.destination:
        near = bool(words(mention.destination) & there)
    else:
        starts = [s.utc for s in (*event.starts, mention.starts) if isinstance(s, Instant)]
        near = any(abs(s - starts[-1]) <= _SOON for s in starts[:-1])
    return event.planned and event.kind == "arrival" and near and likeness(mention, event)[0] >= BAR


def to_come(event: Profile, seen: Instant) -> bool:
    """Whether an event was planned for so much later that it is none seen at a moment."""
    starts = [s.utc for s in event.starts if isinstance(s, Instant)]
    return bool(starts) and min(starts) - seen.utc > _EARLY
