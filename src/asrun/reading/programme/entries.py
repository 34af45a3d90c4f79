"""The lines of a programme grouped into items: the line that begins one, what goes on under it, and what it stands under."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from asrun.model.document import Document, Line
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import kinds
from asrun.reading.context import Times
from asrun.reading.lines import is_heading
from asrun.reading.listing.rows import is_stamp, no_events
from asrun.reading.listing.words import names_place, tells_of
from asrun.reading.names.lexicon import last_words, lexicon
from asrun.reading.programme.access import press_of, without_access
from asrun.reading.programme.clocks import zone_line
from asrun.reading.programme.openings import ENDS, Entry, Stretch, closing, opening, spoken, words_in
from asrun.reading.programme.overhead import is_site, tells_else
from asrun.reading.programme.venues import preposed
from asrun.reading.programme.wording import holds_office, is_gathering, is_unsure
from asrun.reading.roles import labels_people
from asrun.reading.times.engine import language

_WORDS = Wordbook(__package__, "entries")
_LABEL = re.compile(r"[*_]{0,2}(?P<label>[A-Z][A-Za-z]+(?: [A-Za-z]+)?)\s?:[*_]{0,2}\s*(?=\S)")
_LABELS = {
    "when": "when", "time": "when", "date and time": "when", "where": "place", "location": "place", "venue": "place",
    "place": "place", "press": "press", "media": "press", "coverage": "press", "what": "what", "event": "what",
}  # fmt: skip
_NOTES = _WORDS.pattern("notes", re.I)
_REMARKS = _WORDS.pattern("remarks", re.I)
_UNDER = _WORDS.pattern("under", re.I)
_STREET = re.compile(r"\d{1,5}[A-Za-z]? [A-Z]|.*\b(?:Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Lane)\b", re.I)
_ADDRESS = re.compile(r"(?:[^.!?;]{2,50}, )?\d{1,5}[A-Za-z]? [A-Z][^!?;]{2,50}$")
_TERMINAL = re.compile(r"[.!?:;]\W{0,2}$")
_LEGEND = _WORDS.pattern("legend", re.I)
_BLOCK, _OPENS = 6, 4
_DOORS = _WORDS.pattern("doors", re.I)


class Grouping:
    """The lines of one section under way; `asides` belong to no item, `free` say that nothing is planned.

    `whole` is the one line that holds a day and clock and nothing else: that of all the list, where only a place is below.
    """

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
        whole = [entry for entry in self.opened if entry and entry.day and entry.clocks and not entry.words]
        self.whole = whole[0] if len(whole) == 1 else None
        self.top = next((entry.line.start for entry in self.opened if entry), 0)
        self.heads = {n.text for n in document.lines[:8] if len(n.text) > 12 and n.start < self.top}
        self.columns = self._columns()
        self.leads = {n for number, entry in enumerate(self.opened) if entry for n in self._leading(number, entry)}
        plain = [n for n, one in enumerate(self.opened) if one and (one.labelled or _clock_first(one, lines[n]))]
        self.final = max(plain, default=len(lines))
        self.head: Line | None = None
        self.day: Line | None = None
        self.entry: Entry | None = None
        self.told: dict[str, list[Stretch]] = {}
        self.last = ""
        self.noting = self.apart = self.over = self.remarking = False
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

    def _leading(self, number: int, entry: Entry) -> range:
        """The lines of a paragraph before a labelled clock within it: the title of its item, when doors open, who comes."""
        first = number
        while entry.labelled and number - first < _BLOCK and first and not (self.opened[first - 1] or self._gap(first)):
            first -= 1
        alone = first == 0 or self._gap(first) > 0
        return range(first, number) if alone and number - first > 1 else range(0)

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
            if self._remarks(number, line):
                yield from self._finished()
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
                self.head, self.day = None, line
            elif number in self.leads:
                yield from self._finished()
                self._lead(line)
            else:
                yield from self._under(number, line)
        yield from self._finished()

    def _remarks(self, number: int, line: Line) -> bool:
        """Whether a line belongs to the remarks on a list that stand apart from its items: their head, then sentences."""
        text = line.text
        if number <= self.final:
            return False
        if self.entry and self._gap(number) > 0:
            if _REMARKS.fullmatch(text):
                self.remarking = True
                return True
            self.remarking = self.remarking or (line.bullet and _TERMINAL.search(text) is not None)
        if self.remarking and _TERMINAL.search(text):
            self.asides.append(line)
            return True
        return False

    def _begin(self, begun: Entry) -> None:
        """Makes an item the one under way; the clock of a labelled one stands under its title."""
        self.entry, self.last, self.noting = begun, "words" if begun.words else "", False
        begun.under = self.day
        if begun.labelled:
            begun.approximate |= any(is_unsure(self.text[w.start : w.end]) for w in begun.words)
            begun.notes += begun.words
            titles = self.told.pop("what", []) or ([Stretch(self.head.start, self.head.end)] if self.head else [])
            begun.words, self.head = titles, None
            begun.places, begun.people = self.told.pop("place", []), self.told.pop("who", [])
            begun.press, begun.notes = self.told.pop("press", []), [*self.told.pop("note", []), *begun.notes]
        else:
            begun.head = self.head

    def _lead(self, line: Line) -> None:
        """A line of the paragraph that the item to come begins with; the last one of no other use is its title."""
        label = _LABEL.match(line.text)
        role = (_role(label["label"]) if label else None) or ("note" if is_gathering(line.text) else "what")
        start = line.start + label.end() if label and role not in ("who", "note", "what") else line.start
        self.told[role] = [*(self.told.get(role, []) if role != "what" else []), Stretch(start, line.end)]

    def _finished(self) -> Iterator[Entry]:
        words = [self.text[w.start : w.end] for w in self.entry.words] if self.entry else []
        sited = self.entry is self.whole and len(words) == 1 and is_site(words[0].partition(",")[0])
        if self.entry and not (self.entry.day and self.entry.clocks and (not words or sited)):
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
        clock = next((t for t in self.times.between(line.start, line.end) if t.type == "TIME"), None)
        if entry and clock and ENDS.match(self.text[line.start : clock.span.start]):
            entry.until = entry.until or clock
            return
        stretch = Stretch(line.start + label.end(), line.end) if label and role != "who" else whole
        if role == "what" and entry and entry.labelled and not entry.words:
            entry.words.append(stretch)
            self.last = "words"
        elif role == "what" or (entry is None and role in ("place", "who")):
            yield from self._finished() if role == "what" else ()
            self.told[role or ""] = [stretch]
        elif entry is None:
            fresh = line.start > self.document.lines[0].start and not self.times.between(line.start, line.end)
            heads = is_heading(line) or _over(line)
            if heads and following is not None and fresh:
                self.head = line
            elif not heads:
                self.asides.append(line)
        elif label and role in ("place", "who", "press"):
            {"place": entry.places, "who": entry.people, "press": entry.press}[role].append(stretch)
            self.last = role
        elif press_of(text) and (len(text) < 120 or self.noting) and entry.words:
            where, access = without_access(text)
            placed = where and not (self.noting or entry.places) and self._place(line, where)
            entry.places += [Stretch(line.start, line.start + len(where))] if placed else []
            entry.press.append(Stretch(line.end - len(access), line.end) if placed else whole)
            self.last = "press"
        elif _NOTES.match(text) and len(text) < 60 and entry.words:
            self.noting, self.last = True, "note"
        elif not entry.words:
            entry.words += words_in(self.text, line.start, line.end)
            self.last = "words"
        elif self._heads(number, line, following):
            yield from self._finished()
            self.head = line
        elif self.noting or line.bullet or is_gathering(text) or (label and not names_place(text)):
            entry.notes.append(whole)
            self.last = "note"
        else:
            self._goes_on(entry, line, gap, any(self.opened[number + 1 :]))

    def _heads(self, number: int, line: Line, following: int | None) -> bool:
        """Whether a short line heads the items behind it: set off from the item above, near to the one below."""
        if following != number + 1 or not (is_heading(line) or _over(line)) or line.bullet or line.text[:1].islower():
            return False
        alone = self._gap(number) > self._gap(number + 1)
        return alone or (line.text.isupper() and len(line.text) > 3)

    def _goes_on(self, entry: Entry, line: Line, gap: int, more: bool) -> None:
        """The rest of a title, a place, or a sentence about the item; behind the last one who signs may stand apart."""
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
        if self.last == "words" and gap == 0 and not entry.places and tells_of(text) and is_site(said):
            entry.places, entry.words = [entry.words[-1]], [whole]
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
        elif (
            not entry.places
            and ((_ADDRESS.match(text) and not tells_else(text)) or (is_heading(line) and self._place(line, text)))
            and not self._signs(text, gap, more)
        ):
            entry.places.append(whole)
            self.last, self.apart = "place", self.apart or gap > 0
        elif _TERMINAL.search(text) and (gap or len(text) > 60):
            self.asides.append(line)
            if gap:
                self.last = "aside"
        else:
            entry.notes.append(whole)
            self.last = "note"

    def _signs(self, text: str, gap: int, more: bool) -> bool:
        """Whether a line stands below the whole list, where places stand right under their items."""
        self.over |= gap > 0 and not more and not self.apart
        return self.over and (not names_place(text) or text.rpartition(" ")[2].lower() in last_words())

    def _place(self, line: Line, text: str) -> bool:
        """Whether a short line under a title names a place: it says so, or says nothing of an event."""
        if tells_else(text):
            return False
        if names_place(text) or _STREET.match(text):
            return True
        if kinds().nouns.search(text) or not text[:1].isupper() or _AFTERWARDS.match(text):
            return False
        titled = any(w in lexicon().titles for w in re.findall(r"[a-z]+", text.lower()))
        return not titled and len(text) < 80 and not self.times.between(line.start, line.end)


def _over(line: Line) -> bool:
    """Whether a line leads to what is at a place, or what somebody does: "At the Town Hall:", "The Duke of Dal:"."""
    return (
        line.text.endswith(":")
        and (names_place(line.text[preposed(line.text) : -1]) or holds_office(line.text[:-1]))
        and is_heading(msgspec.structs.replace(line, text=line.text[:-1]))
    )


def _role(label: str) -> str | None:
    """What a label leads to: when, where, who, of what press."""
    return _LABELS.get(label.lower()) or ("who" if labels_people(label) else None)


_AFTERWARDS = _WORDS.pattern("afterwards", re.I)


def _clock_first(entry: Entry, line: Line) -> bool:
    """Whether an item begins with its clock."""
    return bool(entry.clocks) and entry.clocks[0].span.start - line.start <= _OPENS
