"""The clocks, days, amounts and places near a cue, and which of them it leads to."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from asrun.model.fact import Certainty, Mention
from asrun.model.time import Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.scan import Spot

_WORDS = Wordbook(__package__, "nearby")
_NOW = _WORDS.pattern("now")
STILL_TO_COME = _WORDS.pattern("still_to_come")
_NO_SOONER = _WORDS.pattern("no_sooner")
_FORMER = _WORDS.pattern("former")
_LEADS = _WORDS.pattern("leads")
_LEADS_TO = _WORDS.pattern("leads_to")
_LEADS_DAY = _WORDS.pattern("leads_day")
# "Put back by an hour and moved": the length measures the verb before it.
_MEASURES, _NEXT = re.compile(r"\bby $"), re.compile(r",? (?:and|then|and then) (?:was |were |been )?")
_BY = _WORDS.pattern("by")
_JOINED = _WORDS.pattern("joined", re.I)
_AT_LAST = _WORDS.pattern("at_last")
_SO_FAR = _WORDS.pattern("so_far")
_GOES_ON = _WORDS.pattern("goes_on")
_APPOSED = _WORDS.pattern("apposed")
_FAR_AFTER, _FAR_BEFORE = 70, 60


class Frame:
    """A cue in its clause text[begin:stop], with the times near it; `own` are the happenings of its sentence.

    How `sure` it is, is settled once it is known to be about one of them.
    """

    def __init__(self, context: Context, spot: Spot, begin: int, stop: int, own: Sequence[Mention]) -> None:
        self.context, self.text = context, context.document.text
        self.spot, self.begin, self.stop, self.own = spot, begin, stop, own
        self.sure: Certainty = "asserted"

    @cached_property
    def times(self) -> list[Timex]:
        """The time expressions close to the cue."""
        first, last = self.spot
        times = self.context.times.between(self.begin, self.stop)
        near = (t for t in times if t.type in ("TIME", "DATE", "DURATION"))
        return [t for t in near if t.span.start - last < _FAR_AFTER and first - t.span.end < _FAR_BEFORE]

    @cached_property
    def amount(self) -> Timex | None:
        """The length that the cue is measured in: "by N", "N behind", "N late", "to N", "for N"."""
        lengths = [t for t in self.times if t.type == "DURATION" and self._amounts(t)]
        last = self.spot[1]
        right_after = (t for t in lengths if t.span.start >= last and _BY.fullmatch(self.text, last, t.span.start))
        return next(right_after, lengths[0] if lengths else None)

    @cached_property
    def target(self) -> Timex | None:
        """The clock that the cue leads to: relative to another clock, else after "to", "until", "at", "for"."""
        clocks = [t for t in self.times if wall(t) and t.span.end <= self.stop]
        relative = next((t for t in clocks if t.relative_to), None)
        led = next((t for t in clocks if self._leads(t, _LEADS_TO)), None)
        return relative or led or next((t for t in clocks if self._leads(t, _LEADS)), None)

    @cached_property
    def day(self) -> Timex | None:
        """The day, part of a day, month or later that the cue leads to."""
        days = (t for t in self.times if t.type in ("DATE", "TIME") and not wall(t) and t.span.end <= self.stop)
        return next((t for t in days if self._leads(t, _LEADS_DAY) or self._follows(t)), None)

    @cached_property
    def source(self) -> Timex | None:
        """The clock that the cue leads away from: after "from", "scheduled for", or the one the target is relative to."""
        for time in self.times:
            related = self.target is not None and self.target.relative_to == time.span
            if time is not self.target and wall(time) and (related or is_former(self.text, time)):
                return time
        return None

    @property
    def clock(self) -> Timex | None:
        """The clock before the amount or behind the cue: "at 19:25, 55 minutes late", "an hour late, at 19:30"."""
        amount = self.amount
        clocks = [t for t in self.times if wall(t)] if amount else []
        near = next((t for t in reversed(clocks) if amount and t.span.end <= amount.span.start), None)
        if near and amount and _JOINED.fullmatch(self.text, near.span.end, amount.span.start):
            return near
        behind = (t for t in clocks if t.span.start >= self.spot[1])
        return next((t for t in behind if _AT_LAST.fullmatch(self.text, self.spot[1], t.span.start)), None)

    @property
    def entry(self) -> Timex | None:
        """The clock of the timeline's entry that the cue stands in."""
        sentence = self.context.sentences.at(self.spot[0])
        return self.context.entry(sentence) if sentence else None

    @property
    def gap(self) -> int | None:
        """The seconds from one clock to the other; their zones are alike or both known."""
        source, target = self.source, self.target
        if source is None or target is None:
            return None
        if source.utc and target.utc:
            return round((target.utc - source.utc).total_seconds())
        first, second = wall(source), wall(target)
        return round((second - first).total_seconds()) if first and second and source.zone == target.zone else None

    @property
    def place(self) -> str | None:
        """The place that the cue leads to: the one after "to", else the first one."""
        last = self.spot[1]
        hits = [h for h in self.context.names.between(last, self.stop) if h.kind == "place" and h.start - last < 70]
        led = (h for h in hits if re.search(r"\bto (?:the )?$", self.text[max(last - 3, h.start - 10) : h.start]))
        first = next((h for h in hits if h.start - last < 40), None)
        hit = next(led, first)
        away = hit and re.search(r"\b(?:from|of) (?:the )?$", self.text[max(last - 3, hit.start - 12) : hit.start])
        return hit.name if hit and not away else None

    def _amounts(self, time: Timex) -> bool:
        first, last = self.spot
        if first <= time.span.start <= last:
            return True
        if _SO_FAR.search(self.text, last, max(last, time.span.start)):
            return False
        after = time.span.start >= last
        if not after and _MEASURES.search(self.text, max(self.begin, time.span.start - 8), time.span.start):
            return not _NEXT.fullmatch(self.text, time.span.end, first)
        between = self.text[last : time.span.start] if after else self.text[time.span.end : first]
        return len(between) <= 30 and not re.search(r"[.;\"“”]", between)

    def _follows(self, time: Timex) -> bool:
        """Whether a day stands right behind "will now take place"."""
        first, last = self.spot
        return self.text[last : time.span.start] == " " and self.text[first:last].lower().startswith("will now")

    def _leads(self, time: Timex, lead: re.Pattern[str]) -> bool:
        first, last = self.spot
        before = self.text[max(first, time.span.start - 24) : time.span.start]
        if _GOES_ON.search(self.text, last, max(last, time.span.start)):
            return False
        return time.span.start >= last and bool(lead.search(before)) and not is_former(self.text, time)


def is_former(text: str, time: Timex) -> bool:
    """Whether a clock is the one that a plan had before."""
    before = text[max(0, time.span.start - 44) : time.span.start]
    return bool(_FORMER.search(before)) and not _NOW.search(before)


def no_sooner(context: Context, begin: int, stop: int) -> bool:
    """Whether text[begin:stop] leads to a clock until which something is not done: "will not be at the mill until 3"."""
    times = (t for t in context.times.between(begin, stop) if wall(t))
    return any(_NO_SOONER.search(context.document.text, begin, t.span.start) for t in times)


def is_amount(text: str, time: Timex) -> bool:
    """Whether a clock told by its distance from another one says how far a plan was moved or missed, and is no moment."""
    reference = time.relative_to
    if reference is None:
        return False
    plan = text[max(0, reference.start - 44) : reference.start]
    return bool(_FORMER.search(plan)) or bool(_APPOSED.fullmatch(text, reference.end, time.span.start))


def wall(time: Timex) -> datetime | None:
    """The wall clock of an expression, on some day where its own is not known."""
    try:
        return datetime.fromisoformat(time.value.replace("XXXX-XX-XX", "2000-01-01")) if time.type == "TIME" else None
    except ValueError:
        return None
