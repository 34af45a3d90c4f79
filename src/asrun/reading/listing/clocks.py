"""What a line of a list begins with: a clock, a range of clocks, or the word that its time is not set yet."""

import re
from functools import cache
from typing import NamedTuple

from asrun.model.wordbook import Wordbook
from asrun.reading.zone_marks import zone_marks

_WORDS = Wordbook(__package__, "clocks")
_DIGIT = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8", "J": "1", ";": "8"})
_FIGURES = r"[0-9OIlSB|]"
_HALF = (
    r"(?P<half{n}>[AaPp]\.?\s?[Mm](?:\.|\b|(?=[A-Z0-9(]))"
    r"|(?:[ap](?:in|irn|nn|rn|rm|rrr|am|im|nr|ni|n|i\)|ri)|(?:prri|nm|mn|en|mil|ror|mn))(?![A-Za-z0-9])\.?)"
)
_CLOCK = (
    rf"(?:(?P<hour{{n}}>{_FIGURES}\s?{_FIGURES}|{_FIGURES})\s?(?P<dot{{n}}>[:.;,h]|::)\s?"
    rf"(?P<minute{{n}}>[0-9OIlSB|]\s?[0-9OIlSBJ;|])(?:[\s,]{{0,3}}{_HALF}|(?![0-9:]))"
    rf"|(?P<run{{n}}>\d{{3,4}})\s?{_HALF.replace('half', 'rhalf')}"
    rf"|(?P<bare{{n}}>\d{{1,2}})\s?(?P<bhalf{{n}}>[AaPp]\.?[Mm](?:\.|\b|(?=[A-Z]))))"
)
_FIRST, _SECOND = _CLOCK.replace("{n}", "1"), _CLOCK.replace("{n}", "2")
_OPEN = _WORDS.pattern("open", re.I)
_LEAD = _WORDS.pattern("lead", re.I)
_APPROX = _WORDS.pattern("approx", re.I)
_HEAD = re.compile(_FIRST)
_SPELLED = re.compile(r"[AaPp]\.?\s?[Mm]\.?")
_UNTIL = re.compile(rf"\s?(?:[-–—]|\b(?:to|until|till)\b)\s?{_SECOND}", re.I)
_TENTATIVE = re.compile(
    r"\s*\(\s?(?P<mark>[tT]|0|I|1|l)(?:\s?\)|(?=\s))|\s*\(?\b(?P<word>approx\.?|tentative|TBC)\b\)?"
)
_NOT_BEHIND = re.compile(r"[^\S\n]{0,2}[/%]|\s?[-–]\s?\d")


class Clock(NamedTuple):
    """Minutes after midnight; `half` is "a", "p", "" (24 hours) or "?" where it is lost; `damaged` if it had to be mended."""

    minutes: int
    half: str
    damaged: bool


class Head(NamedTuple):
    """The time at a line's beginning, text[start:end]; `clock` is None where it is not set yet."""

    start: int
    end: int
    clock: Clock | None
    until: Clock | None
    tentative: bool
    damaged: bool


def head_of(text: str) -> Head | None:
    """The time that a line begins with, or None.

    >>> head_of("8:25 am HARBOUR TOUR").clock.minutes, head_of("1:15 pin (0 LUNCH").tentative
    (505, True)
    >>> head_of("Time Tbd DEPART").clock, head_of("The 8:25 train")
    (None, None)
    """
    text = text[:80]
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    approx = at > 0 and bool(_APPROX.search(text, 0, at))
    open_time = _OPEN.match(text, at)
    if open_time:
        word = open_time[0].lower()
        named = Clock(720 if word == "noon" else 0, "", False) if word in ("noon", "midnight") else None
        end, _, _ = _tail(text, open_time.end())
        return Head(at, end, named, None, named is None, False)
    match = _HEAD.match(text, at)
    clock = _clock(match, "1") if match else None
    if match is None or clock is None:
        return None
    end, until = match.end(), None
    second = _UNTIL.match(text, end)
    if second is None and _NOT_BEHIND.match(text, end):
        return None
    if second and (until := _clock(second, "2")):
        end = second.end()
        if clock.half in ("", "?") and until.half in ("a", "p"):
            clock = _shared(clock, until)
    end, tentative, damaged = _tail(text, end)
    damaged = damaged or clock.damaged or bool(until and until.damaged)
    return Head(at, end, clock, until, tentative or approx, damaged)


def _tail(text: str, end: int) -> tuple[int, bool, bool]:
    """Where a zone mark and a tentative mark behind a clock end; whether there is one; whether it was mended."""
    zone = _zone().match(text, end)
    end = zone.end() if zone else end
    mark = _TENTATIVE.match(text, end)
    if not mark:
        return end, False, False
    sound = bool(mark["word"]) or (mark["mark"] in ("t", "T") and mark[0].rstrip().endswith(")"))
    return mark.end(), True, not sound


@cache
def _zone() -> re.Pattern[str]:
    """A zone's mark or a word for hours behind a clock."""
    marks = zone_marks()
    known = "|".join(sorted((*marks["generic"], "GMT", "UTC", *marks["ambiguous"], "AT"), key=len, reverse=True))
    return re.compile(rf"\s?\(?\b(?:{known}|[Ll]ocal(?:\s[Tt]ime)?|hrs?|hours|h)\b\)?")


def _clock(match: re.Match[str], number: str) -> Clock | None:
    """The clock of a match, mended; None where it is none."""
    part = match.groupdict()
    half = part[f"half{number}"] or part[f"rhalf{number}"] or part[f"bhalf{number}"] or ""
    if part[f"run{number}"]:
        hour, minute = part[f"run{number}"][:-2], part[f"run{number}"][-2:]
        damaged = len(part[f"run{number}"]) == 3 or not 1 <= int(hour) <= 12
    elif part[f"bare{number}"]:
        hour, minute, damaged = part[f"bare{number}"], "00", False
    else:
        raw = part[f"hour{number}"] + part[f"minute{number}"]
        hour = part[f"hour{number}"].replace(" ", "").translate(_DIGIT)
        minute = part[f"minute{number}"].replace(" ", "").translate(_DIGIT)
        damaged = not raw.isdecimal() or part[f"dot{number}"] not in (":", ".", "h")
        if damaged and not half and not re.search(r"\d", raw):
            return None
    letter = half[:1].lower()
    spelled = not half or bool(_SPELLED.fullmatch(half))
    letter = letter if letter in "ap" else "?"
    value = int(hour) * 60 + int(minute)
    if int(minute) > 59 or int(hour) > 24:
        return None
    if letter in ("a", "p") and half:
        if not 1 <= int(hour) <= 12:
            if int(hour) > 12 and letter == "p":
                return Clock(value % 1440, "", True)
            return None
        value = int(hour) % 12 * 60 + int(minute) + (720 if letter == "p" else 0)
    if half and letter == "?" and int(hour) > 12:
        return None
    return Clock(value % 1440, letter if half else "", damaged or not spelled)


def _shared(clock: Clock, until: Clock) -> Clock:
    """The start of a range whose end alone has its half of the day: the latest reading before that end."""
    hour = clock.minutes // 60
    if not 1 <= hour <= 12:
        return clock
    values = [v for v in (clock.minutes % 720, clock.minutes % 720 + 720) if v <= until.minutes]
    return Clock(values[-1], "p" if values[-1] >= 720 else "a", clock.damaged) if values else clock
