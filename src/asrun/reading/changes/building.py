"""A change made of its cue, its happening, its clocks and its amount."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from asrun.model.fact import Certainty, Change, ChangeKind, Mention
from asrun.model.time import Instant, Timex, When, iso_duration
from asrun.reading.context import Context

_TIMED = ("moved", "delayed", "advanced", "rescheduled", "extended", "shortened", "ended_early")
_DAY = 86400
_APART = re.compile(r"[).—–:;\"“”]")
_RAN = re.compile(r"\b(?:ran|runs|running|started|began|opened|went ahead|took place|was held|were held)\b")
_FORMER = re.compile(
    r"\b(?:from|instead of|rather than|not|scheduled for|planned for|pencill?ed in for|due at|set for"
    r"|billed for|announced for) (?:its |the |about )?(?:original |planned )?$"
)


def target_clock(text: str, start: int, stop: int, times: Sequence[Timex]) -> Timex | None:
    """The clock that a cue leads to: relative to another clock, else after "to", "until", "at", "for"."""
    clocks = [t for t in times if _wall(t) and t.span.end <= stop]
    relative = next((t for t in clocks if t.relative_to), None)
    if relative:
        return relative
    for time in clocks:
        before = text[max(start - 4, time.span.start - 24) : time.span.start]
        leads = re.search(r"\b(?:to|until|till|at|for|now|by) (?:about |around )?$", before)
        if time.span.start >= start and leads and not is_former(text, time):
            return time
    return None


def is_former(text: str, time: Timex) -> bool:
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
    if kind == "relocated" and target and not _place(context, match.end(), stop):
        kind = "moved"
    target = target if kind in ("moved", "delayed", "advanced", "rescheduled", "extended", "relocated") else None
    after: When | str | None = target.when if target else None
    source = _source(text, times, target)
    before = source.when if source else None
    gap = _gap(source, target)
    delta = _delta(kind, amount, target, gap)
    new_duration = None
    instead = None
    if kind == "moved":
        if target is None and delta is None:
            place = _place(context, match.end(), stop)
            if place is None:
                return None
            kind, after = "relocated", place
        else:
            way = _way(gap, amount, text[match.end() : match.end() + 60].lower())
            if way is None:
                return None
            kind = way
            delta = _delta(kind, amount, target, gap)
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


def _source(text: str, times: Sequence[Timex], target: Timex | None) -> Timex | None:
    """The clock that a cue leads away from: after "from", "scheduled for", or the one the target is relative to."""
    for time in times:
        related = target is not None and target.relative_to == time.span
        if time is not target and _wall(time) and (related or is_former(text, time)):
            return time
    return None


def _wall(time: Timex) -> datetime | None:
    """The wall clock of an expression, on some day where its own is not known."""
    try:
        return datetime.fromisoformat(time.value.replace("XXXX-XX-XX", "2000-01-01")) if time.type == "TIME" else None
    except ValueError:
        return None


def _gap(source: Timex | None, target: Timex | None) -> int | None:
    """The seconds from one clock to another; their zones are alike or both known."""
    if source is None or target is None:
        return None
    if source.utc and target.utc:
        return round((target.utc - source.utc).total_seconds())
    first, second = _wall(source), _wall(target)
    return round((second - first).total_seconds()) if first and second and source.zone == target.zone else None


def _delta(kind: str, amount: Timex | None, target: Timex | None, gap: int | None) -> str | None:
    """The signed length of a change: between its two clocks, else as stated."""
    if target and target.relative_to and target.quant:
        return f"-{target.quant}" if gap and gap < 0 else target.quant
    if amount:
        return f"-{amount.value}" if kind in ("advanced", "ended_early", "shortened") else amount.value
    return iso_duration(gap) if gap else None


def _way(gap: int | None, amount: Timex | None, rest: str) -> ChangeKind | None:
    """Earlier or later, for a cue that says only "moved": by its clocks, else by the words behind it.

    A new time alone is "rescheduled"; the plan it is compared with says whether it is earlier or later.
    """
    if gap is not None:
        return "rescheduled" if abs(gap) >= _DAY else "advanced" if gap < 0 else "delayed"
    if re.search(r"\b(?:earlier|forward|ahead|sooner|up)\b", rest):
        return "advanced"
    return "delayed" if amount or re.search(r"\b(?:later|back)\b", rest) else "rescheduled"


def _place(context: Context, start: int, stop: int) -> str | None:
    return next(
        (h.name for h in context.names.between(start, stop) if h.kind == "place" and h.start - start < 40), None
    )


def _actor(context: Context, begin: int, until: int) -> int | None:
    """Where a person who acts begins, close before the happening."""
    hits = [h for h in context.names.between(begin, until) if h.kind in ("person", "group", "organization")]
    near = hits and until - hits[-1].end < 24 and not _APART.search(context.document.text, hits[-1].end, until)
    return hits[-1].start if near else None


def _announcer(context: Context, text: str, begin: int, cue: int) -> str | None:
    """Who announced it: the name before "announced" in the clause."""
    verb = re.search(r"\bannounced\b", text[begin:cue])
    if not verb:
        return None
    hits = [h for h in context.names.between(begin, begin + verb.start()) if h.kind != "place"]
    return hits[-1].name if hits else None
