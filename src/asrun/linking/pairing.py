"""Which item of one version is which of another: by the source's own uid, else by what an item says, never by its clock.

The points of a pair, of a hundred: its words (those that tell items apart count most), who takes part, where, what stands
before and after it, and its place in the order. What one of both does not say counts neither way. Of pairs that are alike
but for that, the one that kept its clock is taken; items that say all the same are told apart by it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from asrun.linking.damage import damage_key, damage_words
from asrun.linking.likeness import nouns, surname
from asrun.model.comparison import Match
from asrun.model.fact import Plan
from asrun.model.time import Instant, Start

BAR = 50
_WORDS, _PEOPLE, _PLACE, _FORMER, _NEXT, _ORDER = 45, 20, 15, 7, 5, 8
_SAME_CLOCK, _SAME_ITEM = 3, 20
_WITHIN = 0.6
_FREQUENT = 32
_TELLING = 6
_LONGEST = 30
_LETTERS = 120
_STATE = {
    damage_key(w)
    for w in ("cancelled", "canceled", "postponed", "tentative", "confirmed", "new", "updated", "tbc", "tbd")
}


class Item(NamedTuple):
    """A plan as pairing sees it."""

    number: int
    plan: Plan
    words: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    key: str
    triples: frozenset[str]

    @property
    def content(self) -> tuple[str, frozenset[str], frozenset[str]]:
        """All that it says but when."""
        return self.key, self.people, self.places


def pairs(before: Sequence[Plan], after: Sequence[Plan]) -> list[Match]:
    """The items of two versions that are one event, each item in one pair at most, in order of the newer version."""
    found = list(_by_uid(before, after))
    taken = {id(m.before) for m in found} | {id(m.after) for m in found}
    left = [[p for p in side if id(p) not in taken] for side in (before, after)]
    if all(left) and any(p.uid is None for side in left for p in side):
        olds = [_item(n, p) for n, p in enumerate(before)]
        found += _by_content(olds, [_item(n, p) for n, p in enumerate(after)], taken)
    order = {id(p): n for n, p in enumerate(after)}
    return sorted(found, key=lambda m: order[id(m.after)])


def _by_uid(before: Sequence[Plan], after: Sequence[Plan]) -> Iterable[Match]:
    """Pairs of one uid; where a source gives it to several items, they go together in order of their starts."""
    mine, theirs = _named(before), _named(after)
    for uid, olds in mine.items():
        news = theirs.get(uid, [])
        if len(olds) == len(news) == 1:
            yield Match(olds[0], news[0], 100, f"same uid: {uid}")
            continue
        there: dict[Start | None, list[Plan]] = defaultdict(list)
        for new in news:
            there[new.starts].append(new)
        left = []
        for old in olds:
            if there[old.starts]:
                yield Match(old, there[old.starts].pop(0), 100, f"same uid: {uid}; same clock")
            else:
                left.append(old)
        for old, new in zip(left, (n for many in there.values() for n in many), strict=False):
            yield Match(old, new, 100, f"same uid: {uid}")


def _named(plans: Sequence[Plan]) -> dict[str, list[Plan]]:
    """The plans that have a uid, by it, each list in order of starts."""
    found: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        if plan.uid:
            found[plan.uid].append(plan)
    for many in found.values():
        many.sort(key=lambda p: str(p.starts))
    return found


def _item(number: int, plan: Plan) -> Item:
    empty, canonical = nouns().empty, nouns().canonical
    told = [w for w in plan.summary.lower().split() if w not in empty]
    keys = [damage_key(canonical.get(w.strip(".,;:()"), w)) for w in told]
    words = frozenset(k for k in keys[:_LONGEST] if k and k not in _STATE)
    people = frozenset(damage_key(surname(n)) for n in plan.participants)
    journey = (f"from {plan.origin}" if plan.origin else "", f"to {plan.destination}" if plan.destination else "")
    places = frozenset(damage_key(p) for p in ((plan.place or ""), *journey) if p)
    key = " ".join(w for w in damage_words(plan.summary) if w not in _STATE)
    triples = frozenset(key[n : n + 3] for n in range(max(1, min(len(key), _LETTERS) - 2)))
    return Item(number, plan, words or frozenset((key,)), people, places, f"{plan.kind} {key}", triples)


class _Sides(NamedTuple):
    """Both versions whole, and how often each word stands in them."""

    before: Sequence[Item]
    after: Sequence[Item]
    counts: Counter[str]


def _by_content(before: Sequence[Item], after: Sequence[Item], taken: set[int]) -> list[Match]:
    """Pairs of items without a common uid: the best first, each item once."""
    olds = [i for i in before if id(i.plan) not in taken]
    news = [i for i in after if id(i.plan) not in taken]
    sides = _Sides(before, after, Counter(w for i in (*before, *after) for w in i.words))
    found = [Match(o.plan, n.plan, *_rounded(_score(o, n, sides))) for o, n in _plain(olds, news)]
    gone = {id(p) for m in found for p in (m.before, m.after)}
    scored: list[tuple[float, int, int, str]] = []
    index: dict[str, list[Item]] = defaultdict(list)
    for item in (i for i in news if id(i.plan) not in gone):
        for key in _keys(item):
            index[key].append(item)
    for old in (i for i in olds if id(i.plan) not in gone):
        keys = sorted((k for k in _keys(old) if k in index), key=lambda k: (len(index[k]), k))[:_TELLING]
        near = {i.number: i for key in keys for i in _nearest(index[key], old)}
        for new in near.values():
            if not (old.plan.uid and new.plan.uid):
                points, reason = _score(old, new, sides)
                if points >= BAR:
                    scored.append((-points, old.number, new.number, reason))
    for minus, old_number, new_number, reason in sorted(scored):
        one, other = before[old_number].plan, after[new_number].plan
        if id(one) not in gone and id(other) not in gone:
            gone |= {id(one), id(other)}
            found.append(Match(one, other, *_rounded((-minus, reason))))
    return found


def _plain(olds: Sequence[Item], news: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    """Items of which each version has exactly one that says the same but for its clock."""
    mine, theirs = (Counter(i.content for i in side) for side in (olds, news))
    there = {i.content: i for i in news}
    for old in olds:
        if mine[old.content] == 1 == theirs[old.content] and not (old.plan.uid and there[old.content].plan.uid):
            yield old, there[old.content]


def _rounded(scored: tuple[float, str]) -> tuple[int, str]:
    return min(100, round(scored[0])), scored[1]


def _keys(item: Item) -> tuple[str, ...]:
    """What an item may be found by: its words, its places, its people."""
    return (*item.words, *(f"@{p}" for p in item.places), *(f"+{p}" for p in item.people))


def _nearest(items: Sequence[Item], old: Item) -> Sequence[Item]:
    """The items of a key; of one that very many have, those near in the order."""
    if len(items) <= _FREQUENT:
        return items
    middle = bisect_left(items, old.number, key=lambda i: i.number)
    return items[max(0, middle - _FREQUENT // 2) : middle + _FREQUENT // 2]


def _score(old: Item, new: Item, sides: _Sides) -> tuple[float, str]:
    """The points of a pair and the reasons."""
    reasons: list[str] = []
    journey = _journey(old.plan, new.plan, reasons)
    parts = [(_WORDS + _PLACE, journey)] if journey is not None else [(_WORDS, _words(old, new, sides.counts, reasons))]
    if old.people and new.people:
        parts.append((_PEOPLE, len(old.people & new.people) / len(old.people | new.people)))
        if parts[-1][1]:
            reasons.append("same participants" if parts[-1][1] == 1 else "some of the same participants")
    if journey is None and old.places and new.places:
        shared = len(old.places & new.places) / max(len(old.places), len(new.places))
        parts.append((_PLACE, shared))
        if shared:
            reasons.append("same place" if shared == 1 else "some of the same places")
    for weight, step, words in ((_FORMER, -1, "same item before it"), (_NEXT, 1, "same item after it")):
        alike = _alike(_at(sides.before, old.number + step), _at(sides.after, new.number + step))
        parts.append((weight, alike))
        if alike == 1:
            reasons.append(words)
    apart = abs(old.number / len(sides.before) - new.number / len(sides.after))
    parts.append((_ORDER, 1 - apart))
    points = 100 * sum(w * p for w, p in parts) / sum(w for w, _ in parts)
    if old.plan.kind != new.plan.kind and "other" not in (old.plan.kind, new.plan.kind):
        points -= 15
    if _clock(old.plan) == _clock(new.plan) and _clock(old.plan):
        points += _SAME_ITEM if old.content == new.content else _SAME_CLOCK
        reasons.append("same clock")
    return points, "; ".join(reasons)


def _words(old: Item, new: Item, counts: Counter[str], reasons: list[str]) -> float:
    """How much of both summaries is shared; a word counts the less the more items have it."""
    if old.key == new.key:
        reasons.append("same words")
        return 1.0
    shared = old.words & new.words
    common = sum(4 / counts[w] for w in shared)
    whole = sum(2 / counts[w] for w in old.words) + sum(2 / counts[w] for w in new.words)
    by_words = min(1.0, common / whole) if whole else 0.0
    by_letters = _letters(old, new)
    within = shared and shared in (old.words, new.words) and all(counts[w] <= 2 for w in shared)
    best = max(by_words, by_letters if by_letters > 0.8 else 0.0, _WITHIN if within else 0.0)
    if best:
        reasons.append(f"{round(best * 100)} of 100 of the words")
    return best


def _letters(one: Item, other: Item) -> float:
    """How many of the triples of letters of two items are shared; nothing where their lengths are far apart."""
    mine, theirs = len(one.triples), len(other.triples)
    if min(mine, theirs) * 2 < max(mine, theirs):
        return 0.0
    return 2 * len(one.triples & other.triples) / (mine + theirs)


def _journey(old: Plan, new: Plan, reasons: list[str]) -> float | None:
    """How far two legs of travel are the same, by their ends; None where these do not tell.

    Their words name nothing else. A departure is known by where it begins, an arrival by where it ends.
    """
    if old.kind != new.kind or old.kind not in ("departure", "arrival"):
        return None
    ends = ((old.origin, new.origin), (old.destination, new.destination))
    first, second = ends if old.kind == "departure" else ends[::-1]
    if not (first[0] and first[1]):
        return None
    same = damage_key(first[0]) == damage_key(first[1])
    both = second[0] and second[1]
    other = damage_key(second[0] or "") == damage_key(second[1] or "") if both else same
    if same:
        reasons.append(f"same {'origin' if old.kind == 'departure' else 'destination'}: {first[1]}")
    return 0.75 * same + 0.25 * other


def _at(items: Sequence[Item], number: int) -> Item | None:
    return items[number] if 0 <= number < len(items) else None


def _alike(one: Item | None, other: Item | None) -> float:
    """Whether two neighbours are alike; the edges of two versions are."""
    if one is None or other is None:
        return float(one is other)
    return float(one.key == other.key or _letters(one, other) > 0.8)


def _clock(plan: Plan) -> str:
    """The start as a word: of an instant that of UTC, of a day with a clock both."""
    starts = plan.starts
    if isinstance(starts, Instant):
        return str(starts.utc)
    return f"{starts or ''} {getattr(starts, 'clock', None) or ''}".strip()
