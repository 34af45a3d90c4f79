"""Who the words of a source name: a person beside an office, whose paper it is, who was described so, or a body."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from asrun.model.wordbook import Wordbook
from asrun.reading.context import Hit
from asrun.reading.quotes import meant
from asrun.reading.quotes.told import Stretch
from asrun.reading.quotes.words import is_preposition

_WORDS = Wordbook(__package__, "naming")
if TYPE_CHECKING:
    from asrun.reading.quotes.statements import Reader

_TITLE, _BEHIND, _FAR, _AGE = 40, 40, 400, 8
_ARTICLES = frozenset(("the", "a", "an"))
_AGED = _WORDS.pattern("aged", re.I)
_ONE_OF = _WORDS.pattern("one_of", re.I)
PAPER = _WORDS.pattern("paper", re.I)


def named(reader: "Reader", source: Stretch | None) -> str | None:
    """Who the words of a source mean: the writer by "I", whom an apposition names, else the first name in them."""
    if source is None:
        return None
    if reader.text[slice(*source)] == "I":
        return reader.context.writer(source[0])
    aged = _AGED.search(reader.text, max(0, source[0] - _AGE), source[1])
    source = (aged.start(), source[1]) if aged and aged.end() == source[1] else source
    hits = reader.context.names.between(max(0, source[0] - _TITLE), source[1] + _BEHIND)
    inside = [h for h in hits if source[0] < h.end <= source[1] + 1 and h.kind != "place" and h.form != "adjective"]
    alone = [h for h in inside if h.form != "pronoun" or " " not in reader.text[source[0] : source[1]]]
    fitting = [
        h
        for h in alone
        if reader.text[h.end : h.end + 2] not in ("'s", "’s")
        or h.kind == "unnamed"
        or h.form == "pronoun"
        or source[1] <= h.end + 2
    ]
    fitting = fitting or [h for h in alone if h.kind == "organization"]
    if not any(h.kind == "person" for h in fitting) and reader.text[source[1] : source[1] + 2] == ", ":
        some = bool(_ONE_OF.match(reader.text, source[0], source[1]))
        beside = next(
            (
                h
                for h in hits
                if (h.kind == "person" or (some and h.kind == "unnamed"))
                and h.form != "pronoun"
                and _beside(reader, h, source[1])
            ),
            None,
        )
        if beside:
            return beside.name
    words = reader.text[source[0] : source[1]]
    head = words.rpartition(" ")[2]
    if fitting and head.islower() and all(h.form == "name" and h.end + len(head) < source[1] for h in fitting):
        # "Ruiz aides said": not Ruiz
        made = reader.voices.name(words, None, named=fitting[0].start == source[0])
        if made:
            return made
    if not fitting and words.lower() in ("who", "that", "which"):
        return _antecedent(reader, source[0])
    paper = PAPER.match(words)
    if paper and paper.end() < len(words):
        return named(reader, (source[0] + paper.end(), source[1]))
    bearer = _bearer(reader, fitting, source[1])
    if bearer:
        return bearer
    for hit in fitting:
        if hit.start == source[0] or not _behind_preposition(reader, hit, source[0]):
            return hit.name
    meant_by = reader.described.named(words, source[0]) if not fitting and words[:1] in "tT" else None
    if meant_by or _AGED.fullmatch(words):
        # Whom the sentence before is about is looked for from behind it only.
        behind = reader.prior is None or source[0] >= reader.prior.end
        spoken_of = meant.spoken_of(reader, "") if behind and not meant_by else None
        return meant_by or spoken_of or _last_person(reader, source[0])
    owner = next(
        (h for h in inside if h.form == "pronoun" and h.kind in ("person", "unnamed") and h.start == source[0]),
        None,
    )
    return reader.voices.name(words, owner.name if owner else None)


def _last_person(reader: "Reader", start: int) -> str | None:
    """The person named last before a place of the text."""
    before = reader.context.names.between(max(0, start - _FAR), start)
    return next((h.name for h in reversed(before) if h.kind == "person" and h.form == "name"), None)


def _bearer(reader: "Reader", fitting: Sequence[Hit], end: int) -> str | None:
    """The person who ends the words and bears an office of the body before: "Peruvian government spokesman Juan Paz"."""
    last = fitting[-1] if fitting else None
    if last is None or last.kind != "person" or last.form != "name" or last.end != end:
        return None
    between = reader.text[fitting[0].end : last.start].replace(" ", "")
    return last.name if fitting[0].kind == "organization" and between.islower() else None


def _beside(reader: "Reader", hit: Hit, end: int) -> bool:
    """Whether a name stands right behind the comma at a source's end, but for a title."""
    between = reader.text[end + 2 : hit.start]
    return hit.start >= end + 2 and ("," not in between) and len(between.split()) <= 2 and " and " not in between


def _behind_preposition(reader: "Reader", hit: Hit, start: int) -> bool:
    before = [w.lower() for w in reader.text[start : hit.start].split()[-2:]]
    if before and before[-1] in _ARTICLES:
        before.pop()
    return bool(before) and is_preposition(before[-1])


def _antecedent(reader: "Reader", start: int) -> str | None:
    """Whom a relative pronoun means: who is named right before it."""
    near = [
        h for h in reader.context.names.between(max(0, start - 60), start) if h.end >= start - 3 and h.kind != "place"
    ]
    return near[-1].name if near else None
