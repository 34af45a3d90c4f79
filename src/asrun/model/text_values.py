"""The values that the text form writes in one line: words, numbers, moments, durations, places in a source.

A codec writes a value so that it reads back as the same. Words stand bare where that is safe, else as a JSON string, in
which whatever ends a line, steers a terminal or turns the direction of writing is escaped.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin
from zoneinfo import ZoneInfo

from asrun.model.span import Span
from asrun.model.time import Basis, Bound, Day, DayPart, Instant, Relative, Start, instant


class Codec(NamedTuple):
    """How a value is written in a line, read back, and what its text looks like."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    pattern: str
    like: str


_UNSAFE = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_CHAR = rf"[^\s{_UNSAFE}]"
TOKEN = rf'(?!["(]){_CHAR}+'
WORDS = rf'(?!"){_CHAR}+?(?: {_CHAR}+?)*?'
_JSON = r'"(?:[^"\\]|\\.)*"'
_ZONE = r"[A-Za-z][\w+/-]*"
_KNOWN = rf"(?:{'|'.join(get_args(Basis))})(?: (?:{'|'.join(get_args(Bound))}))?"
_NOTE = rf" \({_KNOWN}\)"
_DATE = r"\d{4}-\d\d-\d\d"
_CLOCK = r"\d\d:\d\d(?::\d\d(?:\.\d{6})?)?"
_OFFSET = r"[+-]\d\d:\d\d(?::\d\d(?:\.\d{6})?)?"
_LENGTH = r"[+-]?(?:\d+ d)?(?: ?\d+ h)?(?: ?\d+ min)?(?: ?\d+ s)?(?<=[dhns])"
_DOC = r"\w[\w.~#/+-]*"

_words = re.compile(WORDS)
_escaped = re.compile(f"[{_UNSAFE}]")
_relative = re.compile(rf"after ({_JSON})(?: by (-?\d+) s)?")
_day = re.compile(rf"({_DATE})(?:T([A-Z]+|{_JSON}))?(?: ({_ZONE}|{_JSON}))?(?: at ({_CLOCK}|{_JSON}))?({_NOTE})?")
_instant = re.compile(rf"({_DATE} {_CLOCK}(?:{_OFFSET})?) ({_ZONE})({_NOTE})?")
_range = re.compile(rf"({_DATE}) ({_CLOCK})\.\.(?:({_DATE}) )?({_CLOCK}) ({_ZONE})({_NOTE})?(?: \(ends ({_KNOWN})\))?")
_length = re.compile(_LENGTH, re.ASCII)
_iso = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII)
_span = re.compile(rf"({_DOC}|{_JSON})@(-?\d+)-(-?\d+) ({_JSON})")
_item = re.compile(rf'({_JSON}|[^"|][^|]*?)(?: \| |$)')


def _plain(pattern: re.Pattern[str]) -> str:
    """A pattern without its groups, to stand within another."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern.pattern)


MOMENT = f"(?:{_plain(_instant)}|{_plain(_day)}|{_plain(_relative)})"
RANGE = f"(?:{_plain(_range)}|{MOMENT})"


def quoted(words: Any) -> str:
    """A JSON value in one line, with what a terminal or an editor would not show as it is escaped."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    return _escaped.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def _bare(words: str) -> str:
    return words if words != "-" and _words.fullmatch(words) else quoted(words)


def _unquoted(text: str) -> str:
    if text.startswith('"'):
        found = json.loads(text)
        if isinstance(found, str):
            return found
    elif text:
        return text
    raise ValueError


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if not found:
        raise ValueError
    return found


def write_span(span: Span) -> str:
    """A place in a source with its words, whole."""
    doc = span.doc if re.fullmatch(_DOC, span.doc) else quoted(span.doc)
    return f"{doc}@{span.start}-{span.end} {quoted(span.exact)}"


def read_span(text: str) -> Span:
    """The place in a source of its text."""
    doc, start, end, exact = _match(_span, text).groups()
    return Span(_unquoted(doc), int(start), int(end), _unquoted(exact))


