"""What happened to the plan, told in prose: changes, observations, outcomes, plans retold, and the happenings they are about.

`happenings` finds the noun phrases and movements that name an event; `frames` the cues of change in their clauses and
`building` makes changes of them; `retold` finds the plans that prose repeats; `reader` walks over the sentences and notes
what was seen on the clock. A change counts only when it is about a happening. Words are data: kinds of events in
events.toml, cues in cues.toml.
"""

from asrun.reading.changes.reader import read_changes

__all__ = ["read_changes"]
