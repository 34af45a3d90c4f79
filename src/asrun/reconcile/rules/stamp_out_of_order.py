"""A numbered report that bears an earlier clock than the report before it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from asrun.model.account import Account, SourceLine
from asrun.model.notice import Notice


def check(account: Account) -> Iterator[Notice]:
    """One notice for each pair of numbers in a row whose stamps run backwards."""
    numbered: dict[str, list[tuple[int, SourceLine]]] = {}
    for source in account.sources:
        found = re.search(r"\d+", source.label or "")
        if found and source.issued_at and source.kind == "pool_report":
            numbered.setdefault(source.publisher or "", []).append((int(found[0]), source))
    for reports in numbered.values():
        for (first, before), (second, after) in pairwise(sorted(reports, key=lambda r: r[0])):
            if first < second and before.issued_at and after.issued_at and after.issued_at < before.issued_at:
                message = (
                    f"report {second} bears an earlier clock than report {first} ({after.issued}, {before.issued}); one of "
                    "the stamps or numbers is wrong; both are kept; a word of its writer would settle it"
                )
                yield Notice("stamp-out-of-order", "warning", message, doc=after.doc)
