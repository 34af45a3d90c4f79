"""Differences told beside the clock that they lead to: "at 19:30, an hour later than billed", "an hour later, at 19:30"."""

from collections.abc import Iterator, Sequence

import msgspec

from asrun.model.fact import Change, Fact
from asrun.model.time import Instant, Timex
from asrun.reading.times.engine import Language

_RULE = "times.delta"
_BACK = 4


def with_moments(text: str, language: Language, timexes: Sequence[Timex], told: Sequence[Fact]) -> tuple[Timex, ...]:
    """Time expressions, with the moments of the differences from a plan whose new clock stands beside them.

    Where none does, that of the change which was read from the words is the moment. A difference from what is usual is
    a length.
    """
    if not any(t.rule == _RULE and t.type == "DURATION" for t in timexes):
        return tuple(timexes)
    moved = [c for c in told if isinstance(c, Change) and isinstance(c.after, Instant)]
    return tuple(_with_moment(text, language, timexes, number, moved) for number in range(len(timexes)))


def _with_moment(
    text: str, language: Language, timexes: Sequence[Timex], number: int, moved: Sequence[Change]
) -> Timex:
    one = timexes[number]
    if one.rule != _RULE or one.type != "DURATION":
        return one
    clock = next(_clocks(text, language, timexes, number), None)
    moment = clock.when if clock else next((c.after for c in moved if _covers(c, one)), None)
    if not isinstance(moment, Instant) or language.cues["than_usual"].match(text, one.span.end):
        return one
    value, why = (
        moment.local.replace(tzinfo=None).isoformat(timespec="minutes"),
        clock.span.exact if clock else "change told",
    )
    return msgspec.structs.replace(
        one, type="TIME", value=value, zone=moment.zone, utc=moment.utc, quant=one.value, basis="derived", anchor=why
    )


def _clocks(text: str, language: Language, timexes: Sequence[Timex], number: int) -> Iterator[Timex]:
    """The clock that a difference from a plan is set behind, or that is set behind a difference."""
    one, cues = timexes[number], language.cues
    than = cues["than"].match(text, one.span.end)
    for clock in reversed(timexes[max(0, number - _BACK) : number]) if than else ():
        if clock.type == "TIME" and cues["apposed"].fullmatch(text, clock.span.end, one.span.start):
            yield clock
    for clock in timexes[number + 1 : number + 2] if not than else ():
        if clock.type == "TIME" and cues["namely"].fullmatch(text, one.span.end, clock.span.start):
            yield clock


def _covers(change: Change, time: Timex) -> bool:
    return any(s.start <= time.span.start and time.span.end <= s.end for s in change.spans)
