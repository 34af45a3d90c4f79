"""A person's decisions on doubtful readings: each an entry with who and why, and each reversible by a later one."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import takewhile
from typing import Literal

import msgspec

from asrun.model.entry import Entry, EventAdded, FactAdded, LinkAdded, Payload, ReadingAdded, VerdictAdded, standing
from asrun.model.fact import Change, Fact, Mention, Observation, Plan, Statement, named_in
from asrun.model.source import Snapshot
from asrun.model.span import Span
from asrun.model.text import TextFormError, dumps, loads
from asrun.pipeline.asking import Question, entries_of
from asrun.publish.parts.clock import clean
from asrun.reading.documents import document_of
from asrun.record import Record
from asrun.record.errors import RecordError

_SURE = 65
_AROUND = 60


class Doubt(msgspec.Struct, frozen=True):
    """A reading that a person should look at: the entry, why it is doubtful, its words with what stands around them."""

    entry: int
    why: str
    told: str
    before: str
    words: str
    after: str
    where: str

    def __str__(self) -> str:
        context = f"{self.where}: …{self.before}[{self.words}]{self.after}…"
        return f"{self.entry:>6}  {self.told}\n        {context}\n        {self.why}"


def doubts(record: Record, question: Question) -> Iterator[Doubt]:
    """The readings that nobody has judged and that are not sure: unlinked, linked with few points, of two speakers."""
    entries = standing(entries_of(record, question))
    judged = {e.payload.entry for e in entries if isinstance(e.payload, VerdictAdded)}
    links = {e.payload.mention: e.payload for e in entries if isinstance(e.payload, LinkAdded)}
    speakers = {
        notice.span: notice.message
        for e in entries
        if isinstance(e.payload, ReadingAdded)
        for notice in e.payload.notices
        if notice.code == "speaker-in-doubt"
    }
    words = _Words(record)
    for entry in entries:
        if isinstance(entry.payload, FactAdded) and entry.seq not in judged:
            fact = entry.payload.fact
            why = speakers.get(fact.spans[0]) if isinstance(fact, Statement) and fact.doubtful else _why(fact, links)
            if why:
                yield words.doubt(entry.seq, why, dumps(fact).splitlines()[0], fact.spans[0])  # type: ignore[union-attr]
        elif isinstance(entry.payload, ReadingAdded) and entry.seq not in judged:
            for notice in entry.payload.notices:
                if notice.severity == "warning" and notice.span:
                    yield words.doubt(entry.seq, notice.message, f"notice {notice.code}", notice.span)


def _why(fact: Fact, links: dict[Span, LinkAdded]) -> str | None:
    """Why a fact is doubtful, with what would settle it; None where it is not."""
    if not isinstance(fact, Change | Observation) or fact.about is None:
        return None
    link = links.get(fact.about.spans[0])
    if link is None:
        return "no event of the record was found for it; link it to one, or reject it"
    if link.score < _SURE:
        return (
            f"taken as {link.event} with {link.score} of 100 points ({link.reason}); accept it, or link it to another"
        )
    return None


class _Words:
    """The words around a span, of documents that are decoded once each."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.texts: dict[str, str] = {}

    def text(self, doc: str) -> str:
        """The text of a version; empty where its bytes are gone."""
        if doc not in self.texts:
            version = self.record.version(doc)
            snapshot = self.record.snapshot(version.sha256) if version else None
            self.texts[doc] = _text(snapshot, doc) if snapshot else ""
        return self.texts[doc]

    def doubt(self, seq: int, why: str, told: str, span: Span) -> Doubt:
        """A doubt with its words in context."""
        text = self.text(span.doc)
        before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
        return Doubt(
            seq, why, told, _flat(before), _flat(span.exact), _flat(after), f"{span.doc}@{span.start}-{span.end}"
        )


def _text(snapshot: Snapshot, doc: str) -> str:
    found = document_of(snapshot, doc)
    return getattr(found, "text", "")


def _flat(text: str) -> str:
    return clean(text)


def judge(
    record: Record, kind: Literal["accept", "reject"], entry: int, who: str, why: str, now: datetime
) -> VerdictAdded:
    """Accepts or rejects the fact of an entry; the later verdict on it counts. A reading with notices can be accepted."""
    found = _entry(record, entry)
    reading = kind == "accept" and found is not None and isinstance(found.payload, ReadingAdded)
    event = None if reading else _event_of(record, _fact(record, entry).fact)
    verdict = VerdictAdded(kind, who, why, entry, event)
    record.append([verdict], [], now)
    return verdict


def correct(record: Record, entry: int, text: str, who: str, why: str, now: datetime) -> VerdictAdded:
    """Puts another fact in the place of an entry's, in canonical text form; its words must stand in the same document."""
    row = _fact(record, entry)
    try:
        fact = loads(text)
    except TextFormError as error:
        raise RecordError(f"the correction of entry {entry}: {error}; nothing was added") from error
    spans = getattr(fact, "spans", ())
    if type(fact) is not type(row.fact) or not spans:
        raise RecordError(
            f"entry {entry}: a {type(row.fact).__name__.lower()} corrected by another kind of fact, or by one without words; "
            "nothing was added; the block that asrun review show prints, changed, would do"
        )
    words = _Words(record)
    wrong = next((s for s in spans if s.doc != row.version or words.text(s.doc)[s.start : s.end] != s.exact), None)
    if wrong:
        raise RecordError(
            f"{wrong}: the document does not hold these words there; nothing was added; its own words would do"
        )
    verdict = VerdictAdded("correct", who, why, entry, _event_of(record, row.fact), fact=fact)
    record.append([verdict], [], now)
    return verdict


