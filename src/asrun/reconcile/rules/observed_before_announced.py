"""An event that somebody saw happen at its new time before the change was announced."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.model.time import Instant
from asrun.reconcile.measuring import SLIGHT, deviation, seconds

_OFF = ("cancelled", "skipped", "replaced", "postponed")
_SEEN = ("started", "in_progress", "ended", "arrival", "departure", "not_started")


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each asserted change, of a source with a clock, five minutes or more after it had been seen."""
    events = {e.id: e for e in account.events}
    clocks = {s.doc for s in account.sources if s.issued_at}
    for line in account.changes:
        event = events.get(line.event or "")
        if event is None or line.known_from is None or line.change.certainty != "asserted":
            continue
        if not (line.change.at or line.change.spans[0].doc in clocks):
            continue
        announced = Instant(line.known_from, "UTC")
        for seen in account.observations:
            at = seen.observation.at
            other = seen.claimant != line.claimant
            if (
                seen.event != event.id
                or seen.observation.phase not in _SEEN
                or not isinstance(at, Instant)
                or not other
            ):
                continue
            after = line.after if isinstance(line.after, Instant) else None
            begun = seen.observation.phase != "not_started"
            if begun and line.change.kind in _OFF:
                continue
            is_sign = not begun or after is None or abs(seconds(at, after)) <= SLIGHT
            if is_sign and (amount := seconds(announced, at)) >= SLIGHT:
                spans = (*line.change.spans, *seen.observation.spans)
                yield deviation(
                    account, "observed-before-announced", event, spans, amount, seen=at, source=line.claimant
                )
                break
