"""Days told by another: "that Friday", "a week later, on Friday", "three weeks ago"."""

from datetime import date, timedelta

from asrun.reading.times.days import opens_plan
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language

# How far a weekday may stand from the words that it is told by; how many weeks are counted in days.
_BESIDE, _WEEKS = 8, 8


class Relatives:
    """The days of one document that others tell; `base` is the day or period told last, that on which a night began."""

    def __init__(self, text: str, language: Language) -> None:
        self._text, self._language = text, language
        self.base: str | None = None
        self._counted: tuple[int, date] | None = None
        self._entries: dict[tuple[date, int], date] = {}

    @property
    def day(self) -> date | None:
        """The day told last; None where a longer period was."""
        return date.fromisoformat(self.base) if self.base and len(self.base) == 10 else None

    def weekday(self, one: Draft) -> date | None:
        """The day of a weekday nearest to the one told last, "that Friday", or to one counted right before it."""
        near = self._counted[1] if self._counted and one.start - self._counted[0] <= _BESIDE else None
        if not near and self._language.cues["that_day"].search(self._text, max(0, one.start - _BESIDE), one.start):
            near = self.day
        ways = (near + timedelta(days=n) for n in range(-3, 4)) if near else ()
        return next((d for d in ways if d.isoweekday() == one.slots["weekday"]), None)

    def entry(self, one: Draft, own: date, day: date) -> date | None:
        """The day of a weekday that opens an entry of a plan, `day`, or has opened one before, around the document's own."""
        number = one.slots["weekday"]
        if opens_plan(self._text, one, self._language):
            self._entries[own, number] = day
        return self._entries.get((own, number))

    def weeks(self, one: Draft, own: date | None) -> date | None:
        """The day that a number of weeks leads to from the one told last or the document's own; None of other lengths."""
        slots = one.slots
        count, base = slots.get("count"), (self.day if slots.get("from") == "told" else None) or own
        if one.kind != "ago" or slots.get("grain") != "W" or not isinstance(count, int):
            return None
        if base is None or count > _WEEKS:
            return None
        day = base + timedelta(weeks=slots.get("sign", -1) * count)
        self._counted = (one.end, day)
        return day
