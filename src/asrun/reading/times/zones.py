"""Zones: the sentence that says which clock is whose, the marks beside a clock, and where things happen."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from asrun.model.document import Document
from asrun.model.fact import Place
from asrun.model.source import Given
from asrun.model.time import ZoneRole, ZoneUse
from asrun.reading.gazetteer import places, zone_of
from asrun.reading.sentences import Sentence, sentences

_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*(?:,? (?:of |the |de |al-)?[A-ZÀ-Þ][\w.’'-]*){0,3})"
_LEGEND = re.compile(
    rf"(?P<local1>local )?times?,? (?:is |are |in |for |at |of |given in |zone in )+(?P<in>{_NAME})"
    rf"|(?P<of>{_NAME})(?:[’']s)?(?:(?P<local2> local| standard| daylight)? times?\b(?: zone)?|(?P<local3> local)\b)"
    r"|(?:times? (?:are |is |given |listed |shown )*(?:in )?|\(|/ ?|, ?| and )(?P<mark>[A-Z]{2,5})\b(?: time)?"
    r"|(?P<word>[A-Z][a-z]+)(?: (?:standard|daylight))?(?: time)?(?=[;,.]|$| in | and )"
    rf"|\b(?:then|followed by|and) (?P<then>{_NAME})"
)
_HEADER = re.compile(rf"\(?(?P<a>{_NAME})(?: time)?(?: \([A-Z]{{2,5}}\))?\s?[/|]\s?(?P<b>{_NAME})(?: time)?\)?")
_ABOUT = re.compile(r"\b(?:times?|clocks?|hours?)\b", re.I)
_CLAUSE = re.compile(r",? and (?:the )?|[,;:.] |[/|(]|^")
_OFFSET = re.compile(r"(?:UTC|GMT)([+−-])(\d\d?)(?::(\d\d))?")
_SECOND = re.compile(r"\b(?:second|latter|brackets?|parenthes[ei]s|right|after the slash)\b", re.I)
_FIRST = re.compile(r"\b(?:first|former|left|before the slash)\b", re.I)


class Legend(NamedTuple):
    """A zone that the text says its clocks are in."""

    zone: str
    start: int
    end: int
    local: bool
    order: int


def legends(document: Document, marks: dict[str, Any]) -> list[Legend]:
    """The zones that the document's own words order, in the order of the clocks; empty where none do."""
    for sentence in sentences(document):
        words = document.text[sentence.start : sentence.end]
        if len(words) <= 400 and _ABOUT.search(words):
            found = _in_sentence(words, sentence, marks)
            if found:
                return found
        if len(words) <= 60:
            match = _HEADER.search(words)
            pair = [(z, match.span(k)) for k in "ab" if match and (z := zone_of(match[k].removesuffix(" time")))]
            if len(pair) == 2 and pair[0][0] != pair[1][0]:
                return [
                    Legend(z, sentence.start + s, sentence.start + e, False, n) for n, (z, (s, e)) in enumerate(pair, 1)
                ]
    return []


def _in_sentence(words: str, sentence: Sentence, marks: dict[str, Any]) -> list[Legend]:
    """The zones of one sentence about times."""
    if re.search(r"\d[:.]\d\d|\d\s?[ap]\.?m", words):
        return []
    zones: list[tuple[str, int, int, bool]] = []
    for match in _LEGEND.finditer(words):
        name = match["in"] or match["of"] or match["then"]
        if match["word"]:
            zone, (start, end) = marks["words"].get(match["word"].lower()), match.span("word")
        elif match["mark"]:
            zone = marks["generic"].get(match["mark"]) or ("UTC" if match["mark"] in marks["utc"] else None)
            start, end = match.span("mark")
        elif name:
            zone, (start, end) = (
                _longest_zone(name),
                match.span("in" if match["in"] else "of" if match["of"] else "then"),
            )
        else:
            continue
        if zone and zone not in [z[0] for z in zones]:
            zones.append((zone, start, end, bool(match["local1"] or match["local2"] or match["local3"])))
    if not zones or len(zones) > 3:
        return []
    ordered = []
    for zone, start, end, local in zones:
        begin = max((m.end() for m in _CLAUSE.finditer(words, 0, start)), default=0)
        stop = re.compile(r"[,;.]?\s|$").search(words, end)
        after = re.compile(r"[,;.)]|$| and ").search(words, end)
        last = after.start() if after else (stop.start() if stop else end)
        clause = words[begin:last]
        rank = 2 if _SECOND.search(clause) else 1 if _FIRST.search(clause) else 0
        ordered.append((rank, start, Legend(zone, sentence.start + begin, sentence.start + last, local, 0)))
    if any(rank for rank, _, _ in ordered):
        ordered.sort(key=lambda o: (o[0] or 1.5, o[1]))
    return [legend._replace(order=n) for n, (_, _, legend) in enumerate(ordered, 1)]


