"""A text that one office or person puts its name to."""

from collections.abc import Iterator

from asrun.model.document import Section
from asrun.model.fact import Fact, Statement
from asrun.model.notice import Notice
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.prose import read_prose

_WORDS = Wordbook(__package__, "statement")
_ASSURES = _WORDS.pattern("assures")
# Sentences of others that are looked at; statements of offices are short.
_FEW = 200


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: prose of a document of this kind."""
    return 0.8 if context.header.kind == "statement" and section.kind in ("key_points", "lead", "body") else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """Statements, changes, observations and claims, and what the office itself assures."""
    told = list(read_prose(section, context))
    yield from told
    spoken = [s for f in told if isinstance(f, Statement) for s in f.spans]
    office = next((h.name for h in context.names.between(0, section.end) if h.kind == "organization"), None)
    for match in _ASSURES.finditer(context.document.text, section.start, section.end):
        sentence = context.sentences.at(match.start())
        if sentence is None or any(s.start < sentence.end and sentence.start < s.end for s in spoken[:_FEW]):
            continue
        words = context.document.text[sentence.start : sentence.end].rstrip(" .!")
        span = context.document.span(sentence.start, sentence.start + len(words))
        spoken.insert(0, span)
        yield Statement(office, "indirect", (span,), channel="statement", rule="statement.assurance")
