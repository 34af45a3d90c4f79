"""As what people take part in a planned event, where its words say so: "chaired by", "Speakers:", "(moderator)"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, get_args

import msgspec

from asrun.model.document import Document
from asrun.model.fact import Fact, ParticipantRole, Participation, Plan
from asrun.model.wordbook import read_book
from asrun.reading.context import Names

_PERSONS = ("person", "unnamed", "group")
_LEAD = re.compile(r"(?:[^\W\d_][\w.'’-]*[\s,]+){0,6}")
_JOIN = re.compile(r"(?:\s*\([^()]{0,40}\))?(?:\s*[,;&/]|\s+and\b)(?:\s+and\b)?\s*(?:[^\W\d_][\w.'’-]*\s+){0,5}")


class _Known(NamedTuple):
    """The words of roles: what stands before names, and what stands behind one; each group is a role."""

    people: frozenset[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _known() -> _Known:
    data = read_book(__package__, "roles")
    before, behind, labels = [], [], set(data["people"])
    for role in get_args(ParticipantRole):
        words = data[role]
        labels |= set(words["labels"])
        lead = f"(?:{_any(words['labels'])})\\s?:|(?:{_any(words['before'])})(?=\\s)"
        before.append(f"(?P<{role}>{lead})")
        behind.append(f"(?P<{role}>{_any(words['behind'])})")
    return _Known(
        frozenset(labels),
        re.compile(rf"(?<![\w-])(?:{'|'.join(before)})\s*", re.I),
        re.compile(rf"\s*(?:\(|,\s)(?:as\s)?(?:the\s)?(?:{'|'.join(behind)})(?!\w|\s?:)", re.I),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def labels_people(label: str) -> bool:
    """Whether a label leads to people: "Host", "Attendees"."""
    return label.lower() in _known().people


def with_roles(document: Document, names: Names, told: Iterable[Fact]) -> list[Fact]:
    """The facts with who takes part in plans as what; whoever has a role is a participant."""
    return [_with_roles(document, names, f) if isinstance(f, Plan) and not f.restates else f for f in told]


def _with_roles(document: Document, names: Names, plan: Plan) -> Plan:
    told = (p.span for p in plan.parts if p.field in ("note", "participants"))
    spans = dict.fromkeys((*plan.spans, *told))
    roles = dict.fromkeys(r for s in spans for r in _roles(document.text, names, s.start, s.end))
    if not roles:
        return plan
    people = dict.fromkeys((*plan.participants, *(r.name for r in roles)))
    return msgspec.structs.replace(plan, participants=tuple(people), roles=tuple(roles))


def _roles(text: str, names: Names, start: int, end: int) -> Iterator[Participation]:
    """The roles that words text[start:end] tell."""
    hits = [h for h in names.between(start, end) if h.kind in _PERSONS]
    if not hits:
        return
    cues = list(_known().before.finditer(text, start, end))
    for cue, stop in zip(cues, [*(c.start() for c in cues[1:]), end], strict=False):
        at, lead = cue.end(), _LEAD
        for hit in hits[bisect_left(hits, (at,)) : bisect_left(hits, (stop,))]:
            if not lead.fullmatch(text, at, hit.start):
                break
            yield Participation(hit.name, _role(cue))
            at, lead = hit.end, _JOIN
    for hit in hits:
        behind = _known().behind.match(text, hit.end, end)
        if behind:
            yield Participation(hit.name, _role(behind))


def _role(cue: re.Match[str]) -> ParticipantRole:
    role: ParticipantRole = cue.lastgroup  # type: ignore[assignment]
    return role
