"""Calendar arithmetic: days, weeks, quarters and seasons as TIMEX3 values, and lengths as ISO 8601 durations."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from asrun.reading.times.engine import Language

STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def civil(year: int, month: int, day: int) -> date | None:
    """A civil date, or None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nth(year: int, month: int, number: int, weekday: int) -> date:
    """The first, second ... or (-1) last weekday of a month."""
    if number < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))


def begin(value: str) -> date | None:
    """The first day of a TIMEX3 date value.

    >>> begin("1998-W07"), begin("1989-Q3"), begin("1990")
    (datetime.date(1998, 2, 9), datetime.date(1989, 7, 1), datetime.date(1990, 1, 1))
    """
    year, _, rest = value.partition("-")
    if not year.isdigit() or len(year) != 4:
        return None
    if rest[:1] == "W" and rest[1:3].isdigit():
        return date.fromisocalendar(int(year), int(rest[1:3]), 1)
    if rest[:1] == "Q" and rest[1:].isdigit():
        return date(int(year), int(rest[1:]) * 3 - 2, 1)
    if rest[:2].isdigit():
        return date(int(year), int(rest[:2]), int(rest[3:5]) if rest[3:5].isdigit() else 1)
    return date(int(year), STARTS.get(rest[:2], 1), 1)


def shifted(base: date, grain: str, step: int) -> str | None:
    """The day, week, month, quarter, year, decade or century so many steps from the one that holds a date.

    >>> shifted(date(2019, 2, 28), "W", 0), shifted(date(2019, 1, 5), "N", -1), shifted(date(2019, 1, 5), "Q", -1)
    ('2019-W09', '2018-12', '2018-Q4')
    """
    if grain == "D":
        return (base + timedelta(days=step)).isoformat()
    if grain in ("W", "WE", "F"):
        year, week, _ = (base + timedelta(days=7 * step * (2 if grain == "F" else 1))).isocalendar()
        return f"{year}-W{week:02}{'-WE' if grain == 'WE' else ''}"
    if grain == "N":
        months = base.year * 12 + base.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if grain == "Q":
        quarters = base.year * 4 + (base.month - 1) // 3 + step
        return f"{quarters // 4:04}-Q{quarters % 4 + 1}"
    year = base.year + step * {"Y": 1, "E": 10, "C": 100}.get(grain, 0)
    if not 0 < year <= 9999:
        return None
    return f"{year:04}"[: {"Y": 4, "E": 3, "C": 2}.get(grain, 0)] or None


def length(slots: dict[str, Any], language: Language) -> str | None:
    """The ISO 8601 length that a count and a unit name; X for a vague count.

    >>> from asrun.reading.times.engine import language
    >>> length({"count": 35, "unit": "M"}, language("en")), length({"amount": "half an hour"}, language("en"))
    ('PT35M', 'PT30M')
    """
    if "amount" in slots:
        return _amount(slots["amount"].lower(), language)
    count, unit = slots.get("count"), slots["unit"]
    if count is None:
        return None
    if count == "X":
        return f"PT{count}{unit}" if unit in "HMS" else f"P{count}{'M' if unit == 'N' else unit}"
    count += slots.get("fraction", 0)
    second = slots.get("moreunit")
    if unit in "HMS":
        if unit == "H" and count != int(count):
            return f"PT{int(count)}H{round(count % 1 * 60)}M" if count > 1 else f"PT{round(count * 60)}M"
        return f"PT{count:g}{unit}" + (f"{slots['more']:g}{second}" if second else "")
    if unit == "Y" and count != int(count):
        return f"P{int(count)}Y{round(count % 1 * 12)}M"
    if unit == "N" and count != int(count):
        return f"P{int(count)}M{round(count % 1 * 30)}D"
    name, scale = {"N": ("M", 1), "E": ("Y", 10), "C": ("Y", 100), "F": ("W", 2), "WE": ("WE", 1)}.get(unit, (unit, 1))
    return f"P{count * scale:g}{name}"


def _amount(words: str, language: Language) -> str | None:
    """The length of a fixed turn of words ("half an hour"), as the lexicon's amounts list it."""
    return next((v for k, v in language.words["amounts"].items() if k in words.replace("-", " ")), None)
