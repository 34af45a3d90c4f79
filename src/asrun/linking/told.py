"""Plain past clauses put on the planned item whose words they share, which was held then."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from asrun.linking.items import stems
from asrun.linking.likeness import nouns
from asrun.model.entry import LinkAdded
from asrun.model.fact import Mention
from asrun.model.known import Profile
from asrun.model.time import day_of

_DAYS = 3
_ONE, _TWO = 44, 52
_LONG = 4
# What a title says is done, in a verb that tells of many other things too.
_DOING = re.compile(r"\w+ing\b", re.I)


def told_of(
    told: Iterable[Mention], profiles: Iterable[Profile], day: date | None
) -> Iterator[tuple[Mention, LinkAdded]]:
    """The clauses of a document of a day that tell of one item of the last days each, by words that no other item has."""
    of_day = [p for p in profiles if p.planned and day and _lately(p, day)]
    counts = Counter(s for p in of_day for s in stems_of(p.summaries))
    own = {p.event: frozenset(s for s in _telling(p) if counts[s] == 1) for p in of_day}
    for mention in told if any(own.values()) else ():
        mine = stems(mention.summary)
        found = {event: shared for event, words in own.items() if (shared := mine & words)}
        most = max(map(len, found.values()), default=0)
        best = [event for event, shared in found.items() if len(shared) == most]
        if len(best) == 1:
            in_its_words = tuple(sorted(found[best[0]]))
            points = _TWO if most > 1 else _ONE
            reason = f"told in its words: {', '.join(in_its_words)}"
            yield (
                msgspec.structs.replace(mention, titles=in_its_words),
                LinkAdded(mention.spans[0], best[0], points, reason),
            )


def stems_of(summaries: Iterable[str]) -> frozenset[str]:
    """The stems of all titles of an event."""
    return frozenset[str]().union(*map(stems, summaries))


def _telling(profile: Profile) -> frozenset[str]:
    """The stems of an event's titles that tell it: no names, no places, no words for sorts of event."""
    known = nouns()
    people = [n for n in profile.participants if not n.islower()]
    named = (*people, *profile.places, *profile.origins, *profile.destinations, *known.canonical, *known.common)
    told = stems_of(_DOING.sub("", summary) for summary in profile.summaries)
    return frozenset(s for s in told - stems_of(named) if len(s) >= _LONG)


def _lately(profile: Profile, day: date) -> bool:
    """Whether an event was planned for a day or for one of the last before it."""
    days = [d for s in profile.starts if (d := day_of(s))]
    return any(timedelta(0) <= day - d <= timedelta(_DAYS) for d in days)
