"""Legends: the sentence that says which clock is whose."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from asrun.model.document import Document, Line
from asrun.model.span import Span
from asrun.model.time import Timex, ZoneRole, ZoneUse
from asrun.reading.sentences import of_line
from asrun.reading.tables.grid import Cell, Table, tables
from asrun.reading.times.days import Anchor
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.zones import beside, keeps, longest_zone, marked_zone, offset, read_mark, shift_zone, zone_word

_CLOCK = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m")
_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
_STOP = re.compile(r"[,;.]?\s|$")
_TITLE = 4
_SHORT, _NEAR = 90, 400
_PARTED = re.compile(r"[/|\t]|\S {2,}\S")
_SLASH = re.compile(r"([/|])")
_COLUMN = re.compile(r"\S+(?: \S+)*")
_ALL_LOCAL = re.compile(r"\b(?:[Aa]ll )?(?:[Tt]imes|[Cc]locks) (?:are |given |shown |in )*local\b(?: time)?")
_REACH = 20_000
_ANY_YEAR = 2024


class Legend(NamedTuple):
    """A zone that the text says its clocks are in."""

    zone: str
    start: int
    end: int
    local: bool
    order: int


def legends(document: Document, language: Language, venue: str | None) -> list[Legend]:
    """The zones that the document's own words order, in the order of the clocks; empty where none do.

    Where the head of one column alone names a zone, a sentence may name that of the others.
    `venue` is the zone that "local" means where it is declared. The heads of a table's columns go before sentences.
    """
    for table in tables(document):
        named = head_zones(table, language, venue)
        if named:
            rest = len(named) < len(table.clock_columns())
            others = _told(document, language, venue, table) if rest and len(named) == 1 else []
            zones = {legend.zone: legend for legend in reversed((*others, *named.values()))}
            return [legend._replace(order=n) for n, legend in enumerate(reversed(zones.values()), 1)]
    return _told(document, language, venue)


def at_home(told: list[Legend], venue: str | None) -> list[Legend]:
    """The legends, GMT alone being the venue's own clock where that keeps it all year: "all times GMT" in Accra."""
    if len(told) != 1 or told[0].zone != "UTC" or venue in (None, "UTC"):
        return told
    kept = {offset(venue, date(_ANY_YEAR, month, 1)) for month in (1, 7)} if venue else set()
    return [told[0]._replace(zone=venue, local=True)] if venue and kept == {"+00:00"} else told


def elsewhere(document: Document, language: Language, told: Sequence[Legend]) -> str | None:
    """The zone of a lone legend whose line has "local" clocks apart from it: things happen elsewhere."""
    if len(told) != 1 or told[0].local:
        return None
    line = next(n for n in document.lines if n.start <= told[0].start < n.end)
    words, cues = line.text[:_NEAR], language.cues
    tokens = list(language.names["zone_token"].finditer(words))
    for one, other in zip(tokens, (*tokens[1:], None), strict=True):
        if one["local"] and (other is None or cues["local_apart"].search(words, one.end(), other.start())):
            return told[0].zone
    return None


def _told(document: Document, language: Language, venue: str | None, table: Table | None = None) -> list[Legend]:
    """The zones that sentences or the heads of columns of plain text order, outside of a table.

    A sentence that tells only how far two places are apart orders nothing where another does.
    """
    starts = [line.start for line in document.lines]
    spoken = {bisect_right(starts, position) - 1 for position in language.speaks_of_times(document.text)}
    apart: list[Legend] = []
    for number, line in enumerate(document.lines):
        if table and table.start <= line.start < table.end:
            continue
        for sentence in of_line(document, number) if number in spoken or number == 0 else ():
            words = document.text[sentence.start : sentence.end]
            if len(words) <= 400:
                found = (
                    _in_sentence(words, sentence.start, language, venue)
                    if next(language.speaks_of_times(words), None) is not None
                    else []
                )
                if len(found) < 2:
                    found = _listed(words, sentence.start, language, venue) or found
                if len(found) < 2:
                    found = _alone(words, sentence.start, language, venue) or found
                if found and language.cues["hours_apart"].search(words):
                    apart = apart or found
                elif found:
                    return [*found, *_by_difference(document.text, sentence.start, line.end, found, language)]
        if len(line.text) <= 60 and _PARTED.search(line.text):
            found = _head(line, language, venue) or _blanks(line, language, venue)
            if found:
                return found
    return apart


