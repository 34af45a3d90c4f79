"""The lines of a programme grouped into items: the line that begins one, what goes on under it, and what it stands under."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from asrun.model.document import Document, Line
from asrun.model.time import Timex
from asrun.reading.changes.happenings import kinds
from asrun.reading.context import Times
from asrun.reading.layout import is_heading
from asrun.reading.listing.rows import is_stamp, no_events
from asrun.reading.listing.words import names_place
from asrun.reading.names.lexicon import lexicon
from asrun.reading.programme.clocks import zone_line
from asrun.reading.programme.wording import is_gathering, is_unsure, press_of
from asrun.reading.roles import labels_people
from asrun.reading.times.engine import language

_NEAR = (
    r"time|at|from|on|kl\.?|klo|starting|approx(?:\.|imately)?|about|around|circa|ca?\.|by"
    r"|no[tn]? (?:earlier|later|before)(?: than)?"
)
_LEAD = re.compile(
    r"\W{0,3}(?:(?:\d{1,2}|[A-Z])[.)]\s+)?(?:(?:new|added|cancell?ed|postponed)\b\W{1,3})?"
    r"(?P<label>(?:when|time|date and time)\s?:\s*)?"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?\s*)?(?:(?:{_NEAR})\s*){{0,4}}\W{{0,3}}",
    re.I,
)
_APPROXIMATE = re.compile(r"\b(?:approx|about|around|circa|(?-i:ca?\.))", re.I)
_UNSET = re.compile(r"\W{0,3}(?:\d{1,2}[.)]\s+)?(?:time\s+)?TB[ADC]\b\W*", re.I)
_DATED_UNSET = re.compile(r"[,:;–—-]\s*(?:time )?(?:tb[adc]|to be (?:confirmed|announced))\b\W*$", re.I)
_AFTER = re.compile(
    r"(?:immediately|directly|shortly) (?:following|after(?:wards?)?|thereafter)\b(?=\s{2,}|\t|\s?[:–—-]|,)\W*", re.I
)
_GAP = re.compile(r"[\s(\[/|,;–—-]*(?:to|until|till|and|local|hrs?|h)?[\s)\]/|,;–—-]*", re.I)
_LABEL = re.compile(r"[*_]{0,2}(?P<label>[A-Z][A-Za-z]+(?: [A-Za-z]+)?)\s?:[*_]{0,2}\s*(?=\S)")
_LABELS = {
    "when": "when", "time": "when", "date and time": "when", "where": "place", "location": "place", "venue": "place",
    "place": "place", "press": "press", "media": "press", "coverage": "press", "what": "what", "event": "what",
}  # fmt: skip
_NOTES = re.compile(r"(?:notes?\b.{0,30}|.*\b(?:briefing|contact|accreditation|pool)\b.{0,20}):?\W*$", re.I)
_UNDER = re.compile(r"(?:\b(?:and|of|the|for|to|with|on|in|at|by|a|an)|[,&/-])$", re.I)
_STREET = re.compile(r"\d{1,5}[A-Za-z]? [A-Z]|.*\b(?:Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Lane)\b", re.I)
_TERMINAL = re.compile(r"[.!?:;]\W{0,2}$")
_LEGEND = re.compile(r"^\W*(?:note:?\s)?(?:all )?times (?:are|in|local|[A-Z]{2,5}\b)", re.I)
_DOORS = re.compile(r"doors? opens?|check-in|set-?up", re.I)
_FAR = 240


class Stretch(NamedTuple):
    """Words text[start:end] of a document."""

    start: int
    end: int


@dataclass
class Entry:
    """One item: the line that begins it, its clocks, and the stretches of what else it says.

    `clocks` are its start, the end of its range and its other zones; `head` is the line it stands under, `unset` marks a time
    that is not set, `after` one that only follows the item before.
    """

    line: Line
    clocks: list[Timex]
    words: list[Stretch]
    head: Line | None = None
    day: Timex | None = None
    unset: bool = False
    after: bool = False
    approximate: bool = False
    labelled: bool = False
    places: list[Stretch] = field(default_factory=list)
    people: list[Stretch] = field(default_factory=list)
    press: list[Stretch] = field(default_factory=list)
    notes: list[Stretch] = field(default_factory=list)


def opening(document: Document, times: Times, line: Line) -> Entry | None:
    """The item that a line begins: with a clock, a part of the day, an unset time, or as what follows the last one."""
    text = document.text
    inside = [t for t in times.between(line.start, line.end) if t.type in ("DATE", "TIME")]
    day = None
    if inside and inside[0].type == "DATE" and _LEAD.fullmatch(text, line.start, inside[0].span.start):
        day = inside[0]
        at = day.span.end
        unset = _DATED_UNSET.match(text, at, line.end)
        if unset:
            return Entry(line, [], [], day=day, unset=True)
        touching = len(inside) > 1 and re.fullmatch(r"[\s,:;–—-]*(?:at )?", text[at : inside[1].span.start])
        inside = inside[1:] if touching else inside[2:]
    else:
        at = line.start
    unset = _UNSET.match(text, at, line.end)
    if unset and unset.end() > at:
        return Entry(line, [], _words(text, unset.end(), line.end), unset=True)
    follows = _AFTER.match(text, at, line.end)
    if follows:
        return Entry(line, [], _words(text, follows.end(), line.end), after=True)
    clocks = _run(text, [t for t in inside if t.type == "TIME" and t.value[10:11] == "T"])
    if not clocks:
        return None
    lead = text[at : clocks[0].span.start]
    led = _LEAD.fullmatch(lead) if len(lead) <= 60 else None
    if not led:
        return None
    part = not clocks[0].value[11:12].isdigit()
    if part and not re.match(r"\s*$|\s{2,}|\t|\s?[:–—-]\s|,\s", text[clocks[0].span.end : line.end]):
        return None
    start = clocks[-1].span.end
    behind = re.match(
        r"(?:\s?(?:hrs?|h|hours|local(?: time)?)\b\.?)?(?:\s?\([+−-]\d(?: days?)?\))?(?:\s?[-–—]\s?(?:late|close)\b)?",
        text[start : line.end],
        re.I,
    )
    start += behind.end() if behind else 0
    state = re.match(r"\W{0,3}(?:new|added|cancell?ed|postponed)\b", lead, re.I)
    words = _words(text, start, line.end)
    if state:
        words = [Stretch(at + state.start(), at + state.end()), *words]
    return Entry(line, clocks, words, day=day, approximate=bool(_APPROXIMATE.search(lead)), labelled=bool(led["label"]))


def closing(document: Document, times: Times, line: Line) -> Entry | None:
    """The item of a line that ends with its clock: "Receives the mayor, at 10:30", "Lunch [12:00 PM Local]"."""
    text = document.text
    if len(line.text) > _FAR or is_gathering(line.text):
        return None
    inside = [t for t in times.between(line.start, line.end) if t.type == "TIME" and t.value[11:12].isdigit()]
    run = _run(text, inside)
    if not run or len(run) < len(inside):
        return None
    before = re.search(r"(?:,?\s+at|,|\s+[-–—]|:)?\s*([\[(]?)$", text[line.start : run[0].span.start])
    after = re.match(
        r"(?:\s?local(?: time)?|\s?hrs?|\s?h)?[\])]?(\s*[\[(][^\[\]()]*[\])])?\W*$",
        text[run[-1].span.end : line.end],
        re.I,
    )
    if not before or not after or not before[0].strip():
        return None
    if not (line.bullet or before[1]):
        return None
    stop = line.start + before.start()
    words = _words(text, line.start, stop)
    if after[1]:
        words += _words(text, run[-1].span.end + after.start(1), run[-1].span.end + after.end(1))
    return Entry(line, run, words) if words else None


def spoken(document: Document, times: Times, line: Line) -> Entry | None:
    """The item of a sentence that tells its clock on the way: "The mayor will open the fair at 3pm at the Town Hall."."""
    clocks = [t for t in times.between(line.start, line.end) if t.type == "TIME" and t.value[11:12].isdigit()]
    if not clocks or not 20 < len(line.text) < 300:
        return None
    text, first = document.text, clocks[0].span
    before = re.search(r",?\s+at\s+$", text[line.start : first.start], re.I)
    if not before or not re.search(r"\bwill\b", text[line.start : first.start]):
        return None
    run = _run(text, clocks)
    rest = _words(text, run[-1].span.end, line.end)
    if rest and rest[0].start - run[-1].span.end > 1 and text[run[-1].span.end] in ".;":
        rest = [Stretch(run[-1].span.end, line.end)]
    return Entry(line, run, [*_words(text, line.start, line.start + before.start()), *rest])


def _words(text: str, start: int, end: int) -> list[Stretch]:
    """A stretch without blanks and dashes at its edges, if it holds a word."""
    while start < end and not (text[start].isalnum() or text[start] in "([\"“‘'*#~"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [Stretch(start, end)] if any(c.isalnum() for c in text[start:end]) else []


def _run(text: str, times: Sequence[Timex]) -> list[Timex]:
    """The first clock with those that touch it: the end of its range, other zones."""
    run = list(times[:1])
    for time in times[1:]:
        between = text[run[-1].span.end : time.span.start]
        bracket = re.fullmatch(r"\s*[(\[]\s*", between)
        if len(between) > 14 or not _GAP.fullmatch(between):
            break
        if bracket and not (time.twin or re.match(r"\s*[)\]]|\s?[-–—]", text[time.span.end : time.span.end + 3])):
            break
        run.append(time)
    return run


class Grouping:
    """The lines of one section under way; `asides` belong to no item, `free` say that nothing is planned."""

    def __init__(self, document: Document, times: Times, lines: Sequence[Line], parts: bool = True) -> None:
        self.document, self.times, self.lines = document, times, lines
        self.text = document.text
        self.opened = [opening(document, times, line) for line in lines]
        closed = [
            None if entry else closing(document, times, line) or (spoken(document, times, line) if parts else None)
            for entry, line in zip(self.opened, lines, strict=True)
        ]
        self.opened = [entry or other for entry, other in zip(self.opened, closed, strict=True)]
        if not parts:
            self.opened = [e if e and e.clocks and e.clocks[0].value[11:12].isdigit() else None for e in self.opened]
        self.top = next((entry.line.start for entry in self.opened if entry), 0)
        self.heads = {n.text for n in document.lines[:8] if len(n.text) > 12 and n.start < self.top}
        self.columns = self._columns()
        self.head: Line | None = None
        self.entry: Entry | None = None
        self.told: dict[str, list[Stretch]] = {}
        self.last = ""
        self.noting = False
        self.asides: list[Line] = []
        self.free: list[Line] = []

    def _columns(self) -> int | None:
        """Where the column of places begins, as a distance from the line's beginning in the text; None without one."""
        found: Counter[int] = Counter()
        for entry in self.opened:
            if entry and entry.words:
                cells = [m.end() for m in re.finditer(r"\s{2,}", self.text[entry.words[0].start : entry.words[0].end])]
                found.update({self._offset(entry.words[0].start + cells[-1])} if cells else ())
        return next((column for column, count in found.most_common(1) if count > 1), None)

    def _offset(self, place: int) -> int:
        return place - (self.text.rfind("\n", 0, place) + 1)

    def _gap(self, number: int) -> int:
        """How many empty lines stand before a line."""
        if number >= len(self.lines):
            return 1
        before = self.lines[number - 1].end if number else self.text.rfind("\n", 0, self.lines[0].start)
        return max(0, self.text.count("\n", max(before, 0), self.lines[number].start) - 1)

    def entries(self) -> Iterator[Entry]:
        """The items in order, each with its lines."""
        for number, line in enumerate(self.lines):
            begun = self.opened[number]
            text = line.text
            again = text in self.heads and line.start > self.top and not begun
            if is_stamp(text) or again or _LEGEND.search(text) or zone_line(text, language("en")):
                continue
            if no_events(text):
                self.free.append(line)
                continue
            sentence = text.endswith(".") and not re.match(r"(?:at|in|from|on)\b", text, re.I)
            if begun and begun.words and sentence and self.text[begun.words[0].start].islower():
                self.asides.append(line)
                continue
            if begun and not begun.labelled and self._is_note(begun, line):
                if self.entry and begun.clocks:
                    self.entry.notes.append(Stretch(line.start, line.end))
                continue
            if begun:
                yield from self._finished()
                self._begin(begun)
            elif self._is_day(line):
                yield from self._finished()
                self.head = None
            else:
                yield from self._under(number, line)
        yield from self._finished()

    def _begin(self, begun: Entry) -> None:
        """Makes an item the one under way; the clock of a labelled one stands under its title."""
        self.entry, self.last, self.noting = begun, "words" if begun.words else "", False
        if begun.labelled:
            begun.approximate |= any(is_unsure(self.text[w.start : w.end]) for w in begun.words)
            begun.notes += begun.words
            titles = self.told.pop("what", []) or ([Stretch(self.head.start, self.head.end)] if self.head else [])
            begun.words, self.head = titles, None
            begun.places, begun.people = self.told.pop("place", []), self.told.pop("who", [])
        else:
            begun.head = self.head

    def _finished(self) -> Iterator[Entry]:
        if self.entry and not (self.entry.day and self.entry.clocks and not self.entry.words):
            yield self.entry
        self.entry = None

    def _is_note(self, begun: Entry, line: Line) -> bool:
        """Whether a line with a clock tells when to gather, or stands in brackets under an item."""
        words = self.text[begun.words[0].start : begun.words[0].end] if begun.words else ""
        gathers = is_gathering(words[:40]) and not kinds().nouns.match(words) and not _DOORS.match(words)
        bracketed = re.match(r"[\[(].*[\])]\W*$", line.text) and begun.words and self.entry and is_gathering(words)
        return bool(begun.clocks) and bool(gathers or bracketed)

    def _is_day(self, line: Line) -> bool:
        dates = [t for t in self.times.between(line.start, line.end) if t.type == "DATE" and len(t.value) == 10]
        return bool(dates) and len(line.text) - (dates[0].span.end - dates[0].span.start) <= 25 and is_heading(line)

    def _under(self, number: int, line: Line) -> Iterator[Entry]:
        """A line without a clock of its own: under an item it goes on with it, else it heads those that follow."""
        text, whole = line.text, Stretch(line.start, line.end)
        entry = self.entry
        following = next((n for n in range(number + 1, min(number + 3, len(self.lines))) if self.opened[n]), None)
        gap = self._gap(number)
        label = _LABEL.match(text)
        role = _role(label["label"]) if label else None
        stretch = Stretch(line.start + label.end(), line.end) if label and role != "who" else whole
        if role == "what" or (entry is None and role in ("place", "who")):
            yield from self._finished() if role == "what" else ()
            self.told[role or ""] = [stretch]
        elif entry is None:
            fresh = line.start > self.document.lines[0].start and not self.times.between(line.start, line.end)
            if is_heading(line) and following is not None and fresh:
                self.head = line
            elif not is_heading(line):
                self.asides.append(line)
        elif label and role in ("place", "who", "press"):
            {"place": entry.places, "who": entry.people, "press": entry.press}[role].append(stretch)
            self.last = role
        elif press_of(text) and (len(text) < 120 or self.noting) and entry.words:
            entry.press.append(whole)
            self.last = "press"
        elif _NOTES.match(text) and len(text) < 60 and entry.words:
            self.noting, self.last = True, "note"
        elif not entry.words:
            entry.words += _words(self.text, line.start, line.end)
            self.last = "words"
        elif self._heads(number, line, following):
            yield from self._finished()
            self.head = line
        elif self.noting or line.bullet or is_gathering(text) or (label and not names_place(text)):
            entry.notes.append(whole)
            self.last = "note"
        else:
            self._goes_on(entry, line, gap)

    def _heads(self, number: int, line: Line, following: int | None) -> bool:
        """Whether a short line heads the items behind it: set off from the item above, near to the one below."""
        if following != number + 1 or not is_heading(line) or line.bullet or line.text[:1].islower():
            return False
        alone = self._gap(number) > self._gap(number + 1)
        return alone or (line.text.isupper() and len(line.text) > 3)

    def _goes_on(self, entry: Entry, line: Line, gap: int) -> None:
        """The rest of a title, a place, or a sentence about the item."""
        text, whole = line.text, Stretch(line.start, line.end)
        said = self.text[entry.words[-1].start : entry.words[-1].end]
        column = self.columns is not None and gap == 0
        cells = list(re.finditer(r"\s{2,}", text))
        if column and self.columns is not None:
            if abs(self._offset(line.start) - self.columns) <= 2:
                entry.places.append(whole)
            elif cells and abs(self._offset(line.start + cells[-1].end()) - self.columns) <= 2:
                entry.words.append(Stretch(line.start, line.start + cells[-1].start()))
                entry.places.append(Stretch(line.start + cells[-1].end(), line.end))
            else:
                entry.words.append(whole)
            return
        wraps = bool(_UNDER.search(said)) or (text[:1].islower() and not press_of(text))
        if self.last == "words" and wraps and gap == 0:
            entry.words.append(whole)
        elif (
            self.last == "place"
            and gap == 0
            and self._place(line, text)
            and is_heading(line)
            and not _STREET.match(text)
        ):
            entry.places.append(whole)
        elif is_heading(line) and not entry.places and self._place(line, text):
            entry.places.append(whole)
            self.last = "place"
        elif _TERMINAL.search(text) and (gap or len(text) > 60):
            self.asides.append(line)
            if gap:
                self.last = "aside"
        else:
            entry.notes.append(whole)
            self.last = "note"

    def _place(self, line: Line, text: str) -> bool:
        """Whether a short line under a title names a place: it says so, or says nothing of an event."""
        if names_place(text) or _STREET.match(text):
            return True
        if kinds().nouns.search(text) or not text[:1].isupper() or _AFTERWARDS.match(text):
            return False
        titled = any(w in lexicon().titles for w in re.findall(r"[a-z]+", text.lower()))
        return not titled and len(text) < 80 and not self.times.between(line.start, line.end)


def _role(label: str) -> str | None:
    """What a label leads to: when, where, who, of what press."""
    return _LABELS.get(label.lower()) or ("who" if labels_people(label) else None)


_AFTERWARDS = re.compile(r"(?:followed by|including|with|photo|family photo|remarks|return|note)\b", re.I)
