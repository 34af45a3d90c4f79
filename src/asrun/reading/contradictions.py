"""What two speakers of one document say that cannot both be right."""

from collections.abc import Iterator, Sequence

from asrun.model.fact import Claim, Disagreement, Statement
from asrun.model.span import Span
from asrun.reading.context import Context
from asrun.reading.opposites import sides
from asrun.reading.quotes import Subjects
from asrun.reading.rebuttals import rebuttals
from asrun.reading.replies import replies


def contradictions(context: Context, said: Sequence[Statement], claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Claims that are opposed, what is said in rebuttal, and what is said in reply."""
    side = Subjects(context).side
    found: dict[tuple[Span, ...], Disagreement] = {}
    for one in (*sides(claims, side), *rebuttals(context, said, claims), *replies(context, said, claims, side)):
        found.setdefault(one.spans, one)
    yield from found.values()
