"""Ranges of days that share a month: "16–18 May 2031", "May 16 and 17, 2031" are two dates."""

from collections.abc import Iterator
from dataclasses import replace

from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Found, Language

_BEFORE, _BEHIND = 28, 24


def with_ranges(found: Iterator[Draft], text: str, language: Language) -> Iterator[Draft]:
    """Drafts in order, the other day of a range of days beside the one that has its month."""
    last = 0
    for one in _with_years(found, text, language):
        for day in _days(one, text, last, language) if one.start >= last else ():
            yield day
            last = day.end


def _with_years(found: Iterator[Draft], text: str, language: Language) -> Iterator[Draft]:
    """Drafts, the first date of a range of days in two months with the year of the last: "30 May to 2 June 2031"."""
    held: Draft | None = None
    for one in found:
        if held:
            end = one.slots
            joined = one.kind == "date" and end.get("year") and isinstance(end.get("month"), int)
            if joined and language.cues["day_range"].fullmatch(text, held.end, one.start):
                year = end["year"] - (held.slots["month"] > end["month"])
                held = replace(held, slots=held.slots | {"year": year})
            yield held
            held = None
        if one.kind == "date" and isinstance(one.slots.get("month"), int) and not one.slots.get("year"):
            held = one
        else:
            yield one
    if held:
        yield held


def _days(one: Draft, text: str, last: int, language: Language) -> Iterator[Draft]:
    """A draft, with the other day of its range where it is a day of one."""
    ranging = one.kind == "date" and isinstance(one.slots.get("day"), int) and one.slots.get("month")
    if not ranging or "-" in one.found.words:
        yield one
        return
    if first := _first(one, text, last, language):
        yield first
    end = None if first or one.slots.get("year") else _end(one, text, language)
    year = {"year": end.slots["year"]} if end and end.slots["year"] else {}
    yield replace(one, slots=one.slots | year)
    if end:
        yield end


def _first(one: Draft, text: str, last: int, language: Language) -> Draft | None:
    """The first day of a range that ends with a date: the "16" of "16–18 May"."""
    match = language.cues["range_before"].search(text, max(last, one.start - _BEFORE), one.start)
    group = match and (1 if match[1] else 2)
    if not match or not group or not 0 < int(match[group]) < one.slots["day"]:
        return None
    slots = {k: v for k, v in one.slots.items() if k in ("month", "year")}
    return _day(one, text, match.start(group), match.end(group), {**slots, "day": int(match[group])})


def _end(one: Draft, text: str, language: Language) -> Draft | None:
    """The last day of a range that begins with a date: the "18, 2031" of "May 16–18, 2031"."""
    match = language.cues["range_behind"].match(text, one.end, one.end + _BEHIND)
    group = 1 if match and match[1] else 3
    if not match or not one.slots["day"] < int(match[group]) <= 31:
        return None
    year = int(match[2]) if match[2] else None
    slots = {"month": one.slots["month"], "day": int(match[group]), "year": year}
    return _day(one, text, match.start(group), match.end(2) if year else match.end(group), slots)


def _day(one: Draft, text: str, start: int, end: int, slots: dict[str, int | None]) -> Draft:
    words = text[start:end]
    found = Found(start, end, words, one.found.rule, slots, {"words": words})
    return Draft(found, "date", start, end, slots)
