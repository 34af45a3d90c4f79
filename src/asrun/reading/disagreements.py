"""Places of one document that cannot both be right: a post's own date against its day in the text, and corrections."""

import re
from collections.abc import Sequence

from asrun.model.fact import Disagreement, Fact, Statement
from asrun.model.time import Timex, When, day_of
from asrun.reading.context import Context

_WORD = re.compile(r"\w{3,}")
_CORRECTS = re.compile(
    r"(?i)\b(?:correct(?:ion|s|ed|ing)\b|erratum\b|misstated\b|clarif(?:ication|ies|ied)\b"
    r"|(?:earlier|previous|first) (?:version|report|note|edition|item|update|story|post)\b"
    r"|should (?:have )?(?:said|read|been)\b"
    r"|(?:wrongly|mistakenly|incorrectly|erroneously) (?:said|stated|gave|reported|put)\b)"
)


def disagreements(facts: Sequence[Fact], timexes: Sequence[Timex]) -> list[Disagreement]:
    """Posts told in prose whose day differs from the date of the same post as embedded."""
    posts = [f for f in facts if isinstance(f, Statement) and f.channel == "post"]
    embedded = [(p, set(_WORD.findall(p.spans[0].exact.lower()))) for p in posts if p.handle]
    found = []
    for told in (p for p in posts if not p.handle and p.spans and p.quotes):
        words = set(_WORD.findall(" ".join(q.exact for q in told.quotes).lower()))
        for post, said in embedded:
            if post.speaker != told.speaker or not words or len(words & said) * 2 < len(words):
                continue
            first, second = _dated(told, timexes), _dated(post, timexes, after=200)
            if first and second and _differ(first.when, second.when):
                message = f'the text says "{first.span.exact}", the post is dated "{second.span.exact}"'
                found.append(Disagreement("date", (first.span, second.span), message, "disagreements.post-date"))
            break
    return found


def corrections(context: Context) -> list[Disagreement]:
    """Sentences that put right a time which a report, or the text itself, had told before."""
    text, found = context.document.text, []
    seen: set[int] = set()
    for match in _CORRECTS.finditer(text):
        sentence = context.sentences.at(match.start())
        if sentence is None or sentence.start in seen:
            continue
        seen.add(sentence.start)
        if any(True for _ in context.times.between(sentence.start, sentence.end)):
            span = context.document.span(sentence.start, sentence.end)
            found.append(Disagreement("correction", (span,), f'corrected: "{span.exact}"', "disagreements.correction"))
    return found


def _dated(statement: Statement, timexes: Sequence[Timex], after: int = 0) -> Timex | None:
    """The last date in a statement's words, or in the signature just after them."""
    start, end = statement.spans[0].start, statement.spans[-1].end + after
    inside = [
        t for t in timexes if start <= t.span.start and t.span.end <= end and t.type == "DATE" and len(t.value) == 10
    ]
    return inside[-1] if inside else None


def _differ(first: When | None, second: When | None) -> bool:
    one, other = day_of(first), day_of(second)
    return bool(one and other and one != other)
