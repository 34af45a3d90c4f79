"""JSON-LD of a page, read leniently in one pass: lists are the values of their property, whatever is broken ends early."""

import re
from collections.abc import Iterator

from asrun.reading.html.things import Thing, Words, local

_TOKEN = re.compile(r'"(?P<words>(?:[^"\\]++|\\.?)*+)(?:"|\Z)|(?P<sign>[{}:])|(?P<bare>[^\s"{}\[\],:]++)', re.S)


def linked(raw: str, start: int, end: int) -> Iterator[Thing]:
    """The things of the script raw[start:end] in order of their beginning, whole or as far as they go.

    Lists need no stack: what stands in one is one more value of the property that it belongs to.
    """
    found: list[Thing] = []
    open_things: list[tuple[Thing, str]] = []
    key, held = "", None
    for token in _TOKEN.finditer(raw, start, end):
        if token["sign"] == ":":
            key = local(raw[held[0] : held[1]]) if held else key
            held = None
            continue
        if held and open_things:
            _add(raw, open_things[-1][0], key, held)
        held = None
        if token["words"] is not None:
            held = token.span("words")
        elif token["bare"] and open_things:
            _add(raw, open_things[-1][0], key, token.span())
        elif token["sign"] == "{":
            thing = Thing(token.start(), end)
            if open_things:
                open_things[-1][0].add(key, thing)
            open_things.append((thing, key))
            found.append(thing)
        elif token["sign"] == "}" and open_things:
            thing, key = open_things.pop()
            thing.end = token.end()
    return iter(found)


def _add(raw: str, thing: Thing, key: str, place: tuple[int, int]) -> None:
    """Adds a plain value; types and names of things are kept apart."""
    words = raw[place[0] : min(place[1], place[0] + 400)].replace("\\/", "/")
    if key == "@type":
        thing.types = (*thing.types[:20], local(words))
    elif key == "@id":
        thing.id = words
    elif words != "null":
        thing.add(key, Words((place,), escaped=True))
