"""An account as it is told: every line in the words of a reader, with its numbers of evidence; formats only lay it out."""

from collections import Counter
from datetime import date, datetime
from itertools import groupby

import msgspec

from asrun.model.account import (
    Account,
    ChangeLine,
    Contest,
    ContestSide,
    ObservationLine,
    SourceLine,
    StatementLine,
    ZoneColumn,
)
from asrun.model.fact import Certainty
from asrun.model.span import Span
from asrun.model.time import Instant, When
from asrun.publish.parts.clock import (
    Clock,
    clean,
    clocks,
    columns,
    long_day,
    moment_of,
    offset_words,
    short_day,
    utc_words,
)
from asrun.publish.parts.evidence import Evidence
from asrun.publish.parts.rows import Group, groups

_PHASES = {
    "not_started": "not started", "started": "started", "in_progress": "under way", "running_late": "running late",
    "ended": "ended", "arrival": "arrived", "departure": "departed", "announcement": "announced", "other": "seen",
}  # fmt: skip
_CERTAINTY: dict[Certainty, str] = {"asserted": "", "hedged": "With reservation", "contested": "Contested"}
_QUOTE = 280


class Line(msgspec.Struct, frozen=True):
    """A sentence with when it is from, who says so, how sure, and its evidence; `again` is where it is said once more.

    `day` is the venue's day of `when`; `bound` is "by" or "not before".
    """

    words: str
    day: str = ""
    bound: str = ""
    when: tuple[Clock, ...] = ()
    when_words: str = ""
    says: str = ""
    certainty: str = ""
    kind: str = ""
    quote: str = ""
    refs: tuple[int, ...] = ()
    again: tuple[int, ...] = ()


class Side(msgspec.Struct, frozen=True):
    """One side of a contested matter: the exact words, where they stand, who says so and since when."""

    quote: str
    doc: str
    refs: tuple[int, ...]
    says: str = ""
    when: str = ""

    @property
    def whose(self) -> str:
        """Who says so, in which document, since when."""
        named = [self.says] if self.says and self.says != self.doc else []
        return ", ".join([*named, self.doc, *([self.when] if self.when else [])])


class Sides(msgspec.Struct, frozen=True):
    """A contested matter, its sides beside each other."""

    words: str
    sides: tuple[Side, ...]


class Quoted(msgspec.Struct, frozen=True):
    """One piece of evidence: its number, where it stands, its exact words."""

    number: int
    where: str
    words: str


class Source(msgspec.Struct, frozen=True):
    """A document with the words that the account takes from it."""

    doc: str
    about: str
    sha256: str
    private: bool
    quoted: tuple[Quoted, ...]


