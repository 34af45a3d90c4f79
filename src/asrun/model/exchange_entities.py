"""People, organizations and places of several documents as one list each, for the exchange form."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from asrun.model.exchange_namesakes import Namesakes
from asrun.model.fact import Organization, Person, Place, Role
from asrun.model.reading import Reading
from asrun.model.span import Span

Json = dict[str, Any]
Entity = Person | Organization | Place


_NAMESAKES = 8
# How much oftener the holder of an office is named than others with its title.
_OFTENER = 3
_IN_FULL = {"pm": "prime minister", "gov": "governor", "pres": "president", "sen": "senator"}
_OF_FIELD = re.compile(r"(minister|secretary|commissioner)(?: of state)? (?:of|for) (?:the )?(.+)")
_BODY = re.compile(r"the [\w-]+")
_OF = re.compile(r" (?:of|for) ")
_HEAD = 160
# Offices below others of their last word.
_BELOW = ("vice", "deputy", "former", "acting", "assistant", "under", "sub", "lieutenant", "junior")
_AMOUNT = re.compile(r"\d+ \w")
_LEFT_OUT = ("Airport", "International Airport", "Air Base", "Base", "Airfield", "Castle", "Palace")


def _short(entity: Entity) -> str | None:
    """What a later document may call it for short: a surname, an airport's town."""
    first, _, rest = entity.name.partition(" ")
    if isinstance(entity, Person):
        return entity.name.rpartition(" ")[2].lower() if entity.kind == "person" else None
    return first.lower() if isinstance(entity, Place) and (not rest or rest in _LEFT_OUT) else None


def _office(title: str) -> str:
    """A title in small letters, short ones in full, "minister of water" as "water minister"."""
    plain = title.lower().replace(".", "")
    field = _OF_FIELD.fullmatch(plain)
    return f"{field[2]} {field[1]}" if field else _IN_FULL.get(plain, plain)


def _head(office: str) -> str:
    """The last word of an office before what it is of: "bishop" of "auxiliary bishop of lom"."""
    return _OF.split(office, maxsplit=1)[0].rpartition(" ")[2]


def _key(name: str) -> str:
    """A name by which its bearer is found again, however it is printed."""
    return name.lower().replace("’", "'")


def _holds(role: Role, office: str) -> bool:
    """Whether a role is an office: "president" of Togo is "president of the togolese republic" and "president of togo"."""
    title = _office(role.title)
    of = f"{role.of or ''}".lower()
    return title == office or (
        bool(of) and office.startswith(f"{title} of ") and re.search(rf"\b{re.escape(of)}\b", office) is not None
    )


def _is_office(person: Person) -> bool:
    """Whether a person is named by the office alone."""
    named = any(m.form not in ("title", "pronoun") for m in person.mentions)
    return person.kind == "person" and (
        any(f"the {r.title}" == person.name for r in person.roles) or (bool(person.roles) and not named)
    )


