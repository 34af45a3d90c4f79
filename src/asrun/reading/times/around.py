"""The days around an expression: the document's own, those told before it, and on which side its clause looks."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from asrun.model.time import TimexType
from asrun.reading.times.days import (
    Anchor,
    direction,
    is_to_come,
    narrated,
    opens_past,
    tells_past,
    was_planned,
    was_to_be,
)
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.relatives import Relatives

_BEGINNING, _MENTIONS, _NEAR, _SOON, _YESTERDAY = 4000, 12, 8, 3, 6


class Named(NamedTuple):
    """What an expression names; `why` is the anchor in words, `others` the other values that the words allow."""

    type: TimexType
    value: str
    mod: str | None = None
    why: str = ""
    others: tuple[str, ...] = ()


class Around:
    """What a document's expressions are reckoned from, as its text goes on.

    `sent` is the day of a mail about a later one: that of its "today" and "tomorrow"; `weekdays` are the first named,
    `printed` the days that dates name with each weekday.
    """

    def __init__(
        self,
        text: str,
        language: Language,
        anchor: Anchor | None,
        in_schedule: Callable[[int], bool],
        sent: date | None = None,
        weekdays: Sequence[Draft] = (),
        printed: Mapping[int, Collection[date]] | None = None,
    ) -> None:
        self.text, self.language, self._in_schedule = text, language, in_schedule
        self._days = (anchor.day if anchor else None, sent or (anchor.day if anchor else None))
        self.own, self._spoken = self._days
        self._why = self.why = anchor.why if anchor else ""
        self._weekdays, self._opened, self._printed = weekdays, dict[int, bool](), printed or {}
        self._coming = set[int]()
        self.told: str | None = None
        self.relatives = Relatives(text, language)
        self.quarter: tuple[int, int] | None = None
        self.reported = False

    def within(self, posted: date | None) -> None:
        """Takes the day of the post that what follows stands in for the document's own, which comes back with None."""
        self.own, self._spoken = (posted, posted) if posted else self._days
        self.why = "date of a post" if posted else self._why

    def note(self, one: Draft, named: Named) -> None:
        """Remembers a date as the one told last, and a quarter as the one that a report is about."""
        if named.type == "DATE" and named.value[:4].isdigit():
            self.told = self.relatives.base = named.value
            if one.kind == "quarter" and "year" not in one.slots and named.value[6:].isdigit():
                self.quarter, self.reported = (int(named.value[:4]), int(named.value[6:])), True
        elif named.value in ("P3M", "P6M", "P9M", "P1Y"):
            self.reported = False

    def go_on(self, day: date, base: date) -> None:
        """Remembers the day of a clock as the one told last; `base` is the one that a night it stands in began on."""
        self.told, self.relatives.base = day.isoformat(), base.isoformat()

    def ahead(self, one: Draft) -> int:
        """Whether the clause around a draft looks ahead (+1) or back (-1)."""
        return direction(self.text, one, self.language) or self._by_default(one)

    def _by_default(self, one: Draft) -> int:
        """The side of a draft whose clause does not tell: back where its sentence narrates."""
        if self._in_schedule(one.start):
            return 1
        if narrated(self.text, one, self.language):
            return -1
        return -1 if self._narrates and tells_past(self.text, one, self.language) else 1

    def spoken_before(self, own: date) -> date | None:
        """The day on which a document was sent that is of a later one: its weekdays are those after that day."""
        return self._spoken if self._spoken and self._spoken < own else None

    def printed(self, one: Draft, weekday: int) -> date | None:
        """The one day near the document's own that a date names with this weekday; None where the clause tells of another."""
        days = {d for d in self._printed.get(weekday, ()) if self.own and abs((d - self.own).days) < _NEAR}
        day = next(iter(days)) if len(days) == 1 else None
        if day is None or self.own is None:
            return None
        return day if (day - self.own).days * direction(self.text, one, self.language) >= 0 else None

    def side(self, one: Draft, weekday: int) -> int:
        """Whether a weekday is ahead (+1) or back (-1): as its clause tells, but back where a narrating sentence begins so.

        It stays where its clause put it once, "due on Wednesday"; what had been planned for it is on its nearer side. What
        is to come on it is ahead all the same.
        """
        told = direction(self.text, one, self.language)
        side = told or self._by_default(one)
        if self._in_schedule(one.start):
            return side
        if told > 0:
            self._coming.add(weekday)
        elif not told and weekday in self._coming:
            return 1
        on = (weekday - self.own.isoweekday()) % 7 if self.own else 0
        past = on > _SOON and was_planned(self.text, one, self.language)
        if side > 0 and (past or (on == _YESTERDAY and was_to_be(self.text, one, self.language))):
            self._coming.discard(weekday)
            side = -1
        if side < 0:
            self._opened[weekday] = True
            return side
        if weekday not in self._opened:
            mentions = [d for d in self._weekdays if d.slots["weekday"] == weekday and not self._in_schedule(d.start)]
            self._opened[weekday] = any(opens_past(self.text, d, self.language) for d in mentions[:_MENTIONS])
        return -1 if self._opened[weekday] and not is_to_come(self.text, one, self.language) else 1

    @cached_property
    def _narrates(self) -> bool:
        """Whether the text tells of the past at all: one that does not announces."""
        return any(tense < 0 for tense, _, _ in self.language.tenses(self.text[:_BEGINNING]))

    def distance(self, day: date, ahead: int) -> float:
        """How far a day is from the document's, on the side that the clause looks at; the other side counts more."""
        assert self.own
        days = (day - self.own).days
        return abs(days) * (1 if days * ahead >= 0 else 3 if ahead > 0 else 2)
