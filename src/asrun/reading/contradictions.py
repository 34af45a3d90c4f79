"""What two speakers of one document say that cannot both be right, and what of it is a claim for that."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from asrun.model.fact import Claim, Disagreement, Statement
from asrun.model.span import Span
from asrun.reading.context import Context
from asrun.reading.opposites import sides
from asrun.reading.quotes import Subjects
from asrun.reading.quotes.clauses import trimmed
from asrun.reading.rebuttals import rebuttals
from asrun.reading.replies import counts, replies

_FEW = 3


def contradictions(context: Context, said: Sequence[Statement], claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Claims that are opposed, what is said in rebuttal, and what is said in reply."""
    side = Subjects(context).side
    found: dict[tuple[Span, ...], Disagreement] = {}
    for one in (*sides(claims, side), *rebuttals(context, said, claims)):
        found.setdefault(one.spans, one)
    open_ = {span for spans in found for span in spans}
    for one in (*replies(context, said, claims, side), *counts(context, said)):
        if not open_ & set(one.spans):
            found.setdefault(one.spans, one)
    yield from found.values()


def disputed(
    context: Context, found: Sequence[Disagreement], said: Sequence[Statement], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """What somebody says that another disputes, where no clause of it is a claim already; of a word, its sentence."""
    taken = sorted((c.spans[0].start, c.spans[0].end) for c in claims)
    spoken = sorted((s for s in said if s.spans and s.speaker), key=lambda s: s.spans[0].start)
    for span in dict.fromkeys(span for one in found if one.kind == "outcome" for span in one.spans):
        number = bisect_left(taken, (span.end, 0))
        if number and taken[number - 1][1] > span.start:
            continue
        number = bisect_left(spoken, span.end, key=lambda s: s.spans[0].start)
        own = spoken[number - 1] if number else None
        if own and own.spans[0].start <= span.start and span.end <= own.spans[-1].end:
            sentence = context.sentences.at(span.start)
            whole = sentence and span.exact.count(" ") < _FEW and span.end <= sentence.end
            ends = trimmed(context.document.text, sentence.start, sentence.end) if whole and sentence else None
            yield Claim(
                "contended",
                (context.document.span(*ends) if ends else span,),
                own.speaker,
                None,
                None,
                "+",
                "claims.contended",
            )
