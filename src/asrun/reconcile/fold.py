"""One event out of all that was said of it: planned, expected, actual, and its state on its axes."""

import re
from collections.abc import Iterable

from asrun.model.account import EventAccount, Known, OutcomeState, PlanState
from asrun.model.fact import Certainty, Change, Claim, EventKind, Mention, Observation, Outcome, Plan, taking_part
from asrun.model.span import Span
from asrun.model.time import Day, DayPart, Instant, Relative, Start, When, day_of, duration_seconds
from asrun.model.wordbook import Wordbook
from asrun.reconcile.claimants import Claimants
from asrun.reconcile.deeds import came_of, is_over
from asrun.reconcile.gone_by import is_broken_off
from asrun.reconcile.states import state_of
from asrun.reconcile.turns import OFF, turn
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import deviation, say

_WORDS = Wordbook(__package__, "fold")
_RUNNING = ("started", "in_progress", "running_late", "ended", "arrival", "departure")
_TURNS = (*OFF, "postponed", "restored")
_SHORT = 15 * 60
_MOVES = ("delayed", "advanced", "rescheduled")
# What many are at goes on without the one who is not there.
_GOES_ON = ("ceremony", "reception", "summit")
_PUNCTUAL = _WORDS.pattern("punctual", re.I)


def fold(event: str, seen: View, claimants: Claimants, language: str = "en") -> EventAccount:
    """The account of one event as of the view."""
    return _Fold(event, seen, claimants, language).account()


