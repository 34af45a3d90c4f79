"""Who signs: the accounts of posts by their handles, the writers of pool reports and their media."""

import re
from collections.abc import Mapping, Sequence

from asrun.model.document import Document
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


def imprints(document: Document) -> set[tuple[int, int]]:
    """The media named in the brackets of a date line, "(Nordic Wire) -", or before the date of a byline or line of print."""
    known = lexicon()
    found: set[tuple[int, int]] = set()
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
        other = known.calendar.union(known.not_persons).intersection(words)
        if name in places() or name.title() in places() or other or not _NAME.fullmatch(name) or _titled(name):
            continue
        found.add((line.start + at, line.start + at + len(name)))
    return found


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
