"""Who speaks without a name of their own: bodies, groups and people told of by a noun, "the dockers' union", "a steward"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from asrun.model.fact import EntityMention, Organization, Person, Statement
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.context import Names

_WORDS = Wordbook(__package__, "sayers")
_WORD = re.compile(r"[\w’'-]+")
_TAIL = _WORDS.pattern("tail")
_LEAD = re.compile(r"^(?:the|an?)\s+", re.I)
_COUNT = _WORDS.pattern("count", re.I)
_ONE_OF = _WORDS.pattern("one_of", re.I)
_MOST = 8


class Sayer(NamedTuple):
    """A name made of the words for who speaks; `kind` is organization, group or unnamed, `head` the last noun."""

    name: str
    kind: Literal["organization", "group", "unnamed"]
    head: str


@cache
def _words(name: str) -> frozenset[str]:
    data = read_book(__package__, "sayers")
    return frozenset(data[name])


def sayer(words: str, owner: str | None = None, *, named: bool = False) -> Sayer | None:
    """Who the words for a speaker tell of, None where they name nobody who can speak; `owner` is whom "her" means.

    `named`: they begin with a name.

    >>> sayer("Two stewards at the gate")
    Sayer(name='two stewards at the gate (unnamed)', kind='unnamed', head='stewards')
    >>> sayer("One of the Chilean crew").name
    'one of the Chilean crew (unnamed)'
    >>> sayer("her office", "Ana Lopes").name
    "Ana Lopes's office"
    >>> sayer("The letter") is None
    True
    """
    plain = " ".join(words.split())
    if _ONE_OF.match(plain):
        head = _WORD.findall(plain)[-1].lower()
        return None if head in _words("things") else Sayer(f"{plain[0].lower()}{plain[1:]} (unnamed)", "unnamed", head)
    tail = _TAIL.search(plain)
    noun = plain[: tail.start()] if tail else plain
    parts = _WORD.findall(noun)
    styled = len(parts) == 2 and parts[0].lower() == "the" and parts[1].lower() in _words("bodies") | _words("people")
    if not parts or len(parts) > _MOST or (len(parts) > 1 and not parts[-1][0].islower() and not styled):
        return None
    kind = _kind(parts)
    if kind is None:
        return None
    if owner and not owner.endswith("(unnamed)"):
        plain = f"{owner}'s {plain.partition(' ')[2]}"
    elif (parts[0][1:].islower() and not named and not parts[0].endswith(("'s", "’s"))) or len(parts[0]) == 1:
        plain = plain[0].lower() + plain[1:]
    head = parts[-1].lower()
    if kind == "organization" and len(parts) == 1 and not tail and head != "police":
        plain = f"the {plain}"
    if kind != "unnamed":
        return Sayer(plain, kind, head)
    return Sayer(f"{_LEAD.sub('', plain)} (unnamed)", kind, head)


def is_thing(words: str) -> bool:
    """Whether the last noun of the words for a speaker is a paper or another thing: "the amended sheet"."""
    tail = _TAIL.search(words)
    parts = _WORD.findall(words[: tail.start()] if tail else words)
    return bool(parts) and parts[-1].lower() in _words("things") | _words("papers")


def _kind(parts: Sequence[str]) -> Literal["organization", "group", "unnamed"] | None:
    """What kind of speaker a noun with its words before is."""
    head = parts[-1].lower()
    pair = f"{parts[-2].lower()} {head}" if len(parts) > 1 else ""
    if head in _words("bodies") or pair in _words("bodies"):
        return "organization" if len(parts) > 1 or head == "police" or parts[0][0].isupper() else None
    if head in _words("groups"):
        return "group"
    if head in _words("things"):
        return None
    single = head.removesuffix("s")
    if {head, single} & _words("people") or (len(head) > 4 and head.endswith(tuple(_words("endings")))):
        return "unnamed" if _COUNT.match(parts[0]) or not head.endswith(("s", "men")) else "group"
    return None


class Voices:
    """The speakers without names of one section, so that "the union" is the one that spoke before."""

    def __init__(self) -> None:
        self._heads: dict[str, str] = {}

    def speaks(self, name: str) -> bool:
        """Whether a name is one that was made here."""
        return name in self._heads.values()

    def name(self, words: str, owner: str | None, *, named: bool = False) -> str | None:
        """The name for the words of a speaker; `named`: they begin with a name."""
        found = sayer(words, owner, named=named)
        if found is None:
            return None
        short = words.lower() == f"the {found.head}"
        name = self._heads.get(found.head, found.name) if short else found.name
        self._heads[found.head] = name
        return name


def speakers(said: Sequence[Statement], names: Names) -> Iterator[Person | Organization]:
    """The speakers and relayers of statements that the names of a document do not hold, with where they are told of."""
    known = {e.name for entities in (names.people, names.organizations, names.places) for e in entities}
    spans: dict[str, list[Span]] = defaultdict(list)
    for statement in said:
        if statement.speaker and statement.speaker not in known and statement.named:
            spans[statement.speaker].append(statement.named)
    for name, where in spans.items():
        found = sayer(where[0].exact) or sayer(name)
        if found is None:
            continue
        told = dict.fromkeys(where)
        mentions = tuple(EntityMention(s, "pronoun" if s.exact.lower() == "it" else "nominal") for s in told)
        aliases = tuple(a for a in dict.fromkeys(s.exact for s in told) if a != name and a.lower() != "it")
        if found.kind == "organization":
            yield Organization(name, "body", mentions, aliases, "quotes.sayer")
        else:
            yield Person(name, found.kind, mentions, aliases, rule="quotes.sayer")
