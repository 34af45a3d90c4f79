"""Where an item of a programme is: parts of a house in small letters, a room behind its house, a house before its town."""

import re

from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import kinds
from asrun.reading.gazetteer import places
from asrun.reading.listing.words import names_place
from asrun.reading.names.lexicon import lexicon
from asrun.reading.scenes import small_places

_WORDS = Wordbook(__package__, "venues")
_SAME = _WORDS.pattern("same", re.I)
_COMMA = re.compile(r",\s+")
_LONGEST = 5
_LINK = _WORDS.pattern("link")
_JOINED = _WORDS.pattern("joined")
_BEFORE = _WORDS.pattern("before", re.I)


def is_corner(words: str) -> bool:
    """Whether words in small letters name a house, a part of one or its grounds.

    >>> is_corner("rear garden"), is_corner("pier 3"), is_corner("steps of the museum"), is_corner("with the garden club")
    (True, True, True, False)
    >>> is_corner("the district court"), is_corner("town hall"), is_corner("mill and dam")
    (True, True, False)
    """
    bare = words[preposed(words) :].strip(" .")
    told = re.sub(r"\s+(?:of|at|in)\s.*$|\s+(?:no\. ?)?(?:\d+[A-Z]?|[A-Z])$", "", bare).split()
    if (
        not bare[:1].islower()
        or not told
        or len(told) > _LONGEST
        or _JOINED.search(bare)
        or _LINK.match(bare)
        or kinds().nouns.search(bare)
    ):
        return False
    return any(" ".join(told[-n:]).lower() in known for n in (1, 2) for known in _small())


def preposed(words: str) -> int:
    """How much of some words only leads to a place: "at the ", "from "."""
    found = _BEFORE.match(words)
    return found.end() if found else 0


def _small() -> tuple[frozenset[str], ...]:
    return lexicon().corners, lexicon().inner, small_places()


def venue_in(words: str) -> tuple[int, int]:
    """The range of the narrowest place in the words for where something is: a room before its house, a house before its town.

    >>> for text in ("Lake Palace, Mirror Room", "Hotel Astra, Brno", "Lake Palace, north steps", "Courtyard, Tova Academy"):
    ...     print(text[slice(*venue_in(text))])
    Mirror Room
    Hotel Astra
    Lake Palace
    Tova Academy
    """
    cuts = [m.span() for m in _COMMA.finditer(words)]
    starts, ends = [0, *(c[1] for c in cuts)], [*(c[0] for c in cuts), len(words)]
    parts = [words[a:b] for a, b in zip(starts, ends, strict=True)]
    if len(parts) < 2 or re.fullmatch(r"\W*\d+\w?", parts[0]):
        return 0, len(words)
    bare = parts[0].lower() in lexicon().inner and parts[1] not in places()
    within = _is_room(parts[1]) and not _is_room(parts[0]) and (names_place(parts[0]) or parts[0] in places())
    chosen = 1 if within or bare else 0
    return starts[chosen], ends[chosen]


def same_as_before(words: str) -> tuple[str, bool]:
    """The words of an item without an end that sends back to the place before, and whether there is one.

    >>> same_as_before("Press conference, same venue"), same_as_before("Lunch (ditto)"), same_as_before("Lunch, same day")
    (('Press conference', True), ('Lunch', True), ('Lunch, same day', False))
    """
    found = _SAME.search(words)
    return (words[: found.start()], True) if found else (words, False)


def narrowed(name: str) -> tuple[str, ...]:
    """A place without its town or house, by which it goes as well: "Casa Verde" for "Casa Verde, Rocha"."""
    narrow = name[slice(*venue_in(name))]
    return (narrow,) if narrow != name else ()


def _is_room(words: str) -> bool:
    """Whether a name is that of a room within a house, not of a house by itself."""
    told = [w.lower() for w in words.split()]
    if not words[:1].isupper() or words in places():
        return bool(re.match(r"(?:pier|berth|gate|platform|hangar|room) \w{1,3}$", words, re.I))
    return (
        told[-1] in lexicon().inner
        or told[0] in lexicon().inner
        or (told[-1].isdigit() and len(told) > 1 and told[-2] in lexicon().inner)
    )
