"""Whom a clause is about: its grammatical subject, also where that is "we", "they" or "the union" for short."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from asrun.model.fact import Organization, Person
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context, Hit
from asrun.reading.gazetteer import places
from asrun.reading.inflections import is_past

_WORDS = Wordbook(__package__, "about")
_FIRST = _WORDS.pattern("first")
_NOBODY = _WORDS.pattern("nobody", re.I)
_BESIDE = _WORDS.pattern("beside")
_OWNED = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,5}(?:[\w-]+, )?")
_STYLED = re.compile(r" (?:[^\W\d_a-z][\w-]+ ){0,4}")
_SPEAKS = _WORDS.pattern("speaks")
_CUT = _WORDS.pattern("cut")
_BEFORE, _BEHIND, _MENTIONS, _BACK, _RECENT, _LEAD = 60, 90, 6, 700, 12, 6


class Subjects:
    """Whom the clauses of one document are about."""

    def __init__(self, context: Context) -> None:
        self.context, self.text = context, context.document.text
        self._sides: dict[str, str | None] = {}
        self.signer = self._signer()

    @cached_property
    def _bodies(self) -> dict[str, Organization]:
        return {o.name: o for o in self.context.names.organizations}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {p.name: p for p in self.context.names.people}

    @cached_property
    def _called(self) -> dict[str, list[tuple[int, str]]]:
        """Where those whose name or title ends with a word are named, by that word."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        entities: tuple[Organization | Person, ...] = (*self._bodies.values(), *self._people.values())
        for entity in entities:
            called = {_last(entity.name.removesuffix(" (unnamed)"))}
            if isinstance(entity, Person):
                called |= {_last(r.title) for r in entity.roles}
            for word in called:
                found[word] += [(m.span.start, entity.name) for m in entity.mentions]
        return {word: sorted(where) for word, where in found.items()}

    @cached_property
    def _silent(self) -> frozenset[str | None]:
        """Papers and stations, and who publishes the document: they are seldom told of by a pronoun."""
        media = (name for name, body in self._bodies.items() if body.kind == "media")
        return frozenset((*media, self.context.header.publisher))

    def _signer(self) -> str | None:
        """The one person whose statement the document is by its first line, where no body publishes it."""
        header, lines = self.context.header, self.context.document.lines
        if header.kind != "statement" or header.publisher or not lines:
            return None
        hits = self.context.names.between(lines[0].start, lines[0].end)
        people = {h.name for h in hits if h.kind == "person" and h.form == "name"}
        return people.pop() if len(people) == 1 else None

    def self_of(self, holder: str | None) -> str | None:
        """Whom one who speaks of themselves means: a delegation its state."""
        return self.side(holder) if holder in self._bodies else holder or self.signer

    def led(self, part: int, first: int, holder: str | None) -> str | None:
        """Whom what was said before a clause is about, where words of saying part the two: "Togo, he said, would not"."""
        hits = self._named(part, first)
        return next((h.name for h in hits if h.name != holder and h.form != "pronoun"), None)

    def of(self, first: int, start: int, holder: str | None, own: bool = False) -> str | None:
        """Whom the clause text[first:start] before a cue is about, as `holder` says it (None: the document).

        `own`: "they" are who speaks.
        """
        named = next(iter(self._named(first, start)), None)
        clause = self.text[first:start]
        nobody = _NOBODY.search(clause)
        if nobody and (named is None or named.start > first + nobody.start()):
            return self.side(holder)
        for found in _FIRST.finditer(clause):
            sided = found["own"] and found["noun"] and set(found["noun"].split()) & _WORDS.words("sides")
            pronoun = found["own"] and named and named.start == first + found.start()
            if named and named.start < first + found.end() + 1 and not pronoun:
                break
            if found["me"]:
                return holder or self.signer
            if found["it"] and own and holder in self._bodies:
                return self.side(holder)
            if found["we"]:
                return self.side(holder)
            if found["they"] and own and found["they"].lower() not in _WORDS.words("one"):
                return self.side(holder) or holder
            if found["they"]:
                return self._other(first, holder, found["they"].lower())
            if sided:
                return self.side(holder)
            if found["cap"]:
                return self._short(found["cap"], first + found.start()) or self._publisher(found["cap"])
            if found["own"] or found["the"]:
                return self._short(found["noun"], first + found.start())
        if named is None:
            there = self.context.names.between(first, min(start, first + _LEAD))
            return next((self._state(h.name) for h in there if h.kind == "place"), None)
        if named.name == holder and named.form == "pronoun" and named.kind == "organization":
            return self.side(holder)
        return named.name

    def _publisher(self, word: str) -> str | None:
        """Who publishes the document, where "the Ministry" or "the Front" is short for that."""
        publisher = self.context.header.publisher
        return publisher if publisher and word.lower() in publisher.lower().split() else None

    def _state(self, place: str) -> str | None:
        """The state, else the country, that a capital or country stands for, where the document names it."""
        row = places().get(place)
        country = row.country if row else place
        named = country in self._bodies or any(p.name == country for p in self.context.names.places)
        return country if named else None

    def _home(self) -> str | None:
        """The state at whose capital or in whose towns the document is written."""
        line = next((h for h in self.context.names.hits if h.form == "dateline"), None)
        return self._state(line.name) if line else None

    def named(self, start: int, end: int) -> str | None:
        """Who is named first in a stretch, no place."""
        return next((h.name for h in self._named(start, end)), None)

    def side(self, name: str | None) -> str | None:
        """For whom somebody speaks: a state, body or office; a body for itself, the document for its publisher."""
        if name is None:
            header = self.context.header
            return self.side(self.signer) if self.signer else header.writer or header.publisher
        if name not in self._sides:
            header = self.context.header
            self._sides[name] = next(self._told_of(name), header.publisher if header.kind == "statement" else None)
        return self._sides[name]

    def _told_of(self, name: str) -> Iterator[str]:
        body, person = self._bodies.get(name), self._people.get(name)
        if body:
            state = self._state_within(body) if set(name.lower().split()) & _WORDS.words("sides") else None
            yield state or name
            return
        yield from (r.of for r in (person.roles if person else ()) if r.of)
        for mention in (person.mentions if person else ())[:_MENTIONS]:
            if mention.form in ("name", "title", "nominal"):
                yield from self._beside(mention.span.start, mention.span.end)
        home = self._home() if person and any(_last(r.title) in _WORDS.words("rulers") for r in person.roles) else None
        if home:
            yield home

    def _state_within(self, body: Organization) -> str | None:
        """The state of "the Peruvian delegation"."""
        for mention in body.mentions[:_MENTIONS]:
            for hit in self.context.names.between(mention.span.start, mention.span.end):
                if hit.name != body.name and hit.kind == "organization":
                    return hit.name
        return None

    def _beside(self, start: int, end: int) -> Iterator[str]:
        """The bodies in the words that tell who a person is, within, before and behind the name."""
        names, text = self.context.names, self.text
        yield from (h.name for h in names.between(start, end) if h.kind == "organization")
        for hit in names.between(start - _BEFORE, start):
            if hit.kind == "organization" and self._leads(hit, start):
                yield hit.name
        cut = _CUT.search(text, end, end + _BEHIND)
        for hit in names.between(end, cut.start() if cut else end + _BEHIND):
            if hit.kind == "person" and hit.form == "name":
                if _SPEAKS.fullmatch(text, end, hit.start):
                    yield hit.name
                return
            if hit.kind == "organization" and _BESIDE.fullmatch(text, end, hit.start):
                yield hit.name

    def _leads(self, body: Hit, start: int) -> bool:
        """Whether a body's name leads to the name of somebody of it: "Togo's chief negotiator, ", "Togolese envoy "."""
        owned = body.form == "adjective" or self.text.startswith(("'", "’"), body.end)
        found = (_OWNED if owned else _STYLED).fullmatch(self.text, body.end, start)
        return found is not None and not any(is_past(w) for w in found.group().split())

    def _named(self, start: int, end: int) -> list[Hit]:
        return [h for h in self.context.names.between(start, end) if h.kind != "place"]

    def _other(self, before: int, holder: str | None, pronoun: str) -> str | None:
        """Whom "they" or "she" means where the names leave it open: the last named that is not who speaks, nor their side."""
        own = {holder, self.side(holder), *self._silent}
        near = self._named(before - _BACK, before)[-_RECENT:]
        persons = pronoun in _WORDS.words("one")
        fitting = (h for h in reversed(near) if (h.kind in ("person", "unnamed")) == persons and h.name not in own)
        return next((h.name for h in fitting if self.side(h.name) not in own), None)

    def _short(self, noun: str, before: int) -> str | None:
        """The body or office bearer that "the union" or "the minister" is short for, named nearest before."""
        heads = set(noun.lower().split(" "))
        near = (where[n - 1] for w in heads if (n := bisect_left(where := self._called.get(w, []), (before, ""))))
        best = max(near, default=None)
        return best[1] if best else None


def _last(name: str) -> str:
    return name.lower().rpartition(" ")[2]
