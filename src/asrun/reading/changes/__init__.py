"""What happened to the plan, told in prose: changes, observations, outcomes, plans retold, and the happenings they are about.

`happenings` finds the noun phrases and movements that name an event. `lexicon` makes the cues of change from lemmas,
`inflections` their forms; `frames` finds the happenings of each cue in its clause, `certainty` how far it is told as a fact,
`building` its clocks and amounts; `instead` reads what came in the place of a plan, `retold` the plans that prose repeats,
`sightings` what was seen on the clock. `reader` walks over the sentences. Words are data: kinds of events in events.toml,
cues in cues.toml, doubt in certainty.toml.
"""

from asrun.reading.changes.reader import read_changes

__all__ = ["read_changes"]
