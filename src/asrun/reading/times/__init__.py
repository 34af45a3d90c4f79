"""Time expressions: what they name, in which zone, and how that was found.

`engine` finds candidates with one linear pattern made from a language file; `drafts` reads what their words say by
themselves; `days` finds the document's own day and the day of each expression; `zones` the zones that a legend orders and
the marks beside clocks; `clocks` makes instants of clocks and of pairs of clocks; `reader` walks over all of them.
A language is one TOML file and no Python.
"""

from asrun.reading.times.reader import read_times, walk_times

__all__ = ["read_times", "walk_times"]
