"""Runs of words in capital letters, with the title before them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from asrun.model.document import Document
from asrun.reading.gazetteer import places

_WORD = r"(?:[A-Z]\.(?=[ \u00a0]?[A-Z])|People[’']s|[A-ZÀ-ÞŚŠŽŻČĆĐŁ][\w-]*(?:[’'](?!s\b)[\w-]+)*)"
_LINK = r"(?:(?:of the|of|for the|de la|de|da|del|dos|du|van der|van|von|bin|ibn|al|el|la|le|d[’'])[ \u00a0])?"
_RUN = re.compile(rf"(?<![\w@#/’']){_WORD}(?:[ \u00a0](?:&[ \u00a0])?{_LINK}{_WORD})*")
_HANDLE = re.compile(r"(?<![\w.])@\w{2,40}")


class Lexicon(NamedTuple):
    """The data of names.toml as sets."""

    titles: frozenset[str]
    honorifics: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    unnamed: frozenset[str]
    groups: frozenset[str]
    seats: frozenset[str]
    organization_heads: frozenset[str]
    media_heads: frozenset[str]
    organization_nouns: frozenset[str]
    place_heads: frozenset[str]
    vehicles: frozenset[str]
    rooms: frozenset[str]
    not_persons: frozenset[str]
    openers: frozenset[str]
    calendar: frozenset[str]
    saying: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The telling words; read on first use."""
    data = tomllib.loads(files(__package__).joinpath("data/names.toml").read_text(encoding="utf-8"))
    return Lexicon(**{name: frozenset(words) for name, words in data.items()})


class Run(NamedTuple):
    """Words in capitals text[start:end] after `title` (as printed, "" where none), which begins at `title_start`."""

    start: int
    end: int
    words: str
    title: str
    title_start: int


def runs(document: Document) -> Iterator[Run]:
    """The runs of a document in order, without openers, day names and titles."""
    known = lexicon()
    for line in document.lines:
        for match in _RUN.finditer(document.text, line.start, line.end):
            yield from _cut(document.text, match.start(), match.group(), known, match.start() == line.start)


def handles(document: Document) -> Iterator[tuple[int, int]]:
    """Where handles like @name stand."""
    for match in _HANDLE.finditer(document.text):
        yield match.span()


def _cut(text: str, start: int, words: str, known: Lexicon, opens: bool) -> Iterator[Run]:
    """A run without what is no name at its ends, its title apart."""
    parts = [(m.start(), m.group()) for m in re.finditer(r"[^ \u00a0]+", words)]
    sentence = opens or bool(re.search(r"[.!?:•\"“”‘(—–-]\s*$", text[max(0, start - 3) : start]))
    while parts and (parts[0][1] in known.calendar or _opens(parts, known, sentence)):
        if parts[0][1] == "The" and " ".join(p for _, p in parts[-1:]) in known.media_heads:
            break
        parts.pop(0)
    while parts and (parts[-1][1] in known.calendar or parts[-1][1].lower() in ("the", "of", "and")):
        parts.pop()
    if not parts:
        return
    for number, (_, word) in enumerate(parts):
        if word in known.calendar and number > 0:
            yield from _titled(text, start, parts[:number], known)
            yield from _cut(text, start + parts[number][0], words[parts[number][0] :], known, False)
            return
    yield from _titled(text, start, parts, known)


def _opens(parts: list[tuple[int, str]], known: Lexicon, sentence: bool) -> bool:
    """Whether the first word is there because a sentence begins, and is no part of a place's name."""
    word = parts[0][1].lower()
    if " ".join(w for _, w in parts[:2]) in places():
        return False
    return word in known.openers if sentence else word in ("the", "a", "i")


def _titled(text: str, start: int, parts: list[tuple[int, str]], known: Lexicon) -> Iterator[Run]:
    """The run after its title: "Foreign Minister" of "Foreign Minister Ana Lopes", "President" of "president Ana Lopes"."""
    title_end = 0
    for length in range(min(5, len(parts)), 0, -1):
        words = " ".join(w for _, w in parts[:length]).lower().replace(".", "")
        if words in known.titles or words in known.honorifics:
            title_end = length
            break
    first = start + parts[0][0]
    while title_end < len(parts) and parts[title_end][1].lower().replace(".", "") in known.honorifics:
        title_end += 1
    if title_end == len(parts) or (title_end and parts[title_end][1] in ("of", "for")):
        last, word = parts[title_end - 1]
        yield Run(start + last + len(word), start + last + len(word), "", text[first : start + last + len(word)], first)
        return
    body = start + parts[title_end][0]
    end = start + parts[-1][0] + len(parts[-1][1])
    title = text[first:body].strip()
    if not title:
        before = re.search(r"\b((?:[a-z-]+ )?[a-z-]+),? $", text[max(0, first - 40) : first])
        for candidate in (before[1], before[1].rpartition(" ")[2]) if before else ():
            if candidate in known.titles:
                title, first = candidate, first - len(before[0]) + before[0].index(candidate) if before else first
                break
    home = text.rfind(" of ", body, end)
    if title and home > body and text[home + 4 : end].removeprefix("the ") in places():
        yield Run(body, home, text[body:home], title, first)
        country = end - len(text[home + 4 : end].removeprefix("the "))
        yield Run(country, end, text[country:end], "", country)
        return
    yield Run(body, end, text[body:end], title, first)
