"""How a clock that was seen differs from the plan told beside it: "forty minutes late", "due at 11, began at 11:34"."""

import re
from collections.abc import Iterator

from asrun.model.fact import Change, Mention
from asrun.model.time import Instant, When, iso_duration
from asrun.reading.changes.building import is_former
from asrun.reading.context import Context
from asrun.reading.scan import Spot

_FEW = 300
_LATE = re.compile(r" (late|behind schedule|behind|later than planned|early|ahead of|earlier than planned)\b")
_SENTENCE = re.compile(r"\n|[.!?] (?=[A-Z])")
_THAN = re.compile(
    r"[a-z ]{0,2}\b(earlier|later|sooner) than (?:planned|scheduled|usual|expected|billed|advertised|announced|printed)\b"
)


def late(
    context: Context, start: int, after: int, stop: int, about: Mention, at: When | None, reporter: str | None
) -> Iterator[Change]:
    """Reads "took off at 16:10, forty minutes late": the delay or the advance that follows a clock."""
    text = context.document.text
    for time in context.times.between(after, stop):
        tail = _LATE.match(text, time.span.end) or _THAN.match(text, max(0, time.span.end - 8))
        if time.type == "DURATION" and tail and time.span.start - after < 16:
            early = tail[1].startswith(("early", "ahead", "earlier", "sooner"))
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
    due = next((t.when for t in reversed(times) if isinstance(t.when, Instant) and is_former(text, t)), None)
    gap = round((at.utc - due.utc).total_seconds()) if isinstance(at, Instant) and isinstance(due, Instant) else 0
    if abs(gap) >= _FEW:
        span = context.document.span(min(about.spans[0].start, spot[0]), last)
        yield Change(
            "delayed" if gap > 0 else "advanced", (span,), about, due, at, iso_duration(gap), reported_by=reporter,
            cue=context.document.span(*spot), rule="changes.against-plan",
        )  # fmt: skip
