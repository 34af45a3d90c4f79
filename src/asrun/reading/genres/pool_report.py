"""A reporter's notes from the scene, stamped and terse."""

from collections.abc import Iterator

import msgspec

from asrun.model.document import Section
from asrun.model.fact import Change, Fact, Observation
from asrun.model.notice import Notice
from asrun.reading.context import Context
from asrun.reading.prose import read_prose


def accepts(section: Section, context: Context) -> float:
    """How well the section fits: prose of a document of this kind."""
    return 0.8 if context.header.kind == "pool_report" and section.kind in ("key_points", "lead", "body") else 0.0


def read(section: Section, context: Context) -> Iterator[Fact | Notice]:
    """Statements, changes, observations and claims; what changed and was seen is told by who signs the report."""
    for fact in read_prose(section, context):
        if isinstance(fact, Change | Observation) and not fact.reported_by:
            yield msgspec.structs.replace(fact, reported_by=context.writer(fact.spans[0].start))
        else:
            yield fact
