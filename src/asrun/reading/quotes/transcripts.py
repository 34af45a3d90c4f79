"""Transcripts: lines that begin with who speaks, "MS. LOPES:", "Q:", "Ana Lopes, Rio Mar:", each a turn."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from asrun.model.document import Section
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.quotes.marks import Quote
from asrun.reading.quotes.told import Stretch, Told

_WORDS = Wordbook(__package__, "transcripts")
_LABEL = re.compile(
    r"(?:(?P<who>Q(?:UESTION)?|A(?:NSWER)?|[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{1,40}[A-ZÀ-Þ.](?: \([^()\n]{1,60}\))?):"
    r"|(?P<short>[QA])[.)]?(?=[ \t\u00a0]+[A-ZÀ-Þ\"“]))[ \t\u00a0]+"
)
_NAMED = _WORDS.pattern("named")
_ASKS = _WORDS.pattern("asks", re.I)
_ANSWERS = re.compile(r"a|answers?", re.I)
_OWN = frozenset(("i", "we", "you"))
_ENOUGH, _ROOM, _OPENING = 3, 120, 4


class _Turn(NamedTuple):
    """One line: its number, where its label and its words stand, who speaks, whether the label is one of who asks."""

    line: int
    label: Stretch
    words: Stretch
    speaker: str | None
    asks: bool


def spoken(section: Section, context: Context) -> list[Told]:
    """The turns of a section as statements; none where fewer than three lines begin with a speaker."""
    turns = _turns(section, context, _LABEL)
    if len(turns) < _ENOUGH:
        turns = _turns(section, context, _NAMED)
        said = [t for t in turns if not t.asks]
        known = sum(t.speaker is not None for t in said)
        apart = len({t.speaker for t in said}) == len(turns)
        if len(turns) < _ENOUGH or not known or known * 3 < len(said) * 2 or apart:
            return []
    return [_told(t) for t in turns]


def _turns(section: Section, context: Context, pattern: re.Pattern[str]) -> list[_Turn]:
    """The lines that begin with a label; a label told shorter later is the one that it begins."""
    lines, text = context.document.lines, context.document.text
    found: list[_Turn] = []
    named: dict[str, str | None] = {}
    people = _People(context)
    for number in range(bisect_left(lines, section.start, key=lambda n: n.start), len(lines)):
        line = lines[number]
        if line.start >= section.end:
            break
        match = pattern.match(text, line.start, min(line.end, line.start + _ROOM))
        if match is None or match.end() >= line.end:
            continue
        label = "who" if pattern is _NAMED or match["who"] else "short"
        who, asks = match[label], bool(_ASKS.fullmatch(match[label]))
        if _ANSWERS.fullmatch(who):
            speaker = people.asked
        else:
            speaker = None if asks and "(" not in who else people.speaker(match.span(label), who) or named.get(who)
        for short in (who, who.partition(",")[0]):
            named.setdefault(short, speaker)
        found.append(_Turn(number, match.span(label), (match.end(), line.end), speaker, asks))
    return found


def _told(turn: _Turn) -> Told:
    """One turn; a question is an unnamed reporter's."""
    words = turn.words
    quote = Quote(*words, True, *words)
    made = Told("said", turn.label, turn.speaker, [words], [quote], words, turn.line, "quotes.transcript")
    made.channel = "press_conference"
    return made


class _People:
    """The persons of a document, by the last word of their names and by their titles, the first of each."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.names: dict[str, None] = {}
        self.last: dict[str, str] = {}
        self.titled: dict[str, str] = {}
        for person in (p for p in context.names.people if p.kind == "person"):
            self.names[person.name] = None
            before, _, last = person.name.casefold().rpartition(" ")
            if before:
                self.last.setdefault(last, person.name)
            for role in person.roles:
                self.titled.setdefault(role.title.casefold(), person.name)

    def speaker(self, label: Stretch, who: str) -> str | None:
        """The person whom a label names."""
        person = next((h.name for h in self.context.names.between(*label) if h.kind == "person"), None)
        plain = who.partition(" (")[0].casefold().removeprefix("the ")
        return person or self.last.get(plain.rpartition(" ")[2]) or self.titled.get(plain)

    @cached_property
    def asked(self) -> str | None:
        """Who gives the answers: the only person of the document, else the only one whom its first lines name."""
        lines = self.context.document.lines[:_OPENING]
        first = {h.name for h in self.context.names.between(0, lines[-1].end if lines else 0) if h.name in self.names}
        return next(iter(self.names)) if len(self.names) == 1 else first.pop() if len(first) == 1 else None


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
