"""One section's sentences: changes, then what was seen, then plans retold and outcomes."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Literal

import msgspec

from asrun.model.document import Section
from asrun.model.fact import Certainty, Change, Mention, Observation, Outcome, Phase, Plan
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Instant, When
from asrun.reading.changes.building import is_former
from asrun.reading.changes.frames import alternation, certainty, changes, clause, cue_pattern, data
from asrun.reading.changes.happenings import happenings, kinds, movement
from asrun.reading.changes.retold import retold
from asrun.reading.context import Context
from asrun.reading.scan import Places
from asrun.reading.sentences import Sentence

_NO_DEAL = re.compile(
    r"\b(?:without (?:a |an |any )?(?:deal|agreement|accord|result|outcome|conclusion)"
    r"|(?:with )?no (?:deal|agreement|accord)(?: (?:was|has been|had been) (?:reached|struck|signed))?)\b",
    re.I,
)
_INSTEAD = re.compile(r"\W*Instead,? (?!of\b)", re.I)
_IT = re.compile(r"\s*(?:It|They|Both|This|That)\b")
_KEPT = 6


@cache
def _unspecified() -> re.Pattern[str]:
    return re.compile(data()["unspecified"]["pattern"], re.I)


@cache
def _phases() -> tuple[re.Pattern[str], dict[str, Phase]]:
    """The words of observation, and the phase each speaks of."""
    rows = data()["observations"]
    order: tuple[Phase, ...] = ("other", "ended", "started", "in_progress", "not_started")
    table = {w: phase for phase in order for w in rows[phase]}
    return alternation(table), table


def read_changes(
    section: Section, context: Context, before: Plan | None = None
) -> Iterator[Mention | Change | Observation | Outcome | Plan | Notice]:
    """What a section of prose says happened to the plan."""
    previous: list[Mention] = []
    last_plan = _as_mention(before) if before else None
    told = _told(section, context)
    for sentence in _sentences(section, context):
        start, end = sentence.start, sentence.end
        own = happenings(context, start, end) if told["nouns"].within(start, end) else []
        plans = list(retold(context, start, end, own)) if told["plans"].within(start, end) else []
        yield from plans
        found = changes(context, start, end, own, previous) if told["cues"].within(start, end) else []
        yield from found
        instead = _instead(context, sentence, last_plan or (previous[-1] if previous else None))
        if instead:
            yield instead
        yield from _announcements(context, sentence)
        if told["phases"].within(start, end) or told["moves"].within(start, end):
            yield from _seen(context, sentence, own, found, previous)
        yield from _late_sightings(context, found)
        yield from _outcomes(context, sentence, own, previous)
        about = {c.about.spans[0] for c in found if c.about}
        for mention in own:
            known = _held(context, sentence, mention)
            if mention.spans[0] not in about and (mention.kind == "summit" or known.held):
                yield known
        if own or plans:
            previous = [*previous, *own][-_KEPT:]
        last_plan = _as_mention(plans[-1]) if plans else None


def _told(section: Section, context: Context) -> dict[str, Places]:
    """Where the words of each lexicon stand in the section."""
    rows = data()["observations"]
    words: dict[str, Iterable[str]] = {
        "nouns": kinds().kinds,
        "moves": kinds().moves,
        "cues": cue_pattern()[1],
        "phases": _phases()[1],
        "plans": [*rows["planned"], *rows["due"], *rows["scheduled"]],
    }
    text = context.document.text
    return {name: Places(text, section.start, section.end, forms) for name, forms in words.items()}


def _sentences(section: Section, context: Context) -> Iterator[Sentence]:
    first = max(0, context.sentences.number(section.start))
    for sentence in islice(context.sentences.all, first, None):
        if sentence.start >= section.end:
            return
        if sentence.start >= section.start:
            yield sentence


def _as_mention(plan: Plan) -> Mention:
    """A plan as what a later sentence refers to."""
    return Mention(
        plan.summary, plan.kind, plan.spans[:1], plan.starts, plan.place, plan.origin, plan.destination, plan.participants,
        definite=True, rule="changes.plan-before",
    )  # fmt: skip


def _instead(context: Context, sentence: Sentence, plan: Mention | None) -> Change | None:
    """Reads "Instead, ...": what happened in the place of the plan in the sentence before."""
    text = context.document.text
    if plan is None or not _INSTEAD.match(text[sentence.start : sentence.start + 14]):
        return None
    moved = kinds().movements.search(text, sentence.start, sentence.end)
    own = happenings(context, sentence.start, sentence.end)
    start = _after_instead(text, sentence.start)
    if moved:
        other = movement(context, moved, start, sentence.end)
        summary = text[start : other.spans[0].end]
        pronoun = re.match(r"(?:s?he|they|it)\b", summary, re.I)
        if pronoun and other.participants:
            summary = other.participants[0] + summary[pronoun.end() :]
        other = Mention(
            summary[:1].upper() + summary[1:], other.kind, (context.document.span(start, other.spans[0].end),), None,
            other.place, other.origin, other.destination, other.participants, "held", rule="changes.instead",
        )  # fmt: skip
    elif own:
        other = own[0]
    else:
        return None
    return Change(
        "replaced", (context.document.span(sentence.start, sentence.end),), plan, replaced_by=other,
        cue=context.document.span(sentence.start, sentence.start + 7), rule="changes.instead",
    )  # fmt: skip


def _after_instead(text: str, start: int) -> int:
    match = re.compile(r"\W*Instead,?\s*", re.I).match(text, start)
    return match.end() if match else start


def _announcements(context: Context, sentence: Sentence) -> Iterator[Change | Observation]:
    """A change of programme that names nothing, and that it was announced at a clock."""
    text = context.document.text
    match = _unspecified().search(text, sentence.start, sentence.end)
    if not match or certainty(text, sentence.start, match.start()) is None:
        return
    said = context.said_around(match.start(), match.start() + 1)
    at = said.at if said and said.at else _clock(context, sentence)
    relayed = said.via[-1] if said and said.via else (said.speaker if said else None)
    announcer = said.speaker if said and said.via else None
    span = context.document.span(sentence.start, sentence.end)
    cue = context.document.span(match.start(), match.end())
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


def _late_sightings(context: Context, found: list[Change]) -> Iterator[Observation]:
    """A delay that somebody saw at a clock: running late, or not yet begun."""
    for change in found:
        if change.kind == "delayed" and isinstance(change.at, Instant) and change.reported_by and change.after is None:
            running = (change.cue and "running" in change.cue.exact.lower()) or change.delta
            phase: Phase = "running_late" if running else "not_started"
            yield Observation(
                phase, change.spans, change.about, change.at, change.spans[0].exact, change.certainty, change.reported_by,
                "sightings.delay",
            )  # fmt: skip


def _seen(
    context: Context, sentence: Sentence, own: list[Mention], found: list[Change], previous: list[Mention]
) -> Iterator[Observation | Change]:
    """What was seen on a clock, on time, or not at all, in the clauses of a sentence."""
    text = context.document.text
    pattern, table = _phases()
    lengths = ("delayed", "advanced", "extended", "shortened")
    taken = [s for c in found if c.kind not in lengths for s in c.spans]
    for match in pattern.finditer(text, sentence.start, sentence.end):
        begin, stop = clause(text, sentence.start, sentence.end, match.start(), match.end())
        sure = certainty(text, begin, match.start())
        phase = table[match.group().lower()]
        if (sure is None and phase != "not_started") or any(s.start <= match.start() < s.end for s in taken):
            continue
        about = next(
            (m for m in reversed(own) if begin <= m.spans[0].start and m.spans[0].end <= match.start() + 1), None
        )
        about = (
            about
            or next((m for m in own if match.end() <= m.spans[0].start < stop), None)
            or _room(context, match.end(), stop)
        )
        if about is None and previous and _IT.match(text[sentence.start : sentence.start + 8]) and not own:
            about = msgspec.structs.replace(previous[-1], definite=True)
        if about is None:
            continue
        yield from _observation(context, sentence, match, phase, about, (begin, stop), sure or "asserted", found)
    for match in kinds().movements.finditer(text, sentence.start, sentence.end):
        begin, stop = clause(text, sentence.start, sentence.end, match.start(), match.end())
        times = [t for t in context.times.between(begin, stop) if isinstance(t.when, Instant)]
        if (
            not times
            or certainty(text, begin, match.start()) is None
            or re.search(r"\b(?:to|will|would) $", text[match.start() - 6 : match.start()])
        ):
            continue
        if any(s.start <= match.start() < s.end and c.kind != "delayed" for c in found for s in c.spans):
            continue
        about = movement(context, match, begin, min(stop, times[0].span.end + 40))
        last = max(match.end(), times[0].span.end)
        span = context.document.span(about.spans[0].start if about.participants else begin, last)
        about = _seen_at(about, span, times[0].when)
        said = context.said_around(match.start(), match.start() + 1)
        reporter = (said.via[-1] if said.via else said.speaker) if said else None
        moved: Phase = "arrival" if about.kind == "arrival" else "departure"
        yield Observation(moved, (span,), about, times[0].when, span.exact, "asserted", reporter, "sightings.movement")
        if not any(s.start <= match.start() < s.end for c in found for s in c.spans):
            yield from _late(context, match.start(), last, stop, about, times[0].when, reporter)


def _seen_at(mention: Mention, span: Span, at: When | None) -> Mention:
    """A movement as it was seen: over the words that tell of it, at its clock."""
    return msgspec.structs.replace(mention, spans=(span,), starts=at, held="held")


def _late(
    context: Context, start: int, after: int, stop: int, about: Mention, at: When | None, reporter: str | None
) -> Iterator[Change]:
    """Reads "took off at 16:10, forty minutes late": the delay or the advance that follows a clock."""
    text = context.document.text
    for time in context.times.between(after, stop):
        tail = re.match(
            r" (late|behind schedule|behind|later than planned|early|ahead of|earlier than planned)\b",
            text[time.span.end : time.span.end + 24],
        )
        if time.type == "DURATION" and tail and time.span.start - after < 16:
            early = tail[1].startswith(("early", "ahead", "earlier"))
            delta = f"-{time.value}" if early else time.value
            end = time.span.end + tail.end()
            yield Change(
                "advanced" if early else "delayed", (context.document.span(start, end),), about, None, at, delta,
                reported_by=reporter, cue=context.document.span(time.span.start, end), rule="changes.late",
            )  # fmt: skip
            return


def _observation(
    context: Context,
    sentence: Sentence,
    match: re.Match[str],
    phase: Phase,
    about: Mention,
    around: tuple[int, int],
    sure: Certainty,
    found: list[Change],
) -> Iterator[Observation | Change]:
    """An observation where a clock, "on time" or the plain fact stands; an early or late end as a change as well."""
    begin, stop = around
    text = context.document.text
    times = [t for t in context.times.between(match.end(), stop) if isinstance(t.when, Instant)]
    times += [
        t for t in context.times.between(begin, match.start()) if isinstance(t.when, Instant) and not t.relative_to
    ]
    times = [t for t in times if not is_former(text, t)]
    on_time = re.match(r"[^,.;]{0,20}? on time\b", text[match.end() : stop])
    said = context.said_around(match.start(), match.start() + 1)
    at = times[0].when if times else None
    if at is None and said and said.at and phase in ("not_started", "in_progress"):
        at = said.at
    if at is None and not on_time and phase not in ("other", "not_started"):
        return
    first = max(sentence.start, min(about.spans[0].start, match.start()))
    last = max(match.end(), about.spans[0].end if about.spans[0].start > match.start() else 0)
    if on_time:
        last = match.end() + on_time.end()
    if times and match.end() <= times[0].span.start < match.end() + 40:
        last = max(last, times[0].span.end)
    if phase == "not_started" and about.spans[0].start > match.start():
        last = max(last, _end(text, stop))
    span = context.document.span(first, last)
    reporter = (said.via[-1] if said.via else said.speaker) if said else None
    yield Observation(phase, (span,), about, at, span.exact, sure, reporter, f"sightings.{phase}")
    told = any(s.start <= match.start() < s.end for c in found for s in c.spans)
    if phase in ("ended", "started") and at and not told:
        for change in _late(context, match.start(), last, sentence.end, about, at, reporter):
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
    kind = kinds().kinds.get(match[1]) if match else None
    if not match or not kind:
        return None
    return Mention(
        match[1].capitalize(),
        kind,
        (context.document.span(match.start(), match.end()),),
        definite=True,
        rule="happenings.room",
    )


def _outcomes(context: Context, sentence: Sentence, own: list[Mention], previous: list[Mention]) -> Iterator[Outcome]:
    """What a summit or talks came to."""
    match = _NO_DEAL.search(context.document.text, sentence.start, sentence.end)
    if not match:
        return
    about = next((m for m in own if m.kind in ("summit", "meeting", "visit")), None)
    about = about or next((m for m in reversed(previous) if m.kind == "summit"), None)
    said = context.said_around(match.start(), match.start() + 1)
    span = context.document.span(match.start(), match.end())
    yield Outcome("no_agreement", (span,), about, said.speaker if said else None, "changes.outcome")


def _held(context: Context, sentence: Sentence, mention: Mention) -> Mention:
    """A mention with what its clause says of it: that it was held, or lies ahead."""
    text = context.document.text
    before = text[max(sentence.start, mention.spans[0].start - 24) : mention.spans[0].start]
    held: Literal["held", "future"] | None = None
    if re.search(r"\b(?:At|During|after|In|at|during|told .{0,12}at) $", before):
        held = "held"
    elif re.search(r"\b(?:look forward to|plan(?:s|ned)? (?:a|another)?|next) ?$", before):
        held = "future"
    return Mention(
        mention.summary, mention.kind, mention.spans, mention.starts, mention.place, mention.origin, mention.destination,
        mention.participants, held, mention.definite, mention.ordinal, mention.rule,
    )  # fmt: skip
