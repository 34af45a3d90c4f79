"""What two versions of one schedule differ in: changes event by event, and what happened to many at once."""

import msgspec

from asrun.model.fact import ChangeKind, Plan
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Start

Told = Start | str | tuple[str, ...] | int | None


class Difference(msgspec.Struct, frozen=True):
    """One field of one event that went from `before` to `after`; an event that is added or dropped has no field.

    `event` is the source's own uid, else the summary; `summary` the words of the later version that holds the event.
    `seconds` is how much later (negative: earlier) or longer; `spans` the words in the older version and in the newer.
    """

    kind: ChangeKind
    event: str
    summary: str
    field: str | None = None
    before: Told = None
    after: Told = None
    seconds: int | None = None
    spans: tuple[Span, ...] = ()


class MassChange(msgspec.Struct, frozen=True):
    """One change of a source that touches many events at once, held for review; its members are not told one by one.

    Of a shared move `before` and `after` are the starts of its first event, of what came or went the numbers of events in
    the older and the newer version.
    """

    kind: ChangeKind
    count: int
    before: Told = None
    after: Told = None
    seconds: int | None = None
    members: tuple[Difference, ...] = ()


class Match(msgspec.Struct, frozen=True):
    """Two items of two versions that are one event, with the points of a hundred and the reasons for taking them so."""

    before: Plan
    after: Plan
    score: int
    reason: str


class Comparison(msgspec.Struct, frozen=True):
    """All that two versions differ in, in the order of the newer one, and which items were taken as one event.

    `returned` are the items that only a version before both had, with how it had them.
    """

    changes: tuple[Difference, ...] = ()
    mass_changes: tuple[MassChange, ...] = ()
    matches: tuple[Match, ...] = ()
    notices: tuple[Notice, ...] = ()
    returned: tuple[Match, ...] = ()
