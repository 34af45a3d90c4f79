"""The planned items of the last days by the names that they alone have: of people, of bodies, of places."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from asrun.linking.likeness import nouns
from asrun.linking.nearness import was_lately
from asrun.model.known import Profile

_LONG = 4
_LEGS = ("departure", "arrival", "journey")
# A title of which not every word has a capital, and those that do, but the first.
_CASED = re.compile(r"(?<= )[^\W\dA-ZÀ-Þ][\w’']{3,}")
_CAPITAL = re.compile(r"(?<= )[A-ZÀ-Þ][^\W\d]{3,}")
# The common nouns behind the name of a place: "the Vestby ropeworks".
_COMMON = re.compile(r"(?<=\w) [^\W\dA-ZÀ-Þ][\w ’'-]*$")
_WORD = re.compile(r"[^\W_]+")


class Named:
    """The names that no two planned events share, each with the event of the last days before a day that has it."""

    def __init__(self, profiles: Iterable[Profile], day: date) -> None:
        known = [p for p in profiles if p.planned]
        having: dict[str, set[str]] = defaultdict(set)
        for profile in known:
            for name in _names(profile):
                having[name].add(profile.event)
        self.items = {p.event: p for p in known if was_lately(p, day)}
        self._by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, events in having.items():
            event = next(iter(events))
            if len(events) == 1 and event in self.items:
                self._by_word[name.rpartition(" ")[2]].append((name, event))

    def of(self, text: str) -> dict[str, str]:
        """The events that a text names, each with the name."""
        words = _WORD.findall(text)
        whole = f" {' '.join(words)} "
        found = (pair for word in dict.fromkeys(words) for pair in self._by_word.get(word, ()))
        return {event: name for name, event in found if f" {name} " in whole}


def _names(profile: Profile) -> frozenset[str]:
    """The surnames and bodies that take part in an event, the places that it is at, and the names that its titles hold."""
    people = (n for n in profile.participants if n.strip() and not n.islower())
    called = () if profile.kind in _LEGS else (n.split()[-1] if len(n.split()) < _LONG else n for n in people)
    places = [p.removeprefix("the ") for p in profile.places]
    there = (name for p in places for name in (p, _COMMON.sub("", p), p.lower()) if " " in name or not name.islower())
    cased = (s for s in profile.summaries if _CASED.search(s))
    titled = (w for s in cased for w in _CAPITAL.findall(s) if w.lower() not in nouns().canonical)
    cleaned = (" ".join(_WORD.findall(n)) for n in (*called, *there, *titled))
    return frozenset(n for n in cleaned if len(n) >= _LONG)
