"""One event of two versions, compared field by field."""

from collections.abc import Iterator
from datetime import datetime, time

from asrun.linking.damage import exact_key, same_words
from asrun.linking.likeness import surname
from asrun.model.comparison import Difference, Match, Told
from asrun.model.fact import ChangeKind, Plan
from asrun.model.time import Day, DayPart, Instant, Relative, Start, When, duration_seconds

ANOTHER_DAY = 6 * 3600
_PARTS = {"MO": 9, "AF": 15, "EV": 19, "NI": 22}
_JOURNEYS = ("departure", "arrival", "journey")


def event_of(plan: Plan) -> str:
    """What names an event in a comparison: the source's own uid, else its summary."""
    return plan.uid or plan.summary


def differences(match: Match) -> Iterator[Difference]:
    """What changed of one event, in the order of its fields: when, how long, where, who, what, how sure."""
    before, after = match.before, match.after
    spans = before.spans[:1] + after.spans[:1]

    def told(kind: ChangeKind, field: str, old: Told, new: Told, seconds: int | None = None) -> Difference:
        return Difference(kind, event_of(after), after.summary, field, old, new, seconds, spans)

    moved = _moved(before.starts, after.starts)
    if moved:
        yield told(*moved)
    shift = moved[4] if moved else 0
    yield from (told(*d) for d in _ends(before, after, shift))
    exact = bool(before.uid and after.uid)
    for field, old, new in _places(before, after):
        if not _same(old or "", new or "", exact):
            yield told("relocated", field, old, new)
    left, joined = _people(before, after, exact)
    if left or joined:
        yield told("participants_changed", "participants", before.participants, after.participants)
    if _retitled(before, after, exact, bool(left or joined)):
        yield told("retitled", "summary", before.summary, after.summary)
    if before.tentative != after.tentative:
        yield told("made_tentative" if after.tentative else "confirmed", "tentative", _sure(before), _sure(after))


def _sure(plan: Plan) -> str:
    return "tentative" if plan.tentative else "confirmed"


def _moved(before: Start | None, after: Start | None) -> tuple[ChangeKind, str, Told, Told, int | None] | None:
    """The change of a start; one instant in another notation is none."""
    if before == after or (before is None and after is None):
        return None
    if before is None or after is None or _vague(before) != _vague(after):
        if isinstance(after, Relative) or isinstance(before, Relative):
            return None
        gone = after is None or (before is not None and _vague(after) > _vague(before))
        return ("postponed" if gone else "unspecified"), "starts", before, after, None
    if isinstance(before, Relative) or isinstance(after, Relative):
        return None
    seconds = _apart(before, after)
    if not seconds:
        return None
    if isinstance(before, Instant) and isinstance(after, Instant) and _wall(before) == _wall(after):
        return "zone_changed", "zone", before, after, seconds
    other_day = _wall(before).date() != _wall(after).date()
    if other_day and (abs(seconds) >= ANOTHER_DAY or _vague(before) == 2):
        return "rescheduled", "starts", before, after, seconds
    return ("delayed" if seconds > 0 else "advanced"), "starts", before, after, seconds


def _vague(when: Start) -> int:
    """How little a start says: 0 a clock, 1 a part of a day, 2 a day, 3 only an order."""
    if isinstance(when, Instant):
        return 0
    if isinstance(when, Day):
        return 0 if when.clock else 2
    return 1 if isinstance(when, DayPart) else 3


def _wall(when: When) -> datetime:
    """The wall clock of a moment, naive."""
    if isinstance(when, Instant):
        return when.local.replace(tzinfo=None)
    if isinstance(when, DayPart):
        return datetime.combine(when.day, time(_PARTS.get(when.part, 12)))
    return datetime.combine(when.day, time.fromisoformat(when.clock) if when.clock else time())


def _apart(before: When, after: When) -> int:
    """The seconds between two moments: of instants in real time, of others on the wall clock."""
    if isinstance(before, Instant) and isinstance(after, Instant):
        return round((after.utc - before.utc).total_seconds())
    return round((_wall(after) - _wall(before)).total_seconds())


def _ends(before: Plan, after: Plan, shift: int | None) -> Iterator[tuple[ChangeKind, str, Told, Told, int | None]]:
    """The change of an end, or of a length where the source states lengths.

    An end that moves with its start is no change of its own, nor is one that stays while the start moves.
    """
    if before.duration and after.duration and (shift or before.ends is None or after.ends is None):
        longer = (duration_seconds(after.duration) or 0) - (duration_seconds(before.duration) or 0)
        if longer:
            yield ("extended" if longer > 0 else "shortened"), "duration", before.duration, after.duration, longer
        return
    old, new = before.ends, after.ends
    if old is None and new is None:
        return
    if old is None or new is None or _vague(old) != _vague(new):
        if bool(before.duration) == bool(after.duration):
            yield "unspecified", "ends", old, new, None
        return
    moved = _apart(old, new)
    if moved and moved != (shift or 0) and not (shift and _same_wall(old, new)):
        longer = moved - (shift or 0)
        yield ("extended" if longer > 0 else "shortened"), "ends", old, new, longer


def _same_wall(old: When, new: When) -> bool:
    """Whether two ends show one wall clock, as those of an event do whose zone was changed."""
    return _wall(old) == _wall(new)


def _places(before: Plan, after: Plan) -> Iterator[tuple[str, str | None, str | None]]:
    """The places of an event, each once: where a departure's place is its origin, only the origin."""
    if not (before.origin or after.origin or before.destination or after.destination):
        yield "place", before.place, after.place
        return
    yield "origin", before.origin, after.origin
    yield "destination", before.destination, after.destination
    ends = (before.origin, before.destination, after.origin, after.destination)
    if before.place not in ends or after.place not in ends:
        yield "place", before.place, after.place


def _people(before: Plan, after: Plan, exact: bool) -> tuple[list[str], list[str]]:
    """Those who are no longer named, and those who are new; in pages a person is known by the last name.

    Whom a title names is still named where the title is the same but for what a scan damaged.
    """
    old, new = ([n if exact else surname(n) for n in p.participants] for p in (before, after))
    left = [n for n in old if not any(_same(n, o, exact) for o in new)]
    joined = [n for n in new if not any(_same(n, o, exact) for o in old)]
    if (left or joined) and not exact and same_words(before.summary, after.summary):
        left, joined = (
            [n for n in names if n.lower() not in p.summary.lower()] for names, p in ((left, before), (joined, after))
        )
    return left, joined


def _retitled(before: Plan, after: Plan, exact: bool, others: bool) -> bool:
    """Whether the words for the event changed, beyond what its places and participants say already."""
    old, new = before.summary, after.summary
    if _same(old, new, exact):
        return False
    if not exact and before.kind == after.kind and before.kind in _JOURNEYS and (before.origin or before.destination):
        return False
    if others:
        for plan in (before, after):
            for word in (w for n in plan.participants for w in n.split()):
                old, new = (s.replace(word, "").replace(word.upper(), "") for s in (old, new))
    return not _same(old, new, exact)


def _same(one: str, other: str, exact: bool) -> bool:
    """Whether words are the same: as written where the source gives data, by what survives a scan where it gives pages."""
    return exact_key(one) == exact_key(other) if exact else same_words(one, other)
