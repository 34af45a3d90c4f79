"""Who takes part without a name of their own: groups, offices and bodies that the words of an event lead to.

"Lunch for the growers", "Meeting with the Port Authority", "Briefing by the harbour master", "The nurses' rally": behind a
word like "with" whatever is called people or a body takes part; behind "by", "for", "to", "of" where the event is of a
kind that such words go with. Who is named so is told as a person, a group or a body, wherever the text has the words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

import msgspec

from asrun.model.fact import (
    Change,
    EntityMention,
    Fact,
    Mention,
    Observation,
    Organization,
    Outcome,
    Person,
    Plan,
    Role,
)
from asrun.model.span import Span
from asrun.reading.changes.phrases import phrase_end
from asrun.reading.context import Context, Hit
from asrun.reading.datelines import DATELINE
from asrun.reading.names.lexicon import lexicon
from asrun.reading.party_words import party_words
from asrun.reading.roles import labels_people
from asrun.reading.scan import Spot

_Event = TypeVar("_Event", Plan, Mention)
_KINDS: dict[str, Literal["person", "group", "unnamed"]] = {"person": "person", "group": "group", "unnamed": "unnamed"}
_PEOPLE = ("person", "group", "unnamed")
_ARTICLE = re.compile(
    r"(?:the|an?|his|her|their|its|our|some|several|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})[ \u00a0]",
    re.I,
)
_INDEFINITE = re.compile(r"(?:an?|some|several)[ \u00a0]", re.I)
_JOIN = re.compile(r"(?:,? and|,? &|,|;)(?=[ \u00a0])")
_DASHED = re.compile(r"(?:,? and|,? &|,|;|[ \u00a0](?:[-–—/]|vs?\.?|x))(?=[ \u00a0])")
_MORE = re.compile(r"[^;:(\n–—]{2,120}?,? (?:and|&) ")
_SENT = re.compile(
    r"(?:[\w-]+ )?(?:delegation|deputation|representatives|members|leaders|executives|management|leadership|board)"
    r" (?:of|from) (?:the )?",
    re.I,
)
_FAR = ("by", "for")
_SIGN = re.compile(r"[ \u00a0]?(?::|,|[ \u00a0][-–—])(?=[ \u00a0])")
_AND = re.compile(r"[ \u00a0](?:and|&)[ \u00a0]")
_OF = re.compile(r"[ \u00a0](?:of|for)(?=[ \u00a0])")
_GIVEN = re.compile(r"(?: \w+ed| (?:given|held|led|due|set|put|met|made))+$")
_FROM = re.compile(r"[ \u00a0](?:of|for|from|in|at)(?=[ \u00a0])")
_PEOPLE_OF = re.compile(r" of (?:[\w-]+ ){0,4}?([\w-]+)$")
_LABEL = re.compile(r"(?:^|\n)[ \t•*-]*(?P<label>[A-Za-z]+(?: [a-z]+){0,2})[ \u00a0]?:(?=[ \u00a0])")
_OWNER = re.compile(
    r"(?P<words>(?:[\w-]+ ){0,4}[\w-]+?)(?:[’']s|(?<=s)[’'])(?P<more> (?:[a-z-]+ ){0,3}?)(?=[a-z])", re.I
)
_TOKEN = re.compile(r"[ \u00a0]?([\w’'-]+)")
_LETTER = re.compile(r"[^\W\d_]")
# Of whom words are enough to tell that they do something: in a list an office is that of its principal.
_ACTING = {True: ("group", "unnamed"), False: ("group", "unnamed", "person")}
_ROOM, _TAIL, _MOST, _WORDS, _AGAIN = 300, 120, 6, 7, 40


class _Party(NamedTuple):
    """Who is told of at text[start:end]: words that name nobody, or the name that a hit bears."""

    name: str
    start: int
    end: int
    kind: str
    title: str = ""


def with_parties(context: Context, told: Iterable[Fact]) -> tuple[list[Fact], list[Person | Organization]]:
    """The facts with those who take part without a name, and who these are."""
    parties = _Parties(context)
    facts = [parties.fact(fact) for fact in told]
    return facts, list(parties.made())


class _Parties:
    """Those of one document under way."""

    def __init__(self, context: Context) -> None:
        self.context, self.text = context, context.document.text
        self.found: dict[str, list[_Party]] = {}
        self.seen: dict[tuple[Span, bool], tuple[_Party, ...]] = {}

    def fact(self, fact: Fact) -> Fact:
        """The fact with those who take part in what it mentions."""
        if isinstance(fact, Plan):
            return self._with(fact)
        if isinstance(fact, Mention):
            return self._with(fact)
        if isinstance(fact, Change) and fact.replaced_by:
            fact = msgspec.structs.replace(fact, replaced_by=self._with(fact.replaced_by))
        if isinstance(fact, Change | Observation | Outcome) and fact.about:
            return msgspec.structs.replace(fact, about=self._with(fact.about))
        return fact

    def _with(self, event: _Event) -> _Event:
        """A plan or a mention with those whom its words lead to."""
        listed = isinstance(event, Plan) and not event.restates
        spans = [*event.spans] if isinstance(event, Plan) else [*event.spans[:1]]
        spans += [p.span for p in event.parts if p.field in ("note", "participants")] if isinstance(event, Plan) else []
        names = dict.fromkeys(p.name for span in dict.fromkeys(spans) for p in self._parties(span, listed))
        if not names and not event.participants and not listed:
            names = dict.fromkeys(p.name for p in self._acting(spans[0]))
        parties = tuple(n for n in names if n not in event.participants)
        return msgspec.structs.replace(event, parties=parties) if parties else event

    def _acting(self, span: Span) -> Iterator[_Party]:
        """Who begins the sentence that holds a mention, and does something in it."""
        sentence = self.context.sentences.at(span.start)
        dateline = DATELINE.match(self.text, sentence.start, sentence.end) if sentence else None
        letter = (
            _LETTER.search(self.text, dateline.end() if dateline else sentence.start, sentence.end)
            if sentence
            else None
        )
        if sentence and letter and letter.start() <= span.start:
            for party in self._subject(letter.start(), sentence.end, False):
                self._keep(party)
                yield party

    def _keep(self, party: _Party) -> None:
        """Notes somebody without a name, once a place."""
        known = self.found.setdefault(party.name, []) if party.kind else [party]
        if party not in known:
            known.append(party)

    def _parties(self, span: Span, listed: bool) -> tuple[_Party, ...]:
        key = (span, listed)
        if key not in self.seen:
            self.seen[key] = tuple(dict.fromkeys(self._told(span, listed)))
            for party in self.seen[key]:
                self._keep(party)
        return self.seen[key]

    def _told(self, span: Span, listed: bool) -> Iterator[_Party]:
        """Whom the words of a span lead to, and those right behind them in the sentence."""
        start, end = span.start, min(span.end, span.start + _ROOM)
        letter = _LETTER.search(self.text, start, end)
        if letter:
            yield from self._owners(letter.start(), end)
            yield from self._subject(letter.start(), end, listed)
            yield from self._headed(letter.start(), end) if listed else ()
        line = self.text.find("\n", end)
        stop = end if listed else min(line if line >= 0 else len(self.text), end + _TAIL)
        last = end
        for lead in party_words().lead.finditer(self.text, start, stop):
            if lead.start() >= end and self.text[last : lead.start()].strip("\u00a0 "):
                break
            if not self._leads(lead, start):
                continue
            for party in self._listed(lead.end(), stop):
                last = max(last, party.end)
                yield party
        for label in _LABEL.finditer(self.text, max(0, start - 1), end) if listed else ():
            if labels_people(label["label"]):
                yield from self._listed(label.end(), end, _DASHED)

    def _leads(self, lead: re.Match[str], start: int) -> bool:
        """Whether a word leads to those who take part, by the noun that it needs before it."""
        needed = party_words().behind.get(lead[0].lower())
        if needed is None:
            return True
        nouns = [m.end() for m in needed.finditer(self.text, start, lead.start())]
        return bool(nouns) and (lead[0].lower() in _FAR or nouns[-1] == lead.start() - 1)

    def _listed(self, position: int, stop: int, join: re.Pattern[str] = _JOIN) -> Iterator[_Party]:
        """Those who stand one behind the other: "the mayors of Lom and Vidin, a hospital board and Dr Ilieva"."""
        apposed = False
        for _ in range(_MOST):
            parties, after = self._one(position, stop, join is _JOIN)
            if not parties or (apposed and parties[0].kind in ("person", "unnamed")):
                return
            yield from parties
            more = join.match(self.text, after, stop)
            if not more or (more[0] == "," and join is _JOIN and not _MORE.match(self.text, after, stop)):
                return
            apposed = not parties[0].kind and more[0] == ","
            position = more.end()

    def _one(self, position: int, stop: int, apposed: bool) -> tuple[Sequence[_Party], int]:
        """Who stands behind a blank, where a name behind a comma may be `apposed`, and where the words end."""
        start = position + 1
        article = _ARTICLE.match(self.text, start, stop)
        first = article.end() if article else start
        last = max(0, phrase_end(self.text, position, stop))
        given = _GIVEN.search(self.text, first, last)
        last = given.start() if given else last
        joined = _AND.search(self.text, first, last)
        until = joined.start() if joined else last + 3 * (apposed and self.text.startswith(", ", last))
        near = [h for h in self._hits(start, until) if h.kind != "place" and h.form != "adjective"]
        named = next((h for h in near if h.kind in _PEOPLE and h.form == "name"), None)
        hit = named or next((h for h in near if h.start <= first), None)
        tail = hit.name.rpartition(" ")[2].lower() if hit else ""
        plural = self._several(tail) and tail not in party_words().bodies
        if hit and (hit.kind in _PEOPLE or not (plural or self._heads(hit.end, stop))):
            return (_Party(hit.name, hit.start, hit.end, ""),), hit.end
        found = self._common(start, first, joined.start() if joined else last, stop)
        if found is None:
            return (), last
        sent = self._senders(found) if found.kind in ("group", "body") else ()
        return sent or (found,), found.end

    def _senders(self, found: _Party) -> Sequence[_Party]:
        """The two or three who bear the office that words name in the plural, or the body that sent some people."""
        words = found.name.removeprefix("the ")
        single = words.lower().removesuffix("s")
        if found.kind == "group" and found.name.startswith("the "):
            bearers = self._bearers.get(single, {})
            if len(bearers) in (2, 3):
                return [_Party(name, found.start, found.end, "") for name in bearers]
        of = _SENT.match(words)
        hits = self._hits(found.end - len(words) + of.end(), found.end) if of else ()
        return [_Party(h.name, h.start, h.end, "") for h in hits if h.kind == "organization" and h.form != "adjective"][
            :1
        ]

    @cached_property
    def _bearers(self) -> dict[str, dict[str, None]]:
        """Those who bear an office, or one with a field before it: "water minister" is "minister"."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for person in self.context.names.people:
            for role in person.roles if person.kind == "person" else ():
                words = role.title.lower().split(" ")
                for number in range(1, min(len(words), _WORDS) + 1):
                    found[" ".join(words[-number:])][person.name] = None
        return found

    def _heads(self, end: int, stop: int) -> bool:
        """Whether a body's name only stands before those who are meant: "Orbis Rail engineers"."""
        word = _TOKEN.match(self.text, end, stop)
        return word is not None and self.text[end : end + 1] in " \u00a0" and self._several(word[1].lower())

    def _hits(self, start: int, end: int) -> Sequence[Hit]:
        return self.context.names.between(start, end)

    def _several(self, head: str) -> bool:
        """Whether a word is one for several people."""
        known = party_words()
        return head in known.groups or (head.endswith(known.endings) and head not in known.none and len(head) > 5)

    def _common(self, start: int, first: int, last: int, stop: int) -> _Party | None:
        """The people or the body that words without a name tell of, text[first:last] behind their article."""
        words, end = self.text[first:last].split(), self._whose(last, stop)
        if not words or any(h.kind in _PEOPLE and h.form == "name" for h in self._hits(start, end + 3)):
            return None
        head, known, names = words[-1].lower(), party_words(), lexicon()
        two = " ".join(words[-2:]).lower()
        if head in known.onlookers:
            return None
        definite = first > start and not _INDEFINITE.match(self.text, start)
        title = next(
            (" ".join(words[n:]) for n in range(len(words)) if " ".join(words[n:]).lower() in names.titles), ""
        )
        of = _PEOPLE_OF.search(self.text, last, end) if head in known.sorts else None
        if self._several(head) or two in known.groups or (of and self._several(of[1].lower())):
            kind = "group"
        elif title and definite:
            kind = "person"
        elif head in known.single and first > start:
            kind = "unnamed"
        elif head in known.bodies or two in known.bodies:
            kind = "body"
        else:
            return None
        name = re.sub(r"\s+", " ", self.text[first:end])
        title = name if kind == "person" else ""
        return _Party(f"the {name}" if definite else name, start if definite else first, end, kind, title)

    def _whose(self, end: int, stop: int) -> int:
        """Where the words end that tell whose somebody is: "of the Central Bank"."""
        for _ in range(2):
            of = _OF.match(self.text, end, stop)
            last = phrase_end(self.text, of.end(), stop) if of else end
            if not of or last == of.end():
                break
            end = last
        return end

    def _owners(self, start: int, end: int) -> Iterator[_Party]:
        """Those whose event it is: "Ministers' round table", "The nurses' rally"."""
        article = _ARTICLE.match(self.text, start, end)
        first = article.end() if article else start
        owner = _OWNER.match(self.text, first, end)
        if not owner or not party_words().events.match(self.text, owner.end("more"), end):
            return
        found = self._common(start, first, owner.end("words"), owner.end("words"))
        if found:
            yield found

    def _headed(self, start: int, end: int) -> Iterator[_Party]:
        """Those on one side of a colon or a dash, with what happens on the other: "Talks: A – B", "A and B: talks"."""
        nouns = party_words().events
        for sign in _SIGN.finditer(self.text, start, end):
            before = [m.end() for m in nouns.finditer(self.text, start, sign.start())]
            if sign[0].endswith(":") and before and before[-1] == sign.start():
                yield from self._listed(sign.end(), end, _DASHED)
            elif not before and self._happens(sign, end):
                yield from self._listed(start - 1, sign.start(), _DASHED)
            return

    def _happens(self, sign: re.Match[str], end: int) -> bool:
        """Whether what happens stands behind a sign; behind a comma or a dash, where places stand too, in small letters."""
        noun = party_words().events.search(self.text, sign.end(), end)
        words = self.text[sign.end() : noun.end()] if noun else ""
        return noun is not None and (sign[0].endswith(":") or words == words.lower())

    def _subject(self, start: int, end: int, listed: bool) -> Iterator[_Party]:
        """Those whose name begins the words for what they do: "Delegates tour the docks"."""
        article = _ARTICLE.match(self.text, start, end)
        first = position = article.end() if article else start
        for number in range(_WORDS):
            word = _TOKEN.match(self.text, position, end)
            if not word:
                return
            if number and word[1].lower() in party_words().deeds:
                of = _FROM.search(self.text, first, position)
                found = self._common(start, first, of.start() if of else position, position)
                head = of.start() if of else position
                whole = phrase_end(f" {self.text[first:head]}", 0, head - first + 1) == head - first + 1
                found = self._common(start, first, head, position) if whole else None
                if found and found.kind in _ACTING[listed] and found.end in (position, head):
                    yield found
                return
            position = word.end()

    def made(self) -> Iterator[Person | Organization]:
        """Those found, each wherever the text has the words."""
        for name, parties in self.found.items():
            spots = {(p.start, p.end) for p in parties}
            spots.update(self._again(name, parties[0]))
            mentions = tuple(
                EntityMention(self.context.document.span(*s), "title" if parties[0].kind == "person" else "nominal")
                for s in sorted(spots)
            )
            aliases = (name.removeprefix("the "),) if name.startswith("the ") else (f"the {name}",)
            if parties[0].kind == "body":
                yield Organization(name, "body", mentions, aliases, rule="parties.body")
                continue
            roles = (Role(parties[0].title),) if parties[0].title else ()
            yield Person(name, _KINDS[parties[0].kind], mentions, aliases, roles=roles, rule="parties.people")

    def _again(self, name: str, party: _Party) -> Iterator[Spot]:
        """Where else the words stand, in no other name."""
        words = re.escape(name.removeprefix("the "))
        lead = "(?:[Tt]he )" if party.kind in ("person", "unnamed", "body") else "(?:[Tt]he )?"
        sought = re.compile(rf"(?<![\w’'-]){lead}{words}(?![\w’'-])", re.I if party.kind == "group" else 0)
        for number, again in enumerate(sought.finditer(self.text)):
            if number == _AGAIN:
                return
            if not any(
                h.start < again.end() and h.end > again.start() for h in self._hits(again.start() - 40, again.end())
            ):
                yield again.span()
