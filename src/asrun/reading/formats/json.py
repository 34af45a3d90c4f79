"""Schedules as JSON, by the mappings that say where each kind of export keeps its events and their fields."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from asrun.model.document import Document, Line, Mark, Piece, Section
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.reading.formats import text as plain

MEDIA_TYPES = frozenset({"application/json"})
MOST_VALUES = 2_000_000
_PROBE = 20
_BLOCK = 8192
_HEAD = 24
_LINE = re.compile(rb"[^\n]+")
_CONTINUED = bytes(range(0x80, 0xC0))
_ORDER = ("summary", "dtstart", "clock", "dtend", "duration", "tzid", "location", "attendee", "categories", "status")


class Mapping(NamedTuple):
    """Where a kind of export keeps its items and their fields, as paths.

    `local` is the zone of all its clocks where it has one; `skip` are words of fields whose items announce no event.
    """

    name: str
    items: tuple[tuple[str, ...], ...]
    root: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    zone: tuple[str, ...]
    fields: dict[str, tuple[tuple[str, ...], ...]]
    local: str = ""
    skip: tuple[tuple[str, frozenset[str]], ...] = ()


class Part(NamedTuple):
    """A value of the source as it is written, from byte `start` on."""

    words: bytes
    start: int


@cache
def mappings() -> tuple[Mapping, ...]:
    """Every mapping, by name."""
    folder = files("asrun.reading").joinpath("mappings")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(mapping(f.name[:-5], f.read_text(encoding="utf-8")) for f in found)


def mapping(name: str, text: str) -> Mapping:
    """The mapping that a file declares."""
    data: dict[str, Any] = tomllib.loads(text)
    fields = {field: tuple(_path(p) for p in paths) for field, paths in data["fields"].items()}
    heads = tuple(_path(data[h]) for h in ("title", "version") if data[h])
    skip = tuple((field, frozenset(words)) for field, words in data.get("skip", {}).items())
    items = tuple(map(_path, data["items"]))
    return Mapping(name, items, _path(data["root"]), heads, _path(data["zone"]), fields, data.get("local", ""), skip)


def _path(words: str) -> tuple[str, ...]:
    return tuple(words.split(".")) if words else ()


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The events of an export as blocks of lines, one for each, a record each.

    Each block leads back to the whole of its event's object in the source.
    """
    found = plain.document(snapshot, version)
    if isinstance(found, Notice):
        return found
    if snapshot.data.count(b",") > MOST_VALUES:
        message = f"more than {MOST_VALUES:,} values; no schedule has so many; parts of it would do"
        return Notice("too-large", "error", message, doc=version)
    whole = Part(snapshot.data, 0)
    if whole.words.startswith(b"\xef\xbb\xbf"):
        whole = Part(whole.words[3:], 3)
    try:
        tops = _tops(whole)
        for known in mappings():
            events = _events(tops, known)
            if events is not None:
                return _Blocks(found, snapshot.data, tops, known).document(events)
    except (msgspec.DecodeError, RecursionError) as error:
        message = f"JSON that cannot be decoded; {str(error).lower()}; the file as it was exported would do"
        return Notice("not-json", "error", message, doc=version)
    names = ", ".join(m.name.replace("_", " ") for m in mappings())
    message = f"JSON of no known kind of schedule; its events and their fields cannot be told; one of {names} would do"
    return Notice("json-without-events", "error", message, doc=version)


def _tops(whole: Part) -> list[Part]:
    """The value that a file is, or the values of its lines where each line is one (JSON Lines)."""
    try:
        msgspec.json.decode(whole.words, type=msgspec.Raw)
        return [whole]
    except msgspec.DecodeError:
        lines = [m for m in _LINE.finditer(whole.words) if m.group().strip()]
        if len(lines) < 2 or not all(m.group().startswith(b"{") for m in lines):
            raise
    for line in lines:
        msgspec.json.decode(line.group(), type=msgspec.Raw)
    return [Part(line.group().strip(), whole.start + line.start()) for line in lines]


def _events(tops: Sequence[Part], mapping: Mapping) -> list[Part] | None:
    """The items of an export; None where it is none of this mapping."""
    for path in mapping.items:
        found = list(_walk(tops, path))
        if any(_is_event(p.words, mapping) for p in found[:_PROBE]):
            return found
    return [] if mapping.root and any(_walk(tops, mapping.root)) else None


def _is_event(words: bytes, mapping: Mapping) -> bool:
    """Whether a value is an object with a summary and a start where the mapping has them."""
    if not words.startswith(b"{"):
        return False
    value = msgspec.json.decode(words)
    return all(_values(value, mapping.fields[name]) for name in ("summary", "dtstart"))


def _walk(parts: Sequence[Part], path: tuple[str, ...]) -> Iterator[Part]:
    """The values at the end of a path, in order."""
    if not path:
        yield from parts
        return
    for part in parts:
        members = _members(part)
        wanted = [p for _, p in members] if path[0] == "*" else [p for key, p in members if key == path[0]]
        yield from _walk(wanted, path[1:])


