"""What the facts of a reading tell of its mentions: which changed, were seen, came in a plan's place, found an event."""

from collections.abc import Sequence

from asrun.linking.likeness import CLAUSE, words
from asrun.model.fact import Change, Fact, Mention, Observation, Plan, named_in
from asrun.model.span import Span
from asrun.model.time import Instant

UNLISTED = "happenings.unlisted"
_TOLD = "held.told"
_DAY = 4
# The rules by which a plan is told in words that may be none of its title.
SLATED = ("slated.planned", "slated.ahead")


class Told:
    """The facts of a reading by the mention that they are about; of each mention the place of its words is the key."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self.changed = {c.about.spans[0] for c in facts if isinstance(c, Change) and c.about}
        self.sure = {c.about.spans[0] for c in facts if isinstance(c, Change) and c.about and c.certainty == "asserted"}
        seen = [o for o in facts if isinstance(o, Observation) and o.about and isinstance(o.at, Instant)]
        self.clauses = {o.about.spans[0]: o.spans[0] for o in seen if o.about}
        self.observed = {
            o.about.spans[0]: o.at for o in seen if o.about and isinstance(o.at, Instant) and o.phase != "announcement"
        }
        self.phases = {o.about.spans[0]: o.phase for o in seen if o.about}
        plans = sum(isinstance(f, Plan) for f in facts)
        self.of_a_day = plans + len(self.observed) + len(self.changed) >= _DAY
        self.replaced = {c.replaced_by.spans[0] for c in facts if isinstance(c, Change) and c.replaced_by}

    def in_order(self) -> list[Mention | Plan]:
        """Plans and mentions, each once: items of schedules, plans told in prose, then mentions as they come."""
        found: dict[Span, Mention | Plan] = {}
        for fact in self._facts:
            for mention in named_in(fact):
                known = found.setdefault(mention.spans[0], mention)
                if mention.spans[0] in self.replaced and not (mention.summary and known.summary):
                    better = bool(mention.summary)
                else:
                    better = _rank(mention) < _rank(known) or bool(mention.starts and not known.starts)
                if better:
                    found[mention.spans[0]] = mention
        return sorted(found.values(), key=_rank)

    def founds(self, mention: Mention) -> bool:
        """Whether a mention names something definite enough to be an event of its own.

        "The lunch" that a change is about is one where the text tells of a whole day, not where it stands alone.
        """
        if not mention.summary or (mention.rule == CLAUSE and self.phases.get(mention.spans[0]) == "ended"):
            return False
        if mention.spans[0] in self.replaced or mention.spans[0] in self.clauses:
            return True
        if mention.kind == "journey" or mention.rule in (UNLISTED, _TOLD):
            return False
        if mention.kind in ("departure", "arrival") and not (
            mention.participants or mention.destination or mention.origin
        ):
            return False
        told = len(words(mention.summary))
        if mention.spans[0] in self.changed and (told > 1 or (told and self.of_a_day and mention.kind != "other")):
            return True
        telling = told > 0 and (mention.kind != "other" or bool(mention.participants or mention.place) or told > 1)
        bare = mention.definite and not (mention.participants or mention.place or mention.ordinal or mention.starts)
        return telling and not bare


def _rank(mention: Mention | Plan) -> tuple[int, int]:
    """Items of schedules first, then plans in prose, then indefinite and definite mentions as they come."""
    if isinstance(mention, Plan):
        plain = isinstance(mention.starts, Instant) and mention.rule not in SLATED
        return (0 if not mention.restates else 1 if plain else 2, mention.spans[0].start)
    return 3, mention.spans[0].start
