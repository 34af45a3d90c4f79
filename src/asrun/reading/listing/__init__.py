"""Schedules printed as lists: one or two timed lines an item, places and notes under them, day headings between them.

`clocks` reads what a line begins with, also where a scan has damaged it; `rows` sorts lines into timed rows, day
headings, words under a row, and what the page or the mail put between them; `pairing` tells which rows open an item and
which close the one before, for a whole list at once; `words` parts titles, places and remarks; `plans` makes the facts.
What a scan damaged is repaired with a notice; a title that was blacked out is an event of its own, not a missing one.
"""
