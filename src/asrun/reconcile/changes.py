"""How the plan unravelled: each change once, in one sentence, in the order in which it became known."""

import msgspec

from asrun.model.account import ChangeLine, EventAccount, ObservationLine
from asrun.model.fact import Change, Observation
from asrun.model.span import Span
from asrun.model.time import Instant, When, duration_seconds, iso_duration
from asrun.reconcile.differences import revision_words
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import length, moment, say, sentence

_MOVES = ("delayed", "advanced", "rescheduled")
_LATER = (*_MOVES, "postponed", "cancelled", "replaced")
# A clock at which something was merely seen changes nothing where words tell how its time changed.
_MERELY_SEEN = "hints.seen"
# A length told in round words gives way to the one between two exact clocks.
_ROUGH, _HALF = 10 * 60, 12 * 3600


def change_lines(
    rows_of: list[Row], seen: View, events: dict[str, EventAccount], language: str
) -> tuple[ChangeLine, ...]:
    """The changes among rows of a view; restatements of one change are one line with all its places."""
    rows = [(r, r.fact) for r in rows_of if isinstance(r.fact, Change)]
    moved = {seen.event(c.about) for _, c in rows if c.kind in _LATER and not c.rule.startswith(_MERELY_SEEN)}
    groups: dict[tuple[str | None, str], list[_Group]] = {}
    for row, change in sorted(rows, key=lambda rc: rc[0].order):
        if change.rule.startswith(_MERELY_SEEN) and seen.event(change.about) in moved:
            continue
        event = seen.event(change.about)
        account = events.get(event) if event else None
        same = groups.setdefault((event or f"?{_clock(change)}", _way(change, account)), [])
        group = next((g for g in same if g.admits(change)), None)
        if group is None:
            same.append(group := _Group())
        group.add(row, change)
    found = [_line(g.rows, seen, events, language) for same in groups.values() for g in same]
    return tuple(sorted(found, key=lambda c: (_known(c), c.seq)))


def observation_lines(seen: View) -> tuple[ObservationLine, ...]:
    """What was seen, on the clock."""
    rows = [(r, r.fact) for r in seen.facts if isinstance(r.fact, Observation)]
    lines = [ObservationLine(seen.event(o.about), o, r.added.claimant, r.added.valid_from, r.seq) for r, o in rows]
    return tuple(sorted(lines, key=lambda o: (_at(o), o.seq)))


def _way(change: Change, account: EventAccount | None) -> str:
    """The kind of a change; of an hour on the planned day whether it is a later or an earlier one."""
    planned = account.planned_start.value if account and account.planned_start else None
    if change.kind != "rescheduled" or not isinstance(change.after, Instant) or not isinstance(planned, Instant):
        return change.kind
    before = change.before if isinstance(change.before, Instant) else planned
    after = _nearest_half(change.after, before) if change.rule.endswith(".bare") else change.after
    if after.utc == before.utc or not _same_day(before, after):
        return change.kind
    return "delayed" if after.utc > before.utc else "advanced"


def _known(line: ChangeLine) -> float:
    return line.known_from.timestamp() if line.known_from else float("-inf")


def _at(line: ObservationLine) -> float:
    at = line.observation.at
    known = at.utc if isinstance(at, Instant) else line.known_from
    return known.timestamp() if known else float("-inf")


def _clock(change: Change) -> str:
    """What tells two changes apart that name no event."""
    return str(change.at) if change.kind == "unspecified" else str(change.spans[0])


class _Group:
    """Changes of one kind of one event that may be the same, said several times; what two versions change are two."""

    def __init__(self) -> None:
        self.rows: list[tuple[Row, Change]] = []
        self.values: tuple[object, ...] = (None, None, None)
        self.versioned = False

    def admits(self, change: Change) -> bool:
        """Whether a change says nothing else than those of the group."""
        if self.versioned and change.field:
            return False
        return all(a == b or a is None or b is None for a, b in zip(self.values, _values(change), strict=True))

    def add(self, row: Row, change: Change) -> None:
        """Takes a change in, with what it alone tells."""
        self.rows.append((row, change))
        self.values = tuple(b if a is None else a for a, b in zip(self.values, _values(change), strict=True))
        self.versioned = self.versioned or bool(change.field)


def _values(change: Change) -> tuple[object, ...]:
    """What two tellings of one change have in common."""
    return change.delta, _plain(change.after), change.certainty


def _plain(when: When | str | None) -> object:
    return when.utc if isinstance(when, Instant) else when


