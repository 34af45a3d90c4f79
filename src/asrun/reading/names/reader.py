"""The names of a document: runs classified, short forms joined to long ones, titles to those who hold them."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from asrun.model.document import Document
from asrun.model.fact import EntityForm, EntityMention, Organization, Person, Place, Role
from asrun.reading.context import Hit, Names
from asrun.reading.gazetteer import Row, places
from asrun.reading.layout import is_item
from asrun.reading.names.classes import classify
from asrun.reading.names.pronouns import group_hits, pronoun_hits, unnamed_hits
from asrun.reading.names.runs import Run, handles, lexicon, runs
from asrun.reading.sentences import Index


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
    gender: str | None = None


def read_names(document: Document) -> Names:
    """The people, organizations and places of a document, and where each is mentioned."""
    return _Reader(document).names()


class _Reader:
    """One document under way."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.known = lexicon()
        self.index = Index(document)
        self.people: dict[str, Entity] = {}
        self.organizations: dict[str, Entity] = {}
        self.places: dict[str, Entity] = {}
        self.surnames: dict[str, str] = {}
        self.titles: list[Run] = []
        self.bodies: dict[tuple[str, str], str] = {}
        self.unknown: list[Run] = []
        self.countries: dict[str, list[tuple[Run, Row]]] = defaultdict(list)
        self.items = {n for n, line in enumerate(document.lines) if is_item(line)}
        self.line_starts = [line.start for line in document.lines]

    def names(self) -> Names:
        """All names: long forms first, then what refers to them."""
        for run in runs(self.document):
            self._sort(run)
        self._countries()
        self._short_forms()
        self._handles()
        self._nouns()
        for entity in unnamed_hits(self.document, self.known, self.people):
            self.people.setdefault(entity[0], Entity(entity[0], "unnamed", gender=entity[3])).mentions[entity[1]] = (
                entity[2]
            )
        self._held_titles()
        for name, span, members in group_hits(self.document, self.known, self._prominent()):
            group = self.people.setdefault(name, Entity(name, "group", members=members))
            group.mentions[span] = "group"
        hits = self._hits()
        for hit in pronoun_hits(self.document, self.index, hits, {n: e.gender for n, e in self.people.items()}):
            self.people[hit.name].mentions[(hit.start, hit.end)] = "pronoun"
        return Names(
            tuple(self._person(e) for e in self.people.values() if e.mentions),
            tuple(self._organization(e) for e in self.organizations.values() if e.mentions),
            tuple(self._place(e) for e in self.places.values() if e.mentions),
            tuple(sorted(self._hits())),
        )

    def _sort(self, run: Run) -> None:
        """Puts a run with the people, organizations, places, countries or the unknown."""
        line = max(0, bisect_right(self.line_starts, run.start) - 1)
        opens = bool(re.search(r"(?:^|[.!?\n\r\"“])\s*$", self.text[max(0, run.title_start - 3) : run.title_start]))
        kind, row = classify(run, self.text, self.known, opens, line in self.items)
        span = (run.start, run.end)
        if kind == "person":
            self._person_run(run)
        elif kind in ("organization", "media"):
            name = run.words.removeprefix("The ") if kind == "organization" else run.words
            self._put(self.organizations, name, kind).mentions[span] = "name"
        elif kind in ("place", "vehicle"):
            place = self._put(self.places, run.words, "vehicle" if kind == "vehicle" else _venue(run.words))
            place.mentions[span] = "name"
            city = next((r for w in reversed(run.words.split()) if (r := places().get(w)) and r.kind == "city"), None)
            place.zone = place.zone or (city.zone if city else None)
        elif kind == "city" and row:
            name = row.name
            state = re.match(r",? [A-Z]\.?[A-Z]\.?", self.text[run.end : run.end + 7])
            if state and name + state[0] in places():
                name, span = name + state[0], (run.start, run.end + state.end())
            place = self._put(self.places, name, "city")
            place.zone = row.zone
            place.mentions[span] = "dateline" if run.words.isupper() and len(run.words) > 3 else "name"
        elif row:
            self.countries[row.country].append((run, row))
        elif kind == "title":
            self.titles.append(run)
        else:
            self.unknown.append(run)

    def _put(self, kind: dict[str, Entity], name: str, what: str) -> Entity:
        """The entity of a name, an article before it left away."""
        plain = name.replace("\u00a0", " ")
        known = next((e for e in (kind.get(plain), kind.get(f"The {plain}")) if e), None)
        if known is None:
            known = kind[plain] = Entity(plain, what)
        return known

    def _person_run(self, run: Run) -> None:
        """A person by full name, or by surname where that is known; with the title and whose title it is."""
        words = run.words.replace("\u00a0", " ")
        parts = [p for p in words.split(" ") if not re.fullmatch(r"[A-Z]\.", p)] or [words]
        plain = " ".join(parts) or words
        name = plain if plain in self.people else self.surnames.get(plain) if len(parts) == 1 else None
        if name is None:
            name = next((self.surnames[p] for p in (parts[-1], parts[0]) if self._same(p, parts)), plain)
        entity = self.people.setdefault(name, Entity(name, "person"))
        if words != name:
            entity.aliases[words] = None
        for part in (parts[-1], parts[0]) if len(parts) > 1 else parts:
            self.surnames.setdefault(part, name)
        start = run.start
        title = run.title.strip().lower().replace(".", "")
        if title:
            short = len(parts) == 1 and title not in self.known.honorifics
            start = run.title_start if short else run.start
            if title not in self.known.honorifics:
                entity.roles[(run.title.strip(), self._of(run.title_start))] = None
                entity.aliases[self.text[run.title_start : run.end]] = None
            gender = "f" if title in self.known.female else "m" if title in self.known.male else None
            entity.gender = entity.gender or gender
        entity.mentions[(start, run.end)] = "name"
        self._apposition(entity, run.end)
        body = re.match(
            r"[’']s (administration|government|cabinet|campaign|office)\b", self.text[run.end : run.end + 20]
        )
        if body:
            circle = self._put(self.organizations, f"{parts[-1]} {body[1]}", "government")
            circle.mentions[(run.title_start, run.end + body.end())] = "name"
            circle.aliases[self.text[run.title_start : run.end + body.end()]] = None

    def _same(self, part: str, parts: list[str]) -> bool:
        """Whether a known person bears this part and shares another one."""
        name = self.surnames.get(part)
        return bool(name) and (len(parts) == 1 or len(set(parts) & set((name or "").split())) > 1)

    def _of(self, start: int) -> str | None:
        """The country or office named just before a title: "North Korean" of "North Korean leader"."""
        before = self.text[max(0, start - 40) : start].rstrip()
        for length in (2, 1):
            words = " ".join(before.split()[-length:]).removesuffix("'s").removesuffix("’s")
            row = places().get(words)
            if row:
                return row.country
            if words in self.known.seats:
                return words
        return None

    def _apposition(self, entity: Entity, end: int) -> None:
        """Notes the title behind a name: "X, the White House press secretary,"."""
        match = re.match(r", (?:the |an? |his |her )?([^,.;\n\r]{3,70})[,.]", self.text[end : end + 90])
        if not match:
            return
        words = match[1].split()
        for length in (3, 2, 1):
            title = " ".join(words[-length:]).lower()
            if title in self.known.titles:
                of = " ".join(words[:-length]).removesuffix("'s").removesuffix("’s") or None
                entity.roles[(" ".join(words[-length:]), of)] = None
                return

    def _countries(self) -> None:
        """Each country as a state that acts or as a place where things happen, by how most of its names stand."""
        for country, found in self.countries.items():
            named = [(run, row) for run, row in found if row.form == "name"]
            there = sum(bool(_THERE.search(self.text[max(0, r.start - 14) : r.start])) for r, _ in named)
            if named and there * 2 >= len(named):
                place = self._put(self.places, named[0][1].name, "country")
                place.zone = next((row.zone for _, row in named if row.zone), None)
                place.mentions.update({(r.start, r.end): "name" for r, _ in named})
                for run, _ in found:
                    city = re.search(r"([A-ZÀ-Þ][\w. -]+), $", self.text[max(0, run.start - 40) : run.start])
                    if city and city[1] in self.places:
                        self.places[city[1]].within = place.name
            else:
                state = self._put(self.organizations, country, "state")
                for run, row in found:
                    form: EntityForm = "name" if row.form == "name" else "adjective"
                    state.mentions[(run.start, run.end)] = form
                    state.aliases[row.name] = None

    def _short_forms(self) -> None:
        """Single names and leftovers: the surname of somebody known, else nobody."""
        for run in self.unknown:
            words = run.words.replace("\u00a0", " ")
            name = self.surnames.get(words) or (words if words in self.people else None)
            if name:
                self.people[name].mentions[(run.start, run.end)] = "name"
                self.people[name].aliases[words] = None
        acronyms = {"".join(w[0] for w in n.split() if w[0].isupper()): n for n in self.organizations if " " in n}
        for run in self.unknown:
            if run.words in acronyms and run.words.isupper():
                entity = self.organizations[acronyms[run.words]]
                entity.mentions[(run.start, run.end)] = "name"
                entity.aliases[run.words] = None

    def _handles(self) -> None:
        """The handle behind a signature's name is that person's."""
        for start, end in handles(self.document):
            before = re.search(r"([A-ZÀ-Þ][^\n\r()@]{1,60}) \($", self.text[max(0, start - 64) : start])
            names = [p for p in (before[1].split() if before else []) if p in self.surnames]
            if names:
                entity = self.people[self.surnames[names[-1]]]
                entity.mentions[(start, end)] = "handle"
                entity.aliases[self.text[start:end]] = None

    def _nouns(self) -> None:
        """Bodies named by a common noun: "Nepal's foreign ministry", "the US and North Korean delegations"; rooms."""
        bodies, rooms = _patterns()
        for match in bodies.finditer(self.text):
            noun = match["noun"]
            singular = noun.removesuffix("s") if noun.endswith("ions") else noun
            for group in ("one", "two"):
                owner = match[group] or ""
                plain = owner.removesuffix("'s").removesuffix("’s")
                row = places().get(plain)
                if not row and plain not in self.known.seats:
                    continue
                country = row.country if row and row.kind == "country" else plain
                name = self.bodies.setdefault((country, singular), f"{owner} {singular}")
                body = self._put(self.organizations, name, "delegation" if singular == "delegation" else "body")
                body.aliases[f"{plain} {singular}"] = None
                whole = group == "two" or not match["two"]
                body.mentions[(match.start(group), match.end("noun") if whole else match.end(group))] = "name"
        for match in rooms.finditer(self.text):
            self._put(self.places, match[0], match["room"]).mentions[match.span()] = "nominal"

    def _held_titles(self) -> None:
        """A title without a name is whoever holds it in the text: "THE PRESIDENT", "the Chairman of the Council"."""
        holders = self._holders()
        for run in self.titles:
            title = run.title.lower().replace(".", "")
            holder = holders.get(title) or holders.get(f"/{title}")
            start, end = run.title_start, run.end
            article = re.search(r"\bTHE $", self.text[max(0, start - 4) : start])
            if title in self.known.honorifics or (holder is None and not article):
                continue
            if holder is None:
                holder = self.people.setdefault(
                    f"the {run.title.title()}", Entity(f"the {run.title.title()}", "person")
                )
                holder.roles[(run.title.title(), None)] = None
            start -= 4 if article else 0
            office = _OFFICE.match(self.text, end)
            end = office.end() if office else end
            holder.mentions[(start, end)] = "title"
            holder.aliases[self.text[start:end]] = None

    def _holders(self) -> dict[str, Entity]:
        """The first person to hold each title, and each last word of one."""
        found: dict[str, Entity] = {}
        for person in self.people.values():
            for title, _ in person.roles if person.kind == "person" else ():
                found.setdefault(title.lower(), person)
                if title.lower().split()[0] not in _BELOW:
                    found.setdefault("/" + title.lower().split()[-1], person)
        return found

    def _prominent(self) -> tuple[str, ...]:
        """The two persons most named, in order of first mention."""
        people = [e for e in self.people.values() if e.kind == "person"]
        most = sorted(people, key=lambda e: -len(e.mentions))[:2]
        return tuple(e.name for e in sorted(most, key=lambda e: min(e.mentions)))

    def _hits(self) -> list[Hit]:
        made = [
            Hit(start, end, e.name, kind if kind != "person" else e.kind, form)
            for kind, entities in (
                ("person", self.people),
                ("organization", self.organizations),
                ("place", self.places),
            )
            for e in entities.values()
            for (start, end), form in e.mentions.items()
        ]
        return sorted(made)

    def _mentions(self, entity: Entity) -> tuple[EntityMention, ...]:
        spans = sorted(entity.mentions.items())
        return tuple(EntityMention(self.document.span(*span), form) for span, form in spans)

    def _person(self, e: Entity) -> Person:
        roles = tuple(Role(title, of) for title, of in e.roles)
        return Person(e.name, e.kind, self._mentions(e), tuple(e.aliases), roles, e.members, "names.person")  # type: ignore[arg-type]

    def _organization(self, e: Entity) -> Organization:
        return Organization(e.name, e.kind, self._mentions(e), tuple(e.aliases), "names.organization")

    def _place(self, e: Entity) -> Place:
        return Place(e.name, e.kind, self._mentions(e), tuple(e.aliases), e.zone, e.within, "names.place")


def _venue(words: str) -> str:
    """The kind of a venue by its head."""
    heads = {"Airport": "airport", "Hall": "room", "Room": "room", "Station": "station", "Base": "base"}
    return next((kind for word, kind in heads.items() if word in words.split()), "building")


_BELOW = ("vice", "deputy", "former", "acting", "assistant")
_THERE = re.compile(r"(?:\b(?:in|to|from|of|across|around|visit|for|his|her|their|leaving|leave),?|\w,) $", re.I)
_OFFICE = re.compile(r" of (?:the )?[A-ZÀ-Þ][\w’'-]*(?: (?:of (?:the )?)?[A-ZÀ-Þ][\w’'-]*)*")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds bodies and rooms, with the nouns of the lexicon."""
    known = lexicon()
    name = r"[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*){0,2}(?:[’']s)?"
    nouns = "|".join(sorted(known.organization_nouns, key=len, reverse=True))
    rooms = "|".join(sorted(known.rooms, key=len, reverse=True))
    return (
        re.compile(rf"\b(?P<one>{name})(?: and (?P<two>{name}))? (?P<noun>{nouns})\b"),
        re.compile(rf"\bthe (?:[a-z]+ )(?P<room>{rooms})\b"),
    )
