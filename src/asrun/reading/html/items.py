"""Microdata and RDFa Lite of a page: its items with their properties, in one pass over the tags."""

import re
from typing import NamedTuple

from asrun.reading.html.structure import VOID
from asrun.reading.html.things import Thing, Words, local
from asrun.reading.html.tokens import Tag, tokens
from asrun.reading.html.tokens import Words as Text

_SCOPED = re.compile(r"\sitemscope\b|\stypeof\s*=", re.I)
_VALUES = ("content", "datetime", "href", "src")
_NEAR, _MOST_RANGES = 64, 50
_SIBLINGS = frozenset("li p tr td th dt dd option".split())


class _Open(NamedTuple):
    """An open element: the thing it is, and the properties of the thing around it whose value its words are."""

    name: str
    thing: Thing | None
    of: Thing | None
    properties: tuple[str, ...]
    first: int


def items(raw: str) -> list[Thing]:
    """The things that a page marks by its attributes, in order of their beginning."""
    return _Items(raw).found if _SCOPED.search(raw) else []


class _Items:
    """One page under way."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.found: list[Thing] = []
        self.open: list[_Open] = []
        self.things: list[Thing] = []
        self.texts: list[tuple[int, int]] = []
        for token in tokens(raw):
            if isinstance(token, Text):
                if not token.inside and self.things:
                    self.texts.append((token.start, token.end))
            elif token.closing:
                self._end(token)
            else:
                self._start(token)
        while self.open:
            self._close(len(raw))

    def _start(self, tag: Tag) -> None:
        if tag.name in _SIBLINGS and self.open and self.open[-1].name == tag.name:
            self._close(tag.start)
        around = self.things[-1] if self.things else None
        named = tag.value(self.raw, "itemprop") or tag.value(self.raw, "property")
        properties = tuple(local(n) for n in named.split()[:5]) if around else ()
        thing = self._thing(tag)
        if thing and around:
            for name in properties:
                around.add(name, thing)
            properties = ()
        value = next((tag.attributes[n] for n in _VALUES if n in tag.attributes), None)
        if value and around and (tag.name != "a" or "content" in tag.attributes):
            for name in properties:
                around.add(name, Words((value,)))
            properties = ()
        if tag.name in VOID:
            return
        self.open.append(_Open(tag.name, thing, around, properties, len(self.texts)))
        if thing:
            self.things.append(thing)

    def _thing(self, tag: Tag) -> Thing | None:
        """The thing that a tag begins."""
        if "itemscope" not in tag.attributes and "typeof" not in tag.attributes:
            return None
        types = tag.value(self.raw, "itemtype") or tag.value(self.raw, "typeof")
        thing = Thing(tag.start, len(self.raw), tuple(local(t) for t in types.split()[:5]))
        thing.id = tag.value(self.raw, "itemid") or tag.value(self.raw, "resource")
        self.found.append(thing)
        return thing

    def _end(self, tag: Tag) -> None:
        last = len(self.open) - 1
        for number in range(last, max(-1, last - _NEAR), -1):
            if self.open[number].name == tag.name:
                while len(self.open) > number:
                    self._close(tag.start)
                return

    def _close(self, at: int) -> None:
        """Ends the innermost element: its words are the value of its properties."""
        one = self.open.pop()
        if one.thing:
            one.thing.end = at
            self.things.pop()
        if one.of and one.properties:
            words = Words(tuple(self.texts[one.first : one.first + _MOST_RANGES]))
            for name in one.properties:
                one.of.add(name, words)
