"""The account of a day: the plan set against what is known, with every doubt kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

import msgspec

from asrun.model.fact import Certainty, Change, EventKind, Observation, Participation, Statement
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Relative, Start, When, ZoneRole

PlanState = Literal["planned", "tentative", "postponed", "cancelled", "dropped"]
OutcomeState = Literal["no_report", "held", "not_held", "replaced", "ended_early", "contested"]


class Known(msgspec.Struct, frozen=True):
    """A value of an account with the words it rests on and the claimant who said so."""

    value: Start | str
    evidence: tuple[Span, ...] = ()
    claimant: str | None = None


class ChangeLine(msgspec.Struct, frozen=True):
    """A change as the account tells it: one human sentence, what was known since when, who says so."""

    event: str | None
    change: Change
    words: str
    claimant: str
    known_from: datetime | None
    seq: int
    before: When | str | None = None
    after: When | str | None = None
    replaced_by: str | None = None
    restated_in: tuple[Span, ...] = ()


class ObservationLine(msgspec.Struct, frozen=True):
    """An observation with the event it is about and since when it is known."""

    event: str | None
    observation: Observation
    claimant: str
    known_from: datetime | None
    seq: int


class StatementLine(msgspec.Struct, frozen=True):
    """A statement with since when it is known; `doc` is the version it stands in."""

    statement: Statement
    doc: str
    known_from: datetime | None
    seq: int


class EventAccount(msgspec.Struct, frozen=True):
    """One event: planned, expected and actual, each with its evidence; its state on its axes.

    `deviation_seconds` is actual (else expected) start minus planned start, positive is late; `deviation` says it in words.
    `state` is the one word a reader sees first ("Cancelled", "Held", "Replaced", "No report yet", ...).
    `implied_end` is where nobody stated an end: `bounded` by the next item of the list, `derived` from an arrival.
    `implied_outcome` is where nobody told of it and the outcome follows from that of another event, its value.
    `first_recorded_at` and `recorded_at` are the record's clocks of its first and last row. `overruled` are changes that do
    not count since a better claimant says otherwise. `ahead` marks what lies after the moment that the account speaks of: the
    one asked about, else the last document's. `name` is what sentences call it: the summary, with its day in an account of
    several days. `calendar` is the stream it belongs to.
    """

    id: str
    summary: str
    kind: EventKind
    plan: PlanState = "planned"
    outcome: OutcomeState = "no_report"
    unplanned: bool = False
    state: str = "No report yet"
    certainty: Certainty = "asserted"
    planned_start: Known | None = None
    planned_end: Known | None = None
    planned_duration: str | None = None
    expected_start: Known | None = None
    actual_start: Known | None = None
    actual_end: Known | None = None
    place: str | None = None
    current_place: str | None = None
    origin: str | None = None
    destination: str | None = None
    participants: tuple[str, ...] = ()
    publisher: str | None = None
    result: str | None = None
    replaced_by: str | None = None
    deviation_seconds: int | None = None
    deviation: str | None = None
    revisions: int = 0
    first_seq: int = 0
    last_seq: int = 0
    recorded_at: datetime | None = None
    history: tuple[Known, ...] = ()
    mentions: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    first_recorded_at: datetime | None = None
    overruled: tuple[Span, ...] = ()
    implied_end: Known | None = None
    implied_outcome: Known | None = None
    roles: tuple[Participation, ...] = ()
    ahead: bool = False
    name: str = ""
    calendar: str | None = None


class ContestSide(msgspec.Struct, frozen=True):
    """One side of a contest: the exact words, who says so, and since when it is known."""

    span: Span
    claimant: str
    known_from: datetime | None = None


class Contest(msgspec.Struct, frozen=True):
    """Claims side by side that cannot all be right: what they are about, and who says what since when."""

    kind: Literal["date", "attribution", "outcome", "correction", "superseded_statement"]
    words: str
    sides: tuple[ContestSide, ...]
    event: str | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of all sides."""
        return tuple(s.span for s in self.sides)


class ClaimLine(msgspec.Struct, frozen=True):
    """A claim in words: who holds it, and the clause as printed."""

    holder: str
    polarity: Literal["+", "-"]
    words: str
    span: Span


class Highlight(msgspec.Struct, frozen=True):
    """A computed sentence about the day with the words it rests on."""

    words: str
    evidence: tuple[Span, ...]


class Deviation(msgspec.Struct, frozen=True):
    """Where a day left its plan, as a rule found it: one sentence, with the words that it rests on.

    `rule` is the rule's code; `seconds` how much later (negative: earlier) or longer, where the rule measures that.
    """

    rule: str
    event: str | None
    words: str
    evidence: tuple[Span, ...]
    seconds: int | None = None


class ZoneColumn(msgspec.Struct, frozen=True):
    """A zone that the account is told in; the venue's comes first. `label` is like "Hanoi (UTC+7)"."""

    zone: str
    label: str
    role: ZoneRole


class SourceLine(msgspec.Struct, frozen=True):
    """A document behind the account; `label` is the number or mark that it bears ("Report #3", "REVISED")."""

    doc: str
    kind: str
    publisher: str | None
    issued: str | None
    sha256: str
    private: bool = False
    label: str | None = None
    issued_at: datetime | None = None
    source: str = ""


class Account(msgspec.Struct, frozen=True):
    """A day's plan against what is known as of (`as_of`, `seq`); the same two give the same account for ever.

    `as_of` None means: all that the sources say. Events stand in order of their planned, else actual start. `held` are
    changes of a mass that nobody has accepted: they count for nothing.
    """

    title: str
    days: tuple[date, ...]
    as_of: datetime | None
    seq: int
    recorded_by: datetime | None
    zones: tuple[ZoneColumn, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    events: tuple[EventAccount, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    observations: tuple[ObservationLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    claims: tuple[ClaimLine, ...] = ()
    contests: tuple[Contest, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    notices: tuple[Notice, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    language: str = "en"
    held: tuple[ChangeLine, ...] = ()


def start_of(event: EventAccount, events: Mapping[str, EventAccount]) -> Start | str | None:
    """The start that is expected, else planned, of an event, else of the one that it follows."""
    passed: set[str] = set()
    while True:
        known = event.expected_start or event.planned_start
        if known is None or not isinstance(known.value, Relative):
            return known.value if known else None
        passed.add(event.id)
        if known.value.after not in events or known.value.after in passed:
            return None
        event = events[known.value.after]
