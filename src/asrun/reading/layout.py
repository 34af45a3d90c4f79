"""Layout of a text: the kinds of its lines, and the sections that runs of them make."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import sub
from statistics import mode

import msgspec

from asrun.model.document import Document, Line, Section, SectionKind
from asrun.model.wordbook import Wordbook
from asrun.reading.dispatches import dispatches
from asrun.reading.lines import (
    LEGEND,
    ends_sentence,
    has_clock,
    is_embed_mark,
    is_heading,
    is_item,
    is_live,
    lines,
)
from asrun.reading.listing.rows import in_titles, is_listing, rows_of
from asrun.reading.running import narrates, stamped
from asrun.reading.scan import Rare
from asrun.reading.tables.grid import tables
from asrun.reading.tables.piped import piped

_WORDS = Wordbook(__package__, "layout")
_TITLE = Rare(_WORDS.pattern("title", re.I))
_ANNOUNCED = Rare(_WORDS.pattern("announced", re.I))
_SUMMARY = _WORDS.pattern("summary", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOSE, _NEAR = 4, 8
_FEW, _TITLES, _LONG = 6, 5, 60
_INTRODUCTION, _TAIL = 600, 300


def divide(document: Document) -> Document:
    """The document with its lines and sections."""
    items = {m.start for m in document.marks if m.kind == "item"}
    found = lines(document.text)
    if items:
        found = tuple(msgspec.structs.replace(n, bullet=True) if n.start in items else n for n in found)
    shaped = msgspec.structs.replace(document, lines=stamped(found))
    if not document.marks and document.media_type in ("text/plain", "text/markdown"):
        shaped = msgspec.structs.replace(shaped, marks=piped(document.text, found))
    return msgspec.structs.replace(shaped, sections=_Division(shaped).sections())


def head_count(document: Document) -> int:
    """How many of the first lines a page's head gave, its title and dates; they belong to no section."""
    told = {m.start: m.end for m in document.marks if m.value == "title" or m.kind == "moment"}
    count = 0
    while count < min(3, len(document.lines)) and told.get(document.lines[count].start) == document.lines[count].end:
        count += 1
    titled = any(m.value == "title" for m in document.marks[:1])
    return count if titled and count < len(document.lines) else 0


def row_lines(document: Document) -> int:
    """How many lines are rows of tables that are schedules."""
    return sum(len(table.body) for table in tables(document) if table.is_schedule)