def _by_difference(text: str, start: int, end: int, found: list[Legend], language: Language) -> list[Legend]:
    """The second zone of a remark that tells how far its clocks are from the first: "For Lima take off two hours"."""
    told = language.names["zone_difference"].search(text, start, end) if len(found) == 1 else None
    name = next((k for k, v in told.groupdict().items() if v), None) if told else None
    zone = longest_zone(told[name]) if told and name else None
    return (
        [Legend(zone, told.start(name), told.end(name), False, 2)]
        if told and name and zone and zone != found[0].zone
        else []
    )


def head_zones(table: Table, language: Language, venue: str | None) -> dict[int, Legend]:
    """The zones that the heads of a table's clock columns name, by column."""
    heads = table.heads()
    named = {c: _head_zone(heads[c], language, venue) for c in table.clock_columns() if c in heads}
    return {column: legend for column, legend in named.items() if legend}


def _head_zone(cell: Cell, language: Language, venue: str | None) -> Legend | None:
    """The zone of a head, "Lisbon", "Start (CET)", "Oslo (CEST)": of a place and its mark, the place's."""
    tokens = _tokens(cell.text, language, venue)
    capitals = {m.start(): read_mark(f"0 {m.group()}", language, venue) for m in _CAPITALS.finditer(cell.text)}
    places = {zone for zone, start, _, _ in tokens if not capitals.get(start)}
    marks = {mark.zone for mark in capitals.values() if mark and mark.zone}
    zones = places or marks
    if len(zones) != 1 or len(marks) > 1:
        return None
    zone = next(iter(zones))
    if places and marks and not keeps(zone, next(iter(marks))):
        zone = next(iter(marks))
    return Legend(zone, cell.start, cell.end, any(local for *_, local in tokens), 1)


def _head(line: Line, language: Language, venue: str | None) -> list[Legend]:
    """The zones of a column head, "EDT / local (Oslo)": two parts that hold nothing but a zone."""
    parts = _SLASH.split(line.text)
    if len(parts) not in (3, 5) or _CLOCK.search(line.text):
        return []
    found: list[Legend] = []
    position = line.start
    for part in parts:
        if part not in ("/", "|"):
            tokens = _tokens(part, language, venue)
            rest = language.names["zone_filler"].sub("", language.names["zone_token"].sub("", part))
            if len({t[0] for t in tokens}) != 1 or any(c.isalnum() for c in rest):
                return []
            zone, start, end, local = tokens[-1]
            found.append(Legend(zone, position + start, position + end, local or tokens[0][3], len(found) + 1))
        position += len(part)
    return found if len({legend.zone for legend in found}) == len(found) else []


def _blanks(line: Line, language: Language, venue: str | None) -> list[Legend]:
    """The zones of a column head whose first columns name one each, the last what stands below: "MUSCAT  LONDON  ITEM"."""
    found: list[Legend] = []
    parts = [(m.group(), line.start + m.start()) for m in _COLUMN.finditer(line.text)]
    for part, start in parts[:3] if 1 < len(parts) < 6 and not _CLOCK.search(line.text) else ():
        tokens = _tokens(part, language, venue)
        rest = language.names["zone_filler"].sub("", language.names["zone_token"].sub("", part))
        if len({t[0] for t in tokens}) != 1 or any(c.isalnum() for c in rest):
            break
        found.append(Legend(tokens[0][0], start, start + len(part), any(t[3] for t in tokens), len(found) + 1))
    told = {legend.zone for legend in found}
    return found if len(found) > 1 and len(told) == len(found) <= len(parts) else []


