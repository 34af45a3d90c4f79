"""What is told in plain words, or by names, of planned items that were held, put on them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from asrun.linking.items import stems
from asrun.linking.likeness import nouns
from asrun.linking.named import Named
from asrun.linking.nearness import was_lately
from asrun.linking.present import named_of, rest_of, was_on
from asrun.model.entry import LinkAdded
from asrun.model.fact import Fact, Mention
from asrun.model.known import Profile
from asrun.model.span import Span
from asrun.model.time import Instant

_NAMED, _PLAIN, _ABOUT, _REST, _BESIDE = "plain.named", "plain.told", "plain.about", "plain.rest", "plain.beside"
_ONE, _TWO = 44, 52
_LONG = 4
# What a title says is done, in a verb that tells of many other things too.
_DOING = re.compile(r"\w+ing\b", re.I)
_EARLY = timedelta(minutes=40)


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
    named = Named(known, day)
    for plainly, with_names in ((clauses, by_rule.get(_PLAIN, ())), (by_rule.get(_BESIDE, ()),) * 2):
        yield from _in_words(plainly, known, day)
        yield from _by_names(with_names, named, day, links)
    yield from rest_of(by_rule.get(_REST, ()), known, day)


def with_told(
    links: Mapping[Span, LinkAdded],
    facts: Iterable[Fact],
    told: Sequence[tuple[Mention, LinkAdded]],
    profiles: Iterable[Profile],
    day: date | None,
) -> tuple[LinkAdded, ...]:
    """Links with those of what is `told`, without deeds that were put on another event than the words around them name."""
    done = [f for f in facts if isinstance(f, Mention) and f.titles and f.spans[0] in links]
    if day and done:
        names = Named(profiles, day)
        beside = {m.spans[0]: names.of(m.spans[-1].exact) for m in done}
        links = {s: link for s, link in links.items() if link.event in beside.get(s, ()) or not beside.get(s)}
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
    told: Sequence[Mention], named: Named, day: date, links: Mapping[Span, LinkAdded]
) -> Iterator[tuple[Mention, LinkAdded]]:
    """The clauses with a name that one item of the last days alone has; none is told of another event by its `links`."""
    linked = sorted((s.start, link.event) for s, link in links.items()) if told else []
    places = [start for start, _ in linked]
    for mention in told if named.items else ():
        if mention.starts is None:
            continue
        clause = mention.spans[0]
        found = named.of(clause.exact)
        already = {e for _, e in linked[bisect_left(places, clause.start) : bisect_left(places, clause.end)]}
        for event, name in found.items() if len(found) == 1 and already <= set(found) else ():
            if was_on(mention, named.items[event], day) and not _before(mention, named.items[event]):
                yield (
                    msgspec.structs.replace(mention, titles=(name,)),
                    LinkAdded(clause, event, _ONE, f"told of: {name}"),
                )


def _before(mention: Mention, event: Profile) -> bool:
    """Whether what is told was seen well before an event was due."""
    due = [s.utc for s in event.starts if isinstance(s, Instant)]
    return isinstance(mention.starts, Instant) and bool(due) and min(due) - mention.starts.utc > _EARLY


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
