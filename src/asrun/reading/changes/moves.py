"""Arrivals and departures in one sentence: seen at a clock, planned, or still to come."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from asrun.model.fact import Change, Mention, Observation, Phase, Plan
from asrun.model.span import Span
from asrun.model.time import Instant, Timex, When
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.acts import clock_of, moved, told_at
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.deviations import against_plan, late
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, clause_of, kinds, title
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "moves")
_MOVING = _WORDS.pattern("moving", re.I)
_NEXT = re.compile(r"\b(?:Next|Coming up|To come)\b[^.;]{0,24}$")
_MOVED = _WORDS.pattern("moved")
_MARCHING = _WORDS.pattern("marching")
_NAMED = _WORDS.pattern("named")
_IT = re.compile(r"\b(?:it|which) $")
_INSTEAD_OF = _WORDS.pattern("instead_of")
_WHEELS = _WORDS.pattern("wheels")
_LENGTHS = ("delayed", "advanced", "extended", "shortened")
LEG = "moves.leg"


def moves(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    found: Sequence[Change],
    spots: Sequence[Spot],
    phases: Sequence[Spot] = (),
) -> Iterator[Observation | Change | Plan | Mention]:
    """Arrivals and departures: seen at a clock, planned, or still to come; but not what is said at `phases`."""
    text = context.document.text
    who: tuple[str, ...] = ()
    left: Mention | None = None
    times = context.moments(sentence)
    spots = [s for s in spots if not any(a < s[1] and s[0] < b and b - a > s[1] - s[0] for a, b in phases)]
    for number, (first, last) in enumerate(spots if times else ()):
        begin, stop = clauses.around((first, last))
        flown = text[first:last].lower() != "was down" or _MOVED.search(text, max(begin, first - 30), first)
        if (
            _NEXT.search(text[begin:first])
            or (text[first:last].lower().startswith("wheels ") and _WHEELS.match(text, last, stop))
            or not flown
            or (text[first:last].endswith(" at") and any(t.span.start == last + 1 for t in times))
        ):
            continue
        going = _going(text, own, begin, first)
        if going and not context.running and text[first:last].lower().split(" ")[0].endswith("s"):
            continue
        marching = _MARCHING.search(text, max(begin, first - 30), first)
        if text[first:last].lower() not in kinds().moves and not (
            going or marching or _moves(context, begin, first, last)
        ):
            continue
        if certainty(text, begin, first, last, sentence.end) is None or _out_of_one(text, own, (first, last)):
            continue
        if any(s.start <= first < s.end and c.kind not in _LENGTHS for c in found for s in c.spans):
            continue
        before = spots[number - 1][1] if number else begin
        after = spots[number + 1][0] if number + 1 < len(spots) else stop
        if (
            going
            and isinstance(time := clock_of(text, times, (first, last), begin, stop), Timex)
            and isinstance(time.when, Instant)
        ):
            span = context.document.span(going[0], max(last, time.span.end))
            about = msgspec.structs.replace(going[1].mention, definite=True)
            yield Observation("started", (span,), about, time.when, span.exact, rule="moves.began")
            continue
        told = moved(context, sentence, (first, last), clauses, times, before, after)
        if told is None:
            continue
        about, when, time = told
        if marching and when == "told" and isinstance(time.when, Instant):
            span = context.document.span(begin, max(last, time.span.end))
            about = clause_of(context, begin, last, time.when)
            yield Observation("started", (span,), about, time.when, span.exact, rule="moves.marching")
            continue
        if not about.participants and before > begin and who:
            named = title(about.kind, who[0], about.origin, about.destination)
            about = msgspec.structs.replace(about, summary=named, participants=who)
        who = about.participants
        if when == "ahead" and context.running and text[first:last].lower().endswith("s"):
            when = "told"
        if left and about.kind == "arrival":
            # A journey of which both ends are told is one event.
            about, left = msgspec.structs.replace(about, spans=(about.spans[0], left.spans[0]), rule=LEG), None
        if when != "told":
            yield from told_at(context, about, when, time, (first, last), "moves")
        elif isinstance(time.when, Instant):
            for fact in _moved_at(context, found, about, time, (first, last), (begin, stop), times):
                left = fact.about if isinstance(fact, Observation) and about.kind == "departure" else left
                yield fact


def _out_of_one(text: str, own: Sequence[Happening], spot: Spot) -> bool:
    """Whether somebody comes out of a happening: "out of the cabinet meeting"."""
    return text[slice(*spot)].lower() == "out of" and any(0 <= h.start - spot[1] <= 1 for h in own)


def _going(text: str, own: Sequence[Happening], begin: int, verb: int) -> tuple[int, Happening] | None:
    """The happening that itself moves, and where its clause begins: "the parade set off", "it set off"."""
    before = next((h for h in reversed(own) if h.end <= verb), None)
    if before is None or before.mention.kind not in ("ceremony", "other", "visit"):
        return None
    it = _IT.search(text[max(begin, before.end) : verb])
    if it or 0 <= verb - before.end <= 1:
        return (verb - len(it[0]) if it else before.start), before
    return None


def _moves(context: Context, begin: int, first: int, last: int) -> bool:
    """Whether someone or something on the move stands before words that say other things as well, or a place after them.

    In notes from the scene a verb that opens a sentence is of those who are followed: "Rolled at 0744."
    """
    if context.header.kind == "pool_report" and begin == first and context.document.text[first].isupper():
        return True
    before = context.names.between(max(begin, first - 40), first)
    who = any(h.kind in ("person", "group", "unnamed") for h in before)
    who = who or bool(_NAMED.search(context.document.text[max(begin, first - 40) : first]))
    moving = _MOVING.search(context.document.text, max(begin, first - 40), first)
    return who or bool(moving) or any(h.kind == "place" for h in context.names.between(last, last + 12))


def _moved_at(
    context: Context,
    found: Sequence[Change],
    about: Mention,
    time: Timex,
    spot: Spot,
    around: Spot,
    times: Sequence[Timex],
) -> Iterator[Observation | Change | Plan]:
    """A movement seen at a clock, with the clock that it was planned for, and how late it was."""
    text = context.document.text
    end = max(spot[1], time.span.end)
    span = context.document.span(min(about.spans[0].start, time.span.start), end)
    about = _seen_at(about, span, time.when)
    said = context.said_around(spot[0], spot[0] + 1)
    reporter = (said.via[-1] if said.via else said.speaker) if said else None
    phase: Phase = "arrival" if about.kind == "arrival" else "departure"
    yield Observation(phase, (span,), about, time.when, span.exact, "asserted", reporter, "sightings.movement")
    former = next((t for t in times if 0 < t.span.start - time.span.end < 40 and isinstance(t.when, Instant)), None)
    if former and _INSTEAD_OF.fullmatch(text, time.span.end, former.span.start):
        whole = context.document.span(span.start, former.span.end)
        yield Plan(
            about.summary, about.kind, (span, whole), former.when, None, None, about.place, about.origin, about.destination,
            about.participants, restates=True, rule="moves.instead-of",
        )  # fmt: skip
    if not any(s.start <= spot[0] < s.end for c in found for s in c.spans):
        yield from late(context, spot[0], end, around[1], about, time.when, reporter)
        if time.when and former is None:
            yield from against_plan(context, around[0], spot, end, about, time.when, reporter)


def _seen_at(mention: Mention, span: Span, at: When | None) -> Mention:
    """A movement as it was seen: over the words that tell of it, at its clock."""
    return msgspec.structs.replace(mention, spans=(span, *mention.spans[1:]), starts=at, held="held")
