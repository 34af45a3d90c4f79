"""Which event a mention is: `link(reading, known) -> Links`.

Pure over the reading and what the record knows of the days around it. Items of a schedule come first, then prose that
restates them, then every other mention in order; each is compared with every candidate event by what it is called
(synonyms are data), its kind, who takes part, when and where. The best score above the bar wins and is recorded with its
reason, so that a person can undo it. A mention below the bar founds an event of its own where it names something definite
enough, else it stays open and is compared again when more events are known.
"""

from asrun.linking.knowing import known_events, open_mentions
from asrun.linking.linker import link, link_again, named_in

__all__ = ["known_events", "link", "link_again", "named_in", "open_mentions"]
