"""A day told again as it became known: moment by moment, what was learned and what it did to the plan."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from asrun.model.account import Account, EventAccount, ZoneColumn
from asrun.model.entry import standing
from asrun.pipeline.asking import Question, entries_of
from asrun.reconcile import reconcile
from asrun.record import Record


class Learned(msgspec.Struct, frozen=True):
    """A moment of valid time with the lines of what became known then, and how events stood before and after."""

    at: datetime
    lines: tuple[str, ...]
    states: tuple[str, ...]


def replay(record: Record, question: Question) -> tuple[Account, Iterator[Learned]]:
    """The account at the end of a day, and the moments of the day in order."""
    entries = standing(entries_of(record, question))

    def told(as_of: datetime | None) -> Account:
        return reconcile(entries, as_of, question.days, question.calendars, question.language)

    whole = told(None)
    return whole, _moments(whole, told)


def _moments(whole: Account, told: Callable[[datetime | None], Account]) -> Iterator[Learned]:
    """What each moment brought; the states of events as of it, where they differ from the moment before."""
    lines: dict[datetime, list[str]] = {}
    for change in whole.changes:
        if change.known_from:
            lines.setdefault(change.known_from, []).append(f"{change.words} ({change.claimant})")
    for seen in whole.observations:
        if seen.known_from and not any(c.change.spans == seen.observation.spans for c in whole.changes):
            words = seen.observation.spans[0].exact
            lines.setdefault(seen.known_from, []).append(f"seen: {words} ({seen.claimant})")
    for said in whole.statements:
        if said.known_from and said.statement.spans:
            who = said.statement.speaker or said.doc
            lines.setdefault(said.known_from, []).append(f"said: “{said.statement.spans[0].exact}” ({who})")
    states: dict[str, str] = {}
    for at in sorted(lines):
        now = {e.id: e for e in told(at).events}
        moved = tuple(_turned(e, states.get(i)) for i, e in now.items() if states.get(i, _word(e)) != _word(e))
        states.update({i: _word(e) for i, e in now.items()})
        yield Learned(at, tuple(lines[at]), moved)


def _word(event: EventAccount) -> str:
    return event.state + (f", {event.deviation}" if event.deviation else "")


def _turned(event: EventAccount, before: str | None) -> str:
    return f"{event.summary}: {before} → {_word(event)}"


def replay_lines(whole: Account, moments: Iterator[Learned]) -> Iterator[str]:
    """A replay in words, with the clocks of the account's zones."""
    yield whole.title
    for learned in moments:
        yield ""
        yield _clocks(learned.at, whole.zones)
        yield from (f"  {line}" for line in learned.lines)
        yield from (f"  ⇒ {line}" for line in learned.states)


def _clocks(moment: datetime, zones: tuple[ZoneColumn, ...]) -> str:
    """A moment on the clocks of the zones, the venue's day first."""
    columns = zones or (ZoneColumn("UTC", "UTC", "utc"),)
    told = [(moment.astimezone(ZoneInfo(z.zone)), z.label.partition(" (")[0]) for z in columns]
    return f"{told[0][0]:%-d %B %Y}  " + ", ".join(f"{local:%H:%M} {label}" for local, label in told)
