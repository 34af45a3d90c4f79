"""Persons by what they are told to be: "the baker" of "Jan Novak, a baker from Brno", "the 54-year-old" of "Ana Ruiz, 54"."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context

_WORDS = Wordbook(__package__, "described")
_BEHIND = _WORDS.pattern("behind")
_BEFORE = _WORDS.pattern("before")
_TOUCHING = re.compile(
    r"(?:^|[^\w’'-])(?:(?:[Tt]he|[Aa]n?|[Ll]ocal) )?(?P<what>(?:[a-z][a-z’'-]{2,} ){0,2}[a-z][a-z’'-]{2,}) $"
)
_SOURCE = _WORDS.pattern("source", re.I)
# How far a description stands, how long its nouns are, and how many of one noun are looked at.
_ROOM, _LEAST, _MOST = 90, 4, 64


class Described:
    """The descriptions of the persons of one document, looked for when one is first asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _by_head(self) -> dict[str, list[tuple[int, str, frozenset[str]]]]:
        """The descriptions by their last noun, in order."""
        found_by = defaultdict[str, list[tuple[int, str, frozenset[str]]]](list)
        text = self._context.document.text
        for hit in self._context.names.hits:
            if hit.kind != "person" or hit.form != "name" or " " not in text[hit.start : hit.end]:
                continue
            behind = _BEHIND.match(text, hit.end, hit.end + _ROOM)
            before = text[max(0, hit.start - _ROOM) : hit.start]
            ahead = _BEFORE.search(before) or _TOUCHING.search(before)
            for found in (behind, ahead):
                if found and found["what"]:
                    words = found["what"].lower().split()
                    found_by[words[-1]].append((hit.start, hit.name, frozenset(words)))
            if behind and behind["age"]:
                found_by[behind["age"]].append((hit.start, hit.name, frozenset()))
        return found_by

    def named(self, source: str, start: int) -> str | None:
        """Whom the words of a source at a place of the text mean: who was described so last before."""
        found = _SOURCE.fullmatch(source)
        if not found:
            return None
        words = (found["what"] or "").lower().split()
        for key in [found["age"]] if found["age"] else [w for w in reversed(words) if len(w) >= _LEAST]:
            known = self._by_head.get(key, [])
            number = bisect_left(known, (start,))
            for _, name, own in reversed(known[max(0, number - _MOST) : number]):
                if own <= set(words) or (key in (words[-1:] or [key]) and own >= set(words)):
                    return name
        return None
