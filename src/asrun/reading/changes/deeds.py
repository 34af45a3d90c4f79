"""Deeds that tell of a sort of event in no word for it: "soup was served" tells that a dinner was held.

Which planned event a deed belongs to, linking decides: by the nouns of its title, its people, its place and its time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from asrun.model.fact import Change, EventKind, Mention
from asrun.model.time import Day, DayPart, Instant, Start, Timex, day_of
from asrun.model.wordbook import Wordbook, later, read_book
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import is_scene
from asrun.reading.changes.nearby import STILL_TO_COME, is_former
from asrun.reading.changes.sightings import is_planned
from asrun.reading.context import Context
from asrun.reading.inflections import inflect, past_forms
from asrun.reading.scan import Spot, led, led_by
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "deed_clauses")
_PEOPLE = ("person", "group")
_ADVERBS = ("still", "already", "back", "again", "soon", "finally", "then", "also", "just", "all", "both")
_OFF = ("cancelled", "skipped", "postponed", "rescheduled", "replaced")
_WEIGHT, _WHOLE = {"thing": 2, "hint": 1}, 4
_NEAR = 70
_BACK = 48
_MOST = 24
_NOT_TOLD = _WORDS.pattern("not_told", re.I)
_OVER = _WORDS.pattern("over", re.I)
_OVER_IT = 40
_NEVER = _WORDS.pattern("never", re.I)
_PASSIVE = _WORDS.pattern("passive")
_NEVER_DONE = re.compile(r"\bnever \w+")
HABIT = _WORDS.pattern("habit", re.I)


_NOBODY = _WORDS.pattern("nobody", re.I)
_STEAD = _WORDS.pattern("stead", re.I)


_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV"}
_PART = _WORDS.pattern("part", re.I)


class Row(NamedTuple):
    """A sort of event: its kind, the nouns that its plan is titled by, and the verbs that tell it with one of its things."""

    kind: EventKind
    titles: tuple[str, ...]
    verbs: re.Pattern[str]
    running: re.Pattern[str]


class Word(NamedTuple):
    """What some words are to a row: a deed, one done elsewhere too, a thing, a mark, or that none was done."""

    row: int
    sort: Literal["does", "shows", "hint", "thing", "mark", "undone"]


@cache
def _read() -> tuple[tuple[Row, ...], dict[str, tuple[Word, ...]]]:
    """The rows of the tables of deeds, and every word and form that may tell of them."""
    tables = read_book(__package__, "deeds")
    rows: list[Row] = []
    found: dict[str, tuple[Word, ...]] = {}

    def note(forms: Iterable[str], word: Word) -> None:
        for form in forms:
            if word not in found.get(form, ()):
                found[form] = (*found.get(form, ()), word)

    for number, row in enumerate(tables["deeds"]):
        told: list[str] = []
        now: list[str] = []
        for verb in (*tables["always"], *row.get("verbs", ())):
            told += _past(verb)
            now += inflect(verb).third + inflect(verb).base
        rows.append(Row(row["kind"], tuple(row["titles"]), _any(told), _any([*told, *now])))
        for verb in row.get("does", ()):
            note((*_past(verb), *(inflect(verb).ing if " " in verb else ())), Word(number, "does"))
            note(inflect(verb).third, Word(number, "shows"))
        for verb in row.get("hints", ()):
            note(_past(verb), Word(number, "hint"))
        note(row.get("things", ()), Word(number, "thing"))
        note(row.get("marks", ()), Word(number, "mark"))
        note(row.get("undone", ()), Word(number, "undone"))
    return tuple(rows), found


def _past(verb: str) -> tuple[str, ...]:
    """The forms of a verb in the past; of a passive those with "was", "were" and "been"."""
    forms = inflect(verb)
    told = dict.fromkeys((*forms.past, *forms.participle))
    if verb.startswith("be "):
        told |= dict.fromkeys(f"{be} {so} {verb[3:]}" for be in ("was", "were") for so in _ADVERBS)
    return tuple(told)


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return later(lambda: rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True)) or '(?!)'})\b")


@cache
def _cut() -> re.Pattern[str]:
    """What stands between clauses: marks, conjunctions, "and" before another verb."""
    return re.compile(
        led(
            (r";—–()“”\"", ""),
            (":.", " "),
            (",", " (?:and|but|while|where|as|before|after|who|which|then) "),
            (" ", rf"- |and (?=(?:then )?(?:\w{{2,}}[a-z]ed|{past_forms()}|put|cut)\b)"),
            led_by(("but", "while", "before", "after", "until", "because", "when"), " "),
        )
    )


@cache
def _told() -> re.Pattern[str]:
    """Any verb in the past."""
    return re.compile(rf"\b(?:was|were|\w{{2,}}[a-z]ed|{past_forms()}|put|cut)\b")


@cache
def deed_words() -> frozenset[str]:
    """The words and phrases that deeds are known by."""
    return frozenset(_read()[1])


def titles_of(text: str, spots: Iterable[Spot]) -> tuple[str, ...]:
    """The nouns that the events are titled by at which what stands at some spots is seen or done."""
    rows, lexicon = _read()
    told = (
        word for spot in spots for word in lexicon[text[slice(*spot)].lower()] if word.sort in ("thing", "does", "mark")
    )
    return tuple(dict.fromkeys(title for word in told for title in rows[word.row].titles))


def deeds(
    context: Context, sentence: Sentence, clauses: Clauses, found: Sequence[Change], spots: Sequence[Spot]
) -> Iterator[Mention]:
    """What the words at some spots of a sentence tell to have been done, a clause each; none are those of changes `found`."""
    rows, lexicon = _read()
    text = context.document.text
    cues = [c.cue for c in found if c.cue]
    off = [c.cue for c in found if c.cue and c.kind in _OFF]
    told: dict[Spot, list[tuple[Word, Spot]]] = {}
    for spot in spots[:_MOST]:
        begin, stop = _clause(text, clauses, spot)
        if any(begin <= c.start < stop for c in off):
            continue
        for word in lexicon[text[slice(*spot)].lower()]:
            done = _done(context, rows[word.row], word, spot, begin, stop)
            if done and not any(c.start < done[1] and done[0] < c.end for c in cues):
                told.setdefault((begin, stop), []).append((word, done))
    for (begin, stop), done_here in told.items():
        undone = [(w, s) for w, s in done_here if w.sort == "undone" or _is_never(text, w, begin, s)]
        mention = _mention(context, sentence, undone or done_here, begin, stop, "not_held" if undone else "held")
        if mention:
            yield mention


def _clause(text: str, clauses: Clauses, spot: Spot) -> Spot:
    """The clause around some words, between marks and conjunctions."""
    begin, stop = clauses.around(spot)
    for cut in _cut().finditer(text, begin, stop):
        if cut.end() <= spot[0]:
            begin = cut.end()
        elif cut.start() >= spot[1]:
            return begin, cut.start()
    return begin, stop


def _done(context: Context, row: Row, word: Word, spot: Spot, begin: int, stop: int) -> Spot | None:
    """The words of a deed, where a verb near the word at a spot tells it."""
    text = context.document.text
    if word.sort == "undone":
        return spot
    if word.sort == "shows":
        return spot if context.running and not _NOT_TOLD.search(text[max(begin, spot[0] - _BACK) : spot[0]]) else None
    if word.sort == "hint" and _PASSIVE.search(text, max(begin, spot[0] - _BACK), spot[0]):
        return None
    if word.sort in ("does", "hint"):
        return spot if _is_told(text, begin, spot[0]) else None
    verbs = _told() if word.sort == "mark" else row.running if context.running else row.verbs
    first, last = max(begin, spot[0] - _NEAR), min(stop, spot[1] + _NEAR)
    near = [m.span() for m in verbs.finditer(text, first, last) if m.end() <= spot[0] or m.start() >= spot[1]]
    near = [v for v in near if _is_told(text, begin, v[0])]
    if not near and _OVER.search(text, max(begin, spot[0] - _OVER_IT), spot[0]):
        near = [m.span() for m in _told().finditer(text, spot[1], last)][:1]
    verb = min(near, key=lambda v: spot[0] - v[1] if v[1] <= spot[0] else v[0] - spot[1], default=None)
    return (min(verb[0], spot[0]), max(verb[1], spot[1])) if verb else None


def _is_told(text: str, begin: int, verb: int) -> bool:
    """Whether a verb tells what was done, or never was, by the words before it."""
    before = text[max(begin, verb - _BACK) : verb]
    return bool(_NEVER.search(before)) or not _NOT_TOLD.search(before)


def _is_never(text: str, word: Word, begin: int, spot: Spot) -> bool:
    """Whether a deed is told as one that was never done."""
    inside = word.sort in ("thing", "mark") and _NEVER_DONE.search(text, *spot)
    return bool(inside or _NEVER.search(text[max(begin, spot[0] - 24) : spot[0]]))


def _mention(
    context: Context,
    sentence: Sentence,
    found: Sequence[tuple[Word, Spot]],
    begin: int,
    stop: int,
    held: Literal["held", "not_held"],
) -> Mention | None:
    """The mention of the planned event that the deeds of one clause tell of, the surest sort of it first."""
    rows, _ = _read()
    text = context.document.text
    first, last = min(s[0] for _, s in found), max(s[1] for _, s in found)
    if HABIT.search(text, sentence.start, sentence.end) or _STEAD.search(text, begin, stop):
        return None
    if STILL_TO_COME.search(text, begin, stop):
        return None
    if held == "held" and _NOBODY.match(text, begin, stop):
        return None
    if held == "held" and certainty(text, begin, first, last, sentence.end) != "asserted":
        return None
    issued = context.times.created_span
    times = [t for t in context.times.between(begin, stop) if (t.placed or t.type == "DATE") and t.span != issued]
    starts = done_at(context, sentence, [t for t in times if not (is_former(text, t) or is_planned(context, t))])
    if starts is None:
        return None
    weight: dict[int, int] = {}
    for word, spot in found:
        plain = word.sort == "does" and " " not in text[slice(*spot)]
        weight[word.row] = weight.get(word.row, 0) + _WEIGHT.get("thing" if plain else word.sort, _WHOLE)
    most = max(weight.values())
    sorts = [rows[n] for n in sorted(weight, key=lambda n: -weight[n]) if weight[n] * 2 > most]
    hits = context.names.between(begin, stop)
    words = text[begin:stop]
    begin += len(words) - len(words.lstrip(" \n,.…'’”\""))
    stop -= len(words) - len(words.rstrip(" \n,.!"))
    return Mention(
        text[begin : begin + 1].upper() + text[begin + 1 : stop],
        sorts[0].kind,
        tuple(dict.fromkeys((context.document.span(first, last), context.document.span(begin, stop)))),
        starts=starts,
        place=next((h.name for h in hits if h.kind == "place" and is_scene(text, h.start)), None),
        participants=tuple(dict.fromkeys(h.name for h in hits if h.kind in _PEOPLE)),
        held=held,
        definite=any(w.sort != "hint" for w, _ in found),
        rule="deeds.told",
        titles=tuple(dict.fromkeys(title for row in sorts for title in row.titles)),
    )


def done_at(context: Context, sentence: Sentence, times: Sequence[Timex]) -> Start | None:
    """When it was done: its clause's own clock or day, else that of its entry, else about the document's day."""
    moments = [t.when for t in times if t.when]
    told = [m for m in moments if isinstance(m, Instant)] or moments
    stamp = context.entry(sentence) or context.stamps.get(sentence.line)
    if told or stamp:
        return told[0] if told else stamp.when if stamp else None
    if any(t.type == "DATE" and t.value != "PRESENT_REF" for t in times):
        return None
    day = day_of(context.header.created)
    part = _PART.search(context.document.text, sentence.start, sentence.end) if day else None
    if day and part:
        return DayPart(day, _PARTS[part.lastgroup or ""], None, "inferred")
    return Day(day, None, "inferred") if day else None
