"""iCalendar: each event as lines of its words, moments and marks; a series as one record an occurrence."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from asrun.model.document import Document, Mark, Section
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.model.time import known_zone
from asrun.reading.calendars import components, moments, repeats
from asrun.reading.calendars.components import Calendar, Component, calendar
from asrun.reading.calendars.lines import Content, unescaped
from asrun.reading.calendars.moments import Moment
from asrun.reading.calendars.zones import Zones, placed
from asrun.reading.weaving import Weaver

MEDIA_TYPES = frozenset({"text/calendar"})
_WORDS = ("summary", "location", "description", "comment", "contact")
_MOMENTS = ("dtstart", "dtend", "recurrence-id")
_CODES = ("duration", "status")
_HIDDEN = ("uid", "sequence")
_PEOPLE = ("organizer", "attendee")
_INVITED = 50
_TOLD = 40
_LISTED = 20_000


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The events of a calendar; spans lead back into the file as written, folds included."""
    raw = snapshot.data.decode("utf-8", "replace")
    read = calendar(raw)
    if not read.events and "BEGIN:V" not in raw[:4000].upper():
        text = "a file without BEGIN:VCALENDAR; it holds no content lines of a calendar; a file as exported would do"
        return Notice("not-a-calendar", "error", text, doc=version)
    made = _Making(raw, read, version)
    made.all()
    sections = (Section("schedule", 0, made.woven.length, genre="calendar"),) if made.woven.length else ()
    if not read.events:
        text = f"a calendar without events ({read.others} other entries); only VEVENT is read; one with events would do"
        return Notice("calendar-empty", "error", text, doc=version)
    return Document(
        version,
        snapshot.media_type,
        made.woven.text(),
        sections=sections,
        pieces=tuple(made.woven.pieces),
        marks=made.woven.ordered(),
        stated=made.stated(),
        notices=tuple(made.notices),
    )


