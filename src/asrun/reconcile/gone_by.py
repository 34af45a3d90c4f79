"""Changes that tell of an event that was held: "lunch slid to 13:40", "was shifted indoors", "wrapped up early"."""

import re
from functools import cache
from typing import NamedTuple

from asrun.model.account import Known
from asrun.model.fact import Change
from asrun.model.time import Instant, Relative, day_of, duration_seconds
from asrun.model.wordbook import read_book
from asrun.reconcile.view import Row, View

# A change of these says nothing of whether it was held, unless it is told of as gone by.
_CHANGED = ("delayed", "advanced", "relocated", "participants_changed", "format_changed", "shortened", "extended")
# What ends so many seconds early has been held all the same, and what is told to have just ended even so many.
_SHORT, _ENDED = 15 * 60, 40 * 60


class _Words(NamedTuple):
    """What leads to a change that was made, verbs of one that went so, what leaves it open, and what broke off."""

    made: re.Pattern[str]
    went: re.Pattern[str]
    open: re.Pattern[str]
    broken: re.Pattern[str]


@cache
def _words() -> _Words:
    rows = read_book(__package__, "gone_by")
    made, went, left_open, broken = ("|".join(rows[name]) for name in _Words._fields)
    return _Words(
        re.compile(rf"\b(?:{made})(?: \w+){{0,2}} $", re.I),
        re.compile(rf"(?:{went})\b", re.I),
        re.compile(rf"\b(?:{left_open})\b"),
        re.compile(rf"\b(?:{broken})\b", re.I),
    )


def is_broken_off(change: Change) -> bool:
    """Whether what ended early was broken off: not what wrapped up a little before its time."""
    amount = abs(duration_seconds(change.delta) or 0) if change.delta else None
    if amount is not None and amount <= _SHORT:
        return False
    told = " ".join(s.exact for s in change.spans)
    return (amount or 0) > _ENDED or _words().broken.search(told) is not None


def is_gone_by(row: Row, change: Change, due: Known | None, seen: View) -> bool:
    """Whether a change is told in the past, after its event was last `due`: "slid to 13:40", "was shifted indoors".

    What was done to a plan on the day itself may have been done ahead of it.
    """
    header = seen.headers.get(row.added.version)
    told = (header.updated or header.created) if header and header.kind != "schedule" else None
    if change.kind not in _CHANGED or change.certainty != "asserted" or change.field or not (change.cue and told):
        return False
    whole = next((s for s in change.spans if s.start <= change.cue.start and change.cue.end <= s.end), None)
    made, went, left_open, _ = _words()
    before = whole.exact[: change.cue.start - whole.start] if whole else ""
    done_so = made.search(f"{before}{change.cue.exact.split(' ')[0]} ")
    went_so = not done_so and went.match(change.cue.exact) is not None
    if left_open.search(before) or not (went_so or done_so):
        return False
    start = due.value if due and not isinstance(due.value, str | Relative) else None
    if isinstance(start, Instant) and isinstance(told, Instant):
        return start.utc < told.utc
    day, by = day_of(start), day_of(told)
    return by is not None and (
        (day is not None and day < by)
        or (day is None and change.kind == "relocated")
        or (day in (None, by) and went_so)
    )
