"""What dates, weekdays, lengths and sets name: type, value, mod and the anchor that gave it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from asrun.model.time import TimexType
from asrun.reading.times.days import Anchor, ago_value, direction, full_date, month_value, shifted_unit, weekday_of
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language

Named = tuple[TimexType, str, str | None, str]


class Values:
    """The values of a document's expressions that are no clocks, around its own day."""

    def __init__(
        self, text: str, language: Language, anchor: Anchor | None, in_schedule: Callable[[int], bool]
    ) -> None:
        self.text, self.language, self.anchor, self._in_schedule = text, language, anchor, in_schedule

    def value(self, one: Draft) -> Named | None:
        """Type, value, mod and anchor of a draft that is no clock."""
        own = self.anchor.day if self.anchor else None
        why = self.anchor.why if self.anchor else ""
        words = one.found.words.lower()
        ahead = direction(self.text, one, self.language.lexicon, self._in_schedule(one.start))
        match one.kind:
            case "date":
                day = full_date(one, own.year if own else None)
                if day is None and one.month and one.day and not one.year:
                    return "DATE", f"XXXX-{one.month:02}-{one.day:02}", None, ""
                return ("DATE", day.isoformat(), None, "stated" if one.year else why) if day else None
            case "iso":
                return self._iso(one)
            case "weekday":
                return self._weekday(one, own, ahead, why)
            case "deictic-day" | "this-part":
                return self._deictic(own, words, why)
            case "this-unit":
                value = shifted_unit(own, words) if own else None
                return ("DATE", value, None, why) if value else None
            case "month":
                return "DATE", month_value(one, own, ahead), None, why
            case "week-of-month":
                return self._week_of_month(one, own, words, ahead, why)
            case "year":
                return "DATE", f"{one.year}", None, "stated"
            case "duration":
                return ("DURATION", one.value, None, "") if one.value else None
            case "ago":
                value = ago_value(one.value or "", own) if own else None
                return ("DATE", value, None, why) if value else None
            case "set":
                return "SET", self._set(words), None, ""
            case "reference":
                refs = {"future": "FUTURE_REF", "past": "PAST_REF", "recently": "PAST_REF"}
                return "DATE", next((v for k, v in refs.items() if k in words), "PRESENT_REF"), None, ""
        return None

    def _iso(self, one: Draft) -> Named | None:
        try:
            moment = datetime.fromisoformat((one.value or "").replace(" ", "T", 1))
        except ValueError:
            return None
        if "T" not in (one.value or "") and " " not in (one.value or ""):
            return "DATE", moment.date().isoformat(), None, "stated"
        return "TIME", f"{moment:%Y-%m-%dT%H:%M}", None, "stated"

    def _weekday(self, one: Draft, own: date | None, ahead: int, why: str) -> Named:
        if own is None:
            return "DATE", f"XXXX-WXX-{one.weekday}", None, ""
        day = weekday_of(one, own, ahead)
        tense = f"{why}, {'next' if day > own else 'last' if day < own else 'same'} day of that name"
        if one.part:
            return "TIME", f"{day}T{one.part}", None, tense
        mod = {"later": "AFTER", "earlier": "BEFORE"}.get(one.value or "")
        return "DATE", day.isoformat(), mod, tense

    def _deictic(self, own: date | None, words: str, why: str) -> Named | None:
        if own is None:
            return None
        step = 1 if "tomorrow" in words else -1 if "yesterday" in words else 0
        day = own + timedelta(days=step)
        part = next((v for w, v in self.language.lexicon["dayparts"].items() if w in words), None)
        part = part or ("NI" if words == "tonight" else None)
        return ("TIME", f"{day}T{part}", None, why) if part else ("DATE", day.isoformat(), None, why)

    def _week_of_month(self, one: Draft, own: date | None, words: str, ahead: int, why: str) -> Named | None:
        lexicon = self.language.lexicon
        number = next((n for w, n in lexicon["ordinals"].items() if f" {w} week" in words), 1)
        month = next((m for w, m in lexicon["months"].items() if re.search(rf"\b{w}\b", words)), None)
        if not month:
            return None
        base = replace(one, month=month, year=None, kind="month")
        return "DATE", f"{month_value(base, own, ahead)}-W{number}", None, why

    def _set(self, words: str) -> str:
        lexicon = self.language.lexicon
        weekday = next((n for w, n in lexicon["weekdays"].items() if re.search(rf"\b{w}\b", words)), None)
        if weekday:
            return f"XXXX-WXX-{weekday}"
        part = next((v for w, v in lexicon["dayparts"].items() if w in words), None)
        if part:
            return f"XXXX-XX-XXT{part}"
        unit = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y"}.get(words)
        found = next((u for w, u in lexicon["units"].items() if re.search(rf"\b{w}\b", words)), "D")
        return unit or (f"PT1{found}" if found in "HMS" else f"P1{ {'N': 'M', 'E': 'Y', 'C': 'Y'}.get(found, found) }")
