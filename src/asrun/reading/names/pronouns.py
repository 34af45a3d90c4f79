"""Whom pronouns, groups and unnamed persons mean."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from asrun.model.document import Document
from asrun.model.fact import EntityForm
from asrun.reading.context import Hit
from asrun.reading.names.runs import Lexicon, lexicon
from asrun.reading.sentences import Index

_PRONOUN = re.compile(r"\b(?:(?P<m>he|his|him|himself)|(?P<f>she|her|hers|herself))\b", re.I)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds unnamed persons and groups, with the nouns of the lexicon."""
    known = lexicon()
    nouns = "|".join(sorted(known.unnamed, key=len, reverse=True))
    groups = "|".join(sorted(known.groups, key=len, reverse=True))
    unnamed = (
        rf"\b(?P<det>an?|one|another|the same|two|three|several|the) (?P<mods>(?:[\w’'-]+ ){{0,4}}?)(?P<noun>{nouns})\b"
        r"(?P<tail> (?:in|from|with|familiar with|close to|at) the [a-z]+\b)?"
    )
    return re.compile(unnamed, re.I), re.compile(
        rf"\b(?:the|both|these) (?:(?:two|three|four) )?(?P<noun>{groups})\b", re.I
    )


def unnamed_hits(
    document: Document, known: Lexicon, people: Mapping[str, object]
) -> Iterator[tuple[str, tuple[int, int], EntityForm, str | None]]:
    """Persons told of by their office alone: a name like "White House spokeswoman (unnamed)", span, form, gender."""
    seen: dict[str, str] = {}
    for match in _patterns()[0].finditer(document.text):
        noun = match["noun"].lower()
        if noun not in known.unnamed or re.match(r",? [A-ZÀ-Þ]", document.text[match.end() : match.end() + 4]):
            continue
        mods = match["mods"].strip()
        indefinite = match["det"].lower() in ("a", "an", "one", "another", "several", "two", "three")
        if re.search(r"\b(?:of|that|who|which|and|was|is|said|as|in|on|to|for|with)\b", mods):
            continue
        if indefinite:
            name = f"{mods} {noun}".strip() + " (unnamed)"
            seen[noun] = name
            form: EntityForm = "nominal"
        elif noun in seen:
            name, form = seen[noun], "nominal"
        else:
            continue
        gender = "f" if noun in known.female else "m" if noun in known.male else None
        yield name, match.span(), form, gender


def group_hits(
    document: Document, known: Lexicon, prominent: tuple[str, ...]
) -> Iterator[tuple[str, tuple[int, int], tuple[str, ...]]]:
    """Groups like "the two leaders": the name of the first such words, the span, and the two most named persons."""
    first: dict[str, str] = {}
    for match in _patterns()[1].finditer(document.text):
        noun = match["noun"].lower()
        counted = re.search(r"\b(?:two|three|both)\b", match.group(), re.I)
        if noun in known.groups and (counted or noun not in ("delegations", "teams", "officials", "sides", "parties")):
            name = first.setdefault(noun, match.group()[0].lower() + match.group()[1:])
            yield name, match.span(), prominent


def pronoun_hits(document: Document, index: Index, hits: list[Hit], genders: Mapping[str, str | None]) -> Iterator[Hit]:
    """Pronouns of one person: a possessive's is the last one named, a subject's the first of its sentence.

    Persons whose titles are of the other gender are passed over; where none is left, the pronoun stays open.
    """
    people = [h for h in hits if h.kind in ("person", "unnamed")]
    starts = [h.start for h in people]
    given: dict[str, str | None] = dict(genders)
    subjects: dict[int, str] = {}
    for match in _PRONOUN.finditer(document.text):
        gender = "m" if match["m"] else "f"
        number = index.number(match.start())
        own = list(_of_sentence(people, starts, index, number, match.start()))
        possessive = match.group().lower() in ("his", "her", "him", "himself", "herself")
        fitting = [h for h in own if given.get(h.name) in (None, gender)]
        chosen = None
        if fitting:
            chosen = (fitting[-1] if possessive else fitting[0]).name
        for back in (1, 2, 3):
            if chosen is not None or number - back < 0:
                break
            before = [
                h
                for h in _of_sentence(people, starts, index, number - back, None)
                if given.get(h.name) in (None, gender)
            ]
            said = subjects.get(number - back)
            if before:
                chosen = _speaker(document, before) or (before[0].name)
            elif said and given.get(said) in (None, gender):
                chosen = said
        if chosen is None:
            continue
        subjects.setdefault(number, chosen)
        given[chosen] = given.get(chosen) or gender
        yield Hit(match.start(), match.end(), chosen, "person", "pronoun")


def _of_sentence(people: list[Hit], starts: list[int], index: Index, number: int, until: int | None) -> Iterable[Hit]:
    """The persons named in a sentence, up to a position."""
    if not 0 <= number < len(index.all):
        return []
    sentence = index.all[number]
    first = bisect_left(starts, sentence.start)
    last = bisect_left(starts, sentence.end if until is None else until)
    return people[first:last]


def _speaker(document: Document, named: list[Hit]) -> str | None:
    """Who of those named says something after a quote: he is meant by the next "he added"."""
    for hit in reversed(named):
        if re.match(r" (?:said|told|added|wrote|asked)\b", document.text[hit.end : hit.end + 8]) and re.search(
            r"[,.?!][\"”] $", document.text[max(0, hit.start - 3) : hit.start]
        ):
            return hit.name
    return None
