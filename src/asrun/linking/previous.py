"""Which version of which source a document revises, where nobody says: by publisher, calendar, day and overlap."""

from datetime import date
from typing import NamedTuple

from asrun.linking.amending import amend
from asrun.linking.history import History
from asrun.linking.pairing import pairs
from asrun.model.fact import Amendment, Plan
from asrun.model.reading import Reading
from asrun.model.source import Version
from asrun.model.time import Day, DayPart, Instant, Timex, day_of

BAR = 60
_OVERLAP, _DAYS, _PUBLISHER, _UNNAMED, _CALENDAR = 60, 15, 15, 5, 10


class Previous(NamedTuple):
    """A version that a document revises, with the points of a hundred and the reasons for taking it so."""

    version: Version
    score: int
    reason: str


def previous(reading: Reading, history: History) -> Previous | None:
    """The version that a schedule is the next one of: the best above the bar, the latest of those alike."""
    plans = [f for f in reading.facts if isinstance(f, Plan) and not (f.restates or f.former)]
    if reading.header.kind != "schedule" or not (plans or reading.header.partial):
        return None
    found = [p for v in history.latest().values() if (p := _scored(reading, plans, v, history))]
    return max(found, key=lambda p: p.score, default=None)


def _scored(reading: Reading, plans: list[Plan], version: Version, history: History) -> Previous | None:
    """How well a document fits as the next version; None below the bar."""
    header = history.headers.get(version.id)
    if not header or header.kind != "schedule" or reading.given.calendar != version.given.calendar:
        return None
    mine = reading.given.publisher or reading.header.publisher
    theirs = version.given.publisher or header.publisher
    issued, earlier = reading.given.issued_at, version.given.issued_at
    if (mine and theirs and mine != theirs) or (issued and earlier and issued < earlier):
        return None
    state = list(history.state(version.id).plans.values())
    days, other, named = _days(plans), _days(state), bool(mine and theirs)
    if not state or (days and other and not days & other):
        return None
    amendments = [f for f in reading.facts if isinstance(f, Amendment)]
    if amendments:
        days = days or {date.fromisoformat(t.value[:10]) for t in reading.facts if isinstance(t, Timex) and t.utc}
        same, least = len(amend(amendments, (), state, ()).named), len(amendments)
        count = f"{same} of {least} amendments name an item"
    else:
        same, least = len(pairs(state, plans)), min(len(state), len(plans))
        count = f"{same} of {len(plans)} items"
        if same < 2 and not (named and same == least):
            return None
    points = _OVERLAP * same / least + (_DAYS if days & other else 0)
    points += _PUBLISHER if named else _UNNAMED if not (mine or theirs) else 0
    points += _CALENDAR if reading.given.calendar else 0
    reasons = ["same day"] if days & other else []
    reasons += [f"same publisher: {mine}"] if named else []
    reasons += [f"same calendar: {reading.given.calendar}"] if reading.given.calendar else []
    reasons.append(count)
    return Previous(version, min(100, round(points)), "; ".join(reasons)) if points >= BAR else None


def _days(plans: list[Plan]) -> set[object]:
    return {day_of(p.starts) for p in plans if isinstance(p.starts, Instant | Day | DayPart)}
