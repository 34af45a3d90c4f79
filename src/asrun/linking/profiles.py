"""How what is known of an event grows with each mention of it."""

from typing import TypeVar

import msgspec

from asrun.linking.likeness import ordinal_of
from asrun.model.fact import Mention, Plan
from asrun.model.known import Profile
from asrun.model.time import Day, DayPart, Instant, Start, When

T = TypeVar("T")
_KEPT = 8


def grown(profile: Profile, mention: Mention | Plan, source: str | None, clock: int) -> Profile:
    """The profile with what a mention adds to it; a deed adds nothing, for its words are not those of the event."""
    if isinstance(mention, Mention) and mention.titles:
        return profile
    planned = isinstance(mention, Plan)
    return msgspec.structs.replace(
        profile,
        kind=mention.kind if profile.kind == "other" else profile.kind,
        summaries=_with(profile.summaries, mention.summary),
        starts=_with(profile.starts, _moment(mention.starts)),
        places=_with(profile.places, mention.place),
        origins=_with(profile.origins, mention.origin),
        destinations=_with(profile.destinations, mention.destination),
        participants=tuple(dict.fromkeys((*profile.participants, *mention.participants))),
        ordinals=_with(profile.ordinals, ordinal_of(mention)),
        sources=_with(profile.sources, source if planned and not mention.restates else None),  # type: ignore[union-attr]
        planned=profile.planned or planned,
        latest=clock,
        due=_with(profile.due, _moment(mention.starts) if planned else None),
        words=profile.words or (mention.spans[0] if planned else None),
    )


def _with(values: tuple[T, ...], more: T | None) -> tuple[T, ...]:
    """The values and one more, unless it is nothing, there already, or one too many."""
    return values if more is None or more in values or len(values) >= _KEPT else (*values, more)


def _moment(starts: Start | None) -> When | None:
    return starts if isinstance(starts, Instant | Day | DayPart) else None
