"""Places of one document that cannot both be right: a post's date against the text's, and corrections."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from asrun.model.fact import Change, Disagreement, Fact, Statement
from asrun.model.span import Span
from asrun.model.time import Instant, Timex, When, day_of
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.changes.tellings import past_verb
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "disagreements")
_WORD = re.compile(r"\w{3,}")
_CLOSE = 60
_OPEN = re.compile(r"should (?:have )?\w+[.,;!?]", re.I)
_NOT_THAT = _WORDS.pattern("not_that", re.I)
_AHEAD = _WORDS.pattern("ahead", re.I)
_PUT_RIGHT = _WORDS.pattern("put_right", re.S)


@cache
def _correcting() -> frozenset[str]:
    """Words by which a text puts something right."""
    rows = read_book(__package__, "corrections")
    pairs = (("which", "texts"), ("should", "told"), ("wrongly", "telling"))
    paired = (f"{one} {other}" for first, second in pairs for one in rows[first] for other in rows[second])
    return frozenset((*rows["words"], *rows["phrases"], *paired))


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
    spots = context.sentences.filed.spots(_correcting()).all
    cues = {start: "correction" for start, stop in spots if not _OPEN.fullmatch(text, start, stop + 1)}
    pairs = pairwise(context.times.timexes)
    cues |= {
        one.span.start: "instead"
        for one, other in pairs
        if _not_that(text, one.span, other.span) and (spots or not _to_come(context, one))
    }
    seen: set[int] = set()
    for start in sorted(cues):
        sentence = context.sentences.at(start)
        if sentence is None or sentence.start in seen:
            continue
        seen.add(sentence.start)
        spans = [context.document.span(sentence.start, sentence.end)] if _timed(context, sentence) else []
        after = context.sentences.at(sentence.end + 1)
        if spans and after and after.line == sentence.line and _PUT_RIGHT.match(spans[0].exact):
            spans.append(context.document.span(after.start, after.end))
        while not spans[1:] and not _timed(context, sentence) and after and after.line == sentence.line:
            if not _timed(context, after):
                break
            spans.append(context.document.span(after.start, after.end))
            seen.add(after.start)
            after = context.sentences.at(after.end + 1)
        if spans:
            message = f'corrected: "{" ".join(s.exact for s in spans)}"'
            found.append(Disagreement("correction", tuple(spans), message, f"disagreements.{cues[start]}"))
    return found


def _not_that(text: str, one: Span, other: Span) -> bool:
    """Whether one time is told instead of another: "at 07.43 and not at 07.34"."""
    return other.start - one.end < _CLOSE and bool(_NOT_THAT.fullmatch(text, one.end, other.start))


def _to_come(context: Context, time: Timex) -> bool:
    """Whether a moment is told as one to come, which a plan was moved to: "is at 10:40, not 10:15".

    Where a text says that it puts something right, it is not asked; reports in one file tell of what each has seen.
    """
    if context.dispatches:
        return False
    made, sentence = context.header.created, context.sentences.at(time.span.start)
    if isinstance(made, Instant) and isinstance(time.when, Instant):
        return time.when.utc > made.utc
    start = max(sentence.start if sentence else 0, time.span.start - _CLOSE)
    words = context.document.text[start : time.span.start]
    return bool(_AHEAD.search(words)) and not past_verb(words, 0, len(words))


def _timed(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence tells a day or a clock; "now" is none."""
    return any(t.value != "PRESENT_REF" for t in context.times.between(sentence.start, sentence.end))


def without_corrected(told: Sequence[Fact], corrected: Sequence[Disagreement]) -> list[Fact]:
    """The facts without moves that a correction seems to tell: "at 10:25, not 10:10" puts a report right, nothing moved."""
    spans = [s for c in corrected for s in c.spans]
    starts = [s.start for s in spans]

    def within(fact: Fact) -> bool:
        if not isinstance(fact, Change) or fact.kind not in ("delayed", "advanced", "rescheduled"):
            return False
        number = bisect_right(starts, fact.spans[0].start)
        return number > 0 and fact.spans[0].end <= spans[number - 1].end

    return [f for f in told if not within(f)]


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