def _line(group: list[tuple[Row, Change]], seen: View, events: dict[str, EventAccount], language: str) -> ChangeLine:
    """One line for a change and its restatements: the fullest words, the earliest clock."""
    _, change = max(group, key=lambda rc: (_told(rc[1]), -rc[0].seq))
    first = min((r for r, _ in group), key=lambda r: r.order)
    event = seen.event(change.about)
    account = events.get(event) if event else None
    planned = account.planned_start.value if account and account.planned_start else None
    before = change.before
    if before is None and isinstance(planned, Instant) and change.kind in _MOVES:
        before = planned
    if before is None and change.kind == "ended_early" and account and account.planned_end:
        before = account.planned_end.value if isinstance(account.planned_end.value, Instant) else None
    after = change.after
    if change.rule.endswith(".bare") and isinstance(after, Instant) and isinstance(before, Instant):
        after = _nearest_half(after, before)
    seconds = duration_seconds(change.delta) if change.delta else None
    if after is None and seconds and isinstance(before, Instant) and change.certainty == "asserted":
        after = before.shifted(seconds)
    if isinstance(before, Instant) and isinstance(after, Instant) and change.kind in (*_MOVES, "ended_early"):
        between = round((after.utc - before.utc).total_seconds())
        seconds = between if seconds is None or abs(between - seconds) <= _ROUGH else seconds
    told = msgspec.structs.replace(change, delta=iso_duration(seconds)) if seconds else change
    length_of = _length_of(account)
    new = duration_seconds(change.new_duration) if change.new_duration else None
    if change.kind in ("shortened", "extended") and not change.delta and length_of and new and new != length_of:
        told = msgspec.structs.replace(change, delta=iso_duration(new - length_of))
    if change.kind == "rescheduled" and seconds and _same_day(before, after):
        told = msgspec.structs.replace(told, kind="advanced" if seconds < 0 else "delayed")
    elsewhere: list[Span] = [s for _, c in group if c is not change for s in c.spans]
    other = seen.event(change.replaced_by)
    instead = change.replaced_by.summary if change.replaced_by else None
    return ChangeLine(
        event,
        told,
        _sentence(told, account, before, after, seconds, instead, language),
        first.added.claimant,
        first.added.valid_from,
        first.seq,
        before,
        after,
        other,
        tuple(dict.fromkeys(elsewhere)),
    )


def _nearest_half(after: Instant, before: Instant) -> Instant:
    """A bare clock in the half of the day that is nearest to the plan: "now 1.15" of what was planned for 13:00."""
    halves = (after, after.shifted(-_HALF), after.shifted(_HALF))
    return min(halves, key=lambda a: abs((a.utc - before.utc).total_seconds())) if _same_day(before, after) else after


def _length_of(account: EventAccount | None) -> int | None:
    """The planned length of an event in seconds: as stated, else between its planned clocks."""
    if account is None:
        return None
    if account.planned_duration:
        return duration_seconds(account.planned_duration)
    starts, ends = (k.value if k else None for k in (account.planned_start, account.planned_end))
    whole = isinstance(starts, Instant) and isinstance(ends, Instant)
    return round((ends.utc - starts.utc).total_seconds()) if whole else None  # type: ignore[union-attr]


def _same_day(before: When | str | None, after: When | str | None) -> bool:
    """Whether two moments are on one civil day."""
    return isinstance(before, Instant) and isinstance(after, Instant) and before.local.date() == after.local.date()


def _told(change: Change) -> int:
    """How much a change tells."""
    return sum(
        x is not None for x in (change.delta, change.after, change.before, change.at, change.new_duration, change.cue)
    )


def _sentence(
    change: Change,
    account: EventAccount | None,
    before: When | str | None,
    after: When | str | None,
    seconds: int | None,
    instead: str | None,
    language: str,
) -> str:
    """The change as one human sentence: what, by how much, from when to when."""
    if change.field:
        name = account.name if account and change.kind != "retitled" else None
        return sentence(revision_words(change, name, language))

    def put(key: str, **slots: object) -> str:
        return say(language, f"change.{key}", **slots)

    if change.kind == "unspecified":
        return sentence(put("unspecified"))
    amount = length(seconds, language) if seconds else ""
    old, new = moment(before, after, language), moment(after, before, language)
    if change.kind in ("delayed", "advanced"):
        way = "later" if change.kind == "delayed" else "earlier"
        told = put(f"{way}_by", length=amount) if amount else put(way)
        told = put("seems", told=told) if change.certainty != "asserted" else told
        if isinstance(after, Instant):
            told = put("moved", told=told, before=old, after=new) if before else put("now", told=told, after=new)
    else:
        told = put(change.kind)
        lasts = duration_seconds(change.new_duration) if change.new_duration else None
        if change.kind in ("shortened", "extended") and lasts:
            told = put("to_length", told=told, length=length(lasts, language))
        elif change.kind in ("shortened", "extended", "ended_early") and amount:
            told = put("by_length", told=told, length=amount)
        elif after is not None:
            told = put("from_to", told=told, before=old, after=new) if before else put("to", told=told, after=new)
        told = put("instead", told=told, other=instead) if instead else told
        told = put("seems", told=told) if change.certainty != "asserted" else told
    subject = account.name if account else (change.about.summary if change.about else say(language, "name.programme"))
    return sentence(put("about", event=subject, told=told))
