"""What is seen at a clock put on the planned event that its phase, its clock or what carries somebody leave for it."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache

from asrun.linking.items import Items, was_due
from asrun.linking.likeness import surname, words
from asrun.linking.nearness import to_come
from asrun.model.fact import Mention, Phase, Plan
from asrun.model.known import Profile
from asrun.model.time import Instant

# What is seen at the clock of an item, and is no end of another one, is seen of that.
_BEGINS = ("not_started", "started", "other", "arrival")
_LONG = timedelta(hours=9)


def by_phase(seen: Instant | None, phase: Phase | None, told: Profile | None, items: Items) -> Profile | None:
    """The event `told` of before, but where something begins at the very clock of another item, or ends before it was due."""
    if seen is None:
        return told
    if phase in _BEGINS:
        due = items.at(seen)
        return told if due is None or (told and was_due(told, seen)) else due
    if phase == "ended" and told and all(s.utc > seen.utc for s in _clocks(told)):
        return items.begun(seen) or told
    return told


def may_be(event: Profile, phase: Phase | None, seen: Instant) -> bool:
    """Whether what was seen at a clock can be of an event: nothing is seen long before it, or ends before it was due."""
    return not to_come(event, seen) and (
        phase != "ended" or not _clocks(event) or any(s.utc <= seen.utc for s in _clocks(event))
    )


def the_leg(mention: Mention | Plan, seen: Instant | None, events: Iterable[Profile]) -> Profile | None:
    """The only planned departure of a day for what left early or late by air or water, or with whom it was planned for."""
    if seen is None or mention.kind != "departure" or isinstance(mention, Plan):
        return None
    legs = [e for e in events if e.planned and e.kind == "departure" and _near(e, seen)]
    if len(legs) != 1 or not _fits(mention, legs[0]):
        return None
    return legs[0]


def _fits(mention: Mention, leg: Profile) -> bool:
    """Whether nothing that is told of a movement is against a planned departure, and something speaks for it."""
    for place, planned in ((mention.destination, leg.destinations), (mention.origin, leg.origins)):
        if place and planned and not any(words(place) & words(t) for t in planned):
            return False
    mine = {surname(n) for n in mention.participants if not n.startswith("the ")}
    theirs = {surname(n) for n in leg.participants if not n.startswith("the ")}
    if mine and theirs and not mine & theirs:
        return False
    told = frozenset().union(*map(words, leg.summaries))
    owned = any(n in told for n in mine) or bool(mine & theirs)
    return owned or bool(_flies().search(mention.spans[0].exact)) or bool(mention.destination and leg.destinations)


@cache
def _flies() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:plane|aircraft|jet|helicopter|charter|airliner|floatplane|seaplane|turboprop|took off|airborne|wheels up"
        r"|ferry|steamer|yacht|sailed|flew|lifted off)\b",
        re.I,
    )


def _near(event: Profile, seen: Instant) -> bool:
    return any(abs(s.utc - seen.utc) <= _LONG for s in _clocks(event))


def _clocks(event: Profile) -> Sequence[Instant]:
    return [s for s in event.starts if isinstance(s, Instant)]
