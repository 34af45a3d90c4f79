"""People, organizations and places told apart: by the words of a name, else by how the whole document speaks of it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from asrun.model.wordbook import Wordbook
from asrun.reading.gazetteer import Row, places
from asrun.reading.names.bodies import (
    acts,
    alone,
    buildings,
    foreign_heads,
    houses,
    is_compound,
    issued,
    known_bodies,
    told,
)  # fmt: skip
from asrun.reading.names.lexicon import given_names, in_headline, last_words, lexicon, regions
from asrun.reading.names.runs import Run

_WORDS = Wordbook(__package__, "classes")
Kind = Literal[
    "person", "organization", "media", "place", "city", "country", "adjective", "region", "vehicle", "title", "acronym",
    "dual", "seated", "print", "many", "one", "alone", "nothing",
]  # fmt: skip
OPEN = frozenset(("acronym", "dual", "seated", "print", "many", "one", "alone"))

_WEAK = frozenset(("from", "to"))
_PERSONAL = _WORDS.pattern("personal")
_QUOTED = _WORDS.pattern("quoted")
_GOING_ON = _WORDS.pattern("going_on")
_WORD_AFTER = _WORDS.pattern("word_after")
_ADJECTIVE = _WORDS.pattern("adjective")
_ABSTRACT = _WORDS.pattern("abstract")
_STAFF = re.compile(r" ([a-z]+)(?: ([a-z]+))?\b")
_BYLINE = re.compile(r"(?:^|[\n\r])(?:From|By|Pooler|Sent by|Reported by):? [^\n\r]{0,60}, $")
_SAID = re.compile(r", (?:[a-z]+ )?said $")
_PER = re.compile(r"(?:^|[\s(])[Pp]er $")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_OFFICE = _WORDS.pattern("office")
_WITH = _WORDS.pattern("with", re.I)
_COMMA, _ENDED = re.compile(r"(?:, |(?<=[a-z]{2})\. |(?<=[a-z)]) [–—-] )(?:the )?$"), re.compile(r"\s*(?:$|[\n\r(,;.])")
_THERE = _WORDS.pattern("there", re.I)
_PART_OF = _WORDS.pattern("part_of", re.I)
_BEFORE, _AFTER, _ENOUGH = 30, 40, 12


class Named(NamedTuple):
    """What the words of a name alone say: its kind, and the row of the gazetteer for a city, country or those of it."""

    kind: Kind
    row: Row | None = None


@lru_cache(1 << 13)
def by_words(words: str, titled: bool) -> Named:
    """The kind of a name by its words; "many" or "one" where the words leave it open."""
    known = lexicon()
    if not words:
        return Named("title")
    words = words.replace("’", "'")
    parts = words.split(" ")
    last, bare = parts[-1].rstrip("."), words.removeprefix("The ")
    if (
        titled
        and len(parts) <= 3
        and last not in known.registered
        and (parts[0] in given_names() or len(parts) == 1 or last in known.surnames)
    ):
        return Named("person")
    if words in known.vehicles:
        return Named("vehicle")
    if bare in known.seats or (not titled and (bare in known_bodies() or words in known_bodies())):
        return Named("organization")
    if bare in buildings():
        return Named("dual")
    row = places().get(words) or (places().get(words.title()) if words.isupper() and len(words) > 3 else None)
    row = row or _people_of(words)
    if row and not titled:
        return Named("adjective" if row.form == "adjective" else "city" if row.kind != "country" else "country", row)
    if words in regions() and not titled:
        return Named("region")
    if words in known.never or _INITIALS.fullmatch(words):
        return Named("nothing")
    if len(parts) > 1 and parts[-2] in known.numbered and not titled and (len(last) == 1 or last[0].isdigit()):
        return Named("place")
    if len(parts) == 1 and not titled and is_compound(words):
        return Named("organization")
    if len(parts) == 1:
        acronym = 2 <= len(words) <= 6 and words.isupper() and words.isalpha()
        if words in alone() and not titled:
            return Named("alone")
        return Named("acronym" if acronym and not titled else "one")
    person = parts[0] in given_names() and len(parts) <= 3 and last in known.surnames
    medium = (
        last in known.media_heads or parts[0] in known.media_first or (last in known.media_weak and parts[0] == "The")
    )
    if medium and not person and not titled:
        return Named("media")
    if last in known.media_weak and not person and not titled:
        return Named("print")
    link = next((k for k, p in enumerate(parts) if p in ("of", "for")), 0)
    if not titled and not person and parts[0] in foreign_heads() and last not in known.place_heads | known.not_persons:
        return Named("dual" if parts[0] in houses() else "organization")
    own = last not in known.plain_heads or len(parts) > 2 or _located(parts[0])
    headed = (last in known.organization_heads and own) or (
        link and (parts[0] in known.organization_first or parts[link - 1] in known.organization_heads)
    )
    if last == "Ministers" and f"{' '.join(parts[:-1])} minister".lower() in known.titles:
        return Named("nothing")
    if headed and not person and (not titled or len(parts) > 2 or last not in known.surnames):
        seat = not titled and not known.seated.isdisjoint((last, parts[0] if link == 1 else last))
        return Named("seated" if seat else "organization")
    if not person and not titled and _venue(parts):
        return Named("dual" if known.dual & {parts[0], last, parts[link - 1] if link else last} else "place")
    if titled:
        return Named("person")
    return Named("many" if _nameable(parts) else "nothing")


def _located(word: str) -> bool:
    """Whether a word tells where or how wide a body is: a town, a nation, "Royal"."""
    return word in places() or word in regions() or word in lexicon().wide


def _people_of(words: str) -> Row | None:
    """The row of those who live in a country, in the plural: "Tanzanians"."""
    row = places().get(words.removesuffix("s")) if words.endswith(("ans", "is", "ons", "ards")) else None
    return row if row and row.form == "adjective" else None


def _venue(parts: list[str]) -> bool:
    """Whether the words name a venue, a water or a mountain by their head."""
    known = lexicon()
    first_of = parts[0] in known.linked and len(parts) > 2 and parts[1] in ("of", "for")
    return (
        parts[-1].rstrip(".") in known.place_heads
        or (parts[0] in known.place_first and not parts[1].startswith("Republican"))
        or first_of
        or not known.houses.isdisjoint(parts)
        or not known.venues.isdisjoint(parts[:-1])
    )


def _nameable(parts: list[str]) -> bool:
    """Whether the words could be a person's name, or that of a venue without a head."""
    known = lexicon()
    if len(parts) > 5 or any(p in ("and", "of", "for", "&") for p in parts):
        return False
    if parts[0] in given_names() and parts[0] not in known.not_persons and len(parts) < 4:
        return parts[1] not in known.not_persons
    if parts[0].endswith(("men's", "Men's", "Children's", "Ladies'")):
        return False
    if not known.not_persons.isdisjoint(parts) or any(p.isupper() and len(p) > 2 and p.isalpha() for p in parts):
        return False
    if any(p.lower() in known.openers for p in parts) or parts[0].lower() in known.starters:
        return False
    row = places().get(parts[0])
    if row and row.form == "adjective":
        return False
    return not _ADJECTIVE.search(parts[0]) and not any(
        _ABSTRACT.search(p) for p in parts[:1] + parts[-1:] if len(p) > 6
    )


