"""The canonical text form of facts and entries: `loads(dumps(x)) == x`, one readable block of lines a value.

The first line is the kind of the value and what a person looks for first; then one line a field, indented by two blanks,
where it is not at its default; the words it was read from stand last, whole. A value inside a value is such a block
too, its first line behind the field's name. `docs/facts.md` shows each kind.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin

from msgspec.structs import FieldInfo

from asrun.model.entry import Entry, Payload
from asrun.model.fact import Fact
from asrun.model.span import Span
from asrun.model.text_kinds import Kind, below, is_default, kind_of, kinds, read_head, word_of, write_head
from asrun.model.text_values import codec, read_range, write_span

Value = Fact | Entry | Payload

_LAST = ("spans", "span", "mentions")


class TextFormError(ValueError):
    """Text that is no canonical form: in which line, why, and what would stand there."""

    def __init__(self, line: int, problem: str, wanted: str) -> None:
        super().__init__(f"line {line}: {problem}; {wanted} would do")
        self.line = line


class _Node(NamedTuple):
    """A line without its indentation, and the lines indented under it."""

    line: int
    text: str
    under: list["_Node"]


def dumps(value: Value) -> str:
    """The text form of a fact, of an entry or of what an entry holds; it ends in a line break."""
    kind = kinds()[word_of(value)]
    head, told = write_head(kind, value, frozenset())
    return "\n".join([kind.word + head, *_lines(kind, value, told, "  ")]) + "\n"


def dumps_all(values: Iterable[Value]) -> str:
    """The text forms of values, an empty line between them."""
    return "\n".join(map(dumps, values))


def loads(text: str) -> Any:
    """The value of a text form; raises TextFormError where it is none, or more than one."""
    values = loads_all(text)
    if len(values) != 1:
        raise TextFormError(1, f"there are {len(values)} values in the text; one is read here", "a single value")
    return values[0]


def loads_all(text: str) -> list[Any]:
    """The values of text forms in order; empty lines and lines that begin with "#" part them."""
    return [_tagged(node.text, node, kinds()) for node in _tree(text)]


def _lines(kind: Kind, value: Any, told: frozenset[str], indent: str) -> Iterator[str]:
    """The lines under a value's first line; `told` are the paths that a first line tells already."""
    for name in sorted(kind.fields, key=_LAST.__contains__):
        info, found = kind.fields[name], getattr(value, name)
        if name in told or name in kind.told or is_default(info, found):
            continue
        start = f"{indent}{kind.labels[name]:8} "
        line = codec(name, info.type)
        if found is None:
            yield f"{start}-"
        elif line:
            yield start + line.write(found)
        else:
            of_each = frozenset(path.removeprefix(f"{name}.") for path in told if path.startswith(f"{name}."))
            for one in found if isinstance(found, tuple) else (found,):
                yield from _block(below(info), one, of_each, indent, start)


def _block(types: tuple[Any, ...], value: Any, told: frozenset[str], indent: str, start: str) -> Iterator[str]:
    """A value inside a value: its first line behind the field's name, its word only where several kinds may stand."""
    if isinstance(value, Span):
        yield start + write_span(value)
        return
    several = len(types) > 1
    kind = kinds()[word_of(value)] if several else kind_of(types[0])
    head, named = write_head(kind, value, told, worded=several)
    yield (start + (kind.word + head if several else head.strip(" "))).rstrip(" ")
    yield from _lines(kind, value, told | named, indent + "  ")


