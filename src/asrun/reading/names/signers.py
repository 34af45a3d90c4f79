"""Who signs: the accounts of posts by their handles, the writers of pool reports and their media."""

import re
from collections.abc import Iterator, Mapping, Sequence

from asrun.model.document import Document, Line
from asrun.model.wordbook import Wordbook
from asrun.reading.datelines import MEDIUM_LINE
from asrun.reading.dispatches import Dispatch
from asrun.reading.gazetteer import places
from asrun.reading.names.entities import Cast, Entity
from asrun.reading.names.lexicon import given_names, lexicon
from asrun.reading.names.runs import handles

_WORDS = Wordbook(__package__, "signers")
_CAMEL = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ONE = _WORDS.pattern("one")
_SEVERAL = _WORDS.pattern("several", re.I)
_DESK = _WORDS.pattern("desk")
_LONG, _HEAD, _SHORT = 4, 4, 90
_DATE = r"(?:[A-Z][a-z]+day,?\s)?(?:\d{1,2}\s[A-Z][a-z]+|[A-Z][a-z]+\s\d{1,2},)\s\d{4}"
_PRINTED = re.compile(rf"(By )?([^\d:;.]{{3,70}}),\s{_DATE}(?=$|[.;|·])")
_NAME = _WORDS.pattern("name")
_HEADS = 5
_UP = "A-ZÀ-ÞŁŠŽČĆĐŘŚŹŻ"
_SMALL = "(?:(?:de|del|da|do|of|the|and|y|la|las|los) )*"
_MEDIUM = rf"(?P<medium>(?:The )?[{_UP}][\w’'&-]*(?: {_SMALL}[{_UP}\d][\w’'&-]*){{0,4}})"
_WHO = rf"[{_UP}][\w.’'-]*(?: (?:[a-z]{{1,3}} )*[{_UP}][\w.’'-]*){{1,3}}"
_BYLINE = re.compile(rf"(?:By |BY )?{_WHO},\s{_MEDIUM}\s?")
_ASKED = re.compile(rf"(?:QUESTION|Question|Q)\.?:? \({_WHO}, {_MEDIUM}\)\s?:")
_ASKING = re.compile(rf"{_WHO},? \(?{_MEDIUM}\)?\s?:")
_ALONE = re.compile(rf"(?:[{_UP}][\w’'&-]+ (?:(?:de|del|da|do|of|the|la) )?){{0,3}}[{_UP}][\w’'&-]+")
_DAY = re.compile(rf"(?:[A-Z][a-z]+day,?\s)?{_DATE}[.,]?(?:,? (?:No|Issue|Vol|Edition)\b.{{0,30}})?")


def imprints(document: Document) -> set[tuple[int, int]]:
    """The media that a date line, a byline, a line of print, a question's label or a head alone names.

    "(Nordic Wire) -", "By Ana Reis, Lagoon Post", "Lagoon Post, 3 May 2025", "Ana Reis, Lagoon FM: Why?", and what stands
    alone over the date of what it printed.
    """
    known = lexicon()
    found = {(n.start + m.start("medium"), n.start + m.end("medium")) for n, m in _labels(document)}
    if (over := _masthead(document)) is not None:
        found.add((over.start, over.start + len(over.text.rstrip())))
    for line in document.lines[:_HEAD]:
        agency = MEDIUM_LINE.match(line.text[:160])
        printed = _PRINTED.match(line.text) if len(line.text) <= _SHORT else None
        if agency:
            name, at = agency[1], agency.start(1)
        elif printed:
            parts = printed[2].split(",")
            number = 1 if printed[1] and len(parts) > 1 else 0
            name = parts[number].strip()
            at = line.text.find(name, printed.start(2) + sum(len(p) + 1 for p in parts[:number]))
        else:
            continue
        words = _LETTERS.findall(name)
        # "Sunday Reef, 4 May 2025"
        named = words[1:] if printed and len(words) > 1 and words[0] in known.calendar else words
        other = known.calendar.union(known.not_persons).intersection(named)
        if name in places() or name.title() in places() or other or not _NAME.fullmatch(name) or _titled(name):
            continue
        found.add((line.start + at, line.start + at + len(name)))
    return found


def _labels(document: Document) -> Iterator[tuple[Line, re.Match[str]]]:
    """The lines that begin with somebody of a medium: who wrote the text, or who asks."""
    for number, line in enumerate(document.lines):
        head = line.text[:_SHORT]
        byline = _BYLINE.fullmatch(line.text) if number < _HEADS and len(line.text) <= _SHORT else None
        asked = (_ASKED.match(head) or (_ASKING.match(head) if "?" in line.text else None)) if ":" in head else None
        match = byline or asked
        told = match and (not byline or line.text[:3].lower() == "by " or line.text.partition(" ")[0] in given_names())
        if match and told and _is_medium(match["medium"]):
            yield line, match


