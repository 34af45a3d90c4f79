"""A page as tags and words, in one linear pass; broken markup is read as browsers read it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

BLANKS = " \t\n\r\f\v\x85\u2028\u2029"
_OPENS = re.compile(r"<(?=[a-zA-Z!?/])")
_TAG = re.compile(r"</?+([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:([^\s/>=][^\s/>=]*+|=[^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+|[\"'][^\s>]*+)?))?+)?+"
)
_KEPT = frozenset(
    "aria-hidden class colspan content datetime hidden href id itemid itemprop itemscope itemtype name property resource "
    "role rowspan src style type typeof".split()
)
# Elements whose content is no markup; of a title's, entities still count.
_RAW = ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
_CLOSERS = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in _RAW}


class Words(NamedTuple):
    """Text raw[start:end] between tags; `inside` is the element of raw text that it fills."""

    start: int
    end: int
    inside: str = ""


class Tag(NamedTuple):
    """A tag raw[start:end]; `attributes` hold the ranges of the values that asrun looks at."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: dict[str, tuple[int, int]]

    def value(self, raw: str, name: str) -> str:
        """An attribute's value with its entities read; "" where there is none."""
        start, end = self.attributes.get(name, (0, 0))
        return unescape(raw[start : min(end, start + 400)]).strip()


def tokens(raw: str) -> Iterator[Tag | Words]:
    """The tags and words of a page in order; comments and declarations are passed over."""
    position, end = 0, len(raw)
    comments = True
    while position < end:
        opens = _OPENS.search(raw, position)
        at = opens.start() if opens else end
        if at > position:
            yield Words(position, at)
        if at == end:
            return
        match = _TAG.match(raw, at)
        if match:
            tag = _tag(raw, at, match)
            if tag is None:
                return
            yield tag
            position = tag.end
            if tag.name in _CLOSERS and not tag.closing:
                closer = _CLOSERS[tag.name].search(raw, position)
                stop = closer.start() if closer else end
                yield Words(position, stop, tag.name)
                position = stop
        elif raw.startswith("<!--", at):
            stop = raw.find("-->", at + 4) if comments else -1
            comments = stop >= 0
            position = stop + 3 if comments else _behind(raw, at)
        elif raw.startswith("<![CDATA[", at):
            stop = raw.find("]]>", at)
            yield Words(at + 9, end if stop < 0 else stop)
            position = end if stop < 0 else stop + 3
        else:
            position = _behind(raw, at)


def _behind(raw: str, at: int) -> int:
    """The place behind the next ">"."""
    stop = raw.find(">", at)
    return len(raw) if stop < 0 else stop + 1


def _tag(raw: str, at: int, match: re.Match[str]) -> Tag | None:
    """The tag that begins at a match; None where the page ends inside of it."""
    position = match.end()
    attributes: dict[str, tuple[int, int]] = {}
    while found := _ATTRIBUTE.match(raw, position):
        if found.end() == position:
            break
        position = found.end()
        name = (found[1] or "").lower() if found.end(1) - found.start(1) < 16 else ""
        if name in _KEPT and name not in attributes:
            attributes[name] = next((found.span(n) for n in (2, 3, 4) if found[n] is not None), (position, position))
    if position >= len(raw):
        return None
    return Tag(at, position + 1, match[1][:24].lower(), raw[at + 1] == "/", attributes)
