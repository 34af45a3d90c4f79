"""Who and what is named: people, organizations, places, with every place where a text mentions them.

`runs` finds words in capital letters and cuts them at titles, possessives and openers; `classes` tells people,
organizations and places apart by the words in and around them; `reader` merges the short forms of a name with the long
one; `pronouns` says whom "he", "she" and "the two leaders" mean. Titles and telling words are data.
"""

from asrun.reading.names.reader import read_names

__all__ = ["read_names"]
