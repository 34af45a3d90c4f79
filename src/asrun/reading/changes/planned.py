"""Planned moments that prose gives a happening: "billed for 2pm", "which was to have followed at 5.45pm"."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from asrun.model.fact import Change, Mention, Plan
from asrun.model.time import Day, DayPart, Instant, Relative, Start, Timex, When, day_of, instant, iso_duration
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import Happening, is_none
from asrun.reading.changes.lexicon import data
from asrun.reading.changes.retold import retell
from asrun.reading.changes.subjects import listed_clock, programme
from asrun.reading.context import Context
from asrun.reading.scan import Rare, Sieve, Spot
from asrun.reading.sentences import Sentence

Sense = Literal["planned", "ahead", "kept"]
_WORDS = Wordbook(__package__, "planning", programme=lambda: str(data()["programmes"]["names"]))
_BESIDE_IT = re.compile(r",? \(?")
_ON = re.compile(r" (?:on )?")
_SLATED_NOUN = _WORDS.pattern("slated_noun")
_WHERE_AND_WHEN = _WORDS.pattern("where_and_when")
_AT_CLOCK = _WORDS.pattern("at_clock")
_AT = _WORDS.pattern("at", re.I)
_THE = _WORDS.pattern("determiner", re.I)
_DAY = 86400
_LISTED = re.compile(r"(?:,|\band|\bthen) [^,;.]{0,50}$")
_BROKEN = _WORDS.pattern("broken", re.I)
_REACH = 130
_LEAD = 80
# What each of the patterns that lead to a happening says of it; the last goes on from a happening before.
_SENSES: tuple["Sense | None", ...] = ("ahead", "planned", "planned", None)
_BESIDE = _WORDS.pattern("beside")
_WHICH = _WORDS.pattern("which")
_MAIN = _WORDS.pattern("main")


class Patterns(NamedTuple):
    """What stands between a happening and its moment, behind the moment, or before a happening."""

    planned: re.Pattern[str]
    ahead: re.Pattern[str]
    kept: re.Pattern[str]
    kept_after: re.Pattern[str]
    leads: Sieve
    still: Rare
    due: re.Pattern[str]
    follows: re.Pattern[str]
    after_clock: re.Pattern[str]
    printed: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns of planning.toml."""
    names = ("was_planned", "is_ahead", "was_kept", "kept_after", "any_due", "follows", "begins_after", "printed")
    planned, ahead, kept, kept_after, due, follows, after, printed = (_WORDS.pattern(name, re.I) for name in names)
    leads = Sieve([_WORDS.pattern(name, re.I) for name in ("due_at", "was_due_at", "arranged", "due_next")])
    still = Rare(_WORDS.pattern("still", re.I))
    return Patterns(planned, ahead, kept, kept_after, leads, still, due, follows, after, printed)


class Planned(NamedTuple):
    """The moment planned for a happening, what the words say of it, and where they end."""

    happening: Happening
    sense: Sense
    when: Start
    start: int
    end: int


def planned(
    context: Context, sentence: Sentence, own: Sequence[Happening], cues: Sequence[Spot] = ()
) -> Iterator[Planned]:
    """The planned moments of the happenings of one sentence, at most one each, in order.

    `cues` are spots of words of change: what stands beside a happening before one of them was its plan.
    """
    times = [
        t
        for t in context.times.between(sentence.start, sentence.end)
        if t.when and t.type in ("TIME", "DATE") and not (t.relative_to or t.twin)
    ]
    text = context.document.text
    items = programme(context, sentence) if len(times) > 1 else None
    for number, one in enumerate(own):
        stop = own[number + 1].start if number + 1 < len(own) else sentence.end
        if is_none(text, one):
            continue
        clock = (
            listed_clock(context, items, (one.start, one.end), stop)
            if items is not None and one.start >= items
            else None
        )
        if clock and clock.when:
            yield Planned(one, "planned", clock.when, one.start, clock.span.end)
            continue
        made = _before_noun(context, sentence, one, times) or _after_noun(
            context, one, times, min(stop, one.end + _REACH)
        )
        made = made or _led(context, sentence, one, times, stop) or _following(text, own[number : number + 2])
        made = made or _undone(context, one, times, cues, stop)
        if made:
            yield made


def _undone(
    context: Context, one: Happening, times: Sequence[Timex], cues: Sequence[Spot], stop: int
) -> Planned | None:
    """The moment beside a happening that changes: "Thursday's hearing has been", "a rally called for Sunday has been"."""
    text = context.document.text
    cue = next((c for c in cues if one.head <= c[0] < min(stop, one.head + 2 * _REACH)), None)
    if cue is None:
        return None
    for time in times:
        if one.start - 14 <= time.span.start < one.head and text[time.span.end : time.span.end + 2] in ("'s", "’s"):
            return Planned(one, "planned", _full(time, times), min(one.start, time.span.start), one.end)
        if not one.head <= time.span.start < cue[0]:
            continue
        gap = text[one.head : time.span.start]
        main = text[time.span.end : cue[0]]
        beside = _BESIDE.fullmatch(gap) and _MAIN.match(main)
        told = _WHICH.fullmatch(gap)
        if (told and (told[1] is None or main.startswith(","))) or beside:
            return Planned(one, "planned", _full(time, times), one.start, time.span.end)
    return None


