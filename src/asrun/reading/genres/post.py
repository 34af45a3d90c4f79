"""A post of a named account, alone or embedded in another document."""

from collections.abc import Iterator

from asrun.model.document import Section
from asrun.model.fact import Fact
from asrun.model.notice import Notice
from asrun.reading.context import Context
from asrun.reading.prose import read_prose


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: an embed anywhere, or all of a post."""
    return 0.9 if section.kind == "embed" or context.header.kind == "post" else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """The post as one statement, with what it says of the plan."""
    yield from read_prose(section, context)
