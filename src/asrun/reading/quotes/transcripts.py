"""Transcripts: lines that begin with who speaks, "MS. LOPES:", "Q:", "Ana Lopes, Rio Mar:", each a turn."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from asrun.model.document import Section
from asrun.reading.context import Context
from asrun.reading.quotes.marks import Quote
from asrun.reading.quotes.told import Stretch, Told

_LABEL = re.compile(r"(?P<who>Q(?:UESTION)?|[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{1,40}[A-ZÀ-Þ.](?: \([^()\n]{1,60}\))?):[ \t\u00a0]+")
# A label in small letters, of words that begin with capitals: "Official Spokesperson, Ana Lopes:".
_NAMED = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w.’'-]*(?:,? (?:[A-ZÀ-Þ(][\w.’')-]*|of|for|the|and|de|da|del|von|van)){0,9}):[ \t\u00a0]+"
)
_ASKS = re.compile(r"Q(?:UESTION)?")
_OWN = frozenset(("i", "we", "you"))
_ENOUGH, _ROOM = 3, 120


class _Turn(NamedTuple):
    """One line: its number, where its label and its words stand, who speaks."""

    line: int
    label: Stretch
    words: Stretch
    speaker: str | None


def spoken(section: Section, context: Context) -> list[Told]:
    """The turns of a section as statements; none where fewer than three lines begin with a speaker."""
    turns = _turns(section, context, _LABEL)
    if len(turns) < _ENOUGH:
        turns = _turns(section, context, _NAMED)
        known = sum(t.speaker is not None for t in turns)
        if len(turns) < _ENOUGH or known * 3 < len(turns) * 2 or len({t.speaker for t in turns}) == len(turns):
            return []
    return [_told(t) for t in turns]


def _turns(section: Section, context: Context, pattern: re.Pattern[str]) -> list[_Turn]:
    """The lines that begin with a label; a label told shorter later is the one that it begins."""
    lines, text = context.document.lines, context.document.text
    found: list[_Turn] = []
    named: dict[str, str | None] = {}
    for number in range(bisect_left(lines, section.start, key=lambda n: n.start), len(lines)):
        line = lines[number]
        if line.start >= section.end:
            break
        match = pattern.match(text, line.start, min(line.end, line.start + _ROOM))
        if match is None or match.end() >= line.end:
            continue
        who = match["who"]
        speaker = None if _ASKS.fullmatch(who) else _speaker(context, match.span("who"), who) or named.get(who)
        for short in (who, who.partition(",")[0]):
            named.setdefault(short, speaker)
        found.append(_Turn(number, match.span("who"), (match.end(), line.end), speaker))
    return found


def _told(turn: _Turn) -> Told:
    """One turn; a question is an unnamed reporter's."""
    words = turn.words
    quote = Quote(*words, True, *words)
    made = Told("said", turn.label, turn.speaker, [words], [quote], words, turn.line, "quotes.transcript")
    made.channel = "press_conference"
    return made


def _speaker(context: Context, label: Stretch, who: str) -> str | None:
    """The person whom a label names."""
    person = next((h.name for h in context.names.between(*label) if h.kind == "person"), None)
    last = who.partition(" (")[0].rpartition(" ")[2].casefold()
    return person or next((p.name for p in context.names.people if p.name.casefold().endswith(f" {last}")), None)


def relayed_within(turns: Sequence[Told], found: Sequence[Told], text: str) -> list[Told]:
    """What is told outside of turns, and what speakers pass on in theirs, by way of them."""
    by_line = {t.line: t for t in turns}
    kept = []
    for told in found:
        turn = by_line.get(told.line)
        if turn is None:
            kept.append(told)
        elif _passed_on(turn, told, text):
            told.via = (*told.via, *((turn.speaker,) if turn.speaker else ()))
            kept.append(told)
    return kept


def _passed_on(turn: Told, told: Told, text: str) -> bool:
    """Whether a speaker passes on words of somebody else; what a question supposes is passed on by nobody."""
    if turn.speaker is None or told.speaker in (None, turn.speaker) or told.rule != "quotes.cue":
        return False
    own = told.source is not None and text[slice(*told.source)].lower() in _OWN
    return told.manner == "said" and told.asserted and not own and text[turn.whole[1] - 1] != "?"
