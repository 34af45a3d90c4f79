"""Where a happening is that names no place itself: by its own words, those behind it in the clause, or the sentence's first.

A place of small letters, "the fish auction", is made only where something happens there. It is kept beside the mention, as
its scene, so that links go by what the words for the happening themselves name.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

import msgspec

from asrun.model.document import Line
from asrun.model.fact import Change, EntityMention, Fact, Mention, Observation, Organization, Outcome, Place, Plan
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.changes.happenings import is_scene, kinds
from asrun.reading.changes.phrases import phrase_end
from asrun.reading.context import Context, Hit
from asrun.reading.names.lexicon import last_words, lexicon
from asrun.reading.scan import Spot

_WORDS = Wordbook(__package__, "scenes")
_MOVES = ("departure", "arrival", "journey")
_FLOWN = _WORDS.pattern("flown", re.I)
_OFF = _WORDS.pattern("off", re.I)
_ARTICLE = _WORDS.pattern("article", re.I)
_POSSESSIVE = _WORDS.pattern("possessive", re.I)
_FRONT = re.compile(r"(?:.{0,80}[)\d]\s?[-–—:]\s)?(?:At|In|On|Inside|Outside|Aboard)\s(?=[^,]{3,60}, )")
_COMPOUND = _WORDS.pattern("compound")
_TOOK_PLACE, _THE = _WORDS.pattern("took_place"), _WORDS.pattern("the")
_RELATIVE = _WORDS.pattern("relative")
_THERE = _WORDS.pattern("there", re.I)
_WHERE = _WORDS.pattern("where")
_BACK, _NAME, _CLOSE = 240, 60, 3
_BRACKET = re.compile(r"[(\[][^)\]]*$")
_TAIL = re.compile(r", (?P<site>[A-ZÀ-Þ][^,()\n\r]{2,50}?)\s*(?:\([^()]*\))?[.\s]*$")
_HEADS, _HEAD = 6, 200
_PARTS = re.compile(r",\s+|\s[-–—|]\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TOKEN = re.compile(r"\w+")
_WIDE = ("city", "region", "country")
_MOST = 40
_BODIES = ("University", "Bank", "Parliament", "Court", "Council", "Senate", "Congress", "Assembly")


class _Lead(NamedTuple):
    """Words behind which a place stands, and what goes on between."""

    words: frozenset[str]
    on: re.Pattern[str]


class _Words(NamedTuple):
    at: _Lead
    seen: _Lead
    heads: frozenset[str]
    ends: re.Pattern[str]


@cache
def _words() -> _Words:
    data = read_book(__package__, "scenes")
    known = lexicon()
    heads = {*data["heads"], *known.sites, *known.rooms, *(h.lower() for h in known.place_heads)}
    return _Words(
        _Lead(frozenset(data["at"]), re.compile(r"\s(?!\d)")),
        _Lead(frozenset(data["seeing"]), re.compile(rf"\s(?:(?:{'|'.join(data['seen_by'])})\s)?", re.I)),
        frozenset(heads),
        re.compile(rf";|\b(?:{'|'.join(data['elsewhere'])})\b"),
    )


def small_places() -> frozenset[str]:
    """Words that name places in small letters: "mill", "town hall"."""
    return _words().heads


def is_body(organization: Organization) -> bool:
    """Whether an organization at whose house something is is one all the same: named otherwise too, or by its very name."""
    return len(organization.mentions) > 1 or bool(
        lexicon().topical.union(_BODIES).intersection(organization.name.split())
    )


class Site(NamedTuple):
    """A place as words name it, text[start:end] without its article."""

    name: str
    start: int
    end: int


def with_scenes(context: Context, told: Iterable[Fact]) -> tuple[list[Fact], list[Place], list[Organization]]:
    """The facts with the scenes of what names no place, the places that only these are, and the bodies that are none.

    A body that is named once, as where something is, is a place: "Nukunu College".
    """
    scenes = _Scenes(context)
    facts = [scenes.fact(fact) for fact in told]
    spots = {m.span for f in facts if isinstance(f, Place) for m in f.mentions}
    bodies = [
        o
        for o in context.names.organizations
        if o.name not in scenes.bodies and not all(m.span in spots for m in o.mentions)
    ]
    return facts, list(scenes.places()), bodies


class _Scenes:
    """The scenes of one document under way; places that only they name gather."""

    def __init__(self, context: Context) -> None:
        self.context, self.text = context, context.document.text
        self.known = {n.lower(): p.name for p in context.names.places for n in (p.name, *p.aliases)}
        self.towns = {p.name for p in context.names.places if p.kind in _WIDE}
        here = [p for p in context.names.places if p.kind == "city" and p.zone and p.zone == context.times.local]
        self.here = [p.name for p in sorted(here, key=lambda p: -len(p.mentions))[:2]]
        self.organizations = {o.name: o for o in context.names.organizations}
        self.made: dict[str, list[Site]] = {}
        self.names: dict[str, str] = {}
        self.bodies: set[str] = set()
        self.seen: dict[tuple[Span, str], str | None] = {}

    def fact(self, fact: Fact) -> Fact:
        """The fact with the scenes of what it mentions."""
        if isinstance(fact, Plan | Mention):
            scene = self._scene(fact)
            return msgspec.structs.replace(fact, scene=scene) if scene else fact
        if isinstance(fact, Change) and fact.replaced_by:
            fact = msgspec.structs.replace(fact, replaced_by=self._with(fact.replaced_by))
        if isinstance(fact, Change | Observation | Outcome) and fact.about:
            return msgspec.structs.replace(fact, about=self._with(fact.about))
        return fact

    def _with(self, mention: Mention) -> Mention:
        scene = self._scene(mention)
        return msgspec.structs.replace(mention, scene=scene) if scene else mention

    def places(self) -> Iterator[Place]:
        """The places that only scenes name, wherever the text has their words."""
        spots = {name: [(s.start, s.end) for s in sites] for name, sites in self.made.items()}
        for name, spot in self._named_again(sorted(spots, key=len, reverse=True)):
            spots[name].append(spot)
        for name, found_at in spots.items():
            mentions = tuple(EntityMention(self.context.document.span(*s), "name") for s in sorted(set(found_at)))
            yield Place(name, "site", mentions, rule="scenes.site")

    def _named_again(self, names: list[str]) -> Iterator[tuple[str, Spot]]:
        """Where the text has some names, the longest of them first, as whole words."""
        by_first: dict[str, list[str]] = {}
        for name in names:
            by_first.setdefault(_TOKEN.findall(name)[0], []).append(name)
        passed = 0
        for word in _TOKEN.finditer(self.text) if names else ():
            start = word.start()
            for name in by_first.get(word[0], ()) if start >= passed else ():
                end = start + len(name)
                if self.text.startswith(name, start) and not _TOKEN.match(self.text, end):
                    yield name, (start, end)
                    passed = end
                    break

    def _scene(self, told: Plan | Mention) -> str | None:
        small = told.place and told.place[:1].islower() and told.place.lower() not in self.known
        nowhere = told.kind == "arrival" and not (told.place or told.destination)
        if told.kind in _MOVES and isinstance(told, Mention) and (small or nowhere):
            first, last = told.spans[0].start, told.spans[-1].end
            at = self.text.find(told.place, first, last) if told.place else -1
            site = self._by_words(at, at + len(told.place or ""), article=True) if at >= 0 else self._own(first, last)
            return self._named(site) if site else None
        if (told.place and (isinstance(told, Plan) or told.place not in self.towns)) or told.origin:
            return None
        if told.kind in _MOVES:
            return self._left(told)
        key = (told.spans[0], told.summary)
        if key not in self.seen:
            self.seen[key] = self._found(told)
        return self.seen[key]

    def _left(self, told: Plan | Mention) -> str | None:
        """The town that whoever leaves for another one leaves: that of the text's own clocks which it names most."""
        if told.kind == "arrival" or told.place:
            return None
        listed = isinstance(told, Plan) and not told.restates
        words = f"{told.summary} {told.spans[0].exact}"
        afar = (listed and (told.destination in self.towns or _FLOWN.search(words))) or _OFF.search(words)
        return next((t for t in self.here if t != told.destination), None) if afar else None

    def _found(self, told: Plan | Mention) -> str | None:
        """The scene of a happening."""
        first, last = told.spans[0].start, told.spans[0].end
        site = self._own(first, last)
        if told.place:
            return self._named(site) if site and site.name != told.place else None
        listed = isinstance(told, Plan) and not told.restates
        if site is None and listed:
            site = self._tail(first, last)
        if site is None and not listed:
            site = self._behind(last) or self._front(first) or self._compound(first, last)
            site = site or self._where(first) or self._next(last) or self._there(first)
            site = site or self._met(first)
            site = site or (self._head(told) if getattr(told, "definite", True) else None)
        return self._named(site) if site else None

    def _own(self, first: int, last: int) -> Site | None:
        """The place among the words of the happening: where it is at, else what it is of."""
        sentence = self.context.sentences.at(first)
        reach = max(last, sentence.end) if sentence else last
        for lead, stop in ((_words().at, last), (_words().seen, reach)):
            for _, begin in self._led(lead, first, last, stop):
                site = self._site(begin, stop)
                if site:
                    return site
        return None

    def _led(self, lead: _Lead, first: int, last: int, stop: int) -> Iterator[Spot]:
        """The leads that begin in text[first:last]: where each begins, and where what it leads to may, before `stop`."""
        for start, end in self.context.sentences.filed.spots(lead.words).between(first, last):
            match = lead.on.match(self.text, end, stop)
            if match:
                yield start, match.end()

    def _behind(self, last: int) -> Site | None:
        """The place behind a happening in its clause."""
        sentence = self.context.sentences.at(last - 1)
        if sentence is None:
            return None
        relative = _RELATIVE.match(self.text, last, sentence.end)
        stop = _words().ends.search(self.text, relative.end() if relative else last, sentence.end)
        end = stop.start() if stop else sentence.end
        if stop and stop[0] in ("instead", "rather", "now"):
            end = self.text.rfind(", ", last + 1, end)
            if end < 0:
                return None
        if self.text[last : last + 2] == ", " and (hit := self._hit(last + 2)) and hit.kind == "place":
            return Site(hit.name, hit.start, hit.end)
        for start, begin in self._led(_words().at, last, end, end):
            site = None if _BRACKET.search(self.text, last, start) else self._site(begin, end)
            if site:
                return site
        return None

    def _where(self, first: int) -> Site | None:
        """The place that the clauses before lead from: "She will be in Rauma, where she opens the mill"."""
        sentence = self.context.sentences.at(first)
        for found in reversed(list(_WHERE.finditer(self.text, sentence.start, first))) if sentence else ():
            hits = self.context.names.between(max(0, found.start() - _NAME), found.start())
            hit = next((h for h in hits if h.kind == "place" and h.end == found.start()), None)
            if hit:
                return Site(hit.name, hit.start, hit.end)
        return None

    def _next(self, last: int) -> Site | None:
        """The place that the sentence behind tells: "It took place at the mill"."""
        index = self.context.sentences
        here = index.number(last - 1)
        if not 0 <= here < len(index.all) - 1:
            return None
        sentence = index.all[here + 1]
        told = _TOOK_PLACE.match(self.text, sentence.start, sentence.end)
        for _, begin in self._led(_words().at, told.end() - 7, told.end(), sentence.end) if told else ():
            if site := self._site(begin, sentence.end):
                return site
        return None

    def _there(self, first: int) -> Site | None:
        """The place named last in the sentence before, where the clause goes on with "there"."""
        sentence = self.context.sentences.at(first)
        there = _THERE.search(self.text, first, sentence.end) if sentence else None
        if sentence is None or there is None or _BRACKET.search(self.text, first, there.start()):
            return None
        if self.context.times.between(max(first, there.start() - 12), there.start()):
            return None
        hits = self.context.names.between(max(0, sentence.start - _BACK), sentence.start)
        hit = next((h for h in reversed(hits) if h.kind == "place" and h.form == "name"), None)
        return Site(hit.name, hit.start, hit.end) if hit and is_scene(self.text, hit.start) else None

    def _met(self, first: int) -> Site | None:
        """The place in the sentence before, where this one goes on about it: "They met at the mill. Their talks ran on"."""
        index = self.context.sentences
        here = index.number(first)
        if here < 1:
            return None
        start, before = index.all[here].start, index.all[here - 1]
        if first - start >= _CLOSE or before.end + _BACK <= first or not _THE.match(self.text, start, first + _BACK):
            return None
        begins = (begin for _, begin in self._led(_words().at, before.start, before.end, before.end))
        return next((s for b in begins if (s := self._site(b, before.end)) and s.name.lower() in self.known), None)

    def _tail(self, first: int, last: int) -> Site | None:
        """The place behind the last comma of an item."""
        found = _TAIL.search(self.text, first, last)
        if found is None:
            return None
        hit = self._hit(found.start("site"))
        whose = self.context.names.between(max(0, found.start() - _NAME), found.start())
        if hit and hit.kind == "organization" and any(h.kind == "person" and h.end == found.start() for h in whose):
            return None
        if hit and hit.kind in ("place", "organization") and hit.end >= found.end("site"):
            return Site(hit.name, hit.start, hit.end)
        return None if hit else self._by_words(*found.span("site"), article=False)

    def _compound(self, first: int, last: int) -> Site | None:
        """The place in a compound: "the harbour tour"."""
        found = _COMPOUND.search(self.text, first, last)
        words = _ARTICLE.sub("", found["site"]).split(" ") if found else []
        for number in range(len(words)):
            name = " ".join(words[number:])
            if found and name.lower() in _words().heads:
                return Site(name, found.end("site") - len(name), found.end("site"))
        return None

    @cached_property
    def _headed(self) -> list[tuple[Line, list[Spot]]]:
        """The short first lines that are several parts, with where in each these are."""
        found = []
        for line in self.context.document.lines[:_HEADS]:
            cuts = [0, *(n for m in _PARTS.finditer(line.text[: _HEAD + 1]) for n in m.span()), len(line.text)]
            if len(cuts) > 2 and len(line.text) <= _HEAD and not line.text.endswith("."):
                found.append((line, list(zip(cuts[::2], cuts[1::2], strict=True))))
        return found

    def _head(self, told: Mention | Plan) -> Site | None:
        """The place beside the happening's noun in a line over the text: "Press briefing, Long Room, Monday"."""
        noun = told.summary.rpartition(" ")[2].lower()
        for line, parts in self._headed if len(noun) > 3 else ():
            if noun not in line.text.lower():
                continue
            for start, end in parts:
                begin, stop = line.start + start, line.start + end
                hit = self._hit(begin)
                if hit and hit.kind == "place" and hit.end >= stop - 1:
                    return Site(hit.name, hit.start, hit.end)
                if not hit and noun not in line.text[start:end].lower() and self._by_words(begin, stop, article=False):
                    return Site(self.text[begin:stop], begin, stop)
        return None

    def _front(self, first: int) -> Site | None:
        """The place that a sentence begins with: "At the mill, the tour was cut short"."""
        sentence = self.context.sentences.at(first)
        lead = _FRONT.match(self.text, sentence.start, first) if sentence else None
        site = self._site(lead.end(), first) if lead else None
        return site if site and self.text[site.end : site.end + 1] == "," else None

    def _site(self, start: int, stop: int) -> Site | None:
        """The place that a noun phrase text[start:] names, if it is one."""
        if _POSSESSIVE.match(self.text, start) and not self._hit(start):
            return None
        article = _ARTICLE.match(self.text, start, stop)
        begin = article.end() if article else start
        hit = self._hit(begin) or self._hit(start)
        if hit and hit.kind == "place" and hit.end <= stop:
            return Site(hit.name, hit.start, hit.end)
        if hit and hit.kind in ("person", "unnamed", "group"):
            return None
        end = phrase_end(self.text, start - 1, stop)
        if end <= begin:
            return None
        if hit and hit.kind == "organization" and hit.end >= end - 1:
            return Site(hit.name, hit.start, hit.end)
        return self._by_words(begin, end, bool(article))

    def _by_words(self, begin: int, end: int, article: bool) -> Site | None:
        """A place by the last of its words, or by capital letters where no other name stands there."""
        words = self.text[begin:end]
        told = _WORD.findall(words)
        if not told or len(told) > 5:
            return None
        last, two = told[-1].lower(), " ".join(told[-2:]).lower()
        headed = last in _words().heads or two in _words().heads
        small = words.islower() or not told[0][0].isupper()
        if headed and (article or not small):
            return Site(words, begin, end)
        if small or last in last_words() or kinds().named.get(last) or self.context.times.between(begin, end):
            return None
        if any(h.kind != "place" for h in self.context.names.between(begin, end)) or told[0] in lexicon().calendar:
            return None
        return Site(words, begin, end) if told[-1][0].isupper() and len(words) > 3 else None

    def _hit(self, start: int) -> Hit | None:
        """The longest name that begins at a position."""
        return max(self.context.names.between(start, start + 1), key=lambda h: h.end, default=None)

    def _named(self, site: Site) -> str:
        """The name of a place: as the document's names have it, else made here."""
        known = self.known.get(site.name.lower())
        body = self.organizations.get(site.name)
        if known or (body and is_body(body)):
            return known or site.name
        if body:
            self.bodies.add(body.name)
        name = self.names.setdefault(site.name.lower(), site.name)
        sites = self.made.setdefault(name, [])
        if len(sites) < _MOST:
            sites.append(site)
        return name
