"""Words of a part or a header, decoded, with the way back to where they stand."""

import binascii
import codecs
import re
from collections.abc import Iterator

from asrun.reading.mail.parts import Part
from asrun.reading.weaving import Weaver

_SOFT = re.compile(r"=[ \t]*\r?\n|=\Z")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2}(?:=[ \t]*\r?\n(?==[0-9A-Fa-f]{2}))?)+|=[ \t]*(?:\r?\n|\Z)")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")
_LINE = re.compile(r"[^\n]+\n?")
_OTHER = re.compile(r"[^A-Za-z0-9+/]")
_MOST_LINES = 100_000
_FOLD = re.compile(r"\r?\n[ \t]*")
_LONE = re.compile("[\ud800-\udfff]")
_SINGLE = re.compile(r"(?:us-)?ascii$|iso-?8859|windows-125|cp125|koi8|latin|mac")


def charset_of(name: str) -> str | None:
    """The codec of a charset's name; None where there is none."""
    try:
        "".encode(name)
        b"".decode(name)
    except (LookupError, ValueError, AttributeError):
        return None
    return name.lower()


def decoded(data: bytes, charset: str) -> str:
    """Bytes as words; what the charset has no sign for becomes the replacement sign."""
    try:
        return data.decode(charset, "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def body(raw: str, part: Part) -> Weaver:
    """The words of a text part."""
    declared = charset_of(part.parameters.get("charset", "utf-8") or "utf-8") or "utf-8"
    charset = "utf-8" if declared in ("us-ascii", "ascii") else declared
    made = Weaver()
    words = raw[part.start : part.end]
    if part.encoding == "base64":
        _by_line(made, words, part.start, charset)
    elif part.encoding == "quoted-printable":
        _unquoted(made, words, part.start, charset)
    else:
        _plain(made, words, part.start, charset)
    return made


def contents(raw: str, part: Part) -> bytes:
    """The bytes of a part as its encoding has them."""
    words = raw[part.start : part.end]
    if part.encoding == "base64":
        return base64(words)
    data = words.encode("utf-8", "surrogateescape")
    return binascii.a2b_qp(data) if part.encoding == "quoted-printable" else data


def header(raw: str, start: int, end: int) -> Weaver:
    """The words of a header's value: unfolded, encoded words decoded (RFC 2047)."""
    made = Weaver()
    start += len(raw[start:end]) - len(raw[start:end].lstrip())
    at = start
    for found in _WORD.finditer(raw, start, end):
        between = raw[at : found.start()]
        if between.strip() or at == start:
            _unfolded(made, between, at)
        at = found.end()
        charset = charset_of(found[1].partition("*")[0]) or "utf-8"
        data = (
            base64(found[3])
            if found[2] in "bB"
            else binascii.a2b_qp(found[3].encode("utf-8", "surrogateescape"), header=True)
        )
        made.put(decoded(data, charset), found.start(), found.end())
    _unfolded(made, raw[at:end].rstrip(), at)
    return made


def base64(words: str) -> bytes:
    """The bytes of base64, as far as they go: what is broken at the end is left off."""
    signs = _OTHER.sub("", words)
    return binascii.a2b_base64(signs[: len(signs) - (len(signs) % 4 == 1)] + "=" * (-len(signs) % 4))


def _by_line(made: Weaver, words: str, raw: int, charset: str) -> None:
    """The text of base64, of which each line leads back to its own line; of very many lines all to the whole."""
    lines = [m.span() for m in _LINE.finditer(words)]
    try:
        decoder = codecs.getincrementaldecoder(charset)("replace")
    except LookupError:
        lines = []
    if not 1 < len(lines) <= _MOST_LINES:
        _whole(made, decoded(base64(words), charset), raw, raw + len(words))
        return
    signs = text = ""
    for number, (start, end) in enumerate(lines, 1):
        last = number == len(lines)
        signs += _OTHER.sub("", words[start:end])
        whole = len(signs) if last else len(signs) // 4 * 4
        text += decoder.decode(base64(signs[:whole]), last)
        signs = signs[whole:]
        kept = "\r" if text.endswith("\r") and not last else ""
        _whole(made, text.removesuffix(kept), raw + start, raw + end)
        text = kept


def _unfolded(made: Weaver, words: str, raw: int) -> None:
    at = 0
    for fold in _FOLD.finditer(words):
        made.copy(_legible(words[at : fold.start()]), raw + at)
        made.put(" ", raw + fold.start(), raw + fold.end())
        at = fold.end()
    made.copy(_legible(words[at:]), raw + at)


def _legible(words: str) -> str:
    """Words with a replacement sign for each byte that is no UTF-8."""
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if _broken(words) else words


def _broken(words: str) -> bool:
    return not words.isascii() and bool(_LONE.search(words))


def _whole(made: Weaver, text: str, start: int, end: int) -> None:
    """A text that leads back to the whole of its part."""
    made.put(text.replace("\r\n", "\n").replace("\0", "\ufffd"), start, end)


def _plain(made: Weaver, words: str, raw: int, charset: str) -> None:
    """Text as it stands; one of another charset than the file's is decoded line by line."""
    if charset in ("utf-8", "utf8") and not _broken(words):
        made.copy(words, raw)
        return
    at = raw
    for line in words.splitlines(keepends=True):
        text = line if line.isascii() and _SINGLE.match(charset) else None
        text = decoded(line.encode("utf-8", "surrogateescape"), charset) if text is None else text
        made.put(text, at, at + len(line))
        at += len(line)


def _unquoted(made: Weaver, words: str, raw: int, charset: str) -> None:
    """Quoted-printable: soft breaks go, escapes become their signs, one by one where a sign's bytes stand together."""
    if not (_SINGLE.match(charset) or charset in ("utf-8", "utf8")):
        _whole(made, decoded(binascii.a2b_qp(words.encode("utf-8", "surrogateescape")), charset), raw, raw + len(words))
        return
    at = 0
    for found in _QUOTED.finditer(words):
        _plain(made, words[at : found.start()], raw + at, charset)
        at = found.end()
        for text, start, end in _signs(found.group(), charset):
            made.put(text, raw + found.start() + start, raw + found.start() + end)
    _plain(made, words[at:], raw + at, charset)


def _signs(run: str, charset: str) -> Iterator[tuple[str, int, int]]:
    """The signs of a run of escapes with their places in it."""
    bare = _SOFT.sub("", run)
    if not bare:
        return
    data = bytes.fromhex(bare.replace("=", ""))
    text = decoded(data, charset)
    if len(bare) != len(run) or "\ufffd" in text:
        yield text, 0, len(run)
        return
    at = 0
    for sign in text:
        end = at + 3 * len(sign.encode(charset, "replace"))
        yield sign, at, end
        at = end
