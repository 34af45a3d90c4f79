"""The neutral exchange form `asrun-reading/1`: the one place that maps asrun's names to it.

It is the joint reading of the documents given, in order, with the status and history that reconciling them gives. Ids are
made anew for each output; names refer to entities across documents by name or alias.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from asrun.model.account import Account, EventAccount, Known, start_of
from asrun.model.document import Piece, Section, raw_range
from asrun.model.exchange_entities import Entities
from asrun.model.exchange_items import Items
from asrun.model.exchange_principals import Leads, principals
from asrun.model.exchange_seen import corrected, seen_changes
from asrun.model.fact import Claim, KeyPoint, Mention, Observation, Plan, Statement
from asrun.model.reading import Reading
from asrun.model.span import Span
from asrun.model.time import Day, DayPart, Instant, Relative, Start, Timex, ZoneUse

_PRESS = ("press_conference", "briefing")
# What is with a body or a group is somebody's.
_WITH = re.compile(r"\bwith\b", re.I)
SCHEMA = "asrun-reading/1"
Json = dict[str, Any]
# What is seen to begin or end is told also where it is of no event that is known.
_TURNS = ("started", "ended")
_OF_VERSIONS = ("dropped", "retitled", "zone_changed", "confirmed", "made_tentative")


def exchange(readings: Sequence[Reading], event_of: Mapping[Span, str], account: Account) -> Json:
    """The joint reading of `readings`; `event_of` are the links of their mentions, `account` what they come to."""
    made = _Exchange(readings, event_of, account).document()
    pieces = {r.doc: r.pieces for r in readings if r.pieces}
    if pieces:
        _to_source(made, pieces)
        made["times"] = _once(made["times"], "span", "value")
        for entity in (*made["people"], *made["organizations"], *made["places"]):
            entity["mentions"] = _once(entity["mentions"], "doc", "start", "end")
    return made


def _once(listed: list[Json], *keys: str) -> list[Json]:
    """The items that differ: one place of the source may stand several times in a document, as a table's cell over rows."""
    return list({tuple(str(one[key]) for key in keys): one for one in reversed(listed)}.values())[::-1]


def _to_source(part: Any, pieces: Mapping[str, Sequence[Piece]]) -> None:
    """Moves every span of an output to where it stands in its source."""
    if isinstance(part, list):
        for one in part:
            _to_source(one, pieces)
    elif isinstance(part, dict):
        if part.get("doc") in pieces and isinstance(part.get("start"), int):
            part["start"], part["end"] = raw_range(pieces[part["doc"]], part["start"], part["end"])
        for one in part.values():
            _to_source(one, pieces)


def span(one: Span) -> Json:
    """A span with its words."""
    return {"doc": one.doc, "start": one.start, "end": one.end, "text": one.exact}


def _utc_stamp(moment: datetime) -> str:
    """A moment of UTC as the form writes it."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def spans(many: Iterable[Span]) -> list[Json]:
    """Spans in order of their words, each once."""
    return [span(s) for s in sorted(set(many))]


def moment(when: Start | str | None) -> Json | None:
    """An instant, a day or a part of a day as the form has it; nothing for what is only relative.

    A clock without a zone is the wall time alone, `utc` null.
    """
    if isinstance(when, Instant):
        made: Json = {
            "local": when.local.isoformat(),
            "zone": when.zone,
            "utc": _utc_stamp(when.utc),
            "precision": "minute",
            "basis": when.basis,
        }
        if when.bound:
            made["bound"] = when.bound
        return made
    if isinstance(when, Day | DayPart):
        clock = when.clock if isinstance(when, Day) else None
        precision = "minute" if clock else "day" if isinstance(when, Day) else "daypart"
        return {
            "local": f"{when}T{clock}" if clock else str(when),
            "zone": when.zone,
            "utc": None,
            "precision": precision,
            "basis": when.basis,
        }
    return None


def _known(known: Known | None) -> Json | None:
    return moment(known.value) if known else None


def _was_told(known: Known | None) -> bool:
    """Whether somebody gave a value; what follows from other events alone is none of the form's."""
    return known is not None and getattr(known.value, "basis", "stated") != "inferred"


