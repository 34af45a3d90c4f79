"""Happenings whose nouns are on no list: what clocks or words of change are about, what a programme in prose lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from asrun.model.time import Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.lexicon import data, reading_of
from asrun.reading.changes.phases import phases
from asrun.reading.context import Context
from asrun.reading.scan import Rare, Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "subjects")
_WINDOW, _OBJECT_NEAR, _BACK = 90, 60, 30
_PASSIVE = _WORDS.pattern("passive")
_SUBJECT = _WORDS.pattern("subject")
_NOTED = _WORDS.pattern("noted")
_LAST = re.compile(r"[A-Za-z][\w&’'-]*$")
_TIMED = _WORDS.pattern("timed")
_GIVES = _WORDS.pattern("gives")
_OPENS_ITEM = _WORDS.pattern("opens_item")
_BARE = _WORDS.pattern("bare")
_OBJECT = _WORDS.pattern("object")
_BEARER = _WORDS.pattern("bearer")
_SEEN = ("started", "ended", "in_progress", "running_late")


@cache
def _programmes() -> Rare:
    """What introduces the items of a programme told in prose."""
    return Rare(data()["programmes"]["pattern"], re.I)


def programme(context: Context, sentence: Sentence) -> int | None:
    """Where the items of a programme in prose begin, behind "On the programme:"; None where a sentence tells none."""
    match = _programmes().search(context.document.text, sentence.start, sentence.end)
    return match.end() if match and len(_clocks(context, match.end(), sentence.end)) > 1 else None


def _clocks(context: Context, start: int, end: int) -> list[Timex]:
    times = context.times.between(start, end)
    return [t for t in times if t.placed and not t.relative_to]


def unlisted(context: Context, sentence: Sentence, here: Mapping[str, Sequence[Spot]]) -> Iterator[Spot]:
    """Nouns of happenings that no list holds, where a clock or a word of change tells that they may be ones."""
    yield from _changed(context, sentence, here)
    clocks = _clocks(context, sentence.start, sentence.end)
    if not clocks:
        return
    text, nouns = context.document.text, here["nouns"]
    for first, last in here["phases"]:
        if phases()[text[first:last].lower()] in _SEEN:
            spot = list(_spot(context, _SUBJECT, max(sentence.start, first - _WINDOW), first, nouns))
            yield from spot or (_noted(context, sentence, first, nouns) if context.running else ())
    begin = programme(context, sentence)
    if begin is not None:
        previous = begin
        for clock in (c for c in clocks if c.span.start >= begin):
            yield from _spot(context, _TIMED, max(previous, clock.span.start - _WINDOW), clock.span.start, nouns)
            previous = clock.span.end


def _changed(context: Context, sentence: Sentence, here: Mapping[str, Sequence[Spot]]) -> Iterator[Spot]:
    """The nouns that words of change are about: "the crossing is scrapped", "never turned up at the hatchery"."""
    text, nouns = context.document.text, here["nouns"]
    for first, last in (*here["cues"], *here["tails"]):
        places = {cue.place for cue in reading_of(text[first:last].lower())}
        passive = "done" in places and _PASSIVE.search(text, max(sentence.start, first - _BACK), first)
        if passive or places & {"happens", "never", "after"}:
            yield from _spot(context, _SUBJECT, max(sentence.start, first - _WINDOW), first, nouns)
            bare = _BARE.fullmatch(text, sentence.start, first) if first - sentence.start < _WINDOW else None
            if (
                bare
                and not any(sentence.start <= n < first for n, _ in nouns)
                and _is_thing(context, *bare.span("noun"))
            ):
                yield bare.span("noun")
        if places & {"done", "left", "absent"} and not any(last <= n < last + _OBJECT_NEAR for n, _ in nouns):
            found = _OBJECT.match(text, last, min(sentence.end, last + _OBJECT_NEAR))
            if found and _is_thing(context, *found.span("noun")):
                yield found.span("noun")


def _is_thing(context: Context, first: int, last: int) -> bool:
    """Whether a noun can name a happening: no name, nobody's office, nothing that is on the list of what is none."""
    noun = context.document.text[first:last]
    named = any(h.start < last and h.end > first for h in context.names.between(first - _WINDOW, last))
    timed = any(t.span.end > first for t in context.times.between(first - _BACK, last))
    refers = noun.split()[0].lower() in data()["programmes"]["pronouns"]
    return not (named or timed or refers or _BEARER.search(noun) or noun in data()["programmes"]["things"])


def _noted(context: Context, sentence: Sentence, end: int, nouns: Sequence[Spot]) -> Iterator[Spot]:
    """The last word of those that a note begins with, where they are no name, right before words of observation."""
    text = context.document.text
    found = _NOTED.match(text[sentence.start : end])
    word = _LAST.search(text, sentence.start, sentence.start + found.start("noun")) if found else None
    if word is None or any(sentence.start <= first < end for first, _ in nouns):
        return
    named = any(h.kind != "organization" for h in context.names.between(sentence.start, end))
    if not (named or _BEARER.search(word[0]) or word[0].lower() in data()["programmes"]["things"]):
        yield word.span()


def _spot(context: Context, pattern: re.Pattern[str], start: int, end: int, nouns: Sequence[Spot]) -> Iterator[Spot]:
    """The noun before a place, unless a listed one stands there, a name or somebody's office, or what is no happening."""
    text = context.document.text
    found = pattern.search(text[start:end])
    if not found or any(start <= first < end for first, _ in nouns):
        return
    first, last = start + found.start("noun"), start + found.end("noun")
    if _is_thing(context, first, last):
        yield first, last


def listed_clock(context: Context, begin: int, one: Spot, stop: int) -> Timex | None:
    """The clock that a programme in prose gives to a noun: "the sermon by Ida Brock at 9.40", "at 2 p.m., a lecture".

    `one` are the words of the happening; `stop` is where the next one begins.
    """
    text = context.document.text
    start, end = one
    clock = next(iter(_clocks(context, end, stop)), None)
    if begin > start:
        return None
    if clock and _GIVES.fullmatch(text, end, clock.span.start):
        return clock
    before = next((c for c in reversed(_clocks(context, begin, start))), None)
    leads = before and _OPENS_ITEM.search(text, max(begin - 2, before.span.start - 12), before.span.start)
    near = before and re.fullmatch(r",? ?(?:(?:a|an|the|his|her|their|its) )?", text[before.span.end : start])
    return before if leads and near else None
