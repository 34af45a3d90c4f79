"""Moments that a page states for its own words (`<time datetime>`): the value of the time expression that stands in them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec

from asrun.model.document import Document, Mark
from asrun.model.notice import Notice
from asrun.model.time import Timex
from asrun.reading.context import Times
from asrun.reading.tables.clocks import is_clock
from asrun.reading.times.zones import Mark as ZoneMark

_HALF = re.compile(r"[ap]\.?\s?m\b|^0|morning", re.I)
_LONGEST = 80
_QUARTER, _FARTHEST = 15, 14 * 60


def with_stated(document: Document, times: Times) -> Times:
    """The times of a document, those of words that state a machine's moment with its value.

    The words stay what is read where they contradict the moment: another day of the month, or a clock that no zone
    keeps at that moment; a notice then shows both.
    """
    gone: set[int] = set()
    made: list[Timex] = []
    notices: list[Notice] = []
    for mark in document.marks:
        if mark.kind != "moment" or not 0 < mark.end - mark.start <= _LONGEST:
            continue
        inside = [t for t in times.between(mark.start, mark.end) if t.span.end <= mark.end]
        found = _read(document, mark, inside, times.local)
        if isinstance(found, Notice):
            notices.append(found)
        elif found:
            gone |= {id(t) for t in inside if t.type in ("DATE", "TIME")}
            made += found
    if not (made or notices):
        return times
    kept = sorted((*(t for t in times.timexes if id(t) not in gone), *made), key=lambda t: t.span.start)
    placed = all(t.utc for t in kept if is_clock(t))
    notices += [n for n in times.notices if n.code != "zone-unknown" or not placed]
    return replace(times, timexes=tuple(kept), notices=tuple(notices))


def _read(document: Document, mark: Mark, inside: list[Timex], local: str | None) -> list[Timex] | Notice:
    """The expressions of a mark with the mark's moment; nothing where it is none, or a day alone that the words have."""
    try:
        stamp = datetime.fromisoformat(mark.value)
    except ValueError:
        return []
    words = document.text[mark.start : mark.end]
    if words == mark.value or not 1 < stamp.year < 9999:
        return []
    days = [t for t in inside if t.type == "DATE" and len(t.value) == 10]
    clocks = list({t.span: t for t in inside if is_clock(t)}.values())
    told = list(_contradicted(stamp, days, clocks))
    if told or len(clocks) > 1 or len(days) > 1:
        if not told:
            return []
        message = (
            f'"{words}" states {mark.value}; its words name another moment; the words stand; a corrected page would do'
        )
        return Notice("moment-disagrees", "warning", message, document.span(mark.start, mark.end))
    return list(_valued(document, mark, stamp, days, clocks, local))


def _contradicted(stamp: datetime, days: list[Timex], clocks: list[Timex]) -> Iterator[Timex]:
    """The expressions of words that a moment cannot be."""
    for day in days:
        year = day.value[:4] if day.value[:4].isdigit() else f"{stamp:%Y}"
        try:
            named = date.fromisoformat(f"{year}{day.value[4:]}")
        except ValueError:
            continue
        if "month" in day.slots and "day" in day.slots and abs((named - stamp.date()).days) > 1:
            yield day
    for clock in clocks:
        wall = datetime.fromisoformat(f"2000-01-01T{clock.value[11:16]}") if len(clock.value) >= 16 else None
        if wall is None:
            continue
        minutes = (wall.hour * 60 + wall.minute) - (stamp.hour * 60 + stamp.minute)
        zoned = stamp.utcoffset() is not None
        if minutes and (not zoned or minutes % _QUARTER):
            yield clock


def _valued(
    document: Document, mark: Mark, stamp: datetime, days: list[Timex], clocks: list[Timex], local: str | None
) -> Iterator[Timex]:
    """The expressions with the moment's values; a mark whose words name no time is one as a whole."""
    dated = len(mark.value) == 10
    anchor = "datetime of its element"
    for day in days:
        yield msgspec.structs.replace(day, value=f"{stamp.date()}", basis="stated", anchor=anchor, alternatives=())
    if dated:
        if not days and not clocks:
            span = document.span(mark.start, mark.end)
            yield Timex(span, "DATE", f"{stamp.date()}", local, rule="markup.time", anchor=anchor)
        return
    wall, zone, utc = _placed(stamp, clocks, local)
    value = wall.isoformat(timespec="minutes")
    if clocks:
        yield msgspec.structs.replace(
            clocks[0], value=value, zone=zone, utc=utc, basis="stated", anchor=anchor, alternatives=()
        )
    elif not days:
        span = document.span(mark.start, mark.end)
        yield Timex(span, "TIME", value, zone, utc, rule="markup.time", anchor=anchor)


def _placed(stamp: datetime, clocks: list[Timex], local: str | None) -> tuple[datetime, str | None, datetime | None]:
    """The wall clock of a moment, its zone and its instant: the printed clock tells the zone that is meant, if any."""
    shift, wall = stamp.utcoffset(), stamp.replace(tzinfo=None)
    if shift is None:
        return wall, (clocks[0].zone if clocks else None), None
    utc = stamp.astimezone(UTC)
    if clocks and len(clocks[0].value) >= 16:
        hour, minute = map(int, clocks[0].value[11:16].split(":"))
        given = round(shift.total_seconds() / 60)
        hours = (hour, hour + 12) if hour < 12 and not _HALF.search(clocks[0].span.exact) else (hour,)
        zones = [(h * 60 + minute - utc.hour * 60 - utc.minute + 12 * 60) % (24 * 60) - 12 * 60 for h in hours]
        apart = min(zones, key=lambda z: abs(z - given))
        if (apart - given) % (24 * 60):
            shift = timedelta(minutes=apart)
            wall = (utc + shift).replace(tzinfo=None)
    zone = ZoneMark(None, shift=shift).at(wall, local).zone or "UTC"
    if zone == "UTC":
        wall = utc.replace(tzinfo=None)
    return wall, zone, utc
