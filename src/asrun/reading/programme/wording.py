"""The words of an item parted: its title, its place, who of the press may come, what became of it, remarks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from asrun.model.fact import Press
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import kinds
from asrun.reading.context import Hit
from asrun.reading.listing.words import ends_in_place, names_place, tells_of
from asrun.reading.names.lexicon import lexicon
from asrun.reading.programme.access import press_of
from asrun.reading.programme.habits import MARK, Habit, is_place, sign
from asrun.reading.programme.venues import is_corner, preposed
from asrun.reading.scan import Rare
from asrun.reading.tables.grid import states

_WORDS = Wordbook(__package__, "wording")
Range = tuple[int, int]

GATHER = Rare(_WORDS.pattern("gather", re.I))
_CLOCKED = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m\b|\b\d{4}\s?h", re.I)
_BRACKETS = re.compile(r"[\[(]([^\[\]()]{0,200})[\])]")
_LAST = re.compile(r"[(\[]((?:at |in )?(?:the )?[^\W_][^()\[\]]{2,80})[)\]][\s.]*$")
_TENTATIVE = _WORDS.pattern("tentative", re.I)
_LOOSE = _WORDS.pattern("loose")
_HELD = re.compile(r"\W*HOLD\b")
_MOVED = _WORDS.pattern("moved", re.I)
_LENGTH = _WORDS.pattern("length", re.I)
_BEFORE = re.compile(r"\W*([A-Za-z]+(?: [A-Za-z]+)?)\b(?:\s*[:–—-]\s*|\s+(?=[A-Z][a-z]|THE ))")
_BEHIND = re.compile(r"\s*[-–—:*]\s*([A-Za-z]+(?: [A-Za-z]+)?)[\W]*$")
_CELL = re.compile(r"\t+|\s{3,}|\s\|\s")
_SENTENCE = re.compile(r"(?<=[a-z\d)”\"\x00])\.\s+(?=[A-Z])|(?<=[a-z)\x00])\.(?=[A-ZÀ-Þ][a-zß-ÿ])|;\s+")
_SHORT = _WORDS.pattern("short")
_COMMA = re.compile(r",\s+|\s+[-–—@~·/]\s+")
_TAIL = re.compile(r"(?:\s+[-–—@~|]\s+|\s{3,}|\t)([^\x00~|]{2,60}?)[\s.]*$")
_ATTENDING = _WORDS.pattern("attending", re.I)
_THERE = re.compile(r"In (?=[A-ZÀ-Þ])([^:;.]{2,50}): ")
MOVES = Rare(_WORDS.pattern("moves", re.I))
# A house or room by who has it: "Prime Minister's House", "Governor's Office".
_FLIGHT = re.compile(r"(?:[A-Z]{2,3}|[A-Z]\d|\d[A-Z]) ?\d{2,4}")
_OWNER = re.compile(r"[A-ZÀ-Þ][\w ]{2,30}[’']s? (?=[a-z])")
_OWNED = re.compile(r"^[A-ZÀ-Þ][\w ]{2,30}[’']s? [A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?$")
_ONWARD = _WORDS.pattern("onward")
_BOUND = _WORDS.pattern("bound")
_FILLER = _WORDS.pattern("filler")
_PLAIN = _WORDS.pattern("plain")
_ASIDE = _WORDS.pattern("aside")
# What small letters behind a mark hold where they are no place: "starting from the gate", "two seats for guests".
_LOOSE_END = _WORDS.pattern("loose_end")
_WITHIN = _WORDS.pattern("within")
_SAINT = _WORDS.pattern("saint")
_NEAR, _PARTS = 160, 9
_NO_HABIT = Habit()


class Wording(NamedTuple):
    """What an item's words say, as ranges of them; `state` is a word of `states()`, `moved` the remark that names a clock."""

    title: str
    place: Range | None = None
    press: Press | None = None
    access: Range | None = None
    tentative: bool = False
    state: str = ""
    cue: Range | None = None
    moved: Range | None = None
    notes: tuple[Range, ...] = ()


def is_unsure(text: str) -> bool:
    """Whether a remark says that an item is not firm yet: "(tbc)"."""
    return bool(_TENTATIVE.fullmatch(text))


def is_gathering(text: str) -> bool:
    """Whether words tell when press or guests come together: "Final Gather 11:50AM"."""
    return bool(GATHER.search(text[:160]))


def word(text: str, hits: Sequence[Hit], celled: bool = False, habit: Habit = _NO_HABIT) -> Wording:
    """The words of an item parted; `hits` are the names in them by position in `text`.

    `celled` where columns part them; `habit` is how most items of the list tell their places.
    """
    made = _Parting(text, hits, habit)
    made.brackets()
    made.states()
    made.sentences()
    made.places(celled)
    return made.done()


