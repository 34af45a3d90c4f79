"""Drafts: expressions by what their own words say, before days and zones are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from asrun.reading.times.engine import Found, Language


@dataclass(slots=True)
class Draft:
    """One expression on its way to a value, at code points start..end; `kind` is the operator of its rule.

    A clock has `hour`, `minute` and the half of the day that its words give (`half` a, p or n for noon and midnight);
    `twelve` says that the hour may be of either half.
    """

    found: Found
    kind: str
    start: int
    end: int
    slots: dict[str, Any]
    hour: int = 0
    minute: int = 0
    half: str | None = None
    twelve: bool = False


def drafts(text: str, language: Language) -> Iterator[Draft]:
    """The drafts of all expressions of a text, with bare hours that begin a range added: the "8" of "8–8:45 a.m."."""
    last = 0
    house = {_ALWAYS: True}
    for found in language.find(text):
        operator = found.rule.operator
        style = found.slots.get("house", _ALWAYS)
        if style not in house:
            house[style] = style in _STYLES and _is_style(text, language.cues[style])
        if not house[style]:
            continue
        if operator != "clock":
            one = Draft(found, operator, found.start, found.end, found.slots)
            if operator in _DAYS:
                ahead = language.cues["hour_ahead"].search(text, max(last, found.start - 16), found.start)
                if ahead:
                    yield _hour(ahead, found, language)
                yield one
                behind = None if ahead else language.cues["hour_behind"].match(text, found.end, found.end + 40)
                if behind:
                    yield _hour(behind, found, language)
            else:
                yield one
        elif clock := _clock(found, language):
            if clock.half in ("a", "p") or not clock.twelve:
                bare = _bare_hour(text, clock, last, language)
                if bare:
                    yield bare
            yield clock
        else:
            continue
        last = found.end


def _is_style(text: str, cue: re.Pattern[str]) -> bool:
    """Whether clocks are written so in a text: one at the top, or two near it."""
    return bool(cue.search(text, 0, _TOP)) or len(list(islice(cue.finditer(text, 0, _HEAD), 2))) > 1


def _hour(match: re.Match[str], day: Found, language: Language) -> Draft:
    """The clock of a bare hour that stands beside a day; a part of the day that the day's words name is its half."""
    words, (start, end) = match[1], match.span(1)
    hour = int(language.number(words.lower()) or 0)
    half = {"MO": "a", "AF": "p", "EV": "p", "NI": "p"}.get(day.slots.get("part", ""))
    found = Found(start, end, words, day.rule, {"hour": hour}, {"words": words})
    full = hour % 12 + (12 if half == "p" else 0) if half else hour
    return Draft(found, "clock", start, end, found.slots, full, 0, half, twelve=half is None)


def _clock(found: Found, language: Language) -> Draft | None:
    """A clock: hour and minute; "a quarter to one" counts back from the hour; 24:00 is the day's midnight."""
    slots = found.slots
    hour, minute = slots["hour"], int(slots.get("minute") or 0)
    half = slots.get("half")
    if not isinstance(hour, int) or hour > 24 or (hour == 24 and minute):
        return None
    half = half.lower() if half else {"MO": "a", "AF": "p", "EV": "p", "NI": "p"}.get(slots.get("daypart", ""))
    minute = 15 if "quarter" in slots else 30 if "halfpast" in slots else minute
    less = 15 if "quarterto" in slots else slots.get("less")
    if half in ("a", "p"):
        hour = hour % 12 + (12 if half == "p" else 0)
    worded = not found.words[:1].isdigit() or "less" in slots or "quarterto" in slots
    if less:
        hour, minute = (hour - 1) % 24 or 12, 60 - less
    full = not _FULL.isdisjoint(slots) or found.words[0] == "0" or (len(found.words) > 3 and found.words[:4].isdigit())
    twelve = half is None and 0 < hour <= 12 and (worded or not full)
    return Draft(found, "clock", found.start, found.end, slots, hour % 24, minute, half, twelve)


# The cues of how a document writes its clocks, and where they are looked for: one at the top, or two near it.
_ALWAYS, _STYLES = "", ("four_digits", "dotted", "hours")
_TOP, _HEAD = 300, 4000
_DAYS = frozenset(("day", "weekday", "part", "date"))
_FULL = frozenset(("offset", "hours"))


def _bare_hour(text: str, clock: Draft, after: int, language: Language) -> Draft | None:
    """The hour without minutes or half of the day just before a clock that it shares one with."""
    match = language.cues["bare_before"].search(text, max(after, clock.start - 12), clock.start)
    if not match or not 1 <= int(match[1]) <= (12 if clock.half else 24):
        return None
    if not clock.half and not match[2] and text[match.end(1) : clock.start].strip() not in ("-", "–", "—"):
        return None
    end = match.end(2) if match[2] else match.end(1)
    found = Found(match.start(1), end, text[match.start(1) : end], clock.found.rule, {}, {})
    return Draft(found, "clock", found.start, end, {}, int(match[1]), int(match[2] or 0), twelve=int(match[1]) <= 12)