def _following(text: str, pair: Sequence[Happening]) -> Planned | None:
    """Reads "a reception follows the talks": a start that is only known as after another happening."""
    if len(pair) < 2 or pair[1].start - pair[0].end > _REACH:
        return None
    one, first = pair
    gap = re.sub(r" (?:the|his|her|their|its)? ?$", " ", text[one.end : first.start])
    told = patterns().follows.fullmatch(gap)
    if not told:
        return None
    return Planned(one, "ahead" if told["ahead"] else "planned", Relative(str(first.start)), one.start, first.end)


def _before_noun(context: Context, sentence: Sentence, one: Happening, times: Sequence[Timex]) -> Planned | None:
    """Reads "the 10 a.m. cabinet meeting"; a clock at the head of a pool report's line tells when it was seen."""
    for time in times:
        if time.span.start == sentence.start and context.header.kind == "pool_report":
            continue
        inside = one.start <= time.span.start < one.head
        if not (inside or 0 <= one.start - time.span.end <= 1):
            continue
        opens = _AT.search(context.document.text[max(0, time.span.start - 8) : time.span.start])
        apart = opens and _THE.match(context.document.text, one.start)
        if isinstance(time.when, Instant) and (inside or not apart):
            return Planned(one, "planned", time.when, min(one.start, time.span.start), one.end)
    return None


def _after_noun(context: Context, one: Happening, times: Sequence[Timex], stop: int) -> Planned | None:
    """The moment after a happening, by the words between."""
    text = context.document.text
    found = patterns()
    for time in times:
        if not one.head <= time.span.start < stop:
            continue
        for base in dict.fromkeys((one.end, one.head)):
            gap = text[base : time.span.start]
            if base > time.span.start or not gap.strip():
                continue
            if isinstance(time.when, Day) and _ON.fullmatch(gap) and _later(context, time.when):
                return Planned(one, "ahead", _full(time, times), one.start, time.span.end)
            if found.planned.fullmatch(gap) or (_BESIDE_IT.fullmatch(gap) and found.printed.match(text, time.span.end)):
                return Planned(one, "planned", _full(time, times), one.start, time.span.end)
            if found.ahead.fullmatch(gap):
                return Planned(one, "ahead", _full(time, times), one.start, time.span.end)
            if _AT_CLOCK.fullmatch(gap) and found.after_clock.match(text, time.span.end):
                return Planned(one, "ahead", _full(time, times), one.start, time.span.end)
            kept = found.kept.fullmatch(gap)
            after = found.kept_after.match(text, time.span.end) if kept else None
            if kept and isinstance(time.when, Instant) and (after or re.search(r"\bon (?:time|schedule)\b", gap)):
                return Planned(one, "kept", time.when, one.start, after.end() if after else time.span.end)
    return None


def _later(context: Context, when: Day) -> bool:
    """Whether a day lies after the document's own."""
    created = day_of(context.times.created)
    return created is not None and when.day > created


def referred(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    found: Sequence[Planned],
    before: Planned | None,
    last: Happening | None = None,
) -> Iterator[Planned]:
    """The clock that a later clause gives a happening by "it": "on Thursday is shortened; it still starts at 11:30 a.m."."""
    text = context.document.text
    for start, end in context.sentences.filed.spots(_WORDS.words("it")).between(sentence.start, sentence.end):
        one = next((h for h in reversed(own) if h.end <= start), before.happening if before else None)
        one = one or (last if start - sentence.start < 3 else None)
        known = next((f for f in found if f.happening is one), before if before and before.happening is one else None)
        times = [t for t in context.times.between(end, end + _REACH) if isinstance(t.when, Instant)]
        if one is None or not times or times[0].span.start >= sentence.end:
            continue
        gap = text[end : times[0].span.start]
        sense: Sense | None = "ahead" if patterns().ahead.fullmatch(gap) else None
        sense = sense or ("planned" if patterns().planned.fullmatch(gap) else None)
        if sense and "now" not in gap and (known is None or isinstance(known.when, Day)):
            yield Planned(one, sense, _on(known, times[0]), one.start, one.end)


def _on(known: Planned | None, time: Timex) -> When:
    """The instant of a clock on the day known of its happening."""
    assert isinstance(time.when, Instant)
    if known is None or not isinstance(known.when, Day):
        return time.when
    return instant(datetime.combine(known.when.day, time.when.local.time()), time.when.zone)


