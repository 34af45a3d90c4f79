"""Whereabouts: how much the name of a place tells of where things happen; visitors are named after where they come from."""

from collections import defaultdict
from collections.abc import Sequence

from asrun.model.document import Document
from asrun.model.fact import Place
from asrun.reading.gazetteer import names_in
from asrun.reading.lines import is_heading
from asrun.reading.times.engine import Language

_THERE, _NAMED, _SIDE = 6.0, 2.0, 0.5
_BEFORE, _BEHIND, _TITLE = 60, 40, 4


def weights(
    document: Document, language: Language, known: Sequence[Place]
) -> tuple[dict[str, float], dict[str, float]]:
    """By zone, what its places tell of where things happen, and what those weigh that somebody leaves for."""
    here: dict[str, float] = defaultdict(float)
    away: dict[str, float] = defaultdict(float)
    seen = set()
    for place in known:
        for mention in place.mentions if place.zone else ():
            span = mention.span
            seen.add(span.start)
            if language.names["zone_of_place"].match(document.text, span.end):
                continue
            if is_left_for(document.text, span.start, language):
                away[place.zone or ""] += _NAMED
            else:
                adjective = mention.form == "adjective"
                here[place.zone or ""] += _SIDE if adjective else weight(document.text, span.start, span.end, language)
    for line in document.lines[:_TITLE]:
        for row, start, end in names_in(document.text, line.start, line.end) if is_heading(line) else ():
            if row.zone and start not in seen:
                here[row.zone] += weight(document.text, start, end, language)
    return here, away


def weight(text: str, start: int, end: int, language: Language) -> float:
    """How much the words around a place's name tell that things happen there: "in Cork", "Cork airport", "from Cork"."""
    before, behind = max(0, start - _BEFORE), min(len(text), end + _BEHIND)
    if language.cues["place_house"].match(text, end, behind) or language.cues["place_entered"].search(
        text, before, start
    ):
        return _THERE
    if language.cues["place_side"].match(text, end, behind) or language.cues["place_origin"].search(
        text, before, start
    ):
        return _SIDE
    return _NAMED


def is_left_for(text: str, at: int, language: Language) -> bool:
    """Whether a place's name ends a journey away: "flew home to Cork"."""
    return bool(language.cues["place_left_for"].search(text, max(0, at - _BEFORE), at))
