"""What the deeds at an event say came of it, where nobody tells that in words for the event itself."""

from collections.abc import Sequence

from asrun.model.account import Known, OutcomeState
from asrun.model.fact import Change, Mention
from asrun.model.time import Instant, Relative, day_of
from asrun.reconcile.gone_by import is_gone_by
from asrun.reconcile.view import Row, View


def came_of(rows: Sequence[Row], changes: Sequence[tuple[Row, Change]], due: Known | None, seen: View) -> OutcomeState:
    """Held, not held, or no report; deeds told or done before the event was last `due` were done at no such event."""
    deeds = [(r, r.fact) for r in rows if isinstance(r.fact, Mention) and r.fact.titles]
    told = {m.held for row, m in deeds if _could_be(row, m, due, seen)}
    told |= {"held" for row, change in changes if is_gone_by(row, change, due, seen)}
    return "held" if "held" in told else "not_held" if "not_held" in told else "no_report"


def _could_be(row: Row, deed: Mention, due: Known | None, seen: View) -> bool:
    start = due.value if due and not isinstance(due.value, str | Relative) else None
    header = seen.headers.get(row.added.version)
    told = (header.updated or header.created) if header else None
    if isinstance(start, Instant) and isinstance(told, Instant):
        return start.utc <= told.utc
    done = None if isinstance(deed.starts, Relative) else day_of(deed.starts)
    day = day_of(start)
    return not (day and done) or day <= done


def is_over(row: Row, due: Known | None, seen: View, by_day: bool = True) -> bool:
    """Whether what tells of an event was issued once that was due; on its day without a clock as `by_day` says."""
    start = due.value if due and not isinstance(due.value, str | Relative) else None
    header = seen.headers.get(row.added.version)
    told = (header.updated or header.created) if header else None
    if isinstance(start, Instant) and isinstance(told, Instant):
        return start.utc <= told.utc
    day, by = day_of(start), day_of(told)
    return day is not None and by is not None and (day < by or (by_day and day == by))
