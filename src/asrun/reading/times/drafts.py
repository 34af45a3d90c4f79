"""Candidates to drafts: what the words say by themselves, before days and zones are known."""

import re
from dataclasses import dataclass
from typing import Any

from asrun.reading.times.engine import Found, Language

_FIGURES = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?")
_MERIDIEM = re.compile(r"([ap])\.?[ \t\u00a0\u202f\u2009]?m\b", re.I)
_BARE = re.compile(r"(?<![\d.,:/])(\d{1,2})(?:[:.]([0-5]\d))?\s?(?:[-–—]|to)\s?$")
_JOINED = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d\s?(?:[-–—/(]|/ )\s?$")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


@dataclass
class Draft:
    """One expression: `kind` is clock, date, weekday, duration, delta, or another operator's name.

    A clock has `hour`, `minute` and the half of the day that its words give (`meridiem` a, p or None: 24 hours or open).
    """

    found: Found
    kind: str
    hour: int = 0
    minute: int = 0
    meridiem: str | None = None
    twelve: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    value: str | None = None

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.found.start

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.found.end


def drafts(text: str, language: Language) -> list[Draft]:
    """The drafts of all candidates of a text, with bare hours that begin a range added: the "8" of "8–8:45 a.m."."""
    found: list[Draft] = []
    for candidate in language.find(text):
        made = draft(candidate, language, text[max(0, candidate.start - 12) : candidate.start])
        if made is None:
            continue
        if made.kind == "clock" and made.meridiem:
            bare = _bare_hour(text, made, found[-1].end if found else 0)
            if bare:
                found.append(bare)
        found.append(made)
    return found


def _bare_hour(text: str, clock: Draft, after: int) -> Draft | None:
    """The hour without a meridiem just before a clock that it shares one with."""
    match = _BARE.search(text, max(after, clock.start - 12), clock.start)
    if not match or not 1 <= int(match[1]) <= 12:
        return None
    end = match.end(2) if match[2] else match.end(1)
    found = Found(match.start(1), end, clock.found.rule, text[match.start(1) : end])
    return Draft(found, "clock", int(match[1]), int(match[2] or 0), twelve=True)


def draft(found: Found, language: Language, before: str) -> Draft | None:
    """The draft of a candidate, or None where its words are no time; `before` is what stands just before it."""
    make = _MAKERS.get(found.rule.operator)
    return make(found, language.lexicon, before) if make else Draft(found, found.rule.operator)


def _clock(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    words = found.words
    four = re.match(r"(\d\d)(\d\d)(?![:.h\d])", words)
    match = four or _FIGURES.match(words)
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    meridiem = _MERIDIEM.search(words)
    if meridiem:
        letter = meridiem[1].lower()
        hour = hour % 12 + (12 if letter == "p" else 0)
        return Draft(found, "clock", hour, minute, letter)
    if hour == 24:
        return Draft(found, "clock", 0, minute) if not minute else None
    plain = not four and not words.startswith("0") and hour <= 12 and not re.search(r"h|Z|[+-]\d\d:", words)
    return Draft(found, "clock", hour, minute, twelve=plain)


def _dotted(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    """A clock with a dot needs a word that times have before it, or the start of a line."""
    telling = re.search(
        r"(?:^|[\n\r•*]\s*|[-–—/(\[]\s?|\b(?:at|from|to|until|till|by|since|around|about|now|before|after)\s)$", before
    )
    return _clock(found, lexicon, before) if telling else None


def _four_digits(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    """Four figures: a clock after a telling word or where a line begins, else a year where they can be one."""
    year = int(found.words)
    yearly = 1900 <= year <= 2059
    if re.search(r"(?:^|[\n\r][ \t]*|\b(?:now|at)\s)$", before) or (_JOINED.search(before) and not yearly):
        return _clock(found, lexicon, before)
    if re.search(r"\b(?:from|until|till|by|to)\s$", before) and not yearly:
        return _clock(found, lexicon, before)
    return Draft(found, "year", year=year) if yearly else None


def _year(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    return Draft(found, "year", year=int(found.words))


def _clock_words(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    words = found.words.lower()
    parts = words.replace("’", "'").split()
    last = parts[0] if "o'clock" in parts else parts[-1]
    hour = int(last) if last.isdigit() else lexicon["numbers"][last]
    minute = 0
    amount = next((lexicon["numbers"][p] for p in parts if lexicon["numbers"].get(p, 0) >= 5 and p != last), None)
    if "half" in parts:
        minute = 30
    elif "quarter" in parts:
        minute = 15
    elif amount:
        minute = amount
    if "to" in parts:
        hour, minute = (hour - 1) or 12, 60 - minute
    return Draft(found, "clock", hour % 24, minute, twelve=True)


def _noon(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    return Draft(found, "clock", 0 if "midnight" in found.words.lower() else 12, 0, "n")


def _month_in(words: str, lexicon: dict[str, Any]) -> int | None:
    return next((lexicon["months"][w] for w in re.findall(r"[a-z]+", words.lower()) if w in lexicon["months"]), None)


def _date(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    year = _YEAR.search(found.words)
    rest = _YEAR.sub(" ", found.words)
    day = re.search(r"\d{1,2}", rest)
    return Draft(
        found,
        "date",
        year=int(year[1]) if year else None,
        month=_month_in(rest, lexicon),
        day=int(day[0]) if day else None,
    )


def _figures(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    day, month, year = (int(n) for n in re.findall(r"\d+", found.words))
    if month > 12:
        day, month = month, day
    return Draft(found, "date", year=year if year > 99 else 2000 + year, month=month, day=day)


def _iso(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    return Draft(found, "iso", value=found.words)


def _month(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    year = _YEAR.search(found.words)
    month = _month_in(found.words, lexicon)
    if month == 5 and not year and not re.search(r"\b(?:in|since|of|last|next|until|by|from|during)\s$", before):
        return None
    words = found.words.lower()
    way = next((w for w in ("last", "next", "this") if words.startswith(w)), None)
    return Draft(found, "month", year=int(year[1]) if year else None, month=month, value=way)


def _weekday(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    words = found.words.lower().split()
    number = next((lexicon["weekdays"][w] for w in words if w in lexicon["weekdays"]), None)
    part = next((lexicon["dayparts"][w] for w in words if w in lexicon["dayparts"]), None)
    short = next((w for w in found.words.split() if w.lower() in lexicon["weekdays"]), "")
    if short in ("Sun", "Sat", "Mon", "Wed", "SUN", "SAT", "MON", "WED") and not re.search(
        r"(?:^|[\n\r]|on )\s*$", before
    ):
        return None
    way = next((w for w in ("last", "next", "this") if w in words), None)
    after = words[0] in ("later", "earlier")
    return Draft(found, "weekday", weekday=number, part=part, value=f"{words[0]}" if after else way)


def _duration(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    value = length(found.words, lexicon)
    if value is None or re.match(r"(?:a|an) (?:second|sec|min|hr)\b", found.words, re.I):
        return None
    return Draft(found, found.rule.operator, value=value)


def length(words: str, lexicon: dict[str, Any]) -> str | None:
    """The ISO 8601 length that words name.

    >>> length("three-quarters of an hour", {"numbers": {}, "units": {"hour": "H"}})
    'PT45M'
    """
    lower = words.lower().replace("-", " ")
    if re.search(r"quarters? of an hour|half (?:an )?hour|an hour and a (?:half|quarter)", lower):
        if "three quarters" in lower:
            return "PT45M"
        if "quarter of an" in lower:
            return "PT15M"
        if "hour and a" in lower:
            return "PT75M" if "quarter" in lower else "PT90M"
        return "PT30M"
    parts = re.findall(r"[a-z]+|\d+(?:\.\d+)?", lower)
    unit = next((lexicon["units"][p.rstrip("s")] for p in parts if p.rstrip("s") in lexicon["units"]), None)
    amount = next((float(p) for p in parts if p[0].isdigit()), None)
    if amount is None:
        spelled = [lexicon["numbers"][p] for p in parts if p in lexicon["numbers"]]
        spelled = spelled[: 2 if len(spelled) > 1 and spelled[0] in (20, 30, 40, 50) and spelled[1] < 10 else 1]
        amount = float(sum(spelled)) if spelled else None
    if unit is None or amount is None:
        return None
    if "and a half" in lower:
        amount += 0.5
    elif "and a quarter" in lower:
        amount += 0.25
    if unit in "HMS":
        if amount != int(amount) and unit == "H":
            return f"PT{round(amount * 60)}M"
        return f"PT{amount:g}{unit}"
    unit, scale = {"N": ("M", 1), "E": ("Y", 10), "C": ("Y", 100)}.get(unit, (unit, 1))
    return f"P{amount * scale:g}{unit}"


def _delta(found: Found, lexicon: dict[str, Any], before: str) -> Draft | None:
    words = found.words.lower()
    value = length(re.sub(r"\b(?:earlier|later|sooner|ago)\b", "", words), lexicon)
    sign = "-" if re.search(r"earlier|sooner|ago", words) else ""
    return Draft(found, found.rule.operator, value=sign + value) if value else None


_MAKERS = {
    "clock": _clock,
    "dotted": _dotted,
    "four-digits": _four_digits,
    "year": _year,
    "clock-words": _clock_words,
    "noon": _noon,
    "date": _date,
    "figures": _figures,
    "iso": _iso,
    "month": _month,
    "weekday": _weekday,
    "duration": _duration,
    "delta": _delta,
    "ago": _delta,
}
