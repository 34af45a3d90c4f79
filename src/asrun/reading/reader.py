"""One reader over one snapshot: the stages of reading in order."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version as installed_version
from typing import Any, NamedTuple

import msgspec

from asrun.model.document import Document, Section
from asrun.model.fact import Amendment, Change, Claim, Fact, KeyPoint, Mention, Plan, Statement
from asrun.model.notice import Notice
from asrun.model.reading import Header, Reading
from asrun.model.source import Given, Snapshot
from asrun.model.time import Day, Instant, Timex, When
from asrun.reading import genres
from asrun.reading.changes.plain import PLAIN
from asrun.reading.changes.turns import HINT
from asrun.reading.completing import completed
from asrun.reading.context import Context, Names, Times
from asrun.reading.contradictions import contradictions, disputed
from asrun.reading.dated_posts import dated_posts
from asrun.reading.disagreements import corrections, disagreements, without_corrected
from asrun.reading.dispatches import Dispatch, dispatches
from asrun.reading.documents import document_of
from asrun.reading.first_person import with_first_persons
from asrun.reading.header import read_header
from asrun.reading.heads import headed
from asrun.reading.kinds import is_article
from asrun.reading.lines import is_item
from asrun.reading.names import read_names
from asrun.reading.older import as_older, cut, older_texts
from asrun.reading.parties import with_parties
from asrun.reading.programme.clocks import in_lines
from asrun.reading.quotes import joined_claims, speakers
from asrun.reading.records import data_header, is_data, issued, stated_with, without_codes
from asrun.reading.revisions.documents import Revised, no_clocks
from asrun.reading.roles import with_roles
from asrun.reading.running import chronology, entries, newest, stamps
from asrun.reading.scenes import with_scenes
from asrun.reading.sentences import Index
from asrun.reading.stated import with_stated
from asrun.reading.tables.clocks import in_columns
from asrun.reading.tables.grid import tables
from asrun.reading.times import read_times
from asrun.reading.times.apposed import with_moments
from asrun.reading.times.engine import spoken

READER = "asrun-en/1"


@cache
def tzdata() -> str:
    """The version of the zone rules that instants were made with."""
    return installed_version("tzdata")


_HEAD = 6
_UNKNOWN = Given()


def read(snapshot: Snapshot, given: Given = _UNKNOWN, doc: str | None = None) -> Reading:
    """The reading of a snapshot; `doc` is the version's id, the snapshot's name by default.

    Bytes that are no readable document give a reading without facts whose notices say why (severity error).
    """
    return Opened(snapshot, doc).read(given)


class Opened:
    """A snapshot to be read by what is given of it: its words and names are the same for all readings, and read once."""

    def __init__(self, snapshot: Snapshot, doc: str | None = None) -> None:
        self._name, self._sha256 = doc or snapshot.name, snapshot.sha256
        found = document_of(snapshot, self._name)
        self._words = found if isinstance(found, Notice) else _worded(found)
        self._dated: _Dated | None = None

    def read(self, given: Given) -> Reading:
        """The whole reading."""
        if isinstance(self._words, Notice):
            return self._reading(given, Header("news_article"), notices=(self._words,))
        dated = self._at(self._words, given)
        facts, maybe, notices = _facts(self._words, dated)
        hints = tuple(m for m in maybe if isinstance(m, Change))
        plain = tuple(m for m in maybe if isinstance(m, Mention))
        pieces = self._words.document.pieces
        return self._reading(dated.given, dated.header, tuple(facts), tuple(notices), pieces, hints, plain)

    def outline(self, given: Given) -> tuple[Reading, bool]:
        """A reading that has no more than who, where and when, and whether it is whole, as that of a schedule is."""
        if isinstance(self._words, Notice):
            return self.read(given), True
        dated, names = self._at(self._words, given), self._words.names
        if dated.header.kind == "schedule":
            return self.read(given), True
        found = (*names.people, *names.organizations, *names.places, *dated.times.zones, *dated.times.timexes)
        return self._reading(dated.given, dated.header, found), False

    def _reading(self, given: Given, header: Header, *found: Any, **others: Any) -> Reading:
        return Reading(self._name, self._sha256, READER, tzdata(), given, header, *found, **others)

    def _at(self, words: "_Words", given: Given) -> "_Dated":
        """The moments under what is given; those of the last time where that is the same."""
        given = stated_with(given, words.document)
        if self._dated is None or self._dated.given != given:
            self._dated = _dated(words, given)
        return self._dated


class _Words(NamedTuple):
    """What a document says by its words alone; `prose` is it without codes."""

    document: Document
    prose: Document
    names: Names
    sentences: Index


def _worded(document: Document) -> _Words:
    if is_data(document):
        return _Words(document, document, Names(), Index(msgspec.structs.replace(document, lines=())))
    prose, sentences = without_codes(document), Index(document)
    return _Words(document, prose, read_names(prose, sentences if prose is document else None), sentences)


class _Dated(NamedTuple):
    """The moments of a document under what is given of it, and its header.

    `older` is where older texts in it begin, `heads` are its posts and reports, `stamps` the clocks over lines by number.
    """

    document: Document
    given: Given
    header: Header
    times: Times
    older: list[int]
    heads: Sequence[Dispatch]
    stamps: Mapping[int, Timex]


def _dated(words: _Words, given: Given) -> _Dated:
    document, prose, names, _ = words
    older: list[int] = []
    if is_data(document):
        times, header = Times(), data_header(document, given)
    else:
        times = in_lines(document, given, read_times(prose, given, names.places))
        times = with_stated(document, in_columns(document, given, times))
        header = issued(read_header(prose, given, names, times), document, times)
        if not any(m.kind == "record" for m in document.marks):
            header, older = _revised(document, header, times)
        document = msgspec.structs.replace(document, sections=cut(document.sections, older, document.lines))
    heads, clocks = dispatches(document.text, document.lines), stamps(document, times)
    stamped = [*clocks.values(), *(t for d in heads for t in times.between(d.start, d.body))]
    return _Dated(
        document, given, msgspec.structs.replace(header, updated=newest(stamped)), times, older, heads, clocks
    )


def _facts(words: _Words, placed: _Dated) -> tuple[list[Fact], list[Change | Mention], list[Notice]]:
    """The facts of a document in order of their first span, what may be told of a plan, and what was not understood."""
    document, given, header, times, older, heads, clocks = placed
    names = words.names
    listed = tuple(t for t in tables(document) if t.is_schedule)
    end = older[0] if older else len(document.text)
    ranks = chronology(document, times)
    context = Context(
        document, given, header, names, times, words.sentences, tables=listed, older=end, stamps=clocks,
        entries=entries(document, clocks), ranks=ranks, dispatches=heads,
    )  # fmt: skip
    told: list[Fact] = []
    maybe: list[Change | Mention] = []
    notices = [*document.notices, *times.notices]
    for section in document.sections:
        for one in genres.read(section, context):
            if isinstance(one, Notice):
                notices.append(one)
            elif isinstance(one, Change | Mention) and one.rule.startswith((HINT, PLAIN)):
                maybe.append(one)
            else:
                told.append(one)
    told, doubts = completed(document, joined_claims(as_older(told, older)))
    notices += doubts
    corrected = corrections(context)
    told, parties = with_parties(context, without_corrected(with_roles(document, names, told), corrected))
    told, scenes, bodies = with_scenes(context, told)
    if not any(isinstance(f, Plan | Amendment) for f in told) and header.kind == "schedule":
        message = "no line could be read as an event; no clock stands with words of its own; 14:05 Signing would do"
        notices.append(Notice("schedule-without-events", "warning", message, doc=document.id))
    timexes = _moments(document, given, times, told)
    claims, said = [f for f in told if isinstance(f, Claim)], [f for f in told if isinstance(f, Statement)]
    found: list[Fact] = [*names.people, *parties, *bodies, *names.places, *scenes, *timexes, *_bullets(document), *told]
    found = with_first_persons(context, [*found, *speakers(said, names)])
    dated = disagreements(told, times.timexes)
    known = {d.spans[-1] for d in dated}
    dated += [d for d in dated_posts(context, said) if d.spans[-1] not in known]
    against = list(contradictions(context, said, claims))
    found += [*dated, *corrected, *against, *disputed(context, against, said, claims)]
    found.sort(key=_start)
    if ranks:
        found.sort(
            key=lambda fact: ranks[max(0, bisect_right(document.lines, _start(fact), key=lambda n: n.start) - 1)]
        )
    return [*headed(document, header.kind, times), *times.zones, *found], maybe, notices


def _moments(document: Document, given: Given, times: Times, told: list[Fact]) -> tuple[Timex, ...]:
    """The time expressions of a document, with the moments of the differences beside its clocks."""
    return with_moments(document.text, spoken(document.text, given.language), times.timexes, told)


def _revised(document: Document, header: Header, times: Times) -> tuple[Header, list[int]]:
    """The header with whether the document's own words list only what changes, and where older texts below them begin."""
    revised = Revised(document, no_clocks(times.timexes, times.local))
    older = older_texts(document, revised)
    own = tuple(n for n in document.lines if not older or n.start < older[0])
    listed = bool(older) and any(map(is_item, document.lines[len(own) :]))
    told = header.kind == "schedule" or (header.kind == "news_article" and not is_article(document.lines[:_HEAD]))
    if told and revised.is_partial(own, listed):
        header = msgspec.structs.replace(header, kind="schedule", partial=True, created=_issued(document, times))
    return header, older


def _issued(document: Document, times: Times) -> When | None:
    """The issue of a list of changes: its day, and a clock only of the same line, for those below are of what changes."""
    span, created = times.created_span, times.created
    line = next((n for n in document.lines if span and n.start <= span.start < n.end), None)
    if not isinstance(created, Instant) or (
        line and any(t.type == "TIME" for t in times.between(line.start, line.end))
    ):
        return created
    return Day(created.local.date(), created.zone, created.basis)


def _start(fact: Fact) -> int:
    """Where the words of a fact begin; sections stand first."""
    if isinstance(fact, Section):
        return -1
    spans = fact.spans
    return spans[0].start if len(spans) == 1 else min((s.start for s in spans), default=-1)


def _bullets(document: Document) -> list[KeyPoint]:
    """The document's own lead bullets."""
    kept = [s for s in document.sections if s.kind == "key_points"]
    lines = [n for n in document.lines if n.bullet and any(s.start <= n.start < s.end for s in kept)]
    return [KeyPoint(document.span(n.start, n.end), "layout.bullet") for n in lines]
