"""Where all items under a line are: beside the title or the day of a list, under a label, in a sentence over or below it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from asrun.model.document import Line
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.gazetteer import places
from asrun.reading.lines import is_heading
from asrun.reading.listing.words import ends_in_place, names_place, tells_of
from asrun.reading.names.lexicon import lexicon
from asrun.reading.programme.habits import is_place
from asrun.reading.programme.openings import Stretch
from asrun.reading.programme.venues import is_corner, preposed

_WORDS = Wordbook(__package__, "overhead")
_LABEL = _WORDS.pattern("label", re.I)
_ALL = _WORDS.pattern("all", re.I)
_HELD = _WORDS.pattern("held", re.I)
_ENDS = _WORDS.pattern("ends")
_PARTS = re.compile(r",\s+|\s+[-–—|·•]\s+|\s*[()]\s*|:\s+|;\s+")
_ELSE = _WORDS.pattern("else", re.I)
_ISSUER = _WORDS.pattern("issuer", re.I)
_NUMBERED = _WORDS.pattern("numbered")
_CALLED = _WORDS.pattern("called", re.I)
_ABOVE, _BELOW, _LONGEST = 10, 3, 90


def over_list(context: Context, start: int) -> Stretch | None:
    """Where all items of the list that begins at `start` are, as the lines above and below it say; towns say nothing."""
    document, titled = context.document, False
    above = document.lines_between(0, max(start, 1))
    for line in (*above[:_ABOVE], *above[_ABOVE:][-_BELOW:]):
        titled = titled or bool(_dated(context, line) or tells_of(line.text) or _CALLED.search(line.text))
        heads = titled and is_heading(line) and line.end < start and not issues(line.text)
        told = led(context, line) or (beside(context, line) if heads else None)
        if told and told.end < start and document.text[told.start : told.end] not in places():
            return told
    return _below(context)


def led(context: Context, line: Line) -> Stretch | None:
    """The place that a label or the words of a sentence lead to."""
    found = _ALL.match(line.text) or _LABEL.match(line.text) or _HELD.search(line.text)
    return _phrase(context, line, found.end()) if found else None


def _below(context: Context) -> Stretch | None:
    """Where all items are, as a sentence near the end says."""
    for line in context.document.lines[-_BELOW:]:
        found = _ALL.match(line.text)
        if found and (told := _phrase(context, line, found.end())):
            return told
    return None


def tells_else(text: str) -> bool:
    """Whether a line tells a place that is not where items are: who issued the list, where badges are had."""
    return bool(_ELSE.search(text))


def issues(text: str) -> bool:
    """Whether words over a list name an office by which it is issued."""
    return bool(_ISSUER.search(text.rstrip(" .:")))


def beside(context: Context, line: Line) -> Stretch | None:
    """The place that a heading names beside its other words: "Day 1 – Monday 4 May – Lake Hall, Ruma"."""
    if len(line.text) > _LONGEST or tells_else(line.text):
        return None
    text = line.text.rstrip(" :.")
    cuts = [(0, 0), *(m.span() for m in _PARTS.finditer(text)), (len(text), len(text))]
    parts = [(a[1], b[0]) for a, b in pairwise(cuts) if b[0] > a[1]]
    for number, (begin, end) in enumerate(parts):
        if _is_site(context, line, begin, end):
            following = parts[number + 1 : number + 2]
            if following and text[end : following[0][0]].strip() == "," and _within(context, line, *following[0]):
                return Stretch(line.start + begin + preposed(text[begin:end]), line.start + following[0][1])
            return Stretch(line.start + begin + preposed(text[begin:end]), line.start + end)
    return None


def _is_site(context: Context, line: Line, begin: int, end: int) -> bool:
    """Whether a part of a heading names a place and nobody."""
    words = line.text[begin:end]
    bare = words[preposed(words) :]
    if not any(c.isalpha() for c in bare) or _named(context, line, begin, end, ("person", "group", "unnamed")):
        return False
    if " and " in bare:
        return False
    if any(w in lexicon().titles for w in re.findall(r"[a-z]+", words.lower())) or tells_of(words):
        return False
    return not _timed(context, line, begin, end) and is_site(words)


def is_site(words: str) -> bool:
    """Whether words name a place that is no more than a house, a room or grounds."""
    bare = words[preposed(words) :]
    return bool(_NUMBERED.fullmatch(bare)) or is_corner(bare) or (is_place(bare) and ends_in_place(bare))


def _within(context: Context, line: Line, begin: int, end: int) -> bool:
    """Whether a part is what a place lies in: a town, a house, a street."""
    words = line.text[begin:end]
    if (
        context.times.between(line.start + begin, line.start + end)
        or not re.match(r"[A-ZÀ-Þ\d]", words)
        or tells_of(words)
    ):
        return False
    return words in places() or names_place(words) or _named(context, line, begin, end, ("place", "organization"))


def _timed(context: Context, line: Line, begin: int, end: int) -> bool:
    """Whether a time stands in a part, or reaches into it."""
    first, last = line.start + begin, line.start + end
    return any(t.span.start < last and t.span.end > first for t in context.times.between(line.start, last))


def _named(context: Context, line: Line, begin: int, end: int, sorts: Sequence[str]) -> bool:
    hits = context.names.between(line.start + begin, line.start + end)
    return any(h.kind in sorts and h.start >= line.start + begin for h in hits)


def _phrase(context: Context, line: Line, begin: int) -> Stretch | None:
    """The place that a sentence leads to."""
    stop = _ENDS.search(line.text, begin)
    end = stop.start() if stop else len(line.text)
    hit = next(
        (h for h in context.names.between(line.start + begin, line.start + begin + 1) if h.kind == "place"), None
    )
    if hit:
        return None if hit.name in places() else Stretch(hit.start, hit.end)
    words = line.text[begin:end]
    told = len(words.split()) <= 6 and is_site(words)
    return Stretch(line.start + begin, line.start + end) if told else None


def _dated(context: Context, line: Line) -> bool:
    return any(t.type == "DATE" and len(t.value) == 10 for t in context.times.between(line.start, line.end))
