"""Who said what: statements with their quotes, and the claims inside them.

`marks` finds what stands between quote marks, paragraph by paragraph, and never throws; `cues` finds the verbs of
reporting and whose they are; `statements` joins both; `claims` finds the wants, offers, refusals and denials. Verbs and
cues are data.
"""

from asrun.reading.quotes.claims import joined_claims, read_claims
from asrun.reading.quotes.statements import read_statements

__all__ = ["joined_claims", "read_claims", "read_statements"]
