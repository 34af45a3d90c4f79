"""Time expressions: what they name, in which zone, and how that was found.

`engine` finds candidates with one linear pattern made from a language file, and names the rule that fits each; `drafts`
reads what their words say by themselves. `values` says what dates, lengths and sets name, with the calendar of `reckoning`
and the document's own day from `days`. For clocks, `runs` tells which belong together, `legends` which zones the text puts
in order, `zones` what the marks beside them say, `instants` settles zones and pairs, `clocks` makes moments, `doubts` says
why one has none. `reader` walks over all of them, seeing only a few ahead and behind. A language is one TOML file.
"""

from asrun.reading.times.reader import read_times, walk_times

__all__ = ["read_times", "walk_times"]
