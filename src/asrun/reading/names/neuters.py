"""Which body "it" and "its" mean: the one that is the subject of their sentence, where it says, wants or has something."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from asrun.model.document import Document
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Hit
from asrun.reading.names.lexicon import lexicon
from asrun.reading.sentences import Index

_WORDS = Wordbook(__package__, "neuters")
_VERB = _WORDS.pattern("verb")
_TENSED = re.compile(r"[a-z]{2,}(?:ed|s)$")
_LEAD = _WORDS.pattern("lead")
_ACTS = _WORDS.pattern("acts")
_BEFORE, _NEAR = 14, 8


class Neuters:
    """The pronouns of bodies of one document."""

    def __init__(self, document: Document, index: Index, hits: list[Hit]) -> None:
        self.text, self.index = document.text, index
        self.bodies = [h for h in hits if h.kind == "organization" and h.form in ("name", "nominal")]
        self.starts = [h.start for h in self.bodies]

    def read(self) -> Iterator[Hit]:
        """The pronouns that mean a body."""
        for start, end in self.index.filed.spots(_WORDS.words("it")).all if self.bodies else ():
            word = self.text[start:end]
            if not word.islower():
                continue
            if word == "it" and not (
                _LEAD.search(self.text, max(0, start - _BEFORE), start) and _ACTS.match(self.text, end)
            ):
                continue
            body = self._subject(start)
            if body:
                yield Hit(start, end, body, "organization", "pronoun")

    def _subject(self, start: int) -> str | None:
        """The one body before a position that is a subject of its sentence."""
        number = self.index.number(start)
        if number < 0:
            return None
        first = bisect_left(self.starts, self.index.all[number].start)
        last = bisect_left(self.starts, start)
        near = self.bodies[max(first, last - _NEAR) : last]
        acting = [h for h in near if self._acts(h)]
        return acting[-1].name if acting and len({h.name for h in near}) <= 2 else None

    def _acts(self, body: Hit) -> bool:
        """Whether a verb of a body's follows its name."""
        verb = _VERB.match(self.text, body.end)
        return bool(
            verb and (verb[1] in lexicon().saying or verb[1] in _WORDS.words("willed") or _TENSED.match(verb[1]))
        )
