"""Texts with the names marked in them, `{id.f|words}`, and how much of that a reading has.

A case begins with the entities, `kind id = Name; alias`, a "?" before the id where a reading may leave it out; f is the
form: n name, t title, o nominal, p pronoun, h handle, g group, a adjective, m metonym, d dateline.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from asrun.model.document import Document
from asrun.model.fact import Organization, Person, Place
from asrun.reading.context import Names
from asrun.reading.layout import divide
from asrun.reading.names import read_names

LISTS = {"person": "people", "group": "people", "unnamed": "people", "org": "organizations", "place": "places"}
CASES = Path(__file__).parent / "reading" / "names" / "cases"


@dataclass
class Expected:
    """One entity of a case."""

    list: str
    names: list[str]
    optional: bool
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Score:
    """What of a case is found: per list, entities and mentions as (expected, found, both)."""

    entities: dict[str, tuple[int, int, int]]
    mentions: tuple[int, int]
    missed: list[str]
    extra: list[str]

    def f1(self, name: str) -> float:
        """Entity F1 of a list."""
        gold, system, both = self.entities[name]
        return 2 * both / (gold + system) if gold + system else 1.0

    @property
    def recall(self) -> float:
        """Share of the marked mentions that their entity has."""
        return self.mentions[1] / self.mentions[0]


def case(name: str) -> tuple[str, dict[str, Expected]]:
    """The plain text of a case and its entities."""
    head, body = (CASES / f"{name}.marked").read_text(encoding="utf-8").split("\n---\n", 1)
    entities = {}
    for line in head.splitlines():
        kind, _, rest = line.partition(" ")
        key, _, names = rest.partition(" = ")
        entities[key.lstrip("?")] = Expected(LISTS[kind], names.split("; "), key.startswith("?"))
    text, position, opened = "", 0, []
    for match in re.finditer(r"\{(\w+)\.\w\||\}", body):
        text += body[position : match.start()]
        position = match.end()
        if match[1]:
            opened.append((match[1], len(text)))
        else:
            key, start = opened.pop()
            entities[key].spans.append((start, len(text)))
    return text + body[position:], entities


def names_of(text: str) -> Names:
    """The names of a text."""
    return read_names(divide(Document("x.txt", "text/plain", text)))


def score(name: str) -> Score:
    """A case read and compared: names or aliases are equal, or half of the marked mentions are covered."""
    text, expected = case(name)
    found = names_of(text)
    entities, missed, extra = {}, [], []
    wanted = hit = 0
    for kind in ("people", "organizations", "places"):
        system: list[Person | Organization | Place] = list(getattr(found, kind))
        gold = [e for e in expected.values() if e.list == kind]
        pairs = sorted(((_alike(e, s), -i, -j) for i, e in enumerate(gold) for j, s in enumerate(system)), reverse=True)
        taken: dict[int, int] = {}
        for likeness, i, j in pairs:
            if likeness > 0 and -i not in taken and -j not in taken.values():
                taken[-i] = -j
        must = [i for i, e in enumerate(gold) if not e.optional]
        free = sum(gold[i].optional for i in taken)
        entities[kind] = (len(must), len(system) - free, sum(i in taken for i in must))
        missed += [f"{kind}: {gold[i].names[0]}" for i in must if i not in taken]
        extra += [f"{kind}: {s.name}" for j, s in enumerate(system) if j not in taken.values()]
        for i in must:
            wanted += len(gold[i].spans)
            spans = [(m.span.start, m.span.end) for m in system[taken[i]].mentions] if i in taken else []
            for a, b in gold[i].spans:
                if any(a < d and c < b for c, d in spans):
                    hit += 1
                else:
                    missed.append(f"{gold[i].names[0]} @ {text[max(0, a - 12) : b + 12]!r}")
    return Score(entities, (wanted, hit), missed, extra)


def _plain(words: str) -> str:
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return " ".join(bare.split()).strip(" .'\"")


def _alike(expected: Expected, found: Person | Organization | Place) -> float:
    theirs = {_plain(n) for n in (found.name, *found.aliases)}
    if _plain(expected.names[0]) == _plain(found.name):
        return 1.0
    if {_plain(n) for n in expected.names} & theirs:
        return 0.8
    spans = [(m.span.start, m.span.end) for m in found.mentions]
    covered = sum(any(a < d and c < b for c, d in spans) for a, b in expected.spans)
    return 0.7 * covered / len(expected.spans) if expected.spans and covered * 2 >= len(expected.spans) else 0.0
