"""A plan that one version of a source changed without saying so."""

import re
from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import deviation

_TOLD = re.compile(r"(?i)\b(?:updat|revis|chang|correct|amend|addend)")


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each change between two versions that neither a mark of the version nor anybody's words announce."""
    events = {e.id: e for e in account.events}
    later = {s.doc: s for s in account.sources if "~" in s.doc}
    for line in account.changes:
        event, version = events.get(line.event or ""), later.get(line.change.spans[0].doc)
        if event is None or version is None or not line.change.field or line.change.held:
            continue
        announced = any(c.event == line.event and c is not line and not c.change.field for c in account.changes)
        if not announced and not _TOLD.search(version.label or ""):
            told = line.words.rstrip(".")
            yield deviation(account, "silent-revision", event, line.change.spans, source=version.source, told=told)