def relink(record: Record, entry: int, event: str, who: str, why: str, now: datetime) -> VerdictAdded:
    """Takes the mention of an entry as another event."""
    into, mention = _event(record, event), _mention(_fact(record, entry).fact, entry)
    before = record.event_of(mention.spans[0])
    verdict = VerdictAdded("relink", who, why, entry, before, into, mention.spans[0])
    record.append([verdict, LinkAdded(mention.spans[0], into, 100, _reason(verdict))], [], now)
    return verdict


def merge(record: Record, event: str, into: str, who: str, why: str, now: datetime) -> VerdictAdded:
    """Takes two events as one: all that is linked to the first is linked to the second; both keep their ids for life."""
    gone, kept = _event(record, event), _event(record, into)
    if gone == kept:
        raise RecordError(f"{gone}: merged with itself; nothing was added; two events would do")
    verdict = VerdictAdded("merge", who, why, event=gone, into=kept)
    moved = [LinkAdded(m, kept, 100, _reason(verdict)) for m in _mentions(record, gone)]
    if not moved:
        raise RecordError(f"{gone}: nothing is linked to it; it is merged already, or empty; asrun log shows when")
    record.append([verdict, *moved], [], now)
    return verdict


def split(record: Record, event: str, entry: int | None, who: str, why: str, now: datetime) -> VerdictAdded:
    """Undoes the last merge of an event; or, with an entry, takes its mention out of the event as one of its own."""
    name = _event(record, event)
    if entry is not None:
        return _split_off(record, name, entry, who, why, now)
    entries = list(record.about([name]))
    merged = next(
        (e for e in reversed(entries) if isinstance(e.payload, VerdictAdded) and _merges(e.payload, name)), None
    )
    undone = any(
        merged and e.seq > merged.seq and isinstance(v := e.payload, VerdictAdded) and _splits(v, name) for e in entries
    )
    if merged is None or undone:
        raise RecordError(f"{name}: no merge of it that stands; nothing was added; --entry would split one mention off")
    before = _moved(record, merged)
    into = merged.payload.into if isinstance(merged.payload, VerdictAdded) else None
    verdict = VerdictAdded("split", who, why, event=name, into=into)
    record.append([verdict, *(LinkAdded(m, name, 100, _reason(verdict)) for m in before)], [], now)
    return verdict


def _split_off(record: Record, event: str, entry: int, who: str, why: str, now: datetime) -> VerdictAdded:
    """Takes the mention of an entry out of an event, as one of its own that keeps its id when it is split off again."""
    mention = _mention(_fact(record, entry).fact, entry).spans[0]
    now_of = record.event_of(mention)
    if now_of != event:
        other = f"it names {now_of}" if now_of else "it names no event"
        raise RecordError(f"entry {entry}: no mention of {event}: {other}; nothing was added; an entry of it would do")
    made = f"ev-{hashlib.sha256(f'{event}|{mention}'.encode()).hexdigest()[:12]}"
    verdict = VerdictAdded("split", who, why, entry, event, made, mention)
    founded: list[Payload] = [] if record.named(made) else [EventAdded(made)]
    record.append([*founded, verdict, LinkAdded(mention, made, 100, _reason(verdict))], [], now)
    return verdict


def _splits(verdict: VerdictAdded, event: str) -> bool:
    return verdict.kind == "split" and verdict.event == event and verdict.entry is None


def _merges(verdict: VerdictAdded, event: str) -> bool:
    return verdict.kind == "merge" and verdict.event == event


def _reason(verdict: VerdictAdded) -> str:
    return f"{verdict.kind} by {verdict.who}" + (f": {verdict.why}" if verdict.why else "")


def fact_text(record: Record, entry: int) -> str:
    """The fact of an entry in canonical text form, to be changed and given to `correct`."""
    return dumps(_fact(record, entry).fact)


def _entry(record: Record, seq: int) -> Entry | None:
    return next(iter(record.entries(seq, seq - 1)), None) if 0 < seq <= record.head() else None


def _fact(record: Record, seq: int) -> FactAdded:
    entry = _entry(record, seq)
    if entry is None or not isinstance(entry.payload, FactAdded):
        raise RecordError(f"entry {seq}: no fact of this record; nothing was added; asrun review lists those in doubt")
    return entry.payload


def _event(record: Record, start: str) -> str:
    named = record.named(start)
    found = [start] if start in named else named
    if len(found) != 1:
        count = len(found) or "no"
        raise RecordError(f'"{start}": {count} events of this record begin so; nothing was added; a whole id would do')
    return found[0]


def _mention(fact: Fact, entry: int) -> Mention | Plan:
    found = next(named_in(fact), None)
    if found is None:
        raise RecordError(
            f"entry {entry}: it names no event; nothing was added; an entry of a change or sighting would do"
        )
    return found


def _event_of(record: Record, fact: Fact) -> str | None:
    mention = next(named_in(fact), None)
    return record.event_of(mention.spans[0]) if mention else None


def _mentions(record: Record, event: str) -> list[Span]:
    """The mentions that are linked to an event now."""
    links = (e.payload.mention for e in record.about([event]) if isinstance(e.payload, LinkAdded))
    return [span for span in dict.fromkeys(links) if record.event_of(span) == event]


def _moved(record: Record, merged: Entry) -> list[Span]:
    """The mentions that a merge moved: the links of its own batch."""
    batch = takewhile(lambda e: isinstance(e.payload, LinkAdded), record.entries(after=merged.seq))
    wanted = _reason(merged.payload) if isinstance(merged.payload, VerdictAdded) else ""
    return [e.payload.mention for e in batch if isinstance(e.payload, LinkAdded) and e.payload.reason == wanted]
