"""Past clauses in plain words, of which the report says no more: "two hundred growers queued in the rain".

Reading one document knows no plan but its own. A clause counts where it shares its words with one item of a list: that
item was held. Linking decides; the words for sorts of event and the names, which stand in clauses of other things too, are
no part of what it compares.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from asrun.model.document import Section
from asrun.model.fact import Mention
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.changes.happenings import kinds
from asrun.reading.context import Context
from asrun.reading.inflections import past_forms
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "plain")
PLAIN = "plain."
_KINDS = ("news_article", "pool_report", "post")
_SECTIONS = ("body", "lead", "key_points")
_CUT = _WORDS.pattern("cut")
_SHORT, _LONG = 12, 400


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Past verbs, what tells that something was not done or is not told as done, and what a clause is only about."""
    rows = read_book(__package__, "plain")
    not_told, about = ("|".join(rows[name]) for name in ("not_told", "about"))
    now = "|".join(rows["now"])
    return (
        re.compile(rf"\b(?:was|were|had|\w{{2,}}[a-z]ed|{past_forms()}|put|cut|shut|hit|{now})\b"),
        re.compile(rf"\b(?:{not_told})\b|n[’']t\b"),
        re.compile(rf"\b(?:{about}) (?:[\w’'-]+ ?){{1,6}}", re.I),
    )


def plain(section: Section, context: Context, changed: Collection[int]) -> Iterator[Mention]:
    """What the past clauses of a section tell, but those of the sentences that begin at the places `changed`."""
    header = context.header
    if header.created is None or header.kind not in _KINDS or section.kind not in _SECTIONS:
        return
    index = context.sentences
    for number in range(max(0, index.number(section.start)), len(index.all)):
        sentence = index.all[number]
        if sentence.start >= section.end:
            return
        if sentence.start not in changed and _SHORT < sentence.end - sentence.start < _LONG:
            yield from _clauses(context, sentence)


def _clauses(context: Context, sentence: Sentence) -> Iterator[Mention]:
    """The past clauses of a sentence that nobody is quoted with."""
    text = context.document.text
    past, not_told, about = _patterns()
    if not_told.search(text, sentence.start, sentence.end) or not past.search(text, sentence.start, sentence.end):
        return
    begin = sentence.start
    for cut in (*_CUT.finditer(text, sentence.start, sentence.end), None):
        stop = cut.start() if cut else sentence.end
        clause = text[begin:stop]
        if past.search(clause) and context.said_around(begin, begin + 1) is None:
            words = about.sub(" ", _bare(context, begin, stop))
            words = " ".join(w for w in re.findall(r"[^\W\d_][\w’'-]{3,}", words) if w.lower() not in kinds().named)
            if words:
                span = context.document.span(begin, stop)
                yield Mention(words, "other", (span,), held="held", rule=f"{PLAIN}told")
        begin = cut.end() if cut else stop


def _bare(context: Context, begin: int, stop: int) -> str:
    """The words of a clause without its names."""
    text, at, parts = context.document.text, begin, []
    for hit in context.names.between(begin, stop):
        if hit.start >= at and hit.form == "name":
            parts.append(text[at : hit.start])
            at = hit.end
    return "".join((*parts, text[at:stop]))
