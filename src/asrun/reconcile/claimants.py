"""Who is believed before whom: the printed order of claimants.

1. The publisher of an event, and whoever speaks for it, on its own event.
2. A named person, a medium or the writer of a document.
3. Somebody unnamed ("an official").
4. What one of these heard of another.

Of claims that cannot both stand the last asserted one of the best claimant counts; the others stay visible.
"""

from asrun.model.fact import Change, Observation, Person
from asrun.reconcile.view import Row, View

PUBLISHER, NAMED, UNNAMED, RELAYED = range(4)


class Claimants:
    """The ranks of those who speak in one view."""

    def __init__(self, seen: View) -> None:
        people = [r.fact for r in seen.facts if isinstance(r.fact, Person)]
        self.unnamed = {p.name for p in people if p.kind == "unnamed"}
        self.offices: dict[str, set[str]] = {}
        for person in people:
            self.offices.setdefault(person.name, set()).update(r.of for r in person.roles if r.of)

    def rank(self, row: Row, publisher: str | None) -> int:
        """The rank of the source of a change or an observation on an event of a publisher; lower is believed first."""
        fact = row.fact
        announced = fact.announced_by if isinstance(fact, Change) else None
        reported = fact.reported_by if isinstance(fact, Change | Observation) else None
        who = announced or reported or row.added.claimant
        if publisher and self._speaks_for(who, publisher):
            return PUBLISHER
        if announced and reported and announced != reported:
            return RELAYED
        return UNNAMED if who in self.unnamed else NAMED

    def _speaks_for(self, who: str, publisher: str) -> bool:
        """Whether somebody is a publisher, bears its name, or holds an office of it."""
        name, house = who.casefold(), publisher.casefold()
        return name == house or name.startswith(f"{house} ") or publisher in self.offices.get(who, ())
