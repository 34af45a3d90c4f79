"""What was seen or announced at a clock, on time, or not at all, in one sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from asrun.model.fact import Certainty, Change, ChangeKind, Mention, Observation, Phase
from asrun.model.span import Span
from asrun.model.time import Instant, Timex, When
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.deviations import against_plan, late
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, clause_of, is_none, kinds
from asrun.reading.changes.nearby import STILL_TO_COME, is_former
from asrun.reading.changes.phases import interrupting, personal, phases, presiding, punctual
from asrun.reading.context import Context
from asrun.reading.inflections import past_forms
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "sightings")
_ARTICLE = _WORDS.pattern("article", re.I)
_GOES_ON = ("started", "in_progress", "ended")
_AND = _WORDS.pattern("and")
_REFERS = _WORDS.pattern("refers", re.I)
_ASIDE = _WORDS.pattern("aside")
_PLANNED = _WORDS.pattern("planned")
_ON_TIME = _WORDS.pattern("on_time")
_CLOSE = 30
_NEXT = _WORDS.pattern("next")
_LENGTHS = ("delayed", "advanced", "extended", "shortened", "ended_early")
_AHEAD = _WORDS.pattern("ahead")
_ROOM = _WORDS.pattern("room")
_ALONE = frozenset(f"{verb} the {place}" for verb in ("took", "takes") for place in ("podium", "stage", "floor"))
_UNTIL = _WORDS.pattern("until")
_TO = _WORDS.pattern("to")
_HELPS = _WORDS.pattern("helps")
_NEAR = 60


def seen(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    found: Sequence[Change],
    previous: Sequence[Mention],
    spots: Sequence[Spot],
) -> Iterator[Observation | Change | Mention]:
    """What the words of observation at some spots tell, about a happening of their clause or the one told of before."""
    text = context.document.text
    own = [h for h in own if not is_none(text, h)]
    taken = [s for c in found if c.kind not in (*_LENGTHS, "participants_changed") for s in c.spans]
    told: set[tuple[Span | None, When | None]] = set()
    spots = [s for s in spots if text[slice(*s)].lower() not in punctual() or _alone(context, clauses.around(s), spots)]
    went_on = -1
    last_about: Mention | None = None
    for number, (first, last) in enumerate(spots):
        if text[first:last].lower().startswith("as ") and first - went_on < _NEAR:
            continue
        if _ARTICLE.search(text, max(sentence.start, first - 6), first):
            continue
        begin, stop = clauses.around((first, last))
        ahead = STILL_TO_COME.search(text, last, stop)
        stop = ahead.start() if ahead else stop
        joined = text.rfind(" and ", begin, first) if text[first:last].lower() in personal() else -1
        sure = certainty(text, max(begin, joined), first, last, sentence.end)
        phase = phases()[text[first:last].lower()]
        if text[first:last].lower() in _WORDS.words("rose") and not presiding().search(text[begin:first]):
            continue
        if (sure is None and phase != "not_started") or any(s.start <= first < s.end for s in taken):
            continue
        if _AHEAD.search(text[max(begin, first - 40) : first]) or _to_come(context, text[first:last]):
            continue
        if not _is_told(text, begin, (first, last)):
            continue
        went_on = last if phase in ("other", "started") else went_on
        before = max(begin, spots[number - 1][1]) if number else begin
        after = min(stop, spots[number + 1][0]) if number + 1 < len(spots) else stop
        about = _about(context, sentence, own, previous, (first, last), begin, stop)
        if about is None and text[first:last].lower() in punctual():
            about = clause_of(context, begin, last, None)
        if about is None and last_about and text[first:last].lower() in personal():
            about = last_about
        if about is None and phase == "not_started" and previous and not own:
            about = msgspec.structs.replace(previous[-1], definite=True)
        if phase == "other" and any(c.kind == "ended_early" and _around(c, first) for c in found):
            phase = "ended"
        last_about = about
        for each in (*_joined(text, own, about), about):
            observed = list(
                _observation(
                    context,
                    sentence,
                    (first, last),
                    phase,
                    each,
                    (begin, stop),
                    (before, after),
                    sure or "asserted",
                    found,
                )
            )
            for one in observed:
                if isinstance(one, Observation):
                    key = each.spans[-1] if each else None, one.at
                    if key in told:
                        continue
                    told.add(key)
                yield one
            if not observed and each and sure == "asserted" and phase in _GOES_ON and context.running:
                stamp = context.stamps.get(sentence.line)
                seen_at = stamp.when if stamp and isinstance(stamp.when, Instant) else each.starts
                yield msgspec.structs.replace(each, held="held", starts=seen_at)


def _alone(context: Context, clause: Spot, spots: Sequence[Spot]) -> bool:
    """Whether a clause has one of some spots and no clock."""
    clocks = context.times.between(*clause)
    return sum(clause[0] <= s[0] < clause[1] for s in spots) == 1 and not any(t.placed for t in clocks)


def _is_told(text: str, begin: int, spot: Spot) -> bool:
    """Whether words are no mere assurance ("as planned" behind no past verb), no hearsay, nor what comes next."""
    said = text[slice(*spot)].lower()
    if said == "gathered" and text.startswith(" that", spot[1]):
        return False
    before = text[begin : spot[0]]
    return not _NEXT.search(before) and (not said.startswith("as ") or _past().search(before) is not None)


@cache
def _past() -> re.Pattern[str]:
    """The past verbs that "as planned" may stand behind."""
    return re.compile(rf"\b(?:was|were|did|had|\w{{2,}}ed|{past_forms()})\b")


def _around(change: Change, position: int) -> bool:
    """Whether the words of a change stand around a place."""
    return any(s.start <= position < s.end for s in change.spans)


def _same_entry(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention stands in the same entry of a running report as a sentence."""
    if not context.stamps:
        return True
    other = context.sentences.at(mention.spans[0].start)
    return other is not None and context.stamps.get(other.line) is context.stamps.get(sentence.line)


