"""One section's sentences: changes, then what was seen, then plans retold and outcomes."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from asrun.model.document import Section
from asrun.model.fact import Fact, Plan
from asrun.model.notice import Notice
from asrun.reading.changes.absences import patterns
from asrun.reading.changes.acts import acts
from asrun.reading.changes.companions import lacking
from asrun.reading.changes.deeds import deed_words, deeds
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import kinds
from asrun.reading.changes.lexicon import cues, data, idioms, tails
from asrun.reading.changes.narrative import Narrative
from asrun.reading.changes.phases import phases, words
from asrun.reading.changes.plain import plain
from asrun.reading.changes.presence import present
from asrun.reading.changes.remainder import remainder
from asrun.reading.changes.retold import plan_words
from asrun.reading.changes.turns import HINT
from asrun.reading.changes.turns import words as hint_words
from asrun.reading.context import Context
from asrun.reading.scan import Sought, Spot
from asrun.reading.sentences import Sentence

_OF_CHANGE = ("cues", "tails", "away", "instead", "unspecified", "outcomes")


@cache
def _looked_for() -> dict[str, Sought]:
    """What is looked for in a document, once."""
    return {
        "nouns": frozenset(kinds().named),
        "moves": frozenset(kinds().sighted),
        "acts": frozenset(acts()),
        "cues": frozenset(cues()),
        "tails": rf"\b(?:{'|'.join((*tails(), *(i.pattern for i, _ in idioms())))})\b",
        "away": patterns()[0],
        "phases": frozenset(phases()),
        "plans": plan_words(),
        "unspecified": data()["unspecified"]["pattern"],
        "instead": data()["instead"]["pattern"],
        "called": words()["announcements"]["called"],
        "outcomes": data()["outcomes"]["none"],
        "programmes": data()["programmes"]["pattern"],
        **hint_words(),
    }


def read_changes(section: Section, context: Context, before: Plan | None = None) -> Iterator[Fact | Notice]:
    """What a section of prose says happened to the plan."""
    narrative = Narrative(context, before)
    changed: dict[int, list[Spot]] = {}
    for sentence, here, follows in _telling(section, context):
        if spots := [spot for name in _OF_CHANGE for spot in here[name]]:
            changed[sentence.start] = spots
        if follows is None:
            yield from deeds(context, sentence, Clauses(context.document.text, sentence), (), here["deeds"])
        else:
            yield from narrative.sentence(sentence, here, follows)
    yield from narrative.rest()
    yield from plain(section, context, changed)
    yield from present(section, context, changed)
    yield from remainder(section, context)


def _telling(section: Section, context: Context) -> Iterator[tuple[Sentence, dict[str, list[Spot]], bool | None]]:
    """The sentences that hold a word of any lexicon, with where these stand, and whether one follows the one before it.

    None where they only tell of deeds, which are no part of what is told of a plan.
    """
    every, index = context.sentences.all, context.sentences
    here: dict[int, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    text, filed, without = context.document.text, index.filed, lacking(context)
    for name, told in _looked_for().items():
        if ("clock" if name == "called" else name.removeprefix(HINT).partition(" ")[0]) in without:
            continue
        for spot in filed.spots(told).between(section.start, section.end):
            # None is the first half of a compound.
            if spot[1] >= section.end or text[spot[1]] != "-":
                here[index.number(spot[0])][HINT if name.startswith(HINT) else name].append(spot)
    for time in context.times.between(section.start, section.end):
        if time.placed or (time.type == "DURATION" and time.value.startswith("PT")):
            here.setdefault(index.number(time.span.start), defaultdict(list))
    for number in [n for n, told in here.items() if told["away"] and n + 1 < len(every)]:
        if every[number + 1].start < section.end:
            here.setdefault(number + 1, defaultdict(list))
    others = set(here)
    dated = context.header.created or any(t.placed for t in context.times.timexes)
    for spot in filed.spots(deed_words()).between(section.start, section.end) if dated else ():
        here[index.number(spot[0])]["deeds"].append(spot)
    last = index.number(section.start - 1)
    ranks = context.ranks
    numbers = sorted(n for n in here if n >= 0 and every[n].start >= section.start)
    for number in sorted(numbers, key=lambda n: ranks[every[n].line]) if ranks else numbers:
        yield every[number], here[number], 0 <= number - last <= 1 if number in others else None
        last = number if number in others else last