class Evidence:
    """How a document speaks of a name whose words leave its kind open."""

    def __init__(self) -> None:
        self.seen = self.spoke = self.acted = 0
        self.staffed = False
        self.person = self.place = self.body = self.owned = 0.0

    def add(self, run: Run, text: str, item: bool) -> None:
        """Counts one mention; `item` where it stands in the line of a schedule."""
        if self.seen >= _ENOUGH:
            return
        self.seen += 1
        before, after = text[max(0, run.start - _BEFORE) : run.start], text[run.end : run.end + _AFTER]
        low = before.lower()
        the = low.endswith("the ")
        words = low.split()
        title = words[-1].rstrip(",") if words else ""
        venue = item and run.words.rpartition(" ")[2] in lexicon().place_heads and low.endswith(", ")
        told_of = in_headline(run.words.partition(" ")[0])
        if title in last_words() and not (venue or told_of) and before[-1:] == " " and low.rstrip(" ,").endswith(title):
            self.person += 3
            return
        self.owned += told(text, run.start, run.end)
        self.acted += issued(before)
        self.place += 2 if _PART_OF.search(before) else 0
        if the or before.endswith("("):
            self.body += 0.5
        staff = _STAFF.match(after) if run.words.isupper() or low.endswith((" a ", " an ")) else None
        byline = before.endswith(", ") and _BYLINE.search(text, max(0, run.start - 90), run.start)
        if byline or (staff and not lexicon().unnamed.isdisjoint(staff.groups())):
            self.body += 1
            self.staffed = True
        near = words[-2] if len(words) > 1 and words[-1] in ("the", "a", "an") else words[-1] if words else ""
        into = near in _WORDS.words("locative") and before.endswith(" ")
        speaks = _speaks(after)
        self.spoke += speaks
        self.acted += speaks or acts(after)
        # "the Lopes campaign" says nothing against a person.
        modifies = " " not in run.words and bool(_GOING_ON.match(after)) and not speaks
        if item:
            self._item(before, after)
            return
        if the and modifies:
            return
        if the:
            self.person -= 3
            self.body += speaks
        elif speaks:
            self.person += 2
        elif _PERSONAL.match(after):
            self.person += 1
        if before.endswith(("’s ", "'s ")) or (
            title in _WORDS.words("telling") and (_QUOTED.search(before) or _SAID.search(before))
        ):
            self.person += 1
        elif title.endswith("per") and _PER.search(before):
            self.person += 2
        if into and not speaks and not modifies:
            moving = len(words) > 1 + the and words[-2 - the] in _WORDS.words("motion")
            self.place += 0.5 if near in _WEAK and not moving else 1.5 if the else 2

    def _item(self, before: str, after: str) -> None:
        """In a schedule persons stand behind "with", places behind a comma; all else is the event's own name."""
        if _WITH.search(before):
            self.person += 1
        elif _OFFICE.search(before) and {w.lower() for w in before.split()} & last_words():
            self.person += 3
        elif _COMMA.search(before) and _ENDED.match(after):
            self.place += 3
        elif _THERE.search(before):
            self.place += 2
        else:
            self.person -= 2

    @property
    def bare(self) -> bool:
        """Whether nothing speaks for a person but that the name could be one's."""
        return self.person <= 0

    def verdict(self, words: str, kind: Kind, known_person: bool) -> Kind:
        """The kind that the mentions together speak for, nothing where they are too few."""
        if kind == "print":
            return "media" if self.body or self.owned else "nothing"
        if kind == "dual":
            foreign = self.place < 1 and words.partition(" ")[0] in houses()
            return "organization" if self.acted or foreign or self.owned > self.place else "place"
        if kind == "seated":
            return "place" if self.place >= 1.5 and not self.acted and self.owned <= self.place else "organization"
        if kind == "alone":
            return "organization" if self.acted else "nothing"
        parts = words.replace("’", "'").split(" ")
        given = parts[0] in given_names()
        if known_person:
            return "person"
        if self.owned > max(self.person + 2 * given, self.place, 1):
            return "organization"
        if kind == "acronym":
            return "organization" if self.body >= 1 or self.spoke else "nothing"
        if len(parts) == 1:
            if self.staffed and self.person < 2 and self.place < 2:
                return "organization"
            if self.person >= 2 and self.person > self.place:
                return "nothing" if _ABSTRACT.search(words) else "person"
            return "place" if self.place >= 2 and self.person < 2 else "nothing"
        town = places().get(parts[0])
        if town and town.kind == "city" and not given and self.person <= 1 and not self.spoke:
            return "place"
        city = places().get(parts[-1])
        if city and city.kind == "city" and self.place > 0 and not given:
            return "place"
        person = self.person + 2 * given + (1 if len(parts) <= 3 else 0)
        if person > 0 and person > self.place:
            return "person"
        if self.place >= 1:
            return "place"
        return "organization" if self.body >= 1 else "nothing"


def _speaks(after: str) -> bool:
    """Whether a verb of saying follows."""
    match = _WORD_AFTER.match(after)
    return bool(match and match[1] in lexicon().saying)


def acronyms(names: Iterable[str]) -> dict[str, str]:
    """Bodies by the initials of their names, "the" and small words left out: EU of European Union."""
    found: dict[str, str] = {}
    for name in names:
        letters = "".join(w[0] for w in name.split() if w[0].isupper() and w != "The")
        if len(letters) > 1:
            found.setdefault(letters, name)
    return found
