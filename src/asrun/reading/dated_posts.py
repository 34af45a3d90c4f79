"""Posts below the paragraph that introduces them: its day against the date of the post."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from asrun.model.fact import Disagreement, Statement
from asrun.model.time import Timex, day_of
from asrun.reading.context import Context

_SPREAD = re.compile(
    r"(?i)\b(?:announc|declar|post(?:ed|s)\b|wr(?:ote|ites|iting)\b|tweet|sa(?:id|ys)\b|reveal|confirm|told\b|admit|deni(?:ed|es)"
    r"|promis|insist|shar(?:ed|es)\b|apologi|thank|warn)"
)
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
        sentence = context.sentences.at(max(above.start, text.find(surname, above.start)))
        spread = _SPREAD.search(text, sentence.start, sentence.end) if sentence else None
        if sentence is None or spread is None:
            continue
        day = _date(context, spread.end(), sentence.end)
        if day is not None and day_of(day.when) != day_of(signed.when):
            message = f'the text says "{day.span.exact}", the post is dated "{signed.span.exact}"'
            yield Disagreement("date", (day.span, signed.span), message, "disagreements.post-date")


def _date(context: Context, start: int, end: int) -> Timex | None:
    """The first day told in text[start:end]."""
    return next(
        (t for t in context.times.between(start, end) if t.type == "DATE" and len(t.value) == 10 and t.when), None
    )
