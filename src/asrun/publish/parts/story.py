"""An account as it is told: every line in the words of a reader, with its numbers of evidence; formats only lay it out."""

from collections import Counter
from datetime import datetime

import msgspec

from asrun.model.account import Account, ChangeLine, Contest, ObservationLine, SourceLine, StatementLine, ZoneColumn
from asrun.model.fact import Certainty
from asrun.model.span import Span
from asrun.publish.parts.clock import (
    Clock,
    Moment,
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
    "not_started": "Not started", "started": "Started", "in_progress": "Under way", "running_late": "Running late",
    "ended": "Ended", "arrival": "Arrival", "departure": "Departure", "announcement": "Announced", "other": "Seen",
}  # fmt: skip
_CERTAINTY: dict[Certainty, str] = {"asserted": "", "hedged": "With reservation", "contested": "Contested"}
_QUOTE = 280


class Line(msgspec.Struct, frozen=True):
    """A sentence with when it is from, who says so, how sure, and its evidence; `again` is where it is said once more."""

    words: str
    when: tuple[Clock, ...] = ()
    when_words: str = ""
    says: str = ""
    certainty: str = ""
    kind: str = ""
    quote: str = ""
    refs: tuple[int, ...] = ()
    again: tuple[int, ...] = ()


class Side(msgspec.Struct, frozen=True):
    """One side of a contested matter: the exact words and where they stand."""

    quote: str
    doc: str
    refs: tuple[int, ...]


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
        self.zones = columns(account)
        self.evidence = Evidence(account)
        self.names = {e.id: clean(e.summary) for e in account.events}
        self.day = account.days[0] if len(account.days) == 1 else None
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
        )

    def _clocks(self, moment: datetime | None) -> tuple[Clock, ...]:
        return clocks(moment, self.zones, self.day)

    def _as_of(self) -> tuple[str, str]:
        """Both axes of the question in words: what the sources had said by when, and what the record knew."""
        account = self.account
        valid = "All that the sources say"
        if account.as_of:
            first = self._clocks(account.as_of)
            there = datetime.fromisoformat(first[0].iso).date()
            valid = f"As of {', '.join(str(c) for c in first)}, {short_day(there)}"
        record = f"entry {account.seq} of the record" if account.seq else "no entry in the record"
        if account.recorded_by:
            record += f", recorded by {utc_words(account.recorded_by)}"
        return valid, record

    def _change(self, line: ChangeLine) -> Line:
        return Line(
            clean(line.words),
            self._clocks(line.known_from),
            "" if line.known_from else "time not known",
            clean(line.claimant),
            _CERTAINTY[line.change.certainty],
            line.change.kind,
            refs=self.evidence.refs(line.change.spans),
            again=self.evidence.refs(s for s in line.restated_in if s not in line.change.spans),
        )

    def _seen(self, line: ObservationLine) -> Line:
        seen = line.observation
        at = moment_of(seen.at, self.zones, self.day, self.names) if seen.at else Moment()
        about = self.names.get(line.event or "") or (clean(seen.about.summary) if seen.about else "")
        what = clean(seen.what)
        return Line(
            ": ".join(w for w in (_PHASES.get(seen.phase, "Seen"), about or what) if w),
            ((at.own,) if at.own else ()) + at.clocks,
            at.words or ("" if at.clocks else "time not known"),
            clean(seen.reported_by or line.claimant),
            _CERTAINTY[seen.certainty],
            at.bound,
            clip(seen.spans[0].exact) if seen.spans else "",
            self.evidence.refs(seen.spans),
        )

    def _said(self, line: StatementLine) -> Line:
        said = line.statement
        at = moment_of(said.at, self.zones, self.day, self.names) if said.at else Moment()
        spans = said.quotes or said.spans
        speaker = clean(said.speaker or "")
        if not speaker:
            who = self.publishers.get(line.doc)
            speaker = f"The writer ({clean(who or line.doc)})"
        how = [clean(said.channel).replace("_", " ")] if said.channel else []
        how += [f"told by {', '.join(clean(v) for v in said.via)}"] if said.via else []
        quote = clip(" … ".join(s.exact for s in spans))
        return Line(
            "" if said.quotes else "in other words" if said.mode == "indirect" else "",
            ((at.own,) if at.own else ()) + at.clocks or self._clocks(line.known_from),
            at.words or ("" if at.clocks or line.known_from else "time not known"),
            speaker,
            "",
            ", ".join(how),
            quote,
            self.evidence.refs(spans),
        )

    def _sides(self, contest: Contest) -> Sides:
        refs = self.evidence.refs
        return Sides(clean(contest.words), tuple(Side(clip(s.exact), clean(s.doc), refs((s,))) for s in contest.spans))

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
        about.append(f"issued {_issued(line.issued)}" if line.issued else "date of issue not known")
        return Source(clean(doc), ", ".join(about), line.sha256, False, quoted)


def where(span: Span) -> str:
    """A span's place as it is cited."""
    return f"{clean(span.doc)}@{span.start}-{span.end}"


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
    each = ", ".join(f"{n} {s[:1].lower()}{s[1:]}" for s, n in states.most_common())
    return f"{total} event{'s' if total > 1 else ''}: {each}"
