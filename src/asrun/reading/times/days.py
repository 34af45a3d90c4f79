"""Days: the document's own, and the one that each date, weekday or relative word names."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from asrun.model.document import Document
from asrun.model.source import Given
from asrun.model.time import Basis, Instant
from asrun.reading.layout import is_embed_mark
from asrun.reading.times.drafts import Draft

_HEAD = 4


class Anchor(NamedTuple):
    """The document's day, how it is known, and the words that give it."""

    day: date
    basis: Basis
    why: str
    start: int | None = None
    end: int | None = None


def full_date(draft: Draft, year: int | None = None) -> date | None:
    """The civil date of a draft that names day and month, with its own year or the one given."""
    if draft.kind == "iso" and draft.value:
        try:
            return date.fromisoformat(draft.value[:10])
        except ValueError:
            return None
    if draft.kind != "date" or not (draft.month and draft.day and (draft.year or year)):
        return None
    try:
        return date(draft.year or year or 0, draft.month, draft.day)
    except ValueError:
        return None


def anchor(document: Document, given: Given, local: str | None, drafts: Sequence[Draft]) -> Anchor | None:
    """The document's own day: its first lines', else declared, else an embedded post's, else the date it names most."""
    year = next((d.year for d in drafts if d.kind == "date" and d.year), None)
    year = year or (given.issued_at.year if given.issued_at else given.day.year if given.day else None)
    dated = [(d, day) for d in drafts if (day := full_date(d, year))]
    head = _stated(document, dated)
    if head:
        return head
    if given.issued_at:
        day = Instant(given.issued_at, local or "UTC").local.date()
        return Anchor(day, "stated", "declared issue")
    if given.day:
        return Anchor(given.day, "inferred", f"day {given.basis.get('day', 'declared')}")
    for line in document.lines:
        if is_embed_mark(line):
            for draft, day in dated:
                if line.start <= draft.start < line.end:
                    basis: Basis = "stated" if len(document.sections) == 1 else "inferred"
                    return Anchor(day, basis, "date of a post", draft.start, draft.end)
    with_year = [(d, day) for d, day in dated if d.year or d.kind == "iso"]
    if not with_year:
        return None
    common = Counter(day for _, day in with_year).most_common(1)[0][0]
    first = next(d for d, day in with_year if day == common)
    return Anchor(common, "inferred", "date named most", first.start, first.end)


def _stated(document: Document, dated: Sequence[tuple[Draft, date]]) -> Anchor | None:
    """A full date in the first lines: a title, a date line before its dash, a short issue line."""
    for line in document.lines[:_HEAD]:
        if line.bullet:
            continue
        for draft, day in dated:
            if not line.start <= draft.start < line.end:
                continue
            before = document.text[line.start : draft.start]
            after = document.text[draft.end : min(line.end, draft.end + 60)]
            dateline = len(before) < 60 and re.match(r"[^.!?]{0,50}?\s?(?:[—–]|--| -) ", after)
            if len(line.text) <= 120 or dateline:
                return Anchor(day, "stated", "date line", draft.start, draft.end)
    return None


def weekday_of(draft: Draft, own: date, direction: int) -> date:
    """The date of a weekday near the document's day: itself, the last one, or the next one (direction +1)."""
    number = draft.weekday or own.isoweekday()
    ahead = (number - own.isoweekday()) % 7
    if draft.value == "next":
        return own + timedelta(days=ahead or 7)
    if draft.value == "last":
        return own - timedelta(days=(-ahead) % 7 or 7)
    if ahead == 0:
        return own
    return own + timedelta(days=ahead if direction > 0 else ahead - 7)


def direction(text: str, draft: Draft, lexicon: dict[str, Any], schedule: bool) -> int:
    """Whether the clause around an expression looks ahead (+1) or back (-1), by its nearest cue word before."""
    words = re.findall(r"[a-z]+", text[max(0, draft.start - 90) : draft.start].lower())
    for word in reversed(words[-12:]):
        if word in lexicon["future"]:
            return 1
        if word in lexicon["past"]:
            return -1
    after = re.findall(r"[a-z]+", text[draft.end : draft.end + 40].lower())[:4]
    if any(w in lexicon["future"] for w in after):
        return 1
    return 1 if schedule else -1


def shifted_unit(own: date, words: str) -> str | None:
    """The value of "this week", "last month", "next year" and their like.

    >>> shifted_unit(date(2019, 2, 28), "this week"), shifted_unit(date(2019, 1, 5), "last month")
    ('2019-W09', '2018-12')
    """
    parts = words.lower().split()
    step = {"this": 0, "last": -1, "next": 1, "past": -1, "previous": -1, "coming": 1}[
        next(p for p in parts if p != "the")
    ]
    unit = parts[-1]
    if unit in ("week", "weekend"):
        year, week, _ = (own + timedelta(days=7 * step)).isocalendar()
        return f"{year}-W{week:02}{'-WE' if unit == 'weekend' else ''}"
    if unit == "month":
        months = own.year * 12 + own.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if unit == "quarter":
        quarters = own.year * 4 + (own.month - 1) // 3 + step
        return f"{quarters // 4:04}-Q{quarters % 4 + 1}"
    return f"{own.year + step:04}" if unit == "year" else None


def month_value(draft: Draft, own: date | None, ahead: int) -> str:
    """The value of a month with its own year, else of the nearest one behind, or ahead."""
    month = draft.month or 1
    if draft.year or own is None:
        return f"{draft.year or 'XXXX'}-{month:02}"
    year = own.year
    if ahead > 0 and month < own.month:
        year += 1
    elif ahead < 0 and month > own.month:
        year -= 1
    return f"{year:04}-{month:02}"


def ago_value(value: str, own: date) -> str | None:
    """The value of a length before the document's day, as coarse as the length's unit."""
    match = re.fullmatch(r"-P(\d+)([DWMY])", value)
    if not match:
        return None
    count, unit = int(match[1]), match[2]
    try:
        if unit == "D":
            return (own - timedelta(days=count)).isoformat()
        if unit == "W":
            year, week, _ = (own - timedelta(weeks=count)).isocalendar()
            return f"{year}-W{week:02}"
    except OverflowError:
        return None
    if unit == "M":
        months = own.year * 12 + own.month - 1 - count
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{own.year - count:04}" if count < own.year else None
