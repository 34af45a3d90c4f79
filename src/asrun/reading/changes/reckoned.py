"""Moments told by their distance from something else: "17 minutes after the choir began", "an hour after the doors"."""

import re
from collections.abc import Sequence

import msgspec

from asrun.model.fact import Change, Fact, Mention, Observation
from asrun.model.time import Instant, Timex, duration_seconds
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.lasting import ends_of_begun
from asrun.reading.changes.tellings import PIECE, past_verb, phase_of, told_of
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "reckoned")
_WAY = _WORDS.pattern("way")
_LATER = re.compile(r" (?P<on>later)$(?P<way>)(?P<that>)")
_BESIDE = _WORDS.pattern("beside")
_PLAN = _WORDS.pattern("plan")
_STOP = _WORDS.pattern("stop")
_WORD = re.compile(r"[a-z]{4,}")
_NEAR, _LONGEST = 110, 8 * 3600


def reckoned(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    facts: Sequence[Fact],
    before: Sequence[Observation],
) -> list[Fact]:
    """The facts of a sentence, with what its lengths add to them.

    `before` are the sightings of the sentences before. What somebody left so long after it began was left when it ended.
    """
    text = context.document.text
    told: list[Fact] = list(facts)
    made: list[Observation] = []
    for time in context.times.between(sentence.start, sentence.end):
        seconds = duration_seconds(time.value) if time.type == "DURATION" else None
        later = _LATER.search(text, time.span.start, time.span.end)
        way = _WAY.match(text, time.span.end, sentence.end) or later if seconds and seconds < _LONGEST else None
        if not seconds or way is None or (later and text.startswith(" than", time.span.end)):
            continue
        stop = _STOP.search(text, way.end(), sentence.end)
        clause = (way.end(), stop.start() if stop else sentence.end)
        if _PLAN.search(text[slice(*clause)]):
            continue
        gap = seconds if way["way"] != "before" else -seconds
        beside = _beside(text, time, told)
        if beside is not None and not way["that"] and not way["on"]:
            if began := _began(context, clause, beside, gap):
                made.append(began)
                told = [_ended(o, began) if o is beside else o for o in told if not _measured(o, time)]
        elif beside is None and (
            seen := _counted(
                context,
                sentence,
                clauses,
                own,
                previous,
                time,
                way,
                clause,
                gap,
                [*before, *(o for o in told if isinstance(o, Observation))],
            )
        ):
            made.append(seen)
    return ends_of_begun([*told, *made], before)


def _beside(text: str, time: Timex, facts: Sequence[Fact]) -> Observation | None:
    """What was seen at the clock right before a length."""
    for one in facts:
        if isinstance(one, Observation) and isinstance(one.at, Instant):
            end = max(s.end for s in one.spans)
            if end <= time.span.start and _BESIDE.fullmatch(text, end, time.span.start):
                return one
    return None


def _began(context: Context, clause: tuple[int, int], known: Observation, gap: int) -> Observation | None:
    """What a clause behind "after" tells to have come about so long before something seen at a clock."""
    text = context.document.text
    words = text[slice(*clause)]
    phase = phase_of(words)
    if not past_verb(text, *clause) or not isinstance(known.at, Instant) or phase == "other":
        return None
    span = context.document.span(
        clause[0] + len(words) - len(words.lstrip()), clause[1] - len(words) + len(words.rstrip())
    )
    at = known.at.shifted(-gap)
    about = known.about
    if about is None or about.kind in ("departure", "arrival"):
        who = about.participants if about else ()
        about = Mention("", "other", (span,), starts=at, participants=who, definite=True, rule="reckoned.under-way")
    return Observation(phase, (span,), about, at, span.exact, "asserted", known.reported_by, "reckoned.before")


def _measured(one: Fact, time: Timex) -> bool:
    """Whether a delay was read from a length that counts from a beginning."""
    return isinstance(one, Change) and one.kind == "delayed" and any(
        s.start <= time.span.start < s.end for s in one.spans
    )  # fmt: skip


def _ended(one: Observation, began: Observation) -> Observation:
    """A departure so long after a beginning, as the end of what began."""
    if one.phase not in ("departure", "other") or began.phase != "started" or began.about is None:
        return one
    return msgspec.structs.replace(one, phase="ended", about=began.about)


def _counted(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    time: Timex,
    way: re.Match[str],
    clause: tuple[int, int],
    gap: int,
    known: Sequence[Observation],
) -> Observation | None:
    """What a clause tells to have come about so long after something seen before."""
    text = context.document.text
    begin, stop = clauses.around((time.span.start, time.span.end))
    begin = max(begin, time.span.start - _NEAR)
    words = text[begin : time.span.start]
    begin += max((m.end() for m in PIECE.finditer(words)), default=0)
    if not past_verb(text, begin, time.span.start):
        return None
    if certainty(text, begin, time.span.start, time.span.end, sentence.end) != "asserted":
        return None
    if any(t.placed for t in context.times.between(begin, stop)):
        return None
    if way["that"] or way["on"]:
        reference = next((o for o in reversed(known) if isinstance(o.at, Instant)), None)
    else:
        reference = _named(text[slice(*clause)], known)
    if reference is None or not isinstance(reference.at, Instant):
        return None
    at = reference.at.shifted(gap)
    about = told_of(
        context, [h for h in own if h.end <= time.span.start], previous, at, (time.span.start, time.span.end),
        (begin, stop), sentence,
    )  # fmt: skip
    while text[begin] in " ,;:":
        begin += 1
    span = context.document.span(begin, max(clause[1], way.end()))
    return Observation(phase_of(text[begin : time.span.start]), (span,), about, at, span.exact, rule="reckoned.after")


def _named(words: str, known: Sequence[Observation]) -> Observation | None:
    """The sighting whose words some words repeat, the latest first; its end only where they tell of one."""
    mine = set(_WORD.findall(words.lower()))
    ended = phase_of(words) == "ended"
    for one in reversed(known):
        theirs = f"{one.what} {one.about.summary if one.about else ''}".lower()
        if isinstance(one.at, Instant) and (one.phase == "ended") == ended and mine & set(_WORD.findall(theirs)):
            return one
    return None
