"""The account for a terminal: plan against actual in both zones, then how the plan changed and the exact words."""

from collections.abc import Callable, Iterable

from asrun.model.account import Account
from asrun.publish import Options
from asrun.publish.parts.clock import Clock, clean
from asrun.publish.parts.lines import indented, pad, wrap
from asrun.publish.parts.rows import Row, Timing
from asrun.publish.parts.story import Line, Story, by_day, tell

MEDIA_TYPE = "text/plain; charset=utf-8"
EXTENSION = ".txt"
_GAP = 2
_TONES = {"off": "31", "late": "33", "held": "32", "contested": "35", "open": "2"}
_NARROWEST = 60


def publish(account: Account, options: Options) -> bytes:
    """Lines of at most `options.width` cells; only quoted evidence, which stands whole, may be longer."""
    printer = _Printer(tell(account), max(options.width, _NARROWEST), options.colour)
    return ("\n".join(printer.lines()) + "\n").encode("utf-8", "replace")


class _Printer:
    """One account at one width."""

    def __init__(self, story: Story, width: int, colour: bool) -> None:
        self.story, self.width, self.colour = story, width, colour
        zones = story.zones[:2]
        self.time = 15
        self.zones = [clean(z.label) for z in zones] or ["Planned"]
        rest = width - len(self.zones) * (self.time + _GAP)
        self.event = max((rest - _GAP) * 9 // 20, 16)
        self.became = rest - _GAP - self.event
        self.printed: set[int] = set()

    def lines(self) -> list[str]:
        """All sections."""
        story = self.story
        out = [self._paint(line, "1") for line in wrap(story.title, self.width)]
        out += wrap(f"{story.valid}; {story.record}.", self.width)
        if story.highlights:
            out += self._head("Highlights")
            for h in story.highlights:
                out += indented(f"{h.words} {self._refs(h.refs)}".rstrip(), self.width, "  * ")
        out += self._head("Plan against actual")
        out += wrap(f"{story.tally}.", self.width)
        if story.groups:
            out += self._table()
        if story.deviations:
            out += self._head("Where the day left its plan")
            for d in story.deviations:
                out += indented(f"{d.words} {self._refs(d.refs)} {d.says}", self.width, "  * ")
        out += self._log("How the plan changed", story.changes)
        out += self._log("Seen on the clock", story.observations)
        out += self._contests()
        out += self._evidence()
        return out

    def _refs(self, numbers: Iterable[int]) -> str:
        """References as they are printed: "[1][4]"; the evidence below holds those that were printed."""
        told = tuple(numbers)
        self.printed.update(told)
        return "".join(f"[{n}]" for n in told)

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text.strip() else text

    def _head(self, words: str) -> list[str]:
        return ["", self._paint(words.upper(), "1")]

    def _table(self) -> list[str]:
        """The schedule; the planned clocks of each zone in a column of their own, the venue's first."""
        widths = [self.time] * len(self.zones) + [self.event, self.became]
        heads = [wrap(z, self.time) for z in self.zones] + [["Event"], ["What became of it"]]
        out = ["", *self._columns(heads, widths, lambda _, text: self._paint(text, "1"))]
        out.append("─" * self.width)
        for group in self.story.groups:
            if len(self.story.groups) > 1 or not group.day:
                out += [self._paint(group.label, "1")]
            for row in group.rows:
                out += self._row(row, widths)
            if group is not self.story.groups[-1]:
                out.append("")
        return out

    def _row(self, row: Row, widths: list[int]) -> list[str]:
        """One event; its state is the first word of what became of it."""
        event = wrap(f"{row.summary} {self._refs(row.refs)}".rstrip(), self.event)
        title = len(event)
        if row.where:
            event += wrap(row.where, self.event)
        if row.participants:
            event += wrap(f"with {'; '.join(row.participants)}", self.event)
        state = row.state + (f", {row.deviation}" if row.deviation else "")
        became = wrap(state, self.became)
        first = len(became)
        for line in self._became(row):
            became += wrap(line, self.became)
        cells = [*self._planned(row), event, became]
        last = len(cells) - 1

        def paint(place: tuple[int, int], text: str) -> str:
            column, line = place
            if column == last and line < first:
                return self._paint(text, f"1;{_TONES[row.tone]}" if row.tone != "open" else "1")
            return self._paint(text, "1") if column == last - 1 and line < title else text

        return self._columns(cells, widths, paint)

    def _became(self, row: Row) -> list[str]:
        """What became of an event below its state."""
        lines = []
        if row.actual:
            lines.append(f"actual {row.actual} {self._refs(row.actual.refs)}".rstrip())
        if row.expected:
            lines.append(f"expected {row.expected} {self._refs(row.expected.refs)}".rstrip())
        lines += row.notes
        last = row.told or row.no_time
        if last or row.told_refs:
            lines.append(f"{last or 'more on this'} {self._refs(row.told_refs)}".rstrip())
        return lines

    def _planned(self, row: Row) -> list[list[str]]:
        """The planned clocks, a cell a zone; words where it is no clock."""
        count = len(self.zones)
        if row.planned and len(row.planned.start.clocks) == count:
            return [_cell(row.planned, n, self.time) for n in range(count)]
        words = str(row.planned) if row.planned else row.unsaid
        return [wrap(words, self.time), *([] for _ in range(count - 1))]

    def _columns(
        self, cells: list[list[str]], widths: list[int], paint: Callable[[tuple[int, int], str], str]
    ) -> list[str]:
        """Cells beside each other."""
        out = []
        for line in range(max(len(c) for c in cells)):
            parts = []
            for n, (cell, width) in enumerate(zip(cells, widths, strict=True)):
                text = cell[line] if line < len(cell) else ""
                blanks = pad(text, width + _GAP)[len(text) :]
                parts.append(paint((n, line), text) + blanks)
            out.append("".join(parts).rstrip())
        return out

    def _log(self, head: str, lines: tuple[Line, ...]) -> list[str]:
        """What became known or was seen, by day, with who says so."""
        if not lines:
            return []
        out = self._head(head)
        for day, told in by_day(lines):
            out.append(f"  {day or 'No time known'}")
            for line in told:
                when = f"{line.bound} {_clocks(line.when)}".strip() or line.when_words
                sure = f"{line.certainty}: " if line.certainty else ""
                again = f"; said again {self._refs(line.again)}" if line.again else ""
                words = f"{sure}{line.words} ({line.says}{again}) {self._refs(line.refs)}".rstrip()
                out += indented(when, self.width, "  ")
                out += indented(words, self.width, "      ")
        return out

    def _contests(self) -> list[str]:
        if not self.story.contests:
            return []
        out = self._head("Contested")
        for contest in self.story.contests:
            out += indented(contest.words, self.width, "  ")
            for side in contest.sides:
                out += indented(f"“{side.quote}” {side.whose} {self._refs(side.refs)}", self.width, "    - ")
        return out

    def _evidence(self) -> list[str]:
        """The exact words that the numbers stand for, each whole on one line."""
        out = []
        for source in self.story.sources:
            if source.private:
                out += indented(f"{source.doc}: {source.about}", self.width, "  ")
            told = [q for q in source.quoted if q.number in self.printed]
            out += [f'  {f"[{q.number}]":>5} {q.where} "{q.words}"' for q in told]
        return self._head("Evidence") + out if out else []


def _clocks(told: tuple[Clock, ...]) -> str:
    """Clocks beside each other, each with its zone."""
    return ", ".join(str(c) for c in told)


def _cell(planned: Timing, zone: int, width: int) -> list[str]:
    """A zone's planned clocks; the end stands below where a day mark takes its room."""
    start, end = planned.start, planned.end
    one = start.clocks[zone]
    lines = [" ".join(w for w in (start.bound, one.hour, one.mark) if w)]
    if end and len(end.clocks) == len(start.clocks):
        until = end.clocks[zone]
        if one.mark or until.mark:
            lines.append(f"to {until.hour} {until.mark}".rstrip())
        else:
            lines[0] += f"–{until.hour}"
    elif end:
        lines.append(f"to {end}")
    if not zone:
        lines += [str(start.own)] if start.own else []
        lines += [start.note] if start.note else []
        lines += [f"end {end.note}"] if end and end.note else []
    return [piece for line in lines for piece in wrap(line, width)]
