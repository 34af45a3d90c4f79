"""An event one of whose printed pairs of clocks names two moments."""

from collections.abc import Iterator

from asrun.model.account import Account, Deviation
from asrun.reconcile.measuring import deviation


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each event whose line the reading could not make one moment of."""
    for notice in account.notices:
        if notice.code != "zone-pair-disagrees" or notice.span is None:
            continue
        for event in account.events:
            if any(s.doc == notice.span.doc and s.start <= notice.span.start < s.end for s in event.mentions):
                yield deviation(account, "zone-pair-disagrees", event, (notice.span,), clocks=notice.span.exact)
                break
