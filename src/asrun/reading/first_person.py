"""Whom "I" and "we" mean: who says the words, and the body in whose name a statement is put out."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from asrun.model.document import Document
from asrun.model.fact import EntityMention, Fact, Organization, Person, Statement
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.scan import Spot

_WORDS = Wordbook(__package__, "first_person")
_ONE, _SEVERAL = _WORDS.pattern("one"), _WORDS.pattern("several")
_BY = _WORDS.pattern("by", re.I)
_MOST, _LINES = 400, 12


def with_first_persons(context: Context, told: Iterable[Fact]) -> list[Fact]:
    """The facts, each person and body with the pronouns by which they speak of themselves."""
    document, header, facts = context.document, context.header, list(told)
    said = [f for f in facts if isinstance(f, Statement)]
    bodies = {f.name for f in facts if isinstance(f, Organization)}
    found: dict[str, list[EntityMention]] = {}
    for statement in said:
        many = statement.speaker in bodies
        for span in _words(statement) if statement.speaker else ():
            found.setdefault(statement.speaker or "", []).extend(_mentions(document, (span.start, span.end), many))
    signer = _signer(context) if header.kind == "statement" else None
    for gap in _between(sorted((s.start, s.end) for f in said for s in _words(f)), len(document.text)):
        for mention in _mentions(document, gap, False):
            writer = context.writer(mention.span.start) or signer
            found.setdefault(writer or "", []).append(mention)
        if header.kind == "statement" and header.publisher in bodies:
            found.setdefault(header.publisher or "", []).extend(_mentions(document, gap, True))
    return [_with(f, found[f.name]) if isinstance(f, Person | Organization) and found.get(f.name) else f for f in facts]


def _signer(context: Context) -> str | None:
    """In whose name a statement is: the one person of the line that says by whom it is."""
    for line in context.document.lines[:_LINES]:
        if _BY.search(line.text[:200]):
            named = {
                h.name for h in context.names.between(line.start, line.end) if h.kind == "person" and h.form == "name"
            }
            return next(iter(named)) if len(named) == 1 else None
    return None


def _words(statement: Statement) -> Sequence[Span]:
    """The very words of a speaker."""
    return statement.quotes or (statement.spans if statement.mode == "direct" else ())


def _mentions(document: Document, spot: Spot, many: bool) -> Iterator[EntityMention]:
    """The pronouns of one speaker, or of a body, in text[start:end]."""
    for number, found in enumerate((_SEVERAL if many else _ONE).finditer(document.text, *spot)):
        if number < _MOST:
            yield EntityMention(document.span(*found.span()), "pronoun")


def _between(taken: Sequence[Spot], end: int) -> Iterator[Spot]:
    """What of a text of some length lies between stretches that are taken."""
    last = 0
    for start, stop in taken:
        if start > last:
            yield last, start
        last = max(last, stop)
    if last < end:
        yield last, end


def _with(entity: Person | Organization, more: Sequence[EntityMention]) -> Person | Organization:
    known = {(m.span.start, m.span.end) for m in entity.mentions}
    new = [m for m in dict.fromkeys(more) if (m.span.start, m.span.end) not in known]
    mentions = tuple(sorted((*entity.mentions, *new), key=lambda m: m.span.start))
    return msgspec.structs.replace(entity, mentions=mentions)
