"""Whom the pronoun of a speaker means, where whom the text tells of last is not enough."""

from typing import TYPE_CHECKING

from asrun.model.wordbook import Wordbook
from asrun.reading.quotes.cues import cues
from asrun.reading.quotes.subjects import subjects
from asrun.reading.quotes.told import Stretch, Told
from asrun.reading.quotes.units import Unit
from asrun.reading.quotes.verbs import Cue
from asrun.reading.quotes.words import Words

_WORDS = Wordbook(__package__, "words")
if TYPE_CHECKING:
    from asrun.reading.quotes.statements import Reader

GENDERS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_TITLED = 8


def other(reader: "Reader", told: Told) -> str | None:
    """Who spoke before, where a pronoun seems to mean an unnamed person of whom is told: "A pilot slept, he said"."""
    before = reader.told[-1] if reader.told else None
    if before is None or before.speaker is None or told.source is None or told.line - before.line > 1:
        return None
    start, end = told.parts[0]
    if end > told.source[0] or " " in reader.text[slice(*told.source)]:
        return None
    inside = (h for h in reader.context.names.between(start, end) if h.name == told.speaker)
    first = next(inside, None)
    return before.speaker if first and first.kind == "unnamed" and first.form == "nominal" else None


def again(reader: "Reader", told: Told, cue: Cue) -> str | None:
    """The unnamed one who spoke in the sentence before, and any who did where "he added" goes on with it."""
    last = reader.told[-1] if reader.told and reader.prior else None
    if last is None or last.speaker is None or told.source is None or reader.prior is None:
        return None
    near = reader.prior.start <= last.whole[0] < told.whole[0] and last.line == told.line and last.manner == "said"
    pronoun = reader.text[slice(*told.source)].lower()
    if not near or pronoun not in ("he", "she") or not _fits(reader, last.speaker, pronoun):
        return None
    return last.speaker if cue.verb.lemma in _WORDS.words("going_on") or last.speaker.endswith("(unnamed)") else None


def spoken_of(reader: "Reader", pronoun: str) -> str | None:
    """Whom "he" or "she" means where the names leave it open: whom the sentence before is about, else who spoke last.

    `pronoun` is empty where nobody is told of: "…", came the reply.
    """
    prior, last = reader.prior, reader.told[-1] if reader.told else None
    if prior and not prior.quotes:
        words = Words(reader.text, prior.start, prior.end, ())
        near = (*subjects(words), *(c.subject for c in cues(words) if c.subject))
        for first, end in near:
            name = reader.named((words.starts[first], words.ends[end - 1]))
            if name and _is_person(reader, name) and _fits(reader, name, pronoun):
                return name
    if last is None or prior is None or prior.line - last.line > 1 or last.speaker is None:
        return None
    return last.speaker if _fits(reader, last.speaker, pronoun) else None


def body(reader: "Reader") -> str | None:
    """The body that "it" means: which spoke last, else of which the sentence before tells first."""
    last, prior = reader.told[-1] if reader.told else None, reader.prior
    if last and prior and prior.line - last.line <= 1 and last.speaker and _is_body(reader, last.speaker):
        return last.speaker
    if prior and not prior.quotes:
        words = Words(reader.text, prior.start, prior.end, ())
        for first, end in subjects(words):
            name = reader.named((words.starts[first], words.ends[end - 1]))
            if name and _is_body(reader, name):
                return name
    hits = reader.context.names.between(prior.start, prior.end) if prior else ()
    return next((h.name for h in hits if h.kind == "organization"), None)


def acting(reader: "Reader", prior: Unit | None, owner: Told | None) -> Stretch | None:
    """The person of whom the sentence right before a bare quote tells, where nobody is told to speak in it."""
    if prior is None or prior.quotes or (owner and owner.whole[1] > prior.start):
        return None
    words = Words(reader.text, prior.start, prior.end, ())
    for first, last in subjects(words):
        end = last
        while words.kinds[end : end + 1] in ("w", "N") and end - first < _TITLED:
            end += 1
        # "Plant manager Ana Ruiz had heard nothing."
        whole = words.kinds[end : end + 1] == "x" and words.kinds[end - 1] == "N"
        found = words.starts[first], words.ends[(end if whole else last) - 1]
        if any(h.kind == "person" and h.form == "name" for h in reader.context.names.between(*found)):
            return found
    return None


def _is_body(reader: "Reader", name: str) -> bool:
    """Whether a name is a body's, or one made for a body that spoke."""
    made = reader.voices.speaks(name) and not name.endswith("(unnamed)")
    return made or any(o.name == name for o in reader.context.names.organizations)


def _is_person(reader: "Reader", name: str) -> bool:
    """Whether a name is a person's of the reading, or one made for a speaker."""
    return reader.voices.speaks(name) or any(p.name == name for p in reader.context.names.people)


def _fits(reader: "Reader", name: str, pronoun: str) -> bool:
    """Whether no other pronoun of the document that means somebody is of another gender."""
    if reader.genders is None:
        own = (h for h in reader.context.names.hits if h.form == "pronoun")
        found = ((h.name, GENDERS.get(reader.text[h.start : h.end].lower())) for h in own)
        reader.genders = {n: g for n, g in found if g}
    return pronoun not in GENDERS or reader.genders.get(name) in (None, GENDERS[pronoun])