def by_day(lines: tuple[Line, ...]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Lines in runs of one day each, for a log that prints the day once."""
    return tuple((day, tuple(run)) for day, run in groupby(lines, key=lambda line: line.day))


class Story(msgspec.Struct, frozen=True):
    """A whole account in words."""

    title: str
    days: tuple[str, ...]
    valid: str
    record: str
    as_of: tuple[Clock, ...]
    zones: tuple[ZoneColumn, ...]
    tally: str
    highlights: tuple[Line, ...]
    groups: tuple[Group, ...]
    changes: tuple[Line, ...]
    observations: tuple[Line, ...]
    statements: tuple[Line, ...]
    claims: tuple[Line, ...]
    contests: tuple[Sides, ...]
    sources: tuple[Source, ...]
    notices: tuple[Line, ...]
    deviations: tuple[Line, ...]


def tell(account: Account) -> Story:
    """The account in words."""
    return _Teller(account).story()


def clip(text: str, most: int = _QUOTE) -> str:
    """A short quotation: at most so many characters, cut at a blank.

    >>> clip("one two three", 9)
    'one two […]'
    """
    flat = clean(text)
    if len(flat) <= most:
        return flat
    return f"{flat[: most + 1].rpartition(' ')[0] or flat[:most]} […]"


class _Teller:
    """The zones, names and evidence numbers that all lines of one account share."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.zones = tuple(ZoneColumn(z.zone, clean(z.label), z.role) for z in columns(account))
        self.evidence = Evidence(account)
        self.names = {e.id: clean(e.summary) for e in account.events}
        self.days_only = {s.doc for s in account.sources if s.issued and not s.issued_at}
        self.publishers = {s.doc: s.publisher for s in account.sources}

    def story(self) -> Story:
        """All sections in order."""
        account, refs = self.account, self.evidence.refs
        told = groups(account, self.zones, self.evidence)
        valid, record = self._as_of()
        return Story(
            clean(account.title) or "As run",
            tuple(long_day(d) for d in account.days),
            valid,
            record,
            self._clocks(account.as_of),
            self.zones,
            _tally(told),
            tuple(Line(clean(h.words), refs=refs(h.evidence)) for h in account.highlights),
            told,
            tuple(self._change(c) for c in account.changes),
            tuple(self._seen(o) for o in account.observations),
            tuple(self._said(s) for s in account.statements),
            tuple(
                Line(
                    clean(c.words),
                    says=clean(c.holder),
                    kind="for" if c.polarity == "+" else "against",
                    refs=refs((c.span,)),
                )
                for c in account.claims
            ),
            tuple(self._sides(c) for c in account.contests),
            self._sources(),
            tuple(
                Line(clean(n.message), kind=n.severity, says=n.code, refs=refs((n.span,) if n.span else ()))
                for n in account.notices
            ),
            tuple(Line(clean(d.words), says=d.rule, refs=refs(d.evidence)) for d in account.deviations),
        )

    def _clocks(self, moment: datetime | None) -> tuple[Clock, ...]:
        """The clocks of a moment; day marks are against the venue's day, which is printed with it."""
        return clocks(moment, self.zones, _date(clocks(moment, self.zones[:1])))

    def _as_of(self) -> tuple[str, str]:
        """Both axes of the question in words: what the sources had said by when, and what the record knew."""
        account = self.account
        valid = "All that the sources say"
        if account.as_of:
            told = self._clocks(account.as_of)
            valid = f"As of {', '.join(str(c) for c in told)}, {_day(told)}"
        record = f"entry {account.seq} of the record" if account.seq else "no entry in the record"
        if account.recorded_by:
            record += f", recorded by {utc_words(account.recorded_by)}"
        return valid, record

    def _known(self, doc: str, since: datetime | None) -> tuple[str, tuple[Clock, ...], str]:
        """The day and the clocks since when a document's word is known, or what stands where there is no clock."""
        told = self._clocks(since)
        if doc in self.days_only and any(c.hour == "23:59" for c in told):
            return _day(told), (), "hour not known"
        return _day(told), told, "" if told else "time not known"

    def _change(self, line: ChangeLine) -> Line:
        day, told, unknown = self._known(line.change.spans[0].doc, line.known_from)
        return Line(
            clean(line.words),
            day,
            "",
            told,
            unknown,
            clean(line.claimant),
            _CERTAINTY[line.change.certainty],
            line.change.kind,
            refs=self.evidence.refs(line.change.spans),
            again=self.evidence.refs(s for s in line.restated_in if s not in line.change.spans),
        )

    def _at(self, when: When | None) -> tuple[str, str, tuple[Clock, ...], str]:
        """The day, bound, clocks and words of a moment that the words name."""
        if when is None:
            return "", "", (), ""
        day = _date(clocks(when.utc, self.zones[:1])) if isinstance(when, Instant) else None
        at = moment_of(when, self.zones, day, self.names)
        told = ((at.own,) if at.own else ()) + at.clocks
        return _day(told), at.bound, told, at.words

    def _seen(self, line: ObservationLine) -> Line:
        seen = line.observation
        day, bound, told, words = self._at(seen.at)
        about = self.names.get(line.event or "") or (clean(seen.about.summary) if seen.about else "")
        what, phase = clean(seen.what), _PHASES.get(seen.phase, "seen")
        again = seen.about is not None and clean(seen.about.summary).lower() in what.lower()
        if what and seen.phase in ("other", "announcement") and not again:
            phase = what
        said = f"{about}: {phase}" if about else phase
        return Line(
            said[:1].upper() + said[1:],
            day,
            bound,
            told,
            words or ("" if told else "time not known"),
            clean(seen.reported_by or line.claimant),
            _CERTAINTY[seen.certainty],
            seen.phase,
            clip(seen.spans[0].exact) if seen.spans else "",
            self.evidence.refs(seen.spans),
        )

    def _said(self, line: StatementLine) -> Line:
        said = line.statement
        day, bound, told, words = self._at(said.at)
        if not said.at:
            day, told, words = self._known(line.doc, line.known_from)
        spans = said.quotes or said.spans
        speaker = clean(said.speaker or (said.named.exact if said.named else ""))
        if not speaker:
            speaker = f"The writer ({clean(self.publishers.get(line.doc) or line.doc)})"
        how = [clean(said.channel).replace("_", " ")] if said.channel else []
        how += ["speaker in doubt"] if said.doubtful else []
        how += [f"told by {', '.join(clean(v) for v in said.via)}"] if said.via else []
        return Line(
            "" if said.quotes else _verb(said.verb),
            day,
            bound,
            told,
            words,
            speaker,
            kind=", ".join(how),
            quote=clip(" … ".join(s.exact for s in spans)),
            refs=self.evidence.refs(spans),
        )

    def _sides(self, contest: Contest) -> Sides:
        return Sides(clean(contest.words), tuple(self._side(s) for s in contest.sides))

    def _side(self, side: ContestSide) -> Side:
        day, told, _ = self._known(side.span.doc, side.known_from)
        when = f"{day} {told[0]}" if told else day
        return Side(
            clip(side.span.exact), clean(side.span.doc), self.evidence.refs((side.span,)), clean(side.claimant), when
        )

    def _sources(self) -> tuple[Source, ...]:
        """The documents in order of arrival with their quoted words; a span of no listed document stands under its name."""
        listed = {s.doc: s for s in self.account.sources}
        docs = (*listed, *(d for d in self.evidence.docs if d not in listed))
        return tuple(self._source(d, listed.get(d)) for d in docs)

    def _source(self, doc: str, line: SourceLine | None) -> Source:
        quoted = tuple(Quoted(n, where(s), clean(s.exact)) for n, s in self.evidence.of(doc))
        if line is None:
            return Source(clean(doc), "", "", False, quoted)
        if line.private:
            return Source(clean(doc), "its words are withheld", "", True, ())
        about = [clean(line.kind).replace("_", " "), clean(line.publisher or "publisher not named")]
        told = clocks(line.issued_at, self.zones[:1])
        stated = f"{_day(told)}, {told[0]}" if told else _issued(line.issued) if line.issued else ""
        about.append(f"issued {stated}" if stated else "date of issue not known")
        return Source(clean(doc), ", ".join(about), clean(line.sha256), False, quoted)


def _verb(verb: str | None) -> str:
    """By which word something is told: that of the source, a plain one where it has none or several."""
    return clean(verb) if verb and verb.isalpha() else "reported"


def where(span: Span) -> str:
    """A span's place as it is cited."""
    return f"{clean(span.doc)}@{span.start}-{span.end}"


def _date(told: tuple[Clock, ...]) -> date | None:
    return datetime.fromisoformat(told[0].iso).date() if told else None


def _day(told: tuple[Clock, ...]) -> str:
    """The venue's day of a moment, in words."""
    day = _date(told)
    return short_day(day) if day else ""


def _issued(words: str) -> str:
    """An ISO stamp as a reader writes it; other words as they are."""
    try:
        stamp = datetime.fromisoformat(words)
    except ValueError:
        return clean(words)
    if len(words) <= 10:
        return short_day(stamp.date())
    there = stamp.utcoffset()
    zone = f" ({offset_words(there)})" if there is not None else ""
    return f"{short_day(stamp.date())}, {stamp:%H:%M}{zone}"


def _tally(told: tuple[Group, ...]) -> str:
    """How many events there are, and in which states."""
    states = Counter(r.state for g in told for r in g.rows)
    total = sum(states.values())
    if not total:
        return "No event is known"
    each = "; ".join(f"{n} {s[:1].lower()}{s[1:]}" for s, n in states.most_common())
    return f"{total} event{'s' if total > 1 else ''}: {each}"