class Entities:
    """Entities merged across documents by name or alias, with ids."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.people: list[list[Person]] = []
        self.organizations: list[list[Organization]] = []
        self.places: list[list[Place]] = []
        self._ids: dict[tuple[str, str], str] = {}
        self._namesakes = Namesakes()
        self._shorts: dict[tuple[str, str], list[str]] = {}
        offices: list[tuple[Person, bool]] = []
        bodies: list[Organization] = []
        for reading in readings:
            for fact in reading.facts:
                if isinstance(fact, Person) and _is_office(fact):
                    heads = reading.header.kind == "schedule" and fact.mentions[0].span.start < _HEAD
                    offices.append((fact, heads))
                elif isinstance(fact, Person):
                    self._merge("p", self.people, fact)
                elif isinstance(fact, Organization) and _BODY.fullmatch(fact.name):
                    bodies.append(fact)
                elif isinstance(fact, Organization):
                    self._merge("g", self.organizations, fact)
                elif isinstance(fact, Place):
                    self._merge("l", self.places, fact)

        for office, heads in offices:
            self._bear(office, heads)
        for body in bodies:
            self._resume(body)

    def _resume(self, body: Organization) -> None:
        """Puts "the Board" with the one body whose name begins or ends so, else by itself."""
        head = body.name.removeprefix("the ").lower()
        names = [(n, group[0].name.lower().split(" ")) for n, group in enumerate(self.organizations, 1)]
        alike = [n for n, words in names if len(words) > 1 and words[0] != "the" and head in (words[0], words[-1])]
        if len(alike) == 1 and ("g", _key(body.name)) not in self._ids:
            self.organizations[alike[0] - 1].append(body)
            self._ids[("g", _key(body.name))] = f"g{alike[0]}"
            return
        self._merge("g", self.organizations, body)

    def _bear(self, office: Person, headed: bool) -> None:
        """Puts an office named without a person with the one person who holds it, or is named most by far, else by itself.

        An office that heads a schedule is also that of the one person of such an office: "Bishop of Lom" of Bishop Ana Reis.
        """
        title = _office(office.name.removeprefix("the "))
        bearers = self._holders(lambda role: _holds(role, title))
        if not bearers and headed and not title.startswith(_BELOW):
            head = _head(title)
            bearers = self._holders(
                lambda role: _head(_office(role.title)) == head and not role.title.lower().startswith(_BELOW)
            )
            bearers = [n for n in bearers if not all(map(_is_office, self.people[n - 1]))]
        bearers.sort(key=self._named, reverse=True)
        if not bearers or (len(bearers) > 1 and self._named(bearers[0]) < _OFTENER * self._named(bearers[1])):
            self._merge("p", self.people, office)
            return
        self.people[bearers[0] - 1].append(office)
        self._ids.setdefault(("p", _key(office.name)), f"p{bearers[0]}")

    def _holders(self, fits: Callable[[Role], bool]) -> list[int]:
        """The numbers of those who have a role that fits."""
        return [n for n, group in enumerate(self.people, 1) if any(fits(r) for p in group for r in p.roles)]

    def _named(self, number: int) -> int:
        """How often a person is named."""
        return sum(len(p.mentions) for p in self.people[number - 1])

    def _merge(self, prefix: str, groups: list[Any], fact: Entity) -> None:
        """Puts an entity with the one that bears its name, else by itself."""
        listed = fact.rule == "public-schedule.place"
        names = [fact.name, *(a for a in fact.aliases if listed or " " in a), *self._venue(fact)]
        found = next((i for n in names if (i := self._ids.get((prefix, _key(n))))), None)
        short = _short(fact)
        bearers = self._shorts.setdefault((prefix, short), []) if short else []
        named = isinstance(fact, Person) and fact.kind == "person" and not _is_office(fact)
        if found is None and named:
            found = self._namesakes.same(fact.name)
        if found is None and len(bearers) == 1:
            one = bearers[0]
            found = one if " " not in fact.name or " " not in groups[int(one[1:]) - 1][0].name else None
        if found is None:
            groups.append([])
            found = f"{prefix}{len(groups)}"
        groups[int(found[1:]) - 1].append(fact)
        for name in names:
            self._ids.setdefault((prefix, _key(name)), found)
        if named:
            self._namesakes.bear(fact.name, found)
        if found not in bearers and len(bearers) < _NAMESAKES:
            bearers.append(found)

    def _venue(self, fact: Entity) -> list[str]:
        """A known venue without what stands behind it: "Casa Verde" for "Casa Verde, Rocha", "Casa Verde, 40 minutes"."""
        venue, _, rest = fact.name.rpartition(", ") if isinstance(fact, Place) else ("", "", "")
        known = ("l", _key(rest)) in self._ids or _AMOUNT.match(rest)
        return [venue] if known and " " in venue and ("l", _key(venue)) in self._ids else []

    def house(self, name: str | None, spans: Sequence[Span]) -> None:
        """A body at whose house something is, as a place of its name, where `spans` name it and no place is called so."""
        body = self._ids.get(("g", _key(name))) if name and ("l", _key(name)) not in self._ids else None
        if not name or not body:
            return
        named = (m for one in self.organizations[int(body[1:]) - 1] for m in one.mentions)
        there = (
            m
            for m in named
            if any(s.doc == m.span.doc and s.start <= m.span.start and m.span.end <= s.end for s in spans)
        )
        self._merge("l", self.places, Place(name, "building", tuple(there), rule="exchange.house"))

    def place(self, name: str | None) -> str | None:
        """The id of a place by name, else of the body at whose house something is."""
        return next((i for kind in "lg" if (i := self._ids.get((kind, _key(name))))), None) if name else None

    def anyone(self, name: str | None) -> str | None:
        """The id of a person, else an organization, else a place, by name."""
        if not name:
            return None
        return next((i for prefix in "pgl" if (i := self._ids.get((prefix, _key(name))))), None)

    def stands_alone(self, found: str) -> bool:
        """Whether an id is that of a single person, or of a state."""
        group = (self.people if found.startswith("p") else self.organizations)[int(found[1:]) - 1]
        return found[0] in "pg" and group[0].kind in ("person", "state")

    def parties(self, name: str) -> list[str]:
        """The ids of who a name stands for: the members of a group that are known, else itself."""
        found = self.anyone(name)
        group = self.people[int(found[1:]) - 1] if found and found.startswith("p") else ()
        members = dict.fromkeys(i for p in group for m in p.members if (i := self.anyone(m)))
        return list(members) or self._bearers(name) or ([found] if found else [])

    def _bearers(self, name: str) -> list[str]:
        """The two or three who bear the office that a group is named by: "the prime ministers"."""
        office = name.removeprefix("the ").lower().removesuffix("s")
        if office == name.lower() or not name.startswith("the "):
            return []
        held = (
            n
            for n, group in enumerate(self.people, 1)
            if any(_office(r.title) == office for p in group for r in p.roles)
        )
        found = [f"p{n}" for n in held]
        return found if len(found) in (2, 3) else []

    def lists(self) -> dict[str, list[Json]]:
        """The three lists of the form."""
        return {
            "people": [self._person(n, group) for n, group in enumerate(self.people, 1)],
            "organizations": [self._plain(f"g{n}", group) for n, group in enumerate(self.organizations, 1)],
            "places": [self._place(n, group) for n, group in enumerate(self.places, 1)],
        }

    def _plain(self, name: str, group: Sequence[Entity]) -> Json:
        """What every entity has: name, aliases and mentions."""
        aliases = dict.fromkeys(a for e in group for a in (e.name, *e.aliases))
        whole = group[0].name
        if isinstance(group[0], Person):
            whole = next((e.name for e in group if " " in e.name and not e.name.startswith("the ")), whole)
        return {
            "id": name,
            "name": whole,
            "kind": group[0].kind,
            "aliases": [a for a in aliases if a != whole],
            "mentions": [
                {"doc": m.span.doc, "start": m.span.start, "end": m.span.end, "text": m.span.exact, "form": m.form}
                for e in group
                for m in e.mentions
            ],
        }

    def _person(self, number: int, group: Sequence[Person]) -> Json:
        roles = dict.fromkeys((r.title, r.of) for p in group for r in p.roles)
        return {
            **self._plain(f"p{number}", group),
            "roles": [{"title": title, "of": self.anyone(of)} for title, of in roles],
            "members": [i for p in group for m in p.members if (i := self.anyone(m))],
        }

    def _place(self, number: int, group: Sequence[Place]) -> Json:
        zone = next((p.zone for p in group if p.zone), None)
        within = next((i for p in group if (i := self.place(p.within))), None)
        return {**self._plain(f"l{number}", group), "zone": zone, "within": within}
