"""Happenings that came about put on the one planned event of the last days that their name is of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from asrun.linking.items import Items, stem, stems
from asrun.linking.likeness import head, nouns, words
from asrun.linking.nearness import DAYS_BACK, was_lately
from asrun.linking.several import several
from asrun.model.entry import LinkAdded
from asrun.model.fact import Mention
from asrun.model.known import Profile
from asrun.model.time import Day, Relative, day_of

_HEAD, _ONCE, _OFTEN, _BAR = 2, 2, 1, 2
_POINTS = 50
_MANY = 200
# What leads to where it was, which a title need not hold.
_WHERE = re.compile(r" (?:in|at|to|from|on)\b")


def named_of(told: Iterable[Mention], profiles: Iterable[Profile], day: date) -> Iterator[tuple[Mention, LinkAdded]]:
    """The named happenings of a document of a day that are one planned event each."""
    items = Items((p for p in profiles if was_lately(p, day)), day)
    heads = [i.heads | _first(i.profile) for i in items.items]
    if not heads or len(heads) > _MANY:
        return
    for mention in told:
        number = _the_one(mention, items, heads, day)
        if number is not None:
            event = items.items[number].profile
            yield (
                msgspec.structs.replace(mention, titles=(mention.summary,)),
                LinkAdded(mention.spans[0], event.event, _POINTS, f"its name, told as held: {mention.summary}"),
            )


def rest_of(told: Sequence[Mention], profiles: Iterable[Profile], day: date) -> Iterator[tuple[Mention, LinkAdded]]:
    """What is told of all the rest of a plan, as told of each of its items that day, or on the last day before it.

    What is told again of the same day counts once.
    """
    items = Items((p for p in profiles if told and p.planned and was_lately(p, day)), day)
    known: set[tuple[str, date | None]] = set()
    for mention in told:
        own = mention.starts if isinstance(mention.starts, Day) and mention.starts.basis != "inferred" else None
        said = mention.summary, own.day if own else None
        if said in known:
            continue
        known.add(said)
        days = [own.day] if own else [day - timedelta(days) for days in range(DAYS_BACK + 1)]
        together = next((found for d in days if len(found := _all(mention, items, d)) > 1), [])
        for profile in together:
            if profile.words:
                each = msgspec.structs.replace(
                    mention, spans=(profile.words, *mention.spans), titles=(mention.summary,)
                )
                yield each, LinkAdded(profile.words, profile.event, _POINTS, f"one of several: {mention.summary}")


def _all(mention: Mention, items: Items, day: date) -> list[Profile]:
    """The items of a day that are meant by the rest of it; those without a zone are known by their day."""
    found = several(mention.summary, items, day, ())
    dayless = any(isinstance(s, Day) and s.clock for i in items.items for s in i.profile.starts)
    return found or [i.profile for i in items.items if dayless and day in {day_of(s) for s in i.profile.starts}]


def _the_one(mention: Mention, items: Items, heads: list[frozenset[str]], day: date) -> int | None:
    """The number of the one item that a name is of, on the day that it was on."""
    noun = head(mention.summary)
    own = frozenset(stem(w) for w in words(noun))
    mine = stems(mention.summary) | own
    called = stems(_WHERE.split(mention.summary, maxsplit=1)[0]) - own
    sort = noun in nouns().generic
    points: dict[int, int] = {}
    for number, item in enumerate(items.items):
        shared = (mine - own) & (item.stems | item.around)
        once = sum(items.counts[s] == 1 for s in shared)
        alike = bool(own & heads[number])
        beside = called - item.stems - item.around - stems(" ".join(item.profile.participants))
        if not (alike or (sort and once)) or (beside and not shared) or not was_on(mention, item.profile, day):
            continue
        points[number] = _HEAD * alike + _ONCE * once + _OFTEN * (len(shared) - once)
    best = max(points.values(), default=0)
    found = [number for number, p in points.items() if p == best]
    return found[0] if best >= _BAR and len(found) == 1 else None


def _first(event: Profile) -> frozenset[str]:
    """The stems of the words that titles of an event begin with."""
    return frozenset(stem(w) for s in event.summaries for w in words(s.partition(" ")[0]))


def was_on(mention: Mention, event: Profile, day: date) -> bool:
    """Whether an event was on the day that a mention tells, where it tells one."""
    told = mention.starts
    if (
        told is None
        or isinstance(told, Relative)
        or (isinstance(told, Day) and told.basis == "inferred" and told.day == day)
    ):
        return True
    return day_of(told) in {day_of(s) for s in event.starts}
