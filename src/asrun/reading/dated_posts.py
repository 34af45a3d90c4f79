"""Posts below the paragraph that introduces them: its day against the date of the post."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from asrun.model.fact import Disagreement, Statement
from asrun.model.time import Day, DayPart, Timex, day_of
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context

_WORDS = Wordbook(__package__, "dated_posts")
_SPREAD = _WORDS.pattern("spread")
_PRONOUN = _WORDS.pattern("pronoun")
_CONTENT = _WORDS.pattern("content")
_SIGNED = 200


def dated_posts(context: Context, told: Sequence[Statement]) -> Iterator[Disagreement]:
    """Days of sentences just above a post that tell what its writer said, where the post bears another date."""
    text, lines = context.document.text, context.document.lines
    starts = [n.start for n in lines]
    for post in (s for s in told if s.channel == "post" and s.handle and s.spans and s.speaker):
        number = bisect_left(starts, post.spans[0].start - 2)
        above = next((n for n in reversed(lines[max(0, number - 3) : number]) if n.text.strip()), None)
        signed = _date(context, post.spans[-1].end, post.spans[-1].end + _SIGNED)
        surname = (post.speaker or "").rpartition(" ")[2]
        if above is None or signed is None or surname not in text[above.start : above.end]:
            continue
        day = _introduced(context, above.start, above.end, surname)
        if day is not None and _differ(day, signed):
            message = f'the text says "{day.span.exact}", the post is dated "{signed.span.exact}"'
            yield Disagreement("date", (day.span, signed.span), message, "disagreements.post-date")


def _introduced(context: Context, start: int, end: int, surname: str) -> Timex | None:
    """The day on which a paragraph lets its writer post: beside a verb of telling, of who is named or of a pronoun after."""
    text = context.document.text
    sentence = context.sentences.at(text.find(surname, start))
    while sentence is not None and start <= sentence.start < end:
        named = text.find(surname, sentence.start, sentence.end) >= 0
        own = named or _PRONOUN.search(text, sentence.start, sentence.end)
        spread = _SPREAD.search(text, sentence.start, sentence.end) if own else None
        if spread:
            content = _CONTENT.search(text, spread.end(), sentence.end)
            after = _days(context, spread.end(), content.start() if content else sentence.end)
            before = _days(context, sentence.start, spread.start())
            if after or before:
                return after[0] if after else before[-1]
        following = context.sentences.at(sentence.end + 1)
        sentence = following if following and following.start > sentence.start else None
    return None


def _differ(day: Timex, signed: Timex) -> bool:
    """Whether two days are not one; a bare weekday of another week is the same weekday, told from elsewhere."""
    one, other = day_of(day.when), day_of(signed.when)
    weeks = bool(one and other) and (one - other).days % 7 == 0  # type: ignore[operator]
    return one != other and not (weeks and not any(c.isdigit() for c in day.span.exact))


def _days(context: Context, start: int, end: int) -> list[Timex]:
    """The days, and parts of days, that are told in text[start:end]."""
    return [t for t in context.times.between(start, end) if isinstance(t.when, Day | DayPart)]


def _date(context: Context, start: int, end: int) -> Timex | None:
    """The first day told in text[start:end]."""
    return next(
        (t for t in context.times.between(start, end) if t.type == "DATE" and len(t.value) == 10 and t.when), None
    )