def write_moment(when: Start) -> str:
    """A moment: wall clock and zone, the offset only where the zone has that wall clock twice."""
    if isinstance(when, Relative):
        gap = f" by {when.gap_seconds} s" if when.gap_seconds is not None else ""
        return f"after {quoted(when.after)}{gap}"
    if isinstance(when, Instant):
        return f"{_clock(when)} {when.zone}{_note(when.basis, when.bound)}"
    text = when.day.isoformat()
    if isinstance(when, DayPart):
        text += f"T{when.part if re.fullmatch('[A-Z]+', when.part) else quoted(when.part)}"
    if when.zone is not None:
        text += f" {when.zone if re.fullmatch(_ZONE, when.zone) else quoted(when.zone)}"
    if isinstance(when, Day) and when.clock is not None:
        text += f" at {when.clock if re.fullmatch(_CLOCK, when.clock, re.ASCII) else quoted(when.clock)}"
    return text + _note(when.basis, None)


def read_moment(text: str) -> Start:
    """The moment of its text."""
    if found := _relative.fullmatch(text):
        return Relative(_unquoted(found[1]), int(found[2]) if found[2] else None)
    if found := _day.fullmatch(text):
        day, (basis, _) = date.fromisoformat(found[1]), _noted(found[5])
        zone = _unquoted(found[3]) if found[3] else None
        if found[2]:
            return DayPart(day, _unquoted(found[2]), zone, basis)
        return Day(day, zone, basis, _unquoted(found[4]) if found[4] else None)
    clock, zone, note = _match(_instant, text).groups()
    return _at(datetime.fromisoformat(clock), zone, note)


def write_range(starts: Instant, ends: Instant) -> str | None:
    """Two moments as one range; None where their zones differ or a wall clock needs its offset."""
    first, last = _clock(starts), _clock(ends)
    if starts.zone != ends.zone or not (
        re.fullmatch(f"{_DATE} {_CLOCK}", first) and re.fullmatch(f"{_DATE} {_CLOCK}", last)
    ):
        return None
    last = last[11:] if last[:10] == first[:10] else last
    note, end_note = _note(starts.basis, starts.bound), _note(ends.basis, ends.bound)
    return f"{first}..{last} {starts.zone}{note}{end_note.replace('(', '(ends ')}"


def read_range(text: str) -> tuple[Start, Instant | None]:
    """The two moments of a range, or one and None."""
    if not (found := _range.fullmatch(text)):
        return read_moment(text), None
    day, first, until, last, zone, note, end_note = found.groups()
    starts = datetime.fromisoformat(f"{day} {first}")
    ends = datetime.fromisoformat(f"{until or day} {last}")
    return _at(starts, zone, note), _at(ends, zone, end_note)


def _clock(when: Instant) -> str:
    local = when.local
    naive = local.replace(tzinfo=None, fold=0)
    told = naive if instant(naive, when.zone).utc == when.utc else local
    return told.isoformat(" ", "auto" if told.second or told.microsecond else "minutes")


def _at(local: datetime, zone: str, note: str | None) -> Instant:
    basis, bound = _noted(note)
    try:
        utc = local.astimezone(UTC) if local.tzinfo else instant(local, zone).utc
        return Instant(utc, ZoneInfo(zone).key, basis, bound)
    except (KeyError, OSError) as error:
        raise ValueError from error


def _note(basis: str, bound: str | None) -> str:
    """How a moment is known, where it is not simply stated."""
    return f" ({basis}{f' {bound}' if bound else ''})" if basis != "stated" or bound else ""


def _noted(note: str | None) -> tuple[Any, Any]:
    basis, _, bound = (note or "stated").strip(" ()").partition(" ")
    return basis, bound or None


def _write_length(value: str, sign: str = "") -> str:
    """An ISO 8601 duration as people write it ("1 h 15 min"), or as it is where that would not give it back."""
    if found := _iso.fullmatch(value):
        parts = [f"{n} {unit}" for n, unit in zip(found.groups()[1:], ("d", "h", "min", "s"), strict=True) if n]
        if parts and _read_length(text := (found[1] or sign) + " ".join(parts)) == value:
            return text
    return quoted(value) if _length.fullmatch(value) else _bare(value)