def movement(title: str) -> re.Match[str] | None:
    """The word of a title that tells of a journey, unless a noun for an event stands before it."""
    moved = MOVES.search(title)
    if not moved or len(title[: moved.start()].split()) > 7:
        return None
    noun = kinds().nouns.search(title)
    return None if noun and noun.start() < moved.start() else moved


class _Parting:
    """The words of one item under way: what is taken out of them is blanked, so that positions stay."""

    def __init__(self, text: str, hits: Sequence[Hit], habit: Habit) -> None:
        self.text, self.hits, self.left, self.habit = text, hits, text, habit
        self.press: Press | None = None
        self.access: Range | None = None
        self.tentative, self.state = False, ""
        self.cue: Range | None = None
        self.moved: Range | None = None
        self.place: Range | None = None
        self.notes: list[Range] = []

    def _take(self, start: int, end: int) -> None:
        self.left = self.left[:start] + "\x00" * (end - start) + self.left[end:]

    def _told(self, start: int, end: int, bracketed: bool) -> bool:
        """Takes a remark for what it says; whether it says anything known."""
        words = self.text[start:end]
        press = press_of(words)
        if press:
            self.press = self.press or press
            self.access = self.access or (start, end)
            if is_gathering(words):
                self.notes.append((start, end))
        elif _TENTATIVE.fullmatch(words):
            self.tentative = True
        elif is_gathering(words) or (bracketed and _ATTENDING.search(words)):
            self.notes.append((start, end))
        elif bracketed and (known := states().get(words.strip(" .!").lower())):
            self.state, self.cue = known, (start, end)
        elif _MOVED.match(words) and _CLOCKED.search(words):
            self.state, self.moved, self.cue = "moved", (start, end), (start, end)
        elif bracketed and _CLOCKED.search(words):
            self.notes.append((start, end))
        elif not _LENGTH.fullmatch(words):
            return False
        return True

    def brackets(self) -> None:
        """What stands in brackets, the last ones holding the place where that is so in the whole list."""
        last = _LAST.search(self.text)
        for match in _BRACKETS.finditer(self.text):
            known = self._told(*match.span(1), bracketed=True)
            small = match[1][:1].islower()
            sure = is_corner(match[1]) if small else self.habit.bracketed or names_place(match[1])
            sure = sure and not (_FLIGHT.fullmatch(match[1]) and movement(self.text))
            edge = not self.text[: match.start()].strip() or (last and match.start() == last.start())
            if edge and sure and not (known or self.place) and not self._names_anyone(*match.span()):
                self.place, known = match.span(1), True
            aside = small and re.match(r"\s*(?:$|\s{3}|,|\.)", self.text[match.end() :])
            if aside and not known:
                self.notes.append(match.span(1))
            if known or aside:
                self._take(*match.span())
        for match in _LOOSE.finditer(self.left):
            self.tentative = True
            self._take(*match.span())
        if _HELD.match(self.left):
            self.tentative = True

    def _names_anyone(self, start: int, end: int) -> bool:
        return any(h.kind in ("person", "group", "unnamed") for h in self.hits if start <= h.start < end)

    def states(self) -> None:
        """A word before the title or behind it that says what became of the item."""
        for pattern in (_BEFORE, _BEHIND):
            match = pattern.search(self.left) if pattern is _BEHIND else pattern.match(self.left)
            for size in (2, 1) if match else ():
                words = " ".join(match[1].split()[:size]) if match else ""
                known = states().get(words.lower())
                firm = words.isupper() or (match and re.search(r"[:–—-]", match[0]))
                if match and known and firm and (pattern is _BEFORE or words.lower() == match[1].lower()):
                    self.state, self.cue = known, (match.start(1), match.start(1) + len(words))
                    end = match.end() if words.lower() == match[1].lower() else match.start(1) + len(words)
                    self._take(match.start(), end)
                    break

    def sentences(self) -> None:
        """Sentences behind the title: who may come, when to gather, a place; others are remarks."""
        cuts = [m.span() for m in _SENTENCE.finditer(self.left) if not _SHORT.search(self.left, 0, m.start())]
        for number, (stop, start) in reversed(list(enumerate(cuts))):
            end = cuts[number + 1][0] if number + 1 < len(cuts) else len(self.text)
            tail = _TAIL.search(self.left, start, end) if not self.place else None
            if tail and names_place(tail[1]):
                self.place = tail.span(1)
                self._take(*tail.span())
                end = tail.start()
            part = self.left[start:end].strip("\x00 .")
            if not part:
                continue
            placed = stop + 1 == start or names_place(part) or self._venue(part, start, end)
            if self._told(start, end, bracketed=False):
                self._take(stop, end)
            elif placed and len(part.split()) <= 10 and not _ATTENDING.search(part):
                self.place = (start, end)
                self._take(stop, end)
            else:
                self.notes.append((start, end))
                self._take(stop, end)

    def _venue(self, part: str, start: int, end: int) -> bool:
        """Whether a short sentence of names alone can only tell where: "Torre Alta, Rocha."."""
        words = re.findall(r"[^\W\d_][\w’'-]*", part)
        capital = sum(w[0].isupper() for w in words)
        return (
            0 < len(words) <= 7
            and words[0][0].isupper()
            and words[-1][0].isupper()
            and capital * 2 > len(words)
            and not (self._names_anyone(start, end) or kinds().nouns.search(part) or holds_office(part))
        )

    def places(self, celled: bool) -> None:
        """A place in a cell of its own or at the end of the title."""
        self._access_behind()
        if not self.place and self._before():
            return
        cells = [
            m.span() for m in _CELL.finditer(self.left.rstrip("\x00 ")) if self.left[: m.start()].strip("\x00 -–—:|")
        ]
        if cells and not self.place:
            stop, start = cells[-1] if celled else cells[0]
            if not self._told(start, len(self.text), bracketed=False):
                self.place = (start, len(self.text))
            self._take(stop, len(self.text))
        there = _THERE.match(self.left)
        if there and not self.place:
            self.place = there.span(1)
            self._take(*there.span())
        if self.place:
            return
        moves = movement(self.left) is not None
        limit = len(self.left.rstrip("\x00 .,;"))
        parts = [(0, 0), *(m.span() for m in _COMMA.finditer(self.left, 0, limit))]
        stretches = [(s[1], (parts[n + 1][0] if n + 1 < len(parts) else limit)) for n, s in enumerate(parts)]
        if moves:
            self._terminal(stretches)
            return
        first = len(stretches)
        known = False
        for number in range(len(stretches) - 1, max(0, len(stretches) - _PARTS), -1):
            sort = self._sort(*stretches[number], stretches[number - 1])
            sort = sort or (self._by_habit(parts[number], stretches[number]) if first == len(stretches) else "")
            if not sort:
                break
            first, known = number, known or sort == "place"
        while first < len(stretches) and self._filler(stretches[first], stretches[first - 1]):
            first += 1
        if first < len(stretches) and (known or len(stretches) == 2):
            start = stretches[first][0]
            self.place = (start + preposed(self.left[start:limit]), limit)
            self._take(parts[first][0], limit)
        self._housed(len(self.left.rstrip("\x00 .,;")), limit)

    def _access_behind(self) -> None:
        """Takes what stands last and only says who of the press may come: "Talks, Town Hall – closed to media"."""
        for mark in reversed(list(_COMMA.finditer(self.left, max(0, len(self.left) - _NEAR)))):
            end = len(self.left.rstrip("\x00 .,;"))
            words = self.left[mark.end() : end]
            if not press_of(words) or names_place(words) or tells_of(words) or len(words.split()) > 6:
                return
            self._told(mark.end(), end, bracketed=False)
            self._take(mark.start(), end)

    def _housed(self, end: int, limit: int) -> None:
        """The place behind "at" or "in" that the words left end with; a town behind a comma is part of it."""
        for lead in reversed(list(_WITHIN.finditer(self.left, max(0, end - _NEAR), end))):
            words = self.left[lead.end() : end]
            if (
                not self._names_anyone(lead.end(), end)
                and is_place(words)
                and (ends_in_place(words) or is_corner(words))
            ):
                town = self.place and self.left[end : self.place[0]].strip("\x00") == ""
                self.place = (lead.end(), limit) if town or not self.place else self.place
                if town:
                    self._take(lead.start(), end)
                return

    def _before(self) -> bool:
        """Takes the place that a title stands behind where the list has it so: "Town Hall: Talks"."""
        marks = MARK.finditer(self.left) if self.habit.before else ()
        mark = next((m for m in marks if sign(m) == self.habit.before), None)
        if mark is None or self._names_anyone(0, mark.start()):
            return False
        head = self.left[: mark.start()]
        if tells_of(head) or not (is_place(head) or tells_of(self.left[mark.end() :])):
            return False
        self.place = (preposed(self.left), mark.start())
        self._take(0, mark.end())
        return True

    def _by_habit(self, mark: Range, stretch: Range) -> str:
        """What stands behind the mark that places of the list stand behind, if it can be one."""
        found = MARK.match(self.left, *mark)
        words = self.left[slice(*stretch)].strip("\x00 ")
        if found is None or sign(found) != self.habit.behind or not 0 < len(words.split()) <= 6 or "\x00" in words:
            return ""
        if words[preposed(words) :][:1].islower() and (_LOOSE_END.search(words) or len(words.split()) > 4):
            return ""
        told = (
            tells_of(words) or _ASIDE.match(words) or press_of(words) or _CLOCKED.search(words) or holds_office(words)
        )
        return "" if told or self._names_anyone(*stretch) else "place"

    def _filler(self, stretch: Range, before: Range) -> bool:
        """Whether a stretch begins with a small word and leads to no place."""
        return bool(_FILLER.match(self.left[slice(*stretch)])) and self._sort(*stretch, before) != "place"

    def _terminal(self, stretches: list[Range]) -> None:
        """Where a journey begins or ends, behind its first comma: "Arrival, Tullin Airport, Tullin"."""
        if len(stretches) < 2 or not self._sort(*stretches[1], stretches[0]):
            return
        if _ONWARD.search(self.left, *stretches[1]):
            return
        words, before = (self.left[slice(*s)] for s in (stretches[1], stretches[0]))
        if names_place(words) or not (_BOUND.search(before) or any(c.isdigit() for c in words)):
            end = stretches[1][1]
            for stretch, last in zip(stretches[2:], stretches[1:], strict=False):
                if self._sort(*stretch, last) != "place":
                    break
                end = stretch[1]
            self.place = (stretches[1][0], end)
            self._take(stretches[1][0] - 2, end)

    def _belongs(self, start: int, end: int, before: Range) -> bool:
        """Whether a body is that of whoever stands before it, by an office without a name or as no more than "Mr": not where.

        "Mrs. Lie, Permanent Secretary, Ministry of Works", "Mr. Lie, Nordic Bank".
        """
        body = any(h.kind == "organization" and h.start - start < 6 and h.end <= end for h in self.hits)
        words = self.left[slice(*before)]
        if not body or "\x00" in words:
            return False
        near = (h for h in reversed(self.hits) if h.kind == "person" and before[0] <= h.start < before[1])
        person = next((h for h in near if h.form != "title"), None)
        if person is None:
            return before[0] > 0 and holds_office(words) and len(words.split()) <= 4
        return person.end >= before[1] - 1 and bool(_PLAIN.search(self.left, before[0], person.end))

    def _sort(self, start: int, end: int, before: Range) -> str:
        """Whether a stretch behind a comma is a place, may be one, or is none."""
        words = self.left[start:end].strip("\x00 ")
        hits = [h for h in self.hits if start <= h.start < end]
        owner = _OWNER.match(words)
        if _OWNED.search(words) or (owner and is_corner(words[owner.end() :])):
            return "place"
        house = _SAINT.match(words) or (" " not in words and ends_in_place(words))
        if self._belongs(start, end, before):
            return ""
        anyone = self._names_anyone(start, end) and not house
        if not words or "\x00" in words or anyone or _LENGTH.fullmatch(words):
            return ""
        bare = words[preposed(words) :]
        said = names_place(words) and bare[:1].isupper()
        if is_corner(words) and bare[:1].islower():
            return "place"
        if said or any(h.kind == "place" and h.start - start < 6 for h in hits):
            return "" if holds_office(words) and not names_place(words.rpartition(" of ")[0]) and not hits else "place"
        if holds_office(words) or not (words[0].isupper() or words[0].isdigit()) or len(words.split()) > 6:
            return ""
        named = self._names_anyone(*before)
        if kinds().nouns.search(words) or (
            holds_office(self.left[slice(*before)]) and not named and len(words.split()) in (2, 3)
        ):
            return ""
        return "maybe"

    def done(self) -> Wording:
        """The parts."""
        title = re.sub(r"\s+", " ", self.left.replace("\x00", " ")).strip(" \u00a0,;:–—|/*•-.")
        title = re.sub(r"\s+([,.;:])", r"\1", title).lstrip(")] ")
        return Wording(
            title,
            self.place,
            self.press,
            self.access,
            self.tentative,
            self.state,
            self.cue,
            self.moved,
            tuple(self.notes),
        )


def holds_office(words: str) -> bool:
    """Whether words hold the title of an office."""
    return any(w in lexicon().titles for w in re.findall(r"[a-z]+", words.lower()))