def _longest_zone(name: str) -> str | None:
    """The zone of the longest known name that the words hold, from their start or to their end."""
    parts = name.replace("’", "'").removesuffix("'s").split(" ")
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            zone = zone_of(" ".join(parts[start : start + length]).strip(",. "))
            if zone:
                return zone
    return None


def venue_zone(document: Document, known: Sequence[Place], given: Given, found: Sequence[Legend]) -> str | None:
    """Where things happen: as declared, by the date line, as lent by another document, by the places most named."""
    declared = given.zones[0] if given.zones else None
    if declared and given.basis.get("zones", "declared") == "declared":
        return declared
    if found:
        return _venue_of(document, known, found)
    head = next((line.text for line in document.lines if not line.bullet), "")
    dateline = re.match(r"([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30})(?:,|\s[—–(-])", head)
    if dateline and (zone := zone_of(dateline[1].strip(" .-"))):
        return zone
    if declared:
        return declared
    counts = Counter({p.zone: 0 for p in known if p.zone})
    for place in known:
        if place.zone:
            counts[place.zone] += len(place.mentions)
    return counts.most_common(1)[0][0] if counts else None


def _venue_of(document: Document, known: Sequence[Place], found: Sequence[Legend]) -> str:
    """Which of the ordered zones is the venue's: the one called local alone, else the one whose places are most named."""
    called = [legend.zone for legend in found if legend.local]
    if len(called) == 1:
        return called[0]
    legend_spans = [(legend.start - 80, legend.end + 80) for legend in found]
    counts: Counter[str] = Counter()
    for place in known:
        for mention in place.mentions:
            if place.zone and not any(s <= mention.span.start < e for s, e in legend_spans):
                counts[place.zone] += 1
    best = max(found, key=lambda legend: (counts[legend.zone], -legend.order))
    return best.zone


def zone_uses(document: Document, found: Sequence[Legend], local: str | None, day: date | None) -> tuple[ZoneUse, ...]:
    """The ordered zones as facts; the offset is that of the document's day."""
    uses = []
    for legend in found:
        role: ZoneRole = "utc" if legend.zone == "UTC" else "local" if legend.zone == local else "home"
        spans = (document.span(legend.start, legend.end),)
        uses.append(ZoneUse(legend.zone, offset(legend.zone, day), role, legend.order, spans, "zones.legend"))
    return tuple(uses)


def offset(zone: str, day: date | None) -> str:
    """The offset of a zone at noon of a day, like +05:45."""
    noon = datetime.combine(day or date(2000, 1, 1), datetime.min.time()).replace(hour=12, tzinfo=ZoneInfo(zone))
    printed = noon.strftime("%z")
    return f"{printed[:3]}:{printed[3:5]}"


class Mark(NamedTuple):
    """What a zone mark beside a clock says: its zone, or other zones it may mean; `season` as printed."""

    zone: str | None
    others: tuple[str, ...] = ()
    season: str | None = None


def read_mark(words: str, marks: dict[str, Any], local: str | None) -> Mark | None:
    """The zone of a mark at the end of a clock's words; None where there is none."""
    if re.search(r"\blocal(?: time)?$", words):
        return Mark(local)
    shifted = _OFFSET.search(words)
    if shifted:
        sign, hours, minutes = shifted[1], int(shifted[2]), int(shifted[3] or 0)
        total = (hours * 60 + minutes) * (-1 if sign in "−-" else 1)
        return Mark(_fixed(total))
    mark = re.search(r"([A-Z]{1,5})$", words)
    if not mark or mark[1] in ("AM", "PM", "M"):
        return None
    name = mark[1]
    if name in marks["utc"]:
        return Mark("UTC")
    if name in marks["ambiguous"]:
        zones = tuple(marks["ambiguous"][name])
        return Mark(local if local in zones else None, zones)
    zone = marks["generic"].get(name)
    season = "summer" if name in marks["summer"] else "winter" if name in marks["winter"] else None
    return Mark(zone, season=season) if zone else None


def _fixed(minutes: int) -> str:
    """A zone of a fixed offset: whole hours have one, others are told in UTC's clock."""
    if minutes == 0 or minutes % 60:
        return "UTC"
    return f"Etc/GMT{'-' if minutes > 0 else '+'}{abs(minutes) // 60}"


def zone_beside(text: str, start: int, end: int) -> tuple[str | None, bool]:
    """The zone that the words just after a clock name ("14:00 Hanoi time", "(Oslo)"), and whether they say "local"."""
    after = text[end : end + 40]
    match = re.match(rf"\s?\(?(?:in )?({_NAME})(?:[’']s)?(?: local)? time\b|\s\(({_NAME})\)", after)
    if match:
        name = match[1] or match[2]
        return zone_of(name) if name in places() else _longest_zone(name), False
    return None, bool(re.match(r"\s?\(?(?:local|in the local)\b", after, re.I))
