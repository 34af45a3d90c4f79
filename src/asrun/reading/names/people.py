"""The persons of a document: full names first, then the surnames, titles and handles that mean the same."""

import re
from collections import defaultdict

from asrun.model.wordbook import Wordbook
from asrun.reading.gazetteer import places
from asrun.reading.names.entities import Cast, Entity
from asrun.reading.names.lexicon import gender_of, given_names, last_words, lexicon
from asrun.reading.names.nicknames import called
from asrun.reading.names.runs import Run

_WORDS = Wordbook(__package__, "people")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_TITLE_BEFORE = re.compile(
    r"(?:(?P<owner>[A-ZÀ-Þ][\w.]*(?: [A-Z][\w.]*){0,3})(?:[’']s?)? )?(?P<title>(?:[a-z-]+ ){0,3}[a-z-]+),? $"
)
_APPOSITION = _WORDS.pattern("apposition")
_CIRCLE = _WORDS.pattern("circle")
_LOWER_BEFORE = re.compile(r"([a-z-]+),? $")
_COUNTRY_BEHIND = re.compile(r" of (?:the )?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})")
_PREMIER = re.compile(r"(?<!\d)(?<!\d )\bPM $")
_SUFFIXES = ("Jr", "Sr", "II", "III", "IV")
_ROOM = 90
# Short forms of offices, where others of them are courtesies: "Gov. Díaz".
_OFFICES = ("gov", "sen", "rep", "pres", "amb", "cllr")
_SMALL = ("the", "a", "an", "of", "and", "current", "former", "then", "new", "acting", "deputy", "veteran", "longtime")
_NAMESAKES = 30