def _led(context: Context, sentence: Sentence, one: Happening, times: Sequence[Timex], stop: int) -> Planned | None:
    """The moment of a happening that somebody is due at: "will chair the session at 3 p.m."."""
    if not times:
        return None
    text = context.document.text
    before = text[max(sentence.start, one.start - _LEAD) : one.start]
    own = text[one.start : one.head]
    article = re.match(r"(?:the|a|an|his|her|their|its) ", own, re.I)
    before += article[0] if article else ""
    found = patterns()
    sense: Sense | None = None
    lead = found.leads.first(before)
    if lead is not None:
        sense = _SENSES[lead] or carried(text, sentence.start, one.start)
    if sense is None:
        return None
    near = [t for t in times if one.head <= t.span.start < min(stop, one.end + 60)]
    near = [t for t in near if _WHERE_AND_WHEN.fullmatch(text[one.end : t.span.start])]
    near += [t for t in times if sentence.start <= t.span.start <= sentence.start + 24 and t.span.end < one.start]
    if not near:
        return None
    return Planned(one, sense, _full(near[0], times), one.start, max(one.end, near[0].span.end))


def replanned(context: Context, sentence: Sentence, found: Sequence[Planned]) -> Iterator[Change]:
    """Reads "the meeting, planned for 14:30, will begin at 15:00": the change from the one clock to the other."""
    text = context.document.text
    for one in found:
        if one.sense != "planned" or not isinstance(one.when, Instant):
            continue
        for time in context.times.between(one.end, min(sentence.end, one.end + 60)):
            gap = text[one.end : time.span.start]
            if not isinstance(time.when, Instant) or not patterns().ahead.fullmatch(gap) or "still" in gap:
                continue
            seconds = round((time.when.utc - one.when.utc).total_seconds())
            if not 0 < abs(seconds) < _DAY:
                continue
            about = one.happening.mention
            said = context.said_around(one.start, one.start + 1)
            yield Change(
                "delayed" if seconds > 0 else "advanced", (context.document.span(one.start, time.span.end),), about, one.when,
                time.when, iso_duration(seconds), reported_by=said.speaker if said else None,
                cue=context.document.span(one.end, time.span.start), rule="changes.replanned",
            )  # fmt: skip


def carried(text: str, start: int, position: int) -> Literal["planned", "ahead"] | None:
    """What a "due to" or "will" says of a verb further down its list: "will sit at 10, eat at 1 and sign at 4"."""
    if not _LISTED.search(text, max(start, position - 60), position):
        return None
    last = next(iter(deque(patterns().due.finditer(text, start, position), 1)), None)
    if last is None or _BROKEN.search(text, last.end(), position):
        return None
    return "planned" if last["planned"] else "ahead"


def _full(time: Timex, times: Sequence[Timex]) -> When:
    """A moment; of a day the clock that follows it closely."""
    when = time.when
    if isinstance(when, Day):
        for other in times:
            close = 0 < other.span.start - time.span.end <= 8
            if close and isinstance(other.when, Instant) and other.when.local.date() == when.day:
                return other.when
    assert when is not None
    return when


def is_of_noun(text: str, begin: int, clock: int) -> bool:
    """Whether a clock is only that of the noun before it: "a lunch planned for one"."""
    mark = _SLATED_NOUN.search(text, max(begin, clock - _REACH), clock)
    return bool(mark and not (mark["aux"] or mark["stays"] or mark["which"] or mark[0].startswith(",")))


def onward(context: Context, when: Start) -> Start:
    """A moment that lies ahead: a weekday read as the last one of its name is the next one."""
    created = day_of(context.times.created)
    day = None if isinstance(when, Relative) else day_of(when)
    if created is None or day is None or not 0 < (created - day).days <= 7:
        return when
    if isinstance(when, Instant):
        return instant((when.local + timedelta(days=7)).replace(tzinfo=None), when.zone)
    return msgspec.structs.replace(when, day=day + timedelta(days=7)) if isinstance(when, Day | DayPart) else when


def plans(
    context: Context, sentence: Sentence, own: Sequence[Happening], found: Sequence[Planned]
) -> Iterator[Plan | Mention]:
    """The plans that planned moments make, and which happenings lie ahead: "billed for 2pm, will now begin at 4pm"."""
    text = context.document.text
    for one in found:
        mention = one.happening.mention
        when = onward(context, one.when) if one.sense == "ahead" else one.when
        yield retell(context, mention, mention.spans[0].start, one.end, f"planned.{one.sense}", when)
        if isinstance(one.when, Relative):
            yield from (h.mention for h in own if str(h.start) == one.when.after)
    ahead = {one.happening.start for one in found if one.sense == "ahead"}
    for number, happening in enumerate(own):
        stop = own[number + 1].start if number + 1 < len(own) else sentence.end
        begin = max((f.end for f in found if f.happening is happening), default=happening.end)
        if happening.start in ahead or patterns().still.search(text[begin : min(stop, begin + _REACH)]):
            yield msgspec.structs.replace(happening.mention, held="future")
