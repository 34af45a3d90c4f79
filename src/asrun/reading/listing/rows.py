"""The lines of a list as rows: timed, a day's heading, words under a row, or what page and mail put between."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from asrun.model.document import Document, Line
from asrun.model.wordbook import Wordbook
from asrun.reading.listing.clocks import Head, head_of
from asrun.reading.memory import remembered

_WORDS = Wordbook(__package__, "rows")
RowKind = Literal["timed", "words", "day", "block", "stamp"]

_MARKING = re.compile(
    r"(?:UN)?CLASSIFIED\b|(?:TOP )?SECRET\b(?:\s*//|$)|CONFIDENTIAL$|FOR OFFICIAL USE ONLY|SBU$"
    r"|RELEASED?(?: IN (?:FULL|PART))?\b|DECLASSIFIED|\(?[bB]\s?\(?\d\)?(?:\s?,\s?[bB]?\s?\(?\d\)?)*\)?$"
    r"|(?:Page|pg\.?|p\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?$|[-–—\s]*\d{1,4}[-–—\s]*$|[^\w\s]{0,6}\d?[^\w\s]{1,6}\d?[^\w\s]{0,6}$"
)
_NUMBERED = re.compile(r"\b(?:Case No|Doc(?:ument)? No)\b")
_MAIL = re.compile(
    r"(?:From|Sent|To|Cc|Bcc|Subject|Date|Attachments?|Importance)\s?:|-{0,6}\s*Original Message\b", re.I
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"(?:{_WEEKDAY}\b,?(?:\s+(?:the\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|[\d/.-]{{3,10}})\b.{{0,12}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|day\s+\w{{1,6}}(?:\s[-–:].{{0,40}})?)\W*$",
    re.I,
)
_BLOCK = re.compile(r"[A-Z][A-Za-z /&-]{1,24}:\W*(?:[bB]\d)?$")
_NO_EVENTS = _WORDS.pattern("no_events", re.I)
_SENTENCE_END = re.compile(r"\d{1,2}:\d\d\s?[ap]m\.")  # the last word of a remark that runs over its line
_TWICE = re.compile(r"[(\[/|]\s?\d{1,2}[:.h]\d\d")
_OPENED = re.compile(r"\(\s?[tT]?")
_CODE = re.compile(r"[bB]\d(?:\s?,\s?[bB]?\d)*")
_SAYING, _WORDED = re.compile(r"\w{2}|\w\W*$"), re.compile(r"\w{2}")
_YEAR = re.compile(r"\d{4}")
_TRAILING = re.compile(r"\s{3,}[bB]\d(?:\s?,\s?[bB]?\d)*\s*$")


@dataclass(slots=True)
class Row:
    """A line with what it is: `text` is its words without time and edge marks, `gap` how many empty lines stand before it.

    `notes` are the lines under a timed row; `titled` is the one that holds the words of a bare time.
    """

    line: Line
    kind: RowKind
    head: Head | None
    start: int
    text: str
    gap: int
    minutes: int | None = None
    notes: list["Row"] = field(default_factory=list)
    titled: "Row | None" = None

    @property
    def tentative(self) -> bool:
        """Whether the time is marked as not firm or not set."""
        return bool(self.head and self.head.tentative)


def rows_of(document: Document, lines: Sequence[Line]) -> list[Row]:
    """The rows of some lines in order; stamps that part a page from the next count as no gap."""
    repeated = Counter(line.text for line in lines if len(line.text) > 12)
    made: list[Row] = []
    before = lines[0].start if lines else 0
    gap, paged = 0, False
    for line in lines:
        gap += max(0, document.text.count("\n", before, line.start) - 1)
        before = line.end
        row = _row(line, gap, repeated[line.text])
        if row.kind == "stamp":
            paged = True
            continue
        row.gap = min(gap, 1) if paged else gap
        made.append(row)
        gap, paged = 0, False
    return made


def _row(line: Line, gap: int, times: int) -> Row:
    """One line's row."""
    text = line.text
    kind, head, start, words = _read(text)
    if times > 1 and kind != "stamp" and head is None and len(text) > 60 and _YEAR.search(text):
        kind, words = "stamp", text
    return Row(line, kind, head, line.start + start, words, gap, head.clock.minutes if head and head.clock else None)


