"""What the text form makes of each kind of value: its word, its fields, and what stands in its first line."""

import re
from collections.abc import Hashable
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from asrun.model.entry import Entry, Payload
from asrun.model.fact import Fact
from asrun.model.text_values import RANGE, TOKEN, Codec, codec, kinds_of, read_range, write_range
from asrun.model.time import Instant, Timex

# What stands in the first line, by the value's type. A slot is a field, a field of a field (which that one's own block then
# leaves out), or a range of two; `:token` keeps words without blanks. A slot whose text would not read back as
# itself is left to a line of its own.
_HEADS = {
    "Section": "{kind} {start}-{end} {genre:token}",
    "ZoneUse": "{order} {zone:token} {offset:token} {role}",
    "Timex": "{value:token} {zone:token} ({basis})",
    "Person": "{kind}  {name}",
    "Organization": "{kind:token}  {name}",
    "Place": "{kind:token}  {name}",
    "Plan": "{starts..ends}  {summary}",
    "Amendment": "{action} {was:token}  {words}",
    "Mention": "{kind} {starts}  {summary}",
    "Change": "{kind} {delta} ({certainty})  {about.summary}",
    "Observation": "{phase} {at} ({certainty})  {about.summary}",
    "Statement": "{mode}  {speaker} {verb:verb}",
    "Claim": "{polarity} {predicate:token}  {holder}",
    "Outcome": "{outcome}  {about.summary}",
    "Disagreement": "{kind}  {message}",
    "EntityMention": "{form} {span}",
    "Role": "{title}  of {of}",
    "Part": "{field} {span}",
    "Participation": "{role}  {name}",
    "Entry": "{seq} {recorded_at}",
    "VersionAdded": "{version.id:token}",
    "ReadingAdded": "{version:token}  {reader}",
    "FactAdded": "{id:token} {version:token}  {claimant}",
    "EventAdded": "{event:token}  {calendar}",
    "LinkAdded": "{event:token} {score}  {reason}",
    "VersionWithdrawn": "{version:token}  {reason}",
    "VersionAccepted": "{version:token}  {reason}",
    "VerdictAdded": "{kind} {entry} {event:token}  {who}",
    "RedactionAdded": "{entries:token}  {reason}",
    "KeyRotated": "{key:token}  {reason}",
    "Redacted": "{kind:token} {by}",
    "Version": "{id:token}",
    "Header": "{kind} {created}  {title}",
    "Notice": "{severity} {code:token}  {message}",
}
_PATTERNS = {"token": TOKEN, "verb": "[a-z]+"}
_LABELS = {
    "spans": "source", "span": "source", "mentions": "source", "quotes": "quote", "roles": "role", "notices": "notice",
    "parts": "part",
}  # fmt: skip
_SLOT = re.compile(r"([^{]*)\{([\w.]+)(?::(\w+))?\}(\)?)")


class Slot(NamedTuple):
    """One value of a first line: the field it is of (or of a field's field), and what stands around it."""

    path: str
    ends: str  # the field at the other end of a range
    lead: str
    trail: str
    codec: Codec
    pattern: re.Pattern[str]


class Kind(NamedTuple):
    """How one type of value is written: its word, what the word alone tells, its fields and its first line."""

    word: str
    type: Any
    told: dict[str, Any]
    fields: dict[str, FieldInfo]
    labels: dict[str, str]
    template: str
    slots: tuple[Slot, ...]
    head: re.Pattern[str]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of fact and entry by its word; a time expression's is its type ("time", "date", "duration", "set")."""
    types: list[Any] = [*(t for t in get_args(Fact) if t is not Timex), *get_args(Payload), Entry]
    time: Any = Timex
    of_time = kind_of(time)
    found = [kind_of(t) for t in types]
    found += [of_time._replace(word=t.lower(), told={"type": t}) for t in get_args(of_time.fields["type"].type)]
    return {kind.word: kind for kind in found}


def word_of(value: Any) -> str:
    """The word that a value's block begins with."""
    struct: Any = type(value)
    return str(value.type.lower()) if isinstance(value, Timex) else kind_of(struct).word


@cache
def kind_of(type_: Hashable) -> Kind:
    """How a type of value is written."""
    struct: Any = type_
    infos = {f.name: f for f in fields(struct)}
    template = _HEADS.get(struct.__name__, "")
    slots = tuple(_slot(infos, *found) for found in _SLOT.findall(template and f" {template}"))
    head = "".join(rf"(?:{re.escape(s.lead)}({s.pattern.pattern}){re.escape(s.trail)})?" for s in slots)
    word = str(struct.__struct_config__.tag or struct.__name__.lower())
    labels = {name: _LABELS.get(name, name) for name in infos}
    return Kind(word, struct, {}, infos, labels, template, slots, re.compile(head))


def _slot(infos: dict[str, FieldInfo], lead: str, path: str, kept: str, trail: str) -> Slot:
    path, _, ends = path.partition("..")
    name, _, within = path.partition(".")
    info = infos[name]
    if within:
        info = kind_of(below(info)[0]).fields[within]
    line = codec(info.name, info.type)
    assert line, f"{path} has no form in one line"
    return Slot(path, ends, lead, trail, line, re.compile(_PATTERNS.get(kept, RANGE if ends else line.pattern)))


def below(info: FieldInfo) -> tuple[Any, ...]:
    """The types that a field's value, or each of its values, may have."""
    each = get_args(info.type)[0] if get_origin(info.type) is tuple else info.type
    return kinds_of(each)


def is_default(info: FieldInfo, value: Any) -> bool:
    """Whether a value says no more than leaving its field out does."""
    if info.default_factory is not msgspec.NODEFAULT:
        return bool(value == info.default_factory())
    return info.default is not msgspec.NODEFAULT and bool(value == info.default)


def write_head(kind: Kind, value: Any, told: frozenset[str], worded: bool = True) -> tuple[str, frozenset[str]]:
    """What stands behind the word of a first line, and the paths that it tells; `told` are those told already.

    The line is read back at once: slots that run into each other ("the mayor", with no verb behind it) give way, the last
    one first.
    """
    texts = {s: text for s in kind.slots if s.path not in told and (text := _slot_text(kind, s, value))}
    head = ""
    while texts:
        head = "".join(slot.lead + text + slot.trail for slot, text in texts.items())
        head = head if worded else " " + head.strip(" ")
        if read_head(kind, head) == {slot.path: text for slot, text in texts.items()}:
            break
        texts.popitem()
        head = ""
    paths = {slot.path for slot in texts} | {s.ends for s, text in texts.items() if s.ends and read_range(text)[1]}
    return head, frozenset(paths)


def read_head(kind: Kind, head: str) -> dict[str, str] | None:
    """The texts of a first line's slots by their paths; None where it is none of this kind."""
    found = kind.head.fullmatch(head)
    return {s.path: t for s, t in zip(kind.slots, found.groups(), strict=True) if t is not None} if found else None


def _slot_text(kind: Kind, slot: Slot, value: Any) -> str | None:
    """A slot's text, or None where it is better left to a line of its own."""
    name, _, within = slot.path.partition(".")
    found = getattr(value, name)
    if found is None or is_default(kind.fields[name], found):
        return None
    if within:
        found = getattr(found, within)
    text = None
    if slot.ends and isinstance(found, Instant) and isinstance(until := getattr(value, slot.ends), Instant):
        text = write_range(found, until)
    text = text or slot.codec.write(found)
    return text if slot.pattern.fullmatch(text) else None
