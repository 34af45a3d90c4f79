"""Transcripts: lines that begin with who speaks, "MS. LOPES:", "Q:", and go on until the next one does."""

import re
from bisect import bisect_left

from asrun.model.document import Section
from asrun.reading.context import Context
from asrun.reading.quotes.marks import Quote
from asrun.reading.quotes.told import Stretch, Told

_LABEL = re.compile(r"(?P<who>Q(?:UESTION)?|[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{1,40}[A-ZÀ-Þ.](?: \([^()\n]{1,60}\))?):[ \t\u00a0]+")
_ASKS = re.compile(r"Q(?:UESTION)?")
_ENOUGH, _ROOM = 3, 120


def spoken(section: Section, context: Context) -> list[Told]:
    """The turns of a section as statements; none where fewer than three lines begin with a speaker."""
    lines, text = context.document.lines, context.document.text
    found: list[Told] = []
    for number in range(bisect_left(lines, section.start, key=lambda n: n.start), len(lines)):
        line = lines[number]
        if line.start >= section.end:
            break
        match = _LABEL.match(text, line.start, min(line.end, line.start + _ROOM))
        if match and match.end() < line.end:
            found.append(_turn(context, number, match.span("who"), (match.end(), line.end)))
    return found if len(found) >= _ENOUGH else []


def _turn(context: Context, line: int, label: Stretch, words: Stretch) -> Told:
    """One turn; a question is an unnamed reporter's."""
    who = context.document.text[slice(*label)]
    name = None if _ASKS.fullmatch(who) else _speaker(context, label, who)
    made = Told("said", label, name, [words], [Quote(*words, True, *words)], words, line, "quotes.transcript")
    made.channel = "press_conference"
    return made


def _speaker(context: Context, label: Stretch, who: str) -> str | None:
    """The person whom a label in capitals names."""
    person = next((h.name for h in context.names.between(*label) if h.kind == "person"), None)
    last = who.partition(" (")[0].rpartition(" ")[2].casefold()
    return person or next((p.name for p in context.names.people if p.name.casefold().endswith(last)), None)
