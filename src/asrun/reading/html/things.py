"""Events that a page marks up as schema.org has them, as records below its text.

JSON-LD, microdata and RDFa Lite come as the same `Thing`s. Of an event its name, moments, place, people and status become
the fields of a record, whose words lead back to where the markup has them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from asrun.model.document import Mark
from asrun.reading.html.tokens import BLANKS
from asrun.reading.weaving import Weaver

MOST = 5000
_LONGEST, _MOST_NAMES = 2000, 50
_EVENTS = frozenset("festival hackathon eventseries courseinstance".split())
_RUN = re.compile(
    r"\\u(?P<high>[dD][89aAbB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})|\\u(?P<code>[0-9a-fA-F]{4})|\\(?P<one>.)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<blank>[{BLANKS}]+)|(?P<plain>[^\\&{BLANKS}]+|&)",
    re.S,
)
_ESCAPES = {"n": " ", "r": " ", "t": " ", "b": "", "f": " "}
_PEOPLE = (
    ("attendee", ("performer", "performers", "attendee", "attendees", "actor", "speaker")),
    ("organizer", ("organizer",)),
)
_ADDRESS = ("streetaddress", "addresslocality", "addressregion", "addresscountry")


class Words(NamedTuple):
    """The words of a value by their ranges in the page; `escaped`: they stand in JSON."""

    ranges: tuple[tuple[int, int], ...]
    escaped: bool = False


@dataclass
class Thing:
    """One thing that a page describes: its types and properties in small letters, without prefixes."""

    start: int
    end: int
    types: tuple[str, ...] = ()
    id: str = ""
    values: dict[str, list["Words | Thing"]] = field(default_factory=dict)

    def add(self, name: str, value: "Words | Thing") -> None:
        """Adds a value of a property."""
        held = self.values.setdefault(name, [])
        if len(held) < _MOST_NAMES:
            held.append(value)


def local(name: str) -> str:
    """A type or property without its vocabulary.

    >>> local("https://schema.org/MusicEvent"), local("schema:startDate")
    ('musicevent', 'startdate')
    """
    return re.split(r"[/#:]", name.strip().rstrip("/"))[-1].lower()


def events(raw: str, things: Sequence[Thing], made: Weaver) -> bool:
    """Adds a record for each event among things, once; whether some beyond the limit were left out."""
    known = {t.id: t for t in things if t.id and t.values}
    told: set[tuple[str, ...]] = set()
    for thing in things:
        if not any(t.endswith("event") or t in _EVENTS for t in thing.types):
            continue
        fields = [(name, w) for name, w in _fields(raw, thing, known) if w.text()]
        by_name = {name: w.text() for name, w in reversed(fields)}
        if "summary" not in by_name or "dtstart" not in by_name:
            continue
        key = tuple(by_name.get(n, "") for n in ("summary", "dtstart", "dtend", "location", "status"))
        if key in told:
            continue
        if len(told) >= MOST:
            return True
        told.add(key)
        _record(thing, fields, made)
    return False


def _record(thing: Thing, fields: Sequence[tuple[str, Weaver]], made: Weaver) -> None:
    made.line(2)
    begin = made.length
    for name, words in fields:
        at = made.length
        made.weave(words.text(), words.pieces)
        value = _status(words.text()) if name == "status" else words.text()[:400]
        made.mark("field", at, f"{name}={value}")
        made.line()
    if "://" in thing.id:
        made.marks.append(Mark("field", begin, begin, f"uid={thing.id[:400]}"))
    made.mark("record", begin, "event")


def _fields(raw: str, thing: Thing, known: dict[str, Thing]) -> Iterator[tuple[str, Weaver]]:
    """The fields of an event by the names of iCalendar."""
    for name, given in (
        ("summary", "name"),
        ("dtstart", "startdate"),
        ("dtend", "enddate"),
        ("previous", "previousstartdate"),
        ("duration", "duration"),
    ):
        first = next((v for v in thing.values.get(given, ()) if isinstance(v, Words)), None)
        if first:
            yield name, _woven(raw, first)
    for place in thing.values.get("location", ())[:1]:
        yield "location", _named(raw, place, known)
    for name, properties in _PEOPLE:
        for value in (v for p in properties for v in thing.values.get(p, ())):
            yield name, _named(raw, value, known)
    for value in thing.values.get("eventstatus", ())[:1]:
        if isinstance(value, Words):
            yield "status", _woven(raw, value)


def _status(words: str) -> str:
    return local(words).removeprefix("event")


def _named(raw: str, value: Words | Thing, known: dict[str, Thing]) -> Weaver:
    """The name of a thing, or of a place without a name its address."""
    if isinstance(value, Words):
        woven = _woven(raw, value)
        there = known.get(woven.text())
        return _named(raw, there, {}) if there else woven
    if not value.values and value.id in known:
        value = known[value.id]
    name = next((v for v in value.values.get("name", ()) if isinstance(v, Words)), None)
    if name:
        return _woven(raw, name)
    made = Weaver()
    address = next(iter(value.values.get("address", ())), None)
    if isinstance(address, Words):
        return _woven(raw, address)
    parts = [v for part in _ADDRESS for v in address.values.get(part, ())[:1]] if address else []
    for words in parts:
        if isinstance(words, Words):
            woven = _woven(raw, words)
            if made.length and woven.pieces:
                made.put(", ", woven.pieces[0].raw_start, woven.pieces[0].raw_start)
            made.weave(woven.text(), woven.pieces)
    return made


def _woven(raw: str, words: Words) -> Weaver:
    """Words in one line: escapes and entities read, blanks as one."""
    made, blank = Weaver(), -1
    for start, end in words.ranges:
        for found in _RUN.finditer(raw, start, min(end, start + _LONGEST)):
            read = _read(found, words.escaped)
            if not read.strip():
                blank = found.start() if blank < 0 else blank
                continue
            if blank >= 0 and made.length:
                made.put(" ", blank, blank + 1)
            blank = -1
            if read == found.group():
                made.copy(read, found.start())
            else:
                made.put(" ".join(read.split()), found.start(), found.end())
    return made


def _read(found: re.Match[str], escaped: bool) -> str:
    """What a run of signs stands for."""
    if found["entity"]:
        return unescape(found["entity"])
    if not escaped or found.lastgroup in ("plain", "blank"):
        return found.group()
    if found["high"]:
        return chr(0x10000 + ((int(found["high"], 16) - 0xD800) << 10) + int(found["low"], 16) - 0xDC00)
    if found["code"]:
        point = int(found["code"], 16)
        return "\ufffd" if 0xD800 <= point < 0xE000 else chr(point)
    return _ESCAPES.get(found["one"], found["one"])
