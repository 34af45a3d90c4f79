"""Items of a feed (RSS, Atom) with their offsets: one linear pass over the tags, without DTDs and entities of its own.

An entity that is none of XML's five or HTML's stands as it is written, so that nothing can grow; elements deeper than
sixty levels are passed over.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from asrun.reading.weaving import Weaver

_TOKEN = re.compile(
    r"<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    r"|<!DOCTYPE[^>\[]*(?:\[.*?(?:\]\s*>|\Z)|>|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]{0,80})(?P<rest>[^<>]*?)(?P<empty>/?)>",
    re.S | re.I,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TYPE = re.compile(r"""\btype\s*=\s*["']([^"']*)["']""")
_ITEMS = frozenset({"item", "entry"})
_TEXTS = ("content", "encoded", "description", "summary")
_DATES = ("pubdate", "published", "updated", "date")
_READ = frozenset({"title", *_TEXTS, *_DATES})
_DEEPEST = 60


class Value(NamedTuple):
    """What an element holds: its decoded words with their way back, and whether they are HTML."""

    words: Weaver
    markup: bool


class Item(NamedTuple):
    """One item, or the feed itself: its elements by name, in small letters and without a prefix."""

    values: dict[str, Value]

    def first(self, *names: str) -> Value | None:
        """The value of the first of these elements that has words."""
        return next((v for n in names if (v := self.values.get(n)) and v.words.text().strip()), None)

    @property
    def title(self) -> Value | None:
        """Its title."""
        return self.first("title")

    @property
    def text(self) -> Value | None:
        """Its longest form of text: the content, else the description."""
        return self.first(*_TEXTS)

    @property
    def date(self) -> str:
        """When it was published, as written; nothing where it does not say."""
        found = self.first(*_DATES)
        return found.words.text().strip() if found else ""


def items(raw: str) -> Iterator[Item]:
    """The feed itself, as far as it stands before its first item, then its items, in order."""
    stack: list[str] = []
    feed: dict[str, Value] = {}
    told = False
    current: dict[str, Value] | None = None
    level = 0
    opened: tuple[str, int, str, int] | None = None  # name, where its content begins, its attributes, its depth
    for found in _TOKEN.finditer(raw):
        if found["name"] is None:
            continue
        name = found["name"].rpartition(":")[2].lower()
        if found["close"]:
            if name not in stack[-_DEEPEST:]:
                continue
            while stack and stack.pop() != name:
                pass
            if opened and len(stack) < opened[3]:
                target = current if current is not None else feed
                target.setdefault(opened[0], _value(raw, opened[1], found.start(), opened[2]))
                opened = None
            if current is not None and len(stack) < level:
                yield Item(current)
                current = None
            continue
        if found["empty"] or len(stack) > 10 * _DEEPEST:
            continue
        stack.append(name)
        if name in _ITEMS and opened is None:
            if not told:
                yield Item(feed)
                told = True
            if current is not None:
                yield Item(current)
            current, level = {}, len(stack)
        elif opened is None and name in _READ and (len(stack) == level + 1 if current is not None else len(stack) <= 3):
            opened = (name, found.end(), found["rest"], len(stack))
    if not told:
        yield Item(feed)
    if current:
        yield Item(current)


def _value(raw: str, start: int, end: int, attributes: str) -> Value:
    """The words of an element's content."""
    kind = _TYPE.search(attributes)
    made = Weaver()
    if kind and kind[1] == "xhtml":
        made.copy(raw[start:end], start)
        return Value(made, True)
    at, nested = start, False
    for found in _TOKEN.finditer(raw, start, end):
        _decoded(made, raw, at, found.start())
        if found["data"] is not None:
            made.copy(found["data"], found.start("data"))
        nested = nested or found["name"] is not None
        at = found.end()
    _decoded(made, raw, at, end)
    if nested and "<" not in made.text():
        made = Weaver()
        made.copy(raw[start:end], start)
    text = made.text()
    return Value(made, (not kind or kind[1] != "text") and bool(re.search(r"<[A-Za-z/!]|&\w+;", text)))


def _decoded(made: Weaver, raw: str, start: int, end: int) -> None:
    """Adds text with its entities as the signs they name."""
    at = start
    for found in _ENTITY.finditer(raw, start, end):
        made.copy(raw[at : found.start()], at)
        made.put(html.unescape(found.group()), found.start(), found.end())
        at = found.end()
    made.copy(raw[at:end], at)
