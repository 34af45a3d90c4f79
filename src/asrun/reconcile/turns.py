"""In which turn the changes of one event count."""

from asrun.model.fact import Change
from asrun.reconcile.view import Row

OFF = ("cancelled", "skipped", "replaced")


def turn(row: Row, change: Change) -> tuple[float, int, bool, tuple[float, bool, int, int]]:
    """The turn of a change; of what became known at once, putting off without a time comes after other moves."""
    return row.order[0], _weight(change), change.kind == "postponed", row.order


def _weight(change: Change) -> int:
    """Changes of time first, what puts an event off last, what restores it after that; versions restore in their turn."""
    if change.kind == "restored":
        return 1 if change.field else 2
    return 1 if change.kind in (*OFF, "ended_early", "dropped") else 0
