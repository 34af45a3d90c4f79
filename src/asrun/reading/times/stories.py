"""A day long past that a document tells the story of: it holds for the clocks that the story goes on with."""

from datetime import date

from asrun.reading.times.days import Anchor, leads_in
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.standing import Standing

# Days back from the document's own from which a day is long past, and up to which one that opens no sentence begins a story.
_LONG, _MONTH = 3, 31
# How far the first clock may stand from a day that opens its sentence, and from another; how far clocks may be apart.
_LED, _NEXT, _APART = 500, 220, 1000
_NAMED = frozenset(("date", "weekday-of-month"))
_RELATIVE = frozenset(("ago", "unit", "part"))


class Stories:
    """The story that one document tells at a place; what it tells of days is noted as it comes."""

    def __init__(self, standing: Standing, language: Language, own: Anchor | None) -> None:
        self._standing, self._language, self._own = standing, language, own
        self._day: date | None = None
        self._until = 0
        self._first = True

    def told(self, one: Draft, day: date) -> None:
        """Notes a day that is told of: one long past begins a story, one near the document's own ends it."""
        if self._own is None:
            return
        ahead, first = (day - self._own.day).days, self._first
        self._first = self._first and one.start < self._top
        if -_LONG <= ahead <= 0:
            self._day = None
        leads = leads_in(self._standing.document.text, one, self._language)
        goes_on = self._day is not None and (one.kind in _RELATIVE)
        begins = (
            first and (ahead >= -_MONTH or one.kind in _NAMED) and (one.kind != "weekday" or one.slots.get("way") == -1)
        )
        if ahead < -_LONG and (leads or goes_on or begins):
            self._day, self._until = day, one.end + (_LED if leads else _NEXT)

    def clock(self) -> None:
        """Notes that a clock has been told."""
        self._first = False

    def day(self, one: Draft, tense: int) -> date | None:
        """The day of a clock that goes on a story; none of one that is to come (`tense` above nought)."""
        if self._day is None or tense > 0 or one.start > self._until:
            return None
        self._until = max(self._until, one.end + _APART)
        return self._day

    @property
    def _top(self) -> int:
        """Where the document's own day ends: what stands up to it begins no text."""
        return self._own.end if self._own and self._own.end else 0
