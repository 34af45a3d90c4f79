"""How a clock that was seen differs from the plan told beside it: "forty minutes late", "due at 11, began at 11:34"."""

import re
from collections.abc import Iterator

from asrun.model.fact import Change, Mention
from asrun.model.time import Instant, Timex, When, iso_duration
from asrun.reading.changes.building import is_former
from asrun.reading.context import Context
from asrun.reading.scan import Spot

_FEW = 300
_SENTENCE = re.compile(r"\n|[.!?] (?=[A-Z])")
_PLAN = (
    r"(?:planned|scheduled|usual|expected|announced|printed|advertised|billed|listed|promised|foreseen|due"
    r"|(?:the|his|her|their|its|our) (?:[a-z]+ )?"
    r"(?:diary|program(?:me)?|schedule|agenda|itinerary|timetable|guidance|plan|calendar)(?: (?:said|had it|showed))?)\b"
)
_LATE = re.compile(
    rf" (late|behind|early|ahead of|(?:later|earlier) than {_PLAN}|(?:after|past) the (?:hour|time) (?:on|in|of) {_PLAN})\b"
)
_THAN = re.compile(rf"[a-z ]{{0,3}}\b(earlier|later|sooner) than {_PLAN}")
_INSTEAD_OF = re.compile(r"(?:,| and| but)? (?:instead of|rather than|not) (?:at )?(?:the )?(?:planned |scheduled )?")


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
