"""Past clauses in plain words, of which the report says no more: "two hundred growers queued in the rain".

Reading one document knows no plan but its own. A clause counts where it shares its words with one item of a list: that
item was held. Linking decides; the words for sorts of event and the names, which stand in clauses of other things too, are
no part of what it compares.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from asrun.model.document import Section
from asrun.model.fact import Mention
from asrun.model.time import Start
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.changes.deeds import done_at
from asrun.reading.changes.happenings import kinds
from asrun.reading.context import Context
from asrun.reading.inflections import past_forms
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "plain")
PLAIN = "plain."
_KINDS = ("news_article", "pool_report", "post")
_SECTIONS = ("body", "lead", "key_points")
_CUT = _WORDS.pattern("cut")
_JOINS = _WORDS.pattern("joins")
_CALLED_OFF = _WORDS.pattern("called_off", re.I)
_SAYS = _WORDS.pattern("says")
_BEFORE = _WORDS.pattern("before")
_SHORT, _LONG = 12, 400


class _Words(NamedTuple):
    """Past verbs, plans and words of what is later, what tells that a thing was not done, and what a clause is only about."""

    past: re.Pattern[str]
    ahead: re.Pattern[str]
    later: re.Pattern[str]
    there: re.Pattern[str]
    tomorrow: re.Pattern[str]
    not_told: re.Pattern[str]
    about: re.Pattern[str]


@cache
def _words() -> _Words:
    rows = read_book(__package__, "plain")
    now, ahead, later, undone, not_told, about = (
        "|".join(rows[name]) for name in ("now", "ahead", "later", "undone", "not_told", "about")
    )
    return _Words(
        re.compile(rf"\b(?:was|were|had|\w{{2,}}[a-z]ed|{past_forms()}|put|cut|shut|hit|{now})\b"),
        re.compile(rf"\b(?:{ahead})\b"),
        re.compile(rf"\b(?:{later})\b"),
        re.compile(rf"\b{rows['there'].format(undone=undone)}"),
        re.compile(rf"\b(?:{rows['tomorrow']})\b"),
        re.compile(rf"\b(?:{not_told})\b|n[’']t\b"),
        re.compile(rf"\b(?:{about}) (?:[\w’'-]+ ?){{1,6}}", re.I),
    )


def plain(section: Section, context: Context, changed: Mapping[int, Sequence[Spot]]) -> Iterator[Mention]:
    """What the past clauses of a section tell; `changed` are the words of change in sentences, by where these begin."""
    header = context.header
    if (
        header.created is None
        or header.kind not in _KINDS
        or section.kind not in (_SECTIONS if header.kind != "post" else (*_SECTIONS, "embed"))
    ):
        return
    index = context.sentences
    for number in range(max(0, index.number(section.start)), len(index.all)):
        sentence = index.all[number]
        if sentence.start >= section.end:
            return
        if _SHORT < sentence.end - sentence.start < _LONG:
            yield from _clauses(context, sentence, changed.get(sentence.start, ()))


def _clauses(context: Context, sentence: Sentence, changes: Sequence[Spot]) -> Iterator[Mention]:
    """The clauses of a sentence without quotations and words of change that tell what was or will be."""
    text, about = context.document.text, _words().about
    live = context.header.kind == "post" or (context.entry(sentence) or context.stamps.get(sentence.line)) is not None
    if not live and not any(w.search(text, sentence.start, sentence.end) for w in _words()[:4]):
        return
    when = _when(context, sentence)
    begin = sentence.start
    for cut in (*_CUT.finditer(text, sentence.start, sentence.end), None):
        stop = cut.start() if cut else sentence.end
        clause = text[begin:stop]
        if cut and _JOINS.fullmatch(cut.group()) and not any(w.search(clause) for w in _words()[:-1]):
            continue
        told = None if any(begin <= c[0] < stop for c in changes) else _told(clause, live)
        if (told or not _CALLED_OFF.search(clause)) and (
            context.header.kind == "post" or context.said_around(begin, begin + 1) is None
        ):
            words = about.sub(" ", _bare(context, begin, stop))
            words = " ".join(w for w in re.findall(r"[^\W\d_][\w’'-]{3,}", words) if w.lower() not in kinds().named)
            only_about = about.search(clause) or (cut and _BEFORE.match(text, cut.start())) or _only_said(clause)
            rule = f"{PLAIN}{'beside' if not told else 'about' if only_about else 'told'}"
            yield Mention(words, "other", (context.document.span(begin, stop),), when, held=told, rule=rule)
        begin = cut.end() if cut else stop


def _told(clause: str, live: bool) -> Literal["held", "future"] | None:
    """What a clause tells: what was done, or what will be; where it is told `live`, as it is done, any tells the former."""
    known = _words()
    past = known.past.search(clause) or known.there.search(clause)
    rest, plans = known.ahead.subn(" ", clause)
    if not plans and not past:
        rest, plans = known.later.subn(" ", clause)
    if known.not_told.search(known.there.sub(" ", rest)) or (not plans and known.tomorrow.search(clause)):
        return None
    return "future" if plans else "held" if past or live else None


def _only_said(clause: str) -> bool:
    """Whether all that a clause tells is that somebody said something."""
    said = _SAYS.search(clause)
    return said is not None and not any(w.search(clause[: said.start()]) for w in _words()[:2])


def _when(context: Context, sentence: Sentence) -> Start | None:
    """When what a sentence tells was done, None where that is no day about the document's own."""
    issued = context.times.created_span
    told = context.times.between(sentence.start, sentence.end)
    times = [t for t in told if t.type in ("DATE", "TIME") and t.span != issued]
    return done_at(context, sentence, times)


def _bare(context: Context, begin: int, stop: int) -> str:
    """The words of a clause without its names."""
    text, at, parts = context.document.text, begin, []
    for hit in context.names.between(begin, stop):
        if hit.start >= at and hit.form == "name":
            parts.append(text[at : hit.start])
            at = hit.end
    return "".join((*parts, text[at:stop]))
