"""Legends: the sentence that says which clock is whose, and where things happen."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from asrun.model.document import Document
from asrun.model.fact import Place
from asrun.model.source import Given
from asrun.model.time import ZoneRole, ZoneUse
from asrun.reading.gazetteer import zone_of
from asrun.reading.sentences import Sentence, of_line
from asrun.reading.times.engine import Language, zone_marks
from asrun.reading.times.zones import longest_zone, offset

_CLOCK = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m")
_STOP = re.compile(r"[,;.]?\s|$")
_DATELINE = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30})(?:,|\s[—–(-])")


class Legend(NamedTuple):
    """A zone that the text says its clocks are in."""

    zone: str
    start: int
    end: int
    local: bool
    order: int


def legends(document: Document, language: Language) -> list[Legend]:
    """The zones that the document's own words order, in the order of the clocks; empty where none do."""
    about, head = language.about_times, language.names["zone_head"]
    starts = [line.start for line in document.lines]
    spoken = {bisect_right(starts, match.start()) - 1 for match in about.finditer(document.text)}
    for number, line in enumerate(document.lines):
        for sentence in of_line(document, number) if number in spoken else ():
            words = document.text[sentence.start : sentence.end]
            if len(words) <= 400 and about.search(words) and (found := _in_sentence(words, sentence, language)):
                return found
        if len(line.text) <= 60 and ("/" in line.text or "|" in line.text):
            match = head.search(line.text)
            pair = [(z, match.span(k)) for k in "ab" if match and (z := longest_zone(match[k]))]
            if len(pair) == 2 and pair[0][0] != pair[1][0]:
                return [Legend(z, line.start + s, line.start + e, False, n) for n, (z, (s, e)) in enumerate(pair, 1)]
    return []


def _in_sentence(words: str, sentence: Sentence, language: Language) -> list[Legend]:
    """The zones of one sentence about times."""
    marks = zone_marks()
    if _CLOCK.search(words):
        return []
    zones: list[tuple[str, int, int, bool]] = []
    for match in language.names["zone_in_legend"].finditer(words):
        name = match["in"] or match["of"] or match["then"]
        if match["word"]:
            zone, (start, end) = language.words["zoneword"].get(match["word"].lower()), match.span("word")
        elif match["mark"]:
            zone = marks["generic"].get(match["mark"]) or ("UTC" if match["mark"] in marks["utc"] else None)
            start, end = match.span("mark")
        elif name:
            zone, (start, end) = (
                longest_zone(name),
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
        begin = max((m.end() for m in language.names["zone_clause"].finditer(words, 0, start)), default=0)
        stop = _STOP.search(words, end)
        after = language.names["zone_stop"].search(words, end)
        last = after.start() if after else (stop.start() if stop else end)
        clause = words[begin:last]
        rank = 2 if language.cues["second"].search(clause) else 1 if language.cues["first"].search(clause) else 0
        ordered.append((rank, start, Legend(zone, sentence.start + begin, sentence.start + last, local, 0)))
    if any(rank for rank, _, _ in ordered):
        ordered.sort(key=lambda o: (o[0] or 1.5, o[1]))
    return [legend._replace(order=n) for n, (_, _, legend) in enumerate(ordered, 1)]


def venue_zone(document: Document, known: Sequence[Place], given: Given, found: Sequence[Legend]) -> str | None:
    """Where things happen: as declared, by the date line, as lent by another document, by the places most named."""
    declared = given.zones[0] if given.zones else None
    if declared and given.basis.get("zones", "declared") == "declared":
        return declared
    if found:
        return _venue_of(document, known, found)
    head = next((line.text for line in document.lines if not line.bullet), "")
    dateline = _DATELINE.match(head)
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
