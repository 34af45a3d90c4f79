"""Who takes part in what names nobody: the principal of the schedule that lists it, else whom the documents tell of.

A principal whom only the documents read with a schedule name takes part in every item of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from asrun.model.fact import Person, Plan, Statement
from asrun.model.reading import Reading
from asrun.model.span import Span

_OFFICIAL = re.compile(
    r"\b(?:office|house|ministry|government|presiden\w+|cabinet|chancell\w+|palace|department|secretariat|minist\w+|governor\w*"
    r"|mayor\w*|republic|kingdom|state|campaign|party|visit|journey|tour|trip|agenda|diary|itinerary|guidance|gabinete|despacho|engagements|schedule)\b",
    re.I,
)
_SPEAKS_FOR = re.compile(
    r"spokes|press|aide|adviser|advisor|correspondent|reporter|editor|assistant|director|producer|official", re.I
)
_OFTEN = 2
# How much oftener somebody without a title is named than one with it, to lead.
_OFTENER = 2
# Within how many characters a text says whom it is about, and how many mentions that counts for.
_HEAD, _HEADED = 250, 3
# How many characters may stand between what somebody says and the event that it is said at.
_BESIDE = 60


def principals(readings: Sequence[Reading], event_of: Mapping[Span, str]) -> dict[str, str]:
    """The principal of each event that a schedule lists, by the event; nothing where the schedule itself tells of people.

    It is the person whose surname stands in the schedule's head, else the one whose title does, else, of a schedule with an
    official head, the titled person whom the other documents name most.
    """
    made: dict[str, str] = {}
    people = [(r, f) for r in readings for f in r.facts if isinstance(f, Person) and f.kind == "person"]
    for reading in readings:
        listed = [f for f in reading.facts if isinstance(f, Plan) and not f.restates]
        shared = Counter(name for plan in listed for name in dict.fromkeys(plan.participants))
        if reading.header.kind != "schedule" or not listed or max(shared.values(), default=0) * 2 > len(listed):
            continue
        name = _principal(reading, people, _guests(reading, listed))
        for plan in listed if name else ():
            event = event_of.get(plan.spans[0])
            if event and name:
                made.setdefault(event, name)
    return made


def _guests(schedule: Reading, listed: Sequence[Plan]) -> set[str]:
    """Those whom a schedule names only among its items: whom its principal meets."""
    begin = min(plan.spans[0].start for plan in listed)
    told = {name for plan in listed for name in plan.participants}
    people = (f for f in schedule.facts if isinstance(f, Person))
    return told - {f.name for f in people if any(m.form == "name" and m.span.start < begin for m in f.mentions)}


def _principal(schedule: Reading, people: Sequence[tuple[Reading, Person]], guests: set[str]) -> str | None:
    head = f"{schedule.header.title or ''} {schedule.header.publisher or ''}".lower()
    counts: Counter[str] = Counter()
    titles: dict[str, set[str]] = {}
    for reading, person in people:
        if reading.header.kind == "schedule" and reading.doc != schedule.doc:
            continue
        counts[person.name] += len(person.mentions)
        titles.setdefault(person.name, set()).update(r.title.lower() for r in person.roles)
        if reading.doc == schedule.doc:
            counts[person.name] -= len(person.mentions)
    ranked = [name for name, _ in counts.most_common() if not any(map(_SPEAKS_FOR.search, titles[name]))]
    named = (n for n in ranked if _stands(n.rpartition(" ")[2].lower(), head))
    held = sorted(
        (-max((len(t) for t in titles[n] if _stands(t, head) and (n not in guests or " " in t)), default=0), number, n)
        for number, n in enumerate(ranked)
    )
    found = next(named, None) or next((n for length, _, n in held if length), None)
    if found or not _OFFICIAL.search(head):
        return found
    often = [n for n in ranked if titles[n] and counts[n] >= _OFTEN]
    bare = (n for n in often if n not in guests and any(_stands(t.rpartition(" ")[2], head) for t in titles[n]))
    return next(bare, None) or next(iter(often), None)


def _stands(words: str, head: str) -> bool:
    """Whether a name or a title stands in a head; "water minister" also as "Minister of Water"."""
    if len(words) <= 2:
        return False
    field, _, office = (re.escape(w) for w in words.rpartition(" "))
    turned = rf"|{office} (?:of state )?(?:of|for) (?:the )?{field}" if field else ""
    return re.search(rf"\b(?:{re.escape(words)}{turned})\b", head) is not None


class Leads:
    """The persons whom reports tell of most, by their ids; a schedule has its principal, or none."""

    def __init__(self, readings: Sequence[Reading], id_of: Callable[[str], str | None]) -> None:
        self._titles: dict[str, set[str]] = {}
        self._counts: dict[str, Counter[str]] = {}
        self._all: Counter[str] = Counter()
        self._heads: set[str] = set()
        self._said: dict[str, list[tuple[int, int, str]]] = {}
        writers = {i for r in readings if r.header.writer and (i := id_of(r.header.writer))}
        for reading in readings:
            counts = Counter[str]()
            for person in (f for f in reading.facts if isinstance(f, Person) and f.kind == "person"):
                one = id_of(person.name)
                if one is None:
                    continue
                self._titles.setdefault(one, set()).update(r.title.lower() for r in person.roles)
                if one not in writers:
                    headed = any(m.span.start < _HEAD for m in person.mentions)
                    counts[one] += len(person.mentions) + _HEADED * headed
                    self._heads |= {one} if headed else set()
            self._all.update(counts)
            said = [(f, id_of(f.speaker)) for f in reading.facts if isinstance(f, Statement) and f.speaker]
            self._said[reading.doc] = [(s.start, s.end, one) for f, one in said if one for s in f.spans]
            if reading.header.kind != "schedule":
                self._counts[reading.doc] = counts

    def speaker(self, spans: Iterable[Span]) -> str | None:
        """Who says something right beside some spans: whose press conference it is."""
        near = [
            (max(start - span.end, span.start - end), one)
            for span in spans
            for start, end, one in self._said.get(span.doc, ())
        ]
        distance, one = min(near, default=(_BESIDE + 1, ""))
        return one if distance <= _BESIDE else None

    def of(self, spans: Iterable[Span]) -> str | None:
        """Whom the reports of some spans tell of: of those in them who are no one's spokesman, the one named most of all.

        Somebody with an office goes before one named up to twice as often without, unless a text begins with that one alone;
        whom it begins with counts for more.
        """
        named = dict.fromkeys(n for doc in dict.fromkeys(s.doc for s in spans) for n in self._counts.get(doc, ()))
        fit = [n for n in named if not any(map(_SPEAKS_FOR.search, self._titles[n]))]
        fit.sort(key=lambda n: -self._all[n])
        titled = next((n for n in fit if self._titles[n]), None)
        told = titled in self._heads or fit[0] not in self._heads if fit else False
        if titled and told and self._all[titled] * _OFTENER >= self._all[fit[0]]:
            return titled
        return fit[0] if fit and self._all[fit[0]] >= _OFTEN else titled
