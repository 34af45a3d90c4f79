"""Dates in figures: "4/6/2031" is a day of June or of April, by what the document itself or its country tells."""

from collections.abc import Collection
from datetime import date
from functools import cache

from asrun.reading.gazetteer import places
from asrun.reading.times.drafts import Draft
from asrun.reading.times.reckoning import civil
from asrun.reading.times.regions import month_first


def figured(draft: Draft) -> list[date]:
    """The days that a date in figures may be, of the weekday beside it where one is; the likelier first.

    A day stands before its month, but for `settle_figures`; with dots it always does.
    """
    first, other, year = draft.slots["first"], draft.slots["other"], draft.slots["end"]
    year = year if year > 99 else year + (2000 if year < 50 else 1900)
    ways = [civil(year, other, first), None if "." in draft.found.words else civil(year, first, other)]
    if draft.slots.get("turned"):
        ways.reverse()
    days = [day for day in ways if day]
    return [day for day in days if day.isoweekday() == draft.slots.get("weekday")] or days


def settle_figures(drafts: Collection[Draft], zone: str | None) -> bool | None:
    """Tell the dates in figures whether the month stands first: as one of them shows, else as the zone has it.

    Returned is what holds for those that come later, None where nothing tells.
    """
    dates = [d for d in drafts if d.kind == "figures" and "." not in d.found.words]
    turned = next((t for d in dates if (t := _shows(d)) is not None), None)
    if turned is None and zone in _zones_of_month_first():
        turned = True
    for draft in dates:
        settle(draft, turned)
    return turned


def settle(draft: Draft, turned: bool | None) -> None:
    """Tell a date in figures whether its month stands first; the slots that it shares with others alike stay as they are."""
    if draft.kind == "figures" and "." not in draft.found.words:
        draft.slots = {**draft.slots, "turned": turned}


def _shows(draft: Draft) -> bool | None:
    """Whether a date has its month first; None where it may have either."""
    days = figured(draft)
    if len(days) != 1:
        return None
    return bool(days[0].month == draft.slots["first"] != days[0].day)


@cache
def _zones_of_month_first() -> frozenset[str]:
    countries = month_first()
    return frozenset(row.zone for row in places().values() if row.zone and row.country in countries)
