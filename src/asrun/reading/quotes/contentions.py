"""Claims that are the whole of what is said: what somebody alleges, and answers that leave out the deed, "she would"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from asrun.model.fact import Claim, Statement
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.quotes.stances import words
from asrun.reading.quotes.verbs import forms

_WORDS = Wordbook(__package__, "contentions")
_ANSWER = _WORDS.pattern("answer", re.I)
_ANSWERING = 12
_DENIED = _WORDS.pattern("denied", re.I)


def contentions(statements: Sequence[Statement], claims: Sequence[Claim], context: Context) -> Iterator[Claim]:
    """Statements that claim as a whole, where no clause of theirs is a claim already."""
    starts = sorted(c.spans[0].start for c in claims)
    for said in statements:
        if not said.spans or said.speaker is None:
            continue
        first, last = said.spans[0].start, said.spans[-1].end
        number = bisect_left(starts, first)
        if number < len(starts) and starts[number] < last:
            continue
        exact = said.spans[0].exact
        answer = _ANSWER.fullmatch(exact) if exact.count(" ") < _ANSWERING else None
        verb = forms().get((said.verb or "").lower())
        if answer and said.mode == "indirect":
            yield _claim(said, context, f"{answer['aux'].lower()}", "-" if answer["not"] else "+")
        elif verb and verb.lemma in words("contending"):
            yield _claim(said, context, "contended", "-" if _DENIED.search(said.spans[0].exact) else "+")


def _claim(said: Statement, context: Context, predicate: str, polarity: str) -> Claim:
    span = said.spans[0]
    subject = next((h.name for h in context.names.between(span.start, span.end) if h.kind != "place"), None)
    return Claim(predicate, (span,), said.speaker, subject, None, polarity, f"claims.{predicate}")  # type: ignore[arg-type]
