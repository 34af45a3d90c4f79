"""Headers and parts of a message by their place in the file."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST = 1000
_DEEPEST = 20
_HEADERS = 2000
_LINE = re.compile(r"[^\n]*\n?")
_NAME = re.compile(r"([!-9;-~]{1,80})[ \t]*:")
_TYPE = re.compile(r"\s*([\w.+-]{1,80}/[\w.+-]{1,80})")
_PARAMETER = re.compile(r";\s*([\w*-]{1,40})\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;\s]*)")


class Header(NamedTuple):
    """One header: its name in small letters, and where its value stands, folds included."""

    name: str
    start: int
    end: int


class Part(NamedTuple):
    """One part: its headers, where its body stands, and the parts inside it; `depth` is 0 for the message itself."""

    headers: tuple[Header, ...]
    start: int
    end: int
    type: str
    parameters: dict[str, str]
    encoding: str
    attached: bool
    children: tuple["Part", ...]

    def walk(self) -> Iterator["Part"]:
        """The part and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Walk:
    """One walk over a message; `cut` tells whether parts beyond the limit were left out."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.count = 0
        self.cut = False

    def part(self, start: int, end: int, depth: int = 0, default: str = "text/plain") -> Part:
        """The part that stands in raw[start:end]."""
        self.count += 1
        headers, body = self._headers(start, end)
        kind, parameters = self._typed(self.value(headers, "content-type"), default)
        encoding = self.value(headers, "content-transfer-encoding").strip().lower()
        attached = self.value(headers, "content-disposition").strip().lower().startswith("attachment")
        children: list[Part] = []
        if kind.startswith("multipart/") and parameters.get("boundary"):
            inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            for first, last in self._between(parameters["boundary"], body, end):
                if self.count >= MOST or depth >= _DEEPEST:
                    self.cut = True
                    break
                children.append(self.part(first, last, depth + 1, inner))
        elif kind == "message/rfc822" and encoding not in ("base64", "quoted-printable"):
            if self.count < MOST and depth < _DEEPEST:
                children.append(self.part(body, end, depth + 1))
            else:
                self.cut = True
        return Part(headers, body, end, kind, parameters, encoding, attached, tuple(children))

    def value(self, headers: tuple[Header, ...], name: str) -> str:
        """A header's words, unfolded; nothing where it has none."""
        found = next((h for h in headers if h.name == name), None)
        return " ".join(self.raw[found.start : found.end].split()) if found else ""

    def _headers(self, start: int, end: int) -> tuple[tuple[Header, ...], int]:
        """The headers up to the first empty line, and where the body begins."""
        found: list[Header] = []
        at = start
        while at < end:
            line = _LINE.match(self.raw, at, end)
            last = line.end() if line else end
            words = self.raw[at:last]
            if not words.strip("\r\n"):
                return tuple(found), last
            name = _NAME.match(words)
            if words[0] in " \t" and found:
                found[-1] = found[-1]._replace(end=at + len(words.rstrip("\r\n")))
            elif name and len(found) < _HEADERS:
                found.append(Header(name[1].lower(), at + name.end(), at + len(words.rstrip("\r\n"))))
            elif not name and not (at == start and words.startswith(("From ", ">From ", "\ufeff"))):
                return tuple(found), at
            at = last
        return tuple(found), end

    def _typed(self, value: str, default: str) -> tuple[str, dict[str, str]]:
        kind = _TYPE.match(value)
        found: dict[str, str] = {}
        for name, given in _PARAMETER.findall(value[:4000]):
            plain = re.sub(r"\\(.)", r"\1", given[1:-1]) if given.startswith('"') else given
            found.setdefault(name.lower(), plain)
        return (kind[1].lower() if kind else default), found

    def _between(self, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches between the lines of a boundary; the last one ends with the message where its line is missing."""
        mark = re.compile(rf"^--{re.escape(boundary)}(--)?[ \t]*\r?(?:\n|\Z)", re.M)
        opened = None
        for found in mark.finditer(self.raw, start, end):
            if opened is not None:
                last = found.start()
                last -= 2 if self.raw[last - 2 : last] == "\r\n" else 1 if self.raw[last - 1 : last] == "\n" else 0
                yield opened, max(opened, last)
            opened = None if found[1] else found.end()
            if found[1]:
                return
        if opened is not None:
            yield opened, end
