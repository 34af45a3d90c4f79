"""What is told in plain words, or by names, of planned items that were held, put on them."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from asrun.linking.items import stems
from asrun.linking.likeness import nouns
from asrun.linking.nearness import was_lately
from asrun.linking.present import named_of, rest_of, was_on
from asrun.model.entry import LinkAdded
from asrun.model.fact import Fact, Mention
from asrun.model.known import Profile
from asrun.model.span import Span
from asrun.model.time import Instant

_NAMED, _PLAIN, _ABOUT, _REST = "plain.named", "plain.told", "plain.about", "plain.rest"
_ONE, _TWO = 44, 52
_LONG = 4
_LEGS = ("departure", "arrival", "journey")
_EARLY = timedelta(minutes=40)
# What a title says is done, in a verb that tells of many other things too.
# The common nouns behind the name of a place: "the Vestby ropeworks".
_PROPER = re.compile(r"(?<=\w) [^\W\dA-ZÀ-Þ][\w ’'-]*$")
# A title of which not every word has a capital, and those that do, but the first.
_CASED = re.compile(r"(?<= )[^\W\dA-ZÀ-Þ][\w’']{3,}")
_CAPITAL = re.compile(r"(?<= )[A-ZÀ-Þ][^\W\d]{3,}")
_WORD = re.compile(r"[^\W_]+")
_DOING = re.compile(r"\w+ing\b", re.I)


def told_of(
    told: Iterable[Mention], profiles: Iterable[Profile], day: date | None, links: Mapping[Span, LinkAdded]
) -> Iterator[tuple[Mention, LinkAdded]]:
    """What a document of a day tells of the items of the last days: by their names, by their words, of all the rest.

    `links` are those of what the document tells plainly.
    """
    by_rule: dict[str, list[Mention]] = {}
    for mention in told:
        by_rule.setdefault(mention.rule, []).append(mention)
    known = tuple(profiles) if by_rule and day else ()
    if day is None or not known:
        return
    yield from named_of(by_rule.get(_NAMED, ()), known, day)
    clauses = sorted((*by_rule.get(_PLAIN, ()), *by_rule.get(_ABOUT, ())), key=lambda m: m.spans[0].start)
    yield from _in_words(clauses, known, day)
    yield from _by_names(by_rule.get(_PLAIN, ()), known, day, links)
    yield from rest_of(by_rule.get(_REST, ()), known, day)


def with_told(
    links: Mapping[Span, LinkAdded], facts: Iterable[Fact], told: Sequence[tuple[Mention, LinkAdded]]
) -> tuple[LinkAdded, ...]:
    """Links with those of what is `told`, without deeds that were put on another event than the words around them name."""
    named = [(m.spans[1], link.event) for m, link in told if len(m.spans) > 1 and m.spans[0].doc == m.spans[1].doc]
    deeds = {f.spans[0] for f in facts if isinstance(f, Mention) and f.titles} if named else set()
    kept = (
        link
        for span, link in links.items()
        if span not in deeds
        or all(s.doc != span.doc or not s.start <= span.start < s.end or link.event == e for s, e in named)
    )
    return (*kept, *(link for _, link in told))


def _in_words(told: Iterable[Mention], profiles: Iterable[Profile], day: date) -> Iterator[tuple[Mention, LinkAdded]]:
    """The clauses that tell of one item of the last days each, by words that no other item has."""
    of_day = [p for p in profiles if p.planned and was_lately(p, day)]
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


def _by_names(
    told: Sequence[Mention], profiles: Sequence[Profile], day: date, links: Mapping[Span, LinkAdded]
) -> Iterator[tuple[Mention, LinkAdded]]:
    """The clauses that name who takes part in one item of the last days, or where it was, which no other item has.

    None is told of an event by its `links` that is another.
    """
    linked = sorted((s.start, link.event) for s, link in links.items()) if told else []
    places = [start for start, _ in linked]
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for profile in profiles if told else ():
        for name in _names(profile) if profile.planned else ():
            named[name][profile.event] = name
    items = {p.event: p for p in profiles if was_lately(p, day)}
    own = {
        name: items[event] for name, events in named.items() if len(events) == 1 for event in events if event in items
    }
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in own:
        by_word[name.rpartition(" ")[2]].append(name)
    for mention in told if own else ():
        if mention.starts is None:
            continue
        clause = " ".join(_WORD.findall(mention.spans[0].exact))
        found = {
            own[n].event: n
            for w in dict.fromkeys(clause.split())
            for n in by_word.get(w, ())
            if f" {n} " in f" {clause} "
        }
        own_words = mention.spans[0]
        already = {e for _, e in linked[bisect_left(places, own_words.start) : bisect_left(places, own_words.end)]}
        for event, name in found.items() if len(found) == 1 and already <= set(found) else ():
            if was_on(mention, items[event], day) and not _before(mention, items[event]):
                yield (
                    msgspec.structs.replace(mention, titles=(name,)),
                    LinkAdded(mention.spans[0], event, _ONE, f"told of: {name}"),
                )


def _before(mention: Mention, event: Profile) -> bool:
    """Whether what is told was seen well before an event was due."""
    due = [s.utc for s in event.starts if isinstance(s, Instant)]
    return isinstance(mention.starts, Instant) and bool(due) and min(due) - mention.starts.utc > _EARLY


def _names(profile: Profile) -> frozenset[str]:
    """The surnames and bodies that take part in an event, the places that it is at, and the names that its titles hold."""
    people = (n for n in profile.participants if not n.islower())
    called = () if profile.kind in _LEGS else (n.split()[-1] if len(n.split()) < _LONG else n for n in people)
    places = [p.removeprefix("the ") for p in profile.places]
    there = (name for p in places for name in (p, _PROPER.sub("", p), p.lower()) if " " in name or not name.islower())
    cased = (s for s in profile.summaries if _CASED.search(s))
    titled = (w for s in cased for w in _CAPITAL.findall(s) if w.lower() not in nouns().canonical)
    cleaned = (" ".join(_WORD.findall(n)) for n in (*called, *there, *titled))
    return frozenset(n for n in cleaned if len(n) >= _LONG)


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
