"""Sentences of a document: bounded pieces of one line each, in which the other readers look for their cues."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from asrun.model.document import Document
from asrun.model.wordbook import Wordbook
from asrun.reading.scan import Filed

_WORDS = Wordbook(__package__, "sentences")
_BREAK = re.compile(r"[.!?…][.!?…]*[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-ÞЀ-Я@#])")
_CLOCK_END = re.compile(r"\b[ap]\.m\.$", re.I)
_FOLLOWING = re.compile(r"\s+[\"'“‘(\[]*([^\s,.;:]+)")
_OPENERS = frozenset(
    "The He She It They We But And In On At A An That This These Those There Then When While After Before No Not Its "
    "His Her Their Mr Ms Mrs Later Earlier Instead Meanwhile However One Nobody Asked If Because Although Though "
    "Despite I So Yet Nor Who Why What Now".split()
)
# A word behind a clock that begins a sentence: "a.m. Officials of", neither "a.m. Monday in" nor "a.m. London time".
_BEGINS = re.compile(r"\s+([A-ZÀ-Þ][a-zà-ÿ]+) ([a-zà-ÿ]+)\b")
_ON = frozenset("time local on at and or to until in for daylight standard".split())
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun "
    "Eastern Central Mountain Pacific Atlantic Greenwich Zulu".split()
)
LONGEST, _WORD = 4000, 24


class Sentence(NamedTuple):
    """Code points `start`..`end` of one sentence, and the number of its line in `document.lines`."""

    start: int
    end: int
    line: int


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the mark at a match ends a sentence rather than an abbreviation, an initial or a clock."""
    mark = match.group()
    if not mark.startswith(".") or len(mark.rstrip("\"'”’)]")) > 1:
        return True
    low = max(0, match.start() - _WORD)
    word_start = max(low, text.rfind(" ", low, match.start()) + 1)
    word = text[word_start : match.start()].lstrip("\"'“‘([")
    if _CLOCK_END.search(text[max(0, match.start() - 4) : match.start() + 1]):
        following = _FOLLOWING.match(text, match.end(), match.end() + 40)
        quoted = following and following[0].lstrip()[0] in '"“'
        begins = _BEGINS.match(text, match.end(), match.end() + 40)
        told = begins and begins[1] not in _CALENDAR and begins[2] not in _ON
        return bool(following and (quoted or following[1] in _OPENERS or told))
    if len(mark) > 1:
        return True
    if len(word) == 1 and word.isupper():
        return False
    if word.lower() in _WORDS.words("numbered"):
        # "No. 5", but "They said no. Nobody came."
        return not text[match.end() : match.end() + 2].strip()[:1].isdigit()
    return word.lower() not in _WORDS.words("short")


def sentences(document: Document) -> Iterator[Sentence]:
    """Sentences in order; none is longer than LONGEST code points, and none crosses a line."""
    for number in range(len(document.lines)):
        yield from of_line(document, number)


def of_line(document: Document, number: int) -> list[Sentence]:
    """The sentences of one line."""
    line, found = document.lines[number], list[Sentence]()
    start = line.start + line.stamp
    for match in _BREAK.finditer(document.text, start, line.end):
        if _ends(document.text, match):
            found += _pieces(start, match.end(), number)
            start = match.end()
            while start < line.end and document.text[start].isspace():
                start += 1
    if start < line.end:
        found += _pieces(start, line.end, number)
    return found


def _pieces(start: int, end: int, line: int) -> list[Sentence]:
    """A sentence, in pieces where it is too long."""
    if end - start <= LONGEST:
        return [Sentence(start, end, line)]
    return [Sentence(at, min(at + LONGEST, end), line) for at in range(start, end, LONGEST)]


class Index:
    """Sentences by position, and the words of the document by what they are."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self.all = list(sentences(document))
        self._starts = [s.start for s in self.all]

    @cached_property
    def filed(self) -> Filed:
        """The words of the document, filed on first use."""
        return Filed(self._text)

    def number(self, position: int) -> int:
        """The number of the sentence at a position, or of the last before it; -1 where there is none."""
        return bisect_right(self._starts, position) - 1

    def at(self, position: int) -> Sentence | None:
        """The sentence at a position, or the last before it."""
        number = self.number(position)
        return self.all[number] if number >= 0 else None
