"""Claims that are told again, put together with the first."""

import re
from collections import deque
from collections.abc import Sequence

import msgspec

from asrun.model.fact import Claim, Fact
from asrun.model.span import Span

_CONTENT = re.compile(r"\w{4,}")
# So many claims back one may be told again.
_RECENT = 12


def joined_claims(told: Sequence[Fact]) -> list[Fact]:
    """The facts with a claim that is told again put together with the first, its words beside it."""
    recent: dict[tuple[str | None, str, str], deque[tuple[int, Claim]]] = {}
    again: dict[int, list[Span]] = {}
    found: list[Fact] = []
    for fact in told:
        if isinstance(fact, Claim):
            alike = recent.setdefault((fact.holder, fact.predicate, fact.polarity), deque(maxlen=_RECENT))
            place = next((n for n, claim in alike if _same(claim, fact)), None)
            if place is not None:
                again.setdefault(place, []).extend(fact.spans)
                continue
            alike.append((len(found), fact))
        found.append(fact)
    for place, spans in again.items():
        claim = found[place]
        if isinstance(claim, Claim):
            found[place] = msgspec.structs.replace(claim, spans=(*claim.spans, *spans))
    return found


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims of one holder say the same: most of the longer words of the shorter one are in the longer."""
    first, second = (set(_CONTENT.findall(c.spans[0].exact.lower())) for c in (one, other))
    least = min(len(first), len(second))
    return one.predicate == "reached_agreement" or (least > 0 and len(first & second) * 4 >= least * 3)
