"""What dates, weekdays, lengths and sets name: TIMEX3 type, value and mod, and the anchor that gave them.

The operators here are all that a language file may use, beside `clock` and `delta` whose moments need zones.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from asrun.reading.times.around import Around, Named
from asrun.reading.times.days import full_date
from asrun.reading.times.drafts import Draft
from asrun.reading.times.figures import figured
from asrun.reading.times.reckoning import STARTS, begin, civil, length, nth, shifted

# The ordinal that counts from the end: "the last Friday of May".
_LAST = 5
# The months, from the document's own, that a day of no month may be in; "instant", "proximo", "ultimo".
_MONTHS = {None: (0, -1, 1), 0: (0,), 1: (1,), -1: (-1,)}


class Values(Around):
    """The values of a document's expressions that are no clocks."""

    def value(self, one: Draft) -> Named | None:
        """Type, value, mod and anchor of a draft that is no clock; None where its words name nothing that can be."""
        try:
            named = _OPERATORS[one.kind](self, one)
        except (OverflowError, ValueError):
            return None
        return named

    def _iso(self, one: Draft) -> Named | None:
        return Named("DATE", date.fromisoformat(one.found.words).isoformat(), None, "stated")

    def _date(self, one: Draft) -> Named | None:
        slots = one.slots
        if "month" not in slots:
            return self._numbered(one)
        known = full_date(one)
        if known:
            return Named("DATE", known.isoformat(), None, "stated")
        month, number = slots["month"], slots["day"]
        if slots.get("year") or number > monthrange(2024, month)[1]:
            return None
        if self.own is None:
            return Named("DATE", f"XXXX-{month:02}-{number:02}")
        near = [d for y in (-1, 0, 1) if (d := civil(self.own.year + y, month, number))]
        weekday = slots.get("weekday")
        if weekday:
            near = [d for d in near if d.isoweekday() == weekday] or near
        ahead = self.ahead(one)
        day = min(near, key=lambda d: self.distance(d, ahead))
        others = tuple(d.isoformat() for d in near if d != day and abs((d - self.own).days) < 200)
        return Named("DATE", day.isoformat(), None, self.why, others)

    def _numbered(self, one: Draft) -> Named | None:
        """A day of the month that names no month, or that it is "instant": the nearest of its weekday where it names one."""
        own, number, weekday = self.own, one.slots["day"], one.slots.get("weekday")
        if own is None:
            return None
        months = [divmod(own.year * 12 + own.month - 1 + m, 12) for m in _MONTHS[one.slots.get("nearmonth")]]
        near = [d for year, month in months if (d := civil(year, month + 1, number))]
        near = [d for d in near if weekday in (None, d.isoweekday())]
        if not near:
            return None
        ahead = self.ahead(one)
        return Named("DATE", min(near, key=lambda d: self.distance(d, ahead)).isoformat(), None, self.why)

    def _figures(self, one: Draft) -> Named | None:
        ways = figured(one)
        near = self.own if one.slots.get("turned") is None else None
        named = min(ways, key=lambda d: abs((d - near).days)) if ways and near else next(iter(ways), None)
        if named is None:
            return None
        others = tuple(d.isoformat() for d in ways if d != named)
        return Named("DATE", named.isoformat(), None, "stated", others)

    def _year_of(self, slots: dict[str, Any]) -> int | None:
        year = slots.get("year") or slots.get("yearword")
        if isinstance(year, int):
            return year
        way = slots.get("yearway")
        return self.own.year + way if self.own and isinstance(way, int) else None

    def _month(self, one: Draft) -> Named | None:
        slots = one.slots
        month, mod = slots["month"], slots.get("mod")
        year = self._year_of(slots)
        if year:
            return Named("DATE", f"{year}-{month:02}", mod, "stated")
        if self.own is None:
            return Named("DATE", f"XXXX-{month:02}", mod)
        way, own = slots.get("way"), self.own
        if way == -1:
            year = own.year - (month >= own.month)
        elif way == 1:
            year = own.year + (month <= own.month)
        elif way == 0:
            year = own.year
        else:
            back, forth = (own.month - month) % 12, (month - own.month) % 12
            onward = forth <= back * 3 if self.ahead(one) > 0 else forth * 2 < back
            year = own.year + (month < own.month) if onward else own.year - (month > own.month)
        return Named("DATE", f"{year:04}-{month:02}", mod, self.why)

    def _holiday(self, one: Draft) -> Named | None:
        slots = one.slots
        month, number, *weekday = slots.get("holiday") or slots["feast"]
        years = [y] if (y := slots.get("year")) else [self.own.year + s for s in (-1, 0, 1)] if self.own else []
        days = [nth(y, month, number, weekday[0]) if weekday else date(y, month, number) for y in years]
        if not days:
            return None
        own, way = self.own or days[0], slots.get("way")
        if way in (-1, 1) and len(days) > 1:
            day = max(d for d in days if d < own) if way < 0 else min(d for d in days if d > own)
        else:
            ahead = self.ahead(one)
            day = min(days, key=lambda d: self.distance(d, ahead) if self.own else 0)
        return Named("DATE", day.isoformat(), None, self.why)

    def _week_of_month(self, one: Draft) -> Named | None:
        slots = one.slots
        base = self._month(one)
        return Named("DATE", f"{base.value}-W{slots['ordinal']}", None, base.why) if base else None

    def _weekday_of_month(self, one: Draft) -> Named | None:
        slots = one.slots
        number = -1 if slots["weekordinal"] == _LAST else slots["weekordinal"]
        years = [y] if (y := slots.get("year")) else [self.own.year + s for s in (-1, 0, 1)] if self.own else []
        days = [nth(y, slots["month"], number, slots["weekday"]) for y in years]
        if not days:
            return None
        ahead = self.ahead(one)
        day = min(days, key=lambda d: self.distance(d, ahead)) if len(days) > 1 else days[0]
        return Named("DATE", day.isoformat(), None, self.why)

    def _weekday(self, one: Draft) -> Named | None:
        slots = one.slots
        number, part, mod = slots["weekday"], slots.get("part"), slots.get("mod")
        own = self.own
        if own is None:
            return Named("TIME", f"XXXX-WXX-{number}T{part}") if part else Named("DATE", f"XXXX-WXX-{number}")
        on, way = (number - own.isoweekday()) % 7, slots.get("way")
        base = self.spoken_before(own)
        told = self.relatives.weekday(one) or self.relatives.entry(one, own, own + timedelta(days=on))
        told = told or self.printed(one, number)
        if told and way is None:
            day = told
        elif way == 1:
            day = own + timedelta(days=on or 7)
        elif way == -1:
            day = own - timedelta(days=(-on) % 7 or 7)
        elif base and self.side(one, number) > 0:
            day = base + timedelta(days=(number - base.isoweekday()) % 7 or 7)
        else:
            day = own + timedelta(days=on if not on or self.side(one, number) > 0 else on - 7)
        side = "next" if day > own else "last" if day < own else "same"
        why = f"{self.why}, {side} day of that name"
        if part:
            return Named("TIME", f"{day}T{part}", mod, why)
        return Named("DATE", day.isoformat(), {"START": "BEFORE", "END": "AFTER"}.get(mod or "", mod), why)

    def _day(self, one: Draft) -> Named | None:
        slots = one.slots
        if self._spoken is None:
            return None
        day = self._spoken + timedelta(days=slots["shift"])
        part = slots.get("part")
        return Named(
            "TIME" if part else "DATE", f"{day}T{part}" if part else day.isoformat(), slots.get("mod"), self.why
        )

    def _part(self, one: Draft) -> Named | None:
        slots = one.slots
        day = self.own
        step = slots.get("step") or slots.get("stepbehind", 0)
        told = self.relatives.base if step else self.told
        if told and len(told) == 10 and "way" not in slots:
            day = date.fromisoformat(told) + timedelta(days=step)
        elif step < 0 and day:
            day += timedelta(days=step)
        if day is None:
            return None
        if slots.get("way") == -1:
            day -= timedelta(days=1)
        return Named("TIME", f"{day}T{slots['part']}", slots.get("mod"), self.why)

    def _unit(self, one: Draft) -> Named | None:
        slots = one.slots
        base, step, why = self.own, slots.get("way", 0), self.why
        if slots.get("from") == "told":
            step = slots.get("step", 0)
            told = self.relatives.base if step else self.told
            if slots["grain"] == "D" and (not told or len(told) != 10):
                return None
            if told:
                base, why = begin(told), f"{told} told before"
        if base is None:
            return None
        if slots["grain"] == "WE" and slots.get("open") and base.isoweekday() < 6 and self.ahead(one) < 0:
            step -= 1
        value = shifted(base, slots["grain"], step)
        return Named("DATE", value, slots.get("mod"), why) if value else None

    def _ago(self, one: Draft) -> Named | None:
        slots = one.slots
        base = self.own
        if slots.get("from") == "told" and self.relatives.base:
            base = begin(self.relatives.base)
        count = slots.get("count")
        sign = slots.get("sign", -1)
        grain = slots.get("grain", "H")
        if grain in "HMS" or not isinstance(count, int):
            return self._length({"unit": grain, **slots})
        value = shifted(base, grain, sign * count) if base else None
        return Named("DATE", value, None, self.why) if value else None

    def _year_ago(self, one: Draft) -> Named | None:
        slots = one.slots
        if self.own is None:
            return None
        ordinal = slots.get("ordinal")
        year, quarter = (self.reported and self.quarter) or (self.own.year, 0)
        quarter = ordinal or quarter
        if quarter:
            return Named("DATE", f"{year - 1}-Q{quarter}", None, self.why)
        return Named("DATE", f"{self.own.year - 1}", None, self.why)

    def _quarter(self, one: Draft) -> Named | None:
        slots = one.slots
        ordinal = slots.get("ordinal")
        year = self._year_of({**slots, "yearway": slots.get("way")})
        if self.own is None:
            return Named("DATE", f"{year or 'XXXX'}-Q{ordinal if isinstance(ordinal, int) else 'X'}")
        now = (self.own.month + 2) // 3
        if not isinstance(ordinal, int):
            last = (self.own.year, now - 1) if now > 1 else (self.own.year - 1, 4)
            known = (year, self.quarter[1]) if year and self.quarter else self.quarter or last
            known = last if ordinal != "the" and known > last else known
            return Named("DATE", f"{known[0]}-Q{known[1]}", None, self.why)
        if year is None:
            year = self.own.year
            if ordinal > now and self.ahead(one) < 0:
                year -= ordinal - now > 1
            elif ordinal < now - 1 and self.ahead(one) > 0:
                year += 1
        return Named("DATE", f"{year}-Q{ordinal}", None, self.why)

    def _half_year(self, one: Draft) -> Named | None:
        slots = one.slots
        year = self._year_of({**slots, "yearway": slots.get("way", 0)})
        return Named("DATE", f"{year}-H{1 if slots['ordinal'] == 1 else 2}", None, "stated") if year else None

    def _season(self, one: Draft) -> Named | None:
        slots = one.slots
        season, year = slots["season"], self._year_of(slots)
        if year is None:
            if self.own is None:
                return Named("DATE", f"XXXX-{season}")
            way, year = slots.get("way"), self.own.year
            begun = self.own.month >= STARTS[season]
            if way == -1:
                year -= not (self.own.month >= STARTS[season] + 3)
            elif way is None and not begun and self.ahead(one) < 0:
                year -= 1
            elif (way == 1 or self.ahead(one) > 0) and begun and way != 0:
                year += 1
        return Named("DATE", f"{year}-{season}", None, self.why)

    def _year(self, one: Draft) -> Named | None:
        slots = one.slots
        year = slots.get("year") or (1900 + slots["short"] if "short" in slots else None)
        if year is None and "thousand" in slots:
            year = self.language.number(slots["thousand"].lower())
        return Named("DATE", f"{year}", slots.get("mod"), "stated") if year else None

    def _year_end(self, one: Draft) -> Named | None:
        if self.own is None:
            return None
        year = self.own.year + one.slots.get("way", 0)
        return Named("DATE", f"{year}-12-31" if "day" in one.slots else f"{year}", "END", self.why)

    def _decade(self, one: Draft) -> Named | None:
        slots = one.slots
        decade = slots.get("decade") or 190 + int(slots["tens"])
        return Named("DATE", f"{decade}", slots.get("mod"), "stated")

    def _century(self, one: Draft) -> Named | None:
        slots = one.slots
        ordinal = slots.get("ordinal") or slots.get("twenties")
        return Named("DATE", f"{int(ordinal) - 1:02}", slots.get("mod"), "stated") if ordinal else None

    def _duration(self, one: Draft) -> Named | None:
        return self._length(one.slots)

    def _length(self, slots: dict[str, Any]) -> Named | None:
        value = length(slots, self.language)
        return Named("DURATION", value) if value else None

    def _set(self, one: Draft) -> Named | None:
        slots = one.slots
        part = f"T{slots['part']}" if "part" in slots else ""
        weekday = slots.get("weekday") or slots.get("weekdays")
        if weekday:
            return Named("SET", f"XXXX-WXX-{weekday}{part}")
        if part:
            return Named("SET", f"XXXX-XX-XX{part}")
        if "month" in slots:
            return Named("SET", f"XXXX-{slots['month']:02}")
        if "season" in slots:
            return Named("SET", f"XXXX-{slots['season']}")
        if "frequency" in slots:
            return Named("SET", slots["frequency"])
        value = length({"count": 1, **slots}, self.language)
        return Named("SET", value) if value else None

    def _ref(self, one: Draft) -> Named | None:
        slots = one.slots
        return Named("DATE", slots["ref"], None, self.why)


_OPERATORS: dict[str, Callable[[Values, Draft], Named | None]] = {
    "iso": Values._iso, "date": Values._date, "figures": Values._figures, "holiday": Values._holiday,
    "month": Values._month, "week-of-month": Values._week_of_month, "weekday-of-month": Values._weekday_of_month,
    "weekday": Values._weekday, "day": Values._day,
    "part": Values._part, "unit": Values._unit, "ago": Values._ago, "year-ago": Values._year_ago,
    "quarter": Values._quarter, "half-year": Values._half_year, "season": Values._season, "year": Values._year,
    "year-end": Values._year_end, "decade": Values._decade, "century": Values._century, "duration": Values._duration,
    "set": Values._set, "ref": Values._ref,
}  # fmt: skip