class _Exchange:
    """One output under way."""

    def __init__(self, readings: Sequence[Reading], event_of: Mapping[Span, str], account: Account) -> None:
        self.readings, self.event_of, self.account = readings, event_of, account
        self.entities = Entities(readings)
        for one in account.events:
            for name in (one.place, one.current_place):
                self.entities.house(name, one.mentions)
        self.principals = principals(readings, event_of)
        self.leads = Leads(readings, self.entities.anyone)
        self.accounts = {e.id: e for e in account.events}
        self.events = {e.id: f"e{n}" for n, e in enumerate(account.events, 1)}
        self.told: dict[str, list[Span]] = defaultdict(list)
        self.plans: dict[str, Plan] = {}
        for reading in readings:
            for mention in (f for f in reading.facts if isinstance(f, Plan | Mention)):
                event = event_of.get(mention.spans[0], "")
                self.told[event] += mention.spans
                if isinstance(mention, Plan) and (mention.press or mention.parts):
                    self.plans.setdefault(event, mention)

    def _dated(self) -> list[Timex]:
        """The time expressions but "now", which names no time."""
        return [t for t in self._facts(Timex) if t.value != "PRESENT_REF"]

    def document(self) -> Json:
        """The whole output."""
        times = [self._time(n, t) for n, t in enumerate(self._dated(), 1)]
        seen = [self._observation(n, *seen) for n, seen in enumerate(self._corrected(), 1)]
        said = [self._statement(n, s) for n, s in enumerate(self._facts(Statement), 1)]
        claims = [self._claim(n, c) for n, c in enumerate(self._facts(Claim), 1)]
        items = Items((*times, *seen, *said, *claims))
        return {
            "schema": SCHEMA,
            "documents": [self._document(r) for r in self.readings],
            "zones": list(self._zones()),
            "sections": list(self._sections()),
            "key_points": [{"id": f"b{n}", "span": span(f.span)} for n, f in enumerate(self._facts(KeyPoint), 1)],
            **self.entities.lists(),
            "times": times,
            "events": [self._event(e) for e in self.account.events],
            "changes": list(self._changes()),
            "observations": seen,
            "statements": said,
            "claims": claims,
            "conflicts": [
                {"id": f"x{n}", "kind": c.kind, "items": items.within(c.spans), "spans": [span(s) for s in c.spans]}
                for n, c in enumerate(self.account.contests, 1)
            ],
            "notices": [str(n) for r in self.readings for n in r.notices],
        }

    def _facts(self, kind: type[Any]) -> list[Any]:
        return [f for r in self.readings for f in r.facts if isinstance(f, kind)]

    def _document(self, reading: Reading) -> Json:
        header = reading.header
        created = moment(header.created)
        basis = created["basis"] if created else "absent"
        made: Json = {
            "id": reading.doc,
            "file": reading.doc,
            "kind": header.kind,
            "title": header.title,
            "publisher": header.publisher,
            "language": header.language,
            "created": {
                "value": created["local"][:10] if created else None,
                "basis": basis if basis in ("stated", "absent") else "inferred",
            },
        }
        if created and created["utc"]:
            made["created"]["instant"] = created["utc"]
        return made

    def _zones(self) -> Iterable[Json]:
        seen: set[str] = set()
        for zone in sorted(self._facts(ZoneUse), key=lambda z: z.order):
            if zone.zone in seen:
                continue
            seen.add(zone.zone)
            yield {
                "id": f"z{len(seen)}",
                "zone": zone.zone,
                "offset": zone.offset,
                "role": zone.role,
                "order": zone.order,
                "doc": zone.spans[0].doc if zone.spans else None,
                "spans": spans(zone.spans),
            }

    def _sections(self) -> Iterable[Json]:
        number = 0
        for reading in self.readings:
            for section in (f for f in reading.facts if isinstance(f, Section)):
                number += 1
                heading = span(section.heading) if section.heading else None
                yield {
                    "id": f"sec{number}",
                    "doc": reading.doc,
                    "kind": section.kind,
                    "heading": heading,
                    "start": section.start,
                    "end": section.end,
                }

    def _time(self, number: int, time: Timex) -> Json:
        made: Json = {
            "id": f"t{number}",
            "span": span(time.span),
            "type": time.type,
            "value": time.value,
            "zone": time.zone,
            "utc": _utc_stamp(time.utc) if time.utc else None,
        }
        if time.mod:
            made["mod"] = time.mod
        if time.quant:
            made["quant"] = time.quant
        return made

    def _event(self, event: EventAccount) -> Json:
        made: Json = {
            "id": self.events[event.id],
            "title": event.summary,
            "kind": event.kind,
            "planned_start": _known(event.planned_start),
            "planned_end": _known(event.planned_end or event.implied_end),
            "place": self.entities.place(event.place or event.origin),
            "participants": self._participants(event),
            "status": self._status(event),
            "spans": spans([*event.mentions, *self.told[event.id]]),
            "history": [{"doc": k.evidence[0].doc, "start": moment(k.value)} for k in event.history if k.evidence],
        }
        optional = {
            "planned_duration": event.planned_duration,
            "origin": self.entities.place(event.origin),
            "destination": self.entities.place(event.destination),
            "actual_start": _known(event.actual_start),
            "actual_end": _known(event.actual_end),
            "current_start": _known(event.expected_start) if _was_told(event.expected_start) else None,
            "current_place": self.entities.place(event.current_place),
            "outcome": event.result,
            "roles": [{"participant": self.entities.anyone(r.name), "role": r.role} for r in event.roles] or None,
        }
        plan = self.plans.get(event.id)
        if plan:
            optional["press"] = plan.press
            notes = [span(p.span) for p in plan.parts if p.field == "note"]
            made.update({"notes": notes} if notes else {})
        made.update({k: v for k, v in optional.items() if v is not None})
        if event.planned_start and isinstance(event.planned_start.value, Relative):
            made["order"] = [{"rel": "after", "event": self.events.get(event.planned_start.value.after)}]
        return made

    def _participants(self, event: EventAccount) -> list[str]:
        """Who takes part: those who are named, and the principal whose schedule lists the event."""
        names = [*event.participants, *([self.principals[event.id]] if event.id in self.principals else [])]
        told = (*event.mentions, *self.told[event.id])
        speaker = self.leads.speaker(told) if not names and event.kind in _PRESS else None
        if speaker:
            return [speaker]
        if not names:
            lead = self.leads.of(told)
            return [lead] if lead else []
        found = list(dict.fromkeys(i for name in names for i in self.entities.parties(name)))
        if _WITH.search(event.summary) and not any(map(self.entities.stands_alone, found)):
            lead = self.leads.of(told)
            found = [*([lead] if lead else []), *found]
        return found

    def _status(self, event: EventAccount) -> str:
        """The one word of the form for a state on three axes."""
        if event.outcome == "held":
            return "unplanned_held" if event.unplanned else "held"
        if event.outcome != "no_report":
            return event.outcome
        if event.plan == "cancelled":
            return "not_held"
        start = start_of(event, self.accounts)
        if event.ahead:
            put_off = event.plan == "postponed" and event.expected_start is None
            return "future_unscheduled" if put_off or start is None else "future_scheduled"
        return "unplanned_held" if event.unplanned and start is None else "unknown"

    def _changes(self) -> Iterable[Json]:
        told = [line for line in self.account.changes if line.change.kind not in _OF_VERSIONS]
        told += seen_changes(self.account, [(self._about(o), o) for o, _ in self._corrected()])
        for number, line in enumerate(told, 1):
            change = line.change
            made: Json = {
                "id": f"c{number}",
                "type": change.kind,
                "event": self.events.get(line.event or ""),
                "before": self._state(line.before),
                "after": self._state(line.after),
                "delta": change.delta,
                "at": moment(change.at),
                "reported_by": self._writer(change.reported_by, change.spans[0].doc),
                "announced_by": self.entities.anyone(change.announced_by),
                "certainty": change.certainty,
                "spans": spans([*change.spans, *line.restated_in]),
            }
            if change.new_duration:
                made["new_duration"] = change.new_duration
            if line.replaced_by:
                made["replaced_by"] = self.events.get(line.replaced_by)
            if change.cue:
                made["cue"] = span(change.cue)
            if change.reason:
                made["reason"] = change.reason
            yield made

    def _state(self, value: Start | str | None) -> Json | str | None:
        return self.entities.place(value) if isinstance(value, str) else moment(value)

    def _writer(self, name: str | None, doc: str) -> str:
        """A named reporter, else the document's writer."""
        return (self.entities.anyone(name) if name else None) or f"doc:{doc}"

    def _corrected(self) -> list[tuple[Observation, tuple[Span, ...]]]:
        seen = self._facts(Observation)
        known = [o for o in seen if not o.about or o.about.summary or self._about(o) or o.phase in _TURNS]
        return corrected(known, self._facts(Timex), self.account.contests)

    def _about(self, seen: Observation) -> str | None:
        return self.event_of.get(seen.about.spans[0]) if seen.about else None

    def _observation(self, number: int, seen: Observation, spans_of: Sequence[Span]) -> Json:
        about = self._about(seen)
        return {
            "id": f"o{number}",
            "at": moment(seen.at or self._derived_start(seen, about)),
            "about": self.events.get(about or ""),
            "phase": seen.phase,
            "reported_by": self._writer(seen.reported_by, seen.spans[0].doc),
            "certainty": seen.certainty,
            "what": seen.what,
            "spans": spans(spans_of),
        }

    def _derived_start(self, seen: Observation, about: str | None) -> Start | str | None:
        """The start that a sighting without a clock gives its event ("on time")."""
        account = self.accounts.get(about or "")
        start = account.actual_start if account and seen.phase == "started" else None
        return start.value if start and start.evidence == seen.spans else None

    def _statement(self, number: int, said: Statement) -> Json:
        return {
            "id": f"s{number}",
            "speaker": self.entities.anyone(said.speaker),
            "via": [i for v in said.via if (i := self.entities.anyone(v))],
            "verb": said.verb,
            "mode": said.mode,
            "channel": said.channel,
            "at": moment(said.at),
            "quotes": [span(q) for q in said.quotes],
            "cue": span(said.cue) if said.cue else None,
            "spans": spans(said.spans),
        }

    def _claim(self, number: int, claim: Claim) -> Json:
        return {
            "id": f"k{number}",
            "holder": self._writer(claim.holder, claim.spans[0].doc),
            "subject": self.entities.anyone(claim.subject),
            "predicate": claim.predicate,
            "object": claim.object,
            "polarity": claim.polarity,
            "spans": spans(claim.spans),
        }