class _Words(NamedTuple):
    """What a line's text is, its words without time and edge marks, and where these begin."""

    kind: RowKind
    head: Head | None
    start: int
    words: str


@remembered
def _read(text: str) -> _Words:
    """What a line's text is."""
    if is_stamp(text):
        return _Words("stamp", None, 0, text)
    head = None if _SENTENCE_END.fullmatch(text) else head_of(text)
    if head:
        rest = text[head.end :]
        words = _trimmed(rest).rstrip(" \t•·■▪")
        lead = len(words) - len(words.lstrip(" \t\u00a0.,;:•·■▪–—-"))
        words = words[lead:]
        opened = _OPENED.fullmatch(words)
        if opened:
            head = head._replace(tentative=head.tentative or "t" in words.lower())
        if opened or not _SAYING.search(words) or _CODE.fullmatch(words):
            words = ""
        return _Words("timed", head, head.end + lead, words)
    words = _trimmed(text)
    if _MAIL.match(text) or _BLOCK.match(words):
        return _Words("block", None, 0, words)
    return _Words("day" if len(words) < 60 and _DAY.match(words) else "words", None, 0, words)


def _trimmed(text: str) -> str:
    """A line without the code of what was withheld at its right edge."""
    return _TRAILING.sub("", text) if text.rstrip()[-1:].isdigit() else text


def is_stamp(text: str) -> bool:
    """Whether a line is a page's: a marking, a number, a release stamp, a rule of signs."""
    return bool(_MARKING.match(text[:200])) or ("No" in text and bool(_NUMBERED.search(text[:200])))


def is_mail(text: str) -> bool:
    """Whether a line belongs to the head of a mail."""
    return bool(_MAIL.match(text))


def no_events(text: str) -> bool:
    """Whether a short line says that nothing is planned in public.

    >>> no_events("No public events scheduled."), no_events("PUBLIC EVENTS")
    (True, False)
    """
    return len(text) < 90 and bool(_NO_EVENTS.search(text))


def is_listing(rows: Sequence[Row]) -> bool:
    """Whether timed rows are set as a list: their words in capitals, in a column, or left out."""
    timed = [row for row in rows if row.kind == "timed"]
    if in_two_zones(timed):
        return False
    score = sum(_listed(row) for row in timed)
    sentences = sum(row.text.endswith((".", "?", "!")) and len(row.text) > 60 for row in timed)
    return score >= 2 and score * 2 >= len(timed) and sentences * 3 <= len(timed)


def in_titles(rows: Sequence[Row]) -> bool:
    """Whether a third of the timed rows have words that are set in capitals, as titles and verbs of lists are."""
    told = [row.text for row in rows if row.kind == "timed" and _WORDED.search(row.text)]
    if not told:
        told = [after.text for row, after in pairwise(rows) if row.kind == "timed" and after.kind == "words"]
    return sum(_shouted(text) for text in told) * 3 >= len(told)


@remembered
def _shouted(text: str) -> bool:
    """Whether the first words are capitals, and not a name in capitals before a verb."""
    words = [w for w in re.findall(r"[^\W\d_]+", text[:60]) if len(w) > 1][:4]
    capitals = next((n for n, w in enumerate(words) if not w.isupper()), len(words))
    if words[:1] == ["THE"] and re.match(r"THE [^a-z]+ [a-z]{3,}", text) and "w/" not in text:
        return False
    moves = words[:1] and words[0].lower() in ("depart", "arrive", "wheels", "hold")
    return bool(moves and capitals) or capitals >= 3 or (0 < capitals == len(words))


def in_two_zones(timed: Sequence[Row]) -> bool:
    """Whether half of the timed rows print their clock twice: "09:30 (07:30)"."""
    return sum(bool(_TWICE.match(row.text)) for row in timed) * 2 >= max(1, len(timed))


def _listed(row: Row) -> bool:
    """Whether one timed row looks like a row of a list."""
    words = row.text.split(" ", 2)
    first = words[0]
    capitals = len(first) > 2 and (first.isupper() or (first.upper() == first and any(c.isalpha() for c in first)))
    sentence = len(words) > 1 and words[1][:1].islower() and not words[1].startswith("w/")
    end = row.head.end if row.head else 0
    column = row.line.text[end:].startswith(("   ", "\t", "\u00a0\u00a0"))
    return (capitals and not sentence) or not row.text or column
