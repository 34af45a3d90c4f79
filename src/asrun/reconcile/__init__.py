"""Entries to the account: `reconcile(entries, as_of, ...) -> Account`.

Pure: the same entries and the same question give the same account for ever. `view` takes what stood as of a moment, `fold`
makes of each event its planned, expected and actual times and its state, `changes` the sequence in which the plan unravelled,
`contests` what stands side by side unresolved, `highlights` the sentences a reader sees first, `rules` what is odd about the
whole. Absence is not cancellation and silence is not "as planned": an event that nobody reported on says so.
"""

from asrun.reconcile.account import reconcile

__all__ = ["reconcile"]
