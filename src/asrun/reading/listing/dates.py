"""The day of a list: what the lines right above it say, a heading, a subject line or the head of a mail."""

import re
from bisect import bisect_left
from datetime import date, timedelta

from asrun.model.document import Line
from asrun.reading.context import Context
from asrun.reading.listing.rows import is_stamp
from asrun.reading.times.days import tells_issue

_ABOVE = 14
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?\s?(\d{{1,2}})\s?,?\s?((?:19|20)\d\d)", re.I)
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})(?![\d/-])")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*day\b", re.I)
_NEAR = timedelta(days=45)


def day_above(context: Context, start: int) -> date | None:
    """The day that the nearest line above text[start:] names; figures of two readings take the one near a written date."""
    lines = context.document.lines
    number = bisect_left(lines, start, key=lambda line: line.start)
    before = reversed(lines[max(0, number - _ABOVE) : number])
    above = [n for n in before if not (is_stamp(n.text) or tells_issue(n.text))]
    for line in above:
        if settled := _by_weekday(line.text, above):
            return settled
        for timex in context.times.between(line.start, line.end):
            if timex.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value):
                return date.fromisoformat(timex.value)
        figures = _FIGURES.search(line.text[:200])
        if figures:
            written = next((d for other in above if (d := _written(other.text))), None)
            both = _readings(figures)
            near = [d for d in both if written and abs(d - written) <= _NEAR]
            if near and written:
                return min(near, key=lambda d: abs(d - written))
            if len(both) == 1:
                return both[0]
        elif found := _written(line.text):
            return found
    return None


def _by_weekday(text: str, above: list[Line]) -> date | None:
    """The day that figures and a weekday agree on; where the figures are misprinted, the written date of that weekday."""
    figures, named = _FIGURES.search(text[:200]), _WEEKDAY.search(text[:200])
    if not (figures and named):
        return None
    number = _WEEKDAYS.index(named[1].lower())
    fitting = [d for d in _readings(figures) if d.weekday() == number]
    if not fitting:
        fitting = [d for n in above if (d := _written(n.text)) and d.weekday() == number][:1]
    return fitting[0] if len(fitting) == 1 else None


def _written(text: str) -> date | None:
    """A date with its month in letters, also where a scan has glued it to what follows: "March 12, 20249:15".

    >>> _written("Tuesday, March 12, 20249:15 AM")
    datetime.date(2024, 3, 12)
    """
    found = _WRITTEN.search(text[:200])
    if not found:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]))
    except ValueError:
        return None


def _readings(figures: re.Match[str]) -> list[date]:
    """The days that figures may mean, month first or day first."""
    first, second, year = int(figures[1]), int(figures[2]), int(figures[3])
    year += 2000 if year < 100 else 0
    found = []
    for month, day in dict.fromkeys(((first, second), (second, first))):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found
