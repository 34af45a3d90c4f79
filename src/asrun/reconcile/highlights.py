"""The sentences that a reader sees first, computed from the account by weight; each rests on quoted words."""

from collections.abc import Sequence
from datetime import date

from asrun.model.account import ChangeLine, Contest, EventAccount, Highlight
from asrun.model.span import Span
from asrun.model.time import Instant
from asrun.reconcile.wording import day, length, moment, say, sentence

_MOST = 8


def highlights(
    events: tuple[EventAccount, ...],
    changes: tuple[ChangeLine, ...],
    contested: tuple[Contest, ...],
    days: Sequence[date],
    language: str,
) -> tuple[Highlight, ...]:
    """Outcomes, what did not happen, what moved and by how much, what is contested; last what was planned in all."""
    teller = _Teller(events, language)
    found: list[tuple[int, Highlight]] = []
    told: set[str] = set()
    open_ones = {e.id for e in events if e.outcome == "contested"}
    for event in events:
        said = teller.event(event, [c for c in changes if c.event == event.id and c.change.certainty == "asserted"])
        if said:
            told.add(event.id)
            found.append(said)
    for line in changes:
        if line.event not in told and line.event not in open_ones and line.change.certainty == "asserted":
            found.append((40, Highlight(line.words, line.change.spans)))
            told.add(line.event or "")
    open_still = {e.id for e in events if e.outcome == "no_report" and e.plan in ("planned", "tentative")}
    for line in changes:
        if line.event in open_still - told and line.change.certainty == "hedged":
            found.append((38, Highlight(line.words, line.change.spans)))
            told.add(line.event or "")
    found += [(35, Highlight(teller.say("contest", words=c.words), c.spans)) for c in contested]
    found.sort(key=lambda f: -f[0])
    plan = teller.plan(days)
    return (*(h for _, h in found[: _MOST - len(plan)]), *plan)


class _Teller:
    """The sentences about the events of one account, in one language."""

    def __init__(self, events: tuple[EventAccount, ...], language: str) -> None:
        self.events, self.language = events, language
        self.names = {e.id: e.name for e in events}

    def say(self, key: str, **slots: object) -> str:
        """One sentence."""
        return sentence(say(self.language, f"highlight.{key}", **slots))

    def plan(self, days: Sequence[date]) -> tuple[Highlight, ...]:
        """How much was planned, and what is known of it."""
        planned = [e for e in self.events if e.planned_start]
        if not planned or not days:
            return ()
        first, last = (day(d, self.language) for d in (days[0], days[-1]))
        key = "plan_some_days" if first != last else "plan_one" if len(planned) == 1 else "plan"
        plan = say(self.language, f"highlight.{key}", count=len(planned), when=first, first=first, last=last)
        counts = {
            "held": sum(e.outcome in ("held", "ended_early") for e in planned),
            "off": sum(e.outcome in ("not_held", "replaced") for e in planned),
            "contested": sum(e.outcome == "contested" for e in planned),
            "open": sum(e.outcome == "no_report" and not e.ahead for e in planned),
            "ahead": sum(e.outcome == "no_report" and e.ahead for e in planned),
        }
        told = ", ".join(say(self.language, f"highlight.{k}", count=n) for k, n in counts.items() if n)
        evidence = tuple(dict.fromkeys(s for e in planned if e.planned_start for s in e.planned_start.evidence[:1]))
        return (Highlight(self.say("outcomes", plan=plan, told=told), evidence),)

    def event(self, event: EventAccount, own: list[ChangeLine]) -> tuple[int, Highlight] | None:
        """The weightiest thing to say of an event, if there is one, with the words of its changes as evidence."""
        if event.outcome == "contested":
            return None
        evidence = _evidence(event, own)
        due = self._due(event)
        if event.outcome == "ended_early":
            key = "ended_early_no_agreement" if event.result == "no_agreement" else "ended_early"
            return 100, Highlight(self.say(key, event=event.name), evidence)
        if event.result:
            return 95, Highlight(self.say(event.result, event=event.name), evidence)
        if event.outcome == "not_held":
            key = "skipped" if event.state.startswith("Skipped") else "cancelled"
            return 90, Highlight(self.say(key, event=due), evidence)
        if event.outcome == "replaced":
            other = self.names.get(event.replaced_by or "")
            key = "replaced_by" if other else "replaced"
            return 70, Highlight(self.say(key, event=due, other=other), evidence)
        if event.plan in ("cancelled", "dropped", "postponed"):
            return 80, Highlight(self.say(event.plan, event=due), evidence)
        if event.deviation_seconds:
            seen, planned = event.actual_start or event.expected_start, event.planned_start
            told = event.deviation
            if event.actual_start is None:
                way = "later" if event.deviation_seconds > 0 else "earlier"
                amount = length(event.deviation_seconds, self.language)
                told = say(self.language, f"change.{way}_by", length=amount)
            if seen and planned and isinstance(planned.value, Instant):
                before = moment(planned.value, seen.value, self.language)
                after = moment(seen.value, planned.value, self.language)
                words = self.say("moved_clock", event=event.name, told=told, before=before, after=after)
            else:
                words = self.say("moved", event=event.name, told=event.deviation)
            return 60, Highlight(words, evidence)
        return None

    def _due(self, event: EventAccount) -> str:
        """The event with the clock that it was planned for, and how long it was to take."""
        planned = event.planned_start.value if event.planned_start else None
        if not isinstance(planned, Instant):
            return event.name
        end = event.planned_end.value if event.planned_end else None
        when = moment(planned, language=self.language)
        if not isinstance(end, Instant):
            return say(self.language, "highlight.due", event=event.name, when=when)
        lasts = length(round((end.utc - planned.utc).total_seconds()), self.language)
        return say(self.language, "highlight.due_length", event=event.name, when=when, length=lasts)


def _evidence(event: EventAccount, own: list[ChangeLine]) -> tuple[Span, ...]:
    """The words that tell what became of an event, then those that planned it."""
    told = [s for c in own[-2:] for s in c.change.spans]
    known = (event.actual_start, event.expected_start, event.planned_start)
    spans = [*told, *(s for k in known if k for s in k.evidence[:1])] or list(event.mentions[:1])
    return tuple(dict.fromkeys(spans))
