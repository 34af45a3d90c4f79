"""What every prose genre reads in a section: who said what, what changed, what was seen."""

from collections.abc import Iterator
from dataclasses import replace

from asrun.model.document import Section
from asrun.model.fact import Fact, Plan
from asrun.model.notice import Notice
from asrun.reading.changes import read_changes
from asrun.reading.context import Context
from asrun.reading.quotes import contentions, read_claims, read_statements


def read_prose(section: Section, context: Context, before: Plan | None = None) -> Iterator[Fact | Notice]:
    """Statements first, since what changed is told inside them; then changes, then claims.

    `before` is the plan told just before the section, to which an "instead" refers.
    """
    found = list(read_statements(section, context))
    statements = [s for s in found if not isinstance(s, Notice)]
    within = replace(context, statements=tuple(statements))
    yield from found
    yield from read_changes(section, within, before)
    claims = read_claims(section, within)
    yield from claims
    yield from contentions(statements, claims, context)