class People:
    """The persons of one document under way."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.text = cast, cast.document.text
        self._lasts: dict[str, dict[str, int]] = defaultdict(dict)
        self._firsts: dict[str, dict[str, int]] = defaultdict(dict)
        self._ends: dict[tuple[str, str], str] = {}
        self._others: dict[str, str] = {}
        self._last_title: str | None = None

    def full(self, run: Run) -> None:
        """A name of several words: a new person, or a longer or shorter form of one known."""
        words = run.words
        parts = [p for p in words.split(" ") if not _INITIAL.fullmatch(p) and p.rstrip(".") not in _SUFFIXES] or [words]
        plain = " ".join(parts)
        name = plain if plain in self.cast.people else self._same(parts) or plain
        person = self.cast.person(name)
        if words != name:
            person.aliases[words] = None
        own = name.split(" ")
        self._ends.setdefault((own[0], own[-1]), name)
        for count, part in ((self._lasts, own[-1]), (self._firsts, own[0])):
            if name in count[part] or len(count[part]) < _NAMESAKES:
                count[part][name] = count[part].get(name, 0) + 1
        person.gender = person.gender or given_names().get(own[0])
        self._mention(person, run, short=False)
        other = called(self.text, run.end)
        if other:
            self.goes_by(person, other)

    def goes_by(self, person: Entity, other: str) -> None:
        """Notes another name of a person."""
        person.aliases[other] = None
        self._others.setdefault(other, person.name)

    def short(self, run: Run) -> bool:
        """A single name: the person who bears it, or a new one where a title says that it is a person."""
        person = self.bearer(run.words, run.title)
        if person is None and not run.title:
            return False
        if person is None:
            shouted = run.words.isupper() and len(run.words) > 2
            person = self.cast.person(run.words.title() if shouted else run.words)
            self._lasts[person.name].setdefault(person.name, 1)
        elif run.words != person.name:
            person.aliases[run.words] = None
        self._mention(person, run, short=True)
        return True

    def alone(self, run: Run) -> None:
        """A single name without a title that can only be a person's."""
        person = self.bearer(run.words, "") or self.cast.person(run.words)
        self._lasts[run.words].setdefault(person.name, 1)
        self._mention(person, run, short=True)

    def bearer(self, words: str, title: str) -> Entity | None:
        """The person whose surname a word is, else whose given name; of several the one most named, of the title's gender."""
        if words in self.cast.people:
            return self.cast.people[words]
        if words in self._others:
            return self.cast.people[self._others[words]]
        forms = (words, words.title()) if words.isupper() else (words,)
        gender = gender_of(title) if title else None
        for count in (self._lasts, self._firsts):
            for form in forms:
                found = sorted(count.get(form, {}).items(), key=lambda pair: -pair[1])
                fitting = [self.cast.people[n] for n, _ in found]
                fitting = [p for p in fitting if gender is None or p.gender in (None, gender)]
                if fitting:
                    return fitting[0]
        return None

    def _same(self, parts: list[str]) -> str | None:
        """The known person whose first and last names are these, a middle name more or less, or who shares two parts."""
        known = self._ends.get((parts[0], parts[-1]))
        if known or len(parts) == 1:
            return known
        mine = set(parts)
        for name in [*self._lasts[parts[-1]], *self._firsts[parts[0]]]:
            own = set(name.split(" "))
            if (len(own) == 1 and own < mine) or (len(own & mine) > 1 and (own <= mine or mine <= own)):
                return name
        return None

    def _mention(self, person: Entity, run: Run, short: bool) -> None:
        """One mention with the title before it, the apposition behind it, and the circle named after the person."""
        known = lexicon()
        title, start = run.title, run.start
        plain = title.lower().replace(".", "")
        honorific = bool(title) and plain in known.honorifics
        owner: str | None = None
        if title:
            owner = self.owner(run.owner) or self._owner_before(run.title_start)
        else:
            title, owner = self._title_before(run.start)
        if title:
            if run.title and not honorific:
                person.aliases[self.text[run.title_start : run.end]] = None
                start = run.title_start if short else run.start
            if plain in _OFFICES:
                person.roles.setdefault((title, owner))
            if not honorific:
                behind = _COUNTRY_BEHIND.match(self.text, run.end) if owner is None else None
                self._last_title = title
                person.roles.setdefault((title, self.owner(behind[1]) if behind else owner))
            person.gender = gender_of(title) or person.gender
        if self.text.endswith("PM ", 0, run.start) and _PREMIER.search(self.text, max(0, run.start - 8), run.start):
            person.roles.setdefault(("Prime Minister", None))
        person.mention(start, run.end, "name")
        self._apposition(person, run.end)
        circle = _CIRCLE.match(self.text, run.end)
        if circle:
            last = run.words.rpartition(" ")[2]
            body = self.cast.organization(f"{last} {circle[1]}", "government")
            begin = run.title_start if run.title else run.start
            body.mention(begin, circle.end(), "name")
            body.aliases[self.text[begin : circle.end()]] = None

    def _title_before(self, start: int) -> tuple[str, str | None]:
        """The title in small letters before a name, and whose it is: "Turkey's finance minister, X"."""
        if self.text[start - 1 : start] != " ":
            return "", None
        near = _LOWER_BEFORE.search(self.text[max(0, start - 24) : start])
        if not near or near[1] not in last_words():
            return "", None
        match = _TITLE_BEFORE.search(self.text[max(0, start - 70) : start])
        if not match:
            return "", None
        words = match["title"].split(" ")
        for first in range(len(words)):
            title = " ".join(words[first:])
            if title in lexicon().titles:
                if title == "counterpart":
                    title = self._last_title or title
                between = "" if first else match["owner"] or ""
                return title, self.owner(between)
        return "", None

    def _owner_before(self, start: int) -> str | None:
        """The country or office before a title: "North Korean" of "North Korean leader"."""
        before = self.text[max(0, start - 40) : start].rstrip().split()
        return next((o for length in (2, 1) if (o := self.owner(" ".join(before[-length:])))), None)

    def owner(self, words: str) -> str | None:
        """The country, seat or body that words before a title name."""
        plain = words.removesuffix("'s").removesuffix("’s").removeprefix("the ").strip("’' ")
        row = places().get(plain) or places().get(plain.partition(" ")[0])
        if row:
            return row.country if row.kind == "country" else row.name
        if plain in lexicon().seats or plain in self.cast.organizations:
            return plain
        return None

    def _apposition(self, person: Entity, end: int) -> None:
        """Notes the title behind a name: "X, the White House press secretary,", "X, head of press at the Council"."""
        if self.text[end : end + 2] != ", ":
            return
        match = _APPOSITION.match(self.text, end, end + _ROOM)
        if not match:
            return
        words = match["words"].split()
        for stop in range(len(words), 0, -1):
            if words[stop - 1].lower() not in last_words():
                continue
            for first in range(max(0, stop - 3), stop):
                title = " ".join(words[first:stop]).lower()
                if title not in lexicon().titles:
                    continue
                behind = words[stop] if stop < len(words) else ""
                if not all(w[0].isupper() or w in lexicon().modifiers or w in _SMALL for w in words[:first]):
                    continue
                if not behind or behind in ("of", "for", "at", "in", "to", "who", "and"):
                    of = (
                        " ".join(words[:first]) or " ".join(words[stop + 1 :])
                        if behind in ("", "of", "for", "at", "to")
                        else ""
                    )
                    person.roles.setdefault((" ".join(words[first:stop]), self.owner(of)))
                    person.gender = person.gender or gender_of(title)
                    return
