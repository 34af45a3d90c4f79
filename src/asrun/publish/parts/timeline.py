"""The drawn day: for each event the lanes planned, expected and actual over one axis of hours; geometry only, no markup."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

import msgspec

from asrun.model.account import EventAccount, Known, ZoneColumn
from asrun.model.time import Instant
from asrun.publish.parts.clock import clean, clock, short
from asrun.publish.parts.rows import Row

_HOUR = 3600.0
_STEPS = (0.5, 1, 2, 3, 4, 6, 12, 24)
_LANE, _LINE, _PAD = 20.0, 17.0, 9.0
_TOP, _BOTTOM = 50.0, 58.0
# From the top of a lane to the base line of its words.
_BASE = 13.5
# The room of a name above its lanes, and left of them and their labels, in letters of the middle width.
_NARROW, _BESIDE = 38, 28
_SLIM, _BROAD = frozenset("fijlrtI1 .,:;'’!|()[]-"), frozenset("mwMW@—…")
# Beyond these hours around its day a moment is told by an arrow, so that one far date does not flatten the day.
_BEFORE, _AFTER = timedelta(hours=12), timedelta(hours=36)


class Tick(msgspec.Struct, frozen=True):
    """A line of the axis with its hour in one zone, and its day mark."""

    x: float
    hour: str
    mark: str


class Bar(msgspec.Struct, frozen=True):
    """One lane of one event: a bar from `x` to `end`, or a point where no end is known; `text` stands at `text_x`."""

    lane: str
    y: float
    x: float
    end: float | None
    text: str
    text_x: float
    text_y: float
    anchor: str
    off: bool = False
    beyond: bool = False


class Track(msgspec.Struct, frozen=True):
    """The lanes of one event below or beside its name."""

    y: float
    height: float
    name: tuple[str, ...]
    name_y: float
    off: bool
    bars: tuple[Bar, ...]


class Figure(msgspec.Struct, frozen=True):
    """A timeline of one day. `home` are the ticks of the second zone at the same moments; `told` says all of it in words."""

    id: str
    narrow: bool
    width: float
    height: float
    left: float
    lane_x: float
    venue: str
    ticks: tuple[Tick, ...]
    home_zone: str
    home: tuple[Tick, ...]
    tracks: tuple[Track, ...]
    now: float | None
    told: str

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.width - 12

    @property
    def bottom(self) -> float:
        """Where the last lane ends."""
        return self.height - _BOTTOM


def figures(
    events: tuple[EventAccount, ...],
    rows: tuple[Row, ...],
    day: date | None,
    zones: tuple[ZoneColumn, ...],
    as_of: datetime | None,
    id: str,
) -> tuple[Figure, ...]:
    """The wide and the narrow drawing of one day's events; none where no event has a clock."""
    lanes = [(r, _lanes(e)) for e, r in zip(events, rows, strict=True)]
    lanes = [(r, told) for r, told in lanes if told]
    if not lanes or day is None or not zones:
        return ()
    return tuple(
        _Drawing(lanes, day, zones, as_of, f"{id}-{kind}", kind == "narrow").figure() for kind in ("wide", "narrow")
    )


_Lanes = list[tuple[str, Instant, Instant | None]]


def _lanes(event: EventAccount) -> _Lanes:
    """The lanes that an event has clocks for; an expected start that the actual one repeats is no lane of its own."""
    planned, expected, actual = (_instant(k) for k in (event.planned_start, event.expected_start, event.actual_start))
    found: _Lanes = []
    if planned:
        found.append(("planned", planned, _instant(event.planned_end)))
    if expected and not (actual and actual.utc == expected.utc):
        found.append(("expected", expected, None))
    ended = _instant(event.actual_end)
    if actual:
        found.append(("actual", actual, ended))
    elif ended:
        found.append(("actual", ended, None))
    return found


def _instant(known: Known | None) -> Instant | None:
    return known.value if known and isinstance(known.value, Instant) else None