def _listed(words: str, begin: int, language: Language, venue: str | None) -> list[Legend]:
    """The zones of a sentence that puts them in order, "Times: Oslo first, then Lima", before its first clock.

    Every name in it, but for its first word, must be one of a zone: a sentence about people and places is no legend.
    """
    clock = _CLOCK.search(words)
    words = words[: clock.start()] if clock else words
    cues = language.cues
    told = next(language.speaks_of_times(words), None) is not None and cues["ordered"].search(words)
    if len(words) > 160 or not (told or (cues["first"].search(words) and cues["second"].search(words))):
        return []
    zones: dict[str, tuple[str, int, int, bool]] = {}
    tokens = _tokens(words, language, venue)
    names = [m.span("name") for m in language.names["zone_token"].finditer(words) if m["name"] and m.start() > 3]
    if not all(any(s == start for _, start, _, _ in tokens) for s, _ in names):
        return []
    for token in tokens:
        zones.setdefault(token[0], token)
    return _ordered(list(zones.values()), words, begin, language) if len(zones) in (2, 3) else []


def _tokens(words: str, language: Language, venue: str | None) -> list[tuple[str, int, int, bool]]:
    """Each word that names a zone, its place, and whether it is said to be the local one."""
    found: list[tuple[str, int, int, bool]] = []
    local = False
    for match in language.names["zone_token"].finditer(words):
        if match["local"]:
            named = language.names["zone_token"].search(words, match.end(), match.end() + 40)
            named = (
                named if named and not language.cues["local_apart"].search(words, match.end(), named.start()) else None
            )
            local = bool(named and named["name"] and longest_zone(named["name"]))
            if not local and venue:
                found.append((venue, match.start(), match.end(), True))
            continue
        mark = read_mark(f"0 {match['mark']}", language, venue) if match["mark"] else None
        zone = mark.zone if mark else None
        if match["name"]:
            zone = zone_word(match["name"], language) or longest_zone(match["name"])
        if zone:
            found.append((zone, match.start(), match.end(), local))
            local = False
    return found


def _in_sentence(words: str, begin: int, language: Language, venue: str | None) -> list[Legend]:
    """The zones of one sentence about times."""
    if _CLOCK.search(words) or language.cues["clock_word"].search(words):
        every = language.cues["every"].search(words)
        if every is None or _CLOCK.search(words, every.end()):
            return []
        words, begin = words[every.start() :], begin + every.start()
    zones: list[tuple[str, int, int, bool]] = []
    for match in language.names["zone_in_legend"].finditer(words):
        groups = match.groupdict()
        part = next((g for g in ("all", "in", "to", "of", "then") if groups.get(g)), None)
        name = match[part] if part else None
        if match["word"]:
            zone, (start, end) = language.words["zoneword"].get(match["word"].lower()), match.span("word")
        elif match["mark"]:
            zone, (start, end) = marked_zone(match["mark"], language, venue), match.span("mark")
            if zone and any(keeps(known, zone) for known, *_ in zones):
                continue
        elif part and name:
            name = name.rstrip(".")
            zone = longest_zone(name) or zone_word(name, language) or marked_zone(name, language, venue)
            start, end = match.span(part)
        else:
            continue
        if zone and zone not in [z[0] for z in zones]:
            zones.append(
                (zone, start, end, bool(groups.get("to") or match["local1"] or match["local2"] or match["local3"]))
            )
    return _ordered(zones, words, begin, language) if len(zones) <= 3 else []


def _alone(words: str, begin: int, language: Language, venue: str | None) -> list[Legend]:
    """The one zone of a short remark that says whose clocks these are: "Hours are those of Dili (UTC+9)"."""
    told = language.cues["clocks_of"].search(words)
    if told is None or len(words) - told.end() > 100 or _CLOCK.search(words):
        return []
    zones: dict[str, tuple[int, int]] = {}
    for match in language.names["zone_token"].finditer(words, told.end()):
        zone = (
            marked_zone(match["mark"], language, venue)
            if match["mark"]
            else match["name"] and longest_zone(match["name"])
        )
        if zone and not any(keeps(known, zone) for known in zones):
            zones[zone] = match.span()
    if len(zones) != 1:
        return []
    zone, (_, end) = next(iter(zones.items()))
    return [Legend(zone, begin + told.start(), begin + end, False, 1)]


