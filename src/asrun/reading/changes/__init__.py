"""What happened to the plan, told in prose: changes, observations, outcomes, plans retold, and the happenings they are about.

`happenings` finds the noun phrases and movements that name an event. `lexicon` makes the cues of change from lemmas,
`frames` finds the happenings of each cue in its clause, `certainty` how far it is told as a fact, `nearby` its clocks and
amounts, `building` the change; `instead` reads what came in the place of a plan, `absences` who was away. `planned` finds
the moments that prose plans a happening for, `retold` plans without one; `acts` makes events of verbs ("met the premier"),
`encounters` of those that a day alone is told of, `moves` of travel; `sightings` is what was seen on the clock, `tellings`
what verbs on no list tell at one, `announcing` what was announced at one, `deeds` what is done at a sort of event, `held`
by what verbs around its name one was held, `deviations` how a clock differs from a plan told beside it; `phases` are the
words of observation, `phrases` says where noun phrases end. `reader` walks over the sentences. Words are data: kinds of
events and acts in events.toml, deeds in deeds/, cues and words of planning in cues.toml, doubt in certainty.toml, ends
of phrases in phrases.toml. `turns` are the turns of phrase of hints.toml, `companions` what must stand by one, `hints` what
they may say of a planned item.
"""

from asrun.reading.changes.reader import read_changes

__all__ = ["read_changes"]