class _Drawing:
    """One drawing: a scale of hours and a cursor that moves down the page."""

    def __init__(
        self,
        lanes: list[tuple[Row, _Lanes]],
        day: date,
        zones: tuple[ZoneColumn, ...],
        as_of: datetime | None,
        id: str,
        narrow: bool,
    ) -> None:
        self.lanes, self.day, self.zones, self.as_of, self.id, self.narrow = lanes, day, zones, as_of, id, narrow
        self.width = 358.0 if narrow else 1120.0
        self.left = 64.0 if narrow else 330.0
        self.zone = ZoneInfo(zones[0].zone)
        midnight = datetime.combine(day, time(), self.zone).astimezone(UTC)
        self.window = (midnight - _BEFORE, midnight + _AFTER)
        self._scale(m.utc for _, told in lanes for _, start, end in told for m in (start, end) if m)

    def _scale(self, moments: Iterable[datetime]) -> None:
        """Whole steps of the venue's clock around all moments of the window."""
        near = [m for m in moments if self.window[0] <= m <= self.window[1]] or [self.window[0] + _BEFORE * 2]
        hours = max((max(near) - min(near)).total_seconds() / _HOUR, 1)
        room = (self.width - self.left - 12) / (40 if self.narrow else 56)
        self.step = next((s for s in _STEPS if hours / s + 1.5 <= room), _STEPS[-1])
        base = datetime.combine(min(near).astimezone(self.zone).date(), time(), self.zone).astimezone(UTC)
        first = int((min(near) - base).total_seconds() / _HOUR / self.step)
        last = ceil((max(near) - base).total_seconds() / _HOUR / self.step)
        self.start = base + timedelta(hours=first * self.step)
        self.count = max(last - first, 2)
        self.end = self.start + timedelta(hours=self.count * self.step)

    def x(self, moment: datetime) -> float:
        """Where a moment stands, kept within the axis."""
        share = (moment - self.start) / (self.end - self.start)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.width - 12 - self.left), 1)

    def figure(self) -> Figure:
        """The whole drawing."""
        tracks, y = [], _TOP
        for row, told in self.lanes:
            track = self._track(row, told, y)
            tracks.append(track)
            y += track.height
        inside = self.as_of is not None and self.start <= self.as_of <= self.end
        home = self.zones[1] if len(self.zones) > 1 else None
        return Figure(
            self.id,
            self.narrow,
            self.width,
            y + _BOTTOM,
            self.left,
            self.left - 8,
            clean(self.zones[0].label),
            self._ticks(self.zones[0]),
            clean(home.label) if home else "",
            self._ticks(home) if home else (),
            tuple(tracks),
            self.x(self.as_of) if inside and self.as_of else None,
            self._told(),
        )

    def _ticks(self, zone: ZoneColumn) -> tuple[Tick, ...]:
        """The hours of a zone at the steps of the axis; a day mark where its day begins to differ."""
        found: list[Tick] = []
        for n in range(self.count + 1):
            moment = self.start + timedelta(hours=n * self.step)
            there = clock(moment, zone, self.day)
            found.append(Tick(self.x(moment), there.hour, there.mark))
        return tuple(found)

    def _track(self, row: Row, told: _Lanes, y: float) -> Track:
        """One event: its name beside the lanes, above them in the narrow drawing."""
        name = _lines(row.summary, _NARROW if self.narrow else _BESIDE, 3)
        above = len(name) * _LINE if self.narrow else 0
        bars, down = [], y + _PAD + above
        for lane, start, end in told:
            bar = self._bar(row, lane, start, end, down)
            bars.append(bar)
            down = bar.text_y + _LANE - _BASE
        height = max(down - y - _PAD, len(name) * _LINE) + 2 * _PAD
        return Track(y, height, name, y + _PAD + 13, row.off, tuple(bars))

    def _bar(self, row: Row, lane: str, start: Instant, end: Instant | None, y: float) -> Bar:
        """One lane; its words stand right of it, left of it where the right has no room, else below."""
        if end and end.utc <= start.utc:
            end = None
        off = row.off and lane == "planned"
        first = {"latest": "by ", "earliest": "not before "}.get(start.bound or "", "") + self._hour(start)
        text = f"{first}–{self._hour(end)}" if end else first
        beyond = not self.start <= start.utc <= self.end
        if beyond:
            text = f"{'→' if start.utc > self.end else '←'} {text}"
        if off:
            text = f"{row.state.partition(',')[0]}: {text}"
        elif row.deviation and (lane == "actual" or (lane == "expected" and not row.actual)):
            text += f", {row.deviation}"
        x, until = self.x(start.utc), self.x(end.utc) if end else None
        size = len(text) * (7.3 if off or lane == "actual" else 6.7) + 4
        edge = (until if until is not None else x + 6) + 7
        if edge + size <= self.width:
            return Bar(lane, y, x, until, text, edge, y + _BASE, "start", off, beyond)
        if x - 13 - size >= self.left:
            return Bar(lane, y, x, until, text, x - 13, y + _BASE, "end", off, beyond)
        return Bar(lane, y, x, until, text, self.width - 2, y + _BASE + 16, "end", off, beyond)

    def _hour(self, moment: Instant) -> str:
        there = clock(moment.utc, self.zones[0], self.day)
        return f"{there.hour} {there.mark}".rstrip()

    def _told(self) -> str:
        """The drawing in words, for those who do not see it."""
        zone = short(self.zones[0])
        events = []
        for row, told in self.lanes:
            lanes = [f"{lane} {self._hour(a)}{f' to {self._hour(b)}' if b else ''}" for lane, a, b in told]
            events.append(f"{row.state}: {row.summary}, {', '.join(lanes)}")
        return f"Times in {zone}. {'. '.join(events)}."


def _lines(text: str, width: float, most: int) -> tuple[str, ...]:
    """A name in lines of a width; the last one says when there is more."""
    lines = [""]
    for word in text.split(" "):
        rest = word
        if lines[-1] and _size(f"{lines[-1]} {rest}") <= width:
            lines[-1] += f" {rest}"
            continue
        if lines[-1]:
            lines.append("")
        while (fits := _fitting(rest, width)) < len(rest):
            lines[-1], rest = rest[:fits], rest[fits:]
            lines.append("")
        lines[-1] = rest
    if len(lines) > most:
        last = lines[most - 1]
        lines = [*lines[: most - 1], last[: _fitting(last, width - 1)] + "…"]
    return tuple(lines)


def _fitting(text: str, width: float) -> int:
    """How many letters of a text have room, one at least."""
    room = width
    for number, letter in enumerate(text):
        room -= _size(letter)
        if room < 0:
            return max(number, 1)
    return len(text)


def _size(text: str) -> float:
    """About how wide a text is in bold type, in letters of the middle width."""
    return sum(
        0.7 if c in _SLIM else 1.5 if c in _BROAD else 1.8 if east_asian_width(c) in "WF" else 1.2 if c.isupper() else 1
        for c in text
    )
