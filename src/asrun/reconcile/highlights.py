"""The sentences that a reader sees first, computed from the account by weight; each rests on quoted words."""

from asrun.model.account import ChangeLine, Contest, EventAccount, Highlight
from asrun.model.span import Span
from asrun.model.time import Instant
from asrun.reconcile.wording import length, moment, sentence

_MOST = 7


def highlights(
    events: tuple[EventAccount, ...], changes: tuple[ChangeLine, ...], contested: tuple[Contest, ...]
) -> tuple[Highlight, ...]:
    """What came of the plan: outcomes, what did not happen, what moved and by how much, what is contested."""
    found: list[tuple[int, Highlight]] = []
    told: set[str] = set()
    for event in events:
        said = _event(event, events, [c for c in changes if c.event == event.id and c.change.certainty == "asserted"])
        if said:
            told.add(event.id)
            found.append(said)
    for line in changes:
        if line.event not in told and line.change.certainty == "asserted":
            found.append((40, Highlight(line.words, line.change.spans)))
            told.add(line.event or "")
    found += [(35, Highlight(sentence(f"Contested: {c.words}"), c.spans)) for c in contested]
    found.sort(key=lambda f: -f[0])
    return tuple(h for _, h in found[:_MOST]) or _as_planned(events)


def _event(
    event: EventAccount, events: tuple[EventAccount, ...], own: list[ChangeLine]
) -> tuple[int, Highlight] | None:
    """The weightiest thing to say of an event, if there is one, with the words of its changes as evidence."""
    evidence = _evidence(event, own)
    planned = event.planned_start.value if event.planned_start else None
    due = f", planned for {moment(planned)}" if isinstance(planned, Instant) else ""
    if planned and event.planned_end and isinstance(event.planned_end.value, Instant) and isinstance(planned, Instant):
        due += f" ({length(round((event.planned_end.value.utc - planned.utc).total_seconds()))})"
    if event.outcome == "ended_early":
        with_what = ", without an agreement" if event.result == "no_agreement" else ""
        return 100, Highlight(sentence(f"{event.summary} ended early{with_what}"), evidence)
    if event.result == "no_agreement":
        return 95, Highlight(sentence(f"{event.summary} ended without an agreement"), evidence)
    if event.outcome == "not_held":
        word = "was skipped" if event.state.startswith("Skipped") else "was cancelled"
        return 90, Highlight(sentence(f"{event.summary}{due}, {word}"), evidence)
    if event.outcome == "replaced":
        other = next((e.summary for e in events if e.id == event.replaced_by), None)
        instead = f"; instead: {other}" if other else ""
        return 70, Highlight(sentence(f"{event.summary}{due}, did not take place{instead}"), evidence)
    if event.plan in ("cancelled", "dropped", "postponed"):
        return 80, Highlight(sentence(f"{event.summary}{due}: {event.state.lower()}"), evidence)
    if event.deviation_seconds:
        seen = event.actual_start or event.expected_start
        clock = f" ({moment(planned)} → {moment(seen.value, planned)})" if seen and isinstance(planned, Instant) else ""
        return 60, Highlight(sentence(f"{event.summary}: {event.deviation}{clock}"), evidence)
    return None


def _evidence(event: EventAccount, own: list[ChangeLine]) -> tuple[Span, ...]:
    """The words that tell what became of an event, then those that planned it."""
    told = [s for c in own[-2:] for s in c.change.spans]
    known = (event.actual_start, event.expected_start, event.planned_start)
    spans = [*told, *(s for k in known if k for s in k.evidence[:1])] or list(event.mentions[:1])
    return tuple(dict.fromkeys(spans))


def _as_planned(events: tuple[EventAccount, ...]) -> tuple[Highlight, ...]:
    """Where nothing changed: how much is planned, and how much of it was reported."""
    planned = [e for e in events if e.planned_start]
    if not planned:
        return ()
    held = sum(e.outcome == "held" for e in planned)
    noun = "event" if len(planned) == 1 else "events"
    words = f"{len(planned)} planned {noun}, {held} reported as held, no change reported"
    return (Highlight(sentence(words), tuple(s for e in planned for s in e.mentions[:1])[:3]),)
