"""Clocks that name no one moment: why, as a notice."""

from datetime import date

from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.reading.times.clocks import Wall
from asrun.reading.times.zones import Mark, offset


def disagreement(span: Span, zones: tuple[str, str], day: date) -> Notice:
    """Two clocks of one line that name two moments."""
    first, second = offset(zones[0], day), offset(zones[1], day)
    message = (
        f'"{span.exact}" names two moments; {zones[0]} is at {first} and {zones[1]} at {second} on {day}; '
        "both readings are kept, a review can choose one"
    )
    return Notice("zone-pair-disagrees", "warning", message, span)


def doubt(span: Span, wall: Wall, mark: Mark | None, paired: bool) -> Notice | None:
    """A mark that is ambiguous or out of season, or a clock that a clock change skips or repeats."""
    code = reason = None
    if mark and mark.others and wall.zone is None:
        code, reason = "zone-mark-ambiguous", f"its mark may mean {', '.join(mark.others)}; an offset would settle it"
    elif mark and mark.contradicts and wall.utc:
        code, reason = (
            "zone-mark-out-of-season",
            f"{wall.zone} keeps another clock on that day; an offset would settle it",
        )
    elif wall.problem and not paired:
        way = "does not exist" if wall.problem == "clock-skipped" else "comes twice"
        code, reason = (
            wall.problem,
            f"this clock {way} in {wall.zone} on {wall.local.date()}; an offset would settle it",
        )
    return Notice(code, "warning", f'"{span.exact}" is no one moment; {reason}', span) if code else None
