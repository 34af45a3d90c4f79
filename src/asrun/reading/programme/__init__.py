"""Schedules printed line by line in plain words: items of a clock, a title and what stands around it.

`clocks` puts the clocks of lines in the zone that a line above names; `openings` finds the line that begins an item,
`entries` groups lines into items; `wording` parts the words of an item into title, place, who of the press may come, and
what became of it; `plans` makes facts of them.
"""
