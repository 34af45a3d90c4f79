"""One reader version over one document with one Given."""

from typing import Literal

import msgspec

from asrun.model.document import Piece
from asrun.model.fact import Change, Fact, Mention
from asrun.model.notice import Notice
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import When

DocumentKind = Literal["schedule", "news_article", "pool_report", "statement", "post"]


class Header(msgspec.Struct, frozen=True):
    """What a document says of itself. `created` is its date line, stamp or inferred day, with its basis;
    `updated` the stamp of the newest of its entries where it is a running report.

    `writer` is the named author of a report ("Pool report by ..."), `label` its number or revision mark. `partial` marks a
    revision that lists only what changes of the version before.
    """

    kind: DocumentKind
    created: When | None = None
    created_span: Span | None = None
    title: str | None = None
    publisher: str | None = None
    writer: str | None = None
    label: str | None = None
    language: str = "en"
    partial: bool = False
    updated: When | None = None


class Reading(msgspec.Struct, frozen=True):
    """What one reader version found in one document; it owns its facts, in order of their first span.

    `pieces` lead from the document's text back to the source. `hints` are what may be changes: each is one where the words
    around it are those of one planned event, else it is nothing. Their `about` has the places of their own
    words, of those right around them, of the sentence up to them, and where there is one of the happening told of before.
    `plain` are what past clauses in plain words tell: each was done at the one planned event whose words it shares, if any.
    """

    doc: str
    sha256: str
    reader: str
    tzdata: str
    given: Given
    header: Header
    facts: tuple[Fact, ...] = ()
    notices: tuple[Notice, ...] = ()
    pieces: tuple[Piece, ...] = ()
    hints: tuple[Change, ...] = ()
    plain: tuple[Mention, ...] = ()
