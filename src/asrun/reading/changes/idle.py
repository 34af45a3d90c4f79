"""Scenes of waiting at a clock: "At noon the pens lay ready and nobody came", "at ten the lectern stood unused".

What was to begin then had not. Which planned event that was, linking decides, by the clock and by the words of the scene.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from asrun.model.fact import Fact, Mention, Observation, Plan
from asrun.model.time import Instant
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, clause_of, is_none
from asrun.reading.changes.nearby import is_former
from asrun.reading.changes.sightings import is_planned
from asrun.reading.changes.tellings import taken_by
from asrun.reading.context import Context
from asrun.reading.scan import Rare
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "idle")
T = TypeVar("T")

_OPENS = _WORDS.pattern("opens", re.I)
_CLOSES = _WORDS.pattern("closes")
_SCENE = 170


@cache
def _waiting() -> tuple[Rare, re.Pattern[str]]:
    """What stands, lies or waits where nothing happens, and words beside which a scene is none of waiting."""
    rows = read_book(__package__, "idle")
    waiting, unless = ("|".join(rows[name]) for name in ("waiting", "unless"))
    return Rare(rf"(?:{waiting})", re.I), re.compile(rf"\b(?:{unless})\b", re.I)


def idle(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    found: Sequence[Fact],
) -> Iterator[Observation]:
    """What had not begun at the clocks of a sentence that open a scene of waiting, where no fact `found` in it has them."""
    text = context.document.text
    waiting, unless = _waiting()
    taken = set(taken_by([f for f in found if not isinstance(f, Plan)]))
    for time in context.times.between(sentence.start, sentence.end):
        if time.type != "TIME" or time.relative_to or time.twin or not isinstance(time.when, Instant):
            continue
        if time.when in taken or is_planned(context, time) or is_former(text, time):
            continue
        lead = text[max(sentence.start, time.span.start - 30) : time.span.start]
        opens = _OPENS.search(lead)
        first = time.span.start - len(opens[0].lstrip(" ,;:—–")) if opens else sentence.start
        stop = min(sentence.end, first + _SCENE) if opens else time.span.end
        if not opens and not (_CLOSES.search(lead) and stop - first < _SCENE):
            continue
        scene = waiting.search(text, first, stop)
        if scene is None or unless.search(text, first, stop):
            continue
        if certainty(text, first, *scene.span(), sentence.end) is None:
            continue
        begin, last = clauses.around((time.span.start, time.span.end))
        here = [h.mention for h in own if begin <= h.start < last and not is_none(text, h)]
        while text[stop - 1] in " .\n":
            stop -= 1
        span = context.document.span(first, stop)
        about = here[0] if here else clause_of(context, begin, last, time.when, previous[-1] if previous else None)
        said = context.said_around(*scene.span())
        reporter = (said.via[-1] if said.via else said.speaker) if said else None
        yield Observation(
            "not_started", (span,), about, time.when, span.exact, reported_by=reporter, rule="idle.waiting"
        )


def without_waited(facts: Iterable[T], waited: Sequence[Observation]) -> Iterator[T]:
    """Some facts but those of the clocks, or without one in the words, of scenes of waiting."""
    for fact in facts:
        if not isinstance(fact, Observation) or not any(_same(fact, one) for one in waited):
            yield fact


def _same(fact: Observation, waited: Observation) -> bool:
    inside = waited.spans[0].start <= fact.spans[0].start < waited.spans[0].end
    return fact.phase in ("not_started", "other") and (fact.at == waited.at or (fact.at is None and inside))
