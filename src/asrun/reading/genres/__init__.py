"""Sections to facts, one module a genre, found by scanning this folder.

A genre module has `accepts(section, context) -> float`, how well it fits a section (0: not at all), and
`read(section, context) -> Iterator[Fact | Notice]`. Each section is read by exactly one genre, the best score; the name
decides a tie, which is a notice.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from asrun.model.document import Section
from asrun.model.fact import Fact
from asrun.model.notice import Notice
from asrun.reading.context import Context


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every genre module, by name."""
    return tuple(import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """The facts of a section as its best genre reads them."""
    scores = sorted(((m.accepts(section, context), m) for m in modules()), key=lambda s: -s[0])
    best, genre = scores[0]
    if best <= 0:
        return
    if len(scores) > 1 and scores[1][0] == best:
        names = " and ".join(sorted(m.__name__.rpartition(".")[2] for score, m in scores if score == best))
        where = context.document.span(section.start, min(section.end, section.start + 80))
        yield Notice(
            "genre-tie",
            "info",
            f"the section fits {names} alike; the first by name read it; a heading would tell",
            where,
        )
    yield from genre.read(section, context)
