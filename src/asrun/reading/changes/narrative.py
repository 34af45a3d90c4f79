"""What a section has told so far, and what its next sentence adds: changes, sightings, plans retold, outcomes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from asrun.model.fact import Change, Fact, Mention, Observation, Plan
from asrun.model.span import Span
from asrun.model.time import Instant, Relative
from asrun.reading.changes.absences import part_taken
from asrun.reading.changes.acts import told_acts
from asrun.reading.changes.ahead import coming_hours
from asrun.reading.changes.announcing import (
    announced,
    announced_at,
    announcements,
    broken_off,
    called,
    late_sightings,
    learned,
)
from asrun.reading.changes.clocked import clocked
from asrun.reading.changes.contrasts import contrasted, contrasts
from asrun.reading.changes.deeds import deeds
from asrun.reading.changes.deviations import late
from asrun.reading.changes.frames import Clauses, Frames
from asrun.reading.changes.happenings import Happening, happenings, is_none
from asrun.reading.changes.held import held
from asrun.reading.changes.hints import hinted
from asrun.reading.changes.idle import idle, without_waited
from asrun.reading.changes.instead import replaced
from asrun.reading.changes.intended import intended, without
from asrun.reading.changes.intended import plans as intended_plans
from asrun.reading.changes.labels import labelled
from asrun.reading.changes.lasting import lasting, once
from asrun.reading.changes.lengths import Length, against, nearest, told_lengths, waits
from asrun.reading.changes.likewise import likewise
from asrun.reading.changes.moves import moves
from asrun.reading.changes.overruns import overruns
from asrun.reading.changes.planned import Planned, planned, referred, replanned
from asrun.reading.changes.planned import plans as told_plans
from asrun.reading.changes.reckoned import reckoned
from asrun.reading.changes.retold import retold
from asrun.reading.changes.settling import (
    UNDONE,
    as_mention,
    begun,
    gone_elsewhere,
    kept_to,
    outcomes,
    swapped,
    within,
    without_new_start,
)
from asrun.reading.changes.sightings import seen
from asrun.reading.changes.slated import slated
from asrun.reading.changes.subjects import programme, unlisted
from asrun.reading.changes.tellings import tellings
from asrun.reading.changes.tidings import with_tidings
from asrun.reading.changes.turns import HINT
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_KEPT = 6

# Of these words a sentence tells even where it names no happening and no moment.
_TIMELESS = ("cues", "tails", "away", "phases", "plans", "unspecified", "instead", "outcomes")

_WAS = re.compile(r"\b[Tt]here (?:was|were|had been|is|are)(?: [a-z]+){0,2} $")

Here = Mapping[str, Sequence[Spot]]


class Narrative:
    """One section under way: what "it", "the debate" and "Instead" of its next sentence refer to."""

    def __init__(self, context: Context, before: Plan | None) -> None:
        self.context, self.text = context, context.document.text
        self.previous: list[Mention] = []
        self.plan = as_mention(before) if before else None
        self.undone: Mention | None = None
        self.last: Change | None = None
        self.topic: Mention | None = None
        self.moment: Planned | None = None
        self.happening: Happening | None = None
        self.fullest: dict[str, Mention] = {}
        self.kept: list[Change] = []
        self.lengths: list[tuple[list[Length], list[Length]]] = []
        self.away: int | None = None
        self.gone: set[Span] = set()
        self.sightings: list[Observation] = []

    def sentence(self, sentence: Sentence, here: Here, follows: bool) -> Iterator[Fact]:
        """What a sentence tells; `here` are the spots of its words by lexicon, `follows` whether it comes right after."""
        context = self.context
        if not follows:
            self.plan = self.undone = self.away = self.last = None
            self.lengths = []
        timed = bool(context.times.between(sentence.start, sentence.end)) or context.entry(sentence) is not None
        nouns: Sequence[Spot] = here["nouns"]
        if timed or here["cues"] or here["tails"]:
            nouns = sorted({*nouns, *unlisted(context, sentence, here)})
        ends = [*here["phases"], *here["instead"]]
        own = happenings(context, sentence.start, sentence.end, nouns, here["cues"], ends) if nouns else []
        acts = list(intended(context, sentence, own, here["acts"])) if here["acts"] else []
        if acts:
            own = sorted((*own, *(a.happening for a in acts)), key=lambda h: h.start)
            here = defaultdict(list, {**here, **without(acts, here, ("cues", "deeds", HINT))})
        if not (timed or own or self.away is not None or any(here[name] for name in _TIMELESS)):
            yield from self._released((), (), ())
            yield from hinted(context, sentence, sorted(here[HINT]), self.previous, (), here["deeds"])
            self._remember((), (), (), ())
            if here["deeds"]:
                yield from deeds(context, sentence, Clauses(self.text, sentence), (), here["deeds"])
            return
        moments = _moments(context, sentence, own, self.moment, self.happening if follows else None, here["cues"])
        clauses = Clauses(self.text, sentence)
        listed = self._listed(sentence, own, moments) if timed else []
        if listed:
            yield from self._released((), (), listed)
            self._remember(own, moments, listed, ())
            return
        swaps, found = self._changes(sentence, clauses, own, moments, here)
        found, seen_said = announced(context, found, announced_at(context, sentence) if found else None)
        told = self._plans(sentence, clauses, own, moments, [*swaps, *found], here)
        told += intended_plans(context, [a for a in acts if all(a.happening != m.happening for m in moments)])
        facts: list[Fact] = [*swaps, *found, *seen_said]
        facts += self._sightings(sentence, clauses, own, found, moments, here, told)
        if timed:
            facts = with_tidings(
                context, sentence, own, found, once(facts), self.previous[-1] if self.previous else None
            )
            facts = reckoned(context, sentence, clauses, own, self.previous, facts, self.sightings)
            self.sightings = [*self.sightings, *(f for f in facts if isinstance(f, Observation))][-_KEPT:]
            facts += [*self._measured(sentence, own, found, facts), *labelled(context, sentence, self.previous)]
        else:
            self.lengths = []
        if here["outcomes"]:
            facts += outcomes(context, here["outcomes"][0], own, self.previous)
        facts += _antecedents(self.text, own, found, self.fullest)
        facts += held(context, sentence, own, found)
        facts += deeds(context, sentence, clauses, [*swaps, *found], here["deeds"])
        facts += hinted(context, sentence, sorted(here[HINT]), self.previous, [*swaps, *found], here["deeds"])
        facts += self._opposed(sentence, clauses, found, facts) if timed else ()
        yield from self._released(swaps, found, facts)
        self._remember(own, moments, told, found)

    def rest(self) -> Iterator[Fact]:
        """What was kept back for a sentence that did not come."""
        yield from self.kept

    def _released(self, swaps: Sequence[Change], found: Sequence[Change], facts: Sequence[Fact]) -> Iterator[Fact]:
        """The facts but the last thing undone, which an "Instead" of the next sentence may take up as one change with it."""
        undone = next(iter(self.kept), None)
        merged = next((s for s in swaps if undone and _same(s.about, undone.about)), None)
        if merged is None and undone is not None:
            yield undone
        last = [c for c in found if c.kind in ("cancelled", "skipped") and c.certainty == "asserted"][-1:]
        self.kept = last
        for fact in facts:
            if merged and undone and fact is merged:
                yield msgspec.structs.replace(merged, spans=(*undone.spans, *merged.spans), at=merged.at or undone.at)
            elif not any(fact is one for one in last):
                yield fact

    def _changes(
        self, sentence: Sentence, clauses: Clauses, own: Sequence[Happening], moments: Sequence[Planned], here: Here
    ) -> tuple[list[Change], list[Change]]:
        """What came instead of a plan, and the other changes."""
        spoken = self.topic or (self.previous[-1] if self.previous else None)
        frames = Frames(self.context, sentence, clauses, own, self.previous, spoken)
        found = frames.read(sorted({*here["cues"], *here["tails"]}))
        swaps: list[Change] = []
        if here["instead"]:
            said = replaced(self.context, sentence, clauses, own, self.previous, here["instead"])
            found = [c for c in found if not any(within(c, s) for s in said)] + said
            swaps, found = swapped(self.context, sentence, own, self.plan, self.undone, said, found)
        if not swaps:
            swaps, found = gone_elsewhere(self.context, sentence, found)
        found = broken_off(self.context, found, here["phases"])
        found += list(contrasts(self.context, sentence, own, self.previous, found))
        taken, self.away = part_taken(self.context, sentence, own, self.previous, self.away)
        if taken and not any(c.kind == taken.kind for c in found):
            found.append(taken)
        found += likewise(self.context, sentence, own, found, self.last)
        self.last = next((c for c in reversed([*swaps, *found]) if c.about), self.last)
        known = [c.about for c in found]
        return swaps, found + [c for c in replanned(self.context, sentence, moments) if c.about not in known]

    def _plans(
        self,
        sentence: Sentence,
        clauses: Clauses,
        own: Sequence[Happening],
        moments: Sequence[Planned],
        found: Sequence[Change],
        here: Here,
    ) -> list[Fact]:
        """The plans that a sentence retells, and acts and movements, planned or seen."""
        context = self.context
        told: list[Fact] = list(told_plans(context, sentence, own, moments))
        if here["plans"]:
            told += retold(context, sentence.start, sentence.end, own, _known(moments))
        told = [without_new_start(f, found) for f in told]
        for one in moments if not found else ():
            if one.sense == "ahead" and isinstance(one.when, Instant):
                told += late(context, one.start, one.end, sentence.end, one.happening.mention, one.when, None)
        if here["moves"]:
            told += moves(context, sentence, clauses, own, found, here["moves"], here["phases"])
        if here["acts"]:
            told += told_acts(context, sentence, clauses, own, found, here["acts"])
        told += slated(context, sentence, own, [*found, *told])
        return told

    def _listed(self, sentence: Sentence, own: Sequence[Happening], moments: Sequence[Planned]) -> list[Fact]:
        """The plans of a sentence that tells several items of a programme, which tells nothing else."""
        if programme(self.context, sentence) is None:
            return []
        told: list[Fact] = list(told_plans(self.context, sentence, own, moments))
        if sum(isinstance(one, Plan) for one in told) < 2:
            return []
        return [*told, *slated(self.context, sentence, own, told)]

    def _sightings(
        self,
        sentence: Sentence,
        clauses: Clauses,
        own: Sequence[Happening],
        found: Sequence[Change],
        moments: Sequence[Planned],
        here: Here,
        told: Sequence[Fact],
    ) -> list[Fact]:
        """What was seen, called out or learned at a clock, and the plans already `told`."""
        context = self.context
        facts: list[Fact] = []
        for spot in here["called"]:
            facts += called(context, sentence, own, spot)
        for spot in here["unspecified"][:1]:
            facts += announcements(context, sentence, spot)
        standing = [] if any(m.spans[0] in self.gone for m in self.previous[-1:]) else self.previous
        waited = list(idle(context, sentence, clauses, own, standing, [*found, *facts, *told]))
        if here["phases"]:
            sighted = seen(context, sentence, clauses, own, found, standing, here["phases"])
            facts += without_waited(sighted, waited)
        facts += waited
        known = {f.at for f in facts if isinstance(f, Observation)}
        facts += [*told, *(one for one in late_sightings(found) if one.at not in known)]
        facts += kept_to(context, moments, facts)
        if not found:
            facts += learned(context, sentence, self.topic)
        if context.times.between(sentence.start, sentence.end):
            facts += tellings(context, sentence, clauses, own, standing, [*found, *facts])
            facts += lasting(context, sentence, clauses, own, standing, facts, found)
            facts += clocked(context, sentence, clauses, own, standing, [*found, *facts])
        due = [*moments, *([self.moment] if self.moment else [])]
        return list(begun(facts, due)) if due else facts

    def _measured(
        self, sentence: Sentence, own: Sequence[Happening], found: Sequence[Change], facts: Sequence[Fact]
    ) -> Iterator[Change]:
        """Waits, and lengths set against each other in this sentence or with the one before."""
        context = self.context
        yield from waits(context, sentence, own, self.previous, found, [f for f in facts if isinstance(f, Observation)])
        lasted, meant = told_lengths(context, sentence, own, self.previous)
        yield from overruns(context, sentence, [*found, *facts], meant)
        near = [*self.lengths, (lasted, meant)]
        pairs = [(a, m) for actual, _ in near for _, planned_ in near for a in actual for m in planned_]
        pairs = [(a, m) for a, m in pairs if a in lasted or m in meant]
        self.lengths = near[-1:]
        for actual, planned_length in nearest(pairs):
            yield from against(context, sentence, actual, planned_length, self.previous, found)

    def _opposed(
        self, sentence: Sentence, clauses: Clauses, found: Sequence[Change], facts: Sequence[Fact]
    ) -> Iterator[Change]:
        """What is told beside what it is not, and other hours of what is to come."""
        made = list(contrasted(self.context, sentence, self.previous, found))
        yield from made
        yield from coming_hours(self.context, sentence, clauses, self.previous, [*facts, *made])

    def _remember(
        self, own: Sequence[Happening], moments: Sequence[Planned], told: Sequence[Fact], found: Sequence[Change]
    ) -> None:
        """Keeps what the next sentence may refer to."""
        self.moment, self.happening = moments[-1] if moments else None, own[-1] if own else None
        for one in own:
            if not _bare(one.mention):
                self.fullest[_noun(self.text, one)] = one.mention
        self.previous = [*self.previous, *(h.mention for h in own)][-_KEPT:]
        self.plan = next((as_mention(f) for f in reversed(told) if isinstance(f, Plan)), None)
        self.topic = next((c.about for c in reversed(found) if c.about), self.topic)
        self.gone |= {c.about.spans[0] for c in found if c.about and c.kind in ("cancelled", "postponed")}
        self.undone = next((c.about for c in reversed(found) if c.kind in UNDONE), None)
        first = own[0] if own and not found and is_none(self.text, own[0]) else None
        if first and _WAS.search(self.text, max(0, first.start - 24), first.start):
            self.undone = msgspec.structs.replace(first.mention, definite=True)


def _same(one: Mention | None, other: Mention | None) -> bool:
    """Whether two mentions are the same words."""
    return one is not None and other is not None and one.spans[:1] == other.spans[:1]


def _moments(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    before: Planned | None,
    last: Happening | None,
    cues: Sequence[Spot],
) -> list[Planned]:
    """The planned moments of a sentence's happenings; what a later "it" adds counts for the happening it refers to."""
    moments = list(planned(context, sentence, own, cues)) if own else []
    if not context.times.between(sentence.start, sentence.end):
        return moments
    later = list(referred(context, sentence, own, moments, before, last))
    return [m for m in moments if not any(m.happening is one.happening for one in later)] + later


def _known(moments: Sequence[Planned]) -> list[int]:
    """Where the happenings begin whose plans are told, and those that they follow."""
    after = [int(m.when.after) for m in moments if isinstance(m.when, Relative)]
    return [*(m.happening.start for m in moments), *after]


def _noun(text: str, one: Happening) -> str:
    """The noun that a short reference to a happening repeats."""
    return text[one.start : one.head].rpartition(" ")[2].lower()


def _bare(mention: Mention) -> bool:
    """Whether a mention is its noun alone: "the debate"."""
    return " " not in mention.summary and not (mention.participants or mention.place or mention.starts)


def _antecedents(
    text: str, own: Sequence[Happening], found: Sequence[Change], fullest: Mapping[str, Mention]
) -> Iterator[Mention]:
    """The full mentions that "the debate" and "the event" of a change refer back to."""
    about = {c.about.spans[0].start for c in found if c.about and _bare(c.about)}
    for one in own:
        full = fullest.get(_noun(text, one)) if one.start in about else None
        if full:
            yield full
