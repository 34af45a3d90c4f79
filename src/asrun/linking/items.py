"""The items of a plan by any words that refer to them: their own, those of place, people, clock and what is done there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from asrun.linking.likeness import head, nouns, words
from asrun.model.known import Profile
from asrun.model.time import Day, Instant, day_of
from asrun.model.wordbook import Wordbook

_SURE, _MARGIN = 2, 1
_ONCE, _OFTEN, _DONE, _CLOCK, _HEADED = 2, 1, 1, 3, 1
_OFFICES = 40
_BEFORE, _AHEAD = 2, 9
_LEGS = ("departure", "arrival", "journey")
_HALF = 12 * 3600
_WORDS = Wordbook(__package__, "items")
_CALLED, _FIRST = _WORDS.pattern("called"), _WORDS.pattern("first")
_NEW_HOUR = _WORDS.pattern("new_hour", re.I)


class Item(NamedTuple):
    """A planned event with the stems of what it is called, those of its head nouns, and those of its place."""

    profile: Profile
    stems: frozenset[str]
    heads: frozenset[str]
    around: frozenset[str]


@lru_cache(4096)
def stem(word: str) -> str:
    """A word without its ending.

    >>> stem("signing"), stem("signed"), stem("planting"), stem("tour")
    ('sign', 'sign', 'plant', 'tour')
    """
    ending = _endings().search(word, 3)
    word = word[: ending.start()] if ending else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word


@lru_cache(1)
def _endings() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(nouns().endings)})$")


@lru_cache(4096)
def stems(words_of: str) -> frozenset[str]:
    """The stems of the telling words of a text."""
    return frozenset(stem(w) for w in words(words_of) if len(w) > 2 and not w.isdigit() and w not in nouns().light)


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the telling words of some texts."""
    return frozenset[str]().union(*map(stems, texts))


@lru_cache(1)
def common() -> frozenset[str]:
    """The stems of what many places and bodies are called by, which alone tell no item from another."""
    return stems_of(nouns().usual)


def _called(profile: Profile) -> frozenset[str]:
    """The stems of what an event is called; who takes part tells none from another, unless it is called by nothing else."""
    title = stems_of(profile.summaries)
    return title - stems_of(profile.participants) or title


def _people(profile: Profile) -> frozenset[str]:
    """The stems of who takes part in an event and stands in its title."""
    return stems_of(profile.summaries) & stems_of(n for n in profile.participants if not n.islower())


def _item(profile: Profile) -> Item:
    called = _called(profile)
    around = stems_of((*profile.places, *profile.origins, *profile.destinations))
    heads = frozenset(stem(w) for s in profile.summaries for w in words(head(s)))
    return Item(profile, called, heads, around - called - common())


