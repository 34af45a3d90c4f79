"""Meetings that are told with a day and no clock: "the envoy met the union's leaders on Tuesday"."""

import re
from functools import cache

from asrun.model.fact import Mention
from asrun.model.time import When, day_of
from asrun.reading.changes.phrases import phrase_end
from asrun.reading.context import Context
from asrun.reading.names.lexicon import lexicon
from asrun.reading.scan import Spot, either

_WEEK = 7
_REACH = 110
_PEOPLE = ("person", "group", "unnamed")
_TO_DO_SO = ("Meeting with", "Reception of")


@cache
def _people() -> re.Pattern[str]:
    """Words for people: offices, roles, groups."""
    known = lexicon()
    roles = {w for w in (*known.titles, *known.groups, *known.unnamed, *known.counted) if w.isascii()}
    return re.compile(rf"{either({*roles, 'delegation', 'delegations', 'team', 'directors', 'managers'})}\b(?![’'-])")


def is_meeting_of_day(context: Context, about: Mention, verb: Spot, when: When | None) -> bool:
    """Whether an act is people meeting people, on the document's day or one of the week before it."""
    day, issued = day_of(when), day_of(context.header.created)
    if not (day and issued and 0 <= (issued - day).days <= _WEEK):
        return False
    if about.kind != "meeting" or about.rule != "acts.event" or not about.summary.startswith(_TO_DO_SO):
        return False
    first = about.spans[0].start
    last = phrase_end(context.document.text, verb[1], verb[1] + _REACH)
    return _of_people(context, first, verb[0]) and _of_people(context, verb[1], last)


def _of_people(context: Context, start: int, end: int) -> bool:
    """Whether text[start:end] names people, not what is theirs."""
    text = context.document.text
    hits = [h for h in context.names.between(start, end) if h.kind in _PEOPLE]
    return any(text[h.end : h.end + 1] not in ("'", "’") for h in hits) or bool(_people().search(text, start, end))
