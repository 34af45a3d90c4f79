"""A change made of its cue, its happening, its clocks and its amount."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from asrun.model.fact import Certainty, Change, ChangeKind, Mention
from asrun.model.time import Instant, Timex, When, iso_duration
from asrun.reading.context import Context

_TIMED = ("moved", "delayed", "advanced", "rescheduled", "extended", "shortened", "ended_early")
_RAN = re.compile(r"\b(?:ran|runs|running|started|began|opened|went ahead|took place|was held|were held)\b")
_FORMER = re.compile(
    r"\b(?:from|instead of|rather than|not|scheduled for|planned for|pencill?ed in for|due at|set for"
    r"|billed for|announced for) (?:its |the |about )?(?:original |planned )?$"
)


def target_clock(text: str, start: int, stop: int, times: Sequence[Timex]) -> Timex | None:
    """The clock that a cue leads to: relative to another clock, else after "to", "until", "at", "for"."""
    clocks = [t for t in times if t.type == "TIME" and t.when is not None and t.span.end <= stop]
    relative = next((t for t in clocks if t.relative_to), None)
    if relative:
        return relative
    for time in clocks:
        before = text[max(start - 4, time.span.start - 24) : time.span.start]
        leads = re.search(r"\b(?:to|until|till|at|for|now|by) (?:about |around )?$", before)
        if time.span.start >= start and leads and not _from(text, time):
            return time
    return None


def _from(text: str, time: Timex) -> bool:
    """Whether a clock is the one that a plan had before."""
    return bool(_FORMER.search(text[max(0, time.span.start - 44) : time.span.start]))


def build(
    context: Context,
    match: re.Match[str],
    kind: ChangeKind | Literal["moved"],
    about: Mention,
    begin: int,
    stop: int,
    sure: Certainty,
    amount: Timex | None,
    target: Timex | None,
    times: Sequence[Timex],
    own: Sequence[Mention],
) -> Change | None:
    """The change with its clocks, its amount signed by its kind, and its span."""
    text = context.document.text
    amount = amount if kind in _TIMED else None
    target = target if kind in ("moved", "delayed", "advanced", "rescheduled", "extended", "relocated") else None
    after: When | str | None = target.when if target else None
    before = _source(text, match, times, target)
    delta = _delta(kind, amount, target, before, after)
    new_duration = None
    instead = None
    if kind == "moved":
        if isinstance(after, str) or (after is None and delta is None):
            place = _place(context, match.end(), stop)
            if place is None:
                return None
            kind, after = "relocated", place
        else:
            way = _way(before, after, delta, amount, text, match)
            if way is None:
                return None
            kind = way
            delta = _delta(kind, amount, target, before, after)
    if kind == "relocated" and not isinstance(after, str):
        after = _place(context, match.end(), stop)
        if after is None:
            return None
    if kind in ("shortened", "extended") and amount:
        to = re.search(r"\bto (?:just |only |about )?$", text[max(begin, amount.span.start - 16) : amount.span.start])
        new_duration, delta = (amount.value, None) if to else (None, delta)
    if kind == "replaced":
        instead = next((m for m in own if match.end() <= m.spans[0].start < stop), None)
        if instead is None:
            return None
    if kind == "delayed" and _RAN.search(text[begin : match.end()]):
        about = msgspec.structs.replace(about, held="held")
    said = context.said_around(match.start(), match.start() + 1)
    last = max([match.end(), *(t.span.end for t in (amount, target) if t)])
    first = min(about.spans[0].start, match.start()) if begin <= about.spans[0].start else begin
    last = max(last, about.spans[0].end if about.spans[0].start >= match.start() else 0)
    subject = _actor(context, begin, min(first, match.start()))
    relayed = said.via[-1] if said and said.via else None
    announcer = said.speaker if said and said.via else _announcer(context, text, begin, match.start())
    return Change(
        kind,
        (context.document.span(min(first, subject if subject is not None else first), last),),
        about,
        before if isinstance(before, Instant) else None,
        after,
        delta,
        new_duration,
        instead,
        sure,
        said.at if said else None,
        relayed or (said.speaker if said else None),
        announcer,
        context.document.span(match.start(), match.end()),
        rule=f"changes.{kind}",
    )


def _source(text: str, match: re.Match[str], times: Sequence[Timex], target: Timex | None) -> When | None:
    """The clock that a cue leads away from: after "from", "scheduled for", or the one the target is relative to."""
    for time in times:
        if time is target or time.type != "TIME":
            continue
        if target and target.relative_to == time.span:
            return time.when
        if _from(text, time):
            return time.when
    return None


def _delta(
    kind: str, amount: Timex | None, target: Timex | None, before: When | None, after: When | str | None
) -> str | None:
    """The signed length of a change: stated, or between its two clocks."""
    if target and target.relative_to and target.quant:
        return (
            f"-{target.quant}"
            if isinstance(before, Instant) and isinstance(after, Instant) and after.utc < before.utc
            else target.quant
        )
    if amount:
        return f"-{amount.value}" if kind in ("advanced", "ended_early", "shortened") else amount.value
    if isinstance(before, Instant) and isinstance(after, Instant):
        return iso_duration(round((after.utc - before.utc).total_seconds()))
    return None


def _way(
    before: When | None,
    after: When | str | None,
    delta: str | None,
    amount: Timex | None,
    text: str,
    match: re.Match[str],
) -> ChangeKind | None:
    """Earlier or later, for a cue that says only "moved": by its clocks, its amount's words, or the day."""
    if isinstance(before, Instant) and isinstance(after, Instant):
        if before.local.date() != after.local.date():
            return "rescheduled"
        return "advanced" if after.utc < before.utc else "delayed"
    rest = text[match.end() : match.end() + 60].lower()
    if re.search(r"\b(?:earlier|forward|ahead|sooner|up)\b", rest):
        return "advanced"
    if re.search(r"\b(?:later|back)\b", rest) or amount:
        return "delayed"
    if isinstance(after, Instant):
        return "rescheduled" if delta is None else "delayed"
    return None


def _place(context: Context, start: int, stop: int) -> str | None:
    return next(
        (h.name for h in context.names.between(start, stop) if h.kind == "place" and h.start - start < 40), None
    )


def _actor(context: Context, begin: int, until: int) -> int | None:
    """Where a person who acts begins, close before the happening."""
    hits = [h for h in context.names.between(begin, until) if h.kind in ("person", "group", "organization")]
    return hits[-1].start if hits and until - hits[-1].end < 24 else None


def _announcer(context: Context, text: str, begin: int, cue: int) -> str | None:
    """Who announced it: the name before "announced" in the clause."""
    verb = re.search(r"\bannounced\b", text[begin:cue])
    if not verb:
        return None
    hits = [h for h in context.names.between(begin, begin + verb.start()) if h.kind != "place"]
    return hits[-1].name if hits else None