def _read_length(text: str) -> str:
    if not _length.fullmatch(text):
        return _unquoted(text)
    found = {unit: n for n, unit in re.findall(r"(\d+) (d|h|min|s)", text)}
    days = f"{found['d']}D" if "d" in found else ""
    clock = "".join(found[unit] + letter for unit, letter in (("h", "H"), ("min", "M"), ("s", "S")) if unit in found)
    return f"{'-' if text.startswith('-') else ''}P{days}{'T' if clock else ''}{clock}"


def _write_names(names: tuple[str, ...]) -> str:
    return " | ".join(quoted(n) if "|" in n else _bare(n) for n in names)


def _read_names(text: str) -> tuple[str, ...]:
    names, at = [], 0
    while at < len(text):
        found = _item.match(text, at)
        if not found:
            raise ValueError
        names.append(_unquoted(found[1]))
        at = found.end()
    return tuple(names)


def _read_slots(text: str) -> dict[str, str]:
    found = json.loads(text)
    if not (isinstance(found, dict) and all(isinstance(v, str) for v in found.values())):
        raise ValueError
    return found


def _one_of(options: tuple[str, ...]) -> Codec:
    def read(text: str) -> str:
        if text not in options:
            raise ValueError
        return text

    return Codec(str, read, "|".join(map(re.escape, options)), " or ".join(options))


_MOMENTS: tuple[type, ...] = get_args(Start)
_LENGTHS = {
    "delta": Codec(lambda v: _write_length(v, "+"), _read_length, _LENGTH, "+30 min"),
    "duration": Codec(_write_length, _read_length, _LENGTH, "35 min"),
    "new_duration": Codec(_write_length, _read_length, _LENGTH, "35 min"),
}
_SIMPLE = {
    Span: Codec(write_span, read_span, _plain(_span), 'programme.txt@10-14 "word"'),
    str: Codec(_bare, _unquoted, WORDS, 'words, or "words" in quote marks'),
    bool: Codec(lambda v: "yes" if v else "no", {"yes": True, "no": False}.__getitem__, "yes|no", "yes or no"),
    int: Codec(str, int, r"-?\d+", "12"),
    datetime: Codec(
        lambda v: v.isoformat().replace("+00:00", "Z"), datetime.fromisoformat, TOKEN, "2024-03-12T08:00:00Z"
    ),
    date: Codec(date.isoformat, date.fromisoformat, _DATE, "2024-03-12"),
    tuple[str, ...]: Codec(_write_names, _read_names, WORDS, "one name | another"),
    dict[str, str]: Codec(quoted, _read_slots, WORDS, '{"hour": "2"}'),
}
_LIKE_MOMENT = 'a moment like 2024-03-12 14:05 Europe/Lisbon, 2024-03-12, 2024-03-12TMO or after "the lunch"'
_WHEN = Codec(write_moment, read_moment, MOMENT, _LIKE_MOMENT)
# Where a moment or words may stand, words always have quote marks.
_WHEN_OR_WORDS = Codec(
    lambda v: quoted(v) if isinstance(v, str) else write_moment(v),
    lambda t: _unquoted(t) if t.startswith('"') else read_moment(t),
    f"(?:{MOMENT}|{_JSON})",
    _LIKE_MOMENT + ', or "words" in quote marks',
)


def kinds_of(hint: Any) -> tuple[Any, ...]:
    """The types that a field's type allows, apart from None."""
    if get_origin(hint) is tuple or hint in _SIMPLE:
        return (hint,)
    return tuple(t for t in get_args(hint) if t is not NoneType) if get_args(hint) and not _literal(hint) else (hint,)


def _literal(hint: Any) -> bool:
    return get_origin(hint) is Literal


@cache
def codec(name: str, hint: Any) -> Codec | None:
    """How a field is written in one line; None where its value is a block of lines."""
    if name in _LENGTHS:
        return _LENGTHS[name]
    kinds = kinds_of(hint)
    if any(k in _MOMENTS for k in kinds):
        return _WHEN_OR_WORDS if str in kinds else _WHEN
    if _literal(kinds[0]):
        return _one_of(get_args(kinds[0]))
    return _SIMPLE.get(kinds[0])
