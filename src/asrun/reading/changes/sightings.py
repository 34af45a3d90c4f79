"""What was seen or announced at a clock, on time, or not at all, in one sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from asrun.model.fact import Certainty, Change, Mention, Observation, Phase
from asrun.model.span import Span
from asrun.model.time import Instant, When
from asrun.reading.changes.building import is_former
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, kinds, movement
from asrun.reading.changes.lexicon import data
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_IT = re.compile(r"\s*(?:It|They|Both|This|That)\b")
_LENGTHS = ("delayed", "advanced", "extended", "shortened")
_AHEAD = re.compile(r"\b(?:to|will|would) $")
_LATE = re.compile(r" (late|behind schedule|behind|later than planned|early|ahead of|earlier than planned)\b")


@cache
def phases() -> dict[str, Phase]:
    """The words of observation, and the phase each speaks of."""
    rows = data()["observations"]
    order: tuple[Phase, ...] = ("other", "ended", "started", "in_progress", "not_started")
    return {w: phase for phase in order for w in rows[phase]}


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
    for first, last in spots:
        begin, stop = clauses.around((first, last))
        sure = certainty(text, begin, first, last, sentence.end)
        phase = phases()[text[first:last].lower()]
        if (sure is None and phase != "not_started") or any(s.start <= first < s.end for s in taken):
            continue
        about = _about(context, own, (first, last), begin, stop)
        if about is None and previous and not own and _IT.match(text[sentence.start : sentence.start + 8]):
            about = msgspec.structs.replace(previous[-1], definite=True)
        if about is not None:
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
        match = kinds().movements.match(text, first)
        begin, stop = clauses.around((first, last))
        times = [t for t in context.times.between(begin, stop) if isinstance(t.when, Instant)]
        if not match or not times or _AHEAD.search(text[first - 6 : first]):
            continue
        if certainty(text, begin, first, last, sentence.end) is None:
            continue
        if any(s.start <= first < s.end and c.kind != "delayed" for c in found for s in c.spans):
            continue
        about = movement(context, match, begin, min(stop, times[0].span.end + 40))
        end = max(last, times[0].span.end)
        span = context.document.span(about.spans[0].start if about.participants else begin, end)
        about = _seen_at(about, span, times[0].when)
        said = context.said_around(first, first + 1)
        reporter = (said.via[-1] if said.via else said.speaker) if said else None
        moved: Phase = "arrival" if about.kind == "arrival" else "departure"
        yield Observation(moved, (span,), about, times[0].when, span.exact, "asserted", reporter, "sightings.movement")
        if not any(s.start <= first < s.end for c in found for s in c.spans):
            yield from _late(context, first, end, stop, about, times[0].when, reporter)


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
    about: Mention,
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
    if at is None and not on_time and phase not in ("other", "not_started"):
        return
    first = max(sentence.start, min(about.spans[0].start, spot[0]))
    last = max(spot[1], about.spans[0].end if about.spans[0].start > spot[0] else 0)
    if on_time:
        last = spot[1] + on_time.end()
    if times and spot[1] <= times[0].span.start < spot[1] + 40:
        last = max(last, times[0].span.end)
    if phase == "not_started" and about.spans[0].start > spot[0]:
        last = max(last, _end(text, stop))
    span = context.document.span(first, last)
    reporter = (said.via[-1] if said.via else said.speaker) if said else None
    yield Observation(phase, (span,), about, at, span.exact, sure, reporter, f"sightings.{phase}")
    told = any(s.start <= spot[0] < s.end for c in found for s in c.spans)
    if phase in ("ended", "started") and at and not told:
        for change in _late(context, spot[0], last, sentence.end, about, at, reporter):
            kind = "ended_early" if phase == "ended" and change.kind == "advanced" else change.kind
            yield Change(
                kind, change.spans, about, None, at, change.delta, reported_by=reporter, cue=change.cue,
                rule=change.rule,
            )  # fmt: skip


def _end(text: str, stop: int) -> int:
    while stop and text[stop - 1] in ' .,;:!?"”':
        stop -= 1
    return stop


def _room(context: Context, start: int, stop: int) -> Mention | None:
    """Reads "the lunch room": the happening that a room is named after."""
    match = re.compile(r"\b(?:the )?([a-z]+) (?:room|table|hall|menu)\b").search(context.document.text, start, stop)
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