class Items:
    """The planned events around a day that words may be about."""

    def __init__(self, profiles: Iterable[Profile], day: date | None) -> None:
        self.items = [_item(p) for p in profiles if p.planned and _near(p, day)]
        self.counts = Counter(s for i in self.items for s in i.stems | i.around)
        offices = Counter(p.lower() for i in self.items for p in i.profile.participants if p.startswith("the "))
        self._offices = {
            p.lower(): number
            for number, i in enumerate(self.items)
            for p in i.profile.participants
            if offices[p.lower()] == 1
        }
        people = Counter(s for i in self.items for s in _people(i.profile))
        self._people = {
            s: number
            for number, i in enumerate(self.items)
            if i.profile.kind not in _LEGS
            for s in _people(i.profile) - self.counts.keys()
            if people[s] == 1
        }
        self._with: dict[str, list[int]] = defaultdict(list)
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._at: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, item in enumerate(self.items):
            for each in item.stems | item.around:
                self._with[each].append(number)
            for noun in item.heads:
                self._heads[noun].append(number)
            for clock in {(s.local.hour % 12, s.local.minute) for s in item.profile.starts if isinstance(s, Instant)}:
                self._at[clock].append(number)

    def named(
        self,
        told: str,
        noun_alone: bool = False,
        but: str = "",
        titles: Sequence[str] = (),
        due: Instant | None = None,
        sure: int = _SURE,
        people: bool = False,
    ) -> Profile | None:
        """The one item that some words are about.

        They hold its words, its place, its office, else, with `people`, one who takes part in it alone, things of events of
        one of its `titles`, or the clock that it is `due` at. With `noun_alone` it must be the item's own noun that heads
        them. The words `but` are none of it, `sure` is how many points it must have.
        """
        mine = stems(told) - (stems(but) if but else frozenset())
        noun = stem(next(iter(words(head(told))), "")) if noun_alone else None
        points: Counter[int] = Counter()
        for each in mine:
            for number in self._with.get(each, ()):
                once = self.counts[each] == 1
                points[number] += _ONCE if once else _OFTEN if each in self.items[number].stems else 0
        for office, number in self._offices.items() if len(self._offices) <= _OFFICES else ():
            if office in told.lower():
                points[number] += _ONCE
        if due is not None:
            for number in self._at.get((due.local.hour % 12, due.local.minute), ()):
                points[number] += _CLOCK
        for number in self._headed(told):
            points[number] += _HEADED
        if people and not points:
            for each in mine & self._people.keys():
                points[self._people[each]] += _ONCE
        done = self._titled(titles) if titles else None
        if done is not None:
            points[done] += _DONE
        if noun is not None:
            points = Counter({n: p + 1 for n, p in points.items() if noun in self.items[n].heads})
        best = points.most_common(2)
        if not best or best[0][1] < sure or (len(best) > 1 and best[0][1] - best[1][1] < _MARGIN):
            return None
        return self.items[best[0][0]].profile

    def _headed(self, told: str) -> Iterator[int]:
        """The items that some words call by nothing but the noun that heads their title: "the tour", where there is one."""
        for noun in dict.fromkeys(stem(word.lower()) for pair in _CALLED.findall(told) for word in pair if word):
            if len(of := self._heads.get(noun, ())) == 1 and self.counts[noun] == 1:
                yield from of

    def heads_in(self, told: str, profile: Profile) -> bool:
        """Whether some words begin with the noun that heads a title of an item, or with a new hour for it."""
        first = told.partition(" - ")[2] or told
        first = first[lead.end() :] if (lead := _NEW_HOUR.match(first)) else first
        nouns_of = {stem(w) for s in profile.summaries for w in words(head(s))}
        return bool(nouns_of & stems(_FIRST.split(first, maxsplit=1)[0]))

    def at(self, was: Instant) -> Profile | None:
        """The one item that was due at a clock."""
        near = self._at.get((was.local.hour % 12, was.local.minute), ())
        found = [self.items[n].profile for n in near if was_due(self.items[n].profile, was)]
        return found[0] if len(found) == 1 else None

    def begun(self, seen: Instant) -> Profile | None:
        """The one item that was the last to be due before a clock, on the same day."""
        due = [
            (clock.utc, number)
            for number, i in enumerate(self.items)
            for clock in i.profile.starts
            if isinstance(clock, Instant) and i.profile.kind not in _LEGS
            and 0 < (seen.utc - clock.utc).total_seconds() < _HALF
        ]  # fmt: skip
        last = max((moment for moment, _ in due), default=None)
        found = {number for moment, number in due if moment == last}
        return self.items[found.pop()].profile if len(found) == 1 else None

    def _titled(self, titles: Sequence[str]) -> int | None:
        """The one item that has one of some titles."""
        found: set[int] = set()
        for title in titles:
            parts = stems(title)
            for number in self._with.get(next(iter(parts), ""), ()):
                summaries = self.items[number].profile.summaries
                if self.items[number].profile.kind not in _LEGS and any(words(title) <= words(s) for s in summaries):
                    found.add(number)
        return found.pop() if len(found) == 1 else None


def was_due(profile: Profile, due: Instant | None) -> bool:
    """Whether an event was due at a clock."""
    return due is not None and any(isinstance(s, Instant) and s.utc == due.utc for s in profile.starts)


def nearer(gap: float) -> float:
    """The seconds between two clocks, of which one may leave open its half of the day."""
    return min((gap, gap - _HALF, gap + _HALF), key=abs)


def _near(profile: Profile, day: date | None) -> bool:
    """Whether an event with a clock lies near a document's day, or whether it is on no day that is known."""
    clocks = [s for s in profile.starts if isinstance(s, Instant) or (isinstance(s, Day) and s.clock)]
    days = [d for s in clocks if (d := day_of(s))]
    return bool(days) and (day is None or any(-_BEFORE <= (d - day).days <= _AHEAD for d in days))
