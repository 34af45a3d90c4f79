"""One section's sentences: changes, then what was seen, then plans retold and outcomes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from asrun.model.document import Section
from asrun.model.fact import Change, Fact, Mention, Observation, Outcome, Plan
from asrun.model.notice import Notice
from asrun.model.time import Instant, Relative
from asrun.reading.changes.acts import acts, told_acts
from asrun.reading.changes.announcing import announced, announced_at, announcements, called, late_sightings
from asrun.reading.changes.deviations import late
from asrun.reading.changes.frames import Clauses, Frames
from asrun.reading.changes.happenings import Happening, happenings, kinds
from asrun.reading.changes.instead import instead, replaced
from asrun.reading.changes.lexicon import cues, data, tails
from asrun.reading.changes.moves import moves
from asrun.reading.changes.phases import phases, words
from asrun.reading.changes.planned import Planned, planned, referred, replanned
from asrun.reading.changes.planned import plans as told_plans
from asrun.reading.changes.retold import plan_words, retold
from asrun.reading.changes.sightings import seen
from asrun.reading.changes.subjects import unlisted
from asrun.reading.changes.tellings import tellings
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_KEPT = 6
_UNDONE = ("cancelled", "skipped", "postponed", "replaced")
_HELD = re.compile(r"\b(?:At|During|after|In|at|during|told .{0,12}at) $")
_TO_COME = re.compile(r"\b(?:will|would|shall|(?:is|are) (?:due |set |expected |scheduled )?to)\b")
_FUTURE = re.compile(r"\b(?:look forward to|plan(?:s|ned)? (?:a|another)?|next) ?$")


@cache
def _looked_for() -> dict[str, frozenset[str] | str]:
    """What is looked for in a document, once: the words of a lexicon, or a pattern."""
    return {
        "nouns": frozenset(kinds().named),
        "moves": frozenset(kinds().sighted),
        "acts": frozenset(acts()),
        "cues": frozenset(cues()),
        "tails": rf"\b(?:{'|'.join(tails())})\b",
        "phases": frozenset(phases()),
        "plans": plan_words(),
        "unspecified": data()["unspecified"]["pattern"],
        "instead": data()["instead"]["pattern"],
        "called": words()["announcements"]["called"],
        "outcomes": data()["outcomes"]["none"],
        "programmes": data()["programmes"]["pattern"],
    }


def read_changes(section: Section, context: Context, before: Plan | None = None) -> Iterator[Fact | Notice]:
    """What a section of prose says happened to the plan."""
    text = context.document.text
    previous: list[Mention] = []
    last_plan = _as_mention(before) if before else None
    undone: Mention | None = None
    topic: Mention | None = None
    last_moment: Planned | None = None
    last_own: Happening | None = None
    fullest: dict[str, Mention] = {}
    for sentence, here, follows in _telling(section, context):
        if not follows:
            last_plan = undone = None
        nouns = sorted({*here["nouns"], *unlisted(context, sentence, here)})
        own = happenings(
            context, sentence.start, sentence.end, nouns, here["cues"], [*here["phases"], *here["instead"]]
        )
        moments = _moments(context, sentence, own, last_moment, last_own if follows else None)
        last_moment, last_own = moments[-1] if moments else None, own[-1] if own else None
        told: list[Fact] = list(told_plans(context, sentence, own, moments))
        if here["plans"]:
            told += retold(context, sentence.start, sentence.end, own, _known(moments))
        clauses = Clauses(text, sentence)
        spoken = topic or (previous[-1] if previous else None)
        found = Frames(context, sentence, clauses, own, previous, spoken).read(sorted({*here["cues"], *here["tails"]}))
        swaps: list[Change] = []
        if here["instead"]:
            said = replaced(context, sentence, clauses, own, previous, here["instead"])
            found = [c for c in found if not any(_within(c, s) for s in said)] + said
            swaps, found = _swapped(context, sentence, own, last_plan or undone, said, found)
        found += [c for c in replanned(context, sentence, moments) if not any(f.about == c.about for f in found)]
        told = [_without_new_start(f, found) for f in told]
        found, seen_said = announced(context, found, announced_at(context, sentence) if found else None)
        facts: list[Fact] = [*swaps, *found, *seen_said, *_called_out(context, sentence, own, here)]
        facts += seen(context, sentence, clauses, own, found, previous, here["phases"])
        for moment in moments if not found else ():
            if moment.sense == "ahead" and isinstance(moment.when, Instant):
                told += late(
                    context, moment.start, moment.end, sentence.end, moment.happening.mention, moment.when, None
                )
        told += moves(context, sentence, clauses, own, found, here["moves"])
        told += told_acts(context, sentence, clauses, own, [*found, *swaps], here["acts"])
        known = {f.at for f in facts if isinstance(f, Observation)}
        facts += [*told, *(late for late in late_sightings(found) if late.at not in known)]
        facts += tellings(context, sentence, clauses, own, previous, facts)
        if here["outcomes"]:
            facts += _outcomes(context, here["outcomes"][0], own, previous)
        facts += _antecedents(text, own, found, fullest)
        for one in own:
            if not _bare(one.mention):
                fullest[_noun(text, one)] = one.mention
        facts += _held(context, sentence, own, found)
        yield from facts
        previous = [*previous, *(h.mention for h in own)][-_KEPT:]
        last_plan = next((_as_mention(f) for f in reversed(told) if isinstance(f, Plan)), None)
        topic = next((c.about for c in reversed(found) if c.about), topic)
        undone = next((c.about for c in reversed(found) if c.kind in _UNDONE), None)


def _called_out(
    context: Context, sentence: Sentence, own: Sequence[Happening], here: Mapping[str, Sequence[Spot]]
) -> Iterator[Change | Observation]:
    """Lids and warnings called out, and a change of programme that names nothing."""
    for spot in here["called"]:
        yield from called(context, sentence, own, spot)
    for spot in here["unspecified"][:1]:
        yield from announcements(context, sentence, spot)


def _without_new_start(fact: Fact, found: Sequence[Change]) -> Fact:
    """A plan told; one whose start a change leads to is no plan of its own: "the signing will now take place on Friday"."""
    if not isinstance(fact, Plan) or not any(c.after == fact.starts and _about(c, fact) for c in found):
        return fact
    return msgspec.structs.replace(_as_mention(fact), held="future", starts=None)


def _about(change: Change, plan: Plan) -> bool:
    return change.about is not None and change.about.spans[:1] == plan.spans[:1]


def _swapped(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    plan: Mention | None,
    said: Sequence[Change],
    found: list[Change],
) -> tuple[list[Change], list[Change]]:
    """What came instead of a plan, and the other changes; what was undone in the same sentence is told by the one change."""
    if any(c.cue and c.cue.exact.lower() == "instead" for c in said):
        return [], found
    gone = next((c for c in reversed(found) if c.kind in _UNDONE), None)
    swaps = list(instead(context, sentence, own, plan, gone))
    if not (swaps and gone):
        return swaps, found
    swaps = [msgspec.structs.replace(s, spans=(*gone.spans, *s.spans)) for s in swaps]
    return swaps, [c for c in found if c is not gone]


def _moments(
    context: Context, sentence: Sentence, own: Sequence[Happening], before: Planned | None, last: Happening | None
) -> list[Planned]:
    """The planned moments of a sentence's happenings; what a later "it" adds counts for the happening it refers to."""
    moments = list(planned(context, sentence, own)) if own else []
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


