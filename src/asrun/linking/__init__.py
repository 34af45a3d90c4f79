"""Which event a mention is: `link(reading, known) -> Links`.

Pure over the reading and what the record knows of the days around it. Items of a schedule come first, then prose that
restates them, then every other mention in order; each is compared with every candidate event by what it is called
(synonyms are data), its kind, who takes part, when and where. The best score above the bar wins and is recorded with its
reason, so that a person can undo it. A mention below the bar founds an event of its own where it names something definite
enough, else it stays open and is compared again when more events are known.

Two versions of one schedule are compared by `compare(before, after, earlier)`: `pairing` finds which item is which, `fields`
what changed of it, `masses` holds back what happened to many at once; `damage` tells scanned words from changed ones.
In a record `previous` finds the version that a document revises, `history` what stood after it, `revising` puts the items of
the new one on the events of that and tells the differences as changes; `amending` does so for revisions that list only
changes.
"""

from asrun.linking.amending import amend
from asrun.linking.history import History
from asrun.linking.knowing import known_events, open_mentions
from asrun.linking.linker import link, link_again
from asrun.linking.previous import previous
from asrun.linking.revising import revise_again
from asrun.linking.versions import compare

__all__ = [
    "History",
    "amend",
    "compare",
    "known_events",
    "link",
    "link_again",
    "open_mentions",
    "previous",
    "revise_again",
]