def _is_medium(name: str) -> bool:
    """Whether a name behind that of somebody who writes or asks can be a medium's: no place, office or person."""
    known, words = lexicon(), name.split(" ")
    other = known.calendar.union(known.not_persons - known.media_weak).intersection(words)
    held = any(w.lower() in known.titles for w in words)
    return not (
        name in places()
        or name.title() in places()
        or other
        or held
        or words[0] in given_names()
        or words[-1] in known.place_heads
    )


def _masthead(document: Document) -> Line | None:
    """The first line, where it is the name of a medium alone over a day and over what it printed."""
    lines = document.lines[:_HEADS]
    if (
        len(lines) < _HEADS - 1
        or not _ALONE.fullmatch(lines[0].text.rstrip())
        or not _DAY.fullmatch(lines[1].text.strip())
    ):
        return None
    words, known = lines[0].text.split(), lexicon()
    told = known.headline | known.titles | known.honorifics | {w.lower() for w in known.not_persons - known.media_weak}
    small = [w.lower() for w in words]
    other = not told.isdisjoint(small) or words[0].title() in given_names() or " ".join(words).title() in places()
    heads = {w.lower() for w in known.organization_heads | known.place_heads}
    return None if other or small[-1] in heads else lines[0]


def _titled(name: str) -> bool:
    """Whether a name begins with a title and does not end as a medium's does: "Mayor Ana Lopes", not "King Street Post"."""
    words, known = name.split(" "), lexicon()
    begins = {" ".join(words[:n]).lower().rstrip(".") for n in (1, 2, 3)}
    last = words[-1]
    return not begins.isdisjoint(known.titles | known.honorifics) and last not in known.media_heads | known.media_weak


class Signers:
    """The heads of one document's dispatches, as they tell what some names are."""

    def __init__(self, cast: Cast, found: Sequence[Dispatch]) -> None:
        self.cast, self.text, self.found = cast, cast.document.text, found
        self.said: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        for one in found:
            handle = self._words(one.handle)
            if handle:
                self.said.setdefault(handle, []).append(self.text[one.body : one.end])
                self.names.setdefault(handle, self._words(one.name))

    def _words(self, spot: tuple[int, int] | None) -> str:
        return self.text[slice(*spot)] if spot else ""

    def persons(self) -> set[str]:
        """The printed names of persons: writers of reports, and accounts that speak for one."""
        writers = {self._words(d.name) for d in self.found if d.kind == "pool_report" and d.name}
        return writers | {n for h, n in self.names.items() if n and self._is_person(h, n)}

    def bodies(self) -> Mapping[str, str]:
        """The printed names of media and of accounts that are no persons, with the kind of each."""
        media = {self._words(d.outlet): "media" for d in self.found if d.outlet}
        media |= dict.fromkeys((self.text[start:end] for start, end in imprints(self.cast.document)), "media")
        return media | {n: "account" for h, n in self.names.items() if n and not self._is_person(h, n)}

    def accounts(self) -> None:
        """Every handle of an account is a mention of who speaks there."""
        owners = {handle: self._owner(handle, name) for handle, name in self.names.items()}
        for start, end in handles(self.cast.document) if owners else ():
            owner = owners.get(self.text[start:end])
            if owner:
                owner.mention(start, end, "handle")
                owner.aliases[self.text[start:end]] = None

    def _is_person(self, handle: str, name: str) -> bool:
        """Whether an account is a person's: by a given name or a title, else by whether its posts say "I" or "we"."""
        if _DESK.search(handle):
            return False
        first = name.partition(" ")[0]
        known = lexicon()
        if first in given_names() or any(
            first.rstrip(".").lower() in told for told in (known.titles, known.honorifics)
        ):
            return True
        said = " ".join(self.said[handle])
        return bool(_ONE.search(said)) and not _SEVERAL.search(said) and " " in name

    def _owner(self, handle: str, name: str) -> Entity:
        """Who an account is: by its printed name, else by a name of the text that its handle spells, else by the handle."""
        people, bodies = self.cast.people, self.cast.organizations
        if name:
            last = name.rpartition(" ")[2]
            known = next((e for e in people.values() if e.name == name or e.name.endswith(f" {last}")), None)
            body = bodies.get(name) or bodies.get(name.removeprefix("The "))
            return known or body or self.cast.organization(name, "account")
        spelt = handle.lower()
        for entity in (*people.values(), *bodies.values()):
            words = [w.lower() for w in _LETTERS.findall(entity.name)]
            if words and (
                "".join(words) in spelt or (len(words[-1]) > _LONG and words[-1] in spelt and entity.name in people)
            ):
                return entity
        parts = _CAMEL.findall(handle)
        if len(parts) > 1 and parts[0] in given_names():
            return self.cast.person(" ".join(parts))
        person = any(_ONE.search(said) for said in self.said[handle])
        return self.cast.person(handle) if person else self.cast.organization(handle, "account")
