"""What is told in plain words, or by names, of planned items that were held, put on them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from asrun.linking.items import stems
from asrun.linking.likeness import nouns
from asrun.linking.nearness import was_lately
from asrun.linking.present import named_of, rest_of
from asrun.model.entry import LinkAdded
from asrun.model.fact import Fact, Mention
from asrun.model.known import Profile
from asrun.model.span import Span

_NAMED, _PLAIN, _REST = "plain.named", "plain.told", "plain.rest"
_ONE, _TWO = 44, 52
_LONG = 4
# What a title says is done, in a verb that tells of many other things too.
_DOING = re.compile(r"\w+ing\b", re.I)


def told_of(
    told: Iterable[Mention], profiles: Iterable[Profile], day: date | None
) -> Iterator[tuple[Mention, LinkAdded]]:
    """What a document of a day tells of the items of the last days: by their names, by their words, of all the rest."""
    by_rule: dict[str, list[Mention]] = {}
    for mention in told:
        by_rule.setdefault(mention.rule, []).append(mention)
    known = tuple(profiles) if by_rule and day else ()
    if day is None or not known:
        return
    yield from named_of(by_rule.get(_NAMED, ()), known, day)
    yield from _in_words(by_rule.get(_PLAIN, ()), known, day)
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