def _members(part: Part) -> list[tuple[str, Part]]:
    """The members of a list or object with where they begin; those of which no place is known begin with the whole."""
    words = part.words
    rows: list[tuple[str, bytes]] = []
    if words.startswith(b"{"):
        rows = [(key, bytes(raw)) for key, raw in msgspec.json.decode(words, type=dict[str, msgspec.Raw]).items()]
    elif words.startswith(b"["):
        rows = [("", bytes(raw)) for raw in msgspec.json.decode(words, type=list[msgspec.Raw])]
    found, cursor = [], 1
    for key, raw in rows:
        inner = raw.strip()
        at = words.find(inner[:_HEAD], cursor) if cursor else -1
        if not words.startswith(inner, max(at, 0)):
            at = words.find(inner, cursor) if cursor else -1
        cursor = at + len(inner) if at >= 0 else 0
        found.append((key, Part(inner, part.start + max(at, 0))))
    return found


def _values(value: Any, paths: Sequence[tuple[str, ...]]) -> list[str]:
    """What the first path that holds something holds, as words."""
    for path in paths:
        found = [w for w in map(_words, _below(value, path)) if w]
        if found:
            return found
    return []


def _below(value: Any, path: tuple[str, ...]) -> list[Any]:
    """The plain values at the end of a path."""
    if len(path) == 1 and path[0] != "*":
        return [value[path[0]]] if isinstance(value, dict) and path[0] in value else []
    values = [value]
    for step in path:
        inner: list[Any] = []
        for one in values:
            if step == "*" and isinstance(one, list | dict):
                inner += one if isinstance(one, list) else one.values()
            elif isinstance(one, dict) and step in one:
                inner.append(one[step])
        values = inner
    return values


def _words(value: Any) -> str:
    """A value in one line; of words in several languages the English ones, else the first."""
    if isinstance(value, dict):
        value = value.get("en") or next(iter(value.values()), None)
    return "" if value is None or isinstance(value, dict | list | bool) else " ".join(str(value).split())


class _Blocks:
    """The text, lines, marks and pieces that the events of an export make, under way."""

    def __init__(self, decoded: Document, data: bytes, tops: Sequence[Part], mapping: Mapping) -> None:
        self.decoded, self.data, self.mapping = decoded, data, mapping
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self.pieces: list[Piece] = []
        self.at = 0
        self.counts = [0]
        for start in range(0, len(data), _BLOCK):
            self.counts.append(self.counts[-1] + _points(data[start : start + _BLOCK]))
        stated = (w for p in _walk(tops, mapping.zone) if (w := _decoded(p))) if mapping.zone else iter(())
        self.zone = next(stated, mapping.local)
        heads = [w for path in mapping.heads for p in _walk(tops, path) if (w := _decoded(p))]
        for head in heads or [mapping.name.replace("_", " ")]:
            self._line("heading", [head], "")
        self.parts.append("\n")
        self.at += 1
        self.pieces.append(Piece(0, self.at, 0, len(decoded.text)))

    def document(self, events: Sequence[Part]) -> Document:
        """The document of all events."""
        for part in events:
            if part.words.startswith(b"{"):
                self._block(part)
        text = "".join(self.parts)
        section = Section("schedule", 0, len(text), genre="event_data")
        return Document(
            self.decoded.id,
            self.decoded.media_type,
            text,
            tuple(self.lines),
            (section,),
            tuple(self.pieces),
            tuple(self.marks),
        )

    def _block(self, part: Part) -> None:
        """One event: a line for each field that it has."""
        value = msgspec.json.decode(part.words)
        found = {field: _values(value, self.mapping.fields.get(field, ())) for field in _ORDER}
        if not found["summary"] or any(found[n] and found[n][0].lower() in words for n, words in self.mapping.skip):
            return
        if self.zone and not found["tzid"]:
            found["tzid"] = [self.zone]
        start, number = self.at, len(self.marks)
        for field in _ORDER:
            if found[field]:
                self._line("field", found[field] if field == "attendee" else found[field][:1], field)
        uid = next(iter(_values(value, self.mapping.fields["uid"])), "")
        self.marks[number:number] = [
            Mark("record", start, self.at - 1, "item"),
            Mark("field", start, start, f"uid={uid}"),
        ]
        self.parts.append("\n")
        self.at += 1
        self.pieces.append(Piece(start, self.at, self._point(part.start), self._point(part.start + len(part.words))))

    def _line(self, kind: Any, values: Sequence[str], field: str) -> None:
        """A line of values, each with its mark."""
        start = self.at
        for number, words in enumerate(values):
            if number:
                self.parts.append(", ")
                self.at += 2
            self.marks.append(Mark(kind, self.at, self.at + len(words), field))
            self.parts.append(words)
            self.at += len(words)
        self.lines.append(Line(start, self.at, "".join(self.parts[-(len(values) * 2 - 1) :])))
        self.parts.append("\n")
        self.at += 1

    def _point(self, byte: int) -> int:
        """The code point that begins at a byte."""
        block = byte // _BLOCK
        return self.counts[block] + _points(self.data[block * _BLOCK : byte])


def _points(words: bytes) -> int:
    """How many code points begin in bytes of UTF-8."""
    return len(words.translate(None, _CONTINUED))


def _decoded(part: Part) -> str:
    return _words(msgspec.json.decode(part.words))
