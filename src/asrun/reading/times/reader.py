"""All time expressions of a document: candidates, days, zones, pairs and ranges, in one walk."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from asrun.model.document import Document
from asrun.model.fact import Place
from asrun.model.notice import Notice
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Basis, Day, DayPart, Timex, TimexType, When, duration_seconds, instant
from asrun.reading.context import Times
from asrun.reading.times import zones as zoning
from asrun.reading.times.clocks import Wall, pair, place, zone_by_difference
from asrun.reading.times.days import Anchor, anchor
from asrun.reading.times.doubts import disagreement, doubt
from asrun.reading.times.drafts import Draft, drafts
from asrun.reading.times.engine import language
from asrun.reading.times.values import Named, Values

_RANGE = re.compile(r"\s?(?:[-–—]|to|until|till|and)\s?$")
_BETWEEN = re.compile(r"(?:[^\w\n\r]{0,3}[-–—][^\w\n\r]{0,2}|\s(?:to|until|till)\s)$")
_STAMP = re.compile(
    r"#\s?\d|\b(?:pool|report|update|issued|sent|note|local|status|as of)\b|\d{4}|^\W*[A-Z][A-Z .'’-]+,", re.I
)
_PAIR = re.compile(r"(?: ?(?:/|\|) ?| ?[\[(] ?|; |, ?)(?:i\.e\. )?$")
_DAYPART = {"MO": "a", "AF": "p", "EV": "p", "NI": "p"}


def read_times(document: Document, given: Given, places: Sequence[Place] = ()) -> Times:
    """The time expressions, zones and day of a document."""
    return _Reader(document, given, places).times()


class _Reader:
    """One document under way: what is known of days and zones grows as the walk goes on."""

    def __init__(self, document: Document, given: Given, places: Sequence[Place]) -> None:
        self.document, self.given, self.places = document, given, places
        self.text = document.text
        self.language = language(given.language or "en")
        self.notices: list[Notice] = []
        self.drafts = drafts(self.text, self.language)
        self.legends = zoning.legends(document, self.language.zones)
        self.local = zoning.venue_zone(document, places, given, self.legends)
        self.anchor: Anchor | None = anchor(document, given, self.local, self.drafts)
        self.values = Values(self.text, self.language, self.anchor, self._in_schedule)
        self.order = [z.zone for z in self.legends] or list(given.zones)
        self.section_starts = [s.start for s in document.sections]
        self.line_starts = [line.start for line in document.lines]
        self.headings: dict[int, date] = {}
        self.done: list[Timex] = []
        self.told: date | None = None
        self.meridiems = any(d.kind == "clock" and d.meridiem in ("a", "p") for d in self.drafts)

    def times(self) -> Times:
        """The walk over all drafts."""
        number = 0
        while number < len(self.drafts):
            number += self._clocks(number) if self.drafts[number].kind == "clock" else self._other(number)
        self._note_unplaced()
        own = self.anchor
        created = Day(own.day, self.local, own.basis) if own else None
        stamp = self._stamp() if own else None
        span = self.document.span(own.start, own.end) if own and own.start is not None and own.end is not None else None
        uses = zoning.zone_uses(self.document, self.legends, self.local, own.day if own else None)
        return Times(tuple(self.done), uses, self.local, stamp or created, span, tuple(self.notices))

    def _note_unplaced(self) -> None:
        """One notice where clocks stand and no zone is known for them."""
        first = next((t for t in self.done if t.type == "TIME" and t.value[11:12].isdigit() and not t.zone), None)
        if first:
            message = (
                f'"{first.span.exact}" and other clocks have no zone; they cannot be placed; a place or --zone would do'
            )
            self.notices.append(Notice("zone-unknown", "warning", message, first.span))

    def _stamp(self) -> When | None:
        """The instant of a report's stamp: a clock in its first short lines, beside a date, a number or the word local."""
        for time in self.done:
            if time.span.start > 400 or not time.utc or not time.zone:
                continue
            line = bisect_right(self.line_starts, time.span.start) - 1
            words = self.document.lines[line].text
            if line < 3 and len(words) <= 90 and not self._in_schedule(time.span.start) and _STAMP.search(words):
                return time.when
        return None

    def _section(self, position: int) -> int:
        return max(0, bisect_right(self.section_starts, position) - 1)

    def _in_schedule(self, position: int) -> bool:
        return bool(self.document.sections) and self.document.sections[self._section(position)].kind == "schedule"

    def _other(self, number: int) -> int:
        """A draft that is no clock."""
        one = self.drafts[number]
        made = self._delta(one) if one.kind == "delta" else self.values.value(one)
        if made:
            kind, value, mod, anchored = made
            zone = self.local if kind in ("DATE", "TIME") else None
            self._add(one, kind, value, zone=zone, mod=mod, anchored=anchored)
            self._note_heading(one, self._date_of(self.done[-1]))
            self._note_told(one, self._date_of(self.done[-1]))
        return 1

    def _note_told(self, one: Draft, day: date | None) -> None:
        """A weekday just past that prose speaks of is the day of the clocks that follow it."""
        own = self.anchor.day if self.anchor else None
        if one.kind == "weekday" and own and day and 0 <= (own - day).days <= 3 and not self._in_schedule(one.start):
            self.told = day

    def _note_heading(self, one: Draft, day: date | None) -> None:
        """A line that is little more than a date gives its day to the lines below it."""
        line = self.document.lines[bisect_right(self.line_starts, one.start) - 1]
        if day and len(line.text) - (one.end - one.start) <= 45:
            self.headings[self._section(one.start)] = day

    def _delta(self, one: Draft) -> Named | None:
        """Reads "two hours earlier": an instant when a clock stands before it in its sentence, else a length."""
        reference = None if self.text.startswith(" than ", one.end) else self._reference(one)
        value = one.value or ""
        seconds = duration_seconds(value)
        if reference and reference.utc and reference.zone and seconds:
            local = datetime.fromisoformat(reference.value) + timedelta(seconds=seconds)
            wall = instant(local, reference.zone)
            self._add(
                one,
                "TIME",
                f"{local:%Y-%m-%dT%H:%M}",
                wall=Wall(local, reference.zone, wall.utc),
                quant=value.lstrip("-"),
                relative_to=reference.span,
                anchored=f"{reference.span.exact} in the same sentence",
                basis="derived",
            )
            return None
        return "DURATION", value.lstrip("-"), None, ""

    def _reference(self, one: Draft) -> Timex | None:
        """The last clock before an expression, in the same sentence."""
        for time in reversed(self.done[-4:]):
            between = self.text[time.span.end : one.start]
            if len(between) > 160 or re.search(r"[.!?][\"”]?\s+[A-Z]|[\n\r]", between):
                return None
            if time.type == "TIME" and time.utc:
                return time
        return None

    def _clocks(self, number: int) -> int:
        """A clock, with the clocks beside it that are the end of its range or the same instant in another zone."""
        first = self.drafts[number]
        run = [first]
        while number + len(run) < len(self.drafts) and len(run) < 6:
            following = self.drafts[number + len(run)]
            between = self.text[run[-1].end : following.start]
            joined = following.kind == "clock" and len(between) <= 8 and "\n" not in between
            if not joined or not (_BETWEEN.fullmatch(between) or self._pairs(run[-1], following, between)):
                break
            run.append(following)
        self._share_meridiem(run)
        groups: list[list[Draft]] = [[run[0]]]
        for before, one in pairwise(run):
            if _BETWEEN.fullmatch(self.text[before.end : one.start]):
                groups[-1].append(one)
            else:
                groups.append([one])
        self._emit(groups)
        return len(run)

    def _pairs(self, one: Draft, other: Draft, between: str) -> bool:
        """Whether two neighbouring clocks are one instant: by their brackets or slash, and two zones to read them in."""
        if not _PAIR.fullmatch(between):
            return False
        marked = self._mark(one) or self._mark(other)
        return bool(
            marked or len(self.order) > 1 or (between.strip() in ("/", "(", "[", "|") and not between.startswith(","))
        )

    def _mark(self, one: Draft) -> zoning.Mark | None:
        """The zone that the words of a clock, or those just after it, name."""
        mark = zoning.read_mark(one.found.words, self.language.zones, self.local)
        if mark:
            return mark
        zone, says_local = zoning.zone_beside(self.text, one.start, one.end)
        return zoning.Mark(zone or self.local) if zone or says_local else None

    def _share_meridiem(self, run: list[Draft]) -> None:
        """Shares one meridiem, "8:00–8:45 a.m.": the first clock takes the half of the day that puts it before the second."""
        for one, other in pairwise(run):
            if one.twelve and other.meridiem in ("a", "p") and _BETWEEN.fullmatch(self.text[one.end : other.start]):
                late = 12 if other.meridiem == "p" else 0
                hour = one.hour % 12 + late
                if (hour, one.minute) > (other.hour, other.minute):
                    hour = (hour + 12) % 24
                one.hour, one.twelve, one.meridiem = hour, False, "p" if hour >= 12 else "a"
        for one in run:
            if one.twelve and not one.meridiem:
                self._halve(one)

    def _halve(self, one: Draft) -> None:
        """A bare hour takes the half of the day that the words near it give, or that another clock of the text has."""
        sentence = self.text[max(0, one.start - 80) : one.end + 60]
        part = re.search(r"\b(morning|afternoon|evening|night|tonight)\b", sentence[60:], re.I)
        worded = not one.found.words[:1].isdigit()
        if part and one.hour < 12 and part[1].lower() in ("afternoon", "evening", "tonight"):
            one.hour += 12
        elif worded:
            known = {t.value[11:16] for t in self.done[-60:] if t.type == "TIME"}
            late = (one.hour % 12) + 12
            if f"{late:02}:{one.minute:02}" in known or (
                f"{one.hour:02}:{one.minute:02}" not in known and one.hour < 7
            ):
                one.hour = late
        elif self.meridiems and one.hour < 7:
            one.hour += 12
        one.twelve = False

    def _day_for(self, one: Draft) -> tuple[date | None, str]:
        """The day of a clock: a date beside it, its line's or section's heading, the document's own."""
        for time in reversed(self.done[-3:]):
            gap = self.text[time.span.end : one.start]
            day = self._date_of(time)
            if day and len(gap) <= 24 and not re.search(r"[.;\n\r]", gap) and time.span.end <= one.start:
                return day, f"{time.span.exact} beside it"
        after = next((d for d in self._following(one) if d.kind in ("weekday", "date", "deictic-day")), None)
        if after:
            gap = self.text[one.end : after.start]
            if re.fullmatch(r",? ?(?:(?:local|[A-Z][a-z]+) time,? )?(?:on |this )?", gap):
                made = self.values.value(after)
                if made and re.match(r"\d{4}-\d\d-\d\d(?:T|$)", made[1]):
                    return date.fromisoformat(made[1][:10]), f"{after.found.words} beside it"
        heading = self.headings.get(self._section(one.start))
        if heading:
            return heading, "heading above"
        if self.told and not self._in_schedule(one.start):
            return self.told, "day told before"
        return (self.anchor.day, self.anchor.why) if self.anchor else (None, "")

    def _following(self, one: Draft) -> Sequence[Draft]:
        number = bisect_right(self.drafts, one.start, key=lambda d: d.start)
        return self.drafts[number : number + 2]

    def _date_of(self, time: Timex) -> date | None:
        """The day of a date expression, or of a part of a day."""
        when = time.when
        return when.day if isinstance(when, Day | DayPart) else None

    def _emit(self, groups: list[list[Draft]]) -> None:
        """Groups of clocks: one group a zone, the first clock of each the same instant."""
        day, why = self._day_for(groups[0][0])
        marks = [next((m for d in reversed(g) if (m := self._mark(d))), None) for g in groups]
        if len(groups) == 1:
            zone, others = (
                (marks[0].zone, marks[0].others) if marks[0] else (self.local or next(iter(self.order), None), ())
            )
            self._emit_run(groups[0], day, zone, why, marks[0], others)
            return
        order = self.order if len(self.order) > 1 else []
        zones = [m.zone if m else (order[n] if n < len(order) else None) for n, m in enumerate(marks)]
        if zones[0] is None and zones[1] is None:
            zones[:2] = self._guessed(groups, day)
        elif zones[0] is None:
            zones[0] = next((z for z in (self.local, *self.order) if z and z not in zones), None)
        firsts = self._settled(groups, zones, day)
        twin: Span | None = None
        for group, zone, wall, mark in zip(groups, zones, firsts, marks, strict=True):
            spans = self._emit_run(
                group, wall.local.date() if wall else day, zone, why, mark, (), wall, twin, len(firsts) > 1
            )
            twin = twin or spans

    def _guessed(self, groups: list[list[Draft]], day: date | None) -> list[str | None]:
        """The zones of two clocks that nothing names: the venue's and one other place's, in the one order that fits."""
        known = list(dict.fromkeys(z for z in (*self.order, *(p.zone for p in self.places)) if z))
        if self.local is None or day is None:
            return [None, None]
        first, second = groups[0][0], groups[1][0]
        after = zone_by_difference(first, second, self.local, known, day)
        before = zone_by_difference(second, first, self.local, known, day)
        if bool(after) == bool(before):
            return [None, None]
        return [self.local, after] if after else [before, self.local]

    def _settled(self, groups: list[list[Draft]], zones: list[str | None], day: date | None) -> list[Wall | None]:
        """The first clock of each group as the same instant, or without one and with a notice."""
        first, second = groups[0][0], groups[1][0]
        if day is None or zones[0] is None:
            return [place(g[0], day, z) if day else None for g, z in zip(groups, zones, strict=True)]
        if zones[1] is None:
            candidates = [p.zone for p in self.places if p.zone]
            zones[1] = zone_by_difference(first, second, zones[0], list(dict.fromkeys(candidates)), day)
            if zones[1] is None:
                return [place(first, day, zones[0]), *(None for _ in groups[1:])]
        local = self.local if self.local in zones else zones[0]
        walls = pair(first, second, (zones[0], zones[1]), local or zones[0], day)
        if walls:
            rest = [
                pair(first, g[0], (zones[0], z), local or zones[0], day) if z else None
                for g, z in zip(groups[2:], zones[2:], strict=True)
            ]
            return [*walls, *(r[1] if r else None for r in rest)]
        span = self.document.span(first.start, second.end)
        self.notices.append(disagreement(span, (zones[0], zones[1]), day))
        one, other = place(first, day, zones[0]), place(second, day, zones[1])
        return [one._replace(utc=None), other._replace(utc=None), *(None for _ in groups[2:])]

    def _emit_run(
        self,
        run: list[Draft],
        day: date | None,
        zone: str | None,
        why: str,
        mark: zoning.Mark | None,
        others: tuple[str, ...],
        first: Wall | None = None,
        twin: Span | None = None,
        paired: bool = False,
    ) -> Span | None:
        """A clock, or the clocks of a range, in one zone; the span of the first."""
        until = self.document.span(run[1].start, run[1].end) if len(run) > 1 else None
        head: Span | None = None
        previous: Wall | None = None
        for number, one in enumerate(run):
            if day is None:
                self._add(
                    one, "TIME", f"XXXX-XX-XXT{one.hour:02}:{one.minute:02}", zone=zone, until=None if number else until
                )
                continue
            wall = first if number == 0 and first else place(one, day, zone)
            night = previous and (previous.local.hour >= 17 or wall.local.hour < 6)
            if previous and night and wall.local < previous.local:
                wall = place(one, day + timedelta(days=1), zone)
            wall = self._checked(one, wall, mark, others, paired and number == 0)
            previous = wall
            span = self._add(
                one, "TIME", f"{wall.local:%Y-%m-%dT%H:%M}", wall=wall, twin=twin if number == 0 else None,
                until=None if number else until, anchored=why, alternatives=others,
            )  # fmt: skip
            head = head or span
        return head

    def _checked(self, one: Draft, wall: Wall, mark: zoning.Mark | None, others: tuple[str, ...], paired: bool) -> Wall:
        """A wall clock, without its instant and with a notice where its mark or a clock change leaves it open."""
        notice = doubt(self.document.span(one.start, one.end), wall, mark, others, paired)
        if notice is None:
            return wall
        self.notices.append(notice)
        return wall._replace(utc=None)

    def _add(
        self,
        one: Draft,
        kind: TimexType,
        value: str,
        wall: Wall | None = None,
        zone: str | None = None,
        mod: str | None = None,
        quant: str | None = None,
        relative_to: Span | None = None,
        twin: Span | None = None,
        until: Span | None = None,
        anchored: str = "",
        basis: Basis = "stated",
        alternatives: tuple[str, ...] = (),
    ) -> Span:
        """Appends an expression; its span."""
        span = self.document.span(one.start, one.end)
        slots = {"words": one.found.words}
        if one.kind == "clock":
            slots = {
                "hour": str(one.hour),
                "minute": str(one.minute),
                **({"half": one.meridiem} if one.meridiem else {}),
            }
        self.done.append(
            Timex(
                span,
                kind,
                value,
                wall.zone if wall else zone,
                wall.utc if wall else None,
                mod,
                quant,
                relative_to,
                twin,
                until,
                basis,
                f"times.{one.found.rule.name}",
                slots,
                anchored,
                alternatives,
            )
        )
        return span
