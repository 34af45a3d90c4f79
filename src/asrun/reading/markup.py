"""Words of HTML inside another format: by the format that reads HTML, with their way back."""

import html
import re
from collections.abc import Iterator

from asrun.model.document import Document
from asrun.model.source import Snapshot
from asrun.reading import formats
from asrun.reading.weaving import Weaver, through

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|head|title)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<[/!?]?[a-zA-Z][^<>]*>|&#?\w{1,32};",
    re.I | re.S,
)
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|table|blockquote|section|article|hr|pre)\b", re.I)
_LINE = re.compile(r"<(?:br|li|tr|dt|dd|option)\b", re.I)
_CELL = re.compile(r"<(?:td|th)\b", re.I)
_SPACE = re.compile(r"\s+")


def weave(part: Weaver, made: Weaver, version: str) -> None:
    """Adds the words of a part that is HTML to a text, with what the markup says of them."""
    text = part.text()
    if "text/html" in formats.media_types():
        found = formats.document(Snapshot(version, text.encode("utf-8", "replace"), "text/html", ""), version)
        if isinstance(found, Document):
            base = made.length
            made.weave(found.text, through(found.pieces, part.pieces) if found.pieces else part.pieces)
            made.marks += [m.__class__(m.kind, m.start + base, m.end + base, m.value) for m in found.marks]
        return
    bare = Weaver()
    for words, start, end in _tokens(text):
        _add(bare, words, start, end)
    made.weave(bare.text(), through(bare.pieces, part.pieces))


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for found in _TOKEN.finditer(text):
        yield text[at : found.start()], at, found.start()
        yield found.group(), found.start(), found.end()
        at = found.end()
    yield text[at:], at, len(text)


def _add(made: Weaver, words: str, start: int, end: int) -> None:
    """Adds one token: a tag's break, an entity's sign, or words with their blanks made one."""
    if words.startswith("<") and _TOKEN.fullmatch(words):
        if _BLOCK.match(words):
            made.line(2)
        elif _LINE.match(words):
            made.line()
        elif _CELL.match(words) and made.parts and not made.parts[-1].endswith(("\n", " ")):
            made.put(" ", start, end)
    elif words.startswith("&") and _TOKEN.fullmatch(words):
        made.put(html.unescape(words), start, end)
    else:
        at = 0
        for blank in _SPACE.finditer(words):
            made.copy(words[at : blank.start()], start + at)
            if made.parts and not made.parts[-1].endswith(("\n", " ")):
                made.put(" ", start + blank.start(), start + blank.end())
            at = blank.end()
        made.copy(words[at:], start + at)
