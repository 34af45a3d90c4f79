"""The planned event that something was done at, where the words name none: "soup was served" belongs to the day's dinner."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from asrun.linking.likeness import same_family, surname, words
from asrun.model.fact import Mention
from asrun.model.known import Profile
from asrun.model.time import Day, DayPart, Instant, day_of

_BAR, _APART = 44, 6
_TITLED, _MORE, _OF_KIND, _ALIKE = 40, 5, 30, 6
_WORD, _WHO, _WHERE, _TOPIC = 12, 12, 8, 8
# What is done elsewhere too, as telling reporters something, needs the people, the place or the clock of the event.
_HINT = 16
# By how many days a report may come after what it tells of, where it gives no day; its own day is likeliest.
_DAYS = (10, 9, 3, 1)
_EARLY, _LATE = -0.5, 4
_FALLS = 3
# The hours in which what is told of a part of the day begins.
_HOURS = {"MO": (4, 13), "AF": (11, 19), "EV": (16, 24), "NI": (16, 24)}
_IN_PART = 8


_ENDING = re.compile(r"(?:ings?|ers?|ed|e?s|e)$")


class Found(NamedTuple):
    """An event with its points and the reason."""

    points: int
    reason: str
    event: Profile


def the_one(mention: Mention, events: Sequence[Profile], topic: str | None) -> Found | None:
    """The one of some events that a deed was done at, by title, people, place and time; None where two fit alike.

    `topic` is the event that was last told of.
    """
    found = sorted((f for e in events if e.planned and (f := _fits(mention, e, topic))), key=lambda f: -f.points)
    if not found or found[0].points < _BAR:
        return None
    return found[0] if len(found) == 1 or found[0].points - found[1].points >= _APART else None


def _fits(mention: Mention, event: Profile, topic: str | None) -> Found | None:
    """The points of one event, None where its title, kind, day or clock forbids."""
    titled = [t for t in mention.titles if any(_names(t).search(s) for s in event.summaries)]
    alike = mention.kind == event.kind and mention.kind != "other"
    when = _when(mention, event)
    if when is None or not (titled or same_family(mention.kind, event.kind)):
        return None
    points = _TITLED + _MORE * min(len(titled) - 1, 2) if titled else _OF_KIND if alike else 0
    points += _ALIKE if titled and alike else 0
    shared = _shared(mention, event)
    if not (points or shared):
        return None
    who = {surname(n) for n in mention.participants} & {surname(n) for n in event.participants}
    told = frozenset(surname(n) for n in mention.participants) & frozenset().union(*map(words, event.summaries))
    there = [p.lower() for p in (*event.places, *event.summaries)]
    where = mention.place is not None and any(mention.place.lower() in p for p in there)
    points += when + _WORD * min(len(shared), 2) + (_WHO if who or told else 0) + (_WHERE if where else 0)
    points += _TOPIC if event.event == topic else 0
    points -= 0 if mention.definite else _HINT
    reason = "done at it: " + ", ".join([*titled[:2], *sorted(shared)] or [mention.kind.replace("_", " ")])
    return Found(points, reason, event)


def _shared(mention: Mention, event: Profile) -> frozenset[str]:
    """The words of a title that the clause of a deed has in any form; of a hint, beside the deed itself."""
    own = frozenset() if mention.definite else words(mention.spans[0].exact)
    told = {_stem(w) for w in words(mention.spans[-1].exact) - own}
    titles = frozenset().union(*map(words, event.summaries))
    return frozenset(w for w in titles if len(w) > 2 and _stem(w) in told)


@lru_cache(4096)
def _stem(word: str) -> str:
    """A word without its ending: "drummers" and "drumming" are one."""
    cut = _ENDING.sub("", word)
    cut = cut if len(cut) > 3 else word
    return cut[:-1] if cut[-1:] == cut[-2:-1] else cut


@lru_cache(4096)
def _names(title: str) -> re.Pattern[str]:
    """A noun in a title as a whole word."""
    return re.compile(rf"(?<![\w-]){re.escape(title)}(?![\w])", re.I)


def _when(mention: Mention, event: Profile) -> int | None:
    """Points for the time between an event and a deed; None where it was done on another day or at another hour."""
    done = mention.starts
    starts = [s for s in event.starts if isinstance(s, Instant)]
    if isinstance(done, Instant) and starts:
        hours = min(((done.utc - s.utc).total_seconds() / 3600 for s in starts), key=abs)
        return max(0, 16 - round(abs(hours) * _FALLS)) if _EARLY <= hours <= _LATE else None
    day = day_of(done) if isinstance(done, Instant | Day) else getattr(done, "day", None)
    planned = {d for s in event.starts if (d := day_of(s))}
    if day is None or not planned:
        return 0
    apart = min((abs((day - d).days), d <= day) for d in planned)
    in_part = _part_points(done, starts) if isinstance(done, DayPart) else 0
    if not (isinstance(done, Day | DayPart) and done.basis == "inferred"):
        return _DAYS[0] + in_part if not apart[0] else None
    return _DAYS[apart[0]] + in_part if apart[1] and apart[0] < len(_DAYS) else None


def _part_points(done: DayPart, starts: Sequence[Instant]) -> int:
    """Points for a part of the day that a start is in, or is not."""
    first, last = _HOURS.get(done.part, (0, 24))
    inside = any(first <= s.local.hour < last for s in starts)
    return 0 if not starts else _IN_PART if inside else -_IN_PART
