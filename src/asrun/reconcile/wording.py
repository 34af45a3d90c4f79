"""Amounts and moments in words."""

from asrun.model.time import Day, DayPart, Instant, Relative, Start

_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}


def length(seconds: int) -> str:
    """A length of time without sign.

    >>> length(7200), length(1800), length(5400), length(-45)
    ('2 h', '30 min', '1 h 30 min', '45 s')
    """
    minutes, rest = divmod(abs(seconds), 60)
    days, minutes = divmod(minutes, 1440)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (0 if days or hours or minutes else rest, "s")]
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "0 min"


def deviation(seconds: int) -> str:
    """A signed deviation in words; positive is late.

    >>> deviation(1500), deviation(-7200), deviation(0)
    ('25 min late', '2 h earlier', 'on time')
    """
    if not seconds:
        return "on time"
    return f"{length(seconds)} {'late' if seconds > 0 else 'earlier'}"


def moment(when: Start | str | None, beside: Start | str | None = None) -> str:
    """A moment in its own zone's clock; its day only where it is not that of the moment beside it."""
    if when is None or isinstance(when, str):
        return when or ""
    if isinstance(when, Relative):
        return f"after {when.after}"
    if isinstance(when, Day):
        return f"{when.day:%-d %B %Y}"
    if isinstance(when, DayPart):
        return f"{when.day:%-d %B}, {_PARTS.get(when.part, when.part)}"
    same = isinstance(beside, Instant) and beside.local.date() == when.local.date()
    return f"{when.local:%H:%M}" if same or beside is None else f"{when.local:%-d %B %H:%M}"


def sentence(words: str) -> str:
    """The words with a capital first letter and a full stop."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")
