"""The rest of a plan told of once as held: "everything else kept to time", "otherwise the day went as printed"."""

import re
from collections.abc import Iterator
from functools import cache

from asrun.model.document import Section
from asrun.model.fact import Mention
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.deeds import done_at
from asrun.reading.context import Context

_WORDS = Wordbook(__package__, "remainder")
REST = "plain.rest"
_ALL = "everything else"
_AHEAD = _WORDS.pattern("ahead")
_PART = _WORDS.pattern("part")
_BACK = 30


@cache
def _patterns() -> tuple[str, re.Pattern[str]]:
    """What tells that the rest of a plan was held, and the name of the rest in it."""
    rows = read_book(__package__, "presence")["remainder"]
    plan = rows["plan"]
    rest, whole, nothing = (rows[name].replace("{plan}", plan) for name in ("rest", "whole", "nothing"))
    return rf"\b(?:(?:{rest}|{whole}){rows['kept']}|{nothing})", re.compile(rest)


def remainder(section: Section, context: Context) -> Iterator[Mention]:
    """What a section tells of the rest of a plan that was held."""
    if context.header.created is None or section.kind == "schedule":
        return
    text, index = context.document.text, context.sentences
    told, rest = _patterns()
    for first, last in index.filed.spots(told).between(section.start, section.end):
        sentence = index.at(first)
        if sentence is None or _AHEAD.search(text[max(sentence.start, first - _BACK) : first]):
            continue
        # What denies ("nothing else was moved") is in the words themselves.
        if certainty(text, sentence.start, first, first + 1, sentence.end) != "asserted":
            continue
        times = [t for t in context.times.between(sentence.start, sentence.end) if t.type == "DATE"]
        named = rest.match(text, first, last)
        span = context.document.span(first, last)
        yield Mention(
            named.group() if named and _PART.search(named.group()) else _ALL,
            "other",
            (span,),
            done_at(context, sentence, times),
            held="held",
            rule=REST,
        )
