"""Titles without a name: "THE PRESIDENT", "the Chairman of the Council", "the mayor" are whoever bears them in the text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from asrun.model.wordbook import Wordbook
from asrun.reading.gazetteer import places
from asrun.reading.names.entities import Cast, Entity
from asrun.reading.names.lexicon import lexicon, short_titles, without_honorific
from asrun.reading.names.runs import Run

_WORDS = Wordbook(__package__, "titles")
_OFFICE = _WORDS.pattern("office", re.I)
_OF = re.compile(r" (?:of|for) ")
_SMALL = re.compile(r"\b(?:Of|For|The|And)\b")
_BESIDE = re.compile(r", (?:[A-Z][a-z]+\.? )?(?=[A-Z])")
_BELOW = ("vice", "deputy", "former", "acting", "assistant", "under")
_NEAR = 12


class Holders:
    """Who bears which title, by where each is named."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._named: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for person in cast.people.values():
            if person.kind != "person":
                continue
            for title in {t for own in person.titles() for t in _forms(own)}:
                self._named[title] += [(start, person.name) for start, _ in person.mentions]
        for named in self._named.values():
            named.sort()

    def bears(self, person: Entity, title: str) -> None:
        """Notes a title that a person is told to bear."""
        for form in _forms(title):
            named = self._named[form]
            if all(name != person.name for _, name in named):
                named += [(start, person.name) for start, _ in person.mentions]
                named.sort()

    def of(
        self, title: str, before: int, body: str | None = None, first: bool = False, met: bool = False
    ) -> Entity | None:
        """The person of a title last named before a position, or `first` named at all; of that body where it is said.

        Where nobody was named before, the first who is named later, unless the person must be `met` already.
        """
        named = self._named.get(title) or self._named.get(f"/{title}")
        if not named:
            return None
        number = bisect_left(named, (before,))
        if number == 0 and met:
            return None
        near = named[:_NEAR] if first or number == 0 else named[max(0, number - _NEAR) : number][::-1]
        people = [self.cast.people[name] for _, name in near]
        if body:
            owners = (body, _country(body))
            people = [p for p in people if any(o in owners for _, o in p.roles if o)] or [
                p for p in people if not any(o for _, o in p.roles)
            ]
        return people[0] if people else None


def alone(cast: Cast, holders: Holders, runs: Iterable[Run], items: set[int]) -> None:
    """Titles in capitals; `items` are the starts of those in the lines of a schedule, which speak of its first person."""
    known, text = lexicon(), cast.document.text
    starts: dict[int, Entity] = {}
    ends: dict[int, Entity] = {}
    for person in cast.people.values():
        for start, end in person.mentions:
            starts[start], ends[end] = person, person
    for run in runs:
        office = _OFFICE.search(run.title)
        words = without_honorific(run.title[: office.start()] if office else run.title)
        title = words.lower().replace(".", "")
        if title in known.honorifics:
            continue
        start, end = run.title_start, run.end
        shouted = text[max(0, start - 4) : start] == "THE "
        short, title = title in short_titles(), plain(title)
        definite = shouted or short or text[max(0, start - 4) : start].lower() == "the "
        body = _body(cast, office[1] if office else run.owner)
        beside = ends.get(start - 2) if text[start - 2 : start] == ", " else None
        beside = beside or _behind(text, end, starts)
        whole = f"{title} of {office[1].lower()}" if office and not body else ""
        holder = beside or holders.of(whole or title, start, body, first=shouted or start in items)
        if beside:
            beside.roles.setdefault((words, body))
            holders.bears(beside, whole or title)
        office_alone = (
            definite
            and not office
            and words[:1].isupper()
            and title in known.leaders | known.crowned | _WORDS.words("offices")
        )
        words = title.title() if short else words
        if holder is None and office_alone and not shouted and not body:
            holder = cast.person(f"the {words}")
            holder.roles.setdefault((words, None))
        if holder is None and office and not body and title in known.crowned:
            holder = cast.person(run.title)
            holder.roles.setdefault((words, None))
        if holder is None and (shouted or (definite and body)):
            name = _SMALL.sub(lambda m: m[0].lower(), run.title.title()) if shouted else run.title
            holder = cast.person(f"the {name}" if shouted else f"{body} {title}" if not office else name)
            holder.roles.setdefault((name if shouted else words, body))
        if holder is None:
            continue
        start -= 4 if shouted else 0
        holder.mention(start, end, "title")
        holder.aliases[text[start:end]] = None


def _forms(title: str) -> Iterator[str]:
    """A title in full, and its last word behind a stroke: "the minister" may be the foreign minister, but "the president"
    is not the vice president.
    """
    full = plain(title)
    yield full
    if not full.startswith(_BELOW):
        yield f"/{_head(full)}"


def plain(title: str) -> str:
    """A title in small letters in its full form: "vice president" of "vp", "governor" of "gov"."""
    return short_titles().get(title, title)


def _head(title: str) -> str:
    """The last word of a title before what it is of: "minister" of "minister for the marine"."""
    return _OF.split(title, maxsplit=1)[0].rpartition(" ")[2]


def _behind(text: str, end: int, starts: Mapping[int, Entity]) -> Entity | None:
    """The person named right behind a title: "the Mayor of Cork, Councillor Ana Byrne"."""
    between = _BESIDE.match(text, end)
    return starts.get(end + 2) or starts.get(between.end()) if between else None


def _country(body: str) -> str | None:
    """The country at the end of a body's name: "River Council of the Republic of Korea"."""
    tail = body.replace("’", "'")
    while " of " in tail:
        tail = tail.partition(" of ")[2].removeprefix("the ")
        row = places().get(tail)
        if row:
            return row.country
    return None


def _body(cast: Cast, words: str) -> str | None:
    """The country or body that an office is of."""
    plain = words.replace("’", "'").removeprefix("the ")
    row = places().get(plain)
    if row:
        return row.country if row.kind == "country" else row.name
    return words if words in cast.organizations else None
