"""The state of an event in the one word that a reader sees first."""

from collections.abc import Sequence

from asrun.model.account import OutcomeState, PlanState
from asrun.model.fact import Change

_OUTCOMES = {"contested": "Contested", "replaced": "Replaced", "ended_early": "Ended early"}
_PLANS = {
    "cancelled": "Cancelled",
    "dropped": "Dropped from the schedule",
    "postponed": "Postponed",
    "tentative": "Tentative",
}


def state_of(
    plan: PlanState,
    outcome: OutcomeState,
    changes: Sequence[Change],
    *,
    no_agreement: bool = False,
    unplanned: bool = False,
    expected: bool = False,
) -> str:
    """The state of an event by its outcome, else its plan, else the last of its changes in order.

    `no_agreement` is how it ended, `unplanned` whether no plan has it, `expected` whether a new start is.

    >>> state_of("planned", "held", (), unplanned=True), state_of("planned", "no_report", ())
    ('Held, not planned', 'No report yet')
    """
    if outcome == "no_report":
        return _PLANS.get(plan) or _put_back(changes, expected) or "No report yet"
    if outcome == "held":
        word = "Held, not planned" if unplanned else "Held"
    elif outcome == "not_held":
        skipped = any(c.kind == "skipped" and c.certainty == "asserted" for c in changes)
        word = "Skipped" if skipped else "Cancelled"
    else:
        word = _OUTCOMES[outcome]
    return word + (", no agreement" if no_agreement else "")


def _put_back(changes: Sequence[Change], expected: bool) -> str | None:
    """That it is late, or early, where the last word of it says no more than that."""
    told = [c for c in changes if c.kind in ("delayed", "advanced")]
    if not told or expected:
        return None
    word = "Delayed" if told[-1].kind == "delayed" else "Earlier than planned"
    return word if told[-1].certainty == "asserted" else f"{word}, it seems"