def _acted(context: Context, own: Sequence[Happening], begin: int, verb: int) -> bool:
    """Whether a person is the subject of a verb that else tells of a happening: "the mayor finished at 2:47"."""
    hits = [h for h in context.names.between(max(begin, verb - _NEAR), verb) if h.end <= verb]
    last = hits[-1] if hits and hits[-1].kind in ("person", "unnamed", "group") else None
    between = context.document.text[last.end : verb] if last else ""
    return last is not None and _HELPS.fullmatch(between) is not None and not any(h.end > last.end for h in own)


def _to_come(context: Context, words: str) -> bool:
    """Whether a present tense tells of what lies ahead, as outside a running report: "the lecture starts at 5 p.m."."""
    verb = words.split(" ", maxsplit=1)[0].lower()
    return not context.running and verb.endswith("s") and verb not in ("is", "was", "as")


def _joined(text: str, own: Sequence[Happening], about: Mention | None) -> list[Mention]:
    """The happenings that are told of together with one: "the wreath-laying, the lunch and the talks"."""
    found: list[Mention] = []
    if about is None:
        return found
    last = about.spans[0].start
    for one in reversed([h for h in own if h.end <= last]):
        if not _AND.fullmatch(text, one.end, last):
            break
        found.insert(0, one.mention)
        last = one.start
    return found


def _about(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    spot: Spot,
    begin: int,
    stop: int,
) -> Mention | None:
    """The happening before some words in their clause, else the one after them or a room's, else the one told of before.

    What a person does ("walked in", "took the podium") is done at a happening that the words need not name.
    """
    text = context.document.text
    does = text[slice(*spot)].lower() in personal() or _acted(context, own, begin, spot[0])
    before = next((h for h in reversed(own) if begin <= h.start and h.end <= spot[0] + 1), None)
    if before and before.mention.kind == "journey" and spot[0] - before.end > _CLOSE:
        before = None
    after = next((h.mention for h in own if spot[1] <= h.start < stop), None)
    named = (before.mention if before and not does else None) or after or _room(context, spot[1], stop)
    if named:
        return named
    earlier = [h.mention for h in own if h.end <= spot[0] and h.mention.kind != "journey"]
    earlier = earlier or [m for m in previous if m.kind != "journey"]
    subject = text[begin : spot[0]]
    aside = _ASIDE.search(subject)
    subject = subject[: aside.start()] + " " if aside and not _past().search(subject[: aside.start()]) else subject
    if not does:
        presides = presiding().search(subject)
        refers = _REFERS.search(subject) or presides or (begin == sentence.start and not subject.strip())
        return msgspec.structs.replace(earlier[-1], definite=True) if earlier and refers else None
    if earlier and earlier[-1].held != "future" and _same_entry(context, sentence, earlier[-1]):
        inside = begin <= earlier[-1].spans[0].start < spot[0]
        named = msgspec.structs.replace(earlier[-1], definite=True)
        return named if inside else clause_of(context, begin, stop, None, earlier[-1])
    who = [h for h in context.names.between(begin, spot[0]) if h.kind in ("person", "group", "unnamed")]
    first = who[-1].start if who else begin
    if not text[first : first + 1].isupper():
        return None
    return Mention(
        "", "other", (context.document.span(first, spot[1]),), participants=tuple(h.name for h in who[-1:]), definite=True,
        rule="sightings.somewhere",
    )  # fmt: skip


