"""The telling words of names, from the data beside: titles, heads of bodies and venues, given names, regions."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from asrun.model.wordbook import read_book
from asrun.reading.zone_marks import zone_marks

Gender = Literal["f", "m"]


class Lexicon(NamedTuple):
    """The lists of names.toml as sets."""

    titles: frozenset[str]
    honorifics: frozenset[str]
    namelike: frozenset[str]
    headline: frozenset[str]
    offices: frozenset[str]
    leaders: frozenset[str]
    crowned: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    unnamed: frozenset[str]
    vague: frozenset[str]
    modifiers: frozenset[str]
    groups: frozenset[str]
    counted: frozenset[str]
    sides: frozenset[str]
    seats: frozenset[str]
    organization_heads: frozenset[str]
    plain_heads: frozenset[str]
    topical: frozenset[str]
    wide: frozenset[str]
    linked: frozenset[str]
    media_heads: frozenset[str]
    media_first: frozenset[str]
    media_weak: frozenset[str]
    organization_nouns: frozenset[str]
    speakers: frozenset[str]
    resumed: frozenset[str]
    firms: frozenset[str]
    firm_nouns: frozenset[str]
    qualified: frozenset[str]
    unqualified: frozenset[str]
    place_heads: frozenset[str]
    surnames: frozenset[str]
    place_first: frozenset[str]
    place_ends: frozenset[str]
    organization_first: frozenset[str]
    registered: frozenset[str]
    dual: frozenset[str]
    seated: frozenset[str]
    numbered: frozenset[str]
    venues: frozenset[str]
    houses: frozenset[str]
    sites: frozenset[str]
    site_kinds: frozenset[str]
    namesakes: frozenset[str]
    vehicles: frozenset[str]
    rooms: frozenset[str]
    corners: frozenset[str]
    inner: frozenset[str]
    bare: frozenset[str]
    not_persons: frozenset[str]
    never: frozenset[str]
    openers: frozenset[str]
    starters: frozenset[str]
    moves: frozenset[str]
    calendar: frozenset[str]
    saying: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The telling words; read on first use."""
    held = read_book(__package__, "names")
    data = {name: set(held[name]) for name in Lexicon._fields}
    data["titles"] |= held["short"].keys() - data["honorifics"]
    for name, composed in held["of_fields"].items():
        data[name] |= {words.format(field=field) for words in composed for field in held["fields"]}
    marks = zone_marks()
    data["calendar"] |= {mark for mark in (*marks["generic"], *marks["ambiguous"]) if mark.endswith(("ST", "DT"))}
    return Lexicon(**{name: frozenset(words) for name, words in data.items()})


@cache
def short_titles() -> dict[str, str]:
    """Short forms of titles with the full ones: "governor" by "gov"."""
    return dict(read_book(__package__, "names")["short"])


def in_headline(word: str) -> bool:
    """Whether a word in capitals behind a title begins no name but what a headline tells: "Mayor Opens Bridge"."""
    small = word.lower()
    told = small in lexicon().headline or (small in lexicon().openers and len(small) > 1)
    return told and word != small and word not in lexicon().calendar and word not in given_names()


def without_honorific(title: str) -> str:
    """A title without the honorific before it: "Speaker" of "Madam Speaker"."""
    first, _, rest = title.partition(" ")
    return (
        rest
        if rest and first.rstrip(".").lower() in lexicon().honorifics and title.lower() not in lexicon().titles
        else title
    )


@cache
def last_words() -> frozenset[str]:
    """The last word of each title."""
    return frozenset(title.rpartition(" ")[2] for title in lexicon().titles)


@cache
def given_names() -> dict[str, Gender | None]:
    """Given names in wide use, with the gender of those who bear them where it is one."""
    data = tomllib.loads(_read("given.toml"))
    found: dict[str, Gender | None] = dict.fromkeys(data["female"].split(), "f")
    for name in data["male"].split():
        found[name] = None if found.get(name) == "f" else "m"
    found.update(dict.fromkeys(data["either"].split()))
    return found


@cache
def regions() -> frozenset[str]:
    """Names of states, provinces, seas and parts of the world."""
    return frozenset(line for line in _read("regions.txt").splitlines() if not line.startswith("#"))


@cache
def capitals() -> frozenset[str]:
    """Seats of governments, by the names that stand for these."""
    return frozenset(line for line in _read("capitals.txt").splitlines() if not line.startswith("#"))


def gender_of(title: str) -> Gender | None:
    """The gender that a title or noun tells: f of "spokeswoman", m of "Mr"."""
    known, plain = lexicon(), title.lower().replace(".", "")
    last = plain.rpartition(" ")[2]
    if plain in known.female or last in known.female or last.endswith("woman"):
        return "f"
    return "m" if plain in known.male or last in known.male or last.endswith("man") else None


def _read(name: str) -> str:
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")
