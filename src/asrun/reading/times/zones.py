"""Zones: the marks and names beside a clock, and offsets."""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from asrun.reading.gazetteer import zone_of
from asrun.reading.times.engine import Language
from asrun.reading.zone_marks import zone_marks

_OFFSET = re.compile(r"(?:(?:UTC|GMT)[ \u00a0]?|(?<=\d)[ \u00a0]?)([+−-])(\d\d?)(?::?(\d\d))?$")
_ANY = datetime(2000, 1, 1)
_MARK = re.compile(r"(ChST|[A-Z]{1,5})$")
_TRAILING = re.compile(r"[ \u00a0]([A-Z]{2,4})(?=[.,;:)\]]?(?:\s*[\n\r]|\s*$)|[,;)\]/]|\s?[(/|])")
_BRACKETED = re.compile(r"[ \u00a0]?[(\[]((?:UTC|GMT) ?[+−-] ?\d\d?(?::?\d\d)?|[A-Z]{1,5})[)\]]")


def offset(zone: str, day: date | None) -> str:
    """The offset of a zone at noon of a day, like +05:45."""
    noon = datetime.combine(day or date(2000, 1, 1), datetime.min.time()).replace(hour=12, tzinfo=ZoneInfo(zone))
    printed = noon.strftime("%z")
    return f"{printed[:3]}:{printed[3:5]}"


class Mark(NamedTuple):
    """What a mark beside a clock says: its zone, or other zones it may mean, or an offset from UTC.

    `name` is the abbreviation as printed; `place` is true where only the place of the happening is named ("at 9 in Oslo");
    `fold` settles a clock that comes twice; `contradicts`: the zone keeps another clock on that day.
    """

    zone: str | None
    others: tuple[str, ...] = ()
    name: str = ""
    shift: timedelta | None = None
    place: bool = False
    fold: int | None = None
    contradicts: bool = False

    def at(self, wall: datetime, local: str | None) -> "Mark":
        """The mark at a wall time: its zone settled by the venue's own rules, and what these say of its name."""
        if self.shift is not None:
            return self._replace(zone=_keeping(self.shift, wall, local))
        if not self.name:
            return self
        if local and self.name in _names(local, wall):
            return self._replace(zone=local, others=(), fold=_names(local, wall).index(self.name))
        if self.zone is None:
            return self
        names = _names(self.zone, wall)
        year = {wall.replace(month=m, day=15, tzinfo=ZoneInfo(self.zone)).tzname() for m in (1, 7)}
        if self.name in names:
            return self._replace(fold=names.index(self.name))
        return self._replace(contradicts=self.name in year)


def _names(zone: str, wall: datetime) -> list[str | None]:
    """What a zone's rules call a wall time, the first and the second time that it comes."""
    return [wall.replace(tzinfo=ZoneInfo(zone), fold=fold).tzname() for fold in (0, 1)]


def _keeping(shift: timedelta, wall: datetime, local: str | None) -> str | None:
    """A zone that keeps an offset at a wall time: the venue's own, a fixed one, or one of the broken hours."""

    def keeps(zone: str) -> bool:
        return wall.replace(tzinfo=ZoneInfo(zone)).utcoffset() == shift

    if local and keeps(local):
        return local
    minutes = int(shift.total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    if minutes % 60 == 0 and -12 <= minutes // 60 <= 14:
        return f"Etc/GMT{-minutes // 60:+d}"
    return next((zone for zone in zone_marks()["broken"] if keeps(zone)), None)


def read_mark(words: str, language: Language, local: str | None) -> Mark | None:
    """The zone of a mark at the end of a clock's words; None where there is none."""
    marks = zone_marks()
    if language.cues["ends_local"].search(words):
        return Mark(local)
    shifted = _OFFSET.search(words)
    if shifted:
        minutes = int(shifted[2]) * 60 + int(shifted[3] or 0)
        return Mark(None, shift=timedelta(minutes=-minutes if shifted[1] in "−-" else minutes))
    mark = _MARK.search(words)
    if not mark or mark[1] in ("AM", "PM", "M"):
        return None
    name = mark[1]
    if name in marks["utc"]:
        return Mark("UTC")
    zone, zones = marks["generic"].get(name), tuple(marks["ambiguous"].get(name, ()))
    zone = local if local in zones else zone
    return Mark(zone, () if zone else zones, name) if zone or zones else None


def marked_zone(name: str, language: Language, local: str | None = None) -> str | None:
    """The zone of a mark that stands for all clocks of a text, "CAT" or "UTC+5"; None where it may mean several."""
    mark = read_mark(f"0 {name}", language, local)
    return shift_zone(mark.shift) if mark and mark.shift is not None else mark.zone if mark else None


def shift_zone(shift: timedelta) -> str | None:
    """A zone that always keeps an offset."""
    return _keeping(shift, _ANY, None)


def keeps(zone: str, other: str) -> bool:
    """Whether a zone keeps the clocks of another one in winter or in summer."""
    return any(offset(zone, day) == offset(other, day) for day in (date(2024, 1, 15), date(2024, 7, 15)))


def beside(text: str, end: int, language: Language, local: str | None) -> Mark | None:
    """What stands just after a clock: "14:00 Hanoi time", "(Oslo)", "(UTC+7)", "Pacific", "local", "in Lima"."""
    trailing = _TRAILING.match(text, end, end + 8)
    if trailing and (known := zone_marks()["trailing"].get(trailing[1])):
        return Mark(known, name=trailing[1])
    bracketed = _BRACKETED.match(text, end, end + 16)
    if bracketed and (mark := read_mark(f"0 {bracketed[1]}", language, local)):
        return mark
    match = language.names["zone_beside"].match(text, end, end + 60)
    name = next((g for g in match.groups() if g), None) if match else None
    if match and name:
        place = next((v for k, v in match.groupdict().items() if v and k.startswith("place")), None)
        zone = place_zone(place) if place else zone_word(name, language) or longest_zone(name)
        if zone:
            return Mark(zone, place=bool(place))
    return Mark(local) if language.cues["local"].match(text, end, end + 40) else None


def zone_word(name: str, language: Language) -> str | None:
    """The zone of common words, "Eastern" or "Central European Time"."""
    words = name.lower().replace(".", "").replace(",", "").split(" ")
    known = language.words["zoneword"]
    return next((known[two] for n in (2, 1) if (two := " ".join(words[:n])) in known), None)


def place_zone(name: str) -> str | None:
    """The zone of a place by its whole name, "Lima" or "Lima, Peru", also where the next sentence begins behind it."""
    return zone_of(name.rstrip(",. ")) or zone_of(name.partition(",")[0]) or zone_of(name.partition(". ")[0])


def longest_zone(name: str) -> str | None:
    """The zone of the longest known name that the words hold, from their start or to their end."""
    parts = name.replace("’", "'").removesuffix("'s").split(" ")
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            zone = zone_of(" ".join(parts[start : start + length]).strip(",. "))
            if zone:
                return zone
    return None
