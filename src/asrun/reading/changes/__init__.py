"""What happened to the plan, told in prose: changes, observations, outcomes, plans retold, and the happenings they are about.

`happenings` finds the noun phrases and movements that name an event; `frames` the cues of change with their amounts, clocks and
certainty; `sightings` what was seen on the clock; `retold` the plans that prose repeats. A change counts only when it is about a
happening. Words are data: kinds of events in events.toml, cues in cues.toml.
"""

from asrun.reading.changes.reader import read_changes

__all__ = ["read_changes"]
