"""What is told beside what it is not: "at the Opera and not at the castle", "at noon, not at ten", "Kragh, not Holt"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from asrun.model.fact import Change, ChangeKind, Mention
from asrun.model.time import Day, Instant, Timex, When, iso_duration
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.building import venue
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.hints import unnamed
from asrun.reading.changes.reference import is_pronoun_first
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "contrasts")
_OTHER_TIME = _WORDS.pattern("other_time")
_PLACED = _WORDS.pattern("placed")
_NOT_BUT = _WORDS.pattern("not_but")
_NOT_WHO = _WORDS.pattern("not_who")
_ACTS = _WORDS.pattern("acts")
_CLAUSE = _WORDS.pattern("clause")
_OPPOSED = _WORDS.pattern("opposed")
_FEW = 300
_DAY = 86400
_REACH = 160


def contrasts(
    context: Context, sentence: Sentence, own: Sequence[Happening], previous: Sequence[Mention], found: Sequence[Change]
) -> Iterator[Change]:
    """The changes that a sentence tells by naming what holds and, beside it, what does not."""
    if not context.sentences.filed.spots(_WORDS.words("beside")).within(sentence.start, sentence.end):
        return
    text = context.document.text
    if not _OPPOSED.search(text, sentence.start, sentence.end):
        return
    known = {(c.kind, c.about.spans[0]) for c in found if c.about}
    for made in (
        *_times(context, sentence, own, previous),
        *_places(context, sentence, own),
        *_persons(context, sentence, own),
    ):
        if made.about and (made.kind, made.about.spans[0]) not in known:
            yield made


def _near(own: Sequence[Happening], previous: Sequence[Mention], position: int, floor: int) -> Mention | None:
    """The happening told of before a position in its sentence, else after it, else in the sentence before."""
    before = [h.mention for h in own if h.start < position]
    after = [h.mention for h in own if h.start >= position]
    earlier = [m for m in previous if m.spans[0].start >= floor]
    return next(iter([*before[-1:], *after[:1], *earlier[-1:]]), None)


def _times(
    context: Context, sentence: Sentence, own: Sequence[Happening], previous: Sequence[Mention]
) -> Iterator[Change]:
    """Reads "at noon, not at ten" and "on Tuesday instead of Monday"."""
    text = context.document.text
    times = [t for t in context.times.between(sentence.start, sentence.end) if not t.relative_to and t.when]
    floor = context.document.lines[sentence.line].start
    for first, second in pairwise(times):
        if not _OTHER_TIME.fullmatch(text, first.span.end, second.span.start):
            continue
        about = _near(own, previous if is_pronoun_first(text, sentence) else (), first.span.start, floor)
        change = _moved(first, second)
        if about is None or change is None:
            continue
        if certainty(text, sentence.start, first.span.start, first.span.end, sentence.end) is None:
            continue
        kind, delta = change
        before, after = second.when, first.when
        yield _made(context, kind, about, (first.span.start, second.span.end), before, after, delta if delta else None)


def contrasted(
    context: Context, sentence: Sentence, previous: Sequence[Mention], found: Sequence[Change]
) -> Iterator[Change]:
    """Hints of two clocks of which one does not hold, of whatever it is: "weighed anchor at 8:10 rather than 7:45"."""
    text = context.document.text
    times = [t for t in context.times.between(sentence.start, sentence.end) if isinstance(t.when, Instant)]
    for first, second in pairwise(times):
        change = _moved(first, second) if _OTHER_TIME.fullmatch(text, first.span.end, second.span.start) else None
        if change is None or any(c.before == second.when for c in found) or not isinstance(second.when, Instant):
            continue
        if certainty(text, sentence.start, first.span.start, first.span.end, sentence.end):
            told = Change(change[0], (first.span,), None, second.when, first.when, change[1], cue=first.span)
            yield unnamed(context, sentence, told, (sentence.start, second.span.end), previous)


def _moved(first: Timex, second: Timex) -> tuple[ChangeKind, str | None] | None:
    """The kind of change between two moments and its length."""
    after, before = first.when, second.when
    if isinstance(after, Instant) and isinstance(before, Instant):
        gap = round((after.utc - before.utc).total_seconds())
        if abs(gap) < _FEW:
            return None
        return ("rescheduled" if abs(gap) >= _DAY else "delayed" if gap > 0 else "advanced"), iso_duration(gap)
    if isinstance(after, Day) and isinstance(before, Day) and after.day != before.day:
        return "rescheduled", f"{'-' if after.day < before.day else ''}P{abs((after.day - before.day).days)}D"
    return None


def _places(context: Context, sentence: Sentence, own: Sequence[Happening]) -> Iterator[Change]:
    """Reads "at the Opera and not at the castle", "not at the castle but at the Opera"."""
    text = context.document.text
    for match in _PLACED.finditer(text, sentence.start, sentence.end):
        start, end = match.span("there")
        timed = any(t.span.start < end and t.span.end > start for t in context.times.between(start - 4, end))
        if timed or not (match["lead"] or _is_place(context, start, end)):
            continue
        yield from _relocated(context, sentence, own, match)
    for match in _NOT_BUT.finditer(text, sentence.start, sentence.end):
        yield from _relocated(context, sentence, own, match)


def _is_place(context: Context, start: int, end: int) -> bool:
    """Whether some words are a known place or name a venue."""
    known = any(h.kind == "place" for h in context.names.between(start, end))
    return known or bool(venue().match(f" at {context.document.text[start:end].lower()} "))


def _relocated(
    context: Context, sentence: Sentence, own: Sequence[Happening], match: re.Match[str]
) -> Iterator[Change]:
    text = context.document.text
    start, end = match.span("here")
    if any(t.span.start < end and t.span.end > start for t in context.times.between(max(0, start - 12), end)):
        return
    about = next((h.mention for h in reversed(own) if h.start < match.start()), None)
    if _CLAUSE.search(match[0]) or not _is_place(context, start, end):
        return
    if about is None or certainty(text, sentence.start, match.start(), start, sentence.end) is None:
        return
    place = next((h.name for h in context.names.between(start, end) if h.kind == "place"), None)
    yield _made(context, "relocated", about, match.span(), None, place, None)


def _persons(context: Context, sentence: Sentence, own: Sequence[Happening]) -> Iterator[Change]:
    """Reads "Kragh, not Holt, will chair the round table"."""
    text = context.document.text
    hits = [h for h in context.names.between(sentence.start, sentence.end) if h.kind in ("person", "unnamed")]
    for one, other in pairwise(hits):
        if not _NOT_WHO.fullmatch(text, one.end, other.start) or not _ACTS.match(text, other.end):
            continue
        about = next((h.mention for h in own if other.end <= h.start < other.end + _REACH), None)
        if about:
            yield _made(context, "participants_changed", about, (one.start, other.end), None, None, None)


def _made(
    context: Context,
    kind: ChangeKind,
    about: Mention,
    cue: tuple[int, int],
    before: When | str | None,
    after: When | str | None,
    delta: str | None,
) -> Change:
    said = context.said_around(cue[0], cue[0] + 1)
    first = about.spans[0]
    near = abs(first.start - cue[0]) < _REACH
    whole = context.document.span(
        min(cue[0], first.start) if near else cue[0], max(cue[1], first.end) if near else cue[1]
    )
    return Change(
        kind, (whole,), about, before, after, delta, reported_by=said.speaker if said else None,
        cue=context.document.span(*cue), rule="changes.contrast",
    )  # fmt: skip
