"""Towns beyond the small table of places: the zone of the one that a date line, a head or the items of a text name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from asrun.model.document import Document
from asrun.model.fact import Place
from asrun.reading.gazetteer import places
from asrun.reading.lines import is_heading, is_item
from asrun.reading.times.engine import Language
from asrun.reading.times.regions import plain

_NAME = r"[A-ZÀ-Þ][\w’'-]+(?: (?:of|de|del|la|el|al|[A-ZÀ-Þ][\w’'-]+)){0,3}"
_LED_TO = re.compile(rf"\b(?:in|to|at) ({_NAME})")
_LAST = re.compile(rf", ({_NAME})\W*$")
_COUNTED = re.compile(r"(?<=;)([^;:]+):")
_TITLE, _SHORT, _TWICE, _MOST = 4, 90, 2, 40


def told_zone(document: Document, language: Language, known: Sequence[Place], marked: Iterable[str]) -> str | None:
    """The zone of a town that stands in a `marked` place, or that a head or more than one line of the text leads to.

    Of towns of one name that of a country that the text names is meant, else the largest.
    """
    rows = (places().get(p.name) for p in known)
    countries = {row.country for row in rows if row}
    for name in marked:
        if zone := _zone(name, countries, document, language):
            return zone
    told: Counter[str] = Counter()
    for name in _led_to(document):
        told[name] += 1
    named = (name for name, count in told.most_common(_MOST) if count >= _TWICE)
    return next((zone for name in named if (zone := _zone(name, countries, document, language))), None)


def town_zone(name: str, countries: Iterable[str]) -> str | None:
    """The zone of the largest town of a name, of those in the given countries where there are some.

    >>> town_zone("Linden", ()), town_zone("LINDEN", ["United States"]), town_zone("Nowhere", ())
    ('America/Guyana', 'America/New_York', None)
    """
    found = list(_towns(plain(name)))
    near = [one for one in found if one[0] in countries] or found
    return max(near, key=lambda one: one[2])[1] if near else None


def town_of_region(name: str, zone: str) -> str:
    """The zone of a town of a region: its own where all towns of that name in the country keep another than the region.

    >>> town_of_region("SCOTTSBLUFF", "America/Chicago"), town_of_region("Jackson", "America/Chicago")
    ('America/Denver', 'America/Chicago')
    """
    country = next((one for one, other in _rows() if other == zone), None)
    zones = {other for one, other, _ in _towns(plain(name)) if one == country}
    return zone if zone in zones or len(zones) != 1 else zones.pop()


def _zone(name: str, countries: Iterable[str], document: Document, language: Language) -> str | None:
    """The zone of a town, unless its name is a known place's, or a word of heads or of this text."""
    word, text = name.lower(), document.text
    if name in places() or language.cues["no_town"].fullmatch(word):
        return None
    if word in text and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
        return None
    return town_zone(name, countries)


def _led_to(document: Document) -> Iterator[str]:
    """The names that "in" and "to" lead to and that end an item; those of a heading at the top count twice."""
    for number, line in enumerate(document.lines):
        text = line.text
        if is_item(line) and (last := _LAST.search(text, max(0, len(text) - _SHORT))):
            yield last[1]
        top = number < _TITLE and is_heading(line)
        for match in _LED_TO.finditer(text):
            yield match[1]
            if top:
                yield match[1]


def _towns(word: str) -> Iterator[tuple[str, str, int]]:
    """The towns of a name: country, zone and thousands of people, 0 where no other zone has the name."""
    table = _table()
    at = table.find(f";{word}")
    while at >= 0:
        end = at + 1 + len(word)
        if table[end] in ";:":
            row = table.rfind("\n", 0, at) + 1
            country, zone, _ = table[row:at].split("\t", 2)
            yield country, zone, int(table[end + 1 : table.find(";", end)]) if table[end] == ":" else 0
        at = table.find(f";{word}", end)


def rare_names() -> Iterator[tuple[str, str, str]]:
    """The names that towns of several zones have: name, country and zone of each."""
    for line in _table().splitlines():
        if not line.startswith("#"):
            country, zone, names = line.split("\t")
            for match in _COUNTED.finditer(names):
                yield match[1], country, zone


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    """The country and zone of each row."""
    rows = (line.split("\t", 2) for line in _table().splitlines() if not line.startswith("#"))
    return tuple((country, zone) for country, zone, _ in rows)


@cache
def _table() -> str:
    return files("asrun.reading").joinpath("data/towns.tsv").read_text(encoding="utf-8")
