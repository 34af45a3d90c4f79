"""Who an item in capitals is with: "MEETING w/SENATOR ANA REIS AND JONAS WEBER"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from asrun.model.fact import EntityMention, Person, Role
from asrun.model.span import Span
from asrun.model.wordbook import read_book
from asrun.reading.changes.happenings import kinds
from asrun.reading.context import Context
from asrun.reading.gazetteer import places
from asrun.reading.names.lexicon import given_names, lexicon

_LEAD = re.compile(r"\bw/\s?|\bWITH\s+")
_BREAK = re.compile(r"[;:()*\[\]]|\bw/|\bWITH\b|\s[-–—]\s")
_PART = re.compile(r",\s+|\s+(?:AND|&)\s+|/")
_NAME = re.compile(r"(?:[A-Z]|[A-Z]\.|[a-z]{2}-[A-Z]{2,}|[A-Z][A-Z'’-]+|[A-Z][a-z]?c?[A-Z]+)$")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
_OF = ("OF", "TO", "FOR")
_LONGEST, _MOST = 160, 4


class Named(NamedTuple):
    """A person as a list prints one: the name in usual letters, the title before it, and the words themselves."""

    name: str
    title: str
    words: str


class _Words(NamedTuple):
    titles: frozenset[str]
    stops: frozenset[str]
    never: frozenset[str]


@cache
def _known() -> _Words:
    data = read_book(__package__, "people")
    known = lexicon()
    never = {*data["never"], *(w.lower() for w in known.organization_heads | known.place_heads | known.not_persons)}
    return _Words(known.titles | set(data["short"]), frozenset(data["stops"]), frozenset(never))


class Cast:
    """The people of one list: those whom the document names otherwise too, and those whom only capitals name."""

    def __init__(self, context: Context) -> None:
        self._known = {p.name.lower(): p.name for p in context.names.people}
        self._mentions: dict[str, list[EntityMention]] = {}
        self._roles: dict[str, dict[Role, None]] = {}

    def name(self, named: Named, span: Span) -> str:
        """The name of a person; one who is known by it keeps it, another is kept for later."""
        known = self._known.get(named.name.lower())
        if known:
            return known
        self._mentions.setdefault(named.name, []).append(EntityMention(span, "name"))
        if named.title:
            self._roles.setdefault(named.name, {})[Role(named.title.title())] = None
        return named.name

    def found(self) -> Iterator[Person]:
        """The people whom only capitals name."""
        for name, mentions in self._mentions.items():
            roles = tuple(self._roles.get(name, ()))
            yield Person(name, "person", tuple(dict.fromkeys(mentions)), roles=roles, rule="public-schedule.person")


def is_name(name: str) -> bool:
    """Whether a name that was told from any capitals can be a person's: "GATES AND" is none."""
    return not _SHOUTED.search(name) and name.lower() not in _known().never


def people_in(title: str) -> Iterator[Named]:
    """The people in capitals that a title is with, in order.

    >>> [n.name for n in people_in("TALKS w/PERUVIAN FM ANA DE LA CRUZ AND TOM ASHBY RE FISH")]
    ['Ana De La Cruz', 'Tom Ashby']
    >>> list(people_in("WEEKLY MEETING w/REGIONAL BUREAU SECRETARIES"))
    []
    """
    for lead in _LEAD.finditer(title):
        stop = _BREAK.search(title, lead.end())
        words = title[lead.end() : stop.start() if stop else len(title)][:_LONGEST]
        for part in _PART.split(words):
            tokens = part.split()
            cut = next(
                (n for n, t in enumerate(tokens) if n and t.lower() in _known().stops and t not in _OF), len(tokens)
            )
            if found := _named(tokens[:cut]):
                yield found
            if cut < len(tokens):
                break


def _named(tokens: list[str]) -> Named | None:
    """The person of a part: behind a title, else by a given name."""
    first = end = 0
    for number in range(min(6, len(tokens))):
        for size in range(min(4, len(tokens) - number), 0, -1):
            if _plain(tokens[number : number + size]) in _known().titles:
                first, end = (number if not end else first), max(end, number + size)
                break
    title = " ".join(tokens[first:end])
    if end < len(tokens) and tokens[end] in _OF:
        given = next((n for n in range(end + 1, len(tokens)) if tokens[n].capitalize() in given_names()), None)
        end = given if given is not None else len(tokens)
    name = tokens[end:]
    if not 0 < len(name) <= _MOST or not all(_NAME.match(t) for t in name):
        return None
    usual = " ".join(_usual(t) for t in name)
    if usual in places() or any(t.lower() in _known().never or kinds().nouns.fullmatch(t) for t in name):
        return None
    if not title and (len(name) < 2 or name[0].capitalize() not in given_names()):
        return None
    return Named(usual, title, " ".join(name))


def _plain(tokens: list[str]) -> str:
    return " ".join(tokens).lower().replace(".", "")


def _usual(token: str) -> str:
    """A word of a name in its usual letters: "al-MALIKI" is Al-Maliki, "III" stays."""
    if re.fullmatch(r"[IVX]{2,4}|[A-Z]\.?", token):
        return token
    return "-".join(p.capitalize() for p in token.split("-"))
