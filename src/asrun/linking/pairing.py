"""Which item of one version is which of another: by the source's own uid, else by what an item says, never by its clock.

The points of a pair, of a hundred: its words (those that tell items apart count most), who takes part, where, what stands
before and after it, and its place in the order. What one of both does not say counts neither way. Of pairs that are alike
but for that, the one that kept its clock is taken.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from asrun.linking.damage import damage_key, damage_words
from asrun.linking.likeness import nouns, surname
from asrun.model.comparison import Match
from asrun.model.fact import Plan
from asrun.model.time import Instant

BAR = 50
_WORDS, _PEOPLE, _PLACE, _FORMER, _NEXT, _ORDER = 45, 20, 15, 7, 5, 8
_SAME_CLOCK = 3
_FREQUENT = 60
_STATE = {damage_key(w) for w in ("cancelled", "canceled", "postponed", "tentative", "confirmed", "new", "updated", "tbc", "tbd")}


class Item(NamedTuple):
    """A plan as pairing sees it."""

    number: int
    plan: Plan
    words: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    key: str


def pairs(before: Sequence[Plan], after: Sequence[Plan]) -> list[Match]:
    """The items of two versions that are one event, each item in one pair at most, in order of the newer version."""
    found = list(_by_uid(before, after))
    taken = {id(m.before) for m in found} | {id(m.after) for m in found}
    left = [[p for p in side if id(p) not in taken] for side in (before, after)]
    if all(left) and any(p.uid is None for side in left for p in side):
        sides = ([_item(n, p) for n, p in enumerate(side)] for side in (before, after))
        found += _by_content(*sides, taken)
    order = {id(p): n for n, p in enumerate(after)}
    return sorted(found, key=lambda m: order[id(m.after)])


def _by_uid(before: Sequence[Plan], after: Sequence[Plan]) -> Iterable[Match]:
    """Pairs of one uid; where a source gives it to several items, they go together in order of their starts."""
    mine, theirs = _named(before), _named(after)
    for uid, olds in mine.items():
        news = list(theirs.get(uid, ()))
        left = []
        for old in olds:
            same = next((n for n in news if n.starts == old.starts), None) if len(olds) + len(news) > 2 else None
            if same:
                news.remove(same)
                yield Match(old, same, 100, f"same uid: {uid}; same clock")
            else:
                left.append(old)
        for old, new in zip(left, news, strict=False):
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
    words = frozenset(k for k in keys if k and k not in _STATE)
    people = frozenset(damage_key(surname(n)) for n in plan.participants)
    journey = (f"from {plan.origin}" if plan.origin else "", f"to {plan.destination}" if plan.destination else "")
    places = frozenset(damage_key(p) for p in ((plan.place or ""), *journey) if p)
    key = " ".join(w for w in damage_words(plan.summary) if w not in _STATE)
    return Item(number, plan, words or frozenset((key,)), people, places, f"{plan.kind} {key}")


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
    scored: list[tuple[float, int, int, str]] = []
    index: dict[str, list[Item]] = defaultdict(list)
    for item in news:
        for key in (*item.words, *(f"@{p}" for p in item.places), *(f"+{p}" for p in item.people)):
            index[key].append(item)
    for old in olds:
        keys = (*old.words, *(f"@{p}" for p in old.places), *(f"+{p}" for p in old.people))
        near = {i.number: i for key in keys for i in _nearest(index.get(key, ()), old)}
        for new in near.values():
            if old.plan.uid and new.plan.uid:
                continue
            points, reason = _score(old, new, sides)
            if points >= BAR:
                scored.append((-points, old.number, new.number, reason))
    found, gone = [], set()
    for minus, old_number, new_number, reason in sorted(scored):
        if ("-", old_number) not in gone and ("+", new_number) not in gone:
            gone |= {("-", old_number), ("+", new_number)}
            found.append(Match(before[old_number].plan, after[new_number].plan, min(100, round(-minus)), reason))
    return found


def _nearest(items: Sequence[Item], old: Item) -> Sequence[Item]:
    """The items of a key; of one that very many have, those near in the order."""
    if len(items) <= _FREQUENT:
        return items
    return sorted(items, key=lambda i: abs(i.number - old.number))[:_FREQUENT]


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
        points += _SAME_CLOCK
        reasons.append("same clock")
    return points, "; ".join(reasons)


def _words(old: Item, new: Item, counts: Counter[str], reasons: list[str]) -> float:
    """How much of both summaries is shared; a word counts the less the more items have it."""
    if old.key == new.key:
        reasons.append("same words")
        return 1.0
    shared = old.words & new.words
    weight = {w: 2 / counts[w] for w in old.words | new.words}
    common = sum(weight[w] * 2 for w in shared)
    whole = sum(weight[w] for w in old.words) + sum(weight[w] for w in new.words)
    by_words = min(1.0, common / whole) if whole else 0.0
    by_letters = _letters(old.key, new.key)
    best = max(by_words, by_letters if by_letters > 0.8 else 0.0)
    if best:
        reasons.append(f"{round(best * 100)} of 100 of the words")
    return best


def _letters(one: str, other: str) -> float:
    """How many of the triples of letters of two keys are shared."""
    mine, theirs = ({k[n : n + 3] for n in range(max(1, len(k) - 2))} for k in (one[:200], other[:200]))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


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
    return float(one.key == other.key or _letters(one.key, other.key) > 0.8)


def _clock(plan: Plan) -> str:
    return str(plan.starts.utc) if isinstance(plan.starts, Instant) else str(plan.starts or "") + str(getattr(plan.starts, "clock", ""))
