"""Persons, organizations and places under way, and the facts made of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from asrun.model.document import Document
from asrun.model.fact import EntityForm, EntityMention, Organization, Person, Place, Role
from asrun.reading.context import Hit, Names
from asrun.reading.names.lexicon import Gender


@dataclass
class Entity:
    """One person, organization or place under way."""

    name: str
    kind: str
    zone: str | None = None
    within: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    roles: dict[tuple[str, str | None], None] = field(default_factory=dict)
    mentions: dict[tuple[int, int], EntityForm] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    gender: Gender | None = None

    def mention(self, start: int, end: int, form: EntityForm) -> None:
        """One more place where it is mentioned."""
        self.mentions[(start, end)] = form

    def titles(self) -> Iterator[str]:
        """The titles borne, in lower case."""
        return (title.lower().replace(".", "") for title, _ in self.roles)


@dataclass
class Cast:
    """All entities of a document by name."""

    document: Document
    people: dict[str, Entity] = field(default_factory=dict)
    organizations: dict[str, Entity] = field(default_factory=dict)
    places: dict[str, Entity] = field(default_factory=dict)

    def person(self, name: str, kind: str = "person") -> Entity:
        """The person of a name."""
        return self.people.get(name) or self.people.setdefault(name, Entity(name, kind))

    def organization(self, name: str, kind: str) -> Entity:
        """The organization of a name; an article before it makes no other."""
        return _put(self.organizations, name, kind)

    def place(self, name: str, kind: str) -> Entity:
        """The place of a name."""
        return _put(self.places, name, kind)

    def hits(self) -> list[Hit]:
        """All mentions so far, by start."""
        lists = (("person", self.people), ("organization", self.organizations), ("place", self.places))
        return sorted(
            Hit(start, end, e.name, e.kind if kind == "person" else kind, form)
            for kind, entities in lists
            for e in entities.values()
            for (start, end), form in e.mentions.items()
        )

    def names(self) -> Names:
        """The facts, without what is mentioned nowhere."""
        return Names(
            tuple(self._person(e) for e in self.people.values() if e.mentions),
            tuple(
                Organization(e.name, e.kind, self._mentions(e), _aliases(e), "names.organization")
                for e in self.organizations.values()
                if e.mentions
            ),
            tuple(
                Place(e.name, e.kind, self._mentions(e), _aliases(e), e.zone, e.within, "names.place")
                for e in self.places.values()
                if e.mentions
            ),
            tuple(self.hits()),
        )

    def _person(self, e: Entity) -> Person:
        roles = tuple(Role(title, of) for title, of in e.roles)
        kind = e.kind if e.kind in ("group", "unnamed") else "person"
        return Person(e.name, kind, self._mentions(e), _aliases(e), roles, e.members, "names.person")  # type: ignore[arg-type]

    def _mentions(self, entity: Entity) -> tuple[EntityMention, ...]:
        return tuple(EntityMention(self.document.span(*span), form) for span, form in sorted(entity.mentions.items()))


def _aliases(entity: Entity) -> tuple[str, ...]:
    return tuple(a for a in entity.aliases if a != entity.name)


def _put(entities: dict[str, Entity], name: str, kind: str) -> Entity:
    known = entities.get(name) or entities.get(f"The {name}") or entities.get(name.removeprefix("The "))
    if known is None:
        known = entities[name] = Entity(name, kind)
    return known
