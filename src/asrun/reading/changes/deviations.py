"""How a clock that was seen differs from the plan told beside it: "forty minutes late", "due at 11, began at 11:34"."""

import re
from collections.abc import Iterator
from functools import cache

from asrun.model.fact import Change, Mention
from asrun.model.time import Instant, Timex, When, iso_duration
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.lexicon import tails
from asrun.reading.changes.nearby import is_former
from asrun.reading.changes.planned import is_of_noun
from asrun.reading.context import Context
from asrun.reading.scan import Spot

_WORDS = Wordbook(__package__, "deviations")
_FEW = 300
_SENTENCE = re.compile(r"\n|[.!?] (?=[A-Z])")
_SIGN = _WORDS.pattern("sign")
_INSTEAD_OF = _WORDS.pattern("instead_of")


@cache
def _tail() -> re.Pattern[str]:
    """What makes a length before it one by which something is late or early."""
    behind, ahead = tails()
    return re.compile(rf"[ -]?(?:(?P<late>{behind})|(?P<early>{ahead}))\b", re.I)


def late(
    context: Context, start: int, after: int, stop: int, about: Mention, at: When | None, reporter: str | None
) -> Iterator[Change]:
    """Reads "took off at 16:10, forty minutes late": the delay or the advance that follows a clock."""
    text = context.document.text
    for time in context.times.between(after, stop):
        # "twelve minutes later" is read as one expression with what it is later than behind it.
        than = _SIGN.search(time.span.exact)
        tail = _tail().match(text, time.span.start + than.start() if than else time.span.end)
        if time.type == "DURATION" and tail and time.span.start - after < 16:
            early = tail["early"] is not None
            delta = f"-{time.value}" if early else time.value
            end = tail.end()
            yield Change(
                "advanced" if early else "delayed", (context.document.span(start, end),), about, None, at, delta,
                reported_by=reporter, cue=context.document.span(time.span.start, end), rule="changes.late",
            )  # fmt: skip
            return


def against_plan(
    context: Context, begin: int, spot: Spot, last: int, about: Mention, at: When, reporter: str | None
) -> Iterator[Change]:
    """Reads "due at 11:15, got going only at 11:34": the delay or the advance between two clocks of one clause."""
    text = context.document.text
    beyond = _SENTENCE.search(text, last, last + 30)
    times = context.times.between(begin, beyond.start() if beyond else last + 30)
    formers = (t for t in reversed(times) if isinstance(t.when, Instant) and is_former(text, t))
    due = next((t.when for t in formers if not is_of_noun(text, begin, t.span.start)), None)
    gap = round((at.utc - due.utc).total_seconds()) if isinstance(at, Instant) and isinstance(due, Instant) else 0
    if abs(gap) >= _FEW:
        span = context.document.span(min(about.spans[0].start, spot[0]), last)
        yield Change(
            "delayed" if gap > 0 else "advanced", (span,), about, due, at, iso_duration(gap), reported_by=reporter,
            cue=context.document.span(*spot), rule="changes.against-plan",
        )  # fmt: skip


def instead_of(
    context: Context, begin: int, about: Mention, time: Timex, cue: Spot, reporter: str | None
) -> Iterator[Change]:
    """Reads "was opened at 11.10 instead of 10.15": the clock that was seen and the one it was planned for."""
    text = context.document.text
    for former in context.times.between(time.span.end, time.span.end + 40):
        if not isinstance(former.when, Instant) or not isinstance(time.when, Instant):
            continue
        if _INSTEAD_OF.fullmatch(text, time.span.end, former.span.start):
            gap = round((time.when.utc - former.when.utc).total_seconds())
            yield Change(
                "delayed" if gap > 0 else "advanced", (context.document.span(begin, former.span.end),), about, former.when,
                time.when, iso_duration(gap), reported_by=reporter, cue=context.document.span(*cue),
                rule="changes.instead-of",
            )  # fmt: skip
        return
