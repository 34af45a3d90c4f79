"""Who said what: statements with their quotes, and the claims inside them.

`marks` finds what stands between quote marks, paragraph by paragraph, and never throws; `units` keeps the sentences of
one quote together; `words` classes the words around it; `verbs` is the lexicon of reporting, `cues` finds its verbs,
`sources` what is given to somebody without one, `subjects` whose they are, `contents` what they report; `heard` finds
what somebody is caught, quoted or come to say, `onward` words that have no verb of their own; `meant` tells whose a
pronoun is, `sayers` names those who speak without a name. `positions` asks a second time who speaks, by place alone: a
quote is sure where both agree. `statements` joins all of it, `posts` reads posts without a verb, `reader` makes facts;
`claims` finds the wants, offers, refusals and denials (`nominal` those told by a noun, `clauses` where each begins and
ends, `retold` which are told again), `contentions` what is claimed whole. Verbs, cues and closed words are data.
"""

from asrun.reading.quotes.about import Subjects
from asrun.reading.quotes.claims import read_claims
from asrun.reading.quotes.contentions import contentions
from asrun.reading.quotes.reader import attributions, read_statements
from asrun.reading.quotes.retold import joined_claims
from asrun.reading.quotes.sayers import speakers

__all__ = ["Subjects", "attributions", "contentions", "joined_claims", "read_claims", "read_statements", "speakers"]
