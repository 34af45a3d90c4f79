"""The clocks of a programme's lines: in the zone that a line above names; figures that only their place makes clocks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import msgspec

from asrun.model.document import Document, Line
from asrun.model.source import Given
from asrun.model.time import Day, Timex, When, ZoneUse, day_of
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Times
from asrun.reading.lines import is_heading, is_item
from asrun.reading.programme.stops import Stops
from asrun.reading.times.clocks import Wall, moved, place
from asrun.reading.times.engine import Language, spoken
from asrun.reading.times.instants import rolled
from asrun.reading.times.zones import offset, read_mark

_WORDS = Wordbook(__package__, "clocks")
_ZONE = _WORDS.pattern("zone")
_LEAD = r"\W{0,3}(?:(?:\d{1,2}|[A-Z])[.)]\s+)?(?:c\.|ca\.|approx\.?|at|from)?\s?"
_HOUR = r"([01]\d(?=\d)|2[0-3](?=\d)|[01]?\d(?=[.]\d)|2[0-3](?=[.]\d))"
_FIGURES = re.compile(
    rf"{_LEAD}{_HOUR}[.]?([0-5]\d)(?:\s?[-–—]\s?([01]?\d|2[0-3])[.]?([0-5]\d))?(?:\s?(?:hrs?|hours|h|H)\b)?(?=\s+\S|\s*$)"
)
_PART = _WORDS.pattern("part", re.I)
_MARKED = re.compile(r"(?<![A-Z])(?!(?:AM|PM|HRS?|HOURS|NOON|MIDNIGHT)\b)[A-Z]{2,5}$|Z$|\blocal\b|[+−]\d", re.I)
_STREET = re.compile(r"\W{0,3}\d{4} (?:[\w.]+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Lane|Way)\b")
_BEHIND = re.compile(r"(?:\d{4}|[a-zß-ÿ]|[A-Z]{3}),? \(([A-Z]{2,5})\)\W*$")
# A place right before the day on which a paper was written: "Suva, Tuesday 4 May 2031".
_PLACED = re.compile(r"[A-ZÀ-Þ][\w’'-]*, (?:the )?$")
_TOLD = _WORDS.pattern("told")
_HEADING, _BESIDE, _LED, _TOP = 30, 4, 100, 10
_FOR = _WORDS.pattern("for", re.I)
_ISSUE = _WORDS.pattern("issue", re.I)


def in_lines(document: Document, given: Given, times: Times) -> Times:
    """The times of a document, those under a line that names no more than a zone in that zone."""
    words = spoken(document.text, given.language)
    reader = _Lines(document, times, words)
    for line in document.lines:
        reader.read(line)
    if not reader.changed and not reader.added:
        return times
    kept = (t for t in times.timexes if t.span not in reader.dropped)
    timexes = sorted((*(reader.changed.get(t.span, t) for t in kept), *reader.added), key=lambda t: t.span.start)
    zones = times.zones or tuple(reader.zones)
    local = times.local if times.zones or not zones or times.local else zones[0].zone
    return replace(times, timexes=tuple(timexes), zones=zones, local=local)


def zone_line(text: str, words: Language) -> str | None:
    """The zone of a line that says no more than a zone's mark: "EDT", "(PDT)", "All times MST".

    >>> from asrun.reading.times.engine import language
    >>> zone_line("(PDT)", language("en")), zone_line("USA", language("en"))
    ('America/Los_Angeles', None)
    """
    found = _ZONE.fullmatch(text) if len(text) < 30 else None
    mark = read_mark(f"0 {found[1]}", words, None) if found else None
    return mark.zone if mark else None


def _wall(value: str, zone: str | None) -> Wall | None:
    """The moment of a wall time in a zone; None where there is no such day."""
    try:
        local = datetime.fromisoformat(value)
    except ValueError:
        return None
    return place(local.hour, local.minute, local.date(), zone)


class _Lines:
    """The lines of one document under way: `zone` is that of the last zone line, `day` that of the last day's heading."""

    def __init__(self, document: Document, times: Times, words: Language) -> None:
        self.document, self.times, self.words = document, times, words
        figures = sum(bool(_FIGURES.match(line.text)) for line in document.lines)
        figures -= sum(bool(_STREET.match(line.text)) for line in document.lines)
        self.figures = figures > 1 or (figures > 0 and sum(is_item(line) for line in document.lines) > 3)
        self.zone: str | None = None
        self.day: date | None = day_of(times.created)
        self.changed: dict[object, Timex] = {}
        self.added: list[Timex] = []
        self.zones: list[ZoneUse] = []
        self.dropped: set[object] = set()
        self.year = next((int(t.value[:4]) for t in times.timexes if t.type == "DATE" and t.value[:4].isdigit()), None)
        self.columns = [z.zone for z in sorted(times.zones, key=lambda z: z.order)]
        listed = sum(is_item(line) for line in document.lines)
        self.stops = (
            Stops(document, times)
            if all(z.rule == "zones.all-local" or self._of_day(z) for z in times.zones)
            and listed * 3 > len(document.lines)
            else None
        )
        self.subject = self._subject()
        above = self.document.lines[:_TOP][-1].end if self.document.lines else 0
        self.heads = {f"{self.day}", *(t.value for t in times.between(0, above) if t.slots.get("month"))}
        self.day = self.subject[0] if self.subject else self.day

    def _of_day(self, zone: ZoneUse) -> bool:
        """Whether a zone stands beside the date of a heading, so that it is that day's: "Wednesday 21 May (Lima time)"."""
        first = zone.spans[0].start if zone.spans and len(self.times.zones) == 1 else -1
        line = next((n for n in self.document.lines if n.start <= first < n.end), None)
        return (
            line is not None
            and is_heading(line)
            and any(t.type == "DATE" for t in self.times.between(line.start, line.end))
        )

    def _subject(self) -> tuple[date, int] | None:
        """The day that a title says the programme is for, and where it says so: "Itinerary for Monday, 9 September"."""
        for number, line in enumerate(self.document.lines[:_TOP]):
            above = self.document.lines[number - 1].text if number else ""
            heads = is_heading(line) and not _ISSUE.search(line.text)
            for time in self.times.between(line.start, line.end):
                start = time.span.start
                told = (
                    self.document.text[max(line.start, start - _LED) : start] if line.start < start else above[-_LED:]
                )
                whole = time.type == "DATE" and len(time.value) == 10 and "X" not in time.value
                named = heads and re.match(r"\w{3,6}day\b", time.span.exact)
                written = _PLACED.search(told) and self._goes_on(number, time.value)
                if whole and re.search(r"\d", time.span.exact) and ((named and not written) or _FOR.search(told)):
                    return date.fromisoformat(time.value), time.span.end
        return None

    def _goes_on(self, number: int, day: str) -> bool:
        """Whether the first lines name another whole day below the line of a day, before they list anything."""
        for line in self.document.lines[number + 1 : _TOP]:
            if is_item(line):
                return False
            inside = self.times.between(line.start, line.end)
            if any(t.type == "DATE" and len(t.value) == 10 and "X" not in t.value and t.value > day for t in inside):
                return True
        return False

    def _subjected(self, line: Line) -> None:
        """Moves the clocks that took a day of issue under the title to the day that the title names."""
        if not self.subject or line.start < self.subject[1]:
            return
        inside = self.times.between(line.start, line.end)
        dated = next((t for t in inside if t.type == "DATE" and len(t.value) == 10), None)
        if dated:
            issued = _ISSUE.search(line.text) or not re.fullmatch(
                r"\W*(?:(?:\w{3,6}day|day \w{1,5})\W+){0,2}", line.text[: dated.span.start - line.start]
            )
            self.subject = self.subject if issued else None
            return
        begun = {t.until: t.value[11:16] for t in inside if t.until}
        for time in inside:
            if (
                time.type == "TIME"
                and time.value[10:11] == "T"
                and time.value[11:12].isdigit()
                and not (time.twin or _TOLD.search(time.anchor))
                and time.value[:10] in self.heads
            ):
                now = self.changed.get(time.span, time)
                days = rolled(self.document.text, time.span.start, time.span.end)
                days = days or int(begun.get(time.span, "") > time.value[11:16])
                wall = place(int(time.value[11:13]), int(time.value[14:16]), moved(self.subject[0], days), now.zone)
                self.changed[time.span] = msgspec.structs.replace(
                    now, value=wall.value, utc=wall.utc if now.utc else None
                )

    def _columned(self, line: Line) -> None:
        """Puts clocks that stand in columns, one for each zone of the heading, in their zones."""
        clocks = [t for t in self.times.between(line.start, line.end) if t.type == "TIME" and t.value[11:12].isdigit()]
        groups: list[list[Timex]] = []
        for time in clocks:
            if not groups:
                lead = self.document.text[line.start : time.span.start]
            else:
                lead = self.document.text[groups[-1][-1].span.end : time.span.start]
            if groups and len(lead) < 5 and re.search(r"[-–—]", lead):
                groups[-1].append(time)
            elif not lead.strip() and (not groups or len(lead) > 1):
                groups.append([time])
            else:
                break
        if len(groups) != len(self.columns) or any(len(g) != len(groups[0]) for g in groups):
            return
        for zone, group in zip(self.columns[1:], groups[1:], strict=True):
            for first, time in zip(groups[0], group, strict=True):
                for days in (0, -1, 1):
                    day = moved(date.fromisoformat(first.value[:10]), days)
                    wall = place(int(time.value[11:13]), int(time.value[14:16]), day, zone)
                    if wall.utc and wall.utc == first.utc:
                        self.changed[time.span] = msgspec.structs.replace(
                            time, value=wall.value, zone=zone, utc=wall.utc, twin=first.span, alternatives=()
                        )

    def read(self, line: Line) -> None:
        """Reads one line."""
        inside = self.times.between(line.start, line.end)
        zone = zone_line(line.text, self.words)
        if zone:
            self._zoned(line, zone)
            return
        bracketed = not self.times.zones and len(line.text) < 100 and ")" in line.text
        behind = _BEHIND.search(line.text) if bracketed else None
        if behind and not any(t.type == "TIME" for t in inside):
            mark = read_mark(f"0 {behind[1]}", self.words, self.times.local)
            if mark and mark.zone:
                self._zoned(line, mark.zone)
        dated = next((t for t in inside if t.type == "DATE" and len(t.value) == 10 and "X" not in t.value), None)
        dated = self._yearless(line, inside) or dated
        if dated and len(line.text) - (dated.span.end - dated.span.start) <= _HEADING and not _ISSUE.search(line.text):
            self.day = day_of(dated.when) or self.day
        here = self.zone or (self.stops.at(line, inside) if self.stops else None)
        if here:
            for time in inside:
                self._put(self.changed.get(time.span, time), here)
        self._subjected(line)
        if len(self.columns) > 1:
            self._columned(line)
        first = next((t.span.start for t in inside if t.type in ("DATE", "TIME")), line.end) if inside else line.end
        if (
            self.figures
            and not _STREET.match(line.text)
            and (found := _FIGURES.match(line.text))
            and line.start + found.start(1) < first
        ):
            self._figures(line, found)
        elif (part := _PART.match(line.text)) and line.start + part.end() <= first and self.day:
            start, end = line.start, line.start + part.end(1)
            value = f"{self.day}T{self.words.words['part'][part[1].lower()]}"
            self.added.append(
                Timex(self.document.span(start, end), "TIME", value, self.zone or self.times.local, rule="lines.part")
            )

    def _yearless(self, line: Line, inside: Sequence[Timex]) -> Timex | None:
        """The date of a heading without a year, in the year that the document names; clocks under it get its day."""
        if self.year is None:
            return None
        found, beside, named = None, -1, self.day
        for time in inside:
            near = self.day if time.span.start - beside > _BESIDE else named
            if time.type == "DATE" and (wall := _wall(f"{self.year}{time.value[4:]}T00:00", None)):
                named, beside = wall.local.date(), time.span.end
                if time.value.startswith("XXXX-"):
                    found = msgspec.structs.replace(time, value=named.isoformat(), basis="inferred")
                    self.changed[time.span] = found
                    if len(line.text) - (time.span.end - time.span.start) <= _HEADING:
                        self.day = named
            elif time.type == "TIME" and time.value.startswith("XXXX-"):
                day = (
                    near.isoformat()
                    if time.value.startswith("XXXX-XX-XX") and near
                    else f"{self.year}{time.value[4:10]}"
                )
                wall = _wall(f"{day}{time.value[10:]}", time.zone)
                if wall:
                    self.changed[time.span] = msgspec.structs.replace(
                        time, value=wall.value, utc=wall.utc, basis="inferred"
                    )
        return found

    def _zoned(self, line: Line, zone: str) -> None:
        """Notes the zone that clocks below a line are in."""
        self.zone = zone
        if not self.times.zones and zone not in [use.zone for use in self.zones]:
            span = self.document.span(line.start, line.end)
            self.zones.append(
                ZoneUse(zone, offset(zone, self.day), "local", len(self.zones) + 1, (span,), "lines.zone")
            )

    def _put(self, time: Timex, zone: str) -> None:
        """Moves a clock that bears no mark of its own and is no twin into a zone."""
        if time.type != "TIME" or not time.value[11:12].isdigit() or time.twin or _MARKED.search(time.span.exact):
            return
        wall = _wall(time.value, zone)
        if wall is None:
            return
        self.changed[time.span] = msgspec.structs.replace(time, zone=wall.zone, utc=wall.utc, alternatives=())

    def _figures(self, line: Line, found: re.Match[str]) -> None:
        """Adds the clock or range of four figures that a line begins with."""
        if self.day is None:
            return
        made: list[Timex] = []
        for hour, minute in ((1, 2), (3, 4)):
            if found[hour] is None:
                continue
            wall = place(int(found[hour]), int(found[minute]), self.day, self.zone or self.times.local)
            span = self.document.span(line.start + found.start(hour), line.start + found.end(minute))
            made.append(Timex(span, "TIME", wall.value, wall.zone, wall.utc, rule="lines.clock", anchor="its day"))
        if len(made) > 1:
            known = {t.span.start: t.span for t in self.times.between(line.start, line.end) if t.type == "TIME"}
            until = known.get(made[1].span.start, made[1].span)
            made = [msgspec.structs.replace(made[0], until=until), *made[1:]]
            made = [t for t in made if t.span.start not in known]
        self.added += made
        last = made[-1].span.end if made else 0
        self.dropped |= {t.span for t in self.times.between(line.start, last) if t.type == "DURATION"}


def moment(time: Timex) -> When | None:
    """The moment of a clock; one without a zone keeps its day."""
    if time.when or time.value[11:12].isalpha() or "X" in time.value[:10]:
        return time.when
    return Day(date.fromisoformat(time.value[:10]), None, time.basis, time.value[11:16])
