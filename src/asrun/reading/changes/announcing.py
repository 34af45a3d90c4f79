"""What was announced or decided at a clock: a change, a change of programme, a lid, a delay that somebody saw."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from asrun.model.fact import Change, Mention, Observation, Phase
from asrun.model.time import Instant, Timex, When
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.phases import announcing, phases
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "announcing")
_TO = _WORDS.pattern("to")
_CLOSE = 30
_NEAR = 60
_LEARNED_AT = _WORDS.pattern("learned_at")
_DECIDED = ("cancelled", "postponed", "replaced", "restored")
_AT_LAST = _WORDS.pattern("at_last")
_AT = _WORDS.pattern("at", re.I)


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
    cues = announcing()
    for time in context.times.between(sentence.start, sentence.end):
        if not time.placed or time.relative_to:
            continue
        lead = _AT.search(text, max(sentence.start, time.span.start - 10), time.span.start)
        start = lead.start() if lead else time.span.start
        before = text[max(sentence.start, start - 80) : start]
        after = text[time.span.end : min(sentence.end, time.span.end + 80)]
        first = not before.strip(' ("“') and cues.announces.search(after)
        if lead and (first or cues.announced.search(before) or (cues.per.search(before) and after.startswith(":"))):
            return time
    return None


def announced(context: Context, found: Sequence[Change], time: Timex | None) -> tuple[list[Change], list[Observation]]:
    """Changes with the clock at which they were announced, and the announcements as observations."""
    changes: list[Change] = []
    seen: list[Observation] = []
    for one in found:
        known = time or decided_at(context, one)
        at = known.when if known else None
        if known is None or not isinstance(at, Instant):
            changes.append(one)
            continue
        change = one if one.at or one.after == at else msgspec.structs.replace(one, at=at)
        changes.append(change)
        if change.at != at or change.kind == "unspecified" or (change.kind == "delayed" and change.after is None):
            continue
        for span in change.spans:
            whole = context.document.span(min(span.start, known.span.start), max(span.end, known.span.end))
            seen.append(
                Observation(
                    "announcement", (whole,), change.about, at, span.exact, change.certainty, relayed(context, known),
                    "sightings.announcement",
                )
            )  # fmt: skip
    return changes, seen


def relayed(context: Context, time: Timex) -> str | None:
    """Who tells of an announcement made at a clock: not who makes it, unless the clock stands in somebody's words."""
    said = context.said_around(time.span.start, time.span.end)
    return (said.via[-1] if said.via else said.speaker) if said else None


def decided_at(context: Context, change: Change) -> Timex | None:
    """The clock at which something was called off or put off: "was scrapped at 18:30", "at 16:00 the rally was off"."""
    if change.kind not in _DECIDED or change.cue is None or change.certainty != "asserted":
        return None
    text, cue = context.document.text, change.cue
    times = [
        t for t in context.times.between(cue.end, cue.end + _CLOSE) if isinstance(t.when, Instant) and not t.relative_to
    ]
    behind = next((t for t in times if _AT_LAST.fullmatch(text, cue.end, t.span.start)), None)
    first = change.spans[0].start
    opens = next(iter(context.times.between(max(0, first - _CLOSE), first)), None)
    if behind is None and opens and isinstance(opens.when, Instant) and not opens.relative_to:
        lead = re.search(
            r"(?:^|[.!?\n] ?)(?:At|Shortly (?:before|after)|By|Around) $",
            text[max(0, opens.span.start - 20) : opens.span.start],
        )
        return opens if lead and re.fullmatch(r",? (?:the |that |a )?", text[opens.span.end : first]) else None
    return behind


def learned(context: Context, sentence: Sentence, topic: Mention | None) -> Iterator[Observation]:
    """Reads "the builder was told at 16:00": when somebody learned of the change that was told of last."""
    text = context.document.text
    if topic is None:
        return
    for match in announcing().learned.finditer(text, sentence.start, sentence.end):
        times = context.times.between(match.end() - 1, min(sentence.end, match.end() + _NEAR))
        time = next((t for t in times if isinstance(t.when, Instant) and not t.relative_to), None)
        if time is None or not _LEARNED_AT.fullmatch(text, match.end(), time.span.start):
            continue
        if certainty(text, sentence.start, *match.span(), sentence.end) is None:
            continue
        said = context.said_around(match.start(), match.start() + 1)
        who = [h.start for h in context.names.between(max(sentence.start, match.start() - _NEAR), match.start())]
        first = who[-1] if who else match.start()
        span = context.document.span(first, time.span.end)
        about = msgspec.structs.replace(topic, definite=True)
        reporter = (said.via[-1] if said.via else said.speaker) if said else None
        yield Observation(
            "announcement", (span,), about, time.when, span.exact, reported_by=reporter, rule="announcing.learned"
        )
        return


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
        if change.kind == "ended_early" and isinstance(change.after, Instant) and change.certainty == "asserted":
            yield Observation(
                "ended", change.spans, change.about, change.after, change.spans[0].exact, change.certainty,
                change.reported_by, "sightings.ended-early",
            )  # fmt: skip
        if change.kind == "delayed" and isinstance(change.at, Instant) and change.reported_by and change.after is None:
            running = (change.cue and "running" in change.cue.exact.lower()) or change.delta
            phase: Phase = "running_late" if running else "not_started"
            yield Observation(
                phase, change.spans, change.about, change.at, change.spans[0].exact, change.certainty, change.reported_by,
                "sightings.delay",
            )  # fmt: skip


def broken_off(context: Context, found: Sequence[Change], phases_here: Sequence[Spot]) -> list[Change]:
    """The changes, of which what was called off after it had begun ended early: "kicked off ... and was abandoned"."""
    text = context.document.text
    made: list[Change] = []
    for one in found:
        cue, about = one.cue, one.about
        began = [
            s for s in phases_here
            if cue and about and about.spans[0].end <= s[0] < cue.start and phases()[text[slice(*s)].lower()] == "started"
            and not _TO.search(text, about.spans[0].end, s[0])
        ]  # fmt: skip
        if one.kind != "cancelled" or not began or cue is None or about is None:
            made.append(one)
            continue
        clock = decided_at(context, one)
        after = clock.when if clock else None
        made.append(msgspec.structs.replace(one, kind="ended_early", spans=(cue,), after=after))
    return made
