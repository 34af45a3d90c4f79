"""Happenings by any name, of which the words around tell that they came about: "at the regatta, she said".

Reading one document knows no plan but its own, and what a plan is titled by may be any noun. What is so told counts where
the name is that of one item of a list; linking decides.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from asrun.model.document import Section
from asrun.model.fact import Mention
from asrun.model.span import Span
from asrun.model.time import Start
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.deeds import HABIT, done_at
from asrun.reading.changes.nearby import is_former
from asrun.reading.changes.phrases import complement_end, phrase_end
from asrun.reading.changes.sightings import is_planned
from asrun.reading.context import Context
from asrun.reading.inflections import inflect, past_forms
from asrun.reading.scan import Endings, Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "presence")
NAMED = "plain.named"
_KINDS = ("news_article", "pool_report", "post", "statement")
_SECTIONS = ("body", "lead", "key_points")
_CUT = _WORDS.pattern("cut")
_BEGINS = _WORDS.pattern("begins")
_BE = ("was", "were", "had")
_BACK, _ON, _LONG = 90, 140, 600


class _Words(NamedTuple):
    """What stands before a name and behind it; what is told in the rest of a clause was done `within` it."""

    did: Endings
    beside: Endings
    shown: re.Pattern[str]
    over: re.Pattern[str]
    came: re.Pattern[str]
    where: re.Pattern[str]
    within: re.Pattern[str]
    past: re.Pattern[str]
    ahead: re.Pattern[str]
    other: re.Pattern[str]


@cache
def _words() -> _Words:
    rows = read_book(__package__, "presence")
    past = rf"\b(?:was|were|had|\w{{2,}}[a-z]ed|{past_forms()}|put|cut|shut|hit)\b"
    leaves = "|".join(sorted({*_past(rows["leaves"])}, key=len, reverse=True))
    happened = "|".join(_past(rows["happened"]))
    been = "|".join(rows["be"])
    ahead = "|".join(
        sorted({re.escape(f) for verb in rows["leaves"] for f in inflect(verb).participle}, key=len, reverse=True)
    )
    told = (
        rf"(?:had |then |also |only |itself |duly |finally |eventually |\w+ly )*"
        rf"(?:(?:{happened})\b|(?:was|were|had been) (?:\w+ly |then |also |soon )?(?:{been})\b"
        rf"|(?<=had )(?!(?:been|to|not|never|no|an?|the|{ahead})\b)\w{{3,}}|(?!(?:was|were|had|did|{leaves})\b){past})"
    )
    did = [f for verb in rows["did"] for f in inflect(verb).past]
    did += [f"{be} {verb[3:]}" for verb in rows["did"] if verb.startswith("be ") for be in ("was", "were")]
    return _Words(
        Endings(_cased((*did, *rows["sights"]))),
        Endings(_cased((*rows["beside"], *(f for verb in rows["did"] for f in inflect(verb).ing)))),
        re.compile(rf" {rows['shown']}\b"),
        re.compile(rf" {rows['over']}\b"),
        re.compile(rf" {told}"),
        re.compile(r",? (?:where|at which|in which|during which|which) "),
        re.compile(rf"(?:{rows['within']}) ", re.I),
        re.compile(past),
        re.compile(rf"\b{rows['ahead']}\b|n[’']t\b", re.I),
        re.compile(rf"\b{rows['other']}\b", re.I),
    )


def _past(verbs: Iterable[str]) -> list[str]:
    return [re.escape(form) for verb in verbs for form in inflect(verb).past]


def _cased(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from (word, word[:1].upper() + word[1:])


def present(section: Section, context: Context, changed: Collection[int]) -> Iterator[Mention]:
    """The happenings of a section that came about by what is told around their names.

    Verbs behind a name count in no sentence that begins at one of the places `changed`.
    """
    header, index = context.header, context.sentences
    if header.created is None or header.kind not in _KINDS or section.kind not in _SECTIONS:
        return
    for spot in index.filed.spots(_WORDS.words("articles")).between(section.start, section.end):
        sentence = index.at(spot[0])
        if sentence is not None and sentence.end - sentence.start < _LONG:
            found = _named(context, sentence, spot, sentence.start in changed)
            if found:
                yield found


def _named(context: Context, sentence: Sentence, spot: Spot, changes: bool) -> Mention | None:
    """The happening that an article begins, where it came about."""
    text, known = context.document.text, _words()
    stop = min(sentence.end, spot[1] + _ON)
    begin = max(sentence.start, spot[0] - _BACK)
    did = known.did.before(text, begin, spot[0])
    lead = did if did is not None else known.beside.before(text, begin, spot[0])
    opens = lead is None and not changes and _BEGINS.search(text[begin : spot[0]]) is not None
    head = phrase_end(text, spot[1], stop)
    shown = known.shown.search(text, spot[1], head) if did is not None else None
    head = shown.start() if shown else head
    if head == spot[1]:
        return None
    end = complement_end(text, head, stop)
    came = _came(text, sentence, lead, (spot[0], end), opens, did is not None)
    if not came or HABIT.search(text, sentence.start, sentence.end) or known.other.search(text, spot[0], end):
        return None
    said = context.said_around(spot[0], spot[0] + 1)
    if said and said.mode != "indirect":
        return None
    first = spot[0] if lead is None else lead
    if certainty(text, begin, first, end, sentence.end) != "asserted":
        return None
    starts = _when(context, sentence, (spot[0], end))
    if starts is None:
        return None
    span = context.document.span
    spans: tuple[Span, ...] = (span(spot[0], end),)
    if lead is None or known.where.match(text, end, sentence.end) or known.within.match(text, lead):
        spans += (span(first, sentence.end),)
    return Mention(text[spot[1] + 1 : end], "other", spans, starts, held="held", rule=NAMED)


def _when(context: Context, sentence: Sentence, name: Spot) -> Start | None:
    """When it was, None where a day is told that is none."""
    issued, text = context.times.created_span, context.document.text
    times = [
        t
        for t in context.times.between(sentence.start, sentence.end)
        if t.type == "DATE" and t.span != issued and not is_former(text, t) and not is_planned(context, t)
    ]
    return done_at(context, sentence, times)


def _came(text: str, sentence: Sentence, lead: int | None, name: Spot, opens: bool, did: bool) -> bool:
    """Whether it is told that what is named at a place came about."""
    known, stop = _words(), min(sentence.end, name[1] + _ON)
    where = known.where.match(text, name[1], sentence.end)
    if where and _tells(text, where.end(), stop):
        return True
    if lead is None:
        if not opens:
            behind = text[max(0, name[0] - 5) : name[0]].lower() == "with "
            return behind and known.over.match(text, name[1], sentence.end) is not None
        return known.came.match(text, name[1], stop) is not None and _tells(text, name[1], stop)
    begin = max(sentence.start, lead - _BACK)
    for cut in _CUT.finditer(text, begin, lead):
        begin = cut.end()
    if known.ahead.search(text[begin:lead]):
        return False
    return did or known.past.search(text, begin, name[0]) is not None or _tells(text, name[1], stop)


def _tells(text: str, start: int, stop: int) -> bool:
    """Whether the first verb of some words tells what was done, none of what was to be."""
    known = _words()
    verb = known.past.search(text, start, stop)
    if verb is None or known.ahead.search(text, start, verb.start()):
        return False
    return not (verb.group() in _BE and known.ahead.match(text, verb.end() + 1, stop))