class _Division:
    """The kinds of one document's lines, and the sections that runs of them make."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = document.lines
        live = is_live(self.lines)
        self.items = [is_item(line) and not live for line in self.lines]
        self.first = head_count(document)
        heads = {m.start for m in document.marks if m.kind == "heading" and m.value != "title"}
        self.marked = {n for n, line in enumerate(self.lines) if line.start in heads} if heads else set()
        self.tables = [t for t in tables(document) if t.is_schedule]
        self.listing = None if self.tables else self._listing()
        self.starts = [line.start for line in self.lines]
        self.summary: int | None = None
        self.posts = [d for d in dispatches(document.text, self.lines) if d.kind == "post"]

    def sections(self) -> tuple[Section, ...]:
        """Sections in order; a document of prose alone is one section of kind body."""
        if not self.lines:
            return ()
        kinds: list[SectionKind | None] = [None] * len(self.lines)
        kinds[: self.first] = ["lead"] * self.first
        tabled = self._tables(kinds)
        self._embeds(kinds)
        whole = self.listing or self._programme(kinds)
        if whole:
            kinds[whole[0] : whole[1] + 1] = ["schedule"] * (whole[1] + 1 - whole[0])
        self._schedules(kinds)
        self._key_points(kinds)
        heads = self._headings(kinds) | tabled | ({self.summary} if self.summary is not None else set())
        posts = {d.start for d in self.posts}
        structured = any(kinds[self.first :]) or bool(heads)
        sections: list[Section] = []
        start, current, heading = self.first, None, None
        seen_structure = False
        for number, line in enumerate(self.lines[self.first :], self.first):
            kind: SectionKind = kinds[number] or ("body" if seen_structure or not structured else "lead")
            new_head = number in heads
            if new_head and number > self.first and kinds[number] is None:
                seen_structure, kind = True, "body"
            if number == self.first or kind != current or new_head or line.start in posts:
                if number > self.first:
                    sections.append(self._section(current or "body", start, number - 1, heading))
                start, current, heading = number, kind, (line if new_head else None)
            seen_structure = seen_structure or kind in ("schedule", "body")
        sections.append(self._section(current or "body", start, len(self.lines) - 1, heading))
        return tuple(sections)

    def _listing(self) -> tuple[int, int] | None:
        """The lines of a document that is a list of timed rows from its first one on, with the words under them."""
        numbers = [k for k, item in enumerate(self.items) if item]
        if len(numbers) < 4 or len(numbers) * 8 < len(self.lines) - numbers[0]:
            return None
        prose = sum(len(line.text) > 160 and ends_sentence(line.text) for line in self.lines[numbers[0] :])
        rows = rows_of(self.document, self.lines[numbers[0] :])
        if prose * 4 > len(numbers) or not (in_titles(rows) and is_listing(rows)):
            return None
        return numbers[0], len(self.lines) - 1

    def _programme(self, kinds: Sequence[SectionKind | None]) -> tuple[int, int] | None:
        """The lines of a document that is a programme in plain words, with the headings right above its first item."""
        titled = any(_TITLE.search(n.text[:200]) and is_heading(n) for n in self.lines[:3])
        clocked = {k for k, n in enumerate(self.lines) if has_clock(n)}
        told = {k for k in clocked if titled and not narrates(self.lines[k].text)}
        told |= {k for k in clocked if _is_listed(self.lines[k])}
        told |= {k for k, n in enumerate(self.lines) if titled and is_heading(n) and _YEAR.search(n.text)}
        numbers = [k for k in range(self.first, len(self.lines)) if self.items[k] or k in told]
        if len(numbers) < 3 or self.tables or any(line.stamp for line in self.lines):
            return None
        spoken = sum(len(n.text) > 90 and ends_sentence(n.text) for n in self.lines)
        if not titled and (spoken * 2 >= len(numbers) or ends_sentence(self.lines[0].text)):
            return None
        first, last = numbers[0], len(self.lines) - 1
        under = range(numbers[-1], min(numbers[-1] + mode(map(sub, numbers[1:], numbers)), len(self.lines)))
        least = next((k - 1 for k in under[1:] if ends_sentence(self.lines[k].text)), under[-1])
        while last > least and (kinds[last] or self._prose(last)):
            last -= 1
            while last > least and is_heading(self.lines[last]) and not kinds[last]:
                last -= 1
        long = [k for k in range(first, last + 1) if k not in told and self._prose(k) and len(self.lines[k].text) > 160]
        if (
            len(long) * 3 > len(numbers)
            or sum(k < numbers[-1] for k in long) > max(1, len(numbers) // 6)
            or len(numbers) * 7 < last + 1 - first
            or any(kinds[first:last])
        ):
            return None
        while (
            first - 1 > self.first
            and is_heading(self.lines[first - 1])
            and (not self._gap(first) or self._gap(first - 1))
        ):
            first -= 1
        while first > self.first and kinds[first - 1] is None and LEGEND.search(self.lines[first - 1].text[:400]):
            first -= 1
        title = next((k for k, n in enumerate(self.lines[:3]) if _TITLE.search(n.text[:200]) and is_heading(n)), first)
        if not any(kinds[k] or self._says(k) for k in range(title, first)):
            first = min(first, max(title, self.first + 1))
        return first, last

    def _prose(self, number: int) -> bool:
        """Whether a line is a long sentence, and no item's."""
        text = self.lines[number].text
        bare = number > 0 and self.items[number - 1] and len(self.lines[number - 1].text) < 20
        return len(text) > 90 and text.endswith((".", "”", '"')) and not self.items[number] and not bare

    def _says(self, number: int) -> bool:
        """Whether a line is a sentence, and none in brackets."""
        text = self.lines[number].text
        return not text.startswith(("(", "[")) and ends_sentence(text)

    def _section(self, kind: SectionKind, first: int, last: int, heading: Line | None) -> Section:
        start, end = self.lines[first].start, self.lines[last].end
        if self.lines[first].bullet:
            start = max(self.document.text.rfind("\n", 0, start), self.document.text.rfind("\r", 0, start)) + 1
        span = self.document.span(heading.start, heading.end) if heading else None
        return Section(kind, start, end, span)

    def _tables(self, kinds: list[SectionKind | None]) -> set[int]:
        """Makes rows of tables a schedule, with the short words around them that stand under one heading; those headings."""
        ranges = []
        for table in self.tables:
            first, last = (max(0, bisect_right(self.starts, place) - 1) for place in (table.start, table.end - 1))
            kinds[first : last + 1] = ["schedule"] * (last + 1 - first)
            ranges.append((first, last))
        heads = set()
        for first, last in ranges:
            begin, size, head = first, 0, None
            while begin > self.first and kinds[begin - 1] is None and size <= _INTRODUCTION and head is None:
                begin -= 1
                size += len(self.lines[begin].text)
                head = begin if begin in self.marked else None
            if head is None:
                continue
            heads.add(head)
            kinds[head:first] = ["schedule"] * (first - head)
            stop, size = last + 1, 0
            while stop < len(self.lines) and kinds[stop] is None and stop not in self.marked and size <= _TAIL:
                size += len(self.lines[stop].text)
                stop += 1
            if size <= _TAIL:
                kinds[last + 1 : stop] = ["schedule"] * (stop - last - 1)
        return heads

    def _gap(self, number: int) -> bool:
        """Whether an empty line stands before this line."""
        between = self.document.text[self.lines[number - 1].end : self.lines[number].start]
        return number > 0 and between.replace("\r\n", "\n").count("\n") + between.count("\u2029") > 1

    def _embeds(self, kinds: list[SectionKind | None]) -> None:
        for post in self.posts:
            first, last = (bisect_right(self.starts, place) - 1 for place in (post.start, post.end - 1))
            kinds[first : last + 1] = ["embed"] * (last + 1 - first)
        for number, line in enumerate(self.lines):
            if not is_embed_mark(line):
                continue
            kinds[number] = "embed"
            back = number - 1
            while back >= 0 and number - back <= 8 and kinds[back] is None:
                kinds[back] = "embed"
                if self._gap(back) or not self._blank_before_embed(back, number):
                    break
                back -= 1

    def _blank_before_embed(self, first: int, last: int) -> bool:
        """Whether an empty line sets off the run that ends with this embed's signature."""
        return any(self._gap(k) for k in range(max(1, first - 6), first + 1)) and not self._gap(last)

    def _key_points(self, kinds: list[SectionKind | None]) -> None:
        near = range(self.first, min(self.first + _NEAR, len(self.lines)))
        first = next((k for k in near if self.lines[k].bullet and kinds[k] is None), None)
        if first is None:
            return
        last = first
        while last + 1 < len(self.lines) and self.lines[last + 1].bullet and kinds[last + 1] is None:
            last += 1
        prose = sum(len(line.text) > 30 for line in self.lines[first : last + 1])
        headed = first > self.first and bool(_SUMMARY.match(self.lines[first - 1].text))
        if first >= self.first + _CLOSE and not headed:
            return
        if last > first and (headed or prose == last - first + 1) and last + 1 < len(self.lines):
            if headed and kinds[first - 1] is None:
                first -= 1
                self.summary = first
            for number in range(first, last + 1):
                if kinds[number] is None:
                    kinds[number] = "key_points"

    def _schedules(self, kinds: list[SectionKind | None]) -> None:
        """Runs of items with at most three lines between them, their legend before and their place lines after."""
        numbers = [k for k, item in enumerate(self.items) if item and kinds[k] is None]
        runs: list[list[int]] = []
        for number in numbers:
            near = runs and number - runs[-1][1] <= 4 and not self._prose_between(runs[-1][1], number)
            if near:
                runs[-1][1] = number
                runs[-1][2] += 1
            else:
                runs.append([number, number, 1])
        for run_first, run_last, count in runs:
            first, last = run_first, run_last
            if count < 2 and not self._announced():
                continue
            while first and kinds[first - 1] is None and self._introduces(first - 1):
                first -= 1
            while last + 1 < len(self.lines) and kinds[last + 1] is None and self._continues(last + 1):
                last += 1
            for number in range(first, last + 1):
                kinds[number] = "schedule"

    def _announced(self) -> bool:
        """Whether a single item stands under a title that says schedule, and little else."""
        titled = any(_ANNOUNCED.search(n.text[:200]) and is_heading(n) for n in self.lines[:2])
        return titled and len(self.lines) <= _FEW

    def _prose_between(self, first: int, last: int) -> bool:
        """Whether long sentences stand between two items: then they are paragraphs that begin with a clock."""
        between = self.lines[first + 1 : last]
        if sum(len(line.text) > 240 for line in self.lines[first : last + 1]) > 1:
            return True
        return any(len(line.text) > 160 and ends_sentence(line.text) for line in between)

    def _introduces(self, number: int) -> bool:
        line = self.lines[number]
        if self.items[number] or line.bullet:
            return False
        return bool(LEGEND.search(line.text[:400])) or (len(line.text) <= 40 and is_heading(line) and number > 0)

    def _continues(self, number: int) -> bool:
        """Whether the line after the last item still belongs to it: a place line, or a sentence glued to the list."""
        line = self.lines[number]
        if self._gap(number):
            paragraphs = number > 2 and self._gap(number - 1) and self._gap(number - 2)
            return paragraphs and self.items[number - 1] and is_heading(line) and len(line.text) < 30
        if is_heading(line):
            following = self.lines[number + 1] if number + 1 < len(self.lines) else None
            return self.items[number - 1] and (following is None or self.items[number + 1] or len(line.text) < 30)
        return number < len(self.lines) - 1 and len(line.text) <= 120 and self._heading_soon(number)

    def _heading_soon(self, number: int) -> bool:
        return any(is_heading(line) for line in self.lines[number + 1 : number + 3])

    def _headings(self, kinds: list[SectionKind | None]) -> set[int]:
        """Lines that head a section: those that the format marks, else short ones before prose, below the first prose."""
        if self.marked:
            following = (n for n in self.marked if self.first < n < len(self.lines) - 1 and kinds[n] is None)
            return {n for n in following if n + 1 not in self.marked and kinds[n + 1] is None}
        heads = set()
        opened = False
        for number, line in enumerate(self.lines[:-1]):
            if kinds[number] is not None or not is_heading(line):
                opened = opened or kinds[number] is not None or number > _TITLES or len(line.text) > _LONG
                continue
            after, before = self.lines[number + 1], self.lines[number - 1] if number else None
            prose = len(after.text) > 60 or ends_sentence(after.text)
            apart = before is None or self._gap(number) or ends_sentence(before.text) or kinds[number - 1]
            if number and prose and apart and opened and kinds[number + 1] is None:
                heads.add(number)
        return heads


def _is_listed(line: Line) -> bool:
    """Whether a short line has the mark of a list, or a clock in brackets."""
    return len(line.text) < 200 and (line.bullet or "[" in line.text)
