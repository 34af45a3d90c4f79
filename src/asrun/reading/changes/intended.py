"""Acts that somebody was to do, as happenings: "was to have opened the new pier", "had been due to dine"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from asrun.model.fact import Plan
from asrun.model.time import Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.acts import acts, clock_of, event_of, governs, tense
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.phrases import complement_end, phrase_end
from asrun.reading.changes.planned import carried
from asrun.reading.changes.retold import retell
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "intended")
_REACH = 110
_LEAD = 24
_AND_TO = _WORDS.pattern("and_to")
_TO = _WORDS.pattern("to")
_END = _WORDS.pattern("end")


class Intended(NamedTuple):
    """A happening that an act makes, and the moment that it was planned for."""

    happening: Happening
    time: Timex | None


def intended(
    context: Context, sentence: Sentence, own: Sequence[Happening], spots: Sequence[Spot]
) -> Iterator[Intended]:
    """The acts of one sentence that were to be done once, but those that lead to a happening of its own."""
    text = context.document.text
    clauses = Clauses(text, sentence)
    after = sentence.start
    for number, spot in enumerate(spots):
        if spot[0] < after or not _TO.search(text, max(sentence.start, spot[0] - 16), spot[0]):
            continue
        begin, stop = clauses.around(spot)
        rows = [a for a in acts()[text[slice(*spot)].lower()] if a.base or a.past]
        if not rows or not _planned(text, sentence, begin, spot, rows[0].past, rows[0].base):
            continue
        if governs(text, own, spot) or certainty(text, begin, *spot, sentence.end) is None:
            continue
        following = spots[number + 1][0] if number + 1 < len(spots) else stop
        stop = min(stop, spot[1] + _REACH)
        time = clock_of(text, context.moments(sentence), spot, spot[0], min(stop, max(following, spot[1])))
        edge = min(stop, time.span.start) if time else stop
        edge = min((h.start for h in own if spot[1] < h.start < edge), default=edge)
        last = complement_end(text, phrase_end(text, spot[1], edge), edge)
        last -= len(text[spot[1] : last]) - len(_END.sub("", text[spot[1] : last].rstrip(" ,")))
        if any(h.start < last and spot[0] < h.end for h in own):
            continue
        made = next((m for row in rows if (m := event_of(context, row, spot, sentence.start, last, time))), None)
        if made is None:
            continue
        mention = msgspec.structs.replace(made, spans=(context.document.span(spot[0], last),), rule="intended")
        after = last
        yield Intended(Happening(mention, last), time)


def _planned(text: str, sentence: Sentence, begin: int, spot: Spot, past: bool, base: bool) -> bool:
    """Whether an act was planned once, by the words before it or by those of the list that it goes on."""
    if tense(text, begin, spot[0], past, base, False) == "planned":
        return True
    listed = _AND_TO.search(text, max(sentence.start, spot[0] - 24), spot[0])
    return bool(listed) and carried(text, sentence.start, spot[0]) == "planned"


def plans(context: Context, found: Sequence[Intended]) -> Iterator[Plan]:
    """The plans of acts that were to be done."""
    for happening, time in found:
        end = max(happening.end, time.span.end) if time else happening.end
        yield retell(context, happening.mention, happening.start, end, "intended", time.when if time else None)


def without(
    found: Sequence[Intended], here: Mapping[str, Sequence[Spot]], names: Sequence[str]
) -> dict[str, list[Spot]]:
    """The spots of some lexicons, but those in the words of an act or in what says that it was to be done."""
    taken = [(one.start - _LEAD, max(one.end, time.span.end) if time else one.end) for one, time in found]
    return {name: [s for s in here[name] if not any(a <= s[0] < b for a, b in taken)] for name in names}
