"""What a past clause tells at a clock with verbs that are on no list: "the cornerstone was laid at 10:15"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from asrun.model.fact import Change, Fact, Mention, Observation, Phase, Plan
from asrun.model.time import Instant, Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, clause_of, is_none
from asrun.reading.changes.lexicon import data, tails
from asrun.reading.changes.nearby import STILL_TO_COME, is_former
from asrun.reading.changes.sightings import is_planned
from asrun.reading.context import Context
from asrun.reading.inflections import past_forms
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "tellings")
_NEAR, _SUBJECT = 110, 40
# The same planned clock told once more: "down for nine, three in the afternoon there".
_TWIN = re.compile(r" ?[,/(] ?")
_HAD = re.compile(r"\bhad \w+")
_STILL = _WORDS.pattern("still", re.I)
PIECE = _WORDS.pattern("piece")
_LEAD = _WORDS.pattern("lead", re.I)
NOT_SEEN = _WORDS.pattern("not_seen", re.I)
_LAST = _WORDS.pattern("last", re.I)
_OPENING = _WORDS.pattern("opening", re.I)
_WAS_TO = _WORDS.pattern("was_to")
_AHEAD = _WORDS.pattern("ahead")


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Past verbs, those of saying, those that end something, and those that begin it."""
    rows = data()["tellings"]
    said, ended, began = (re.compile(rf"\b(?:{'|'.join(rows[n])})\b", re.I) for n in ("said", "ended", "began"))
    not_told = "|".join(rows["adjectives"])
    past = re.compile(rf"\b(?!(?:{not_told})\b)(?:was|were|\w{{2,}}[a-z]ed|{past_forms()}|put|cut|shut|hit|read)\b")
    return past, said, ended, began


@cache
def weather() -> re.Pattern[str]:
    """What rises and falls by the clock without being part of any plan."""
    return re.compile(rf"\b(?:{'|'.join(data()['tellings']['weather'])})\b", re.I)


def tellings(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    found: Sequence[Fact],
) -> Iterator[Observation]:
    """The clocks of a sentence that none of the facts `found` in it has, where a past verb stands by them."""
    text = context.document.text
    own = [h for h in own if not is_none(text, h)]
    taken = set(taken_by(found))
    passed = sentence.start
    for time in context.times.between(sentence.start, sentence.end):
        if time.type != "TIME" or time.relative_to or time.twin or not isinstance(time.when, Instant):
            continue
        if is_planned(context, time) or _TWIN.fullmatch(text, passed, time.span.start):
            passed = time.span.end
            continue
        if time.when in taken or is_former(text, time):
            continue
        verb = _verb(text, sentence, clauses, time)
        around = clauses.around((time.span.start, time.span.end))
        if verb is None or certainty(text, min(around[0], verb[0]), *verb, sentence.end) != "asserted":
            continue
        taken.add(time.when)
        begin, stop = around
        about = told_of(context, own, previous, time.when, verb, (begin, stop), sentence)
        said = context.said_around(verb[0], verb[0] + 1)
        reporter = (said.via[-1] if said.via else said.speaker) if said else None
        first, last = min(verb[0], time.span.start), max(verb[1], time.span.end)
        if sentence.start <= about.spans[0].start < sentence.end:
            first = min(first, about.spans[0].start) if about.spans[0].start >= begin else first
        span = context.document.span(first, last)
        words = text[max(begin, verb[0] - _SUBJECT) : last]
        yield Observation(phase_of(words), (span,), about, time.when, span.exact, reported_by=reporter, rule="tellings")


@cache
def _late() -> re.Pattern[str]:
    """The cue of a change that is told of a clock at which something was seen: "at 11.30, half an hour late"."""
    return re.compile(rf"(?:{'|'.join(tails())})\b", re.I)


def taken_by(found: Sequence[Fact]) -> Iterator[object]:
    """The moments that facts have."""
    for fact in found:
        if isinstance(fact, Observation):
            yield fact.at
        elif isinstance(fact, Change):
            yield from (fact.before, fact.at)
            if not _late().match(fact.cue.exact if fact.cue else ""):
                yield fact.after
        elif isinstance(fact, Plan):
            yield from (fact.starts, fact.ends)


def _verb(text: str, sentence: Sentence, clauses: Clauses, time: Timex) -> tuple[int, int] | None:
    """The past verb that a clock belongs to: the last before it in its clause, else the first one that it opens."""
    past, said, _, _ = _verbs()
    begin, stop = clauses.around((time.span.start, time.span.end))
    begin = max(begin, time.span.start - _NEAR)
    before = text[begin : time.span.start]
    if not _LEAD.search(before) or (before.strip() and NOT_SEEN.search(before)):
        return None
    pieces = [m.end() for m in PIECE.finditer(before)]
    first = next((p for p in reversed(pieces) if past.search(before, p)), 0)
    if weather().search(before, first):
        return None
    verbs = list(past.finditer(before, first))
    if verbs:
        words = before[first:]
        last = verbs[-1]
        led = before[: last.start()]
        if (
            said.search(words)
            or (_AHEAD.search(led) and not led.endswith("had to be "))
            or _WAS_TO.match(before, last.end())
        ):
            return None
        if STILL_TO_COME.search(before, last.end()):
            return None
        return begin + last.start(), begin + last.end()
    opens = not _OPENING.sub("", before)
    after = text[time.span.end : min(stop, time.span.end + _NEAR)]
    verb = past.search(after) if opens or before.endswith((", at ", "; at ", "and at ")) else None
    if verb is None or said.search(after[: verb.end() + 1]) or _AHEAD.search(after[: verb.start()]):
        return None
    if _WAS_TO.match(after, verb.end()):
        return None
    return time.span.end + verb.start(), time.span.end + verb.end()


def told_of(
    context: Context,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    at: Instant,
    verb: tuple[int, int],
    clause: tuple[int, int],
    sentence: Sentence,
) -> Mention:
    """The happening of the clause, else the one told of before in its paragraph, else what the words of the clause name."""
    here = [h.mention for h in own if clause[0] <= h.start < clause[1]]
    before = [m for m in here if m.spans[0].start < verb[0]]
    if here:
        return before[-1] if before else here[0]
    first = context.document.lines[sentence.line].start
    earlier = [h.mention for h in own if h.end <= verb[0]] or [m for m in previous if m.spans[0].start >= first]
    if earlier and earlier[-1].kind != "journey":
        return clause_of(context, clause[0], clause[1], at, earlier[-1])
    return clause_of(context, clause[0], clause[1], at)


def past_verb(text: str, start: int, end: int) -> bool:
    """Whether a clause text[start:end] tells of what has come about."""
    return (_verbs()[0].search(text, start, end) or _HAD.search(text, start, end)) is not None


def says(words: str) -> bool:
    """Whether some words tell that somebody says something."""
    return _verbs()[1].search(words) is not None


def phase_of(words: str) -> Phase:
    """Whether the words speak of a start or an end, by what stands last, or of what still goes on."""
    _, _, ended, began = _verbs()
    if _STILL.search(words):
        return "in_progress"
    if _LAST.search(words):
        return "ended"
    end, begin = (max((m.start() for m in pattern.finditer(words)), default=-1) for pattern in (ended, began))
    return "other" if end == begin else "ended" if end > begin else "started"
