"""The canonical text form of facts and entries: `loads(dumps(x)) == x`.

The first line is the kind and what matters most, parted by two blanks; then one indented line a field, what is at its default
left out; the exact words stand whole, last. A value inside a value is a block of its own, indented once more.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import FieldInfo, fields

from asrun.model.entry import Entry, EventAdded, FactAdded, LinkAdded, Payload, ReadingAdded, VersionAdded
from asrun.model.fact import EntityMention, Fact
from asrun.model.span import Span
from asrun.model.time import Day, DayPart, Instant, Relative

Value = Fact | Entry | Payload
_HEADLINES = {
    "plan": ("starts", "summary"),
    "mention": ("kind", "summary"),
    "change": ("kind", "delta"),
    "observation": ("phase", "at"),
    "statement": ("mode", "speaker"),
    "claim": ("predicate", "polarity"),
    "outcome": ("outcome",),
    "person": ("kind", "name"),
    "organization": ("kind", "name"),
    "place": ("kind", "name"),
    "timex": ("type", "value"),
    "zone": ("zone", "role"),
    "section": ("kind",),
    "disagreement": ("kind",),
    "entry": ("seq", "recorded_at"),
    "event": ("event",),
    "link": ("event", "score"),
    "fact": ("id", "claimant"),
    "reading": ("version", "reader"),
}
_TIMES: tuple[type, ...] = (Instant, Day, DayPart, Relative)
_BREAKS = re.compile(r"[\x7f\x85\u2028\u2029]")
_PLAIN = re.compile(r"[^\s\"\[{\-](?:[^\n\r\x00-\x1f\x7f\x85\u2028\u2029]*\S)?")
_INSTANT = re.compile(r"(\S+ \S+) (\S+)(?: \((\w+)(?: (\w+))?\))?")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\S+))?(?: zone (\S+))?(?: \((\w+)\))?")
_RELATIVE = re.compile(r'after ("(?:[^"\\]|\\.)*")(?: gap (-?\d+))?')
_DOC = re.compile(r"\w[\w.~()#/+-]*")
_SPAN = re.compile(r'("(?:[^"\\]|\\.)*"|\w[\w.~()#/+-]*)@(-?\d+)-(-?\d+) ("(?:[^"\\]|\\.)*")')


class TextFormError(ValueError):
    """Text that is no canonical form: which line, and what would stand there."""


class _Kind(NamedTuple):
    name: str
    type: Any
    fields: dict[str, FieldInfo]
    headline: tuple[str, ...]


@cache
def _kinds() -> dict[str, _Kind]:
    """Every kind by its word."""
    types = [*get_args(Fact), VersionAdded, ReadingAdded, FactAdded, EventAdded, LinkAdded]
    named = {str(t.__struct_config__.tag): t for t in types} | {"entry": Entry}
    return {n: _Kind(n, t, {f.name: f for f in fields(t)}, _HEADLINES.get(n, ())) for n, t in named.items()}


@cache
def _words() -> dict[Any, str]:
    return {kind.type: name for name, kind in _kinds().items()}


def dumps(value: Value) -> str:
    """The text form of a fact, an entry or what an entry holds, ending in a line break."""
    return "\n".join(_lines(value)) + "\n"


def dumps_all(values: Iterable[Value]) -> str:
    """The text forms of values, an empty line between them."""
    return "\n".join(map(dumps, values))


def loads(text: str) -> Any:
    """The value of a text form; raises TextFormError where it is none."""
    values = loads_all(text)
    if len(values) != 1:
        raise TextFormError(f"{len(values)} values; one is read at a time; loads_all reads several")
    return values[0]


def loads_all(text: str) -> list[Any]:
    """The values of text forms in order."""
    lines = text.split("\n")
    values = []
    number = 0
    while number < len(lines):
        if lines[number].strip():
            value, number = _parse(lines, number, 0)
            values.append(value)
        else:
            number += 1
    return values


def _lines(value: Any) -> list[str]:
    """The lines of a value."""
    kind = _kinds()[_words()[type(value)]]
    # Two blanks part the values of the first line, so inside a quoted one the second is escaped.
    head = [_scalar(getattr(value, n), kind.fields[n]).replace("  ", " \\u0020") for n in kind.headline]
    made = ["  ".join([kind.name, *head])]
    last: list[str] = []
    for name, info in kind.fields.items():
        found = getattr(value, name)
        if name in kind.headline or _is_default(found, info):
            continue
        if name in ("spans", "span"):
            last += [f"  source    {_span(s)}" for s in ((found,) if isinstance(found, Span) else found)]
        elif name == "mentions":
            last += [f"  mention   {m.form} {_span(m.span)}" for m in found]
        elif type(found) in _words():
            block = _lines(found)
            made += [f"  {name}:", *("    " + line for line in block)]
        else:
            made.append(f"  {name:9} {_scalar(found, info)}")
    return made + last


def _is_default(value: Any, info: FieldInfo) -> bool:
    if info.default is not msgspec.NODEFAULT:
        return bool(value == info.default)
    if info.default_factory is not msgspec.NODEFAULT:
        return bool(value == info.default_factory())
    return False


def _scalar(value: Any, info: FieldInfo) -> str:
    """A value in one line."""
    if value is None:
        return "-"
    if isinstance(value, Instant):
        clock = value.local.isoformat(" ", "minutes" if not value.utc.second and not value.utc.microsecond else "auto")
        known = f" ({value.basis}{f' {value.bound}' if value.bound else ''})"
        return f"{clock} {value.zone}" + (known if value.basis != "stated" or value.bound else "")
    if isinstance(value, Day | DayPart):
        part = f"T{value.part}" if isinstance(value, DayPart) else ""
        zone = f" zone {value.zone}" if value.zone else ""
        return f"{value.day}{part}{zone}" + (f" ({value.basis})" if value.basis != "stated" else "")
    if isinstance(value, Relative):
        return f"after {_quoted(value.after)}" + (f" gap {value.gap_seconds}" if value.gap_seconds is not None else "")
    if isinstance(value, Span):
        return _span(value)
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and "  " not in value and not _may_be_time(info)
        return value if plain else _quoted(value)
    if isinstance(value, tuple) and value and all(isinstance(v, Span) for v in value):
        return " | ".join(map(_span, value))
    return _json(value)


def _may_be_time(info: FieldInfo) -> bool:
    """Whether a field may hold a moment or words: then words stand in quote marks."""
    return any(t in get_args(info.type) for t in _TIMES)


def _json(value: Any) -> str:
    """JSON in one line, whatever ends a line escaped."""
    text = msgspec.json.encode(value, order="sorted").decode()
    return _BREAKS.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def _quoted(words: str) -> str:
    return _json(words)


def _span(span: Span) -> str:
    doc = span.doc if _DOC.fullmatch(span.doc) else _quoted(span.doc)
    return f"{doc}@{span.start}-{span.end} {_quoted(span.exact)}"


def _parse(lines: Sequence[str], number: int, indent: int) -> tuple[Any, int]:
    """The value whose first line stands at a number, and the number after its last line."""
    pad = " " * indent
    first, *head = lines[number][indent:].split("  ")
    kind = _kinds().get(first)
    if kind is None:
        raise TextFormError(
            f"line {number + 1}: {first[:40]!r} is no kind of fact; one of {', '.join(_kinds())} would do"
        )
    if len(head) != len(kind.headline):
        wanted = "  ".join((kind.name, *kind.headline))
        raise TextFormError(
            f"line {number + 1}: a {kind.name} begins with {len(kind.headline)} values; {wanted!r} would do"
        )
    found: dict[str, Any] = {
        name: _value(text, kind.fields[name], number) for name, text in zip(kind.headline, head, strict=True)
    }
    number += 1
    spans: list[Span] = []
    mentions: list[EntityMention] = []
    while number < len(lines) and lines[number].startswith(pad + "  "):
        line = lines[number][indent + 2 :]
        name, _, text = line.partition(" ")
        if name.endswith(":"):
            found[name[:-1]], number = _parse(lines, number + 1, indent + 4)
            continue
        if name == "mention" and "mentions" in kind.fields:
            form, _, place = text.strip().partition(" ")
            mentions.append(EntityMention(_read_span(place, number), form))  # type: ignore[arg-type]
        elif name == "source":
            spans.append(_read_span(text.strip(), number))
        elif name in kind.fields:
            found[name] = _value(text.lstrip(" "), kind.fields[name], number)
        else:
            raise TextFormError(
                f"line {number + 1}: a {kind.name} has no {name[:40]!r}; {', '.join(kind.fields)} would do"
            )
        number += 1
    if spans:
        found["span" if "span" in kind.fields else "spans"] = spans[0] if "span" in kind.fields else tuple(spans)
    elif "spans" in kind.fields and "spans" not in found and kind.fields["spans"].required:
        found["spans"] = ()
    if "mentions" in kind.fields:
        found["mentions"] = tuple(mentions)
    try:
        return kind.type(**found), number
    except TypeError as error:
        raise TextFormError(f"line {number}: the {kind.name} above is not whole; {error}") from None


def _read_span(text: str, number: int) -> Span:
    match = _SPAN.fullmatch(text)
    if not match:
        raise TextFormError(f'line {number + 1}: {text[:60]!r} is no place in a document; file@10-14 "word" would do')
    doc = msgspec.json.decode(match[1], type=str) if match[1].startswith('"') else match[1]
    return Span(doc, int(match[2]), int(match[3]), msgspec.json.decode(match[4], type=str))


def _value(text: str, info: FieldInfo, number: int) -> Any:
    """The value of a field's text, by the field's type."""
    if text == "-":
        return None
    types = get_args(info.type) or (info.type,)
    try:
        if get_origin(info.type) is tuple and types[0] is Span:
            return tuple(_read_span(m.group(), number) for m in _SPAN.finditer(text)) if text != "[]" else ()
        if Span in types:
            return _read_span(text, number)
        if any(t in _TIMES for t in types) and not text.startswith('"'):
            return _moment(text)
        if text[:1] in '"[{' or not _is_text(types):
            return msgspec.json.decode(text.encode(), type=info.type)
        return msgspec.convert(text, info.type)
    except (msgspec.MsgspecError, ValueError) as error:
        raise TextFormError(f"line {number + 1}: {text[:60]!r} is no {info.name}; {error}") from None


def _is_text(types: tuple[Any, ...]) -> bool:
    """Whether a field holds words: a string, or one of a few closed words."""
    return (
        any(t is str or isinstance(t, str) or any(isinstance(a, str) for a in get_args(t)) for t in types)
        or datetime in types
    )


def _moment(text: str) -> Instant | Day | DayPart | Relative:
    """The moment of its text."""
    if match := _RELATIVE.fullmatch(text):
        return Relative(msgspec.json.decode(match[1], type=str), int(match[2]) if match[2] else None)
    if match := _DAY.fullmatch(text):
        day, basis = date.fromisoformat(match[1]), match[4] or "stated"
        if match[2]:
            return DayPart(day, match[2], match[3], basis)  # type: ignore[arg-type]
        return Day(day, match[3], basis)  # type: ignore[arg-type]
    if match := _INSTANT.fullmatch(text):
        local = datetime.fromisoformat(match[1])
        ZoneInfo(match[2])
        return Instant(local.astimezone(UTC), match[2], match[3] or "stated", match[4])  # type: ignore[arg-type]
    raise ValueError("a moment like 2019-02-28 14:05+07:00 Asia/Ho_Chi_Minh would do")
