"""What the readers of one document share: its words, who and what is named, which moments it names, who says what."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from asrun.model.document import Document
from asrun.model.fact import EntityForm, Organization, Person, Place, Statement
from asrun.model.notice import Notice
from asrun.model.reading import Header
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Day, Instant, Timex, When, ZoneUse
from asrun.reading.dispatches import Dispatch
from asrun.reading.sentences import Index, Sentence
from asrun.reading.tables.grid import Table

_NESTED = 6


class Hit(NamedTuple):
    """One mention of a named thing by position; `kind` is person, group, unnamed, organization or place."""

    start: int
    end: int
    name: str
    kind: str
    form: EntityForm


@dataclass(frozen=True)
class Names:
    """The people, organizations and places of a document; `hits` are their mentions sorted by start."""

    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    hits: tuple[Hit, ...] = ()
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [h.start for h in self.hits])

    def between(self, start: int, end: int) -> Sequence[Hit]:
        """The mentions that begin in text[start:end]."""
        first = bisect_left(self._starts, start)
        if first == len(self._starts) or self._starts[first] >= end:
            return ()
        return self.hits[first : bisect_left(self._starts, end, first)]


@dataclass(frozen=True)
class Times:
    """The time expressions of a document in order, the zones that it prints, and its own day.

    `local` is the zone where things happen, None when unknown; `created` the document's date line, stamp or inferred day.
    """

    timexes: tuple[Timex, ...] = ()
    zones: tuple[ZoneUse, ...] = ()
    local: str | None = None
    created: When | None = None
    created_span: Span | None = None
    notices: tuple[Notice, ...] = ()
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [t.span.start for t in self.timexes])

    def between(self, start: int, end: int) -> Sequence[Timex]:
        """The expressions that begin in text[start:end]."""
        first = bisect_left(self._starts, start)
        if first == len(self._starts) or self._starts[first] >= end:
            return ()
        return self.timexes[first : bisect_left(self._starts, end, first)]

    @cached_property
    def sorts(self) -> frozenset[str]:
        """What the expressions are: a "clock" with its day, a "day", an "amount" of time."""
        moments = {type(t.when) for t in self.timexes}
        known = {
            "clock": Instant in moments,
            "day": Day in moments,
            "amount": any(t.type == "DURATION" for t in self.timexes),
        }
        return frozenset(sort for sort, stands in known.items() if stands)


@dataclass(frozen=True)
class Context:
    """Everything a genre may look at: `statements` found before the genre that asks, `tables` that are schedules.

    `stamps` are the clocks over the lines of a running report, by their numbers; `entries` those of a timeline, at which
    what its entries tell came about;
    `ranks` are the places of the lines in the order of what they tell, where that is not the order of the text;
    `dispatches` are the posts and reports that the document holds;
    `running` is whether a present tense tells of what is seen, as in notes from the scene and in a running report;
    `older` is where an older text begins that the document carries below its own, its length where there is none.
    """

    document: Document
    given: Given
    header: Header
    names: Names
    times: Times
    sentences: Index
    statements: tuple[Statement, ...] = ()
    tables: tuple[Table, ...] = ()
    older: int = 0
    stamps: Mapping[int, Timex] = field(default_factory=dict)
    entries: Mapping[int, Timex] = field(default_factory=dict)
    ranks: Sequence[int] = ()
    dispatches: Sequence[Dispatch] = ()
    running: bool = field(init=False)
    _parts: list[tuple[int, int, Statement]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parts = [(p.start, p.end, s) for s in self.statements for p in s.spans]
        stamped = any(line.stamp for line in self.document.lines)
        object.__setattr__(self, "running", self.header.kind == "pool_report" or stamped)
        object.__setattr__(self, "_parts", sorted(parts, key=lambda p: p[:2]))

    def moments(self, sentence: Sentence) -> Sequence[Timex]:
        """The clocks and days of a sentence, that of its entry first where it has no clock of its own in a timeline."""
        own = [t for t in self.times.between(sentence.start, sentence.end) if t.type in ("TIME", "DATE")]
        entry = self.entry(sentence)
        return [entry, *own] if entry else own

    def entry(self, sentence: Sentence) -> Timex | None:
        """The clock of a timeline's entry, for a sentence without a clock of its own."""
        found = self.entries.get(sentence.line)
        own = self.times.between(sentence.start, sentence.end) if found else ()
        return None if any(t.placed for t in own) else found

    def dispatch(self, position: int) -> Dispatch | None:
        """The post or the report that holds a place."""
        number = bisect_right(self.dispatches, position, key=lambda d: d.start) - 1
        found = self.dispatches[number] if number >= 0 else None
        return found if found and position < found.end else None

    def writer(self, position: int) -> str | None:
        """Who wrote the words at a place: of the report that holds it, else of the document."""
        found = self.dispatch(position)
        hits = self.names.between(*found.name) if found and found.name else ()
        return next((h.name for h in hits if h.kind == "person"), self.header.writer)

    def said_around(self, start: int, end: int) -> Statement | None:
        """The statement whose content holds text[start:end]: the innermost of the few that begin before it."""
        number = bisect_right(self._parts, start, key=lambda p: p[0])
        for _, last, statement in reversed(self._parts[max(0, number - _NESTED) : number]):
            if end <= last:
                return statement
        return None

    def spoken(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Where in text[start:end] the content of statements begins and ends."""
        first = bisect_left(self._parts, start, key=lambda p: p[0])
        last = bisect_left(self._parts, end, first, key=lambda p: p[0])
        return [(a, b) for a, b, _ in self._parts[first:last]]