class _Fold:
    """What was said of one event, in the order in which it became known."""

    def __init__(self, event: str, seen: View, claimants: Claimants, language: str) -> None:
        self.event, self.seen, self.claimants, self.language = event, seen, claimants, language
        self.rows = sorted(seen.rows[event], key=lambda r: r.order)
        told = [(r, r.fact) for r in self.rows if isinstance(r.fact, Plan)]
        self.plans = sorted(told, key=lambda p: p[1].restates and not isinstance(p[1].starts, Instant))
        self.listed = [(r, p) for r, p in self.plans if not p.restates]
        self.standing = [(r, p) for r, p in self.listed if p.spans[0] not in seen.waiting]
        self.changes = [
            (r, r.fact) for r in self.rows if isinstance(r.fact, Change) and seen.event(r.fact.about) == event
        ]
        self.sightings = [(r, r.fact) for r in self.rows if isinstance(r.fact, Observation)]
        self.planned = self._planned()
        self._result = next((r.fact.outcome for r in reversed(self.rows) if isinstance(r.fact, Outcome)), None)
        self.expected: Known | None = None
        self.plan: PlanState = "planned"
        self.outcome: OutcomeState = "no_report"
        self.certainty: Certainty = "asserted"
        self.late: int | None = None
        self.best: dict[str, tuple[int, object]] = {}
        self.overruled: list[Span] = []
        self.moved: list[Known] = []

    def account(self) -> EventAccount:
        """The event with all that is known of it."""
        self._changes()
        actual_start, actual_end = self._sightings()
        self._results()
        body = self._body()
        if self.outcome == "held" and not (actual_start or self.planned):
            actual_start = self._day()
        if self.outcome == "held" and actual_start is None and self.expected and self._moved():
            actual_start = Known(_derived(self.expected.value), self.expected.evidence, self.expected.claimant)
        seconds = self._deviation(actual_start)
        listed = [p for _, p in self.listed]
        return EventAccount(
            self.event,
            self._summary(),
            self._kind(),
            self.plan,
            self.outcome,
            unplanned=self._unplanned(),
            state=state_of(
                self.plan,
                self.outcome,
                [c for _, c in self.changes],
                no_agreement=self._result == "no_agreement",
                unplanned=self._unplanned(),
                expected=self.expected is not None,
            ),
            certainty=self.certainty,
            planned_start=self.planned,
            planned_end=self._planned_end(),
            planned_duration=next((p.duration for _, p in self.plans if p.duration), None),
            expected_start=self.expected if self.plan not in ("cancelled", "dropped") else None,
            actual_start=actual_start,
            actual_end=actual_end,
            place=_first(m.place and (m.scene or m.place) for m in body) or _first(m.scene for m in body),
            current_place=next(
                (c.after for _, c in reversed(self.changes) if _relocates(c) and isinstance(c.after, str)), None
            ),
            origin=_first(m.origin for m in body),
            destination=_first(m.destination for m in body),
            participants=taking_part(body),
            publisher=self._publisher(),
            result=self._result,
            replaced_by=next((self.seen.event(c.replaced_by) for _, c in self.changes if c.replaced_by), None),
            deviation_seconds=seconds,
            deviation=self._deviation_words(seconds),
            revisions=max(0, len({r.added.version for r, _ in self.listed}) - 1) + len(self.changes),
            first_seq=min(r.seq for r in self.rows),
            last_seq=max(r.seq for r in self.rows),
            recorded_at=max(r.recorded_at for r in self.rows),
            first_recorded_at=min(r.recorded_at for r in self.rows),
            history=self._history(),
            mentions=tuple(dict.fromkeys(s for m in body for s in m.spans)),
            overruled=tuple(self.overruled),
            name=self._summary(),
            calendar=self.seen.events[self.event].calendar,
            roles=next((p.roles for _, p in self.listed if p.roles), ()),
            notes=("tentative",) if listed and listed[-1].tentative else (),
        )

    def _history(self) -> tuple[Known, ...]:
        """Every start that was given, in order: the first announced, those of later versions and those of changes."""
        told: list[Known] = []
        listed = [Known(p.starts, p.spans, self._claimant(r)) for r, p in self.listed if p.starts]
        for known in (self.planned, *listed, *self.moved):
            if known and all(_moment(known.value) != _moment(k.value) for k in told[-1:]):
                told.append(known)
        return tuple(told)

    def _day(self) -> Known | None:
        """The day on which something without a clock was held, else that of the document that tells of it."""
        for row in self.rows:
            if isinstance(row.fact, Mention) and row.fact.held == "held" and isinstance(row.fact.starts, Day | DayPart):
                return Known(row.fact.starts, row.fact.spans[:1], self._claimant(row))
        for row in self.rows:
            header = self.seen.headers.get(row.added.version)
            day = day_of(header.created) if header and header.created else None
            zone = getattr(header.created, "zone", None) if header else None
            if day:
                return Known(Day(day, zone, "inferred"), row.fact.spans[:1], self._claimant(row))  # type: ignore[union-attr]
        return None

    def _claimant(self, row: Row) -> str:
        return row.added.claimant

    def _body(self) -> list[Plan | Mention]:
        """The plans and mentions of the event, plans of schedules first."""
        named: list[Plan | Mention] = [p for _, p in self.listed]
        named += [p for _, p in self.plans if p.restates]
        for row in self.rows:
            if isinstance(row.fact, Mention):
                named += [] if row.fact.titles else [row.fact]
            elif isinstance(row.fact, Change | Observation | Outcome):
                for mention in (row.fact.about, getattr(row.fact, "replaced_by", None)):
                    if mention and self.seen.event(mention) == self.event:
                        named.append(mention)
        return named

    def _summary(self) -> str:
        """The schedule's words, else the fullest that anybody used."""
        body = self._body()
        if self.plans:
            return body[0].summary
        return max((m.summary for m in body), key=len, default="")

    def _kind(self) -> EventKind:
        if self.plans:
            return self.plans[0][1].kind
        return next((m.kind for m in self._body() if m.kind != "other"), "other")

    def _publisher(self) -> str | None:
        return next((p.says or self._claimant(r) for r, p in (*self.listed, *self.plans)), None)

    def _planned(self) -> Known | None:
        """The start as first announced; prose counts where no schedule gives one."""
        for row, plan in (*self.listed, *self.plans):
            if plan.starts:
                return Known(self._resolved(plan.starts, plan.spans[0].doc), plan.spans, self._claimant(row))
        for row, change in self.changes:
            start = change.after if change.kind == "added" else change.before
            if isinstance(start, Instant):
                return Known(start, change.spans, self._claimant(row))
        return None

    def _resolved(self, start: Start, doc: str) -> Start:
        """A start; one that follows a place in the document follows the event that is told of there."""
        if not isinstance(start, Relative) or not start.after.isdecimal():
            return start
        event = self.seen.starting.get((doc, int(start.after)))
        return Relative(event, start.gap_seconds) if event else start

    def _planned_end(self) -> Known | None:
        """The stated end, else the start and the stated length, else the end seen and how far off the plan it was."""
        for row, plan in (*self.listed, *self.plans):
            if plan.ends:
                return Known(plan.ends, plan.spans, self._claimant(row))
        for row, plan in self.plans:
            seconds = duration_seconds(plan.duration) if plan.duration else None
            if seconds and self.planned and isinstance(self.planned.value, Instant):
                evidence = (*self.planned.evidence, *plan.spans)
                return Known(self.planned.value.shifted(seconds), evidence, self._claimant(row))
        for row, change in self.changes:
            seconds = duration_seconds(change.delta) if change.delta and change.certainty == "asserted" else None
            if seconds and change.kind == "ended_early" and isinstance(change.after, Instant):
                return Known(change.after.shifted(abs(seconds)), change.spans, self._claimant(row))
        return None

    def _unplanned(self) -> bool:
        """Whether it stands in the place of something planned, or was added off the plan, and no plan has it."""
        instead = any(
            isinstance(r.fact, Change) and self.seen.event(r.fact.replaced_by) == self.event for r in self.rows
        )
        return not self.plans and instead

    def _moved(self) -> bool:
        return any(c.kind in _MOVES and c.certainty == "asserted" for _, c in self.changes)

    def _changes(self) -> None:
        """Plan and outcome by the changes; what is off stays off unless restored, and a hedge cancels nothing."""
        if self.standing:
            self._latest()
        for row, change in sorted(self.changes, key=lambda rc: turn(*rc)):
            if change.certainty != "asserted":
                self.late = duration_seconds(change.delta) if change.delta and self.late is None else self.late
                if self.outcome == "no_report" and self.plan == "planned":
                    self.certainty = change.certainty
                continue
            if change.kind in _TURNS and self._outranked(row, "state", change.kind == "restored"):
                continue
            self.certainty = "asserted"
            if change.kind == "skipped" and self._kind() in _GOES_ON:
                self.outcome = "held" if is_over(row, self.expected or self.planned, self.seen) else self.outcome
            elif change.kind in OFF:
                self.plan = "planned" if change.kind == "skipped" else "cancelled"
                self.outcome = "replaced" if "replaced" in (change.kind, self.outcome) else "not_held"
            elif change.kind == "postponed":
                self.plan, self.expected = "postponed", None
            elif change.kind == "restored":
                self.plan, self.outcome = "planned", "no_report"
            elif change.kind == "dropped" and self.plan != "cancelled":
                self.plan = "dropped"
            elif change.kind == "ended_early":
                self.outcome = "ended_early" if self._result or is_broken_off(change) else "held"
            elif change.kind in ("confirmed", "made_tentative") and self.plan in ("planned", "tentative"):
                self.plan = "tentative" if change.kind == "made_tentative" else "planned"
            elif (
                change.kind in ("shortened", "extended") and self.outcome == "no_report" and self._was_due(row, change)
            ):
                self.outcome = "held"
            self._expect(row, change)

    def _outranked(self, row: Row, axis: str, value: object) -> bool:
        """Whether a better claimant has said otherwise before; else this one is the best from here on."""
        rank = self.claimants.rank(row, self._publisher())
        best, told = self.best.get(axis, (rank, value))
        if rank > best and told != value:
            self.overruled.append(row.fact.spans[0])  # type: ignore[union-attr]
            return True
        self.best[axis] = (min(rank, best), value)
        return False

    def _was_due(self, row: Row, change: Change) -> bool:
        """Whether a change of length was told of something that had begun: a schedule's own, or one told before, was not."""
        start = self.planned.value if self.planned else None
        known = row.added.valid_from
        return not change.field and not (isinstance(start, Instant) and known and known < start.utc)

    def _latest(self) -> None:
        """The latest schedule's own word: its start, and its tentative mark."""
        row, plan = self.standing[-1]
        if plan.tentative:
            self.plan = "tentative"
        starts = self._resolved(plan.starts, plan.spans[0].doc) if plan.starts else None
        if starts and self.planned and _moment(starts) != _moment(self.planned.value):
            self.expected = Known(starts, plan.spans, self._claimant(row))

    def _expect(self, row: Row, change: Change) -> None:
        """The start that a change leads to expect."""
        if change.kind not in (*_MOVES, "postponed") and change.field not in ("starts", "zone"):
            return
        after: When | None = change.after if not isinstance(change.after, str) else None
        seconds = duration_seconds(change.delta) if change.delta else None
        if after is None and seconds and self.planned and isinstance(self.planned.value, Instant):
            after = self.planned.value.shifted(seconds)
        if change.kind == "postponed" and isinstance(after, Day) and not after.clock:
            return
        if after is not None and not self._outranked(row, "start", _moment(after)):
            self.expected = Known(after, change.spans, self._claimant(row))
            self.moved.append(self.expected)
        elif after is None and seconds:
            self.late = seconds

    def _sightings(self) -> tuple[Known | None, Known | None]:
        """Actual start and end, and the outcome that observations speak for."""
        start = end = None
        left = any(s.phase == "departure" for _, s in self.sightings)
        for row, seen in self.sightings:
            known = Known(seen.at, seen.spans, self._claimant(row)) if seen.at else None
            if left and start and seen.phase == "arrival":
                end = known or end
            elif seen.phase in ("started", "departure", "arrival"):
                start = known or start
                if seen.phase == "started" and not seen.at and self.planned and _PUNCTUAL.search(seen.what):
                    start = Known(_derived(self.planned.value), seen.spans, self._claimant(row))
            elif seen.phase == "ended":
                end = known or end
            if seen.phase in _RUNNING or (
                seen.phase == "other" and seen.certainty == "asserted" and self._begun(seen.at)
            ):
                self._seen_running(row, seen)
        return start, end

    def _begun(self, at: When | None) -> bool:
        """Whether something seen at a moment was seen while the event could be on: not well before its plan."""
        start = self.planned.value if self.planned else None
        return (
            not (isinstance(at, Instant) and isinstance(start, Instant))
            or (at.utc - start.utc).total_seconds() >= -_SHORT
        )

    def _seen_running(self, row: Row, seen: Observation) -> None:
        """Somebody saw it take place: held, or contested where another source said that it was off."""
        if self.outcome in ("not_held", "replaced"):
            others = {self._claimant(r) for r, c in self.changes if c.kind in OFF and c.certainty == "asserted"}
            off = {c.kind for _, c in self.changes if c.kind in OFF and c.certainty == "asserted"}
            if seen.certainty == "asserted" and off == {"skipped"}:
                self.outcome = "held"
            elif seen.certainty == "asserted" and seen.at and self._claimant(row) not in others:
                self.outcome = "contested"
        elif self.outcome == "no_report":
            self.outcome = "held"

    def _results(self) -> None:
        """Mentions that tell of it as having happened."""
        held = any(m.held == "held" for m in self._body() if isinstance(m, Mention))
        if held and self.outcome == "no_report" and self.plan != "cancelled":
            self.outcome = "held"
        said = [r.added.claimant for r in self.rows if not isinstance(r.fact, Claim | Plan)]
        denied = [r.added.claimant for r in self.rows if isinstance(r.fact, Claim)]
        if denied and self.outcome in ("held", "ended_early") and set(said) - set(denied):
            self.outcome = "contested"
        if self.outcome == "no_report" and self.plan not in ("cancelled", "postponed"):
            self.outcome = came_of(self.rows, self.changes, self.expected or self.planned, self.seen)

    def _deviation(self, actual: Known | None) -> int | None:
        """Actual, else expected, minus planned start in seconds; else what was said of it."""
        planned = self.planned.value if self.planned else None
        for known in (actual, self.expected if self.outcome not in ("not_held", "replaced") else None):
            if known and isinstance(known.value, Instant) and isinstance(planned, Instant):
                return round((known.value.utc - planned.utc).total_seconds())
        return self.late if self.outcome not in ("not_held", "replaced") else None

    def _deviation_words(self, seconds: int | None) -> str | None:
        if seconds is None:
            return None
        words = deviation(seconds, self.language)
        doubt = self.certainty == "hedged" and seconds == self.late
        return say(self.language, "length.seems", words=words) if doubt else words


def _first(values: Iterable[str | None]) -> str | None:
    return next((v for v in values if v), None)


def _relocates(change: Change) -> bool:
    """Whether a change is one of the place itself, not of where a journey begins or ends."""
    return change.kind == "relocated" and change.field in (None, "place")


def _moment(start: Start | str) -> object:
    """A start by the instant it names, where it names one."""
    return start.utc if isinstance(start, Instant) else start


def _derived(start: Start | str) -> Start | str:
    """The same moment, marked as derived."""
    if isinstance(start, Instant):
        return Instant(start.utc, start.zone, "derived")
    if isinstance(start, Day):
        return Day(start.day, start.zone, "derived")
    return start
