"""The names of a document: runs told apart, short forms joined to long ones, titles and nouns to those they mean."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from asrun.model.document import Document
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Names
from asrun.reading.dispatches import dispatches
from asrun.reading.gazetteer import Row, places
from asrun.reading.lines import is_item
from asrun.reading.names import titles
from asrun.reading.names.bodies import issued
from asrun.reading.names.classes import OPEN, Evidence, Kind, Named, by_words
from asrun.reading.names.entities import Cast
from asrun.reading.names.legends import by_legend
from asrun.reading.names.lexicon import given_names, lexicon
from asrun.reading.names.neuters import Neuters
from asrun.reading.names.nicknames import between
from asrun.reading.names.nouns import Nouns
from asrun.reading.names.people import People
from asrun.reading.names.pronouns import Pronouns
from asrun.reading.names.runs import Run, handles, runs
from asrun.reading.names.short_forms import by_head, by_initials, companies, short_sites
from asrun.reading.names.signers import Signers, imprints
from asrun.reading.names.spelling import capitalized, venue
from asrun.reading.names.states import States
from asrun.reading.sentences import Index

_WORDS = Wordbook(__package__, "reader")
_SIGNED = re.compile(r"([^\W\d_][^\n\r()@]{1,60}) \($")
_SENTENCE = re.compile(r"[a-z]{3}[.!?][\"”’)]*$")
_VOCATIVE = _WORDS.pattern("vocative", re.I)
_SITE = re.compile(r" ([a-z]+)(?: ([a-z]+))?\b")
_OWNED_SITE = re.compile(r"[’']s? ([A-ZÀ-Þ]\w+)(?! [A-ZÀ-Þ])")
_OWNED_OFFICE = re.compile(
    r"[’']s? ((?:(?:Press|Private|Executive|Protocol|Media|Advisory|Strategy|Policy) )?[A-ZÀ-Þ]\w+)(?! [A-ZÀ-Þ])"
)
_SIGNS = re.compile(r"(?:^|\n)[—–-]{1,2} ?$")
_WORD = re.compile(r"[^ ]+")
_BEFORE = 48
_STATE = re.compile(r",? (?:[A-Z]\.?[A-Z]\.?)(?!\w)")


def read_names(document: Document, sentences: Index | None = None) -> Names:
    """The people, organizations and places of a document, and where each is mentioned; `sentences` where they are known."""
    return _Reader(document, sentences or Index(document)).names()


class _Reader:
    """One document under way."""

    def __init__(self, document: Document, sentences: Index) -> None:
        self.sentences = sentences
        self.document, self.text = document, document.text
        self.cast = Cast(document)
        self.people = People(self.cast)
        self.states = States(self.cast)
        self.signers = Signers(self.cast, dispatches(document.text, document.lines))
        self.line_starts = [line.start for line in document.lines]
        self.items = {n for n, line in enumerate(document.lines) if is_item(line) and not _is_prose(line.text)}
        self.found: list[tuple[Run, Named]] = []
        self.titles: list[Run] = []
        self.taken: set[int] = set()
        self.borne: set[str] = set()
        self.singles: set[str] = set()
        self.short_sites: dict[str, str] = {}
        self.firsts: set[str] = set()
        self.begins: set[str] = set()

    def names(self) -> Names:
        """All names: long forms first, then what refers to them."""
        self.found = [(run, by_words(run.words, bool(run.title))) for run in runs(self.document)]
        evidence = self._evidence()
        kinds = self._verdicts(evidence) | dict.fromkeys(self.signers.persons(), "person")
        self._banner()
        self._signing_bodies()
        self._bodies_and_places(kinds)
        self._persons(kinds)
        self.states.settle()
        by_initials(self.cast, self.found)
        by_legend(self.cast)
        by_head(self.cast, self.found, self.text, kinds)
        self._handles()
        self.signers.accounts()
        holders = titles.Holders(self.cast)
        titles.alone(self.cast, holders, self.titles, {r.title_start for r in self.titles if self._item(r)})
        nouns = Nouns(self.cast, titles.Holders(self.cast))
        nouns.read(self.sentences.filed)
        groups = {tuple(sorted(e.members)): e.name for e in self.cast.people.values() if len(e.members) == 2}
        genders = {n: e.gender for n, e in self.cast.people.items()}
        named = self.cast.hits()
        for hit in Pronouns(self.document, self.sentences, named, genders).read(groups):
            self.cast.people[hit.name].mention(hit.start, hit.end, "pronoun")
        for hit in Neuters(self.document, self.sentences, named).read():
            self.cast.organizations[hit.name].mention(hit.start, hit.end, "pronoun")
        return self.cast.names()

    def _item(self, run: Run) -> bool:
        """Whether a run stands in the line of a schedule."""
        return bisect_right(self.line_starts, run.start) - 1 in self.items

    def _evidence(self) -> dict[str, Evidence]:
        """How the document speaks of the names whose words leave their kind open."""
        found: dict[str, Evidence] = {}
        for run, named in self.found:
            if named.kind in OPEN:
                found.setdefault(run.words, Evidence()).add(run, self.text, self._item(run))
        return found

    def _verdicts(self, evidence: dict[str, Evidence]) -> dict[str, Kind]:
        """The kinds of those names; one with a title anywhere is a person everywhere."""
        titled = {run.words for run, named in self.found if run.title and named.kind == "person"}
        kinds = {run.words: named.kind for run, named in self.found if named.kind in OPEN}
        found = {
            words: seen.verdict(
                words, kinds[words], words in titled or (" " in words and words.rpartition(" ")[2] in titled)
            )
            for words, seen in evidence.items()
        }
        self.borne = {w.rpartition(" ")[2] for w, kind in found.items() if kind == "person"}
        persons = {*titled, *(w for w, kind in found.items() if kind == "person")}
        self.firsts = {w.partition(" ")[0] for w in persons if " " in w}
        self.borne |= {words.rpartition(" ")[2] for words in titled}
        for words, kind in found.items():
            first, _, rest = words.partition(" ")
            headline = rest and first in self.borne and first not in given_names() and evidence[words].bare
            if (kind == "person" and headline) or (kind == "place" and words in self.borne):
                found[words] = "nothing"
        return found

    def _bodies_and_places(self, kinds: dict[str, Kind]) -> None:
        """Everything but persons."""
        known = companies(self.found)
        self.short_sites = short_sites(self.found)
        for run, named in self.found:
            if run.start in self.taken:
                continue
            kind = named.kind
            whole = f"{run.title} {run.words}".strip()
            if whole in known:
                company = self.cast.organization(known[whole], "organization")
                company.mention(run.title_start, run.end, "name")
                company.aliases[whole] = None
                self.taken.add(run.start)
                continue
            if kind in OPEN:
                kind = kinds[run.words]
            if kind in ("place", "nothing", "region", "person", "city") and self._site(run, kind in ("person", "city")):
                continue
            if kind == "title" and self._house_of(run):
                continue
            if named.kind in OPEN and self._owned_site(run):
                continue
            if kind == "place" and named.kind == "one" and run.words in self.short_sites:
                self.cast.place(self.short_sites[run.words], "place").mention(run.start, run.end, "name")
                continue
            if named.row and kind in ("country", "adjective"):
                self.states.add(run, named.row)
            elif named.row and kind == "city":
                if not self._given_name(run):
                    self._city(run, named.row)
            elif kind in ("organization", "media") and named.kind != "alone":
                name = run.words if kind == "media" else run.words.removeprefix("The ")
                self.cast.organization(name, kind).mention(run.start, run.end, "name")
            elif kind == "place" and issued(self.text[max(0, run.start - _BEFORE) : run.start]):
                self.cast.organization(run.words, "office").mention(run.start, run.end, "name")
            elif kind in ("place", "vehicle", "region"):
                self._place(run, kind)
            elif kind == "title":
                self.titles.append(run)

    def _given_name(self, run: Run) -> bool:
        """Whether a city's name is that of a person of the text here: "Thank you, Sofia"."""
        before = self.text[max(0, run.start - 12) : run.start]
        return run.words in self.firsts and not run.words.isupper() and bool(_VOCATIVE.search(before))

    def _house_of(self, run: Run) -> bool:
        """The house or staff of an office: "Governor's Lodge", "Prime Minister's Office"."""
        first, known = run.title_start, lexicon()
        office = _OWNED_OFFICE.match(self.text, run.end)
        if office and (office[1].rpartition(" ")[2] in known.organization_heads) and self.text[run.end - 1] != " ":
            self.cast.organization(self.text[first : office.end()], "office").mention(first, office.end(), "name")
            self.taken |= {run.start, office.start(1)}
            return True
        tail = _OWNED_SITE.match(self.text, run.end)
        if not tail or tail[1] not in known.place_heads:
            return False
        self.cast.place(self.text[first : tail.end()], venue(tail[1])).mention(first, tail.end(), "name")
        self.taken |= {run.start, tail.start(1)}
        return True

    def _site(self, run: Run, namesake: bool = False) -> bool:
        """A site by a name and a small word behind it: "Tova fish market"; one called after a person by a word for those."""
        tail = _SITE.match(self.text, run.end)
        known = lexicon()
        if not tail or run.title or run.words in self.borne:
            return False
        number = 1 if tail[1] in known.sites else 2 if tail[1] in known.site_kinds and tail[2] in known.sites else 0
        end = tail.end(number) if number else 0
        if namesake and tail[number or 1] not in known.namesakes:
            return False
        if not number or self.text[end : end + 1] in "-’'":
            return False
        self.cast.place(self.text[run.start : end], tail[number]).mention(run.start, end, "name")
        self.taken.add(run.start)
        return True

    def _owned_site(self, run: Run) -> bool:
        """A venue named after somebody: "Ruby's Cafe", "Founders' Theatre"."""
        tail = _OWNED_SITE.match(self.text, run.end)
        if not tail or run.title or " " in run.words or run.words in self.borne or tail[1] not in lexicon().place_heads:
            return False
        self.cast.place(run.words + tail[0], venue(tail[1])).mention(run.start, tail.end(), "name")
        self.taken.add(run.start)
        return True

    def _banner(self) -> None:
        """The body whose name stands in capitals over a document: "MINISTRY OF TRANSPORT"."""
        for line in self.document.lines[:3]:
            words = line.text.partition(",")[0].rstrip(".:")
            if not words.isupper() or not 2 <= len(words.split()) <= 9 or any(c.isdigit() for c in words):
                continue
            name = capitalized(words)
            named = by_words(name, titled=False)
            row = places().get(name.rpartition(" of ")[2]) if name.partition(" ")[0] in lexicon().linked else None
            if row and row.kind == "country" and named.kind not in ("organization", "media"):
                state = self.cast.organization(row.country, "state")
                state.mention(line.start, line.start + len(words), "name")
                state.aliases[name] = None
            if " by " in name:
                continue
            if named.kind in ("organization", "media"):
                self.cast.organization(name, named.kind).mention(line.start, line.start + len(words), "name")

    def _signing_bodies(self) -> None:
        """Media that reports are for and accounts that are no persons', wherever their names stand."""
        for start, end in imprints(self.document):
            self.cast.organization(self.text[start:end], "media").mention(start, end, "name")
        bodies = self.signers.bodies()
        for run, _ in self.found if bodies else ():
            words = f"{run.title} {run.words}".strip()
            if words in bodies or run.words in bodies:
                name = words if words in bodies else run.words
                self.cast.organization(name, bodies[name]).mention(run.end - len(name), run.end, "name")
                self.taken.add(run.start)

    def _city(self, run: Run, row: Row) -> None:
        """A city, with the state behind it: "Richmond, VA"."""
        state = _STATE.match(self.text, run.end)
        if state and run.words + state[0] in places():
            row = places()[run.words + state[0]]
            run = run._replace(end=state.end())
        self.states.city(run, row)

    def _place(self, run: Run, kind: Kind) -> None:
        place = self.cast.place(run.words, kind if kind != "place" else venue(run.words))
        place.mention(run.start, run.end, "name")
        city = next((r for w in reversed(run.words.split()) if (r := places().get(w)) and r.kind == "city"), None)
        if city and kind == "place":
            place.zone = place.zone or city.zone

    def _persons(self, kinds: dict[str, Kind]) -> None:
        """Full names first, so that a surname before the full name is known as well."""
        short: list[Run] = []
        self.singles = {run.words for run, named in self.found if named.kind == "one"}
        persons = {
            run.words
            for run, named in self.found
            if (kinds[run.words] if named.kind in OPEN else named.kind) == "person"
        }
        self.begins = {words.partition(" ")[0] for words in persons}
        self._nicknamed()
        for run, named in self.found:
            kind = kinds[run.words] if named.kind in OPEN else named.kind
            if run.start in self.taken:
                continue
            if kind == "person" and " " in run.words:
                self.people.full(_without_headline(run, persons))
            elif kind == "nothing" and " " in run.words:
                short += self._inside(run, persons)
            elif kind == "person" or named.kind in ("one", "city") or (named.kind == "acronym" and run.title):
                short.append(run)
        for run in short:
            row = places().get(run.words)
            if row and not run.title and not (row.kind == "city" and self._given_name(run)):
                continue
            if not self.people.short(run) and kinds.get(run.words) == "person":
                self.people.alone(run)

    def _nicknamed(self) -> None:
        """Persons with another name in marks inside theirs: "Ben “Tiny” Okafor"."""
        at = {run.start: run for run, _ in self.found}
        for found in between(self.text):
            run = at.get(found.start())
            if run is None or found["first"] not in given_names():
                continue
            self.people.full(run._replace(words=f"{found['first']} {found['last']}", end=found.end()))
            person = self.people.bearer(f"{found['first']} {found['last']}", "")
            if person:
                person.aliases[found[0]] = None
                self.people.goes_by(person, found["nick"])
            self.taken |= {found.start(), found.start("nick"), found.start("last")}

    def _inside(self, run: Run, persons: set[str]) -> Iterator[Run]:
        """The persons in a run that is a headline: full names by themselves, and surnames of those known."""
        words = run.words.split(" ")
        if not any(w in self.borne or w in self.begins or w in given_names() for w in words):
            return
        parts = list(_WORD.finditer(run.words))
        skip = False
        for one, two in zip(parts, [*parts[1:], None], strict=True):
            if skip:
                skip = False
                continue
            pair = f"{one[0]} {two[0]}" if two else ""
            given = two is not None and one[0] in given_names() and two[0] in self.singles
            if two and (pair in persons or given):
                self.people.full(run._replace(words=pair, start=run.start + one.start(), end=run.start + two.end()))
                skip = True
            elif one[0] in self.borne:
                yield run._replace(words=one[0], start=run.start + one.start(), end=run.start + one.end())

    def _handles(self) -> None:
        """The handle behind a signature's name is that person's or body's."""
        ends = {
            end: e for e in (*self.cast.people.values(), *self.cast.organizations.values()) for _, end in e.mentions
        }
        for start, end in handles(self.document):
            before = _SIGNED.search(self.text[max(0, start - 64) : start])
            signer = ends.get(start - 2) if before else None
            if before and signer is None and _SIGNS.search(self.text[max(0, start - 66) : start - len(before[0])]):
                name = before[1].strip()
                signer = self.cast.person(name)
                signer.mention(start - 2 - len(name), start - 2, "name")
            if signer:
                signer.mention(start, end, "handle")
                signer.aliases[self.text[start:end]] = None


def _is_prose(text: str) -> bool:
    """Whether a line that begins with a clock is a sentence all the same."""
    return len(text) > 160 or bool(_SENTENCE.search(text[60:]))


def _without_headline(run: Run, persons: set[str]) -> Run:
    """A run without the words of a headline behind a name that the text has by itself: "Ana Lopes" of "Ana Lopes Quits"."""
    parts = run.words.split(" ")
    short = " ".join(parts[:2])
    if len(parts) > 2 and parts[0] in given_names() and short in persons and len(parts[1]) > 2:
        return run._replace(words=short, end=run.start + len(short))
    return run
