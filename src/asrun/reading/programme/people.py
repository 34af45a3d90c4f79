"""Whose programme it is, and whose items stand under a line: persons by name, or offices named without one."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from asrun.model.document import Line
from asrun.model.fact import EntityMention, Person, Role
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context, Hit
from asrun.reading.lines import is_item
from asrun.reading.names.lexicon import lexicon, without_honorific
from asrun.reading.roles import labels_people

_WORDS = Wordbook(__package__, "people")
_WHOSE = _WORDS.pattern("whose", re.I)
# "Host: Premier Ana Reis" over a list.
_LABEL = re.compile(r"\W*([A-Za-z]+(?: [a-z]+){0,2}\s?):\s*(?=[A-ZÀ-Þ])")
_POSSESSED = _WORDS.pattern("possessed", re.I)
# Behind a word that is no title but the first field of an office: "Justice and Security".
_FIELD = re.compile(r" (?:and|&) [A-ZÀ-Þ]")
_MEETS = _WORDS.pattern("meets", re.I)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+$")
_SMALL = frozenset("TO IN AT ON FOR OF AND THE FROM WITH".split())
_OFFICE = r"[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)*"
_OWNER = _WORDS.pattern("owner", re.I)
# "Trade Secretary – Lima programme": an office of two words or more says whose it is.
_HEADED = re.compile(rf"\W*(?:The )?({_OFFICE}(?: {_OFFICE}){{0,3}})(?= [-–—] |: )")
# "Movements – First Lady", "Diary: the Provost".
_TAILED = _WORDS.pattern("tailed")


class People:
    """The principals of one programme; those whom only it names gather their mentions."""

    def __init__(self, context: Context) -> None:
        self.context, self.document = context, context.document
        self.begins = 0
        self.people: dict[str, list[Span]] = {}
        self.bearers: dict[str, tuple[str, Span]] = {}

    def found(self) -> Iterator[Person]:
        """The persons and offices that only the programme names."""
        for name, (title, span) in self.bearers.items():
            yield Person(
                name, "person", (EntityMention(span, "name"),), roles=(Role(title),), rule="public-schedule.bearer"
            )
        for name, spans in self.people.items():
            mentions = tuple(EntityMention(s, "title") for s in dict.fromkeys(spans))
            yield Person(
                name, "person", mentions, roles=(Role(name.removeprefix("the ")),), rule="public-schedule.office"
            )

    def principal(self, start: int) -> tuple[str, ...]:
        """Whose programme it is, and who is told above it to be host or guest."""
        lines = (n for n in self.document.lines_between(0, max(start, 1))[:8] if not is_item(n))
        labelled = ((n, m) for n in lines if (m := _LABEL.match(n.text)) and labels_people(m[1].rstrip()))
        hosts = (
            h.name
            for line, label in labelled
            for h in self.context.names.between(line.start + label.end(), line.end)
            if h.kind == "person" and h.form != "pronoun"
        )
        return tuple(dict.fromkeys((*self._whose(start), *hosts)))

    def _whose(self, start: int) -> tuple[str, ...]:
        """Whose programme it is: the one person, or the one office, that the lines above it name."""
        self.begins = start
        lines = [n for n in self.document.lines_between(0, max(start, 1))[:8] if not is_item(n)]
        told = [n for n in lines if _WHOSE.search(n.text[:200])][:3]
        owners = dict.fromkeys(
            h.name
            for n in lines
            for h in self.context.names.between(n.start, n.end)
            if h.kind == "person" and _POSSESSED.match(self.document.text, h.end)
        )
        if len(owners) == 1:
            return tuple(owners)
        for line in (*told, *(n for n in lines[:4] if n not in told and len(n.text) < 90)):
            hits = self.context.names.between(line.start, line.end)
            named = dict.fromkeys(h.name for h in hits if h.kind == "person" and not self._guest(h))
            if len(named) == 1:
                return tuple(named)
            titled = self._titled(line) if not named else None
            if titled:
                return (titled,)
            told_by = (f(line.text[:200]) for f in (_OWNER.search, _HEADED.match, _TAILED.match))
            owner = next((m for m in told_by if m and _WORDS.words("join").isdisjoint(m[1].lower().split())), None)
            if owner and owner[1].rpartition(" ")[2].lower() in lexicon().titles:
                first = line.start + owner.start(1)
                return (self.office(owner[1], self.document.span(first, first + len(owner[1]))),)
        return ()

    def _guest(self, hit: Hit) -> bool:
        """Whether a title alone stands for a person whom only items name: it is that of somebody else, whom they meet."""
        person = (
            next((p for p in self.context.names.people if p.name == hit.name), None) if hit.form == "title" else None
        )
        if person and _FIELD.match(self.document.text, hit.end):
            return True
        starts = [m.span.start for m in person.mentions if m.form == "name"] if person else []
        return bool(starts) and all(self._met(s) for s in starts)

    def _met(self, start: int) -> bool:
        """Whether a name stands in an item, or, among the items, behind words of meeting."""
        lines = self.document.lines
        line = lines[bisect_right(lines, start, key=lambda n: n.start) - 1]
        return is_item(line) or (
            start >= self.begins and _MEETS.search(self.document.text, line.start, start) is not None
        )

    def _titled(self, line: Line) -> str | None:
        """The person behind a title, also in capitals: "VISIT OF PRESIDENT ANA REIS"."""
        tokens = list(re.finditer(r"[^\s,;:()]+", line.text[:200]))
        for number, token in enumerate(tokens):
            named = []
            for other in tokens[number + 1 : number + 4]:
                if not _CAPITALS.match(other[0]) or other[0] in _SMALL:
                    break
                named.append(other)
            if token[0].lower() in lexicon().titles and len(named) > (token[0].lower() not in lexicon().crowned):
                start, end = line.start + named[0].start(), line.start + named[-1].end()
                name = self.document.text[start:end].title()
                known = next((p.name for p in self.context.names.people if p.name.lower() == name.lower()), None)
                if known is None:
                    self.bearers.setdefault(name, (token[0].title(), self.document.span(start, end)))
                return known or name
        return None

    def office(self, name: str, span: Span) -> str:
        """The bearer of an office that is named without a person: "the Prime Minister"."""
        if name.isupper():
            name = " ".join(w.lower() if w.lower() in _WORDS.words("join") else w.capitalize() for w in name.split())
        name = f"the {without_honorific(name.removeprefix('The ').removeprefix('the '))}"
        known = {p.name.lower(): p.name for p in self.context.names.people}
        if name.lower() in known:
            return known[name.lower()]
        self.people.setdefault(name, []).append(span)
        return name

    def above(self, head: Line) -> tuple[str, ...]:
        """The people of a line that items stand under; an office counts as its bearer."""
        hits = [h for h in self.context.names.between(head.start, head.end) if h.kind == "person"]
        if hits:
            return tuple(dict.fromkeys(h.name for h in hits))
        first = re.match(r"(?:[A-Za-z]+ ){0,2}[A-Za-z]+", head.text)
        held = first and any(w in lexicon().titles for w in first[0].lower().split()[:3])
        if held and len(head.text.split()) <= 8:
            return (self.office(head.text.strip(" :"), self.document.span(head.start, head.end)),)
        return ()
