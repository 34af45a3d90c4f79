"""What was seen or announced at a clock, on time, or not at all, in one sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from asrun.model.fact import Certainty, Change, Mention, Observation, Phase
from asrun.model.span import Span
from asrun.model.time import Instant, Timex, When, iso_duration
from asrun.reading.changes.building import is_former
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, kinds, movement
from asrun.reading.changes.inflections import inflect
from asrun.reading.changes.lexicon import data
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_IT = re.compile(r"\s*(?:It|They|Both|This|That)\b")
_LENGTHS = ("delayed", "advanced", "extended", "shortened")
_AHEAD = re.compile(r"\b(?:to|will|would) $")
_AT = re.compile(r"\b(?:at|as of|by) (?:about |around |just before |just after )?$", re.I)
_ROOM = re.compile(r"\b(?:the )?([a-z]+) (?:room|table|hall|menu)\b")
_MOVING = re.compile(
    r"\b(?:motorcade|convoy|pool(?:er)?|POTUS|FLOTUS|VPOTUS|SLOTUS|we|plane|train|aircraft|party|delegation|Air Force \w+"
    r"|president|minister|premier|lady|king|queen|prince(?:ss)?|chancellor|governor|mayor|secretary)\b",
    re.I,
)
_ALONE = frozenset(f"{verb} the {place}" for verb in ("took", "takes") for place in ("podium", "stage", "floor"))
_FEW = 300
_NEAR = 60
_LATE = re.compile(r" (late|behind schedule|behind|later than planned|early|ahead of|earlier than planned)\b")


@cache
def phases() -> dict[str, Phase]:
    """The words of observation, and the phase each speaks of."""
    rows = data()["observations"]
    order: tuple[Phase, ...] = ("other", "ended", "started", "in_progress", "not_started")
    table: dict[str, Phase] = {}
    for phase in order:
        for forms in map(inflect, rows.get(f"{phase}_verbs", ())):
            table |= dict.fromkeys((*forms.past, *forms.participle, *forms.third), phase)
        table |= dict.fromkeys(rows[phase], phase)
    return table


@cache
def _announcing() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(data()["observations"][name]) for name in ("announced", "announces", "per"))


def announcements(context: Context, sentence: Sentence, spot: Spot) -> Iterator[Change | Observation]:
    """A change of programme that names nothing, and that it was announced at a clock."""
    if certainty(context.document.text, sentence.start, *spot, sentence.end) is None:
        return
    said = context.said_around(spot[0], spot[0] + 1)
    at = said.at if said and said.at else _clock(context, sentence)
    relayed = said.via[-1] if said and said.via else (said.speaker if said else None)
    announcer = said.speaker if said and said.via else None
    span = context.document.span(sentence.start, sentence.end)
    cue = context.document.span(*spot)
    yield Change(
        "unspecified", (span,), at=at, reported_by=relayed, announced_by=announcer, cue=cue, rule="changes.unspecified"
    )
    if isinstance(at, Instant):
        yield Observation(
            "announcement", (span,), None, at, cue.exact, reported_by=relayed, rule="sightings.announcement"
        )


def announced_at(context: Context, sentence: Sentence) -> Timex | None:
    """The clock at which a sentence says that something was announced: "told the pool at 11:40", "per X at 11:40: ..."."""
    text = context.document.text
    behind, ahead, per = _announcing()
    for time in context.times.between(sentence.start, sentence.end):
        if not isinstance(time.when, Instant) or time.relative_to:
            continue
        lead = _AT.search(text, max(sentence.start, time.span.start - 10), time.span.start)
        start = lead.start() if lead else time.span.start
        before = text[max(sentence.start, start - 80) : start]
        after = text[time.span.end : min(sentence.end, time.span.end + 80)]
        first = not before.strip(' ("“') and ahead.search(after)
        if lead and (first or behind.search(before) or (per.search(before) and after.startswith(":"))):
            return time
    return None


def announced(context: Context, found: Sequence[Change], time: Timex | None) -> tuple[list[Change], list[Observation]]:
    """Changes with the clock at which they were announced, and the announcements as observations."""
    at = time.when if time else None
    if not isinstance(at, Instant) or time is None:
        return list(found), []
    changes = [c if c.at or c.after == at else msgspec.structs.replace(c, at=at) for c in found]
    told = [
        c for c in changes if c.at == at and c.kind != "unspecified" and not (c.kind == "delayed" and c.after is None)
    ]
    seen = [
        Observation(
            "announcement", (context.document.span(min(s.start, time.span.start), max(s.end, time.span.end)),), c.about, at,
            c.spans[0].exact, c.certainty, c.reported_by, "sightings.announcement",
        )
        for c in told
        for s in c.spans
    ]  # fmt: skip
    return changes, seen


def called(context: Context, sentence: Sentence, own: Sequence[Happening], spot: Spot) -> Iterator[Observation]:
    """A lid or a warning called out at a clock; a lid is about the day, a warning about what it warns of."""
    text = context.document.text
    times = context.times.between(max(sentence.start, spot[0] - 80), min(sentence.end, spot[1] + 80))
    time = next((t for t in times if isinstance(t.when, Instant) and not t.relative_to), None)
    if time is None or certainty(text, sentence.start, *spot, sentence.end) is None:
        return
    lid = "lid" in text[slice(*spot)].lower()
    about = None if lid else next((h.mention for h in own if h.start >= spot[1]), None)
    first, last = min(spot[0], time.span.start), max(spot[1], time.span.end)
    span = context.document.span(first, last)
    yield Observation("announcement", (span,), about, time.when, span.exact, rule="sightings.called")


def _clock(context: Context, sentence: Sentence) -> When | None:
    times = context.times.between(sentence.start, sentence.end)
    return next((t.when for t in times if isinstance(t.when, Instant) and not t.relative_to), None)


def late_sightings(found: Sequence[Change]) -> Iterator[Observation]:
    """A delay that somebody saw at a clock: running late, or not yet begun."""
    for change in found:
        if change.kind == "delayed" and isinstance(change.at, Instant) and change.reported_by and change.after is None:
            running = (change.cue and "running" in change.cue.exact.lower()) or change.delta
            phase: Phase = "running_late" if running else "not_started"
            yield Observation(
                phase, change.spans, change.about, change.at, change.spans[0].exact, change.certainty, change.reported_by,
                "sightings.delay",
            )  # fmt: skip


def seen(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    found: Sequence[Change],
    previous: Sequence[Mention],
    spots: Sequence[Spot],
) -> Iterator[Observation | Change]:
    """What the words of observation at some spots tell, about a happening of their clause."""
    text = context.document.text
    taken = [s for c in found if c.kind not in _LENGTHS for s in c.spans]
    went_on = -1
    for first, last in spots:
        if text[first:last].lower().startswith("as ") and first - went_on < _NEAR:
            continue
        begin, stop = clauses.around((first, last))
        sure = certainty(text, begin, first, last, sentence.end)
        phase = phases()[text[first:last].lower()]
        if (sure is None and phase != "not_started") or any(s.start <= first < s.end for s in taken):
            continue
        went_on = last if phase in ("other", "started") else went_on
        about = _about(context, own, (first, last), begin, stop)
        opens = first <= sentence.start + 1 or _IT.match(text[sentence.start : sentence.start + 8])
        if about is None and previous and not own and (opens or phase == "not_started"):
            about = msgspec.structs.replace(previous[-1], definite=True)
        around = (begin, stop)
        yield from _observation(context, sentence, (first, last), phase, about, around, sure or "asserted", found)


def _about(context: Context, own: Sequence[Happening], spot: Spot, begin: int, stop: int) -> Mention | None:
    """The happening before some words in their clause, else the one after them, else the one a room is named after."""
    before = next((h.mention for h in reversed(own) if begin <= h.start and h.end <= spot[0] + 1), None)
    after = next((h.mention for h in own if spot[1] <= h.start < stop), None)
    return before or after or _room(context, spot[1], stop)


def moves(
    context: Context, sentence: Sentence, clauses: Clauses, found: Sequence[Change], spots: Sequence[Spot]
) -> Iterator[Observation | Change]:
    """Arrivals and departures at a clock."""
    text = context.document.text
    for first, last in spots:
        begin, stop = clauses.around((first, last))
        times = [t for t in context.times.between(begin, stop) if isinstance(t.when, Instant)]
        if not times or _AHEAD.search(text[max(0, first - 6) : first]):
            continue
        if text[first:last].lower() not in kinds().moves and not _moves(context, begin, first, last):
            continue
        if certainty(text, begin, first, last, sentence.end) is None:
            continue
        if any(s.start <= first < s.end and c.kind != "delayed" for c in found for s in c.spans):
            continue
        about = movement(context, (first, last), begin, min(stop, times[0].span.end + 40))
        end = max(last, times[0].span.end)
        span = context.document.span(about.spans[0].start if about.participants else begin, end)
        about = _seen_at(about, span, times[0].when)
        said = context.said_around(first, first + 1)
        reporter = (said.via[-1] if said.via else said.speaker) if said else None
        moved: Phase = "arrival" if about.kind == "arrival" else "departure"
        yield Observation(moved, (span,), about, times[0].when, span.exact, "asserted", reporter, "sightings.movement")
        if not any(s.start <= first < s.end for c in found for s in c.spans):
            yield from _late(context, first, end, stop, about, times[0].when, reporter)
            if times[0].when:
                yield from _against_plan(context, begin, (first, last), end, about, times[0].when, reporter)


def _moves(context: Context, begin: int, first: int, last: int) -> bool:
    """Whether someone or something on the move stands before words that say other things as well, or a place after them."""
    before = context.names.between(max(begin, first - 40), first)
    who = any(h.kind in ("person", "group", "unnamed") for h in before)
    moving = _MOVING.search(context.document.text, max(begin, first - 40), first)
    return who or bool(moving) or any(h.kind == "place" for h in context.names.between(last, last + 12))


def _seen_at(mention: Mention, span: Span, at: When | None) -> Mention:
    """A movement as it was seen: over the words that tell of it, at its clock."""
    return msgspec.structs.replace(mention, spans=(span,), starts=at, held="held")


def _late(
    context: Context, start: int, after: int, stop: int, about: Mention, at: When | None, reporter: str | None
) -> Iterator[Change]:
    """Reads "took off at 16:10, forty minutes late": the delay or the advance that follows a clock."""
    text = context.document.text
    for time in context.times.between(after, stop):
        tail = _LATE.match(text, time.span.end)
        if time.type == "DURATION" and tail and time.span.start - after < 16:
            early = tail[1].startswith(("early", "ahead", "earlier"))
            delta = f"-{time.value}" if early else time.value
            end = tail.end()
            yield Change(
                "advanced" if early else "delayed", (context.document.span(start, end),), about, None, at, delta,
                reported_by=reporter, cue=context.document.span(time.span.start, end), rule="changes.late",
            )  # fmt: skip
            return


def _observation(
    context: Context,
    sentence: Sentence,
    spot: Spot,
    phase: Phase,
    about: Mention | None,
    around: tuple[int, int],
    sure: Certainty,
    found: Sequence[Change],
) -> Iterator[Observation | Change]:
    """An observation where a clock, "on time" or the plain fact stands; an early or late end as a change as well."""
    begin, stop = around
    text = context.document.text
    times = [t for t in context.times.between(spot[1], stop) if isinstance(t.when, Instant)]
    times += [t for t in context.times.between(begin, spot[0]) if isinstance(t.when, Instant) and not t.relative_to]
    times = [t for t in times if not is_former(text, t)]
    on_time = re.match(r"[^,.;]{0,20}? on time\b", text[spot[1] : stop])
    said = context.said_around(spot[0], spot[0] + 1)
    at = times[0].when if times else None
    if at is None and said and said.at and phase in ("not_started", "in_progress"):
        at = said.at
    if at is None and not on_time and (about is None or phase not in ("other", "not_started")):
        return
    gathers = phase == "other" and "gather" in text[slice(*spot)].lower()
    if about is None and not (
        phase in ("not_started", "in_progress") or gathers or text[slice(*spot)].lower() in _ALONE
    ):
        return
    first, last = spot
    if about:
        first = max(sentence.start, min(about.spans[0].start, first))
        last = max(last, about.spans[0].end if about.spans[0].start > spot[0] else 0)
    if on_time:
        last = spot[1] + on_time.end()
    if times and spot[1] <= times[0].span.start < spot[1] + 40:
        last = max(last, times[0].span.end)
    if about and phase == "not_started" and about.spans[0].start > spot[0]:
        last = max(last, _end(text, stop))
    span = context.document.span(first, last)
    reporter = (said.via[-1] if said.via else said.speaker) if said else None
    yield Observation(phase, (span,), about, at, span.exact, sure, reporter, f"sightings.{phase}")
    told = any(s.start <= spot[0] < s.end for c in found for s in c.spans)
    if about and phase == "started" and at and not told:
        yield from _against_plan(context, begin, spot, last, about, at, reporter)
    if about and phase in ("ended", "started") and at and not told:
        for change in _late(context, spot[0], last, sentence.end, about, at, reporter):
            kind = "ended_early" if phase == "ended" and change.kind == "advanced" else change.kind
            yield Change(
                kind, change.spans, about, None, at, change.delta, reported_by=reporter, cue=change.cue,
                rule=change.rule,
            )  # fmt: skip


def _against_plan(
    context: Context, begin: int, spot: Spot, last: int, about: Mention, at: When, reporter: str | None
) -> Iterator[Change]:
    """Reads "due at 11:15, got going only at 11:34": the delay or the advance between two clocks of one clause."""
    text = context.document.text
    times = context.times.between(begin, last + 30)
    due = next((t.when for t in reversed(times) if isinstance(t.when, Instant) and is_former(text, t)), None)
    gap = round((at.utc - due.utc).total_seconds()) if isinstance(at, Instant) and isinstance(due, Instant) else 0
    if abs(gap) >= _FEW:
        span = context.document.span(min(about.spans[0].start, spot[0]), last)
        yield Change(
            "delayed" if gap > 0 else "advanced", (span,), about, due, at, iso_duration(gap), reported_by=reporter,
            cue=context.document.span(*spot), rule="changes.against-plan",
        )  # fmt: skip


def _end(text: str, stop: int) -> int:
    while stop and text[stop - 1] in ' .,;:!?"”':
        stop -= 1
    return stop


def _room(context: Context, start: int, stop: int) -> Mention | None:
    """Reads "the lunch room": the happening that a room is named after."""
    match = _ROOM.search(context.document.text, start, min(stop, start + 80))
    kind = kinds().kinds.get(match[1].lower()) if match else None
    if not match or not kind:
        return None
    return Mention(
        match[1].capitalize(),
        kind,
        (context.document.span(match.start(), match.end()),),
        definite=True,
        rule="happenings.room",
    )
