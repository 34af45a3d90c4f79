"""An article told by a writer who relays others."""

from collections.abc import Iterator

from asrun.model.document import Section
from asrun.model.fact import Fact
from asrun.model.notice import Notice
from asrun.reading.context import Context
from asrun.reading.prose import read_prose


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: prose of an article, and any prose that no other genre takes."""
    if section.kind not in ("key_points", "lead", "body"):
        return 0.0
    return 0.5 if context.header.kind == "news_article" else 0.2


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """Statements, changes, observations and claims."""
    yield from read_prose(section, context)