def _tree(text: str) -> list[_Node]:
    """The lines of a text, each with those indented under it."""
    top: list[_Node] = []
    path: list[_Node] = []  # the line above at each depth
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip(" \r")
        if not line or line.startswith("#"):
            path = []
            continue
        blanks = len(line) - len(line.lstrip(" "))
        if blanks % 2 or blanks // 2 > len(path):
            raise TextFormError(
                number, f"{blanks} blanks before {line.strip()[:40]!r}", f"{2 * len(path)} or fewer, by twos,"
            )
        del path[blanks // 2 :]
        node = _Node(number, line[blanks:], [])
        (path[-1].under if path else top).append(node)
        path.append(node)
    return top


def _tagged(text: str, node: _Node, allowed: dict[str, Kind]) -> Any:
    """The value of a block whose first line begins with its word."""
    word, blank, rest = text.partition(" ")
    if word not in allowed:
        raise TextFormError(node.line, f"{word[:40]!r} is no kind of value here", " or ".join(allowed))
    return _value(allowed[word], blank + rest, node, {})


def _value(kind: Kind, head: str, node: _Node, told: dict[str, str]) -> Any:
    """The value of a block; `told` are the texts that the first line of the block around it gives it."""
    texts = read_head(kind, head)
    if texts is None:
        wanted = re.sub(r":\w+", "", f"{kind.word} {kind.template}").strip()
        raise TextFormError(node.line, f"{head.strip()[:60]!r} cannot follow {kind.word!r}", repr(wanted))
    texts |= told
    found = dict(kind.told)
    for slot in kind.slots:
        if slot.path not in texts or "." in slot.path:
            continue
        text = texts[slot.path]
        if slot.ends:
            found[slot.path], ends = _read(read_range, text, slot.path, slot.codec.like, node)
            found |= {slot.ends: ends} if ends else {}
        else:
            found[slot.path] = _read(slot.codec.read, text, slot.path, slot.codec.like, node)
    _read_lines(kind, texts, node, found)
    return kind.type(**found, **_absent(kind, found, node))


def _read_lines(kind: Kind, texts: dict[str, str], node: _Node, found: dict[str, Any]) -> None:
    """Adds what the lines under a first line say to what it told."""
    names = {label: name for name, label in kind.labels.items() if name not in kind.told}
    for under in node.under:
        label, _, text = under.text.partition(" ")
        if label not in names:
            raise TextFormError(under.line, f"a {kind.word} has no {label[:40]!r}", " or ".join(names))
        name = names[label]
        info = kind.fields[name]
        of_it = {path.removeprefix(f"{name}."): t for path, t in texts.items() if path.startswith(f"{name}.")}
        value = _field(info, text.strip(" "), under, of_it)
        if get_origin(info.type) is tuple and codec(name, info.type) is None:
            found[name] = (*found.get(name, ()), value)
        elif name in found:
            raise TextFormError(under.line, f"{label!r} is said twice of one {kind.word}", "once")
        else:
            found[name] = value


def _field(info: FieldInfo, text: str, node: _Node, told: dict[str, str]) -> Any:
    """The value of a field, or one of its values, from its line and the lines under it."""
    types = below(info)
    line = codec(info.name, info.type) or (codec("span", Span) if types == (Span,) else None)
    if node.under and (line or text == "-"):
        raise TextFormError(node.under[0].line, f"{info.name!r} is one line and has none under it", "less indentation")
    if text == "-":
        return None
    if line:
        return _read(line.read, text, info.name, line.like, node)
    if len(types) > 1:
        return _tagged(text, node, {word: kind for word, kind in kinds().items() if kind.type in types})
    return _value(kind_of(types[0]), f" {text}" if text else "", node, told)


def _read(read: Callable[[str], Any], text: str, name: str, like: str, node: _Node) -> Any:
    try:
        return read(text)
    except (ValueError, KeyError, OverflowError):
        raise TextFormError(node.line, f"{text[:60]!r} is no {name!r}", like) from None


def _absent(kind: Kind, found: dict[str, Any], node: _Node) -> dict[str, Any]:
    """What a block says by saying nothing of a field that has no default."""
    absent: dict[str, Any] = {}
    for name, info in kind.fields.items():
        if name in found or not info.required:
            continue
        if NoneType in get_args(info.type):
            absent[name] = None
        elif get_origin(info.type) is tuple:
            absent[name] = ()
        else:
            wanted = f"a line {kind.labels[name]!r} under it, or its place in this one,"
            raise TextFormError(node.line, f"a {kind.word} without its {name!r}", wanted)
    return absent
