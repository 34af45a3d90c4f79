"""What stood after each version of a source: its plans, with what revisions changed of them and without what is held."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from asrun.model.entry import (
    Entry,
    FactAdded,
    LinkAdded,
    ReadingAdded,
    VersionAccepted,
    VersionAdded,
    VersionWithdrawn,
    standing,
)
from asrun.model.fact import Amendment, Change, Plan
from asrun.model.reading import Header
from asrun.model.source import Version
from asrun.model.span import Span
from asrun.model.time import Instant

CAME = ("added", "restored")
GONE = ("dropped", "cancelled")


class State(NamedTuple):
    """The plans as they stood after a version, and those that only versions before it had, by event."""

    plans: dict[str, Plan]
    gone: dict[str, Plan]


class History:
    """The versions of a record's sources, walked once; withdrawn ones count for nothing."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.versions: dict[str, Version] = {}
        self.headers: dict[str, Header] = {}
        self.linked: dict[Span, str] = {}
        self.withdrawn: set[str] = set()
        self.amendments: dict[str, list[Amendment]] = defaultdict(list)
        self._accepted: set[str] = set()
        self._plans: dict[str, list[Plan]] = defaultdict(list)
        self._changes: dict[str, list[Change]] = defaultdict(list)
        rows = list(entries)
        for entry in rows:
            if isinstance(entry.payload, VersionAdded):
                self.versions[entry.payload.version.id] = entry.payload.version
            elif isinstance(entry.payload, VersionWithdrawn):
                self.withdrawn.add(entry.payload.version)
        for entry in standing(rows):
            match entry.payload:
                case ReadingAdded() as reading:
                    self.headers[reading.version] = reading.header
                case LinkAdded() as link:
                    self.linked[link.mention] = link.event
                case FactAdded(version=name, fact=Plan() as plan):
                    self._plans[name].append(plan)
                case FactAdded(version=name, fact=Amendment() as amendment):
                    self.amendments[name].append(amendment)
                case FactAdded(version=name, fact=Change() as change) if change.field:
                    self._changes[name].append(change)
                case VersionAccepted(version=name):
                    self._accepted.add(name)

    def latest(self) -> dict[str, Version]:
        """The latest version of each source that is not withdrawn."""
        return {v.source: v for v in self.versions.values() if v.id not in self.withdrawn}

    def listed(self, version: str) -> list[Plan]:
        """The items of a version's own schedule."""
        return [p for p in self._plans[version] if not (p.restates or p.former)]

    def after(self, gone: Iterable[str]) -> list[Version]:
        """The versions that stand and revise one of these, or come right after it where that one is gone before it."""
        lost, found = set(gone), []
        for version in self.versions.values():
            base = version.revision_of
            while base in self.withdrawn and base not in lost:
                base = self.versions[base].revision_of
            if base in lost and version.id not in self.withdrawn:
                found.append(version)
        return found

    def state(self, version: str | None) -> State:
        """What stood after a version and those that it revises."""
        chain: list[str] = []
        while version in self.versions and version not in chain:
            chain.append(version)
            version = self.versions[version].revision_of
        state = State({}, {})
        for name in reversed(chain):
            if name not in self.withdrawn:
                state = self._after(state, name)
        return state

    def _after(self, state: State, name: str) -> State:
        """The state after one more version."""
        former = {e: p for p in self._plans[name] if p.former and (e := self.linked.get(p.spans[0]))}
        if former:
            lost = {e: p for e, p in state.plans.items() if e not in former}
            state = State(former, state.gone | lost)
        own = {event: p for p in self.listed(name) if (event := self.linked.get(p.spans[0]))}
        changes = [(self._event(c), c) for c in self._changes[name]]
        header = self.headers.get(name)
        now = dict(state.plans) if header and header.partial else {}
        for event, change in changes:
            if change.held and name not in self._accepted:
                if change.kind not in CAME and event in state.plans:
                    own[event] = state.plans[event]
            elif header and header.partial and event:
                if change.kind in GONE:
                    now.pop(event, None)
                elif change.kind == "restored" and event in state.gone:
                    now[event] = state.gone[event]
                elif event in now:
                    now[event] = revised(now[event], change)
        now |= own
        gone = state.gone | {e: p for e, p in state.plans.items() if e not in now}
        return State(now, {e: p for e, p in gone.items() if e not in now})

    def _event(self, change: Change) -> str:
        return self.linked.get(change.about.spans[0], "") if change.about else ""


def revised(plan: Plan, change: Change) -> Plan:
    """A plan after one change of it; an end goes with its start where the change does not name it."""
    after, field = change.after, change.field
    if field in ("starts", "zone"):
        ends, old = plan.ends, plan.starts
        if isinstance(ends, Instant) and isinstance(old, Instant) and isinstance(after, Instant):
            ends = ends.shifted(round((after.utc - old.utc).total_seconds()), ends.basis)
        elif after != old:
            ends = None
        return msgspec.structs.replace(plan, starts=after, ends=ends)
    if field == "ends":
        return msgspec.structs.replace(plan, ends=after, duration=None)
    if field == "tentative":
        return msgspec.structs.replace(plan, tentative=change.kind == "made_tentative")
    if field == "participants":
        names = tuple(str(after).split(", ")) if after else ()
        return msgspec.structs.replace(plan, participants=names)
    if field in ("place", "origin", "destination", "summary", "duration"):
        return msgspec.structs.replace(plan, **{field: after})
    return plan
