"""Where the clause of a cue begins and ends."""

import re
from collections.abc import Iterator

from asrun.model.fact import Statement
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.quotes.stances import pattern, spellings
from asrun.reading.scan import Spot, led
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "clauses")
_TURNS = r" (?:(?:but|while|although|though|whereas|so that)\s+|(?:and|or) that\s+)"
_BREAK = re.compile(
    led(
        (";:", r"\s+"),
        (
            ",",
            rf"{_TURNS}| and (?=the [a-z]|[A-ZÀ-Þ][a-zà-þ])"
            r"| (?=(?:and )?(?:according to|saying|adding|which|who|whom|where)\b)",
        ),
        (" ", _TURNS[1:]),
        (r"\s", r"[—–]\s|\("),
        (")", r"\s"),
    )
)
_AND = _WORDS.pattern("and")
_SUBJECT = _WORDS.pattern("subject")
_QUOTED = re.compile(r"[\"“”]")
_ASIDE = _WORDS.pattern("aside")
_LEADING = _WORDS.pattern("leading", re.I)
_TOLD = _WORDS.pattern("told", re.S)
_ON = _WORDS.pattern("on")
_ON_FROM = re.compile(r"\s+(?=[\w’']+\s)")
# What goes on with a word before it.
_JOINED = re.compile(r"[\w’'-]")
_RUNS_ON = _WORDS.pattern("runs_on")
_EDGE = '"“”,;'


def cues(context: Context, start: int, end: int) -> Iterator[Spot]:
    """Where cues stand that begin in text[start:end], no parts of compounds; a shorter one where the longest is one."""
    text = context.document.text
    for first, last in context.sentences.filed.spots(spellings()).between(start, end):
        joined = _JOINED.match(text, last) or (first and text[first - 1].isalnum())
        if not joined and last <= end:
            yield first, last
        elif match := pattern().match(text, first, end):
            yield match.span()


def room(context: Context, sentence: Sentence, start: int, end: int, said: Statement | None) -> tuple[int, int]:
    """What the clause of a cue text[start:end] cannot leave: what its speaker says, else what no other says; its marks."""
    text = context.document.text
    first, last = sentence.start, sentence.end
    if said:
        part = next(s for s in said.spans if s.start <= start < s.end)
        first, last = max(first, part.start), min(last, part.end)
    else:
        for opened, closed in context.spoken(first, last):
            if closed <= start:
                first = max(first, closed)
            elif opened >= end:
                last = min(last, opened)
                break
        told = _TOLD.search(text, end, last)
        last = told.start() if told else last
    for breaks in (_BREAK,) if said else (_BREAK, _QUOTED):
        for match in breaks.finditer(text, first, last):
            if match.end() <= start:
                first = match.end()
            elif match.start() >= end:
                last = match.start()
                break
    first, last = _parted(text, first, last, start, end)
    passed = first
    for opened, closed in context.sentences.filed.spots(_WORDS.words("leads")).between(first, start):
        goes = _ON_FROM.match(text, closed, start)
        if not goes or (opened and (opened <= passed or not text[opened - 1].isspace())):
            continue
        leads = opened - 1 == first
        first = passed = goes.end()
        comma = text.find(", ", end, last) if leads else -1
        last = comma if comma > 0 else last
    leading = _LEADING.match(text, first, start)
    first = leading.end() if leading else first
    on = told_on(text, sentence, first, start)
    asides = [m.end() for m in _ASIDE.finditer(text, first, start)]
    return max([first, *on, *asides]), last


def _parted(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The clause without another's that is joined to it: "A asked for tugs | and B would go no further"."""
    for match in _AND.finditer(text, first, last):
        subject = _SUBJECT.match(text, match.end(), last)
        if subject is None or not pattern().match(text, subject.end(), last):
            continue
        if match.start() >= end:
            return first, match.start()
        if match.end() <= start and pattern().search(text, first, match.start()):
            first = match.end()
    return first, last


def told_on(text: str, sentence: Sentence, first: int, start: int) -> list[int]:
    """Where a clause goes on behind words of saying: "..., she said, and was ready"."""
    match = _ON.match(text, first, start) if first > sentence.start else None
    return [match.end()] if match else []


def goes_on(context: Context, sentence: Sentence, first: int, start: int) -> str | None:
    """Who spoke just before in the same sentence, for a clause behind a semicolon: "..., they said; they wanted it"."""
    text = context.document.text
    parts = [end for _, end in context.spoken(sentence.start, start) if end <= start]
    if not parts:
        return None
    before = context.said_around(parts[-1] - 1, parts[-1] - 1)
    # "At no time, she said, had | her office asked"
    runs_on = before is not None and before.mode == "indirect" and _RUNS_ON.fullmatch(text, parts[-1], start)
    if runs_on or text[max(parts[-1], first - 2) : first].strip() == ";" or told_on(text, sentence, parts[-1], start):
        return before.speaker if before else None
    return None


def trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """The clause without the blanks and marks at its edges."""
    while first < last and (text[first].isspace() or text[first] in f"{_EDGE}("):
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] in f"{_EDGE}.)"):
        last -= 1
    return first, last
