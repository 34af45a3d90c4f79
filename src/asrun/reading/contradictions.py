"""What two speakers of one document say that cannot both be right."""

from collections.abc import Iterator, Sequence

from asrun.model.fact import Claim, Disagreement, Statement
from asrun.reading.context import Context
from asrun.reading.opposites import sides
from asrun.reading.quotes import Subjects
from asrun.reading.rebuttals import rebuttals
from asrun.reading.replies import replies


def contradictions(context: Context, said: Sequence[Statement], claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Claims that are opposed, what is said in rebuttal, and what is said in reply."""
    side = Subjects(context).side
    yield from sides(claims, side)
    yield from rebuttals(context, said, claims)
    yield from replies(context, said, claims, side)