def _within(one: Change, other: Change) -> bool:
    """Whether a change is told by the words of another."""
    return one.cue is not None and any(s.start <= one.cue.start and one.cue.end <= s.end for s in other.spans)


def _telling(section: Section, context: Context) -> Iterator[tuple[Sentence, dict[str, list[Spot]], bool]]:
    """The sentences that hold a word of any lexicon, with where these stand, and whether one follows the one before it."""
    every, index = context.sentences.all, context.sentences
    here: dict[int, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    text, filed = context.document.text, index.filed
    for name, told in _looked_for().items():
        spots = filed.matches(told) if isinstance(told, str) else filed.spots(told)
        for spot in spots.between(section.start, section.end):
            # None is the first half of a compound.
            if spot[1] >= section.end or text[spot[1]] != "-":
                here[index.number(spot[0])][name].append(spot)
    for time in context.times.between(section.start, section.end):
        if isinstance(time.when, Instant):
            here.setdefault(index.number(time.span.start), defaultdict(list))
    last = index.number(section.start - 1)
    ranks = context.ranks
    numbers = sorted(n for n in here if n >= 0 and every[n].start >= section.start)
    for number in sorted(numbers, key=lambda n: ranks[every[n].line]) if ranks else numbers:
        yield every[number], here[number], 0 <= number - last <= 1
        last = number


def _as_mention(plan: Plan) -> Mention:
    """A plan as what a later sentence refers to."""
    return Mention(
        plan.summary, plan.kind, plan.spans[:1], plan.starts, plan.place, plan.origin, plan.destination, plan.participants,
        definite=True, rule="changes.plan-before",
    )  # fmt: skip


def _outcomes(context: Context, spot: Spot, own: Sequence[Happening], previous: Sequence[Mention]) -> Iterator[Outcome]:
    """What a summit or talks came to."""
    about = next((h.mention for h in own if h.mention.kind in ("summit", "meeting", "visit")), None)
    about = about or next((m for m in reversed(previous) if m.kind == "summit"), None)
    said = context.said_around(spot[0], spot[0] + 1)
    yield Outcome(
        "no_agreement", (context.document.span(*spot),), about, said.speaker if said else None, "changes.outcome"
    )


def _held(context: Context, sentence: Sentence, own: Sequence[Happening], found: Sequence[Change]) -> Iterator[Mention]:
    """The mentions of which their clause says that they were held or lie ahead, and every summit."""
    text = context.document.text
    about = {c.about.spans[0] for c in found if c.about}
    for mention in (h.mention for h in own):
        if mention.spans[0] in about or mention.kind == "other":
            continue
        before = text[max(sentence.start, mention.spans[0].start - 24) : mention.spans[0].start]
        held: Literal["held", "future"] | None = None
        if _HELD.search(before) and not _TO_COME.search(text, sentence.start, sentence.end):
            held = "held"
        elif _FUTURE.search(before):
            held = "future"
        if held or mention.kind == "summit":
            yield msgspec.structs.replace(mention, held=held)
