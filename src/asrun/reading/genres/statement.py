"""A text that one office or person puts its name to."""

from collections.abc import Iterator

from asrun.model.document import Section
from asrun.model.fact import Fact
from asrun.model.notice import Notice
from asrun.reading.context import Context
from asrun.reading.prose import read_prose


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: prose of a document of this kind."""
    return 0.8 if context.header.kind == "statement" and section.kind in ("key_points", "lead", "body") else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """Statements, changes, observations and claims."""
    yield from read_prose(section, context)