def _observation(
    context: Context,
    sentence: Sentence,
    spot: Spot,
    phase: Phase,
    about: Mention | None,
    around: Spot,
    near: Spot,
    sure: Certainty,
    found: Sequence[Change],
) -> Iterator[Observation | Change]:
    """An observation where a clock, "on time" or the plain fact stands; an early or late end as a change as well."""
    begin, stop = around
    text = context.document.text
    ran = text[slice(*spot)].lower().endswith(" from")
    times = [t for t in context.times.between(*near) if isinstance(t.when, Instant)]
    times = [t for t in times if ran or not (is_former(text, t) or is_planned(context, t))]
    after = [t for t in times if t.span.start >= spot[1]]
    times = after or [t for t in times if t.span.end <= spot[0] and not t.relative_to][-1:]
    on_time = _ON_TIME.match(text, spot[1], stop)
    exactly = text[slice(*spot)].lower() in punctual()
    said = context.said_around(spot[0], spot[0] + 1)
    paused = text[slice(*spot)].lower() in interrupting()
    times = [t for t in times if not (paused and _UNTIL.search(text, spot[1], t.span.start))]
    at = times[0].when if times else None
    if at is None and said and said.at and phase in ("not_started", "in_progress"):
        at = said.at
    entry = context.entry(sentence) if at is None else None
    at = entry.when if entry else at
    if at is None and not (on_time or exactly) and (paused or about is None or phase not in ("other", "not_started")):
        return
    gathers = phase == "other" and "gather" in text[slice(*spot)].lower()
    if about is None and not (
        phase in ("not_started", "in_progress") or gathers or text[slice(*spot)].lower() in _ALONE
    ):
        return
    first, last = spot
    if about and phase == "other" and at is not None and not (gathers or paused):
        phase = "started"
    inside = about is not None and sentence.start <= about.spans[0].start < sentence.end
    if about and inside:
        first = min(about.spans[0].start, first) if near[0] <= about.spans[0].start else max(first, near[0])
        last = max(last, about.spans[0].end if about.spans[0].start > spot[0] else 0)
    elif about:
        first = near[0]
    if on_time:
        last = on_time.end()
    if times and spot[1] <= times[0].span.start < spot[1] + 40:
        last = max(last, times[0].span.end)
    if about and phase == "not_started" and about.spans[0].start > spot[0]:
        last = max(last, _end(text, stop))
    span = context.document.span(first, last)
    if about and not about.summary:
        about = msgspec.structs.replace(about, starts=at)
    reporter = (said.via[-1] if said.via else said.speaker) if said else None
    yield Observation(phase, (span,), about, at, span.exact, sure, reporter, f"sightings.{phase}")
    if times and ran:
        yield from _until(context, about, span, times[0], sure, reporter)
    told = any(s.start <= spot[0] < s.end for c in found for s in c.spans)
    if about and phase == "started" and at and not (told or ran):
        yield from against_plan(context, begin, spot, last, about, at, reporter)
    if about and phase in ("ended", "started") and at and not told:
        for change in late(context, spot[0], last, sentence.end, about, at, reporter):
            ends: dict[str, ChangeKind] = {"advanced": "ended_early", "delayed": "extended"}
            kind = ends.get(change.kind, change.kind) if phase == "ended" else change.kind
            yield Change(
                kind, change.spans, about, None, at, change.delta, reported_by=reporter, cue=change.cue,
                rule=change.rule,
            )  # fmt: skip


def _until(
    context: Context, about: Mention | None, span: Span, start: Timex, sure: Certainty, reporter: str | None
) -> Iterator[Observation]:
    """The end of what "ran from 5 to 6"."""
    text = context.document.text
    for time in context.times.between(start.span.end, start.span.end + _CLOSE):
        if isinstance(time.when, Instant) and _TO.fullmatch(text, start.span.end, time.span.start):
            whole = context.document.span(span.start, time.span.end)
            yield Observation("ended", (whole,), about, time.when, whole.exact, sure, reporter, "sightings.ended")
            return


def is_planned(context: Context, time: Timex) -> bool:
    """Whether a clock is one that something was planned for: "had been due at 1:30"."""
    before = context.document.text[max(0, time.span.start - 60) : time.span.start]
    return bool(_PLANNED.search(before))


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
