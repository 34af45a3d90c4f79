"""Whom "he", "she" and "they" mean."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from asrun.model.document import Document
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Hit
from asrun.reading.names.lexicon import Gender
from asrun.reading.sentences import Index

_WORDS = Wordbook(__package__, "pronouns")
_QUOTED = _WORDS.pattern("quoted")
_SAYS = _WORDS.pattern("says")
_ASKED = _WORDS.pattern("asked")
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("he", "his", "him", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_PRONOUNS = frozenset(("they", "their", "them", "themselves", *_GENDERS))
_BACK = 3
_RECENT = 8


class Pronouns:
    """The pronouns of one document.

    A possessive means the last one named, a subject the first of its sentence; persons of the other gender are passed
    over. In a sentence that names nobody, whoever said the words before is meant, else its subject, also where that is a
    pronoun before all names: "She ate with Ana Ruiz. Then she left". "They" is a group named just before, or two persons
    joined by "and".
    """

    def __init__(self, document: Document, index: Index, hits: list[Hit], genders: Mapping[str, Gender | None]) -> None:
        self.text, self.index = document.text, index
        self.people = [h for h in hits if h.kind in ("person", "unnamed")]
        self.starts = [h.start for h in self.people]
        self.groups = [h for h in hits if h.kind == "group"]
        self.group_starts = [h.start for h in self.groups]
        self.genders: dict[str, Gender | None] = dict(genders)
        self.subjects: dict[int, str] = {}
        self.subject_at: dict[int, int] = {}
        self.plural: tuple[int, str] | None = None

    def read(self, members: Mapping[tuple[str, ...], str]) -> Iterator[Hit]:
        """The pronouns that have somebody to mean; `members` are the groups by whom they hold."""
        for start, end in self.index.filed.spots(_PRONOUNS).all:
            word = self.text[start:end].lower()
            if word == self.text[start:end].upper().lower() and self.text[start:end].isupper() and len(word) > 1:
                continue
            number = self.index.number(start)
            gender = _GENDERS.get(word)
            if gender is None:
                group = self._group(start, number, members) or self._several(start, end, number)
                if group:
                    self.plural = (number, group)
                    yield Hit(start, end, group, "group", "pronoun")
                continue
            chosen = self._one(start, number, word, gender)
            if chosen:
                self.subjects.setdefault(number, chosen)
                self.subject_at.setdefault(number, start)
                self.genders[chosen] = self.genders.get(chosen) or gender
                yield Hit(start, end, chosen, "person", "pronoun")

    def _one(self, start: int, number: int, word: str, gender: Gender) -> str | None:
        """The person that a pronoun at a position means."""
        own = self._fitting(number, start, gender)
        said = self.subjects.get(number)
        if (
            own
            and said
            and self.genders.get(said) == gender
            and not any(self.genders.get(h.name) == gender for h in own)
        ):
            return said
        if len(own) > 1 and _ASKED.match(self.text, own[0].end, own[1].start):
            return own[1].name
        if own:
            return (own[-1] if word in _WORDS.words("not_subject") else own[0]).name
        for back in range(1, _BACK + 1):
            before = self._fitting(number - back, None, gender)
            said = self.subjects.get(number - back)
            if before:
                led = said and self.genders.get(said) == gender and self.subject_at[number - back] < before[0].start
                return self._speaker(before) or (said if led else None) or before[0].name
            if said and self.genders.get(said) in (None, gender):
                return said
        return None

    def _fitting(self, number: int, until: int | None, gender: Gender) -> list[Hit]:
        """The persons of that gender, or of one unknown, named in a sentence; those known to be of it alone if any is."""
        if not 0 <= number < len(self.index.all):
            return []
        sentence = self.index.all[number]
        first = bisect_left(self.starts, sentence.start)
        last = bisect_left(self.starts, sentence.end if until is None else until)
        near = self.people[first:last]
        near = near if len(near) <= 2 * _RECENT else near[:_RECENT] + near[-_RECENT:]
        fitting = [h for h in near if self.genders.get(h.name) in (None, gender)]
        sure = [h for h in fitting if self.genders.get(h.name) == gender]
        return sure or fitting

    def _speaker(self, named: list[Hit]) -> str | None:
        """Who of those named says something after a quote."""
        for hit in reversed(named):
            before = self.text[max(0, hit.start - 16) : hit.start]
            says = _SAYS.match(self.text, hit.end) or before.rstrip().endswith(("said", "added"))
            if says and _QUOTED.search(before):
                return hit.name
        return None

    def _several(self, start: int, end: int, number: int) -> str | None:
        """Several unnamed persons just named who go on to say something: "Two diplomats ...; they said"."""
        if number < 0 or not _SAYS.match(self.text, end):
            return None
        last = bisect_left(self.starts, start)
        begin = self.index.all[max(0, number - 2)].start
        near = (h for h in reversed(self.people[max(0, last - _RECENT) : last]) if h.start >= begin)
        return next((h.name for h in near if h.kind == "unnamed" and h.name.endswith("s (unnamed)")), None)

    def _group(self, start: int, number: int, members: Mapping[tuple[str, ...], str]) -> str | None:
        """The group that a plural means: two persons joined in its sentence, or one named up to a sentence before."""
        if not members or number < 0:
            return None
        last = bisect_left(self.starts, start)
        near = self.people[max(0, last - _RECENT) : last]
        begin = self.index.all[max(0, number - 1)].start
        for one, two in zip(reversed(near[:-1]), reversed(near[1:]), strict=True):
            joined = one.start >= begin and self.text[one.end : two.start] == " and "
            name = members.get(tuple(sorted((one.name, two.name)))) if joined else None
            if name:
                return name
        before = bisect_left(self.group_starts, start)
        if before and self.groups[before - 1].start >= begin:
            return self.groups[before - 1].name
        return self.plural[1] if self.plural and number - self.plural[0] <= 1 else None
