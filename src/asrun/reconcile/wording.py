"""Amounts, moments and sentences in the words of a language."""

from datetime import date
from functools import cache
from typing import Any

from asrun.model.time import Day, DayPart, Instant, Relative, Start
from asrun.model.wordbook import folders, read_book


@cache
def languages() -> tuple[str, ...]:
    """The languages that an account can be told in."""
    return tuple(f.name for f in folders(__package__) if f.joinpath("wording.toml").is_file())


@cache
def _templates(language: str) -> dict[str, dict[str, Any]]:
    return read_book(__package__, "wording", language)


def say(language: str, key: str, **slots: object) -> str:
    """The template of a key ("highlight.held") with its slots filled.

    >>> say("es", "change.later_by", length="2 h")
    '2 h más tarde'
    """
    table, _, name = key.partition(".")
    return str(_templates(language)[table][name]).format(**slots)


def length(seconds: int, language: str = "en") -> str:
    """A length of time without sign.

    >>> length(7200), length(1800), length(5400), length(-45)
    ('2 h', '30 min', '1 h 30 min', '45 s')
    """
    minutes, rest = divmod(abs(seconds), 60)
    days, minutes = divmod(minutes, 1440)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (0 if days or hours or minutes else rest, "s")]
    unit = _templates(language)["length"]
    return " ".join(f"{n} {unit[u]}" for n, u in parts if n) or f"0 {unit['min']}"


def deviation(seconds: int, language: str = "en") -> str:
    """A signed deviation in words; positive is late.

    >>> deviation(1500), deviation(-7200), deviation(0)
    ('25 min late', '2 h earlier', 'on time')
    """
    if not seconds:
        return say(language, "length.on_time")
    return say(language, "length.late" if seconds > 0 else "length.early", length=length(seconds, language))


def day(when: date, language: str = "en", year: bool = True) -> str:
    """A day in words.

    >>> from datetime import date
    >>> day(date(2019, 2, 28)), day(date(2019, 2, 28), "es", year=False)
    ('28 February 2019', '28 de febrero')
    """
    month = _templates(language)["name"]["months"][when.month - 1]
    return say(language, "name.day_year" if year else "name.day", day=when.day, month=month, year=when.year)


def moment(when: Start | str | None, beside: Start | str | None = None, language: str = "en") -> str:
    """A moment in its own zone's clock; its day only where it is not that of the moment beside it."""
    if when is None or isinstance(when, str):
        return when or ""
    if isinstance(when, Relative):
        return say(language, "name.after", words=when.after)
    if isinstance(when, Day):
        return day(when.day, language)
    if isinstance(when, DayPart):
        part = _templates(language)["name"].get(f"part_{when.part}", when.part)
        return f"{day(when.day, language, year=False)}, {part}"
    same = isinstance(beside, Instant) and beside.local.date() == when.local.date()
    clock = f"{when.local:%H:%M}"
    return clock if same or beside is None else f"{day(when.local.date(), language, year=False)} {clock}"


def sentence(words: str) -> str:
    """The words with a capital first letter and a full stop."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")
