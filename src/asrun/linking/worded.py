"""What was seen at a clock put on the planned event whose words its clause holds, where its own name is none of a plan's."""

from asrun.linking.items import Items, stem, stems
from asrun.linking.likeness import head, words
from asrun.model.fact import EventKind, Phase
from asrun.model.known import Profile
from asrun.model.span import Span
from asrun.model.time import Instant

# The hours by which what is seen may come before the event's clock, and after it: near to that one word tells, else two.
_NEAR, _WIDE = (-0.75, 2), (-2, 5)
_SURE, _SURER = 2, 4
_MOVES = ("departure", "arrival")


def in_its_words(
    clause: Span, seen: Instant | None, items: Items, kind: EventKind, phase: Phase | None
) -> Profile | None:
    """The one planned event that the words of a clause are about, and that was due at about the clock of it.

    What was announced was `seen` at none. What ended may have begun hours before.
    Who moved may have come from another one, or gone to it: only the noun that heads a title tells that it was this.
    """
    if seen is None:
        return items.named(clause.exact, sure=_SURER)
    found = items.named(clause.exact, sure=_SURE)
    if found and kind in _MOVES and not _headed(clause.exact, found):
        return None
    hours = [
        (seen.utc - s.utc).total_seconds() / 3600 for s in (found.starts if found else ()) if isinstance(s, Instant)
    ]
    if found is None or not hours:
        return None
    if any(_NEAR[0] <= h <= (_WIDE if phase == "ended" else _NEAR)[1] for h in hours):
        return found
    near = any(_WIDE[0] <= h <= _WIDE[1] for h in hours)
    return items.named(clause.exact, sure=_SURER) if near else None


def _headed(told: str, event: Profile) -> bool:
    """Whether some words hold the noun that heads a title of an event."""
    heads = {stem(w) for summary in event.summaries for w in words(head(summary))}
    return bool(heads & stems(told))
