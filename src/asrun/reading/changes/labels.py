"""Labels with a clock: "Swearing-in: 9:25, and short", "Cabinet: 9:35 start" tell when the item so called began."""

import re
from collections.abc import Iterator, Sequence

from asrun.model.fact import Change, Mention
from asrun.model.time import Instant
from asrun.model.wordbook import Wordbook
from asrun.reading.changes import companions
from asrun.reading.changes.hints import by_words
from asrun.reading.changes.turns import HINT
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "labels")
_LONGEST = 60
_LABEL = re.compile(r"(?:^|[.;] | [-–—] )([A-Z0-9][^.:;!?\n]{2,58}?): (?:now )?$")
_BEHIND = _WORDS.pattern("behind")


def labelled(context: Context, sentence: Sentence, previous: Sequence[Mention]) -> Iterator[Change]:
    """The start that a sentence gives the item of its label, as a hint: it may have been on time."""
    text = context.document.text
    for time in context.times.between(sentence.start, sentence.end):
        first = max(sentence.start, time.span.start - _LONGEST)
        label = _LABEL.search(text[first : time.span.start])
        if label is None or not isinstance(time.when, Instant) or not _BEHIND.match(text, time.span.end):
            continue
        scope = first + label.start(1), time.span.end
        about = by_words(context, sentence, time.span, scope, previous)
        rule = f"{HINT}seen{companions.bare(context, scope, time.when)}"
        yield Change(
            "rescheduled", about.spans[1:2], about, None, time.when, cue=context.document.span(*scope), rule=rule
        )