def _ordered(zones: list[tuple[str, int, int, bool]], words: str, at: int, language: Language) -> list[Legend]:
    """The zones of a sentence in the order of the clocks: as it lists them, or as "first" and "in brackets" say."""
    ordered = []
    for zone, start, end, local in zones:
        begin = max((m.end() for m in language.names["zone_clause"].finditer(words, 0, start)), default=0)
        stop = _STOP.search(words, end)
        after = language.names["zone_stop"].search(words, end)
        last = after.start() if after else (stop.start() if stop else end)
        clause = words[begin:last]
        rank = 2 if language.cues["second"].search(clause) else 1 if language.cues["first"].search(clause) else 0
        ordered.append((rank, start, Legend(zone, at + begin, at + last, local, 0)))
    if any(rank for rank, _, _ in ordered):
        ordered.sort(key=lambda o: (o[0] or 1.5, o[1]))
    return [legend._replace(order=n) for n, (_, _, legend) in enumerate(ordered, 1)]


def stamp_legend(document: Document, language: Language, drafts: Iterable[Draft]) -> Legend | None:
    """The zone named beside a clock of the first short lines, as in a stamp: "Filed 0640 EAT", "09:12 Nuuk time"."""
    short = [line for line in document.lines[:_TITLE] if len(line.text) <= _SHORT]
    for one in drafts:
        if one.start > _NEAR:
            return None
        if one.kind != "clock" or not any(line.start <= one.start < line.end for line in short):
            continue
        words = one.found.words
        mark = read_mark(words, language, None) or beside(document.text, one.end, language, None)
        zone = mark and (shift_zone(mark.shift) if mark.shift is not None else mark.zone)
        named = document.text[one.end : one.end + 2].strip().isupper()
        if mark and zone and (named or not mark.place):
            return Legend(zone, one.start, one.end, False, 1)
    return None


def zones_beside(
    document: Document, found: Sequence[Timex], local: str | None, stamp: Legend | None
) -> Mapping[str, Span]:
    """The zones of clocks, each with its first clock, where one is not the venue's; else that of the stamp."""
    first: dict[str, Span] = {}
    for time in found:
        if time.zone and time.utc and time.type == "TIME":
            first.setdefault(time.zone, time.span)
    if set(first) - {local} or stamp is None:
        return first if set(first) - {local} else {}
    zone = local if local and keeps(local, stamp.zone) else stamp.zone
    return {zone: document.span(stamp.start, stamp.end)}


def zone_uses(
    document: Document, found: Sequence[Legend], beside: Mapping[str, Span], local: str | None, own: Anchor | None
) -> tuple[ZoneUse, ...]:
    """The zones of the document's clocks as facts, in the order of the clocks; offsets are those of the document's day.

    `beside` are zones that stand beside single clocks, with the first of these; legends order the others.
    """
    told = [(legend.zone, document.span(legend.start, legend.end), "zones.legend") for legend in found]
    named = {zone for zone, _, _ in told}
    told += [(zone, span, "zones.beside") for zone, span in beside.items() if zone not in named]
    here = _ALL_LOCAL.search(document.text, 0, _REACH) if local and not told and "local" in document.text else None
    if here and local:
        told.append((local, document.span(*here.span()), "zones.all-local"))
    uses = []
    for order, (zone, span, rule) in enumerate(told, 1):
        role: ZoneRole = "utc" if zone == "UTC" else "local" if zone == local else "home"
        uses.append(ZoneUse(zone, offset(zone, own.day if own else None), role, order, (span,), rule))
    return tuple(uses)
