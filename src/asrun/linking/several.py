"""Several items of a plan told of at once: "everything after lunch", "the rest of the afternoon", "the last two stops"."""

import re
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from asrun.linking.items import Items
from asrun.model.known import Profile
from asrun.model.time import Instant
from asrun.model.wordbook import read_book

_SORTS = ("from", "after", "before", "rest", "part", "last", "first")


@cache
def _data() -> tuple[dict[str, re.Pattern[str]], dict[str, int], dict[str, tuple[int, int]]]:
    data: dict[str, Any] = read_book(__package__, "several")
    patterns = {sort: re.compile(data[sort].replace("{every}", data["every"])) for sort in _SORTS}
    return patterns, data["counts"], {part: (low, high) for part, (low, high) in data["hours"].items()}


def several(told: str, items: Items, day: date | None, known: Collection[str]) -> list[Profile]:
    """The items of a day that some words are about; `known` are events of which something else is told."""
    patterns, counts, hours = _data()
    found = next(((sort, m) for sort, p in patterns.items() if (m := p.search(told))), None)
    if found is None:
        return []
    sort, match = found
    clocks = {i.profile.event: c for i in items.items if (c := _clock(i.profile, day))}
    listed = sorted((i.profile for i in items.items if i.profile.event in clocks), key=lambda p: clocks[p.event].utc)
    groups = match.groupdict()
    if sort in ("from", "after", "before"):
        item = items.named(groups["item"])
        at = clocks.get(item.event) if item else None
        if at is None:
            return []
        apart = {p.event: (clocks[p.event].utc - at.utc).total_seconds() for p in listed}
        return [p for p in listed if (apart[p.event] < 0 if sort == "before" else apart[p.event] > -(sort == "from"))]
    if sort in ("last", "first"):
        count = counts[groups["count"].lower()]
        return listed[-count:] if sort == "last" else listed[:count]
    part = next((p.lower() for p in groups.values() if p), None)
    low, high = hours[part] if part else (0, 24)
    of_part = [p for p in listed if low <= clocks[p.event].local.hour < high]
    return of_part if sort == "part" else [p for p in of_part if p.event not in known]


def _clock(profile: Profile, day: date | None) -> Instant | None:
    """The planned clock of an event on a day."""
    starts = (s for s in profile.starts if isinstance(s, Instant))
    return next((s for s in starts if day is None or s.local.date() == day), None)
