"""What the record knows of its events, gathered for linking."""

from collections.abc import Iterable

from asrun.linking.history import State
from asrun.linking.profiles import grown
from asrun.model.entry import Entry, EventAdded, FactAdded, LinkAdded, VersionAdded
from asrun.model.fact import Mention, Plan, named_in
from asrun.model.known import Known, Profile
from asrun.model.span import Span


def known_events(entries: Iterable[Entry], source: str | None = None, state: State | None = None) -> Known:
    """The events of a record with all that was linked to them, for a reading of a version of `source`.

    `state` is what stood after the version that it revises.
    """
    events: set[str] = set()
    event_of: dict[Span, str] = {}
    said: list[tuple[int, str | None, Mention | Plan]] = []
    sources: dict[str, str] = {}
    for entry in entries:
        match entry.payload:
            case VersionAdded(version=version):
                sources[version.id] = version.source
            case EventAdded(event=event):
                events.add(event)
            case LinkAdded() as link:
                event_of[link.mention] = link.event
            case FactAdded() as added:
                said += [(entry.seq, sources.get(added.version), m) for m in named_in(added.fact)]
    profiles: dict[str, Profile] = {}
    for seq, origin, mention in said:
        name = event_of.get(mention.spans[0])
        if name and name in events:
            profile = profiles.get(name) or Profile(name, mention.kind)
            profiles[name] = grown(profile, mention, origin, seq)
    if state is None:
        return Known(tuple(profiles.values()), source)
    before, gone = (tuple(p for e, p in plans.items() if e in events) for plans in state)
    return Known(tuple(profiles.values()), source, before, gone, event_of)


def open_mentions(entries: Iterable[Entry]) -> list[Mention]:
    """The mentions of a record that are no event yet, in order."""
    linked: set[Span] = set()
    said: dict[Span, Mention] = {}
    for entry in entries:
        if isinstance(entry.payload, LinkAdded):
            linked.add(entry.payload.mention)
        elif isinstance(entry.payload, FactAdded):
            for mention in named_in(entry.payload.fact):
                if isinstance(mention, Mention):
                    said.setdefault(mention.spans[0], mention)
    return [mention for span, mention in said.items() if span not in linked]