class _Making:
    """One document under way."""

    def __init__(self, raw: str, read: Calendar, version: str) -> None:
        self.raw, self.read, self.version = raw, read, version
        self.zones = Zones(read.zones)
        self.woven = Weaver()
        self.notices: list[Notice] = []
        self.room = components.MOST
        self.stamps = [m for e in read.events if (m := moments.parsed(e.value("dtstamp"))) and m.utc and m.clock]
        latest = max((m.clock for m in self.stamps if m.clock), default=None)
        self.issued = latest if latest and 1990 < latest.year < 9990 else None
        self.unknown: set[str] = set()

    def all(self) -> None:
        """The calendar's own name, then its events in order."""
        name = next(
            (c for n in ("x-wr-calname", "name") for c in self.read.own if c.name == n and c.value.strip()), None
        )
        if name:
            self._words(name, "heading")
        called = next((c for c in self.read.own if c.name == "method"), None)
        off = called is not None and called.value.strip().upper() == "CANCEL"
        for event in self.read.events:
            if self.room <= 0:
                break
            self._event(event, off)
        del self.notices[_TOLD:]
        self._tell()

    def stated(self) -> Given | None:
        """When the calendar was written, and the zone that it is kept in."""
        zone = next((c.value.strip() for c in self.read.own if c.name in ("x-wr-timezone", "timezone-id")), "")
        zones = (zone,) if zone and known_zone(zone) else ()
        issued = self.issued.replace(tzinfo=UTC) if self.issued else None
        basis = {"issued_at": "DTSTAMP", "zones": "X-WR-TIMEZONE"}
        return Given(issued_at=issued, zones=zones, basis=basis) if issued or zones else None

    def _event(self, event: Component, off: bool) -> None:
        """One record with its fields in the order of the file, then those of a series."""
        self.woven.line(2)
        self.room -= 1
        begin = self.woven.length
        invited = 0
        for line in event.lines:
            if line.name in _WORDS:
                self._words(line, "field", line.name)
            elif line.name in _MOMENTS:
                self._moment(line)
            elif line.name in _CODES and line.value.strip():
                self._code(line, f"{line.name}={line.value.strip()[:400]}")
            elif line.name in _HIDDEN and line.value.strip():
                self.woven.mark("field", self.woven.length, f"{line.name}={line.value.strip()[:400]}")
            elif line.name in _PEOPLE and invited < _INVITED:
                invited += 1
                self._person(line)
        if off:
            self.woven.mark("field", self.woven.length, "status=CANCELLED")
        if self.woven.length == begin:
            self._say(
                "calendar-line", "an event without words or dates; nothing of it can be told; SUMMARY and DTSTART"
            )
            return
        first = event.first("dtstart")
        start = moments.parsed(first.value) if first else None
        repeated = event.first("rrule") or event.first("rdate")
        if repeated and first and start:
            zone = self._zone(first)
            if start.naive in {_local(m, start, zone) for m in _several(event, "exdate")}:
                self.woven.mark("field", self.woven.length, "exdate=first")
            stamp = moments.written(start, self._place(first))
            self.woven.mark("field", self.woven.length, f"recurrence-id={stamp}")
        self.woven.marks.append(Mark("record", begin, self.woven.length, components.EVENT))
        if first is None or start is None:
            words = first.value[:40] if first else "no DTSTART"
            self._say("calendar-date", f'"{words}" is no start of an event; it has none now; one like 20240312T140500')
        elif repeated:
            self._series(event, first, start)

    def _words(self, line: Content, kind: str, name: str = "") -> None:
        words = unescaped(line.pieces)
        if words.text().strip():
            begin = self.woven.length
            self.woven.weave(words.text(), words.pieces)
            self.woven.mark("heading" if kind == "heading" else "field", begin, name)
            self.woven.line()

    def _code(self, line: Content, value: str) -> None:
        begin = self.woven.length
        self.woven.weave(line.value, line.pieces.pieces)
        self.woven.mark("field", begin, value)
        self.woven.line()

    def _moment(self, line: Content) -> None:
        moment = moments.parsed(line.value)
        if moment is None:
            if line.name != "dtstart" and line.value.strip():
                message = f'"{line.value[:40]}" is no date; the field was left out; one like 20240312T140500 would do'
                self.notices.append(Notice("calendar-date", "warning", message, doc=self.version))
            return
        self._code(line, f"{line.name}={moments.written(moment, self._place(line))}")

    def _person(self, line: Content) -> None:
        name = line.parameters.get("CN", "").strip()
        at = self.raw.find(name, line.start, line.end) if name else -1
        if at >= 0 and "@" not in name:
            begin = self.woven.length
            self.woven.copy(name, at)
            self.woven.mark("field", begin, line.name)
            self.woven.line()

    def _zone(self, line: Content) -> str | tzinfo | None:
        """The zone of a line's TZID, None where it has none or one that nobody knows."""
        tzid = line.parameters.get("TZID", "")
        zone = self.zones.get(tzid) if tzid else None
        if tzid and zone is None:
            self.unknown.add(tzid[:60])
        return zone

    def _place(self, line: Content) -> Callable[[datetime], tuple[timedelta, str]] | None:
        """How a wall clock of a line is placed: by its TZID, or not at all."""
        zone = self._zone(line)
        return (lambda clock: placed(clock, zone)) if zone is not None else None

    def _series(self, event: Component, line: Content, first: Moment) -> None:
        """The occurrences of a series behind its first one, a record each; the first is the event's own record."""
        place, zone = self._place(line), self._zone(line)
        found, left = self._starts(event, first, zone)
        out = {_local(m, first, zone) for m in _several(event, "exdate")}
        kept = [s for s in found if s not in out and s != first.naive]
        ends = moments.parsed(event.value("dtend"))
        long = ends.naive - first.naive if ends else None
        for start in kept[: self.room]:
            self._occurrence(event, first.moved(start), first.moved(start + long) if long else None, place)
        self.room -= len(kept)
        if left:
            words = event.value("summary")[:60]
            last = kept[-1].date() if kept else first.day
            message = (
                f'the series "{words}" goes on; its starts up to {last} were taken over, those of a year or '
                f"{repeats.MOST} at most; a shorter series would do"
            )
            self.notices.append(Notice("calendar-series-cut", "info", message, doc=self.version))

    def _occurrence(
        self,
        event: Component,
        start: Moment,
        end: Moment | None,
        place: Callable[[datetime], tuple[timedelta, str]] | None,
    ) -> None:
        """The record of one occurrence; its start stands for the words of the rule."""
        made = self.woven
        made.line(2)
        at = made.length
        stamp = moments.written(start, place)
        source = event.first("rrule") or event.first("rdate")
        for line in event.lines:
            if line is source:
                begin = made.length
                made.put(stamp.partition("[")[0], source.start, source.end)
                made.mark("field", begin, f"dtstart={stamp}")
                made.line()
            elif line is event.first("summary"):
                words = " ".join(unescaped(line.pieces).text().split())
                self._code(line, f"summary={words}")
        values = {n: event.value(n)[:400] for n in ("duration", "status", "uid", "sequence")}
        values |= {"recurrence-id": stamp, "dtend": moments.written(end, place) if end else ""}
        for name, value in values.items():
            if value:
                made.mark("field", made.length, f"{name}={value}")
        made.marks.append(Mark("record", at, made.length, "occurrence"))

    def _starts(self, event: Component, first: Moment, zone: str | tzinfo | None) -> tuple[list[datetime], bool]:
        """The local starts of a series in its window, and whether it goes on beyond it."""
        begin = first.naive
        opens = begin
        if self.issued and self.issued - timedelta(days=31) > begin:
            opens = self.issued - timedelta(days=31)
        last = min(opens, datetime(9990, 1, 1)) + repeats.WINDOW
        found = {begin}
        left = False
        for line in [c for c in event.lines if c.name == "rrule"][:4]:
            rule = repeats.rule(line.value)
            if rule is None:
                message = (
                    f'"{line.value[:80]}" is no rule read here; only the first start stands; dates in RDATE would do'
                )
                self.notices.append(Notice("calendar-rule", "warning", message, doc=self.version))
                continue
            until = moments.parsed(rule.until) if rule.until else None
            bound = _local(until, first, zone) if until else None
            if until and until.clock is None and bound:
                bound += timedelta(days=1, seconds=-1)
            for start in repeats.starts(rule, begin, bound, last):
                if start >= opens:
                    found.add(start)
                if len(found) >= repeats.MOST:
                    left = True
                    break
            ended = (bound and bound <= last) or (rule.times is not None and len(found) >= rule.times)
            left = left or not ended
        extra = sorted({_local(m, first, zone) for m in _several(event, "rdate")})
        left = (
            left or len(extra) > repeats.MOST or any(c.name == "rdate" and len(c.value) > _LISTED for c in event.lines)
        )
        return sorted(found.union(extra[: repeats.MOST])), left

    def _tell(self) -> None:
        """What was wrong with the file as a whole."""
        read = self.read
        for zone in sorted(self.unknown)[:8]:
            message = (
                f'"{zone}" is no known zone, nor has the calendar rules for it; its clocks have none; an IANA name'
            )
            self.notices.append(Notice("calendar-zone", "warning", f"{message} would do", doc=self.version))
        if read.unended:
            message = (
                f"{read.unended} entries without their END; each was taken to end where the next began; a whole file"
            )
            self.notices.append(Notice("calendar-end", "warning", f"{message} would do", doc=self.version))
        if read.glued:
            message = f"{read.glued} lines that are no content lines; they were taken as text of the line before; folds"
            self.notices.append(Notice("calendar-line", "warning", f"{message} would do", doc=self.version))
        if read.cut or self.room <= 0:
            message = (
                f"more than {components.MOST:,} events; those behind were not read; parts of the calendar would do"
            )
            self.notices.append(Notice("calendar-cut", "warning", message, doc=self.version))

    def _say(self, code: str, words: str) -> None:
        self.notices.append(Notice(code, "warning", f"{words} would do", doc=self.version))


def _several(event: Component, name: str) -> list[Moment]:
    """The moments of the lists of a name."""
    words = (w for c in event.lines if c.name == name for w in c.value[:_LISTED].split(","))
    return [m for w in words if (m := moments.parsed(w.partition("/")[0]))]


def _local(moment: Moment, first: Moment, zone: str | tzinfo | None) -> datetime:
    """A moment as a wall clock of the series that begins with `first`, in its zone."""
    if not (moment.utc and moment.clock) or first.utc or zone is None:
        return moment.naive
    local = moment.clock.replace(tzinfo=UTC).astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
    return local.replace(tzinfo=None, fold=0)
