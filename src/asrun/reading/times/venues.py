"""Venues: the zone of the place where things happen."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from asrun.model.document import Document, Line
from asrun.model.fact import Place
from asrun.model.source import Given
from asrun.reading.dispatches import dispatches
from asrun.reading.gazetteer import zone_named, zone_of
from asrun.reading.lines import is_heading, is_item
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.legends import Legend
from asrun.reading.times.namesakes import Namesakes
from asrun.reading.times.regions import beside
from asrun.reading.times.towns import told_zone, town_of_region
from asrun.reading.times.whereabouts import is_left_for, weights
from asrun.reading.times.zones import keeps, longest_zone, marked_zone

_LEADS = re.compile(
    r"\b(?:in|to) (?:the )?(?:(?:sultanate|kingdom|republic|state|commonwealth|city|town) of )?(?:the )?$", re.I
)
_DATELINE = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30})(?:,|\s[—–(-])")
_PLACE_AND_DATE = re.compile(
    r"(?:.*(?:,|\s[-–—|·/])\s)?([A-ZÀ-Þ][^,\d|·/]{2,30}?)(?:,|\s[-–—|·/])\s(?:[^\W\d]+,?\s)?\d"
)
_LOCAL = re.compile(r"\blocal(?: time)?\s?[/,(|=]\s?$", re.I)
_CLOCKED = re.compile(r"\d(?:\s?[ap]\.?m\.?)?\s(?:in|to) $", re.I)
_LED_TO = re.compile(r"\b(?:in|to) (?:the )?([A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)*)")
_TITLE, _HEAD, _SHORT, _WRITTEN, _BEFORE = 4, 8, 90, 3.0, 16


def venue_zone(
    document: Document,
    language: Language,
    known: Sequence[Place],
    given: Given,
    namesakes: Namesakes,
    found: Sequence[Legend],
    stamp: Legend | None,
    marked: str | None = None,
    but: str | None = None,
) -> str | None:
    """Where things happen: as declared, by the date line, as lent by another document, by the places most named.

    The zone of the document's `stamp` decides between places, and is the venue's where none is named, else the one that
    most clocks are `marked` with; before it go places within the names of bodies in the first lines. A stamp with a
    "local" clock beside it is of another zone. Places of the zone `but` are not counted.
    """
    if stamp and (language.cues["beside_local"].match(document.text, stamp.end) or _behind_local(document, stamp)):
        marked, stamp = (None if marked == stamp.zone else marked), None
    declared = given.zones[0] if given.zones else None
    if declared and given.basis.get("zones", "declared") == "declared":
        return declared
    if found:
        return _venue_of(document, language, known, found, namesakes)
    written = _dateline_zone(document, namesakes)
    if written:
        return written
    stamped = stamp.zone if stamp and stamp.zone != "UTC" else None
    same = {p.zone for p in known if p.zone and stamped and keeps(p.zone, stamped)}
    leads = titled(document, known)
    if leads and (leads in same or not same):
        return leads
    if declared:
        return issued_at(document) or declared
    here, away = weights(document, language, known)
    counts = {zone: here.get(zone, 0.0) + away.get(zone, 0.0) for zone in {**here, **away} if zone != but}
    if (written := reported_at(document)) in counts:
        counts[written] += _WRITTEN
    if not counts or (marked and not here):
        named = zone_named("\n".join(n.text[:_SHORT] for n in document.lines[:_TITLE] if not is_item(n)))
        return named or stamped or marked or told_zone(document, language, known, _written(document))
    return max([zone for zone in counts if zone in same] or counts, key=lambda zone: counts[zone])


def _behind_local(document: Document, stamp: Legend) -> bool:
    """Whether the clock of a stamp stands behind that of the venue: "0755 local / 0855 Lisbon"."""
    return bool(_LOCAL.search(document.text[max(0, stamp.start - _BEFORE) : stamp.start]))


def marked_most(clocks: Iterable[Draft], language: Language) -> str | None:
    """The zone of the mark that stands beside most clocks of a document, "9:15 MDT"; None where no clock has one."""
    marks = Counter(d.slots["mark"] for d in clocks if d.kind == "clock" and "mark" in d.slots)
    return marked_zone(marks.most_common(1)[0][0], language) if marks else None


def issued_at(document: Document) -> str | None:
    """The zone of the place that stands before the date of a short first line: "Official note, Lima, 9 May 2025"."""
    heads = [line.text for line in document.lines[:_TITLE] if len(line.text) <= _SHORT]
    named = (zone_of(m[1]) for m in map(_PLACE_AND_DATE.match, heads) if m)
    return next((zone for zone in named if zone), None)


def reported_at(document: Document) -> str | None:
    """The zone of the place at the head of a pool report, which is written where things happen."""
    zone = issued_at(document)
    found = dispatches(document.text, document.lines) if zone else ()
    return zone if found and found[0].kind == "pool_report" else None


def titled(document: Document, known: Sequence[Place]) -> str | None:
    """The zone of the one place that the title leads to, "Visit to Iceland", "The bishop in Malta: timetable"."""
    mentions = [(m.span.start, place.zone) for place in known for m in place.mentions if place.zone]
    for line in document.lines[:_TITLE]:
        inside = [(start, zone) for start, zone in mentions if line.start <= start < line.end and is_heading(line)]
        leading = [(start, zone) for start, zone in inside if _LEADS.search(document.text, line.start, start)]
        zones = {zone for start, zone in leading if not _CLOCKED.search(document.text, line.start, start)}
        if zones:
            return zones.pop() if len(zones) == 1 else None
    return None


def _venue_of(
    document: Document, language: Language, known: Sequence[Place], found: Sequence[Legend], namesakes: Namesakes
) -> str:
    """Which of the ordered zones is the venue's.

    The one called local alone, else that of the date line or of the title, else the one whose places are most named;
    neither a legend's own names count nor those of a first line that says whose list it is, nor the end of a journey
    from there.
    """
    called = [legend.zone for legend in found if legend.local]
    if len(called) == 1:
        return called[0]
    zones = {legend.zone for legend in found}
    headed = _LED_TO.search(document.lines[0].text[:_SHORT]) if document.lines else None
    led = longest_zone(headed[1]) if headed else None
    titles = (_dateline_zone(document, namesakes), titled(document, known), led, reported_at(document))
    written = next((zone for zone in titles if zone in zones), None)
    if written:
        return written
    starts = [line.start for line in document.lines]
    told = {bisect_right(starts, legend.start) for legend in found} | {1}
    counts: Counter[str] = Counter()
    for place in known:
        for at in (m.span.start for m in place.mentions):
            if place.zone and bisect_right(starts, at) not in told and not is_left_for(document.text, at, language):
                counts[place.zone] += 1
    return max(found, key=lambda legend: (counts[legend.zone], -legend.order)).zone


def _dateline_zone(document: Document, namesakes: Namesakes) -> str | None:
    """The zone of the place before a date line's dash among the first lines."""
    for name, line, end in _datelines(document):
        if region := beside(line.text, end, name):
            return town_of_region(name, region)
        if zone := namesakes.meant(name) or zone_of(name):
            return zone
    return None


def _datelines(document: Document) -> Iterator[tuple[str, Line, int]]:
    """What stands in capital letters before a comma or dash at the start of a first line, and where it ends there."""
    for line in document.lines[:_HEAD]:
        dateline = None if line.bullet else _DATELINE.match(line.text)
        if dateline:
            yield dateline[1].strip(" .-"), line, dateline.end(1)


def _written(document: Document) -> Iterator[str]:
    """The names of places where a document says that it was written: of date lines, and before the date of a first line."""
    yield from (name for name, _, _ in _datelines(document))
    heads = (_PLACE_AND_DATE.match(line.text) for line in document.lines[:_TITLE] if len(line.text) <= _SHORT)
    yield from (head[1] for head in heads if head)
